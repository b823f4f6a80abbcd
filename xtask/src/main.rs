//! The commands of the house: `cargo xtask run | site | graph-view | test | simulate | bench | dist |
//! arrows | licences`.
//!
//! Everything here works with cargo alone; what more a step can use (chromium and npm for the
//! browser tests, `wasm-opt`, cargo-nextest, cargo-deny) is named where it is used. Nothing here
//! knows what the product does.

mod arrows;
mod bench;
mod dist;
mod licences;
mod run;
mod simulate;
mod site;
mod suite;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::site::Quality;
use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The commands of the house")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything needed and serve it with the sample networks.
    Run {
        /// The data folder; created when absent.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// The address to listen on.
        #[arg(long, default_value = "127.0.0.1:3000")]
        listen: String,
    },
    /// Build the site (WebAssembly, styles, fonts, service worker) into target/site.
    Site {
        /// Also shrink the WebAssembly with `wasm-opt` where npm's binaryen is installed.
        #[arg(long)]
        release_quality: bool,
    },
    /// Build pages of generated networks into target/graph-view, to look at the picture's module.
    GraphView,
    /// Install what the browser tests need and run everything.
    Test {
        /// Run only this step; may be given more than once.
        #[arg(long, value_name = "STEP")]
        only: Vec<String>,
        /// Print the steps and stop.
        #[arg(long)]
        list: bool,
        /// After a failed step go on with those that do not need it.
        #[arg(long)]
        keep_going: bool,
    },
    /// Run the sync engine under every fault a seed can draw, and hunt the mutants.
    Simulate {
        /// How many schedules, one per seed.
        #[arg(long, default_value_t = 20_000)]
        schedules: u64,
        /// The first seed.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Hunt only this mutant.
        #[arg(long, value_name = "NAME")]
        mutant: Option<String>,
    },
    /// Measure beside the libraries people would otherwise take.
    Bench {
        #[command(subcommand)]
        what: bench::Bench,
    },
    /// Leave one self-contained release binary in target/dist/opora.
    Dist,
    /// Check that the dependencies between the crates point where the house allows.
    Arrows,
    /// Check licences and banned crates with cargo-deny, when it is installed.
    Licences,
}

fn main() -> ExitCode {
    match perform(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    match task {
        Task::Run { data, listen } => run::serve(&workspace, &data, &listen)?,
        Task::Site { release_quality } => {
            let quality = if release_quality {
                Quality::Release
            } else {
                Quality::Daily
            };
            site::check_budget(&site::build(&workspace, quality)?)?;
        }
        Task::GraphView => {
            println!("pages: {}", site::build_view(&workspace)?.display());
        }
        Task::Test { list: true, .. } => suite::list(),
        Task::Test {
            only, keep_going, ..
        } => {
            return suite::run(&workspace, &only, keep_going);
        }
        Task::Simulate {
            schedules,
            seed,
            mutant,
        } => simulate::run(&workspace, schedules, seed, mutant.as_deref())?,
        Task::Bench { what } => bench::run(&workspace, what)?,
        Task::Dist => dist::build(&workspace)?,
        Task::Arrows => arrows::check(&workspace)?,
        Task::Licences => licences::check(&workspace)?,
    }
    Ok(ExitCode::SUCCESS)
}
