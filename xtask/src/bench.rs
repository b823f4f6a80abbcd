//! `cargo xtask bench …`: what is measured beside other people's libraries.
//!
//! Numbers are worth something only from an otherwise idle machine; none of them is a test.

pub mod graph;
pub mod sync;

use std::path::PathBuf;

use clap::Subcommand;

use crate::workspace::Workspace;

#[derive(Subcommand)]
pub enum Bench {
    /// Layout of large networks: d3-force, ngraph.forcelayout, graphology-layout-forceatlas2.
    Graph {
        /// Organisations and relations, as `500/1000,5000/10000,40000/200000`.
        #[arg(long)]
        sizes: Option<String>,
        /// How often each engine runs, all in turn.
        #[arg(long)]
        runs: Option<u32>,
        /// Seconds of processor time a library may take in one run.
        #[arg(long)]
        budget: Option<u32>,
        /// Print JSON instead of tables.
        #[arg(long)]
        json: bool,
    },
    /// Sync: bytes, milliseconds and lost values beside PouchDB, RxDB, Yjs and Automerge.
    Sync {
        /// How often each library is measured, all in turn.
        #[arg(long, default_value_t = 5)]
        runs: u32,
        /// Only these, by comma.
        #[arg(long)]
        only: Option<String>,
        /// This server instead of a release build of the present one.
        #[arg(long)]
        server: Option<PathBuf>,
        /// Print JSON instead of the table.
        #[arg(long)]
        json: bool,
    },
}

pub fn run(workspace: &Workspace, bench: Bench) -> anyhow::Result<()> {
    match bench {
        Bench::Graph {
            sizes,
            runs,
            budget,
            json,
        } => {
            let mut options = Vec::new();
            let numbers = [("--runs", runs), ("--budget", budget)];
            for (name, number) in numbers {
                options.extend(number.map(|number| format!("{name}={number}")));
            }
            options.extend(sizes.map(|sizes| format!("--sizes={sizes}")));
            options.extend(json.then(|| "--json".to_owned()));
            graph::run(workspace, &options)
        }
        Bench::Sync {
            runs,
            only,
            server,
            json,
        } => sync::run(workspace, json, runs, only.as_deref(), server),
    }
}
