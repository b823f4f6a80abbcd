//! `cargo xtask bench indicators`: what it costs to compute indicators anew and to follow an edit.

use crate::workspace::{Workspace, finish};

/// Builds with optimisation and measures; no other library is beside it.
pub fn run(workspace: &Workspace, json: bool) -> anyhow::Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["run", "--quiet", "--release"]);
    cargo.args(["--package", "opora-indicators", "--example", "bench"]);
    if json {
        cargo.args(["--", "--json"]);
    }
    finish(&mut cargo)
}
