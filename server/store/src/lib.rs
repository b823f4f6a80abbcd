//! Records, edges, history and change log on SurrealDB: the only crate that names it.
//!
//! Everything written goes through [`Store::push`] or [`Store::import`], which run the sync
//! engine and commit data, history and change log in one transaction. The store decides nothing
//! about permissions or visibility: that is the engine's and the projection's.

mod accounts;
mod audit;
mod database;
mod error;
mod lineage;
mod migrations;
mod past;
mod picture;
mod push;
mod records;
mod removal;
mod rows;
mod transaction;
mod whole;

pub use accounts::{Account, StoredSession};
pub use database::{EngineMemory, Location};
pub use error::StoreError;
pub use past::PastProgramme;
pub use push::ImportDone;
pub use whole::Gathers;

use database::Database;
use opora_domain::NetworkId;
use opora_sync::Seq;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use tokio::sync::broadcast;

/// The open database.
pub struct Store {
    database: Arc<Database>,
    /// One writer at a time per network on this node; several nodes are kept apart by the
    /// sequence itself.
    writers: Mutex<HashMap<NetworkId, Arc<tokio::sync::Mutex<()>>>>,
    heads: broadcast::Sender<(NetworkId, Seq)>,
    pictures: Mutex<HashMap<NetworkId, picture::Kept>>,
    lineage: AtomicU32,
    pages: whole::Pages,
}

impl Store {
    /// Opens the database and brings its schema up to date.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        let database = Database::open(location).await?;
        migrations::run(&database).await?;
        Self::on(Arc::new(database)).await
    }

    /// A node on an open database, with nothing in memory yet.
    async fn on(database: Arc<Database>) -> Result<Self, StoreError> {
        let lineage = lineage::present(&database).await?;
        let (heads, _) = broadcast::channel(256);
        Ok(Store {
            database,
            writers: Mutex::default(),
            heads,
            pictures: Mutex::default(),
            lineage: AtomicU32::new(lineage),
            pages: whole::Pages::default(),
        })
    }

    /// Which life of the database this is.
    pub fn lineage(&self) -> u32 {
        self.lineage.load(Ordering::Relaxed)
    }

    /// Begins a new life of the database: to be called once after it was set back to a backup.
    /// Every device fetches its records anew and keeps what waits.
    pub async fn begin_lineage(&self) -> Result<(), StoreError> {
        let number = lineage::begin(&self.database).await?;
        self.lineage.store(number, Ordering::Relaxed);
        Ok(())
    }

    /// Tells of every commit made through this store: the network and its new sequence.
    pub fn heads(&self) -> broadcast::Receiver<(NetworkId, Seq)> {
        self.heads.subscribe()
    }

    /// Flushes and closes the database.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.database.close().await
    }
}
