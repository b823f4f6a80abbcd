//! Versions of a road map: moments somebody has given a name, as a correction is approved. A
//! version holds no copy of the road map: its moment is the one at which it was named, and the
//! history knows what stood there then.

use crate::record::{Fields, Value};

/// Where a programme keeps its versions.
pub const FIELD: &str = "versions";

/// One version. Every text may be empty but the identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeVersion {
    /// Given by the device that named it; the history finds the moment by it.
    pub id: String,
    /// «Редакция 2», the number of the act that approved it.
    pub title: String,
    /// The day of the act, as it was typed.
    pub date: String,
    pub note: String,
}

impl ProgrammeVersion {
    /// The versions a programme's fields name. By hand: read where the workspace boots.
    pub fn read_all(fields: &Fields) -> Vec<Self> {
        let items = fields.get(FIELD).and_then(Value::as_array);
        let read = |item: &Value| {
            let part = |name: &str| Some(item.get(name)?.as_str()?.to_owned());
            Some(ProgrammeVersion {
                id: part("id")?,
                title: part("title")?,
                date: part("date")?,
                note: part("note")?,
            })
        };
        items.into_iter().flatten().filter_map(read).collect()
    }
}
