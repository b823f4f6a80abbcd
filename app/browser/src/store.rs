//! The device's store: one IndexedDB database a user, each step one durable transaction.
//!
//! Knows rows, not rules: the replica decides what is written. Every write checks in its own
//! transaction that no other tab has written since this one last looked.

use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error as IdbError, OpenDbError};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use opora_app::workspace::ports::SaveFailure;
use opora_domain::{RecordId, UserId};
use opora_sync::{Effect, Meta, OpNumber, RecordView, Replica, Seq};
use serde::de::DeserializeOwned;
use std::fmt::Display;

const BASE: &str = "base";
const OUTBOX: &str = "outbox";
const REJECTS: &str = "rejects";
const META: &str = "meta";
const STORES: [&str; 4] = [BASE, OUTBOX, REJECTS, META];
/// The row of `meta` with the replica's own knowledge.
const META_KEY: &str = "meta";
/// The row of `meta` that counts writes of all tabs.
const GENERATION_KEY: &str = "generation";

/// Counts the writes to a database, by any tab.
pub type Generation = u32;

/// Why the store did not do it. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("another tab has written since")]
    Stale,
    #[error("no room left: {0}")]
    Full(String),
    #[error("not allowed to store: {0}")]
    Forbidden(String),
    #[error("a stored row cannot be read: {0}")]
    Unreadable(String),
    #[error("storage failed: {0}")]
    Broken(String),
}

impl From<StoreError> for SaveFailure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full(_) => SaveFailure::Full,
            StoreError::Forbidden(_) => SaveFailure::Forbidden,
            StoreError::Stale | StoreError::Unreadable(_) | StoreError::Broken(_) => {
                SaveFailure::Broken
            }
        }
    }
}

impl From<IdbError> for StoreError {
    fn from(error: IdbError) -> Self {
        let text = error.to_string();
        match &error {
            IdbError::DomException(exception) => {
                let name = web_sys::DomException::from(exception.clone()).name();
                match (name.as_str(), exception) {
                    ("QuotaExceededError", _) => StoreError::Full(text),
                    ("SecurityError" | "NotAllowedError", _) => StoreError::Forbidden(text),
                    (_, DomException::InvalidStateError(_)) => StoreError::Broken(text),
                    _ => StoreError::Broken(text),
                }
            }
            _ => StoreError::Broken(text),
        }
    }
}

/// An open database.
pub struct Store {
    database: Database,
}

impl Store {
    /// Opens, and makes on the first time, the database of a user.
    pub async fn open(user: UserId) -> Result<Self, StoreError> {
        let database = Database::open(format!("opora-{user}"))
            .with_version(1u32)
            .with_on_upgrade_needed(|_, database| {
                for store in STORES {
                    database.create_object_store(store).build()?;
                }
                Ok(())
            })
            .await
            .map_err(|error| match error {
                OpenDbError::Base(error) => StoreError::from(error),
                OpenDbError::NullFactory | OpenDbError::UnsupportedEnvironment => {
                    StoreError::Forbidden(error.to_string())
                }
                OpenDbError::VersionZero => StoreError::Broken(error.to_string()),
            })?;
        Ok(Store { database })
    }

    /// The replica as stored, and the generation it was read at; `None` in a new database.
    pub async fn load(&self) -> Result<Option<(Replica, Generation)>, StoreError> {
        let transaction = self.database.transaction(STORES).build()?;
        // All requests go out before the first answer is awaited.
        let meta_store = transaction.object_store(META)?;
        let meta = meta_store.get::<String, _, _>(META_KEY).primitive()?;
        let generation = meta_store.get::<u32, _, _>(GENERATION_KEY).primitive()?;
        let base_store = transaction.object_store(BASE)?;
        let base = base_store.get_all::<String>().primitive()?;
        let outbox_store = transaction.object_store(OUTBOX)?;
        let outbox = outbox_store.get_all::<String>().primitive()?;
        let rejects_store = transaction.object_store(REJECTS)?;
        let rejects = rejects_store.get_all::<String>().primitive()?;

        let meta = meta.await?;
        let generation = generation.await?.unwrap_or(0);
        let base = base.await?;
        let outbox = outbox.await?;
        let rejects = rejects.await?;
        let Some(meta) = meta else { return Ok(None) };
        let mut meta: Meta = read(&meta)?;
        // A base row of an older build that no longer reads is fetched again, by asking from the
        // beginning; what a person wrote must read.
        let rows: Vec<Option<RecordView>> = base
            .map(|row| row.ok().and_then(|row| read(&row).ok()))
            .collect();
        if rows.iter().any(Option::is_none) {
            meta.cursor = Seq(0);
        }
        let base = rows.into_iter().flatten();
        let outbox = outbox
            .map(|row| read(&row.map_err(StoreError::from)?))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let rejects = rejects
            .map(|row| read(&row.map_err(StoreError::from)?))
            .collect::<Result<Vec<_>, StoreError>>()?;
        Ok(Some((
            Replica::restore(meta, base, outbox, rejects),
            generation,
        )))
    }

