//! What the simulator asks of a district: the calls a server makes to its store, with a push in
//! two halves so that nodes interleave, and a look inside for the oracle.
//!
//! [`memory`] keeps it in maps. A district over the real store answers [`District::finish_push`]
//! with the whole push.

pub mod memory;

use opora_domain::{Author, DeviceId, RecordId, Viewer};
use opora_sync::{
    HistoryEntry, OpNumber, Outcome, PullRequest, PullResponse, PushRequest, PushResponse,
    RecordState, Seq,
};
use std::sync::Arc;

/// Why a push is not taken at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// Numbers are missing between what the district has and what came.
    Gap,
    /// The device belongs to another user.
    ForeignDevice,
}

/// What the second half of a push comes to.
pub enum Finished<B> {
    Done(PushResponse),
    /// Another node was faster: this half has to be done once more.
    Again(B),
    Turned(Turned),
}

/// One database with some nodes in front of it.
pub trait District {
    /// A push between its halves: loaded and worked out, not committed.
    type Begun;

    fn begin_push(
        &mut self,
        node: usize,
        author: &Author,
        request: PushRequest,
    ) -> Result<Self::Begun, Turned>;
    fn finish_push(&mut self, node: usize, begun: Self::Begun) -> Finished<Self::Begun>;
    /// What a push would be answered if it were committed, where that is known before; for a
    /// mutant that does not wait.
    fn foretell(&self, _begun: &Self::Begun) -> Option<PushResponse> {
        None
    }
    fn pull(
        &mut self,
        node: usize,
        viewer: &Viewer,
        request: &PullRequest,
        page_records_max: usize,
    ) -> PullResponse;
    /// A node starts again: what it had in memory is gone.
    fn restart(&mut self, node: usize);

    fn lineage(&self) -> u32;
    fn head(&self) -> Seq;
    fn record(&self, id: RecordId) -> Option<Arc<RecordState>>;
    /// All records, deleted ones too, by identity.
    fn records(&self) -> Vec<Arc<RecordState>>;
    fn line(&self, seq: Seq) -> Option<Arc<HistoryEntry>>;
    fn lines_after(&self, seq: Seq) -> Vec<Arc<HistoryEntry>>;
    fn changes_after(&self, seq: Seq) -> Vec<(Seq, RecordId)>;
    fn receipt(&self, device: DeviceId, n: OpNumber) -> Option<Outcome>;

    /// Forgets the change log but for its newest `keep` lines.
    fn compact(&mut self, keep: u64);
    fn back_up(&mut self);
    /// The database is what the backup was, under a new lineage; every node starts again.
    fn restore_backup(&mut self, lineage: u32);
}
