//! Versions of a road map: moments somebody has given a name, as a correction is approved. A
//! version holds no copy of the road map: its moment is the one at which it was named, and the
//! history knows what stood there then.

use serde::{Deserialize, Serialize};

/// Where a programme keeps its versions.
pub const FIELD: &str = "versions";

/// One version. Every text may be empty but the identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeVersion {
    /// Given by the device that named it; the history finds the moment by it.
    pub id: String,
    /// «Редакция 2», the number of the act that approved it.
    pub title: String,
    /// The day of the act, as it was typed.
    pub date: String,
    pub note: String,
}
