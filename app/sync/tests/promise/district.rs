//! A district in memory: the server's engine with maps for a database.

use opora_domain::{
    Author, DeviceId, Fields, NetworkId, RecordId, RecordKind, UserId, Value, Viewer,
};
use opora_sync::batch::Done;
use opora_sync::{
    Action, Batch, HistoryEntry, Meta, OpNumber, OpResult, Operation, Outcome, PullRequest,
    PullResponse, PushRequest, PushResponse, RecordState, RecordView, Replica, Seq, view,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Organisations 1 to 3, and partnership 10 by which organisation 2 helps organisation 1.
pub struct District {
    network: NetworkId,
    seq: Seq,
    records: BTreeMap<RecordId, RecordState>,
    changes: Vec<(Seq, RecordId)>,
    history: Vec<HistoryEntry>,
    receipts: BTreeMap<(DeviceId, OpNumber), Outcome>,
    received: BTreeMap<DeviceId, OpNumber>,
    applied: Vec<(Operation, Outcome)>,
}

pub fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

pub fn device(number: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(1_000 + number))
}

fn network() -> NetworkId {
    NetworkId::new("district").unwrap()
}

pub fn coordinator(user: u128) -> Author {
    Author {
        user: UserId(Uuid::from_u128(user)),
        viewer: Viewer::Coordinator { network: network() },
        label: format!("coordinator {user}"),
    }
}

pub fn editor_of(organisation: u128) -> Author {
    Author {
        user: UserId(Uuid::from_u128(500 + organisation)),
        viewer: Viewer::School {
            network: network(),
            organisation: id(organisation),
        },
        label: format!("school {organisation}"),
    }
}

impl District {
    pub fn new() -> Self {
        let mut district = District {
            network: network(),
            seq: Seq(0),
            records: BTreeMap::new(),
            changes: vec![],
            history: vec![],
            receipts: BTreeMap::new(),
            received: BTreeMap::new(),
            applied: vec![],
        };
        let mut operations = vec![];
        for number in 1..=3u128 {
            let fields: Fields = [
                ("code".to_owned(), json!(format!("s-{number}"))),
                ("kind".to_owned(), json!("school")),
                ("name".to_owned(), json!("School")),
            ]
            .into();
            operations.push((id(number), RecordKind::Organisation, fields));
        }
        let fields: Fields = [
            ("kind".to_owned(), json!("mentoring")),
            ("status".to_owned(), json!("active")),
            ("from".to_owned(), json!(id(2))),
            ("to".to_owned(), json!(id(1))),
        ]
        .into();
        operations.push((id(10), RecordKind::Partnership, fields));
        let operations = operations
            .into_iter()
            .zip(1..)
            .map(|((record, kind, fields), n)| Operation {
                n: OpNumber(n),
                record,
                kind,
                action: Action::Create { fields },
                at: 0,
            })
            .collect();
        let request = PushRequest {
            protocol: 1,
            schema: 1,
            network: network(),
            device: device(0),
            lineage: 0,
            operations,
        };
        district.push(&coordinator(1), &request);
        district
    }

    pub fn device(&self, number: u128, author: &Author) -> Replica {
        let meta = Meta::new(device(number), author.user, self.network.clone());
        Replica::restore(meta, [], [], [])
    }

