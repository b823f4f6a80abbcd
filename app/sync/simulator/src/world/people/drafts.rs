//! Which deeds people think of.

use crate::district::District;
use crate::world::World;
use crate::world::start::record;
use opora_domain::{Fields, RecordId, RecordKind, Value};
use opora_sync::Draft;
use serde_json::json;

/// Identities of records that people make start here.
const MADE: u128 = 1_000;

impl<D: District> World<D> {
    pub(super) fn set_draft(&mut self, slot: usize) -> Option<Draft> {
        let (id, kind) = self.some_record()?;
        let fields: &[&str] = match kind {
            RecordKind::Network => &[],
            RecordKind::Organisation => &["settlement", "note", "name", "full_name"],
            RecordKind::Partnership => {
                &["theme", "subjects", "subjects", "agreement", "to", "from"]
            }
            RecordKind::Interaction => &["topic", "discussion", "private_note"],
            _ => &[],
        };
        // Many at the same field: that is where it is difficult.
        let field = match self.random.one_in(2) {
            true => fields.first(),
            false => self.random.pick(fields),
        };
        let field = (*field?).to_owned();
        let value = match field.as_str() {
            "subjects" => self.some_list(slot, id),
            "to" | "from" => match self.random.below(6) {
                0 => Value::Null,
                // Nobody has heard of it: refused.
                1 => json!(record(500)),
                number => json!(record(number as u128 - 1)),
            },
            _ => self.some_text(slot),
        };
        Some(Draft::Set {
            record: id,
            field,
            value,
        })
    }

    pub(super) fn create_draft(&mut self, slot: usize) -> Draft {
        let number = MADE + self.step as u128;
        let text = self.some_text(slot);
        let side = |world: &mut Self| json!(record(1 + world.random.below(4) as u128));
        let (kind, fields) = match self.random.below(6) {
            0 => {
                let code = format!("n-{}", self.random.below(12));
                (
                    RecordKind::Organisation,
                    json!({ "kind": "school", "name": text, "code": code }),
                )
            }
            1 | 2 => {
                let (from, to) = (side(self), side(self));
                (
                    RecordKind::Partnership,
                    json!({
                        "kind": "mentoring", "status": "proposed", "from": from, "to": to,
                        "theme": text,
                    }),
                )
            }
            _ => {
                let mut among: Vec<RecordId> = vec![];
                for (id, kind) in &self.records {
                    if *kind == RecordKind::Partnership {
                        among.push(*id);
                    }
                }
                let partnership = self.random.pick(&among).copied();
                (
                    RecordKind::Interaction,
                    json!({
                        "partnership": partnership, "kind": "consultation", "date": "2026-11",
                        "topic": text, "discussion": format!("discussion {number}"),
                    }),
                )
            }
        };
        let fields: Fields = serde_json::from_value(fields).unwrap_or_default();
        self.records.push((record(number), kind));
        Draft::Create {
            record: record(number),
            kind,
            fields,
        }
    }

    pub(super) fn delete_draft(&mut self, slot: usize) -> Option<Draft> {
        let (id, _) = self.some_record()?;
        let view = self.devices[slot].replica.visible(id)?;
        // Organisations cannot be deleted: refused.
        let can_go = view.kind() != RecordKind::Organisation || self.random.one_in(8);
        can_go.then_some(Draft::Delete { record: id })
    }

    pub(super) fn resolve_draft(&mut self, slot: usize) -> Option<Draft> {
        let conflicted = self.devices[slot].replica.conflicted();
        let view = self.random.pick(&conflicted)?;
        let open = self.random.pick(&view.conflicts)?;
        let is_text = open.mine.value.is_string() && !matches!(open.field.as_str(), "to" | "from");
        let value = match self.random.below(3) {
            0 => open.mine.value.clone(),
            1 if is_text => json!(format!("third {}", self.step)),
            _ => open.theirs.value.clone(),
        };
        Some(Draft::Resolve {
            record: view.id(),
            conflict: open.id,
            value,
        })
    }

    /// Mostly one of the first few, so that people meet.
    fn some_record(&mut self) -> Option<(RecordId, RecordKind)> {
        let wanted = match self.random.below(10) {
            0..3 => record(1),
            3..5 => record(10),
            5..7 => record(20),
            _ => return self.random.pick(&self.records).copied(),
        };
        self.records.iter().find(|(id, _)| *id == wanted).copied()
    }

    fn some_text(&mut self, slot: usize) -> Value {
        match self.random.below(20) {
            0 => Value::Null,
            // Not a text: refused.
            1 => json!(true),
            2..6 => json!(["A", "B", "C"][self.random.below(3)]),
            _ => json!(format!("{slot}-{}", self.step)),
        }
    }

    /// The list as shown, with something added or taken out.
    fn some_list(&mut self, slot: usize, id: RecordId) -> Value {
        let shown = self.devices[slot].replica.visible(id);
        let shown = shown.and_then(|view| view.projected.fields.get("subjects").cloned());
        let mut items = match shown {
            Some(Value::Array(items)) => items,
            _ => vec![],
        };
        if self.random.one_in(2) && !items.is_empty() {
            items.remove(self.random.below(items.len()));
        }
        let added = match self.random.below(3) {
            0 => return Value::Array(items),
            1 => json!(["a", "b", "c", "d"][self.random.below(4)]),
            _ => json!(format!("{slot}-{}", self.step)),
        };
        if !items.contains(&added) {
            items.push(added);
        }
        Value::Array(items)
    }
}
