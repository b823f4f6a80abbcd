//! Writing: load what the operations touch, run the engine, commit everything in one transaction.
//!
//! The transaction holds only if the network's sequence and the device's number still are what the
//! batch was made with, so that two nodes can never write over each other: the later one starts again.

use crate::Store;
use crate::error::StoreError;
use crate::transaction::{STALE, Stood, receipt_key, transaction};
use opora_domain::{Author, DeviceId, NetworkId, RecordId, RecordKind, UserId};
use opora_sync::batch::Done;
use opora_sync::wire::ReceivedPush;
use opora_sync::{
    Batch, Needs, OpNumber, OpResult, Operation, Outcome, Picture, Prepared, PushResponse,
    RecordState, Seq, Timestamp, view,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use surrealdb_types::{RecordId as Key, Variables};

/// How often a commit is tried when others write at the same moment.
const COMMIT_TRIES_MAX: u32 = 8;

/// What an import has done.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportDone {
    pub results: Vec<OpResult>,
    pub head: Seq,
}

/// One writing of one device.
struct Writing<'a> {
    network: &'a NetworkId,
    author: &'a Author,
    device: DeviceId,
    now: Timestamp,
    is_import: bool,
}

/// What the database knows of a device.
#[derive(Default)]
struct DeviceRow {
    user: Option<UserId>,
    received: OpNumber,
}

impl Store {
    /// Takes a device's operations. When this returns, they are on the disk. Operations received
    /// before get the answer they got then.
    ///
    /// `now` is the server's clock.
    pub async fn push(
        &self,
        author: &Author,
        push: impl Into<ReceivedPush>,
        now: Timestamp,
    ) -> Result<PushResponse, StoreError> {
        let push = push.into();
        let lineage = push.header().lineage;
        if lineage != 0 && lineage != self.lineage() {
            return Err(StoreError::OtherLineage);
        }
        let lines = self.lines(&push.header().network, push.lines()).await?;
        let request = push.whole(&lines)?;
        let writing = Writing {
            network: &request.network,
            author,
            device: request.device,
            now,
            is_import: false,
        };
        let (results, head) = self.write(&writing, |_| request.operations.clone()).await?;
        let picture = self.picture(&request.network).await?;
        let touched: BTreeSet<RecordId> = request
            .operations
            .iter()
            .map(|operation| operation.record)
            .collect();
        let records = touched
            .iter()
            .filter_map(|id| view(picture.get(*id)?, &author.viewer))
            .collect();
        Ok(PushResponse {
            results,
            records,
            head,
        })
    }

    /// Takes operations of an import, all in one transaction; they are numbered here.
    pub async fn import(
        &self,
        author: &Author,
        network: &NetworkId,
        device: DeviceId,
        operations: Vec<Operation>,
        now: Timestamp,
    ) -> Result<ImportDone, StoreError> {
        let writing = Writing {
            network,
            author,
            device,
            now,
            is_import: true,
        };
        let (results, head) = self
            .write(&writing, |received| {
                let mut n = received;
                let number = |mut operation: Operation| {
                    n = n.next();
                    operation.n = n;
                    operation
                };
                operations.iter().cloned().map(number).collect()
            })
            .await?;
        Ok(ImportDone { results, head })
    }

    async fn write(
        &self,
        writing: &Writing<'_>,
        operations: impl Fn(OpNumber) -> Vec<Operation>,
    ) -> Result<(Vec<OpResult>, Seq), StoreError> {
        let writer = self.writer(writing.network);
        let _only_one = writer.lock().await;
        for _ in 0..COMMIT_TRIES_MAX {
            let device = self.device(writing.device).await?;
            if device.user.is_some_and(|user| user != writing.author.user) {
                return Err(StoreError::ForeignDevice);
            }
            let operations = operations(device.received);
            if has_gap(device.received, &operations) {
                return Err(StoreError::Gap {
                    expected: device.received.next(),
                });
            }
            let (known, fresh): (Vec<_>, Vec<_>) = operations
                .into_iter()
                .partition(|operation| operation.n <= device.received);
            let mut needs = Batch::needs(&fresh, writing.author);
            needs
                .receipts
                .extend(known.iter().map(|operation| operation.n));
            let picture = self.picture(writing.network).await?;
            let seq = picture.seq;
            let mut batch = self
                .load(writing, device.received, &needs, &picture)
                .await?;
            // What is not held any more can be changed in place after the commit.
            drop(picture);
            let mut results = vec![];
            for operation in &known {
                let outcome =
                    batch
                        .receipts
                        .get(&operation.n)
                        .cloned()
                        .ok_or(StoreError::Corrupt {
                            row: format!("receipt {} of {}", operation.n.0, writing.device),
                            reason: "missing".to_owned(),
                        })?;
                results.push(OpResult {
                    n: operation.n,
                    outcome,
                });
            }
            if fresh.is_empty() {
                return Ok((results, seq));
            }
            let stood: BTreeMap<RecordId, Stood> = batch
                .records
                .iter()
                .map(|(id, state)| (*id, Stood::of(state)))
                .collect();
            for operation in &fresh {
                results.push(OpResult {
                    n: operation.n,
                    outcome: batch.apply(operation),
                });
            }
            let prepared = batch.finish(seq);
            let head = prepared.seq_after;
            let commit = self.commit(writing.author.user, device.received, &prepared, &stood);
            match commit.await {
                Ok(()) => {
                    self.advance_picture(writing.network, seq, prepared.records, head);
                    if head > seq {
                        // Nobody listening is no failure.
                        let _ = self.heads.send((writing.network.clone(), head));
                    }
                    return Ok((results, head));
                }
                Err(CommitError::Stale) => {
                    tracing::debug!(network = %writing.network, "commit tried again")
                }
                Err(CommitError::Failed(error)) => return Err(error),
            }
        }
        Err(StoreError::Busy)
    }

