//! Numbered migrations, each run once, in its own transaction, with a checksum: a migration that
//! has run is never edited.

use crate::database::Database;
use crate::error::StoreError;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use surrealdb_types::Variables;

const MIGRATIONS: &[(u32, &str)] = &[
    (1, include_str!("../migrations/0001-first.surql")),
    (2, include_str!("../migrations/0002-lineage.surql")),
    (3, include_str!("../migrations/0003-programme.surql")),
    (4, include_str!("../migrations/0004-rounds.surql")),
    (5, include_str!("../migrations/0005-practices.surql")),
    (6, include_str!("../migrations/0006-definitions.surql")),
];

/// How often it is tried when several nodes start on one database at the same moment.
const TRIES_MAX: u32 = 8;

/// Runs what has not run yet.
pub(crate) async fn run(database: &Database) -> Result<(), StoreError> {
    for _ in 1..TRIES_MAX {
        match run_once(database).await {
            // Another node is at it: what it has done is seen the next time.
            Err(StoreError::Query { reason })
                if reason.contains("can be retried") || reason.contains("already exists") =>
            {
                tracing::debug!(reason, "migrations tried again");
            }
            done => return done,
        }
    }
    run_once(database).await
}

async fn run_once(database: &Database) -> Result<(), StoreError> {
    database
        .query(
            "DEFINE TABLE IF NOT EXISTS migration SCHEMALESS TYPE NORMAL PERMISSIONS NONE",
            Variables::new(),
        )
        .await?;
    let mut results = database
        .query(
            "SELECT record::id(id) AS number, checksum FROM migration",
            Variables::new(),
        )
        .await?;
    let rows: Vec<serde_json::Value> = results.take(0)?;
    let done: BTreeMap<u32, String> = rows
        .iter()
        .filter_map(|row| {
            let number = u32::try_from(row.get("number")?.as_u64()?).ok()?;
            Some((number, row.get("checksum")?.as_str()?.to_owned()))
        })
        .collect();
    let newest = MIGRATIONS.last().map_or(0, |(number, _)| *number);
    if let Some((number, _)) = done.range(newest + 1..).next() {
        return Err(StoreError::TooNew { number: *number });
    }
    for (number, text) in MIGRATIONS {
        let checksum = checksum(text);
        match done.get(number) {
            Some(known) if *known == checksum => {}
            Some(_) => return Err(StoreError::MigrationChanged { number: *number }),
            None => {
                let statements = format!(
                    "BEGIN TRANSACTION;\n{text}\nCREATE type::record('migration', {number}) SET checksum = $checksum, at = time::now();\nCOMMIT TRANSACTION;"
                );
                let mut variables = Variables::new();
                variables.insert("checksum", checksum);
                database.query(&statements, variables).await?;
                tracing::info!(number, "database migration done");
            }
        }
    }
    Ok(())
}

fn checksum(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
