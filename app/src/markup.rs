//! What views are made of. On the server that is Leptos. In the browser it is a text of HTML and
//! the list of what fills its holes: one type for every view, so that a further screen adds words
//! and not code; reactivity is Leptos' own.
//!
//! The names are those of Leptos, as `view!` of both reads the same. Knows no components: what
//! views share are functions. A list is drawn anew by position, there are no keys.

#[cfg(feature = "csr")]
mod child;
#[cfg(feature = "csr")]
mod drawing;
#[cfg(feature = "csr")]
mod form;
#[cfg(feature = "csr")]
mod value;

#[cfg(not(feature = "csr"))]
pub use leptos::prelude::*;

#[cfg(feature = "csr")]
pub use browser::*;

#[cfg(feature = "csr")]
mod browser {
    pub use super::child::{IntoAny, IntoAny as IntoView};
    pub use super::drawing::mount_to_body;
    pub use super::value::{IntoValue, Value};
    use leptos::ev::EventDescriptor;
    use leptos::html::ElementType;
    use leptos::tachys::html::node_ref::NodeRefContainer;
    use std::borrow::Cow;
    use wasm_bindgen::JsCast;
    use web_sys::Event;

    pub use opora_markup::view;

    /// A view, not drawn yet.
    #[derive(Default)]
    pub enum AnyView {
        #[default]
        Nothing,
        Text(Cow<'static, str>),
        Element(Element),
        Many(Vec<AnyView>),
        /// Drawn anew whenever what it reads changes.
        Live(Box<dyn FnMut() -> AnyView>),
    }

    /// What fills a hole.
    pub enum Hole {
        Child(AnyView),
        /// Of an attribute or a property.
        Value(Value),
        Live(Box<dyn FnMut() -> Value>),
        On(Box<dyn FnMut(Event)>),
        /// Wants to know the element.
        Found(Box<dyn FnOnce(&web_sys::Element)>),
    }

    /// An element and what fills its holes, in the order of the document. The macro fills it call
    /// by call: that is the least code at every place where there is a view.
    pub struct Element {
        /// The address of this text says which view it is, too.
        pub(super) html: &'static str,
        pub(super) holes: Vec<Hole>,
    }

    impl Element {
        #[inline(never)]
        pub fn new(html: &'static str) -> Self {
            let holes = Vec::new();
            Element { html, holes }
        }

        /// A child.
        pub fn child(&mut self, shown: impl IntoAny) {
            self.fill(Hole::Child(shown.into_any()));
        }

        /// A value, perhaps one that changes.
        pub fn value(&mut self, value: impl IntoValue) {
            self.fill(value.into_hole());
        }

        /// What happens at an event.
        pub fn on<E>(&mut self, _: E, mut act: impl FnMut(E::EventType) + 'static)
        where
            E: EventDescriptor,
            E::EventType: JsCast,
        {
            self.fill(Hole::On(Box::new(move |event| act(event.unchecked_into()))));
        }

        /// A reference that is to know the element.
        pub fn found<E: ElementType + 'static>(&mut self, reference: impl NodeRefContainer<E>) {
            self.fill(Hole::Found(Box::new(move |element| {
                reference.load(element)
            })));
        }

        #[inline(never)]
        fn fill(&mut self, hole: Hole) {
            self.holes.push(hole);
        }

        #[inline(never)]
        pub fn finish(self) -> AnyView {
            AnyView::Element(self)
        }
    }

    /// Views one after another.
    #[derive(Default)]
    pub struct Several(Vec<AnyView>);

    impl Several {
        pub fn add(&mut self, shown: impl IntoAny) {
            self.push(shown.into_any());
        }

        #[inline(never)]
        fn push(&mut self, view: AnyView) {
            self.0.push(view);
        }

        #[inline(never)]
        pub fn finish(self) -> AnyView {
            AnyView::Many(self.0)
        }
    }
}
