//! A district in maps: one database and a picture of it in every node, as the real store has.
//!
//! A push is loaded from the node's picture and commits only if neither the network's sequence nor
//! the device's number has moved. It decides nothing by itself: that is the engine's [`Batch`].

mod commit;
mod database;
mod news;

use super::{District, Finished, Turned};
use crate::mutant::Mutant;
use database::Database;
use opora_domain::{Author, DeviceId, NetworkId, RecordId, Viewer};
use opora_sync::{
    HistoryEntry, OpNumber, OpResult, Outcome, Picture, Prepared, PullRequest, PullResponse,
    PushRequest, PushResponse, RecordState, Seq,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// See the module.
#[derive(Clone)]
pub struct Memory {
    network: NetworkId,
    database: Database,
    backup: Option<Arc<Database>>,
    /// The engine's own, one per node.
    pictures: Vec<Picture>,
    /// Who sees everything, for a mutant.
    everything: Viewer,
    mutant: Option<Mutant>,
}

/// A push that is worked out and not committed.
pub struct Begun {
    author: Author,
    request: PushRequest,
    results: Vec<OpResult>,
    received_before: OpNumber,
    /// `None` when all of it was received before.
    prepared: Option<Prepared>,
}

impl Memory {
    pub fn new(network: NetworkId) -> Self {
        Memory {
            everything: Viewer::Coordinator {
                network: network.clone(),
            },
            network,
            database: Database::default(),
            backup: None,
            pictures: vec![Picture::default()],
            mutant: None,
        }
    }

    /// The same district with so many nodes, and a mutant in it.
    pub fn with(&self, nodes: usize, mutant: Option<Mutant>) -> Self {
        Memory {
            pictures: vec![self.pictures.first().cloned().unwrap_or_default(); nodes],
            mutant,
            ..self.clone()
        }
    }

    /// Names the first life of the database.
    pub fn begin_life(&mut self, lineage: u32) {
        self.database.lineage = lineage;
    }

    fn is(&self, mutant: Mutant) -> bool {
        self.mutant == Some(mutant)
    }

    /// What the answer shows of the records a push touched.
    fn answer(
        &self,
        picture: &Picture,
        author: &Author,
        request: &PushRequest,
        results: &[OpResult],
    ) -> PushResponse {
        let touched = request.operations.iter().map(|operation| operation.record);
        let touched: BTreeSet<RecordId> = touched.collect();
        let records = touched
            .iter()
            .filter_map(|id| self.view(picture.get(*id)?, &author.viewer))
            .collect();
        PushResponse {
            results: results.to_vec(),
            records,
            head: picture.seq,
        }
    }
}

impl District for Memory {
    type Begun = Begun;

    fn begin_push(
        &mut self,
        node: usize,
        author: &Author,
        request: PushRequest,
    ) -> Result<Begun, Turned> {
        self.prepare(node, author, request)
    }

    fn finish_push(&mut self, node: usize, begun: Begun) -> Finished<Begun> {
        if let Some(prepared) = &begun.prepared {
            if !self.stands(prepared, begun.received_before) {
                return match self.prepare(node, &begun.author, begun.request) {
                    Ok(begun) => Finished::Again(begun),
                    Err(turned) => Finished::Turned(turned),
                };
            }
            self.commit(begun.author.user, prepared);
        }
        self.bring_up_to_date(node);
        let answer = self.answer(
            &self.pictures[node],
            &begun.author,
            &begun.request,
            &begun.results,
        );
        Finished::Done(answer)
    }

    fn foretell(&self, begun: &Begun) -> Option<PushResponse> {
        Some(PushResponse {
            results: begun.results.clone(),
            records: vec![],
            head: self.database.head,
        })
    }

    fn pull(
        &mut self,
        node: usize,
        viewer: &Viewer,
        request: &PullRequest,
        page_records_max: usize,
    ) -> PullResponse {
        self.news(node, viewer, request, page_records_max)
    }

    fn restart(&mut self, node: usize) {
        self.pictures[node] = Picture::default();
    }

    fn lineage(&self) -> u32 {
        self.database.lineage
    }

    fn head(&self) -> Seq {
        self.database.head
    }

    fn record(&self, id: RecordId) -> Option<Arc<RecordState>> {
        self.database.records.get(&id).cloned()
    }

    fn records(&self) -> Vec<Arc<RecordState>> {
        self.database.records.values().cloned().collect()
    }

    fn line(&self, seq: Seq) -> Option<Arc<HistoryEntry>> {
        self.database.history.get(&seq).cloned()
    }

    fn lines_after(&self, seq: Seq) -> Vec<Arc<HistoryEntry>> {
        let after = self.database.history.range(Seq(seq.0 + 1)..);
        after.map(|(_, line)| line.clone()).collect()
    }

    fn changes_after(&self, seq: Seq) -> Vec<(Seq, RecordId)> {
        let after = self.database.changes.range(Seq(seq.0 + 1)..);
        after.map(|(seq, id)| (*seq, *id)).collect()
    }

    fn receipt(&self, device: DeviceId, n: OpNumber) -> Option<Outcome> {
        self.database.receipts.get(&(device, n)).cloned()
    }

    fn compact(&mut self, keep: u64) {
        let last = Seq(self.database.head.0.saturating_sub(keep));
        self.database.changes.retain(|seq, _| *seq > last);
    }

    fn back_up(&mut self) {
        self.backup = Some(Arc::new(self.database.clone()));
    }

    fn restore_backup(&mut self, lineage: u32) {
        let Some(backup) = &self.backup else { return };
        self.database = Database {
            lineage,
            ..Database::clone(backup)
        };
        for picture in &mut self.pictures {
            *picture = Picture::default();
        }
    }
}
