//! What each kind of operation does to the records of a batch.

use super::{Batch, sides};
use crate::merge::{Verdict, merge, merge_lists};
use crate::operation::{Operation, Outcome};
use crate::state::{Conflict, ConflictId, Held, HistoryEvent, RecordState, Seq, Stamp};
use opora_domain::record::link;
use opora_domain::schema::{FieldKind, field_of};
use opora_domain::validation::validate_value;
use opora_domain::{
    FieldName, Fields, Record, RecordId, RecordKind, Refusal, Value, Viewer, may_write, validate,
};
use std::collections::BTreeMap;

impl Batch {
    pub(super) fn create(
        &mut self,
        operation: &Operation,
        fields: &Fields,
    ) -> Result<Outcome, (Refusal, Vec<FieldName>)> {
        if let Some(known) = self.records.get(&operation.record) {
            return match self.asks_the_same(operation, fields, known) {
                true => Ok(Outcome::Unchanged { version: known.seq }),
                false => Err((Refusal::AlreadyExists, vec![])),
            };
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
        self.check_links(operation.kind, &fields, &Fields::new())?;
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
            is_mixed: false,
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

    /// Two coordinators ask one school one question: the second makes the very return that is there,
    /// as its identity follows from what it answers. Nothing is refused then.
    fn asks_the_same(&self, operation: &Operation, fields: &Fields, known: &RecordState) -> bool {
        let is_same = |name: &str| fields.get(name) == known.record.fields.get(name);
        operation.kind == RecordKind::Return
            && known.record.kind == RecordKind::Return
            && known.record.network == self.network
            && !known.record.deleted
            && ["round", "school", "factor"].into_iter().all(is_same)
            && !["value", "note", "left_out"]
                .iter()
                .any(|name| fields.get(*name).is_some_and(|it| !it.is_null()))
            && may_write(&self.author.viewer, &known.record, None, true).is_ok()
    }

    pub(super) fn set(
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
        let both = self.both_lists(operation.kind, field, was, &current, value);
        let verdict = match merge(&current, version, value, base) {
            // What an own earlier operation has become may hold items of others too.
            Verdict::Accept if both.is_some() && *was != current => Verdict::Diverged,
            verdict => verdict,
        };
        let outcome = match (verdict, both) {
            (Verdict::Same, _) => match own_candidate {
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
            (Verdict::Accept, _) => {
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
            (Verdict::Diverged, Some(both)) if both == current => Outcome::Unchanged { version },
            (Verdict::Diverged, Some(both)) => {
                let seq = self.next_seq(operation.record);
                self.write(operation, &mut state, field, &both, seq);
                if let Some(stamp) = state.versions.get_mut(field) {
                    stamp.is_mixed = both != *value;
                }
                self.remember(
                    operation,
                    seq,
                    HistoryEvent::Set,
                    Some(field),
                    current,
                    both,
                );
                Outcome::Applied { seq }
            }
            (Verdict::Diverged, None) => {
                let seq = self.next_seq(operation.record);
                let mine = self.held(operation, value);
                let conflict = match own_candidate {
                    // A second edit of a conflicted field replaces the candidate: it opens no
                    // second conflict. The first candidate stays in the history. Who decides has to
                    // have seen this one: it gets a name of its own.
                    Some(position) => {
                        let conflict = &mut state.conflicts[position];
                        conflict.mine = mine;
                        conflict.n = operation.n;
                        conflict.id = ConflictId(seq);
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

    /// Two changes of a list are both taken, unless the list would be too long.
    fn both_lists(
        &self,
        kind: RecordKind,
        field: &str,
        was: &Value,
        current: &Value,
        incoming: &Value,
    ) -> Option<Value> {
        let spec = field_of(kind, field)?;
        // Questions two people added apart are both asked.
        let is_of_items = matches!(
            spec.kind,
            FieldKind::TextList { .. }
                | FieldKind::Links { .. }
                | FieldKind::Choices(_)
                | FieldKind::Questions { .. }
                | FieldKind::Versions { .. }
        );
        if !is_of_items {
            return None;
        }
        let both = merge_lists(was, current, incoming);
        validate_value(spec.kind, &both).is_ok().then_some(both)
    }

    pub(super) fn delete(&mut self, operation: &Operation, mut state: RecordState) -> Outcome {
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

    pub(super) fn restore(&mut self, operation: &Operation, mut state: RecordState) -> Outcome {
        let seq = self.next_seq(operation.record);
        state.record.deleted = false;
        state.seq = seq;
        let fields = serde_json::to_value(&state.record.fields).unwrap_or(Value::Null);
        self.remember(
            operation,
            seq,
            HistoryEvent::Restored,
            None,
            Value::Null,
            fields,
        );
        self.records.insert(operation.record, state);
        Outcome::Applied { seq }
    }

    pub(super) fn resolve(
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
        if operation.kind == RecordKind::Partnership && matches!(field, "from" | "to") {
            self.hand_on_parties(operation.record);
        }
        Outcome::Applied { seq }
    }

    /// Puts a value into the record; the open conflicts of the field now stand against it.
    pub(super) fn write(
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
                is_mixed: false,
            },
        );
        state.authors.insert(field.to_owned(), held);
        state.seq = seq;
        // An interaction's partnership is fixed, and not loaded: whom it concerns stays.
        if state.record.kind != RecordKind::Interaction {
            state.record.parties = self.parties_of(&state.record);
        }
    }

    /// A partnership got another side: its interactions now concern other organisations.
    pub(super) fn hand_on_parties(&mut self, partnership: RecordId) {
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
}
