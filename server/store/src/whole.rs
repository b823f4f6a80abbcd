//! Reading all records of a network, page by page: what is made of them is all that stays in
//! memory.
//!
//! The pages of a reading are of different moments. [`Store::catch_up`] makes them one: it reads
//! again what has changed meanwhile.

use crate::Store;
use crate::database::Database;
use crate::error::StoreError;
use crate::rows::{Lean, Read, TABLES};
use opora_domain::{NetworkId, Projected, RecordId, Viewer, project};
use opora_sync::{RecordState, Seq};
use std::ops::Bound;
use std::sync::Arc;
use surrealdb_types::{RecordId as Key, RecordIdKey, RecordIdKeyRange, Variables};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// What is made of a network's records while they are read.
pub trait Gathers: Default + Send + 'static {
    /// Takes a record as the viewer may see it; once more when it has changed meanwhile.
    fn take(&mut self, record: Projected);
    /// What was taken of this record has left the view meanwhile.
    fn leave(&mut self, record: RecordId);
}

/// How a network is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pages {
    /// Records of one page.
    records: usize,
    /// A network of no more records is read in one piece, through the index of networks. A larger
    /// one is read in the order of the keys, past the records of other networks.
    in_one_piece: u64,
}

impl Default for Pages {
    fn default() -> Self {
        Pages {
            records: 2_000,
            in_one_piece: 5_000,
        }
    }
}

/// Readers of one network at work together.
const READERS: usize = 2;
/// What identities begin with: each reader takes every second of these parts.
const PARTS: [&str; 17] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f", "g",
];
/// How often what has changed meanwhile is read again while others go on writing.
const CATCH_UP_MAX: u32 = 8;

impl Store {
    /// This store, with every network read in pages of so many records, also the smallest.
    pub fn in_pages_of(mut self, records: usize) -> Self {
        self.pages = Pages {
            records: records.max(1),
            in_one_piece: 0,
        };
        self
    }

    /// All living records of a network as `viewer` may see them, given one by one to what is made
    /// of them, and the sequence number they are of. Nothing else of them is kept. Only if devices
    /// have had the network read into this node's memory, it is taken from there.
    pub async fn projected<G: Gathers>(
        &self,
        network: &NetworkId,
        viewer: &Viewer,
    ) -> Result<(Seq, G), StoreError> {
        let viewer = viewer.clone();
        if let Some(picture) = self.picture_if_kept(network).await? {
            let gathering = tokio::task::spawn_blocking(move || {
                let mut gathered = G::default();
                let states = picture.after(Seq(0));
                for projected in states.filter_map(|state| project(&state.record, &viewer)) {
                    gathered.take(projected);
                }
                (picture.seq, gathered)
            });
            return gathering.await.map_err(stopped);
        }
        let head = self.head(network).await?;
        let mut gathered = G::default();
        let reader = viewer.clone();
        let seen = move |records: Vec<Lean>| {
            let seen = |lean: &Lean| project(&lean.record, &reader);
            records.iter().filter_map(seen).collect::<Vec<Projected>>()
        };
        self.each_page(network, seen, |page| {
            page.into_iter().for_each(|record| gathered.take(record));
        })
        .await?;
        let change = |states: Vec<RecordState>| {
            for state in states {
                match project(&state.record, &viewer) {
                    Some(projected) => gathered.take(projected),
                    None => gathered.leave(state.record.id),
                }
            }
        };
        let seq = self.catch_up(network, head, change).await?;
        Ok((seq, gathered))
    }

