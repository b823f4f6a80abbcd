//! Values of attributes and properties.

use super::Hole;
use leptos::prelude::*;
use std::borrow::Cow;

/// The value of an attribute or a property.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// There is no such attribute.
    Absent,
    Text(Cow<'static, str>),
    Flag(bool),
}

/// Anything that can be a value.
pub trait IntoValue: Sized {
    /// As it is now.
    fn now(self) -> Value;

    fn into_hole(self) -> Hole {
        Hole::Value(self.now())
    }
}

impl IntoValue for &'static str {
    fn now(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn now(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

impl IntoValue for bool {
    fn now(self) -> Value {
        Value::Flag(self)
    }
}

impl IntoValue for usize {
    fn now(self) -> Value {
        self.to_string().now()
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn now(self) -> Value {
        self.map_or(Value::Absent, T::now)
    }
}

impl<F, T> IntoValue for F
where
    F: FnMut() -> T + 'static,
    T: IntoValue,
{
    fn now(mut self) -> Value {
        self().now()
    }

    fn into_hole(mut self) -> Hole {
        Hole::Live(Box::new(move || self().now()))
    }
}

impl IntoValue for RwSignal<String> {
    fn now(self) -> Value {
        self.get().now()
    }

    fn into_hole(self) -> Hole {
        (move || self.get()).into_hole()
    }
}
