//! The rows, and a node's picture of them.

use opora_domain::record::link;
use opora_domain::{DeviceId, RecordId, RecordKind, UserId, Value};
use opora_sync::{HistoryEntry, OpNumber, Outcome, RecordState, Seq};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything that outlives a node.
#[derive(Clone, Default)]
pub(super) struct Database {
    pub head: Seq,
    pub lineage: u32,
    pub records: BTreeMap<RecordId, Arc<RecordState>>,
    pub history: BTreeMap<Seq, Arc<HistoryEntry>>,
    pub changes: BTreeMap<Seq, RecordId>,
    pub receipts: BTreeMap<(DeviceId, OpNumber), Outcome>,
    /// Whose a device is, and the last of its operations.
    pub devices: BTreeMap<DeviceId, (UserId, OpNumber)>,
}

/// A node's copy of the records, as of one sequence number.
#[derive(Clone, Default)]
pub(super) struct Picture {
    pub seq: Seq,
    records: BTreeMap<RecordId, Arc<RecordState>>,
    /// By last change: no two records share one.
    order: BTreeMap<Seq, RecordId>,
}

impl Picture {
    pub fn get(&self, id: RecordId) -> Option<&Arc<RecordState>> {
        self.records.get(&id)
    }

    /// What changed after the cursor, oldest change first.
    pub fn after(&self, cursor: Seq) -> impl Iterator<Item = &Arc<RecordState>> {
        self.order
            .range(Seq(cursor.0.saturating_add(1))..)
            .filter_map(|(_, id)| self.records.get(id))
    }

    pub fn interactions_of(
        &self,
        partnerships: &BTreeSet<RecordId>,
    ) -> impl Iterator<Item = &Arc<RecordState>> {
        self.records.values().filter(|state| {
            !partnerships.is_empty()
                && state.record.kind == RecordKind::Interaction
                && link(&state.record.fields, "partnership")
                    .is_some_and(|partnership| partnerships.contains(&partnership))
        })
    }

    pub fn with_code(&self, kind: RecordKind, code: &str) -> Option<RecordId> {
        let has = |state: &&Arc<RecordState>| {
            state.record.kind == kind
                && state.record.fields.get("code").and_then(Value::as_str) == Some(code)
        };
        self.records.values().find(has).map(|state| state.record.id)
    }

    pub fn take(&mut self, states: impl IntoIterator<Item = Arc<RecordState>>, seq: Seq) {
        for state in states {
            let (id, at) = (state.record.id, state.seq);
            if let Some(before) = self.records.insert(id, state) {
                self.order.remove(&before.seq);
            }
            self.order.insert(at, id);
        }
        self.seq = seq;
    }
}