    fn writer(&self, network: &NetworkId) -> Arc<tokio::sync::Mutex<()>> {
        let mut writers = self
            .writers
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(writers.entry(network.clone()).or_default())
    }

    async fn device(&self, device: DeviceId) -> Result<DeviceRow, StoreError> {
        let mut variables = Variables::new();
        variables.insert("device", Key::new("device", device.to_string()));
        let mut results = self
            .database
            .query("SELECT user, received FROM $device", variables)
            .await?;
        let rows: Vec<serde_json::Value> = results.take(0)?;
        let Some(row) = rows.into_iter().next() else {
            return Ok(DeviceRow::default());
        };
        Ok(DeviceRow {
            user: row.get("user").and_then(|user| user.as_str()?.parse().ok()),
            received: OpNumber(
                row.get("received")
                    .and_then(serde_json::Value::as_u64)
                    .unwrap_or(0),
            ),
        })
    }

    async fn load(
        &self,
        writing: &Writing<'_>,
        received: OpNumber,
        needs: &Needs,
        picture: &Picture,
    ) -> Result<Batch, StoreError> {
        let mut records: BTreeMap<RecordId, RecordState> = BTreeMap::new();
        let wanted = needs.records.iter().filter_map(|id| picture.get(*id));
        let brought_back = needs.links_of.iter().filter_map(|id| picture.get(*id));
        let linked = brought_back
            .flat_map(|state| state.links())
            .filter_map(|id| picture.get(id));
        for state in wanted
            .chain(linked)
            .chain(picture.interactions_of(&needs.interactions_of))
        {
            records.insert(state.record.id, RecordState::clone(state));
        }
        let mut missing: Vec<RecordId> = vec![];
        missing.extend(needs.records.iter().filter(|id| !records.contains_key(id)));
        // An identity that another network has must not be made a second time.
        for state in self.records_by_id(missing).await? {
            records.insert(state.record.id, state);
        }
        let code = |(kind, code): &(RecordKind, String)| {
            let id = picture.with_code(*kind, code)?;
            Some(((*kind, code.clone()), id))
        };
        Ok(Batch {
            network: writing.network.clone(),
            author: writing.author.clone(),
            device: writing.device,
            now: writing.now,
            is_import: writing.is_import,
            seq: picture.seq,
            received,
            records,
            codes: needs.codes.iter().filter_map(code).collect(),
            receipts: self.receipts(writing.device, needs).await?,
            done: Done::default(),
        })
    }

    async fn receipts(
        &self,
        device: DeviceId,
        needs: &Needs,
    ) -> Result<BTreeMap<OpNumber, Outcome>, StoreError> {
        if needs.receipts.is_empty() {
            return Ok(BTreeMap::new());
        }
        let keys: Vec<Key> = needs
            .receipts
            .iter()
            .map(|n| receipt_key(device, *n))
            .collect();
        let mut variables = Variables::new();
        variables.insert("keys", keys);
        let mut results = self
            .database
            .query("SELECT n, outcome FROM $keys", variables)
            .await?;
        let rows: Vec<serde_json::Value> = results.take(0)?;
        rows.into_iter()
            .map(|row| {
                let n = row
                    .get("n")
                    .and_then(serde_json::Value::as_u64)
                    .unwrap_or(0);
                let text = row
                    .get("outcome")
                    .and_then(|text| text.as_str())
                    .unwrap_or_default();
                let outcome = serde_json::from_str(text).map_err(|error| StoreError::Corrupt {
                    row: format!("receipt {n} of {device}"),
                    reason: error.to_string(),
                })?;
                Ok((OpNumber(n), outcome))
            })
            .collect()
    }

    async fn commit(
        &self,
        user: UserId,
        received_before: OpNumber,
        prepared: &Prepared,
        stood: &BTreeMap<RecordId, Stood>,
    ) -> Result<(), CommitError> {
        let (text, variables) = transaction(user, received_before, prepared, stood)?;
        match self.database.query(&text, variables).await {
            Ok(_) => Ok(()),
            Err(error) if is_stale(&error) => Err(CommitError::Stale),
            Err(error) => Err(CommitError::Failed(error.into())),
        }
    }
}

/// Numbers go up by one, and start no later than the first the server does not have.
fn has_gap(received: OpNumber, operations: &[Operation]) -> bool {
    let starts_late = operations
        .first()
        .is_some_and(|first| first.n > received.next());
    starts_late
        || operations
            .windows(2)
            .any(|pair| pair[1].n != pair[0].n.next())
}

enum CommitError {
    /// Somebody else wrote in between: start again from the present state.
    Stale,
    Failed(StoreError),
}

impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        CommitError::Failed(error)
    }
}

fn is_stale(error: &surrealdb::Error) -> bool {
    matches!(
        error.query_details(),
        Some(surrealdb_types::QueryError::TransactionConflict)
    ) || error.message().contains(STALE)
        || error.message().contains("can be retried")
}
