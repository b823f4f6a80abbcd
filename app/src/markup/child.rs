//! What can be a child of an element.

use super::{AnyView, Shown};
use leptos::prelude::*;
use std::borrow::Cow;

/// Anything that can be shown.
pub trait IntoAny {
    fn into_any(self) -> AnyView;
}

impl IntoAny for AnyView {
    fn into_any(self) -> AnyView {
        self
    }
}

impl IntoAny for () {
    fn into_any(self) -> AnyView {
        AnyView::default()
    }
}

impl IntoAny for &'static str {
    fn into_any(self) -> AnyView {
        AnyView::of(Shown::Text(Cow::Borrowed(self)))
    }
}

impl IntoAny for String {
    fn into_any(self) -> AnyView {
        AnyView::of(Shown::Text(Cow::Owned(self)))
    }
}

impl IntoAny for usize {
    fn into_any(self) -> AnyView {
        self.to_string().into_any()
    }
}

impl IntoAny for u64 {
    fn into_any(self) -> AnyView {
        self.to_string().into_any()
    }
}

impl<T: IntoAny> IntoAny for Option<T> {
    fn into_any(self) -> AnyView {
        self.map(T::into_any).unwrap_or_default()
    }
}

impl<T: IntoAny> IntoAny for Vec<T> {
    fn into_any(self) -> AnyView {
        AnyView::of(Shown::Many(self.into_iter().map(T::into_any).collect()))
    }
}

impl<F, T> IntoAny for F
where
    F: FnMut() -> T + 'static,
    T: IntoAny,
{
    fn into_any(mut self) -> AnyView {
        live(Box::new(move || self().into_any()))
    }
}

impl IntoAny for RwSignal<String> {
    fn into_any(self) -> AnyView {
        (move || self.get()).into_any()
    }
}

#[inline(never)]
fn live(view: Box<dyn FnMut() -> AnyView>) -> AnyView {
    AnyView::of(Shown::Live(view))
}
