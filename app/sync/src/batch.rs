//! The server's side: applies a device's operations, in order, to the records they touch.
//!
//! [`Batch::needs`] says what to load, [`Batch::apply`] works on it in memory, and
//! [`Batch::finish`] hands back everything to be written in one transaction. Merge is total:
//! an operation is never an error, at worst it is refused, as data.

use crate::merge::{Verdict, merge};
use crate::operation::{Action, Base, OpNumber, Operation, Outcome};
use crate::state::{
    Conflict, ConflictId, Held, HistoryEntry, HistoryEvent, RecordState, Seq, Stamp, Timestamp,
};
use opora_domain::record::link;
use opora_domain::schema::{FieldKind, Writer, field_of, fields_of};
use opora_domain::validation::validate_value;
use opora_domain::{
    Author, DeviceId, FieldName, Fields, NetworkId, Record, RecordId, RecordKind, Refusal, Value,
    Viewer, may_write, validate,
};
use std::collections::{BTreeMap, BTreeSet};

/// What has to be loaded before a batch can run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    pub records: BTreeSet<RecordId>,
    /// Partnerships whose interactions are needed, because their sides may change.
    pub interactions_of: BTreeSet<RecordId>,
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
                let base = self.resolve_base(*base);
                Ok(self.set(operation, state, field, value, base, was))
            }
            Action::Delete { base } => {
                let state = self.living(operation)?;
                may_write(&self.author.viewer, &state.record, None, false)
                    .map_err(|code| (code, vec![]))?;
                if !matches!(
                    operation.kind,
                    RecordKind::Partnership | RecordKind::Interaction
                ) {
                    return Err((Refusal::InUse, vec![]));
                }
                // An edit the deleting person never saw outlives the deletion.
                if state.versions.values().any(|stamp| stamp.seq > *base) {
                    return Err((Refusal::ChangedSince, vec![]));
                }
                Ok(self.delete(operation, state))
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
                if state.version(field) != *base {
                    return Err((Refusal::ChangedSince, vec![field.clone()]));
                }
                Ok(self.resolve(operation, state, *conflict, field, value))
            }
        }
    }

    fn create(
        &mut self,
        operation: &Operation,
        fields: &Fields,
    ) -> Result<Outcome, (Refusal, Vec<FieldName>)> {
        if self.records.contains_key(&operation.record) {
            return Err((Refusal::AlreadyExists, vec![]));
        }
        let mut fields: Fields = fields
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        if operation.kind == RecordKind::Interaction
            && let Viewer::School { organisation, .. } = &self.author.viewer
        {
            // Who recorded it is not a claim of the device: it is the account that sent it.
            let own = Value::String(organisation.to_string());
            if fields
                .get("recorded_by")
                .is_some_and(|claimed| *claimed != own)
            {
                return Err((Refusal::NotAllowed, vec!["recorded_by".to_owned()]));
            }
            fields.insert("recorded_by".to_owned(), own);
        }
        let problems = validate(operation.kind, &fields);
        if !problems.is_empty() {
            let fields = problems.into_iter().map(|problem| problem.field).collect();
            return Err((Refusal::Invalid, fields));
        }
        self.check_links(operation.kind, &fields)?;
        if let Some(code) = fields.get("code").and_then(Value::as_str)
            && self.codes.contains_key(&(operation.kind, code.to_owned()))
        {
            return Err((Refusal::CodeTaken, vec!["code".to_owned()]));
        }
        let mut record = Record {
            id: operation.record,
            kind: operation.kind,
            network: self.network.clone(),
            fields,
            parties: vec![],
            deleted: false,
        };
        record.parties = self.parties_of(&record);
        may_write(&self.author.viewer, &record, None, true).map_err(|code| (code, vec![]))?;

        let seq = self.next_seq(operation.record);
        let stamp = Stamp {
            seq,
            device: self.device,
            n: operation.n,
        };
        let state = RecordState {
            seq,
            versions: record
                .fields
                .keys()
                .map(|name| (name.clone(), stamp))
                .collect(),
            authors: record
                .fields
                .iter()
                .map(|(name, value)| (name.clone(), self.held(operation, value)))
                .collect(),
            conflicts: vec![],
            imported: match self.is_import {
                true => record
                    .fields
                    .iter()
                    .map(|(name, value)| (name.clone(), (value.clone(), seq)))
                    .collect(),
                false => BTreeMap::new(),
            },
            record,
        };
        let fields = serde_json::to_value(&state.record.fields).unwrap_or(Value::Null);
        self.remember(
            operation,
            seq,
            HistoryEvent::Created,
            None,
            Value::Null,
            fields,
        );
        if let Some(code) = state.record.fields.get("code").and_then(Value::as_str) {
            self.codes
                .insert((operation.kind, code.to_owned()), operation.record);
        }
        self.records.insert(operation.record, state);
        Ok(Outcome::Applied { seq })
    }

    fn set(
        &mut self,
        operation: &Operation,
        mut state: RecordState,
        field: &str,
        value: &Value,
        base: Option<Seq>,
        was: &Value,
    ) -> Outcome {
        let current = state
            .record
            .fields
            .get(field)
            .cloned()
            .unwrap_or(Value::Null);
        let version = state.version(field);
        let own_candidate = state
            .conflicts
            .iter()
            .position(|conflict| conflict.field == field && conflict.device == self.device);
        let outcome = match merge(&current, version, value, base) {
            Verdict::Same => match own_candidate {
                // The device came round to the district's value: nothing is left to decide.
                Some(position) => {
                    let withdrawn = state.conflicts.remove(position);
                    let seq = self.next_seq(operation.record);
                    self.remember(
                        operation,
                        seq,
                        HistoryEvent::Withdrawn,
                        Some(field),
                        withdrawn.mine.value,
                        value.clone(),
                    );
                    state.seq = seq;
                    Outcome::Applied { seq }
                }
                None => Outcome::Unchanged { version },
            },
            Verdict::Accept => {
                let seq = self.next_seq(operation.record);
                self.write(operation, &mut state, field, value, seq);
                self.remember(
                    operation,
                    seq,
                    HistoryEvent::Set,
                    Some(field),
                    current,
                    value.clone(),
                );
                Outcome::Applied { seq }
            }
            Verdict::Diverged => {
                let seq = self.next_seq(operation.record);
                let mine = self.held(operation, value);
                let conflict = match own_candidate {
                    // A second edit of a conflicted field replaces the candidate: it opens no
                    // second conflict. The first candidate stays in the history.
                    Some(position) => {
                        let conflict = &mut state.conflicts[position];
                        conflict.mine = mine;
                        conflict.n = operation.n;
                        conflict.id
                    }
                    None => {
                        let id = ConflictId(seq);
                        let theirs = state.authors.get(field).cloned().unwrap_or_else(|| Held {
                            value: current.clone(),
                            ..self.held(operation, &current)
                        });
                        state.conflicts.push(Conflict {
                            id,
                            field: field.to_owned(),
                            base: was.clone(),
                            theirs,
                            mine,
                            device: self.device,
                            n: operation.n,
                        });
                        id
                    }
                };
                state.seq = seq;
                self.remember(
                    operation,
                    seq,
                    HistoryEvent::Conflict,
                    Some(field),
                    current,
                    value.clone(),
                );
                Outcome::Conflicted { seq, conflict }
            }
        };
        if self.is_import {
            let version = state.version(field);
            state
                .imported
                .insert(field.to_owned(), (value.clone(), version));
        }
        self.done.touched.insert(operation.record);
        let sides_changed =
            operation.kind == RecordKind::Partnership && matches!(field, "from" | "to");
        self.records.insert(operation.record, state);
        if sides_changed {
            self.hand_on_parties(operation.record);
        }
        outcome
    }

    fn delete(&mut self, operation: &Operation, mut state: RecordState) -> Outcome {
        let seq = self.next_seq(operation.record);
        state.record.deleted = true;
        state.seq = seq;
        let fields = serde_json::to_value(&state.record.fields).unwrap_or(Value::Null);
        self.remember(
            operation,
            seq,
            HistoryEvent::Deleted,
            None,
            fields,
            Value::Null,
        );
        self.records.insert(operation.record, state);
        Outcome::Applied { seq }
    }

    fn resolve(
        &mut self,
        operation: &Operation,
        mut state: RecordState,
        conflict: ConflictId,
        field: &str,
        value: &Value,
    ) -> Outcome {
        let seq = self.next_seq(operation.record);
        let current = state
            .record
            .fields
            .get(field)
            .cloned()
            .unwrap_or(Value::Null);
        state.conflicts.retain(|open| open.id != conflict);
        if current == *value {
            state.seq = seq;
        } else {
            self.write(operation, &mut state, field, value, seq);
        }
        self.remember(
            operation,
            seq,
            HistoryEvent::Resolved,
            Some(field),
            current,
            value.clone(),
        );
        self.records.insert(operation.record, state);
        Outcome::Applied { seq }
    }

    /// Puts a value into the record; the open conflicts of the field now stand against it.
    fn write(
        &mut self,
        operation: &Operation,
        state: &mut RecordState,
        field: &str,
        value: &Value,
        seq: Seq,
    ) {
        let held = self.held(operation, value);
        if value.is_null() {
            state.record.fields.remove(field);
        } else {
            state.record.fields.insert(field.to_owned(), value.clone());
        }
        for conflict in state
            .conflicts
            .iter_mut()
            .filter(|conflict| conflict.field == field)
        {
            conflict.theirs = held.clone();
        }
        state.versions.insert(
            field.to_owned(),
            Stamp {
                seq,
                device: self.device,
                n: operation.n,
            },
        );
        state.authors.insert(field.to_owned(), held);
        state.seq = seq;
        state.record.parties = self.parties_of(&state.record);
    }

    fn living(&self, operation: &Operation) -> Result<RecordState, (Refusal, Vec<FieldName>)> {
        let unknown = || (Refusal::UnknownRecord, vec![]);
        let state = self.records.get(&operation.record).ok_or_else(unknown)?;
        if state.record.network != self.network || state.record.kind != operation.kind {
            return Err(unknown());
        }
        if state.record.deleted {
            return Err((Refusal::Deleted, vec![]));
        }
        Ok(state.clone())
    }

    fn check_value(
        &self,
        state: &RecordState,
        field: &str,
        value: &Value,
    ) -> Result<(), (Refusal, Vec<FieldName>)> {
        let refuse = |code| (code, vec![field.to_owned()]);
        may_write(&self.author.viewer, &state.record, Some(field), false).map_err(refuse)?;
        let spec =
            field_of(state.record.kind, field).ok_or_else(|| refuse(Refusal::UnknownField))?;
        let mut after = state.record.fields.clone();
        if value.is_null() {
            if spec.is_required {
                return Err(refuse(Refusal::Invalid));
            }
            after.remove(field);
        } else {
            validate_value(spec.kind, value).map_err(|_| refuse(Refusal::Invalid))?;
            after.insert(field.to_owned(), value.clone());
        }
        // Only what this change breaks is its fault.
        let before = validate(state.record.kind, &state.record.fields);
        if validate(state.record.kind, &after)
            .iter()
            .any(|problem| !before.contains(problem))
        {
            return Err(refuse(Refusal::Invalid));
        }
        let changed = Fields::from([(field.to_owned(), value.clone())]);
        self.check_links(state.record.kind, &changed)
    }

    fn check_links(
        &self,
        kind: RecordKind,
        fields: &Fields,
    ) -> Result<(), (Refusal, Vec<FieldName>)> {
        for spec in fields_of(kind) {
            if let (FieldKind::Link(target), Some(id)) = (spec.kind, link(fields, spec.name)) {
                let is_there = self.records.get(&id).is_some_and(|state| {
                    state.record.kind == target
                        && !state.record.deleted
                        && state.record.network == self.network
                });
                if !is_there {
                    return Err((Refusal::UnknownLink, vec![spec.name.to_owned()]));
                }
            }
        }
        Ok(())
    }

    fn parties_of(&self, record: &Record) -> Vec<RecordId> {
        match record.kind {
            RecordKind::Network => vec![],
            RecordKind::Organisation => vec![record.id],
            RecordKind::Partnership => sides(&record.fields),
            RecordKind::Interaction => link(&record.fields, "partnership")
                .and_then(|id| self.records.get(&id))
                .map(|partnership| sides(&partnership.record.fields))
                .unwrap_or_default(),
        }
    }

    /// A partnership got another side: its interactions now concern other organisations.
    fn hand_on_parties(&mut self, partnership: RecordId) {
        let Some(parties) = self
            .records
            .get(&partnership)
            .map(|state| sides(&state.record.fields))
        else {
            return;
        };
        let affected: Vec<RecordId> = self
            .records
            .values()
            .filter(|state| {
                state.record.kind == RecordKind::Interaction
                    && link(&state.record.fields, "partnership") == Some(partnership)
                    && state.record.parties != parties
            })
            .map(|state| state.record.id)
            .collect();
        for id in affected {
            let seq = self.next_seq(id);
            if let Some(state) = self.records.get_mut(&id) {
                state.record.parties.clone_from(&parties);
                state.seq = seq;
            }
        }
    }

    fn resolve_base(&self, base: Base) -> Option<Seq> {
        match base {
            Base::Version(seq) => Some(seq),
            Base::Own { n, root } => match self.receipts.get(&n) {
                Some(Outcome::Applied { seq }) => Some(*seq),
                Some(Outcome::Unchanged { version }) => Some(*version),
                // The value it was based on is itself a candidate.
                Some(Outcome::Conflicted { .. }) => None,
                Some(Outcome::Refused { .. }) => Some(root),
                None => None,
            },
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
        match (spec.kind, value.as_str()) {
            (FieldKind::Link(_), Some(id)) => {
                self.records.extend(id.parse::<RecordId>().ok());
                if operation.kind == RecordKind::Partnership {
                    self.interactions_of.insert(operation.record);
                }
            }
            (FieldKind::Link(_), None) if operation.kind == RecordKind::Partnership => {
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
