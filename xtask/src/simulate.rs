//! `cargo xtask simulate`: builds the simulator of the sync engine, optimised, and runs it.
//!
//! What it simulates, and what must hold, is written in `app/sync/simulator`.

use std::process::Command;

use crate::workspace::{Workspace, finish};

/// Runs so many schedules from a seed on, then hunts all mutants or the named one; a violation or
/// a living mutant is an error.
pub fn run(
    workspace: &Workspace,
    schedules: u64,
    seed: u64,
    mutant: Option<&str>,
) -> anyhow::Result<()> {
    finish(&mut build(workspace))?;
    let mut simulator = simulator(workspace);
    simulator.args(["--schedules", &schedules.to_string()]);
    simulator.args(["--seed", &seed.to_string()]);
    if let Some(mutant) = mutant {
        simulator.args(["--mutant", mutant]);
    }
    finish(&mut simulator)
}

/// Optimised: a schedule takes milliseconds then, and many times as long otherwise.
pub fn build(workspace: &Workspace) -> Command {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--quiet", "--release"]);
    cargo.args(["--package", "opora-simulator"]);
    cargo
}

pub fn simulator(workspace: &Workspace) -> Command {
    let name = format!("opora-simulator{}", std::env::consts::EXE_SUFFIX);
    Command::new(workspace.target.join("release").join(name))
}
