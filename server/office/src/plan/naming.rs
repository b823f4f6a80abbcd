//! What a person is shown of a change, and what records are called in it.

use super::Change;
use super::settle::Settling;
use crate::draft::Draft;
use opora_domain::{Fields, RecordId, Value};
use std::collections::BTreeMap;

impl Settling<'_> {
    pub(super) fn change(
        &self,
        draft: &Draft,
        fields: &Fields,
        field: Option<&str>,
        from: Option<Value>,
        to: Option<Value>,
    ) -> Change {
        let mut names = BTreeMap::new();
        let linked = [
            fields.get("from"),
            fields.get("to"),
            fields.get("partnership"),
            fields.get("school"),
            fields.get("organisation"),
            fields.get("parent"),
            fields.get("practice"),
            fields.get("contest"),
            fields.get("round"),
            fields.get("repeats"),
            from.as_ref(),
        ];
        for value in linked.into_iter().flatten() {
            if let Some(id) = value.as_str().and_then(|text| text.parse().ok())
                && let Some(name) = self.name_of(id)
            {
                names.insert(id, name);
            }
        }
        let cell = field.map_or_else(|| draft.cell.clone(), |field| draft.place(field).cell);
        Change {
            sheet: draft.sheet_name.clone(),
            cell,
            kind: draft.kind,
            title: fields.clone(),
            field: field.map(str::to_owned),
            from,
            to,
            names,
        }
    }

    pub(super) fn name(&mut self, id: RecordId, fields: &Fields) {
        if let Some(name) = name_in(fields) {
            self.names.insert(id, name);
        }
    }

    pub(super) fn name_of(&self, id: RecordId) -> Option<String> {
        self.names
            .get(&id)
            .cloned()
            .or_else(|| name_in(&self.existing.record(id)?.fields))
    }
}

fn name_in(fields: &Fields) -> Option<String> {
    let called = ["name", "title", "code"];
    let name = called.iter().find_map(|name| fields.get(*name))?;
    name.as_str().map(str::to_owned)
}