    pub fn push(&mut self, author: &Author, request: &PushRequest) -> PushResponse {
        let received = self
            .received
            .get(&request.device)
            .copied()
            .unwrap_or_default();
        let seq = self.seq;
        let mut batch = Batch {
            network: self.network.clone(),
            author: author.clone(),
            device: request.device,
            now: 0,
            is_import: false,
            seq,
            received,
            records: self.records.clone(),
            codes: BTreeMap::new(),
            receipts: self
                .receipts
                .iter()
                .filter(|((device, _), _)| *device == request.device)
                .map(|((_, n), outcome)| (*n, outcome.clone()))
                .collect(),
            done: Done::default(),
        };
        let mut results = vec![];
        for operation in &request.operations {
            let outcome = if operation.n <= received {
                self.receipts[&(request.device, operation.n)].clone()
            } else {
                let outcome = batch.apply(operation);
                self.applied.push((operation.clone(), outcome.clone()));
                outcome
            };
            results.push(OpResult {
                n: operation.n,
                outcome,
            });
        }
        let prepared = batch.finish(seq);
        self.seq = prepared.seq_after;
        self.received
            .insert(request.device, prepared.received_after);
        self.changes.extend(prepared.changes);
        self.history.extend(prepared.history);
        for (n, outcome) in prepared.receipts {
            self.receipts.insert((request.device, n), outcome);
        }
        for state in prepared.records {
            self.records.insert(state.record.id, state);
        }
        let touched: BTreeSet<RecordId> = request.operations.iter().map(|op| op.record).collect();
        let records = touched
            .iter()
            .filter_map(|id| view(self.records.get(id)?, &author.viewer))
            .collect();
        PushResponse {
            results,
            records,
            head: self.seq,
        }
    }

    pub fn pull(&self, author: &Author, request: &PullRequest) -> PullResponse {
        let ids: BTreeSet<RecordId> = self
            .changes
            .iter()
            .filter(|(seq, _)| *seq > request.cursor)
            .map(|(_, id)| *id)
            .collect();
        let (mut records, mut leave) = (vec![], vec![]);
        for id in ids {
            match view(&self.records[&id], &author.viewer) {
                Some(view) => records.push(view),
                None => leave.push(id),
            }
        }
        PullResponse {
            records,
            leave,
            cursor: self.seq,
            has_more: false,
            is_reset: false,
            view: 1,
            lineage: 1,
        }
    }

    pub fn sync(&mut self, replica: &mut Replica, author: &Author) {
        while let Some((request, _)) = replica.next_push() {
            let response = self.push(author, &request);
            replica.pushed(response, 0);
        }
        let response = self.pull(author, &replica.next_pull());
        replica.pulled(response, 0);
    }

    pub fn state(&self, record: u128) -> &RecordState {
        &self.records[&id(record)]
    }

    pub fn field(&self, record: u128, field: &str) -> Value {
        self.state(record).record.fields[field].clone()
    }

    pub fn views(&self, author: &Author) -> Vec<(RecordId, RecordView)> {
        self.records
            .iter()
            .filter_map(|(id, state)| Some((*id, view(state, &author.viewer)?)))
            .collect()
    }

    /// Sequence numbers are gap-free, and every record says when it last changed.
    pub fn is_consistent(&self) -> bool {
        let gap_free = self
            .changes
            .iter()
            .zip(1..)
            .all(|((seq, _), expected)| seq.0 == expected);
        let last = |id: &RecordId| self.changes.iter().rev().find(|(_, changed)| changed == id);
        gap_free
            && self
                .records
                .iter()
                .all(|(id, state)| last(id).is_some_and(|(seq, _)| *seq == state.seq))
    }

    /// Operations that took effect but whose value the history does not have.
    pub fn unremembered(&self) -> Vec<Operation> {
        self.applied
            .iter()
            .filter(|(operation, outcome)| {
                let seq = match outcome {
                    Outcome::Applied { seq } | Outcome::Conflicted { seq, .. } => *seq,
                    Outcome::Unchanged { .. } | Outcome::Refused { .. } => return false,
                };
                let value = match &operation.action {
                    Action::Set { value, .. } | Action::Resolve { value, .. } => value,
                    Action::Create { .. } | Action::Delete { .. } | Action::Restore { .. } => {
                        return false;
                    }
                };
                !self
                    .history
                    .iter()
                    .any(|entry| entry.seq == seq && entry.to == *value)
            })
            .map(|(operation, _)| operation.clone())
            .collect()
    }
}
