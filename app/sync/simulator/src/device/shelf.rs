//! A device's disk: the rows the effects say, as bytes and nothing else. Beside them stands what
//! a reader of the disk would find, for the oracle; the replica never sees that.

use crate::invariant::{Invariant, Violation, broken};
use opora_domain::RecordId;
use opora_sync::{
    Effect, Meta, OpNumber, Operation, Page, PageNumber, RecordView, Reject, RejectNumber, Replica,
    Wire,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows as bytes, by their keys.
#[derive(Clone, Default)]
struct Rows {
    meta: Vec<u8>,
    pages: BTreeMap<PageNumber, Vec<u8>>,
    outbox: BTreeMap<OpNumber, Vec<u8>>,
    rejects: BTreeMap<RejectNumber, Vec<u8>>,
}

/// See the module.
pub struct Shelf {
    rows: Rows,
    pub meta: Meta,
    pub pages: BTreeMap<PageNumber, Page>,
    pub waiting: BTreeMap<OpNumber, Operation>,
    pub refused: BTreeMap<RejectNumber, Reject>,
}

impl Shelf {
    pub fn new(meta: Meta) -> Self {
        Shelf {
            rows: Rows {
                meta: meta.to_wire(),
                ..Rows::default()
            },
            meta,
            pages: BTreeMap::new(),
            waiting: BTreeMap::new(),
            refused: BTreeMap::new(),
        }
    }

    /// One transaction.
    pub fn store(&mut self, effects: Vec<Effect>) -> Result<(), Violation> {
        for effect in effects {
            match effect {
                Effect::PutPage(number, page) => {
                    let row = page.to_wire();
                    self.pages.insert(number, read(&row)?);
                    self.rows.pages.insert(number, row);
                }
                Effect::DropPage(number) => {
                    self.pages.remove(&number);
                    self.rows.pages.remove(&number);
                }
                Effect::PutOutbox(operation) => {
                    let row = operation.to_wire();
                    self.waiting.insert(operation.n, read(&row)?);
                    self.rows.outbox.insert(operation.n, row);
                }
                Effect::DropOutbox(n) => {
                    self.waiting.remove(&n);
                    self.rows.outbox.remove(&n);
                }
                Effect::PutReject(number, reject) => {
                    let row = reject.to_wire();
                    self.refused.insert(number, read(&row)?);
                    self.rows.rejects.insert(number, row);
                }
                Effect::DropReject(number) => {
                    self.refused.remove(&number);
                    self.rows.rejects.remove(&number);
                }
                Effect::PutMeta(meta) => {
                    let row = meta.to_wire();
                    self.meta = read(&row)?;
                    self.rows.meta = row;
                }
            }
        }
        Ok(())
    }

    /// The replica a program would wake up with.
    pub fn wake(&self) -> Result<Replica, Violation> {
        let mut pages = vec![];
        for (number, row) in &self.rows.pages {
            pages.push((*number, read(row)?));
        }
        let mut outbox = vec![];
        for row in self.rows.outbox.values() {
            outbox.push(read(row)?);
        }
        let mut rejects = vec![];
        for (number, row) in &self.rows.rejects {
            rejects.push((*number, read(row)?));
        }
        Ok(Replica::restore(
            read(&self.rows.meta)?,
            pages,
            outbox,
            rejects,
        ))
    }

    /// The newest copy of every record on the disk.
    pub fn records(&self) -> BTreeMap<RecordId, &Arc<RecordView>> {
        let copies = self.pages.values().flat_map(|page| &page.records);
        copies.map(|view| (view.id(), view)).collect()
    }

    pub fn record(&self, id: RecordId) -> Option<&Arc<RecordView>> {
        let newest_first = self.pages.values().rev();
        newest_first
            .flat_map(|page| &page.records)
            .find(|view| view.id() == id)
    }

    /// Everything in the pages, dead copies too, as their bytes say.
    pub fn copies(&self) -> impl Iterator<Item = &Arc<RecordView>> {
        self.pages.values().flat_map(|page| &page.records)
    }
}

fn read<T: Wire>(row: &[u8]) -> Result<T, Violation> {
    match T::from_wire(row) {
        Ok(read) => Ok(read),
        Err(error) => broken(
            Invariant::FourPlaces,
            format!("a row of the disk does not read: {error}"),
        ),
    }
}
