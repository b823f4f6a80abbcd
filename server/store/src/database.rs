//! The connection: embedded and durable in a folder, embedded in memory for tests, or a SurrealDB
//! server. All three run the same statements.

use crate::error::StoreError;
use std::path::PathBuf;
use surrealdb::IndexedResults;
use surrealdb::Surreal;
use surrealdb::engine::local::Db;
use surrealdb::engine::remote::ws::{Client, Ws};
use surrealdb::opt::auth::Root;
use surrealdb_cnf::ConfigMap;
use surrealdb_core::kvs::Datastore;
use surrealdb_types::Variables;

const NAMESPACE: &str = "opora";
const DATABASE: &str = "main";

/// How much memory the embedded engine may keep for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EngineMemory {
    /// Cache of blocks read from disk, bytes.
    pub block_cache_bytes: u64,
    /// Table of recent writes, bytes; also the largest transaction.
    pub memtable_bytes: u64,
}

impl Default for EngineMemory {
    fn default() -> Self {
        EngineMemory {
            block_cache_bytes: 64 << 20,
            memtable_bytes: 128 << 20,
        }
    }
}

/// Where the data are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In memory, gone at the end: for tests.
    Memory,
    /// In a folder of this machine; every commit is on the disk before it is acknowledged.
    Folder { path: PathBuf, memory: EngineMemory },
    /// On a SurrealDB server, `ws://host:port`.
    Server {
        address: String,
        user: String,
        password: String,
    },
}

/// One shared connection. `Surreal` is never cloned: a clone forks a session.
pub(crate) enum Database {
    Embedded(Box<Surreal<Db>>, std::sync::Arc<Datastore>),
    Remote(Box<Surreal<Client>>),
}

impl Database {
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        let unreachable = |error: &dyn std::fmt::Display| StoreError::Unreachable {
            reason: error.to_string(),
        };
        match location {
            Location::Memory => Self::embedded("mem://".to_owned(), EngineMemory::default()).await,
            Location::Folder { path, memory } => {
                std::fs::create_dir_all(path).map_err(|error| unreachable(&error))?;
                let address = format!("surrealkv://{}?sync=every", path.display());
                Self::embedded(address, *memory).await
            }
            Location::Server {
                address,
                user,
                password,
            } => {
                let host = address.trim_start_matches("ws://");
                let db = Surreal::new::<Ws>(host)
                    .await
                    .map_err(|error| unreachable(&error))?;
                db.signin(Root {
                    username: user.clone(),
                    password: password.clone(),
                })
                .await
                .map_err(|error| unreachable(&error))?;
                db.use_ns(NAMESPACE)
                    .use_db(DATABASE)
                    .await
                    .map_err(|error| unreachable(&error))?;
                Ok(Database::Remote(Box::new(db)))
            }
        }
    }

    async fn embedded(address: String, memory: EngineMemory) -> Result<Self, StoreError> {
        let unreachable = |reason: String| StoreError::Unreachable { reason };
        let config = ConfigMap::empty()
            .with_key_value(
                "surrealkv_block_cache_capacity",
                memory.block_cache_bytes.to_string(),
            )
            .with_key_value(
                "surrealkv_max_memtable_size",
                memory.memtable_bytes.to_string(),
            );
        let datastore = Datastore::builder()
            .with_config(config)
            .without_maintenance_tasks()
            .build_with_path(&address)
            .await
            .map_err(|error| unreachable(error.to_string()))?;
        datastore
            .check_version()
            .await
            .map_err(|error| unreachable(error.to_string()))?;
        datastore
            .bootstrap()
            .await
            .map_err(|error| unreachable(error.to_string()))?;
        datastore.start_maintenance_tasks();
        let db = Surreal::<Db>::unstable_from_datastore(std::sync::Arc::clone(&datastore), None)
            .await
            .map_err(|error| unreachable(error.to_string()))?;
        db.use_ns(NAMESPACE)
            .use_db(DATABASE)
            .await
            .map_err(|error| unreachable(error.to_string()))?;
        Ok(Database::Embedded(Box::new(db), datastore))
    }

    /// Runs statements and fails when any of them failed: a `COMMIT` that fails is otherwise
    /// reported as success.
    pub async fn query(
        &self,
        text: &str,
        variables: Variables,
    ) -> Result<IndexedResults, surrealdb::Error> {
        let results = match self {
            Database::Embedded(db, _) => db.query(text).bind(variables).await?,
            Database::Remote(db) => db.query(text).bind(variables).await?,
        };
        first_cause(results)
    }

    pub async fn close(&self) -> Result<(), StoreError> {
        match self {
            Database::Embedded(_, datastore) => {
                datastore
                    .shutdown()
                    .await
                    .map_err(|error| StoreError::Query {
                        reason: error.to_string(),
                    })
            }
            Database::Remote(_) => Ok(()),
        }
    }
}

/// In a failed transaction every statement reports an error; most only say that it was not
/// executed. The one that says why is the one to keep.
fn first_cause(mut results: IndexedResults) -> Result<IndexedResults, surrealdb::Error> {
    let mut errors: Vec<(usize, surrealdb::Error)> = results.take_errors().into_iter().collect();
    if errors.is_empty() {
        return Ok(results);
    }
    errors.sort_by_key(|(index, error)| (says_nothing(error), *index));
    match errors.into_iter().next() {
        Some((_, error)) => Err(error),
        None => Ok(results),
    }
}

fn says_nothing(error: &surrealdb::Error) -> bool {
    matches!(
        error.query_details(),
        Some(surrealdb_types::QueryError::NotExecuted | surrealdb_types::QueryError::Cancelled)
    )
}
