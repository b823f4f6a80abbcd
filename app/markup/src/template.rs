//! One element with all that is in it, as a text with holes.
//!
//! A child that changes is an empty comment in the text. An element with values that change has
//! an attribute [`MARK`] naming them in order, each with a sign for what it is.

use proc_macro2::TokenStream;
use quote::quote;
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeElement, NodeName};

/// The attribute that names the values of an element. The browser's side knows it too.
const MARK: &str = "h";

/// Elements without content and without a closing tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// The text, and what fills its holes in the order of the document.
#[derive(Default)]
pub struct Template {
    pub html: String,
    pub holes: Vec<TokenStream>,
}

impl Template {
    /// # Errors
    /// Markup this macro has no words for.
    pub fn of(element: &NodeElement<rstml::Infallible>) -> syn::Result<Self> {
        let mut template = Template::default();
        template.element(element)?;
        Ok(template)
    }

    fn element(&mut self, element: &NodeElement<rstml::Infallible>) -> syn::Result<()> {
        let name = element.name().to_string();
        if !name.starts_with(|first: char| first.is_ascii_lowercase()) {
            return Err(syn::Error::new_spanned(
                element.name(),
                "a part of a view is a function, called in a block",
            ));
        }
        self.html.push('<');
        self.html.push_str(&name);
        let mut marks: Vec<String> = Vec::new();
        for attribute in element.attributes() {
            match attribute {
                NodeAttribute::Attribute(attribute) => self.attribute(attribute, &mut marks)?,
                NodeAttribute::Block(block) => {
                    return Err(syn::Error::new_spanned(block, "attributes have names"));
                }
            }
        }
        if !marks.is_empty() {
            self.html
                .push_str(&format!(" {MARK}=\"{}\"", marks.join(" ")));
        }
        self.html.push('>');
        if VOID.contains(&name.as_str()) {
            return Ok(());
        }
        for child in element.children() {
            match child {
                Node::Element(child) => self.element(child)?,
                Node::Text(text) => self.html.push_str(&escaped(&text.value_string())),
                Node::Block(block) => {
                    self.html.push_str("<!---->");
                    let element = element_name();
                    self.holes
                        .push(quote! { #element.child({ #[allow(unused_braces)] #block }); });
                }
                other => {
                    return Err(syn::Error::new_spanned(
                        other,
                        "content is made of elements, texts and blocks",
                    ));
                }
            }
        }
        self.html.push_str(&format!("</{name}>"));
        Ok(())
    }

    fn attribute(
        &mut self,
        attribute: &KeyedAttribute,
        marks: &mut Vec<String>,
    ) -> syn::Result<()> {
        let name = name_of(&attribute.key);
        let element = element_name();
        let Some(value) = attribute.value() else {
            self.html.push_str(&format!(" {name}=\"\""));
            return Ok(());
        };
        if let Some(event) = name.strip_prefix("on:") {
            let event = syn::Ident::new(event, proc_macro2::Span::call_site());
            marks.push(format!("@{event}"));
            self.holes
                .push(quote! { #element.on(::leptos::ev::#event, #value); });
            return Ok(());
        }
        if name == "node_ref" {
            marks.push("#".to_owned());
            self.holes.push(quote! { #element.found(#value); });
            return Ok(());
        }
        let mark = match name.strip_prefix("prop:") {
            Some(property) => format!(".{property}"),
            None if name == "inner_html" => ".innerHTML".to_owned(),
            None => match attribute.value_literal_string() {
                Some(text) => {
                    self.html
                        .push_str(&format!(" {name}=\"{}\"", escaped(&text)));
                    return Ok(());
                }
                None => name,
            },
        };
        marks.push(mark);
        self.holes.push(quote! { #element.value(#value); });
        Ok(())
    }
}

/// The variable that is filled: no block of a view can see it.
pub fn element_name() -> syn::Ident {
    syn::Ident::new("element", proc_macro2::Span::mixed_site())
}

fn name_of(name: &NodeName) -> String {
    let written = name.to_string();
    written.strip_prefix("r#").unwrap_or(&written).to_owned()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(markup: TokenStream) -> syn::Result<Template> {
        let nodes = rstml::parse2(markup)?;
        match nodes.as_slice() {
            [Node::Element(element)] => Template::of(element),
            _ => panic!("one element"),
        }
    }

    #[test]
    fn what_never_changes_is_text_and_the_rest_are_holes_in_order() {
        let template = template(quote! {
            <p class="note" hidden id=id data-where="a \"b\" <c>" on:click=act>
                "1 < 2"{words}<input type="text" prop:value=text/><svg inner_html=drawing></svg>
            </p>
        })
        .expect("markup");
        assert_eq!(
            template.html,
            "<p class=\"note\" hidden=\"\" data-where=\"a &quot;b&quot; &lt;c&gt;\" h=\"id @click\">\
             1 &lt; 2<!----><input type=\"text\" h=\".value\"><svg h=\".innerHTML\"></svg></p>"
        );
        let holes: Vec<String> = template.holes.iter().map(ToString::to_string).collect();
        let order = ["id", "act", "words", "text", "drawing"];
        assert_eq!(holes.len(), order.len());
        for (hole, name) in holes.iter().zip(order) {
            assert!(hole.contains(name), "{hole} fills with {name}");
        }
    }

    #[test]
    fn what_it_has_no_words_for_is_refused() {
        for markup in [
            quote! { <Icon of=of/> },
            quote! { <p><Icon of=of/></p> },
            quote! { <p {attributes}></p> },
        ] {
            assert!(template(markup).is_err());
        }
    }
}
