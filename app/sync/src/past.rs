//! Records as they were at an earlier moment, from what stands there now and the history. Pure: the
//! history is given. A change that was never made is not guessed at: a record that came later was
//! not there.

use crate::state::{HistoryEntry, HistoryEvent, RecordState, Seq, Timestamp};
use opora_domain::{Projected, Record, Value, Viewer, can_see_field, project};

/// When something was first said in a list, and what the server's clock showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub seq: Seq,
    pub at_server: Timestamp,
}

/// The record as it was after the change `moment`; `None` when it was not there yet. `history` is
/// the record's own, in the order of the sequence. A record that was deleted then says so.
pub fn record_at(state: &RecordState, history: &[HistoryEntry], moment: Seq) -> Option<Record> {
    let mut record = state.record.clone();
    for entry in history.iter().rev() {
        if entry.seq <= moment {
            break;
        }
        match (entry.event, &entry.field) {
            (HistoryEvent::Created, _) => return None,
            (HistoryEvent::Set | HistoryEvent::Resolved, Some(field)) => {
                match entry.from.is_null() {
                    true => record.fields.remove(field),
                    false => record.fields.insert(field.clone(), entry.from.clone()),
                };
            }
            (HistoryEvent::Deleted, _) => record.deleted = false,
            (HistoryEvent::Restored, _) => record.deleted = true,
            // A candidate beside the value: the value stayed as it was.
            _ => {}
        }
    }
    Some(record)
}

/// What `viewer` may have of a record as it was: what was visible then and is visible now. Of a
/// record deleted since, those have it who saw it.
pub fn seen_at(then: &Record, now: &Record, viewer: &Viewer) -> Option<Projected> {
    let present = Record {
        deleted: false,
        ..now.clone()
    };
    project(&present, viewer)?;
    let mut seen = project(then, viewer)?;
    seen.fields
        .retain(|field, _| can_see_field(&present, viewer, field));
    Some(seen)
}

/// The change by which an item with this identity first came into a list of the record.
pub fn first_named(history: &[HistoryEntry], field: &str, id: &str) -> Option<Moment> {
    let names = |value: &Value| {
        let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
        let mut ids = items.iter().filter_map(|item| item.get("id")?.as_str());
        ids.any(|known| known == id)
    };
    let found = history.iter().find(|entry| match entry.event {
        HistoryEvent::Set | HistoryEvent::Resolved => {
            entry.field.as_deref() == Some(field) && names(&entry.to)
        }
        HistoryEvent::Created => entry.to.get(field).is_some_and(names),
        _ => false,
    });
    found.map(|entry| Moment {
        seq: entry.seq,
        at_server: entry.at_server,
    })
}
