//! What a person had before their eyes when they did something. The oracle compares it with what
//! the deed replaced.

use crate::device::Device;
use crate::district::District;
use crate::ledger::{Screen, key_of};
use crate::world::World;
use opora_domain::{RecordId, Value, Viewer};
use opora_sync::{Action, Conflict, ConflictId, Draft, Operation, RecordView};

/// A life of the database that there never is.
const UNKNOWN_LINEAGE: u32 = u32::MAX;

impl<D: District> World<D> {
    /// What is shown to the person who is about to do this.
    pub(super) fn screen(&self, slot: usize, draft: &Draft) -> Screen {
        match draft {
            Draft::Create { .. } => Screen::default(),
            Draft::Set { record, field, .. } => self.field_screen(slot, *record, field),
            Draft::Delete { record } => self.record_screen(slot, *record),
            Draft::Resolve {
                record, conflict, ..
            } => self.decision_screen(slot, *record, *conflict),
        }
    }

    /// What is shown to the person who sends this again; where the record is not shown, what was
    /// shown then.
    pub(super) fn screen_again(&self, slot: usize, operation: &Operation) -> Screen {
        let record = operation.record;
        let is_shown = self.devices[slot].replica.visible(record).is_some();
        let then = self.ledger.get(key_of(slot, operation));
        match &operation.action {
            Action::Set { field, .. } if is_shown => self.field_screen(slot, record, field),
            Action::Delete { .. } if is_shown => self.record_screen(slot, record),
            // What has become of it meanwhile, nobody sees.
            _ => Screen {
                lineage: UNKNOWN_LINEAGE,
                ..then.map(|deed| deed.screen.clone()).unwrap_or_default()
            },
        }
    }

    fn field_screen(&self, slot: usize, record: RecordId, field: &str) -> Screen {
        let device = &self.devices[slot];
        let shown = device.replica.visible(record);
        let shown = shown
            .as_ref()
            .map_or(Value::Null, |view| value_in(view, field));
        let sets_it = |operation: &&Operation| {
            operation.record == record
                && match &operation.action {
                    Action::Create { fields } => fields.contains_key(field),
                    action => action.field() == Some(field),
                }
        };
        // An own change that still waits: what was known then is known now.
        if let Some(earlier) = device.shelf.waiting.values().rev().find(sets_it)
            && let Some(deed) = self.ledger.get(key_of(slot, earlier))
        {
            let mut screen = deed.screen.clone();
            screen.values.extend(value_of(earlier, field));
            screen.values.push(shown.clone());
            screen.shown = shown;
            return screen;
        }
        let confirmed = device.shelf.record(record);
        let version = confirmed.and_then(|view| view.versions.get(field));
        Screen {
            values: vec![shown.clone()],
            first: shown.clone(),
            shown,
            version: version.copied().unwrap_or_default(),
            is_of_another_role: self.has_other_sight(device, record),
            lineage: device.shelf.meta.lineage,
            ..Screen::default()
        }
    }

    /// What is shown may be what another role sees, or less than the role sees that the deed is
    /// received from.
    fn has_other_sight(&self, device: &Device, record: RecordId) -> bool {
        let account = &self.accounts[device.account];
        let kind = device.shelf.record(record).map(|view| view.kind());
        let is_outside = match (&account.viewer, kind) {
            (Some(Viewer::School { organisation, .. }), Some(kind)) => {
                !self.oracle.parties(record, kind).contains(organisation)
            }
            _ => false,
        };
        account.was_another || is_outside
    }

    fn decision_screen(&self, slot: usize, record: RecordId, conflict: ConflictId) -> Screen {
        let device = &self.devices[slot];
        let confirmed = device.shelf.record(record);
        let open = confirmed.and_then(|view| view.conflicts.iter().find(|one| one.id == conflict));
        let (Some(view), Some(open)) = (confirmed, open) else {
            return Screen::default();
        };
        let mut screen = self.field_screen(slot, record, &open.field);
        screen.values.push(value_in(view, &open.field));
        screen.values.push(open.theirs.value.clone());
        screen.values.push(open.mine.value.clone());
        screen.candidates.push((open.device, open.n));
        screen
    }

    fn record_screen(&self, slot: usize, record: RecordId) -> Screen {
        let device = &self.devices[slot];
        let mut screen = Screen {
            lineage: device.shelf.meta.lineage,
            is_of_another_role: self.has_other_sight(device, record),
            ..Screen::default()
        };
        if let Some(view) = device.replica.visible(record) {
            screen.fields = view.projected.fields;
        }
        if let Some(view) = device.shelf.record(record) {
            // An own change may wait where this role does not see what stands there.
            let is_seen = |field: &String| view.versions.contains_key(field);
            screen.fields.retain(|field, _| is_seen(field));
            screen
                .values
                .extend(view.projected.fields.values().cloned());
            let from = |open: &Conflict| (open.device, open.n);
            screen.candidates.extend(view.conflicts.iter().map(from));
        }
        let waiting = device.shelf.waiting.values();
        for operation in waiting.filter(|operation| operation.record == record) {
            if let Some(deed) = self.ledger.get(key_of(slot, operation)) {
                screen.values.extend(deed.screen.values.iter().cloned());
                screen.candidates.extend(&deed.screen.candidates);
            }
        }
        screen
    }
}

fn value_in(view: &RecordView, field: &str) -> Value {
    let value = view.projected.fields.get(field);
    value.cloned().unwrap_or_default()
}

fn value_of(operation: &Operation, field: &str) -> Option<Value> {
    match &operation.action {
        Action::Set { value, .. } | Action::Resolve { value, .. } => Some(value.clone()),
        Action::Create { fields } => fields.get(field).cloned(),
        Action::Delete { .. } | Action::Restore { .. } => None,
    }
}
