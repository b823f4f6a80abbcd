//! A push: what is loaded for it, how it is worked out, and its commit.

use super::{Begun, Memory};
use crate::district::Turned;
use crate::mutant::Mutant;
use opora_domain::{Author, DeviceId, UserId, Value};
use opora_sync::batch::Done;
use opora_sync::{
    Action, Base, Batch, Held, HistoryEvent, OpNumber, OpResult, Operation, Outcome, Prepared,
    PushRequest, RecordState, Seq,
};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

impl Memory {
    /// Loads what the operations need and applies them to it.
    pub(super) fn prepare(
        &mut self,
        node: usize,
        author: &Author,
        request: PushRequest,
    ) -> Result<Begun, Turned> {
        let row = self.database.devices.get(&request.device).copied();
        if row.is_some_and(|(user, _)| user != author.user) && !self.is(Mutant::WrongAuthor) {
            return Err(Turned::ForeignDevice);
        }
        let received = row.map_or(OpNumber(0), |(_, received)| received);
        let first = request.operations.first().map_or(OpNumber(1), |op| op.n);
        if first > received.next() {
            return Err(Turned::Gap);
        }
        self.bring_up_to_date(node);
        let known_up_to = match self.is(Mutant::ReceiptsForgotten) {
            true => OpNumber(first.0.saturating_sub(1)),
            false => received,
        };
        let mut results = vec![];
        let mut fresh = vec![];
        for operation in &request.operations {
            if operation.n > known_up_to {
                fresh.push(operation.clone());
                continue;
            }
            let receipt = (request.device, operation.n);
            let stored = self.database.receipts.get(&receipt).cloned();
            results.push(OpResult {
                n: operation.n,
                // Only a mutant has lost it; the real store calls the row corrupt.
                outcome: stored.unwrap_or(Outcome::Unchanged { version: Seq(0) }),
            });
        }
        let mut prepared = None;
        if !fresh.is_empty() {
            let mut batch = self.load(node, author, request.device, received, &fresh);
            let seq = batch.seq;
            for operation in &fresh {
                let given = self.given(operation, &mut batch);
                results.push(OpResult {
                    n: operation.n,
                    outcome: batch.apply(&given),
                });
            }
            prepared = Some(self.written(batch.finish(seq)));
        }
        Ok(Begun {
            author: author.clone(),
            request,
            results,
            received_before: received,
            prepared,
        })
    }

    /// Nobody has written in between.
    pub(super) fn stands(&self, prepared: &Prepared, received_before: OpNumber) -> bool {
        let received = self.database.devices.get(&prepared.device);
        let received = received.map_or(OpNumber(0), |(_, received)| *received);
        self.is(Mutant::StaleCommit)
            || (self.database.head == prepared.seq_before && received == received_before)
    }

    /// All or nothing.
    pub(super) fn commit(&mut self, user: UserId, prepared: &Prepared) {
        let database = &mut self.database;
        database.head = prepared.seq_after;
        let row = (user, prepared.received_after);
        database.devices.insert(prepared.device, row);
        for state in &prepared.records {
            let state = Arc::new(state.clone());
            database.records.insert(state.record.id, state);
        }
        database.changes.extend(prepared.changes.iter().copied());
        for line in &prepared.history {
            database.history.insert(line.seq, Arc::new(line.clone()));
        }
        for (n, outcome) in &prepared.receipts {
            let receipt = (prepared.device, *n);
            database.receipts.insert(receipt, outcome.clone());
        }
    }

