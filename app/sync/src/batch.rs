//! The server's side: applies a device's operations, in order, to the records they touch.
//!
//! [`Batch::needs`] says what to load, [`Batch::apply`] works on it in memory, and
//! [`Batch::finish`] hands back everything to be written in one transaction. Merge is total:
//! an operation is never an error, at worst it is refused, as data.

mod actions;
mod checks;

use crate::operation::{Action, Base, OpNumber, Operation, Outcome};
use crate::state::{Held, HistoryEntry, HistoryEvent, RecordState, Seq, Stamp, Timestamp};
use opora_domain::record::link;
use opora_domain::schema::{FieldKind, Writer, field_of, links_in};
use opora_domain::{
    Author, DeviceId, FieldName, Fields, NetworkId, RecordId, RecordKind, Refusal, Value, may_write,
};
use std::collections::{BTreeMap, BTreeSet};

/// What has to be loaded before a batch can run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    pub records: BTreeSet<RecordId>,
    /// Partnerships whose interactions are needed, because their sides may change.
    pub interactions_of: BTreeSet<RecordId>,
    /// Records whose links are needed too ([`RecordState::links`]): one that is brought back must
    /// not point at what is not there.
    pub links_of: BTreeSet<RecordId>,
    pub codes: BTreeSet<(RecordKind, String)>,
    /// Earlier operations of the same device whose outcome is needed.
    pub receipts: BTreeSet<OpNumber>,
}

/// One device's operations at work.
#[derive(Clone, Debug)]
pub struct Batch {
    pub network: NetworkId,
    pub author: Author,
    pub device: DeviceId,
    /// The server's clock.
    pub now: Timestamp,
    /// An import remembers what it wrote, so that the same file changes nothing the next time.
    pub is_import: bool,
    /// The network's sequence before the batch.
    pub seq: Seq,
    /// The device's last known operation before the batch.
    pub received: OpNumber,
    pub records: BTreeMap<RecordId, RecordState>,
    pub codes: BTreeMap<(RecordKind, String), RecordId>,
    pub receipts: BTreeMap<OpNumber, Outcome>,
    pub done: Done,
}

/// What a batch has done so far.
#[derive(Clone, Debug, Default)]
pub struct Done {
    touched: BTreeSet<RecordId>,
    changes: Vec<(Seq, RecordId)>,
    history: Vec<HistoryEntry>,
    receipts: Vec<(OpNumber, Outcome)>,
}

/// Everything a batch writes, in one transaction.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub network: NetworkId,
    pub device: DeviceId,
    /// The sequence the batch started from: it must still stand when the transaction commits.
    pub seq_before: Seq,
    pub seq_after: Seq,
    pub received_after: OpNumber,
    pub records: Vec<RecordState>,
    pub changes: Vec<(Seq, RecordId)>,
    pub history: Vec<HistoryEntry>,
    pub receipts: Vec<(OpNumber, Outcome)>,
}

impl Batch {
    /// What `operations` of this author need loaded.
    pub fn needs(operations: &[Operation], author: &Author) -> Needs {
        let mut needs = Needs::default();
        // What a school records is linked to the school itself, named by it or not.
        needs.records.extend(author.viewer.organisation());
        for operation in operations {
            needs.records.insert(operation.record);
            match &operation.action {
                Action::Create { fields } => {
                    for (name, value) in fields {
                        needs.note_value(operation, name, value);
                    }
                }
                Action::Set {
                    field, value, base, ..
                } => {
                    needs.note_value(operation, field, value);
                    if let Base::Own { n, .. } = base {
                        needs.receipts.insert(*n);
                    }
                }
                Action::Resolve { field, value, .. } => needs.note_value(operation, field, value),
                Action::Restore { .. } => drop(needs.links_of.insert(operation.record)),
                Action::Delete { .. } => {}
            }
        }
        needs
    }

    /// Applies one operation, which must be the device's next one.
    pub fn apply(&mut self, operation: &Operation) -> Outcome {
        let outcome = match self.try_apply(operation) {
            Ok(outcome) => outcome,
            Err((code, fields)) => Outcome::Refused { code, fields },
        };
        self.received = operation.n;
        self.receipts.insert(operation.n, outcome.clone());
        self.done.receipts.push((operation.n, outcome.clone()));
        outcome
    }

