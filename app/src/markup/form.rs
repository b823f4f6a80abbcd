//! The text of a view, read by the browser once and copied for every drawing.

use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlTemplateElement, Node};

/// The attribute in which the macro names the values of an element.
const MARK: &str = "h";

/// Elements and comments, in the words of the DOM's `NodeFilter`.
const ELEMENTS_AND_COMMENTS: u32 = 0x1 | 0x80;

/// A place that is filled.
#[derive(Clone)]
pub struct Place {
    /// How many elements and comments come before it.
    at: usize,
    /// The values of an element; none for a comment, which a child replaces.
    pub marks: Vec<String>,
}

/// A view as the browser has read it.
pub struct Form {
    root: Node,
    pub places: Vec<Place>,
}

thread_local! {
    static FORMS: RefCell<Vec<(*const u8, Rc<Form>)>> = const { RefCell::new(Vec::new()) };
}

impl Form {
    /// The form of a text.
    pub fn of(page: &Document, html: &'static str) -> Result<Rc<Self>, JsValue> {
        let known = FORMS.with_borrow(|forms| {
            let known = forms.iter().find(|(text, _)| *text == html.as_ptr());
            known.map(|(_, form)| form.clone())
        });
        if let Some(form) = known {
            return Ok(form);
        }
        let form = Rc::new(Form::read(page, html)?);
        FORMS.with_borrow_mut(|forms| forms.push((html.as_ptr(), form.clone())));
        Ok(form)
    }

    fn read(page: &Document, html: &str) -> Result<Self, JsValue> {
        let template: HtmlTemplateElement = page.create_element("template")?.unchecked_into();
        template.set_inner_html(html);
        let root = template.content().first_child().ok_or(JsValue::NULL)?;
        let mut places = Vec::new();
        walk(page, &root, |at, node| {
            let marks = match node.dyn_ref::<Element>() {
                None => vec![],
                Some(element) => {
                    let Some(marks) = element.get_attribute(MARK) else {
                        return;
                    };
                    let _ = element.remove_attribute(MARK);
                    marks.split(' ').map(str::to_owned).collect()
                }
            };
            places.push(Place { at, marks });
        })?;
        Ok(Form { root, places })
    }

    /// A copy, and its nodes at the places.
    pub fn copy(&self, page: &Document) -> Result<(Node, Vec<Node>), JsValue> {
        let root = page.import_node_with_deep(&self.root, true)?;
        let mut nodes = Vec::with_capacity(self.places.len());
        walk(page, &root, |at, node| {
            if self
                .places
                .get(nodes.len())
                .is_some_and(|place| place.at == at)
            {
                nodes.push(node);
            }
        })?;
        Ok((root, nodes))
    }
}

fn walk(page: &Document, root: &Node, mut visit: impl FnMut(usize, Node)) -> Result<(), JsValue> {
    let walker = page.create_tree_walker_with_what_to_show(root, ELEMENTS_AND_COMMENTS)?;
    let mut next = Some(root.clone());
    let mut at = 0;
    while let Some(node) = next {
        visit(at, node);
        at += 1;
        next = walker.next_node()?;
    }
    Ok(())
}