    /// Gives all records of a network, deleted ones too, to `take`, page by page and in no
    /// particular order; `make` is done to every page beside the reading.
    pub(crate) async fn each_page<T: Read, P: Send + 'static>(
        &self,
        network: &NetworkId,
        make: impl Fn(Vec<T>) -> P + Clone + Send + 'static,
        mut take: impl FnMut(P),
    ) -> Result<(), StoreError> {
        let pages = self.pages;
        // Every record has had a change, so that the sequence is no less than their number.
        let head = self.head(network).await?.0;
        if head <= pages.in_one_piece || !self.is_larger(network, pages.in_one_piece).await? {
            for table in TABLES {
                take(make(in_one_piece(&self.database, table, network).await?));
            }
            return Ok(());
        }
        let (sender, mut receiver) = mpsc::channel(READERS);
        let mut readers = JoinSet::new();
        for first in 0..READERS {
            let reader = Reader {
                database: Arc::clone(&self.database),
                network: network.clone(),
                page_records: pages.records,
            };
            readers.spawn(reader.every_second_part(first, make.clone(), sender.clone()));
        }
        drop(sender);
        while let Some(page) = receiver.recv().await {
            take(page);
            tokio::task::yield_now().await;
        }
        while let Some(read) = readers.join_next().await {
            read.map_err(stopped)??;
        }
        Ok(())
    }

    /// Gives what has changed after `since` to `take`, until what was given is one state of the
    /// network; returns the sequence number of that.
    pub(crate) async fn catch_up(
        &self,
        network: &NetworkId,
        since: Seq,
        mut take: impl FnMut(Vec<RecordState>),
    ) -> Result<Seq, StoreError> {
        let mut since = since;
        for _ in 0..CATCH_UP_MAX {
            let head = self.head(network).await?;
            if head <= since {
                return Ok(since);
            }
            let states = self.changed_between(network, since, head).await?;
            // A state newer than the head that was read: others may be missing beside it.
            let is_one = states.iter().all(|state| state.seq <= head);
            take(states);
            since = head;
            if is_one {
                return Ok(since);
            }
        }
        Err(StoreError::Busy)
    }

    /// A network has more than so many records, deleted ones too. Looks at no more of them
    /// than that.
    async fn is_larger(&self, network: &NetworkId, records: u64) -> Result<bool, StoreError> {
        let mut left = records;
        for table in TABLES {
            let mut variables = Variables::new();
            variables.insert("network", network.as_str().to_owned());
            let text = format!(
                "SELECT VALUE seq FROM {table} WHERE network = $network LIMIT {}",
                left + 1
            );
            let mut results = self.database.query(&text, variables).await?;
            let some: Vec<u64> = results.take(0)?;
            let Some(fewer) = left.checked_sub(some.len() as u64) else {
                return Ok(true);
            };
            left = fewer;
        }
        Ok(false)
    }
}

async fn in_one_piece<T: Read>(
    database: &Database,
    table: &str,
    network: &NetworkId,
) -> Result<Vec<T>, StoreError> {
    let mut variables = Variables::new();
    variables.insert("network", network.as_str().to_owned());
    let text = format!(
        "SELECT {} FROM {table} WHERE network = $network",
        T::COLUMNS
    );
    let mut results = database.query(&text, variables).await?;
    let rows: Vec<serde_json::Value> = results.take(0)?;
    rows.into_iter().map(T::read).collect()
}

/// One of those who read a large network together.
struct Reader {
    database: Arc<Database>,
    network: NetworkId,
    page_records: usize,
}

impl Reader {
    /// Sends the pages of its parts, until all are read or nobody takes them any more.
    async fn every_second_part<T: Read, P>(
        self,
        first: usize,
        make: impl Fn(Vec<T>) -> P,
        pages: mpsc::Sender<P>,
    ) -> Result<(), StoreError> {
        for table in TABLES {
            for part in (first..PARTS.len() - 1).step_by(READERS) {
                let mut start = Some(Bound::Included(PARTS[part].to_owned()));
                while let Some(from) = start {
                    let (page, last) = self.page(table, from, PARTS[part + 1]).await?;
                    if pages.send(make(page)).await.is_err() {
                        return Ok(());
                    }
                    start = last.map(Bound::Excluded);
                }
            }
        }
        Ok(())
    }

    /// One page of a table's records of the network, by ascending key from `start` to before
    /// `end`, and the last key of it if there may be more.
    async fn page<T: Read>(
        &self,
        table: &str,
        start: Bound<String>,
        end: &str,
    ) -> Result<(Vec<T>, Option<String>), StoreError> {
        let range = RecordIdKeyRange {
            start: start.map(RecordIdKey::String),
            end: Bound::Excluded(RecordIdKey::String(end.to_owned())),
        };
        let mut variables = Variables::new();
        variables.insert("network", self.network.as_str().to_owned());
        variables.insert(
            "range",
            Key::new(table, RecordIdKey::Range(Box::new(range))),
        );
        let text = format!(
            "SELECT {} FROM $range WHERE network = $network LIMIT {}",
            T::COLUMNS,
            self.page_records
        );
        let mut results = self.database.query(&text, variables).await?;
        let rows: Vec<serde_json::Value> = results.take(0)?;
        let last = rows
            .last()
            .filter(|_| rows.len() >= self.page_records)
            .and_then(|row| Some(row.get("key")?.as_str()?.to_owned()));
        let page: Result<Vec<T>, StoreError> = rows.into_iter().map(T::read).collect();
        Ok((page?, last))
    }
}

fn stopped(error: tokio::task::JoinError) -> StoreError {
    StoreError::Query {
        reason: error.to_string(),
    }
}
