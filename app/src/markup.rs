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

    /// A view, not drawn yet; nothing at all when empty. A pointer, as views are handed on at every
    /// turn and each word of them is code there.
    #[derive(Default)]
    pub struct AnyView(pub(super) Option<Box<Shown>>);

    /// What a view shows.
    pub enum Shown {
        Text(Cow<'static, str>),
        Element {
            /// The address of this text says which view it is, too.
            html: &'static str,
            holes: Vec<Hole>,
        },
        Many(Vec<AnyView>),
        /// Drawn anew whenever what it reads changes.
        Live(Box<dyn FnMut() -> AnyView>),
    }

    impl AnyView {
        #[inline(never)]
        pub(super) fn of(shown: Shown) -> Self {
            AnyView(Some(Box::new(shown)))
        }
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
    pub struct Element(AnyView);

    impl Element {
        #[inline(never)]
        pub fn new(html: &'static str) -> Self {
            let holes = Vec::new();
            Element(AnyView::of(Shown::Element { html, holes }))
        }

        /// A child.
        pub fn child(&mut self, shown: impl IntoAny) {
            self.fill_child(shown.into_any());
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
            self.fill_on(Box::new(move |event| act(event.unchecked_into())));
        }

        /// A reference that is to know the element.
        pub fn found<E: ElementType + 'static>(&mut self, reference: impl NodeRefContainer<E>) {
            self.fill(Hole::Found(Box::new(move |element| {
                reference.load(element)
            })));
        }

        #[inline(never)]
        fn fill_child(&mut self, view: AnyView) {
            self.fill(Hole::Child(view));
        }

        #[inline(never)]
        fn fill_on(&mut self, act: Box<dyn FnMut(Event)>) {
            self.fill(Hole::On(act));
        }

        #[inline(never)]
        fn fill(&mut self, hole: Hole) {
            if let Some(Shown::Element { holes, .. }) = self.0.0.as_deref_mut() {
                holes.push(hole);
            }
        }

        pub fn finish(self) -> AnyView {
            self.0
        }
    }

    /// Views one after another.
    pub struct Several(AnyView);

    impl Default for Several {
        #[inline(never)]
        fn default() -> Self {
            Several(AnyView::of(Shown::Many(Vec::new())))
        }
    }

    impl Several {
        pub fn add(&mut self, shown: impl IntoAny) {
            self.push(shown.into_any());
        }

        #[inline(never)]
        fn push(&mut self, view: AnyView) {
            if let Some(Shown::Many(views)) = self.0.0.as_deref_mut() {
                views.push(view);
            }
        }

        pub fn finish(self) -> AnyView {
            self.0
        }
    }
}
