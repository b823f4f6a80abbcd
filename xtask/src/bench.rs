//! `cargo xtask bench …`: what is measured beside other people's libraries.
//!
//! Numbers are worth something only from an otherwise idle machine; none of them is a test.

pub mod graph;
pub mod indicators;
pub mod matching;
pub mod sync;
pub mod view;
pub mod views;

use std::path::PathBuf;

use anyhow::Context;
use clap::Subcommand;

use crate::workspace::{Workspace, finish};

#[derive(Subcommand)]
pub enum Bench {
    /// Layout of large networks beside d3-force, ngraph.forcelayout, graphology-layout-forceatlas2,
    /// s_gd2 and igraph.
    Graph {
        /// Organisations and relations, as `500/1000,5000/10000,40000/200000`: all of these when
        /// it is not said.
        #[arg(long)]
        sizes: Option<String>,
        /// How often each engine runs, all in turn.
        #[arg(long)]
        runs: Option<u32>,
        /// Seconds of processor time a library may take in one run.
        #[arg(long)]
        budget: Option<u32>,
        /// Minutes for one size: no further run is begun that would not end in them.
        #[arg(long)]
        minutes: Option<u32>,
        /// Only these engines beside Opora, by comma.
        #[arg(long)]
        only: Option<String>,
        /// Print JSON instead of tables.
        #[arg(long)]
        json: bool,
    },
    /// The picture of 5,000 organisations in a browser: sigma.js, Cytoscape.js.
    View {
        /// How often each library is measured, all in turn.
        #[arg(long, default_value_t = 5)]
        runs: u32,
        /// JSON instead of a table.
        #[arg(long)]
        json: bool,
    },
    /// Indicators: 40 definitions over 1,000 schools and 10 periods, anew and after an edit.
    Indicators {
        /// Print JSON instead of the table.
        #[arg(long)]
        json: bool,
    },
    /// The best assignment of helpers to needs beside scipy's solver, on the same problems in turn.
    Matching {
        /// Print JSON instead of the table.
        #[arg(long)]
        json: bool,
    },
    /// The public views of a large generated network: milliseconds, bytes, memory.
    Views {
        /// How many organisations; 40,000 when it is not said.
        #[arg(long)]
        organisations: Option<u32>,
        /// How many partnerships; 200,000 when it is not said.
        #[arg(long)]
        partnerships: Option<u32>,
        /// A data folder `opora generate` has made before, which is copied; without it one is made.
        #[arg(long, conflicts_with_all = ["organisations", "partnerships"])]
        data: Option<PathBuf>,
        /// This server instead of a release build of the present one.
        #[arg(long)]
        server: Option<PathBuf>,
        /// Print JSON instead of the table.
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

/// The server to measure: the one that was named, or a release build of the present one.
fn release_server(workspace: &Workspace, named: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    if let Some(named) = named {
        return Ok(std::path::absolute(named)?);
    }
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--release", "--package", "opora-server"]);
    finish(&mut cargo).context("building the release server")?;
    Ok(workspace.server_binary("release"))
}

pub fn run(workspace: &Workspace, bench: Bench) -> anyhow::Result<()> {
    match bench {
        Bench::Graph {
            sizes,
            runs,
            budget,
            minutes,
            only,
            json,
        } => {
            let mut options = Vec::new();
            let numbers = [
                ("--runs", runs),
                ("--budget", budget),
                ("--minutes", minutes),
            ];
            for (name, number) in numbers {
                options.extend(number.map(|number| format!("{name}={number}")));
            }
            options.extend(sizes.map(|sizes| format!("--sizes={sizes}")));
            options.extend(only.map(|only| format!("--only={only}")));
            options.extend(json.then(|| "--json".to_owned()));
            graph::run(workspace, &options)
        }
        Bench::View { runs, json } => view::run(workspace, runs, json),
        Bench::Indicators { json } => indicators::run(workspace, json),
        Bench::Matching { json } => matching::run(workspace, json),
        Bench::Views {
            organisations,
            partnerships,
            data,
            server,
            json,
        } => {
            let mut options = Vec::new();
            let numbers = [
                ("--organisations", organisations),
                ("--partnerships", partnerships),
            ];
            for (name, number) in numbers {
                options.extend(number.map(|number| format!("{name}={number}")));
            }
            let data = data.map(std::path::absolute).transpose()?;
            options.extend(data.map(|data| format!("--data={}", data.display())));
            options.extend(json.then(|| "--json".to_owned()));
            views::run(workspace, &options, server)
        }
        Bench::Sync {
            runs,
            only,
            server,
            json,
        } => sync::run(workspace, json, runs, only.as_deref(), server),
    }
}
