//! Every deed of a person that was durably saved, and where it is now.
//!
//! A deed is known by its device and the device's time, which the engine hands on unchanged and
//! never interprets. The ledger asks the disks and the district; it does not follow the engine.

use crate::device::{Device, told};
use crate::district::District;
use crate::invariant::{Invariant, Violation, broken};
use opora_domain::{DeviceId, Fields, Value};
use opora_sync::{Action, HistoryEntry, HistoryEvent, OpNumber, Operation, Outcome, Seq};
use std::collections::BTreeMap;

/// Device, its time, and whether it is the restoring half of a deed that brings a record back.
pub type DeedKey = (usize, i64, bool);

/// What the person had before their eyes.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    /// Of the field: the value shown, what was shown before own changes that still waited, these
    /// changes themselves, and for a decision both values.
    pub values: Vec<Value>,
    /// Of the field: what was shown.
    pub shown: Value,
    /// Of the field: what was shown before the first own change that still waited.
    pub first: Value,
    /// Of the whole record, for a deletion.
    pub fields: Fields,
    /// The open candidates, by where they came from.
    pub candidates: Vec<(DeviceId, OpNumber)>,
    /// The account has had several roles: what is shown may be what another one sees.
    pub is_of_another_role: bool,
    /// The version of the field, and the life of the database it belongs to.
    pub version: Seq,
    pub lineage: u32,
}

/// Where a deed may have gone but into one of the four places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Kept,
    /// Withdrawn, discarded, or made again as another deed, by the person.
    Gone,
    /// Received, and lost when the district went back to a backup from before.
    SetBack,
}

/// One deed.
#[derive(Clone, Debug)]
pub struct Deed {
    pub slot: usize,
    pub operation: Operation,
    pub screen: Screen,
    /// The numbers it has had, of which devices.
    pub numbers: Vec<(DeviceId, OpNumber)>,
    pub fate: Fate,
}

/// All deeds.
#[derive(Default)]
pub struct Ledger {
    deeds: BTreeMap<DeedKey, Deed>,
}

pub fn key_of(slot: usize, operation: &Operation) -> DeedKey {
    let is_restoring = matches!(operation.action, Action::Restore { .. });
    (slot, operation.at, is_restoring)
}

impl Ledger {
    pub fn get(&self, key: DeedKey) -> Option<&Deed> {
        self.deeds.get(&key)
    }

    /// The deed that this number was given to, and no other number. One that was withdrawn has left
    /// its number to the next.
    pub fn numbered(&self, device: DeviceId, n: OpNumber) -> Option<&Deed> {
        let mut deeds = self.deeds.values();
        deeds.find(|deed| deed.fate == Fate::Kept && deed.numbers == [(device, n)])
    }

    /// A deed is on the disk.
    pub fn save(&mut self, slot: usize, operation: Operation, screen: Screen) {
        let deed = Deed {
            slot,
            screen,
            numbers: vec![],
            fate: Fate::Kept,
            operation,
        };
        self.deeds.insert(key_of(slot, &deed.operation), deed);
    }

    /// The person typed on: a deed that waits is now this one.
    pub fn amend(&mut self, before: DeedKey, operation: Operation, screen: Screen) {
        if let Some(mut deed) = self.deeds.remove(&before) {
            deed.screen.values.extend(screen.values);
            deed.operation = operation;
            self.deeds.insert(key_of(deed.slot, &deed.operation), deed);
        }
    }

    pub fn let_go(&mut self, key: DeedKey) {
        if let Some(deed) = self.deeds.get_mut(&key) {
            deed.fate = Fate::Gone;
        }
    }

    /// Notes the numbers under which deeds wait on a disk.
    pub fn note_numbers(&mut self, device: &Device) {
        for operation in device.shelf.waiting.values() {
            let number = (device.identity(), operation.n);
            if let Some(deed) = self.deeds.get_mut(&key_of(device.slot, operation))
                && !deed.numbers.contains(&number)
            {
                deed.numbers.push(number);
            }
        }
    }

    /// The district has gone back to a backup: what is nowhere now was received after it.
    pub fn set_back(&mut self, devices: &[Device], district: &impl District) {
        for deed in self.deeds.values_mut() {
            if deed.fate == Fate::Kept
                && !is_on_disk(deed, &devices[deed.slot])
                && !is_received(deed, district)
            {
                deed.fate = Fate::SetBack;
            }
        }
    }

