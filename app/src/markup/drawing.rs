//! Views on the page. A view drawn again over itself keeps its elements, and with them the focus
//! and what is being typed; over another one it takes its place.

use super::form::Form;
use super::{AnyView, Hole, Shown, Value};
use leptos::prelude::*;
use std::borrow::Cow;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, Node};

/// Draws a view into the page, for as long as the page lives. `open` runs inside the root of
/// everything reactive.
pub fn mount_to_body(open: impl FnOnce() -> AnyView + 'static) {
    // Leptos starts what runs its effects, and shows nothing itself.
    leptos::mount::mount_to_body(move || {
        let drawn = draw(open());
        if let Some(body) = page().body() {
            drawn.mount(&body, None);
        }
        std::mem::forget(drawn);
    });
}

/// A view on the page.
enum Drawn {
    /// A comment keeps the place.
    Nothing(Node),
    Text {
        node: Node,
        text: Cow<'static, str>,
    },
    Element {
        html: &'static str,
        root: Node,
        filled: Vec<Filled>,
    },
    Many {
        parts: Vec<Drawn>,
        /// A comment behind the last one.
        end: Node,
    },
    Live(RenderEffect<Drawn>),
}

/// A hole that was filled.
enum Filled {
    Child(Drawn),
    Value {
        element: Element,
        mark: String,
        value: Value,
    },
    Live {
        element: Element,
        mark: String,
        _effect: RenderEffect<Value>,
    },
    On {
        element: Element,
        event: String,
        act: JsValue,
    },
    Found(Element),
}

fn page() -> Document {
    leptos::prelude::document()
}

/// The DOM refuses only what these texts and trees do not hold: then nothing is shown.
fn draw(view: AnyView) -> Drawn {
    let page = page();
    let nothing = || Drawn::Nothing(page.create_comment("").into());
    match view.0.map(|shown| *shown) {
        None => nothing(),
        Some(Shown::Text(text)) => Drawn::Text {
            node: page.create_text_node(&text).into(),
            text,
        },
        Some(Shown::Element { html, holes }) => {
            draw_element(&page, html, holes).unwrap_or_else(|_| nothing())
        }
        Some(Shown::Many(views)) => Drawn::Many {
            parts: views.into_iter().map(draw).collect(),
            end: page.create_comment("").into(),
        },
        Some(Shown::Live(mut view)) => {
            Drawn::Live(RenderEffect::new(move |before: Option<Drawn>| {
                let view = view();
                match before {
                    None => draw(view),
                    Some(mut drawn) => {
                        drawn.redraw(view);
                        drawn
                    }
                }
            }))
        }
    }
}

fn draw_element(page: &Document, html: &'static str, holes: Vec<Hole>) -> Result<Drawn, JsValue> {
    let form = Form::of(page, html)?;
    let (root, nodes) = form.copy(page)?;
    let mut filled = Vec::with_capacity(holes.len());
    let mut holes = holes.into_iter();
    for (place, node) in form.places.iter().zip(nodes) {
        if place.marks.is_empty() {
            if let (Some(Hole::Child(view)), Some(parent)) = (holes.next(), node.parent_node()) {
                let child = draw(view);
                child.mount(&parent, Some(&node));
                parent.remove_child(&node)?;
                filled.push(Filled::Child(child));
            }
            continue;
        }
        let element: Element = node.unchecked_into();
        for (mark, hole) in place.marks.iter().zip(holes.by_ref()) {
            filled.push(fill(&element, mark, hole));
        }
    }
    Ok(Drawn::Element { html, root, filled })
}

fn fill(element: &Element, mark: &str, hole: Hole) -> Filled {
    let element = element.clone();
    let mark = mark.to_owned();
    match hole {
        Hole::Child(view) => Filled::Child(draw(view)),
        Hole::Value(value) => {
            put(&element, &mark, &value);
            Filled::Value {
                element,
                mark,
                value,
            }
        }
        Hole::Live(value) => Filled::Live {
            _effect: follow(element.clone(), mark.clone(), value),
            element,
            mark,
        },
        Hole::On(act) => {
            let event = mark.trim_start_matches('@').to_owned();
            let act = listen(&element, &event, act);
            Filled::On {
                element,
                event,
                act,
            }
        }
        Hole::Found(tell) => {
            tell(&element);
            Filled::Found(element)
        }
    }
}

fn follow(
    element: Element,
    mark: String,
    mut value: Box<dyn FnMut() -> Value>,
) -> RenderEffect<Value> {
    RenderEffect::new(move |before: Option<Value>| {
        let value = value();
        if before.as_ref() != Some(&value) {
            put(&element, &mark, &value);
        }
        value
    })
}

fn listen(element: &Element, event: &str, act: Box<dyn FnMut(Event)>) -> JsValue {
    // The browser lets go of it together with the element.
    let act = Closure::wrap(act).into_js_value();
    let _ = element.add_event_listener_with_callback(event, act.unchecked_ref());
    act
}

