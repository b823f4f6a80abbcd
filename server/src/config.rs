//! Where the data are and how the database is reached; shared by every command.

use crate::folder::DataFolder;
use anyhow::Context;
use clap::Args;
use opora_store::{EngineMemory, Location, Store};
use std::path::PathBuf;

/// Options of every command that works on the data.
#[derive(Args, Clone, Debug)]
pub struct DataOptions {
    /// The data folder: database, first-run.txt.
    #[arg(long, env = "OPORA_DATA")]
    pub data: Option<PathBuf>,
    /// A SurrealDB server, ws://HOST:PORT, instead of the database in the data folder.
    #[arg(long, env = "OPORA_DATABASE")]
    pub database: Option<String>,
    /// User of that server.
    #[arg(long, env = "OPORA_DATABASE_USER", default_value = "root")]
    pub database_user: String,
    /// Password of that server; better given in the environment.
    #[arg(
        long,
        env = "OPORA_DATABASE_PASSWORD",
        default_value = "",
        hide_env_values = true
    )]
    pub database_password: String,
    /// Memory for the embedded database's cache of blocks, MiB.
    #[arg(long, default_value_t = 64)]
    pub block_cache_mib: u64,
    /// Memory for the embedded database's recent writes, MiB; also its largest transaction.
    #[arg(long, default_value_t = 128)]
    pub memtable_mib: u64,
}

/// The open data folder. The folder is held as long as this lives.
pub struct OpenData {
    pub store: Store,
    pub folder: DataFolder,
}

impl DataOptions {
    /// Takes the data folder and opens the database.
    pub async fn open(&self) -> anyhow::Result<OpenData> {
        let path = self
            .data
            .as_deref()
            .context("name the data folder with --data DIR")?;
        let folder = DataFolder::take(path)?;
        let location = match &self.database {
            Some(address) => Location::Server {
                address: address.clone(),
                user: self.database_user.clone(),
                password: self.database_password.clone(),
            },
            None => Location::Folder {
                path: folder.database(),
                memory: EngineMemory {
                    block_cache_bytes: self.block_cache_mib << 20,
                    memtable_bytes: self.memtable_mib << 20,
                },
            },
        };
        let store = Store::open(&location).await?;
        Ok(OpenData { store, folder })
    }
}
