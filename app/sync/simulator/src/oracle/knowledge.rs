//! Nothing is replaced, decided, taken out or deleted by somebody who did not have it before
//! their eyes; and nobody is asked about what nobody else touched.

use super::{Candidate, Oracle, Owners, Told};
use crate::invariant::{Invariant, Violation, broken};
use crate::ledger::Deed;
use opora_domain::Value;
use opora_domain::schema::{Audience, FieldKind, field_of};
use opora_sync::{Action, HistoryEntry, HistoryEvent, Seq};

impl Oracle {
    /// Compares a line, before it is followed, with what its maker knew.
    pub(super) fn check_knowledge(
        &self,
        line: &HistoryEntry,
        deed: &Deed,
        owners: &Owners,
        lineage: u32,
    ) -> Result<(), Violation> {
        let Some(told) = self.records.get(&line.record) else {
            return Ok(());
        };
        match (line.event, &deed.operation.action) {
            (HistoryEvent::Set, Action::Set { field, value, .. }) => {
                let spec = field_of(deed.operation.kind, field);
                match spec.map(|spec| spec.kind) {
                    Some(FieldKind::TextList { .. }) => check_list(line, deed, value),
                    // Nothing is replaced where nothing has ever been.
                    _ if !told.versions.contains_key(field) => Ok(()),
                    _ if told.is_set_by(field, deed.slot, owners) => Ok(()),
                    _ => check_value(line, deed),
                }
            }
            (HistoryEvent::Conflict, Action::Set { field, .. }) => {
                check_need(line, deed, told, field, lineage)
            }
            (
                HistoryEvent::Resolved,
                Action::Resolve {
                    conflict, field, ..
                },
            ) => {
                if !told.is_set_by(field, deed.slot, owners) {
                    check_value(line, deed)?;
                }
                let mut closed = told.candidates.iter().filter(|open| open.id == *conflict);
                match closed.all(|open| deed.screen.candidates.contains(&(open.device, open.n))) {
                    true => Ok(()),
                    false => silent(line, "decides about a candidate nobody saw"),
                }
            }
            (HistoryEvent::Deleted, _) => check_deletion(line, deed, told, owners),
            _ => Ok(()),
        }
    }
}

impl Oracle {
    /// A deletion or a decision was sent back because of what has changed since: somebody else has
    /// changed it.
    pub fn check_sent_back(&self, deed: &Deed, lineage: u32) -> Result<(), Violation> {
        let told = self.records.get(&deed.operation.record);
        let (Some(told), [(own, _)]) = (told, deed.numbers.as_slice()) else {
            return Ok(());
        };
        if deed.screen.lineage != lineage || deed.screen.is_of_another_role {
            return Ok(());
        }
        let is_by_others = |field: &str, base: Seq| {
            let setters = told.setters.get(field).into_iter().flatten();
            let mut newer = setters.filter(|(seq, _)| *seq > base);
            newer.any(|(_, device)| device != own) || told.mixed.contains(field)
        };
        let is_needed = match &deed.operation.action {
            Action::Delete { base } => {
                let mut fields = told.versions.keys();
                let mut asked = told.asked.iter();
                fields.any(|field| is_by_others(field, *base)) || asked.any(|id| id.0 > *base)
            }
            Action::Resolve { field, base, .. } => is_by_others(field, *base),
            _ => true,
        };
        match is_needed {
            true => Ok(()),
            false => broken(
                Invariant::NoNeedlessConflict,
                format!(
                    "sent back, and nobody else has changed anything: {:?}",
                    deed.operation
                ),
            ),
        }
    }
}

impl Told {
    /// The present value is this device's own: whoever is at it knows it.
    fn is_set_by(&self, field: &str, slot: usize, owners: &Owners) -> bool {
        let last = self.setters.get(field).and_then(|setters| setters.last());
        last.and_then(|(_, device)| owners.get(device))
            .is_some_and(|(owner, _)| *owner == slot)
    }
}

