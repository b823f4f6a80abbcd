//! SurrealDB's own server, as published, with its own command line: `start --bind … memory`.

use std::process::ExitCode;

fn main() -> ExitCode {
    surrealdb_server::init(surrealdb_core::CommunityComposer())
}