    /// Everything to write. `seq_before` is the sequence the batch was made with.
    pub fn finish(mut self, seq_before: Seq) -> Prepared {
        let records = self
            .done
            .touched
            .iter()
            .filter_map(|id| self.records.remove(id))
            .collect();
        Prepared {
            network: self.network,
            device: self.device,
            seq_before,
            seq_after: self.seq,
            received_after: self.received,
            records,
            changes: self.done.changes,
            history: self.done.history,
            receipts: self.done.receipts,
        }
    }

    fn try_apply(&mut self, operation: &Operation) -> Result<Outcome, (Refusal, Vec<FieldName>)> {
        match &operation.action {
            Action::Create { fields } => self.create(operation, fields),
            Action::Set {
                field,
                value,
                base,
                was,
            } => {
                let state = self.living(operation)?;
                self.check_value(&state, field, value)?;
                let base = self.resolve_base(*base, &state, field, was);
                Ok(self.set(operation, state, field, value, base, was))
            }
            Action::Delete { base } => {
                let state = self.living(operation)?;
                may_write(&self.author.viewer, &state.record, None, false)
                    .map_err(|code| (code, vec![]))?;
                if matches!(
                    operation.kind,
                    RecordKind::Network
                        | RecordKind::Organisation
                        | RecordKind::Programme
                        | RecordKind::Round
                ) {
                    return Err((Refusal::InUse, vec![]));
                }
                // An edit the deleting person never saw outlives the deletion.
                let is_unseen = |stamp: &Stamp| stamp.seq > *base && !stamp.is_own(self.device);
                let is_newer_value = state.versions.values().any(is_unseen);
                let is_newer_candidate = state.conflicts.iter().any(|open| open.id.0 > *base);
                if is_newer_value || is_newer_candidate {
                    return Err((Refusal::ChangedSince, vec![]));
                }
                Ok(self.delete(operation, state))
            }
            Action::Restore { .. } => {
                let state = self.deleted(operation)?;
                may_write(&self.author.viewer, &state.record, None, false)
                    .map_err(|code| (code, vec![]))?;
                let fields = &state.record.fields;
                self.check_links(operation.kind, fields, fields)?;
                Ok(self.restore(operation, state))
            }
            Action::Resolve {
                conflict,
                field,
                value,
                base,
            } => {
                let state = self.living(operation)?;
                let known = state
                    .conflicts
                    .iter()
                    .any(|c| c.id == *conflict && c.field == *field);
                if !known {
                    return Err((Refusal::UnknownConflict, vec![field.clone()]));
                }
                self.check_value(&state, field, value)?;
                let stamp = state.versions.get(field);
                let is_own = stamp.is_some_and(|stamp| stamp.is_own(self.device));
                if state.version(field) != *base && !is_own {
                    return Err((Refusal::ChangedSince, vec![field.clone()]));
                }
                Ok(self.resolve(operation, state, *conflict, field, value))
            }
        }
    }

    fn next_seq(&mut self, record: RecordId) -> Seq {
        self.seq = Seq(self.seq.0 + 1);
        self.done.touched.insert(record);
        self.done.changes.push((self.seq, record));
        self.seq
    }

    fn held(&self, operation: &Operation, value: &Value) -> Held {
        Held {
            value: value.clone(),
            user: self.author.user,
            label: self.author.label.clone(),
            at: operation.at,
        }
    }

    fn remember(
        &mut self,
        operation: &Operation,
        seq: Seq,
        event: HistoryEvent,
        field: Option<&str>,
        from: Value,
        to: Value,
    ) {
        self.done.history.push(HistoryEntry {
            seq,
            record: operation.record,
            event,
            field: field.map(str::to_owned),
            from,
            to,
            user: self.author.user,
            label: self.author.label.clone(),
            device: self.device,
            n: operation.n,
            at_device: operation.at,
            at_server: self.now,
        });
    }
}

impl Needs {
    fn note_value(&mut self, operation: &Operation, field: &str, value: &Value) {
        let Some(spec) = field_of(operation.kind, field) else {
            return;
        };
        let links = links_in(spec.kind, value);
        self.records.extend(links.into_iter().map(|it| it.1));
        match (spec.kind, value.as_str()) {
            (FieldKind::Link(_), _) if operation.kind == RecordKind::Partnership => {
                self.interactions_of.insert(operation.record);
            }
            (FieldKind::Code, Some(code)) if spec.writer == Writer::Once => {
                self.codes.insert((operation.kind, code.to_owned()));
            }
            _ => {}
        }
    }
}

/// The named sides of a partnership.
fn sides(fields: &Fields) -> Vec<RecordId> {
    ["from", "to"]
        .iter()
        .filter_map(|side| link(fields, side))
        .collect()
}