    /// Every deed of one device is in its place.
    pub fn check(&self, device: &Device, district: &impl District) -> Result<(), Violation> {
        let from = (device.slot, i64::MIN, false);
        let to = (device.slot, i64::MAX, true);
        for deed in self.deeds.range(from..=to).map(|(_, deed)| deed) {
            if deed.fate != Fate::Kept {
                continue;
            }
            let waiting = is_waiting(deed, device);
            let refused = is_refused(deed, device);
            if waiting && refused {
                return broken(
                    Invariant::FourPlaces,
                    format!("waits and is refused: {}", told(&deed.operation)),
                );
            }
            if !waiting && !refused && !is_received(deed, district) {
                return broken(
                    Invariant::FourPlaces,
                    format!(
                        "nowhere: device {}, as {:?}: {}",
                        deed.slot,
                        deed.numbers,
                        told(&deed.operation)
                    ),
                );
            }
        }
        Ok(())
    }
}

fn is_on_disk(deed: &Deed, device: &Device) -> bool {
    is_waiting(deed, device) || is_refused(deed, device)
}

fn is_waiting(deed: &Deed, device: &Device) -> bool {
    let mut waiting = device.shelf.waiting.values();
    waiting.any(|operation| is_same(operation, &deed.operation))
}

fn is_refused(deed: &Deed, device: &Device) -> bool {
    let mut refused = device.shelf.refused.values();
    refused.any(|reject| is_same(&reject.operation, &deed.operation))
}

/// The district has it, with its value, under one of its numbers.
fn is_received(deed: &Deed, district: &impl District) -> bool {
    deed.numbers.iter().any(|(device, n)| {
        let operation = &deed.operation;
        match district.receipt(*device, *n) {
            None | Some(Outcome::Refused { .. }) => false,
            Some(Outcome::Applied { seq } | Outcome::Conflicted { seq, .. }) => {
                district.line(seq).is_some_and(|line| {
                    (line.device, line.n, line.at_device) == (*device, *n, operation.at)
                        && says(&line, operation)
                })
            }
            Some(Outcome::Unchanged { version }) => match &operation.action {
                Action::Set { value, .. } if value.is_null() && version == Seq(0) => true,
                Action::Set { field, value, .. } => {
                    value.is_array()
                        || district
                            .line(version)
                            .is_some_and(|line| sets(&line, field, value))
                }
                _ => false,
            },
        }
    })
}

/// The same deed with the same content. What it is based on may have changed.
fn is_same(one: &Operation, other: &Operation) -> bool {
    let is_same_action = match (&one.action, &other.action) {
        (
            Action::Set { field, value, .. },
            Action::Set {
                field: other_field,
                value: other_value,
                ..
            },
        ) => field == other_field && value == other_value,
        (Action::Create { fields }, Action::Create { fields: other }) => fields == other,
        (
            Action::Resolve { field, value, .. },
            Action::Resolve {
                field: other_field,
                value: other_value,
                ..
            },
        ) => field == other_field && value == other_value,
        (Action::Delete { .. }, Action::Delete { .. }) => true,
        (Action::Restore { .. }, Action::Restore { .. }) => true,
        _ => false,
    };
    is_same_action && (one.at, one.record, one.kind) == (other.at, other.record, other.kind)
}

/// The line of the history says what the person did.
pub fn says(line: &HistoryEntry, operation: &Operation) -> bool {
    if line.record != operation.record {
        return false;
    }
    match (&operation.action, line.event) {
        (Action::Create { fields }, HistoryEvent::Created) => fields
            .iter()
            .all(|(field, value)| value.is_null() || line.to.get(field) == Some(value)),
        (
            Action::Set { field, value, .. },
            HistoryEvent::Set | HistoryEvent::Conflict | HistoryEvent::Withdrawn,
        ) => {
            line.field.as_ref() == Some(field)
                && (line.to == *value || (value.is_array() && line.event == HistoryEvent::Set))
        }
        (Action::Resolve { field, value, .. }, HistoryEvent::Resolved) => {
            line.field.as_ref() == Some(field) && line.to == *value
        }
        (Action::Delete { .. }, HistoryEvent::Deleted)
        | (Action::Restore { .. }, HistoryEvent::Restored) => true,
        _ => false,
    }
}

fn sets(line: &HistoryEntry, field: &str, value: &Value) -> bool {
    match line.event {
        HistoryEvent::Created => line.to.get(field) == Some(value),
        HistoryEvent::Set | HistoryEvent::Resolved => {
            line.field.as_deref() == Some(field) && line.to == *value
        }
        _ => false,
    }
}
