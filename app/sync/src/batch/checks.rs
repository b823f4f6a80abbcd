//! What an operation has to satisfy before it is done. Each check answers with the refusal.

use super::{Batch, sides};
use crate::operation::{Base, Operation, Outcome};
use crate::state::{RecordState, Seq};
use opora_domain::record::link;
use opora_domain::schema::{FieldKind, field_of, fields_of};
use opora_domain::validation::validate_value;
use opora_domain::{
    FieldName, Fields, Record, RecordId, RecordKind, Refusal, Value, may_write, validate,
};

impl Batch {
    pub(super) fn living(
        &self,
        operation: &Operation,
    ) -> Result<RecordState, (Refusal, Vec<FieldName>)> {
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
        self.check_links(state.record.kind, &changed)
    }

    pub(super) fn check_links(
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

    pub(super) fn parties_of(&self, record: &Record) -> Vec<RecordId> {
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

    pub(super) fn resolve_base(&self, base: Base) -> Option<Seq> {
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
}
