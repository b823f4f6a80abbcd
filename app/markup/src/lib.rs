//! The macro of the workspace's views. It takes the markup Leptos takes and makes of it a text of
//! HTML, the same every time, and a list of what changes; Leptos would make a type of each view,
//! and with it code: two fifths of the workspace's WebAssembly.
//!
//! It knows no components and no classes or styles by name: parts of a view are functions. What
//! runs is in `opora_app::markup`, to whose names this writes.

mod template;

use proc_macro::TokenStream;
use proc_macro2::Span;
use quote::quote;
use rstml::node::Node;
use rstml::{Parser, ParserConfig};
use template::Template;

/// Markup as a `Markup`. Elements are written as in Leptos: `name="text"` stays as it is,
/// `name=value` may be absent or a closure, `on:event`, `prop:name`, `inner_html` and `node_ref`
/// mean what they mean there; `{value}` is anything that can be a child.
#[proc_macro]
pub fn view(tokens: TokenStream) -> TokenStream {
    let parser = Parser::new(ParserConfig::default());
    let nodes = match parser.parse_simple(tokens) {
        Ok(nodes) => nodes,
        Err(error) => return error.into_compile_error().into(),
    };
    let output = match nodes.as_slice() {
        [one] => piece(one),
        several => several
            .iter()
            .map(piece)
            .collect::<syn::Result<Vec<_>>>()
            .map(|pieces| {
                let views = syn::Ident::new("views", Span::mixed_site());
                quote! {{
                    let mut #views = crate::markup::Several::default();
                    #(#views.add(#pieces);)*
                    #views.finish()
                }}
            }),
    };
    output.unwrap_or_else(syn::Error::into_compile_error).into()
}

/// One node at the top of a view.
fn piece(node: &Node) -> syn::Result<proc_macro2::TokenStream> {
    Ok(match node {
        Node::Block(block) => quote! {
            crate::markup::IntoAny::into_any({ #[allow(unused_braces)] #block })
        },
        Node::Text(text) => {
            let text = text.value_string();
            quote! { crate::markup::IntoAny::into_any(#text) }
        }
        Node::Element(element) => {
            let Template { html, holes } = Template::of(element)?;
            let element = template::element_name();
            quote! {{
                let mut #element = crate::markup::Element::new(#html);
                #(#holes)*
                #element.finish()
            }}
        }
        other => {
            return Err(syn::Error::new_spanned(
                other,
                "a view is made of elements, texts and blocks",
            ));
        }
    })
}
