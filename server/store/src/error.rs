//! What can go wrong between the server and its database.

use opora_sync::OpNumber;
use opora_sync::wire::MissingLine;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be opened or reached.
    #[error("the database cannot be opened: {reason}")]
    Unreachable { reason: String },
    /// Another process has the data folder open.
    #[error("the data folder {folder} is in use by a running server")]
    Held { folder: PathBuf },
    /// The database refused a statement.
    #[error("the database refused: {reason}")]
    Query { reason: String },
    /// Others kept writing at the same moment; nothing was written.
    #[error("others kept writing at the same moment; nothing was written")]
    Busy,
    /// A device left out operations; it has to send from `expected` on.
    #[error("operations are missing: the next expected is {}", expected.0)]
    Gap { expected: OpNumber },
    /// The device has talked to another life of the database.
    #[error("the device knows another life of the database")]
    OtherLineage,
    /// A push names a line of the history that is not what it says; it has to be spelt out.
    #[error(transparent)]
    MissingLine(#[from] MissingLine),
    /// The device belongs to another account.
    #[error("the device belongs to another account")]
    ForeignDevice,
    /// A row is not what was written.
    #[error("row {row} cannot be read: {reason}")]
    Corrupt { row: String, reason: String },
    /// A migration that has run differs from the one in this program.
    #[error("migration {number} was changed after it ran")]
    MigrationChanged { number: u32 },
    /// The database was written by a newer program.
    #[error("the database has migration {number}, which this program does not know")]
    TooNew { number: u32 },
}

impl From<surrealdb::Error> for StoreError {
    fn from(error: surrealdb::Error) -> Self {
        StoreError::Query {
            reason: error.to_string(),
        }
    }
}