fn silent(line: &HistoryEntry, what: &str) -> Result<(), Violation> {
    broken(
        Invariant::NoSilentOverwrite,
        format!("line {} {what}: {line:?}", line.seq.0),
    )
}

fn check_value(line: &HistoryEntry, deed: &Deed) -> Result<(), Violation> {
    match deed.screen.values.contains(&line.from) {
        true => Ok(()),
        false => silent(
            line,
            &format!("replaces a value nobody saw; seen {:?}", deed.screen.values),
        ),
    }
}

/// Of a list, only what the person saw may go, and only what they added may come.
fn check_list(line: &HistoryEntry, deed: &Deed, value: &Value) -> Result<(), Violation> {
    let nothing = vec![];
    let items = |value: &Value| value.as_array().unwrap_or(&nothing).clone();
    let (from, to, asked) = (items(&line.from), items(&line.to), items(value));
    let seen: Vec<Value> = deed.screen.values.iter().flat_map(items).collect();
    let (shown, first) = (items(&deed.screen.shown), items(&deed.screen.first));
    for item in &from {
        if !to.contains(item) && (asked.contains(item) || !seen.contains(item)) {
            return silent(line, &format!("takes out an item nobody saw: {item}"));
        }
    }
    for item in &to {
        let is_theirs = shown.contains(item) && first.contains(item);
        if !from.contains(item) && (!asked.contains(item) || is_theirs) {
            return silent(line, &format!("brings back an item: {item}"));
        }
    }
    Ok(())
}

fn check_deletion(
    line: &HistoryEntry,
    deed: &Deed,
    told: &Told,
    owners: &Owners,
) -> Result<(), Violation> {
    for (field, value) in &told.fields {
        // What was set here is known here, unless others' items came into it on the way.
        if told.is_set_by(field, deed.slot, owners) && !told.mixed.contains(field) {
            continue;
        }
        let spec = field_of(deed.operation.kind, field);
        let is_seen_by_all =
            spec.is_some_and(|spec| matches!(spec.audience, Audience::Public | Audience::Members));
        let was_seen = match deed.screen.fields.get(field) {
            Some(seen) => seen == value || deed.screen.values.contains(value),
            None => !is_seen_by_all || deed.screen.values.contains(value),
        };
        if !was_seen {
            return silent(
                line,
                &format!("takes away {field}={value}, which nobody saw"),
            );
        }
    }
    let was_seen = |open: &Candidate| deed.screen.candidates.contains(&(open.device, open.n));
    match deed.screen.is_of_another_role || told.candidates.iter().all(was_seen) {
        true => Ok(()),
        false => silent(line, "takes away a candidate nobody saw"),
    }
}

/// Somebody else has set the field since the person saw it.
fn check_need(
    line: &HistoryEntry,
    deed: &Deed,
    told: &Told,
    field: &str,
    lineage: u32,
) -> Result<(), Violation> {
    // After a restored backup nobody can tell any more; and what was set aside when access was
    // taken away may be received later, by a copy.
    let is_unclear = deed.screen.lineage != lineage || deed.screen.is_of_another_role;
    if is_unclear || deed.numbers.len() > 1 {
        return Ok(());
    }
    // The same device under a later name has given this up (it was set aside, and a carried copy
    // has come after all): what it set anew meanwhile was set by somebody else.
    let own = deed.numbers.first().map(|(device, _)| device);
    let is_other = |device| Some(device) != own;
    let setters = told.setters.get(field);
    let somebody = setters
        .into_iter()
        .flatten()
        .any(|(seq, device)| *seq > deed.screen.version && is_other(device));
    match somebody {
        true => Ok(()),
        false => broken(
            Invariant::NoNeedlessConflict,
            format!(
                "line {} asks about a field that nobody else set since {:?}: {line:?}",
                line.seq.0, deed.screen.version
            ),
        ),
    }
}
