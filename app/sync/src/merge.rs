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
