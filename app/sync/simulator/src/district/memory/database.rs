//! The rows.

use opora_domain::{DeviceId, RecordId, UserId};
use opora_sync::{HistoryEntry, OpNumber, Outcome, RecordState, Seq};
use std::collections::BTreeMap;
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
