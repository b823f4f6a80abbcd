//! What an operation has to satisfy before it is done. Each check answers with the refusal.

use super::{Batch, sides};
use crate::operation::{Base, Operation, Outcome};
use crate::state::{RecordState, Seq};
use opora_domain::record::link;
use opora_domain::schema::{FieldKind, field_of, fields_of, links_in};
use opora_domain::validation::validate_value;
use opora_domain::{
    FieldName, Fields, Record, RecordId, RecordKind, Refusal, Value, may_write, validate,
};

impl Batch {
    pub(super) fn living(
        &self,
        operation: &Operation,
    ) -> Result<RecordState, (Refusal, Vec<FieldName>)> {
        let state = self.known(operation)?;
        match state.record.deleted {
            true => Err((Refusal::Deleted, vec![])),
            false => Ok(state.clone()),
        }
    }

    pub(super) fn deleted(
        &self,
        operation: &Operation,
    ) -> Result<RecordState, (Refusal, Vec<FieldName>)> {
        let state = self.known(operation)?;
        match state.record.deleted {
            true => Ok(state.clone()),
            // Somebody was faster: the record is as it was wanted, or newer.
            false => Err((Refusal::AlreadyExists, vec![])),
        }
    }

    fn known(&self, operation: &Operation) -> Result<&RecordState, (Refusal, Vec<FieldName>)> {
        self.records
            .get(&operation.record)
            .filter(|state| {
                state.record.network == self.network && state.record.kind == operation.kind
            })
            .ok_or((Refusal::UnknownRecord, vec![]))
    }

    pub(super) fn check_value(
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
        self.check_links(state.record.kind, &changed, &state.record.fields)
    }

    /// What `fields` point at has to be there. Items of a list of links that stand there already may
    /// have been deleted since: they neither hold up a further one nor a restoration.
    pub(super) fn check_links(
        &self,
        kind: RecordKind,
        fields: &Fields,
        before: &Fields,
    ) -> Result<(), (Refusal, Vec<FieldName>)> {
        for spec in fields_of(kind) {
            let value = fields.get(spec.name).unwrap_or(&Value::Null);
            let known = match (spec.kind, before.get(spec.name)) {
                (FieldKind::Links { .. }, Some(known)) => links_in(spec.kind, known),
                _ => vec![],
            };
            for (target, id) in links_in(spec.kind, value) {
                if known.contains(&(target, id)) {
                    continue;
                }
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

    pub(super) fn parties_of(&self, record: &Record) -> Vec<RecordId> {
        match record.kind {
            RecordKind::Network
            | RecordKind::Programme
            | RecordKind::Stage
            | RecordKind::Task
            | RecordKind::Indicator
            | RecordKind::Note
            | RecordKind::Round
            | RecordKind::Definition => vec![],
            RecordKind::Organisation => vec![record.id],
            RecordKind::Partnership => sides(&record.fields),
            RecordKind::Interaction => link(&record.fields, "partnership")
                .and_then(|id| self.records.get(&id))
                .map(|partnership| sides(&partnership.record.fields))
                .unwrap_or_default(),
            RecordKind::Activity => {
                let responsible = record.fields.get("responsible").unwrap_or(&Value::Null);
                let kind = FieldKind::Responsible {
                    items_max: usize::MAX,
                };
                let mut parties: Vec<RecordId> = links_in(kind, responsible)
                    .into_iter()
                    .map(|it| it.1)
                    .collect();
                parties.sort();
                parties.dedup();
                parties
            }
            RecordKind::Assessment
            | RecordKind::Return
            | RecordKind::Practice
            | RecordKind::Adoption
            | RecordKind::Contest
            | RecordKind::Participation
            | RecordKind::Development => link(&record.fields, "school").into_iter().collect(),
            RecordKind::ContextFact => link(&record.fields, "organisation").into_iter().collect(),
        }
    }

    /// The version a value was based on; `None` when it was none that can still be named.
    pub(super) fn resolve_base(
        &self,
        base: Base,
        state: &RecordState,
        field: &str,
        was: &Value,
    ) -> Option<Seq> {
        match base {
            Base::Version(seq) => Some(seq),
            Base::Unknown => {
                let current = state.record.fields.get(field).unwrap_or(&Value::Null);
                (current == was).then(|| state.version(field))
            }
            Base::Own { n, root } => match self.receipts.get(&n) {
                // It may have left the value as it was: then nobody has touched it since.
                Some(Outcome::Applied { seq }) => Some(state.version(field).min(*seq)),
                Some(Outcome::Unchanged { version }) => Some(*version),
                // The value it was based on is itself a candidate.
                Some(Outcome::Conflicted { .. }) => None,
                Some(Outcome::Refused { .. }) => match state.versions.get(field) {
                    // What stands there is what this device set before the refused one.
                    Some(stamp) if stamp.device == self.device => Some(stamp.seq),
                    _ => Some(root),
                },
                None => None,
            },
        }
    }
}
