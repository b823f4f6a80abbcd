//! `cargo xtask bench matching`: the best assignment beside scipy's solver.

use crate::workspace::{Workspace, finish};

const FOLDER: &str = "end2end/matching-bench";

/// Builds with optimisation and measures. The peer from PyPI runs where somebody has installed it
/// (`python3 -m venv .venv && .venv/bin/pip install -r requirements.txt` in the folder); the table
/// has dashes where it is missing.
pub fn run(workspace: &Workspace, json: bool) -> anyhow::Result<()> {
    let folder = workspace.root.join(FOLDER);
    let mut cargo = workspace.cargo();
    cargo.args(["run", "--quiet", "--release"]);
    cargo.args(["--package", "opora-steering", "--example", "bench"]);
    let python = folder.join(".venv/bin/python");
    if python.exists() && std::env::var_os("OPORA_BENCH_PYTHON").is_none() {
        cargo.env("OPORA_BENCH_PYTHON", python);
    }
    cargo.env("OPORA_BENCH_PEER", folder.join("peer.py"));
    if json {
        cargo.args(["--", "--json"]);
    }
    finish(&mut cargo)
}