    /// The generation now.
    pub async fn generation(&self) -> Result<Generation, StoreError> {
        let transaction = self.database.transaction(META).build()?;
        let store = transaction.object_store(META)?;
        let generation = store.get::<u32, _, _>(GENERATION_KEY).primitive()?.await?;
        Ok(generation.unwrap_or(0))
    }

    /// Writes the effects of one step in one transaction and returns when they are on the disk.
    /// Refuses with [`StoreError::Stale`] when the database is not at generation `seen`.
    pub async fn write(
        &self,
        effects: &[Effect],
        seen: Generation,
    ) -> Result<Generation, StoreError> {
        let transaction = self
            .database
            .transaction(STORES)
            .with_mode(TransactionMode::Readwrite)
            .with_options(TransactionOptions::new().with_durability(TransactionDurability::Strict))
            .build()?;
        let next = seen.wrapping_add(1);
        if let Err(error) = fill(&transaction, effects, seen, next).await {
            // Dropping the transaction rolls it back.
            drop(transaction);
            return Err(error);
        }
        match transaction.commit().await {
            Ok(()) => Ok(next),
            Err(error) => Err(error.into()),
        }
    }
}

async fn fill(
    transaction: &Transaction<'_>,
    effects: &[Effect],
    seen: Generation,
    next: Generation,
) -> Result<(), StoreError> {
    let meta = transaction.object_store(META)?;
    let present = meta
        .get::<u32, _, _>(GENERATION_KEY)
        .primitive()?
        .await?
        .unwrap_or(0);
    if present != seen {
        return Err(StoreError::Stale);
    }
    let base = transaction.object_store(BASE)?;
    let outbox = transaction.object_store(OUTBOX)?;
    let rejects = transaction.object_store(REJECTS)?;
    let put = |store: &indexed_db_futures::object_store::ObjectStore<'_>,
               key: String,
               row: String| { store.put(row).with_key(key).primitive().map(drop) };
    let drop_row = |store: &indexed_db_futures::object_store::ObjectStore<'_>, key: String| {
        store.delete(key).primitive().map(drop)
    };
    for effect in effects {
        match effect {
            Effect::PutBase(view) => put(&base, record_key(view.id()), write_row(view)?)?,
            Effect::DropBase(id) => drop_row(&base, record_key(*id))?,
            Effect::PutOutbox(operation) => {
                put(&outbox, number_key(operation.n), write_row(operation)?)?;
            }
            Effect::DropOutbox(n) => drop_row(&outbox, number_key(*n))?,
            Effect::PutReject(reject) => {
                put(&rejects, number_key(reject.operation.n), write_row(reject)?)?;
            }
            Effect::DropReject(n) => drop_row(&rejects, number_key(*n))?,
            Effect::PutMeta(row) => put(&meta, META_KEY.to_owned(), write_row(row)?)?,
        }
    }
    meta.put(next)
        .with_key(GENERATION_KEY.to_owned())
        .primitive()
        .map(drop)?;
    Ok(())
}

fn record_key(id: RecordId) -> String {
    id.to_string()
}

/// Sorts as the numbers do.
fn number_key(n: OpNumber) -> String {
    format!("{:020}", n.0)
}

fn write_row(row: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(row).map_err(unreadable)
}

fn read<T: DeserializeOwned>(row: &str) -> Result<T, StoreError> {
    serde_json::from_str(row).map_err(unreadable)
}

fn unreadable(error: impl Display) -> StoreError {
    StoreError::Unreadable(error.to_string())
}
