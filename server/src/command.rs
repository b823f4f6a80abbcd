//! The operator's commands.

mod account;
mod generate;
mod import;
mod restored;
mod serve;

use clap::Subcommand;
use std::process::ExitCode;

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve the pages, the workspace and sync.
    Serve(serve::Serve),
    /// Import workbooks and network files. Exit status: 0 nothing refused, 2 some rows refused, 1 a
    /// file could not be read.
    Import(import::Import),
    /// Generate the example district, marked as such wherever it is shown.
    Generate(generate::Generate),
    /// Make an account, or take its access away.
    User(account::User),
    /// Say once that the data folder was put back from a backup.
    Restored(restored::Restored),
}

impl Command {
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Command::Serve(serve) => serve.run().await,
            Command::Import(import) => import.run().await,
            Command::Generate(generate) => generate.run().await,
            Command::User(user) => user.run().await,
            Command::Restored(restored) => restored.run().await,
        }
    }
}
