//! The device's store: one IndexedDB database a user, each step one transaction.
//!
//! Knows rows, not rules: the replica decides what is written. Every write checks in its own
//! transaction that no other tab has written since this one last looked. What a person did is
//! written with strict durability; what can be fetched again is not waited for so long.

use indexed_db_futures::database::Database;
use indexed_db_futures::error::{Error as IdbError, OpenDbError};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use js_sys::Uint8Array;
use opora_domain::UserId;
use opora_sync::wire::WireError;
use opora_sync::{
    Effect, Meta, OpNumber, Operation, Page, PageNumber, Reject, RejectNumber, Replica, Seq, Wire,
};
use wasm_bindgen::prelude::*;

const PAGES: &str = "pages";
const OUTBOX: &str = "waiting";
const REJECTS: &str = "refused";
const META: &str = "state";
const STORES: [&str; 4] = [PAGES, OUTBOX, REJECTS, META];
/// The row of `state` with the replica's own knowledge.
const META_KEY: &str = "meta";
/// The row of `state` that counts writes of all tabs.
const GENERATION_KEY: &str = "generation";
/// Rows begin with their number, 8 bytes.
const NUMBER_BYTES: usize = 8;

/// Counts the writes to a database, by any tab.
pub type Generation = u32;

/// Why the store did not do it. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("stale")]
    Stale,
    #[error("full: {0}")]
    Full(String),
    #[error("forbidden: {0}")]
    Forbidden(String),
    #[error("unreadable: {0}")]
    Unreadable(String),
    #[error("broken: {0}")]
    Broken(String),
}

