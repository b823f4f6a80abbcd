//! Which life of the database this is. A database set back to an older backup starts a new life,
//! so that devices that have seen more of the old one fetch everything anew.

use crate::database::Database;
use crate::error::StoreError;
use surrealdb_types::{RecordId as Key, Variables};

/// How often it is tried when several nodes start on one new database.
const TRIES_MAX: u32 = 8;

fn variables() -> Variables {
    let mut variables = Variables::new();
    variables.insert("key", Key::new("lineage", "present"));
    variables
}

/// The number of this life, made on the first start. Never 0.
pub(crate) async fn present(database: &Database) -> Result<u32, StoreError> {
    for _ in 0..TRIES_MAX {
        let mut results = database
            .query("SELECT VALUE number FROM ONLY $key", variables())
            .await?;
        let number: Option<u32> = results.take(0)?;
        if let Some(number) = number {
            return Ok(number);
        }
        let mut fresh = variables();
        fresh.insert("number", fresh_number());
        // Should another node be faster, its number is read the next time.
        if let Err(error) = database
            .query("CREATE $key SET number = $number, at = time::now()", fresh)
            .await
        {
            tracing::debug!(%error, "lineage tried again");
        }
    }
    Err(StoreError::Busy)
}

/// Begins a new life.
pub(crate) async fn begin(database: &Database) -> Result<u32, StoreError> {
    let number = fresh_number();
    let mut fresh = variables();
    fresh.insert("number", number);
    database
        .query("UPSERT $key SET number = $number, at = time::now()", fresh)
        .await?;
    Ok(number)
}

fn fresh_number() -> u32 {
    let (_, low) = uuid::Uuid::new_v4().as_u64_pair();
    (low as u32).max(1)
}