/// Sets an attribute, or a property: a mark with a dot.
fn put(element: &Element, mark: &str, value: &Value) {
    let _ = match (mark.strip_prefix('.'), value) {
        (Some(property), value) => {
            let value = match value {
                Value::Absent => JsValue::UNDEFINED,
                Value::Text(text) => JsValue::from_str(text),
                Value::Flag(flag) => JsValue::from_bool(*flag),
            };
            js_sys::Reflect::set(element, &JsValue::from_str(property), &value).map(|_| ())
        }
        (None, Value::Text(text)) => element.set_attribute(mark, text),
        (None, Value::Flag(true)) => element.set_attribute(mark, ""),
        (None, Value::Absent | Value::Flag(false)) => element.remove_attribute(mark),
    };
}

impl Drawn {
    fn mount(&self, parent: &Node, before: Option<&Node>) {
        let put = |node: &Node| {
            let _ = parent.insert_before(node, before);
        };
        match self {
            Drawn::Nothing(node) | Drawn::Text { node, .. } | Drawn::Element { root: node, .. } => {
                put(node);
            }
            Drawn::Many { parts, end } => {
                for part in parts {
                    part.mount(parent, before);
                }
                put(end);
            }
            Drawn::Live(effect) => {
                effect.with_value_mut(|drawn| drawn.mount(parent, before));
            }
        }
    }

    fn unmount(&self) {
        match self {
            Drawn::Nothing(node) | Drawn::Text { node, .. } | Drawn::Element { root: node, .. } => {
                take_out(node);
            }
            Drawn::Many { parts, end } => {
                parts.iter().for_each(Drawn::unmount);
                take_out(end);
            }
            Drawn::Live(effect) => {
                effect.with_value_mut(|drawn| drawn.unmount());
            }
        }
    }

    /// The first node of it.
    fn first(&self) -> Option<Node> {
        match self {
            Drawn::Nothing(node) | Drawn::Text { node, .. } | Drawn::Element { root: node, .. } => {
                Some(node.clone())
            }
            Drawn::Many { parts, end } => match parts.first() {
                Some(part) => part.first(),
                None => Some(end.clone()),
            },
            Drawn::Live(effect) => effect.with_value_mut(|drawn| drawn.first()).flatten(),
        }
    }

    fn redraw(&mut self, view: AnyView) {
        match (&mut *self, view.0.map(|shown| *shown)) {
            (Drawn::Nothing(_), None) => {}
            (Drawn::Text { node, text }, Some(Shown::Text(new))) => {
                if *text != new {
                    node.set_node_value(Some(&new));
                    *text = new;
                }
            }
            (Drawn::Element { html, filled, .. }, Some(Shown::Element { html: new, holes }))
                if std::ptr::eq(*html, new) =>
            {
                for (filled, hole) in filled.iter_mut().zip(holes) {
                    filled.refill(hole);
                }
            }
            (Drawn::Many { parts, end }, Some(Shown::Many(views))) => {
                for gone in parts.drain(views.len().min(parts.len())..) {
                    gone.unmount();
                }
                for (at, view) in views.into_iter().enumerate() {
                    match parts.get_mut(at) {
                        Some(part) => part.redraw(view),
                        None => {
                            let part = draw(view);
                            if let Some(parent) = end.parent_node() {
                                part.mount(&parent, Some(end));
                            }
                            parts.push(part);
                        }
                    }
                }
            }
            (_, shown) => {
                let new = draw(AnyView(shown.map(Box::new)));
                let first = self.first();
                if let Some(parent) = first.as_ref().and_then(Node::parent_node) {
                    new.mount(&parent, first.as_ref());
                }
                self.unmount();
                *self = new;
            }
        }
    }
}

impl Filled {
    fn refill(&mut self, hole: Hole) {
        match (self, hole) {
            (Filled::Child(drawn), Hole::Child(view)) => drawn.redraw(view),
            (
                Filled::Value {
                    element,
                    mark,
                    value,
                },
                Hole::Value(new),
            ) => {
                if *value != new {
                    put(element, mark, &new);
                    *value = new;
                }
            }
            (
                Filled::On {
                    element,
                    event,
                    act,
                },
                Hole::On(new),
            ) => {
                let _ = element.remove_event_listener_with_callback(event, act.unchecked_ref());
                *act = listen(element, event, new);
            }
            (Filled::Found(element), Hole::Found(tell)) => tell(element),
            // The same text has the same kinds of holes; a value that follows is made anew.
            (filled, hole) => {
                if let Filled::Live { element, mark, .. } | Filled::Value { element, mark, .. } =
                    filled
                {
                    let (element, mark) = (element.clone(), mark.clone());
                    *filled = fill(&element, &mark, hole);
                }
            }
        }
    }
}

fn take_out(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}