impl From<IdbError> for StoreError {
    fn from(error: IdbError) -> Self {
        // The library's own words for everything that can go wrong would weigh more than the rest
        // of this file; what the browser says is enough.
        let IdbError::DomException(exception) = error else {
            return StoreError::Broken("unknown".to_owned());
        };
        let exception = web_sys::DomException::from(exception);
        let (name, text) = (exception.name(), exception.message());
        match name.as_str() {
            "QuotaExceededError" => StoreError::Full(text),
            "SecurityError" | "NotAllowedError" => StoreError::Forbidden(text),
            _ => StoreError::Broken(name + ": " + &text),
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
            .with_version(2u32)
            .with_on_upgrade_needed(|_, database| {
                // The stores of version 1 (base, outbox, rejects, meta) are left as they are: what
                // a person wrote is not deleted by an update.
                for store in STORES {
                    database.create_object_store(store).build()?;
                }
                Ok(())
            })
            .await
            .map_err(|error| match error {
                OpenDbError::Base(error) => StoreError::from(error),
                _ => StoreError::Forbidden("none".to_owned()),
            })?;
        Ok(Store { database })
    }

    /// The replica as stored, and the generation it was read at; `None` in a new database.
    pub async fn load(&self) -> Result<Option<(Replica, Generation)>, StoreError> {
        let transaction = self.database.transaction(STORES).build()?;
        // All requests go out before the first answer is awaited.
        let meta_store = transaction.object_store(META)?;
        let meta = meta_store.get::<JsValue, _, _>(META_KEY).primitive()?;
        let generation = meta_store.get::<u32, _, _>(GENERATION_KEY).primitive()?;
        let pages_store = transaction.object_store(PAGES)?;
        let pages = pages_store.get_all::<JsValue>().primitive()?;
        let outbox_store = transaction.object_store(OUTBOX)?;
        let outbox = outbox_store.get_all::<JsValue>().primitive()?;
        let rejects_store = transaction.object_store(REJECTS)?;
        let rejects = rejects_store.get_all::<JsValue>().primitive()?;

        let meta = meta.await?;
        let generation = generation.await?.unwrap_or(0);
        let pages = pages.await?;
        let outbox = outbox.await?;
        let rejects = rejects.await?;
        let Some(meta) = meta else { return Ok(None) };
        let mut meta = Meta::from_wire(&bytes_of(&meta))?;
        let mut read_pages = vec![];
        for row in pages {
            match read_row::<Page>(&row?) {
                Ok((number, page)) => read_pages.push((PageNumber(number), page)),
                // A page of another build that does not read is fetched again, by asking from the
                // beginning; what a person wrote must read.
                Err(_) => meta.cursor = Seq(0),
            }
        }
        let mut read_outbox = vec![];
        for row in outbox {
            read_outbox.push(read_row::<Operation>(&row?)?.1);
        }
        let mut read_rejects = vec![];
        for row in rejects {
            let (number, reject) = read_row::<Reject>(&row?)?;
            read_rejects.push((RejectNumber(number), reject));
        }
        let replica = Replica::restore(meta, read_pages, read_outbox, read_rejects);
        Ok(Some((replica, generation)))
    }

    /// The generation now.
    pub async fn generation(&self) -> Result<Generation, StoreError> {
        let transaction = self.database.transaction(META).build()?;
        let store = transaction.object_store(META)?;
        let generation = store.get::<u32, _, _>(GENERATION_KEY).primitive()?.await?;
        Ok(generation.unwrap_or(0))
    }

    /// Writes the effects of one step in one transaction and returns when it is complete; with
    /// anything a person did among them, when it is on the disk. Refuses with
    /// [`StoreError::Stale`] when the database is not at generation `seen`.
    pub async fn write(
        &self,
        effects: &[Effect],
        seen: Generation,
    ) -> Result<Generation, StoreError> {
        let durability = match can_be_fetched_again(effects) {
            true => TransactionDurability::Relaxed,
            false => TransactionDurability::Strict,
        };
        // Of the stores that are not written to, other tabs may read meanwhile.
        let stores = STORES.into_iter().filter(|store| {
            *store == META || effects.iter().any(|effect| store_of(effect) == *store)
        });
        let stores: Vec<&str> = stores.collect();
        let transaction = self
            .database
            .transaction(stores)
            .with_mode(TransactionMode::Readwrite)
            .with_options(TransactionOptions::new().with_durability(durability))
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

/// Records of the district and nothing else.
fn can_be_fetched_again(effects: &[Effect]) -> bool {
    let is_page = |effect: &Effect| matches!(effect, Effect::PutPage(..) | Effect::DropPage(_));
    effects.iter().any(is_page)
        && effects
            .iter()
            .all(|effect| is_page(effect) || matches!(effect, Effect::PutMeta(_)))
}

fn store_of(effect: &Effect) -> &'static str {
    match effect {
        Effect::PutPage(..) | Effect::DropPage(_) => PAGES,
        Effect::PutOutbox(_) | Effect::DropOutbox(_) => OUTBOX,
        Effect::PutReject(..) | Effect::DropReject(_) => REJECTS,
        Effect::PutMeta(_) => META,
    }
}

async fn fill(
    transaction: &Transaction<'_>,
    effects: &[Effect],
    seen: Generation,
    next: Generation,
) -> Result<(), StoreError> {
    let meta = transaction.object_store(META)?;
    // Asked first, answered while the rest is under way; a stale transaction is rolled back.
    let present = meta.get::<u32, _, _>(GENERATION_KEY).primitive()?;
    for effect in effects {
        let store = transaction.object_store(store_of(effect))?;
        match effect {
            Effect::PutPage(number, page) => put(&store, number.0, page)?,
            Effect::DropPage(number) => drop_row(&store, number.0)?,
            Effect::PutOutbox(operation) => put(&store, operation.n.0, operation.as_ref())?,
            Effect::DropOutbox(OpNumber(n)) => drop_row(&store, *n)?,
            Effect::PutReject(number, reject) => put(&store, number.0, reject)?,
            Effect::DropReject(number) => drop_row(&store, number.0)?,
            Effect::PutMeta(row) => put_value(&meta, META_KEY, &row.to_wire())?,
        }
    }
    meta.put(next)
        .with_key(GENERATION_KEY)
        .primitive()
        .map(drop)?;
    match present.await?.unwrap_or(0) == seen {
        true => Ok(()),
        false => Err(StoreError::Stale),
    }
}

fn put(store: &ObjectStore<'_>, number: u64, row: &impl Wire) -> Result<(), StoreError> {
    let mut bytes = number.to_be_bytes().to_vec();
    bytes.extend(row.to_wire());
    put_value(store, &number_key(number), &bytes)
}

fn put_value(store: &ObjectStore<'_>, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let value = JsValue::from(Uint8Array::from(bytes));
    store.put(value).with_key(key).primitive().map(drop)?;
    Ok(())
}

fn drop_row(store: &ObjectStore<'_>, number: u64) -> Result<(), StoreError> {
    let key = number_key(number);
    store.delete(key.as_str()).primitive().map(drop)?;
    Ok(())
}

/// Sorts as the numbers do.
fn number_key(number: u64) -> String {
    format!("{number:020}")
}

fn bytes_of(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}

fn read_row<T: Wire>(value: &JsValue) -> Result<(u64, T), StoreError> {
    let bytes = bytes_of(value);
    let (number, row) = bytes
        .split_first_chunk::<NUMBER_BYTES>()
        .ok_or(WireError::Short)?;
    Ok((u64::from_be_bytes(*number), T::from_wire(row)?))
}

impl From<WireError> for StoreError {
    fn from(error: WireError) -> Self {
        StoreError::Unreadable(error.to_string())
    }
}
