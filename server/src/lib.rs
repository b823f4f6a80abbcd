//! The server: public pages, the workspace's files, sign-in, sync and import over HTTP, and the
//! operator's commands. It holds no rules of its own: who sees what is `opora_domain::project`,
//! who writes what is `opora_domain::may_write`, merging is `opora_sync`.

pub mod accounts;
pub mod command;
pub mod config;
pub mod error;
pub mod folder;
pub mod import;
pub mod language;
pub mod packed_file;
pub mod public_network;
pub mod raster;
pub mod router;
pub mod routes;
pub mod samples;
pub mod session;
pub mod site;
pub mod state;

/// The server's clock: milliseconds since 1970-01-01 UTC.
pub fn now_ms() -> i64 {
    let now = time::OffsetDateTime::now_utc();
    i64::try_from(now.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}
