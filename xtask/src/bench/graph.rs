//! The layout's bench and its comparison of native and WebAssembly: builds what both need and
//! starts node in `end2end/graph-bench`.

use std::path::PathBuf;
use std::process::Command;

use crate::workspace::{Workspace, finish};

const FOLDER: &str = "end2end/graph-bench";

/// Builds, installs the libraries from the lock file when they are not there, and measures.
pub fn run(workspace: &Workspace, options: &[String]) -> anyhow::Result<()> {
    let mut native = workspace.cargo();
    native.args(["build", "--quiet", "--release"]);
    finish(native.args(["--package", "opora-graph-bench"]))?;
    finish(&mut build_module(workspace))?;
    if !workspace.root.join(FOLDER).join("node_modules").exists() {
        finish(workspace.program("npm", FOLDER).args(["ci", "--silent"]))?;
    }
    let name = format!("opora-graph-bench{}", std::env::consts::EXE_SUFFIX);
    let mut node = workspace.program("node", FOLDER);
    node.arg("bench.mjs").args(options);
    // The peers from PyPI, where somebody has installed them; the bench says who is missing.
    let python = workspace.root.join(FOLDER).join(".venv/bin/python");
    if python.exists() && std::env::var_os("BENCH_PYTHON").is_none() {
        node.env("BENCH_PYTHON", python);
    }
    node.env("BENCH_NATIVE", workspace.target.join("release").join(name));
    finish(node.env("BENCH_WASM", module(workspace)))
}

/// The layout as WebAssembly, fast before small: nothing that is shipped carries it.
pub fn build_module(workspace: &Workspace) -> Command {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--quiet", "--profile", "wasm-layout", "--lib"]);
    cargo.args(["--target", "wasm32-unknown-unknown"]);
    cargo.args(["--package", "opora-graph-bench"]);
    cargo
}

/// Lays out in node what the tests lay out natively, and compares the fingerprints.
pub fn compare(workspace: &Workspace) -> Command {
    let mut node = workspace.program("node", FOLDER);
    node.arg("same.mjs").arg(module(workspace));
    node.arg(workspace.root.join("app/graph/tests/large/golden.txt"));
    node
}

fn module(workspace: &Workspace) -> PathBuf {
    workspace
        .target
        .join("wasm32-unknown-unknown/wasm-layout/opora_graph_bench.wasm")
}