    fn load(
        &self,
        node: usize,
        author: &Author,
        device: DeviceId,
        received: OpNumber,
        fresh: &[Operation],
    ) -> Batch {
        let picture = &self.pictures[node];
        let mut needs = Batch::needs(fresh, author);
        if self.is(Mutant::InteractionsNotLoaded) {
            needs.interactions_of.clear();
        }
        let mut records = BTreeMap::new();
        let wanted = needs.records.iter().filter_map(|id| picture.get(*id));
        for state in wanted.chain(picture.interactions_of(&needs.interactions_of)) {
            records.insert(state.record.id, RecordState::clone(state));
        }
        for state in needs.links_of.iter().filter_map(|id| picture.get(*id)) {
            for linked in state.links().filter_map(|id| picture.get(id)) {
                records.insert(linked.record.id, RecordState::clone(linked));
            }
        }
        let mut codes = BTreeMap::new();
        for (kind, code) in &needs.codes {
            if let Some(id) = picture.with_code(*kind, code) {
                codes.insert((*kind, code.clone()), id);
            }
        }
        let mut receipts = BTreeMap::new();
        for n in &needs.receipts {
            if let Some(outcome) = self.database.receipts.get(&(device, *n)) {
                receipts.insert(*n, outcome.clone());
            }
        }
        Batch {
            network: self.network.clone(),
            author: author.clone(),
            device,
            now: 0,
            is_import: false,
            seq: picture.seq,
            received,
            records,
            codes,
            receipts,
            done: Done::default(),
        }
    }

    /// The operation as the batch gets it: as it came, unless a mutant is at work.
    fn given(&self, operation: &Operation, batch: &mut Batch) -> Operation {
        let mut given = operation.clone();
        let device = batch.device;
        let (Some(mutant), Some(state)) = (self.mutant, batch.records.get_mut(&operation.record))
        else {
            return given;
        };
        match &mut given.action {
            Action::Set {
                field, base, was, ..
            } => {
                let present = Base::Version(state.version(field));
                let is_newer = |held: &Held| held.at < operation.at;
                match mutant {
                    Mutant::BaseUnchecked => *base = present,
                    Mutant::OwnBaseUnchecked if matches!(base, Base::Own { .. }) => *base = present,
                    Mutant::NewestClockWins if state.authors.get(field).is_none_or(is_newer) => {
                        *base = present;
                    }
                    Mutant::BaseForgotten => {
                        *base = Base::Unknown;
                        *was = Value::String("nobody knows".to_owned());
                    }
                    Mutant::ListsOverwrite if field == "subjects" => {
                        *base = present;
                        *was = state.record.fields.get(field).cloned().unwrap_or_default();
                    }
                    Mutant::EditRevives => state.record.deleted = false,
                    Mutant::SecondCandidate => {
                        let own = state
                            .conflicts
                            .iter_mut()
                            .filter(|one| one.device == device);
                        own.for_each(|one| one.device = DeviceId(Uuid::nil()));
                    }
                    Mutant::CandidateOfOthers => {
                        state
                            .conflicts
                            .iter_mut()
                            .for_each(|one| one.device = device);
                    }
                    _ => {}
                }
            }
            Action::Delete { .. } | Action::Resolve { .. } if mutant == Mutant::OwnForgotten => {
                let stamps = state.versions.values_mut();
                stamps.for_each(|stamp| stamp.device = DeviceId(Uuid::nil()));
            }
            Action::Delete { .. } if mutant == Mutant::MixedTrusted => {
                let stamps = state.versions.values_mut();
                stamps.for_each(|stamp| stamp.is_mixed = false);
            }
            Action::Delete { base } if mutant == Mutant::DeleteUnchecked => {
                *base = Seq(u64::MAX);
            }
            Action::Resolve { field, base, .. } if mutant == Mutant::DecisionUnchecked => {
                *base = state.version(field);
            }
            _ => {}
        }
        given
    }

    /// What the transaction gets: as the engine prepared it, unless a mutant is at work.
    fn written(&self, mut prepared: Prepared) -> Prepared {
        match self.mutant {
            Some(Mutant::HistoryLineMissing) => {
                let is_other = |event| event != HistoryEvent::Conflict;
                prepared.history.retain(|line| is_other(line.event));
            }
            Some(Mutant::LogLineMissing) => {
                let states = &prepared.records;
                let is_deleted = |id| {
                    let found = states.iter().find(|state| state.record.id == id);
                    found.is_some_and(|state| state.record.deleted)
                };
                prepared.changes.retain(|(_, id)| !is_deleted(*id));
            }
            Some(Mutant::ReceiptsNotStored) => prepared.receipts.clear(),
            _ => {}
        }
        prepared
    }
}
