//! The merge rule of one field, alone.
//!
//! ```text
//!            base (the version the person saw)
//!           /    \
//!   current        incoming
//!           \    /
//!    base = current   -> Accept    nobody else changed it
//!    equal values     -> Same      both made the same change
//!    otherwise        -> Diverged  current stays, incoming is kept beside it
//! ```
//!
//! The law: a value is never overwritten by one that was made without knowing it, whatever the
//! order of arrival and whatever the clocks say.

use crate::state::Seq;
use opora_domain::Value;

/// What to do with an incoming value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Accept,
    Same,
    Diverged,
}

/// Decides about one field. `base` is `None` when nobody can say what the value was based on.
pub fn merge(current: &Value, version: Seq, incoming: &Value, base: Option<Seq>) -> Verdict {
    if current == incoming {
        Verdict::Same
    } else if base == Some(version) {
        Verdict::Accept
    } else {
        Verdict::Diverged
    }
}

/// Merges two changes of a list whose order says nothing: what either side added is in, what
/// either side took out is out.
///
/// ```text
///             was  [a, b]
///            /           \
///  current [a, b, c]   incoming [a, d]
///            \           /
///             both [a, c, d]
/// ```
///
/// The law: with two sides it does not matter which came first, but for the order of the items.
/// What is not a list counts as an empty one.
pub fn merge_lists(was: &Value, current: &Value, incoming: &Value) -> Value {
    let items = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let (was, current, incoming) = (items(was), items(current), items(incoming));
    let mut both = vec![];
    for item in &current {
        if incoming.contains(item) || !was.contains(item) {
            both.push(item.clone());
        }
    }
    for item in incoming {
        if !was.contains(&item) && !both.contains(&item) {
            both.push(item);
        }
    }
    Value::Array(both)
}
