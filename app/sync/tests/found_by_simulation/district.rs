//! A district that loads for a batch only what the batch says it needs, as the store does.

use opora_domain::{
    Author, DeviceId, Fields, NetworkId, RecordId, RecordKind, UserId, Value, Viewer,
};
use opora_sync::batch::Done;
use opora_sync::{Action, Base, Batch, OpNumber, Operation, Outcome, RecordState, Seq};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

pub fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

pub fn network() -> NetworkId {
    NetworkId::new("district").unwrap()
}

pub fn coordinator() -> Author {
    Author {
        user: UserId(Uuid::from_u128(1)),
        viewer: Viewer::Coordinator { network: network() },
        label: "coordinator".to_owned(),
    }
}

/// See the module.
#[derive(Default)]
pub struct District {
    seq: Seq,
    pub records: BTreeMap<RecordId, RecordState>,
    receipts: BTreeMap<(u128, OpNumber), Outcome>,
}

impl District {
    /// Organisations 1 to 3, partnership 10 by which 2 helps 1, and a visit, 20, on it.
    pub fn new() -> Self {
        let mut district = District::default();
        for number in 1..=3 {
            let fields =
                json!({ "code": format!("s-{number}"), "kind": "school", "name": "School" });
            district.create(number, RecordKind::Organisation, fields);
        }
        let fields = json!({
            "kind": "mentoring", "status": "active", "from": id(2), "to": id(1),
            "theme": "Theme", "subjects": ["a"],
        });
        district.create(10, RecordKind::Partnership, fields);
        let fields = json!({
            "partnership": id(10), "kind": "consultation", "date": "2026", "recorded_by": id(1),
            "topic": "Topic", "discussion": "Discussion",
        });
        district.create(20, RecordKind::Interaction, fields);
        district
    }

    pub fn create(&mut self, number: u128, kind: RecordKind, fields: Value) {
        let fields: Fields = serde_json::from_value(fields).unwrap();
        let outcome = self.apply(0, number as u64, number, kind, Action::Create { fields });
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }

    pub fn version(&self, record: u128, field: &str) -> Seq {
        self.records[&id(record)].version(field)
    }

    pub fn field(&self, record: u128, field: &str) -> Value {
        self.records[&id(record)].record.fields[field].clone()
    }

    pub fn apply(
        &mut self,
        device: u128,
        n: u64,
        record: u128,
        kind: RecordKind,
        action: Action,
    ) -> Outcome {
        let operation = Operation {
            n: OpNumber(n),
            record: id(record),
            kind,
            action,
            at: 0,
        };
        let operations = [operation];
        let needs = Batch::needs(&operations, &coordinator());
        let mut records = BTreeMap::new();
        for id in &needs.records {
            if let Some(state) = self.records.get(id) {
                records.insert(*id, state.clone());
            }
        }
        for state in self.records.values() {
            let is_on = |id: &RecordId| state.links().any(|link| link == *id);
            if needs.interactions_of.iter().any(is_on) {
                records.insert(state.record.id, state.clone());
            }
        }
        for id in &needs.links_of {
            for link in self.records[id].links() {
                if let Some(state) = self.records.get(&link) {
                    records.insert(link, state.clone());
                }
            }
        }
        let receipts = self.receipts.iter().filter(|((of, _), _)| *of == device);
        let mut batch = Batch {
            network: network(),
            author: coordinator(),
            device: DeviceId(Uuid::from_u128(100 + device)),
            now: 0,
            is_import: false,
            seq: self.seq,
            received: OpNumber(n - 1),
            records,
            codes: BTreeMap::new(),
            receipts: receipts
                .map(|((_, n), outcome)| (*n, outcome.clone()))
                .collect(),
            done: Done::default(),
        };
        let outcome = batch.apply(&operations[0]);
        let prepared = batch.finish(self.seq);
        self.seq = prepared.seq_after;
        for state in prepared.records {
            self.records.insert(state.record.id, state);
        }
        self.receipts.insert((device, OpNumber(n)), outcome.clone());
        outcome
    }
}

pub fn set(field: &str, value: Value, base: Base, was: Value) -> Action {
    Action::Set {
        field: field.to_owned(),
        value,
        base,
        was,
    }
}
