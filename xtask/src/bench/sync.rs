//! `cargo xtask bench sync`: builds what Opora's column needs, then runs `end2end/bench`.
//!
//! Needs npm and chromium, and an hour the first time: the server is built for release, because a
//! debug build would measure the compiler.

use std::path::PathBuf;

use crate::site::{self, Quality, bindings};
use crate::workspace::{Workspace, finish};

const FOLDER: &str = "end2end/bench";
const ENGINE: &str = "opora-bench-engine";

/// Runs every library `runs` times, or only those named; the table or the JSON goes to stdout.
pub fn run(
    workspace: &Workspace,
    json: bool,
    runs: u32,
    only: Option<&str>,
    server: Option<PathBuf>,
) -> anyhow::Result<()> {
    build_engine(workspace)?;
    let site = site::build(workspace, Quality::Daily)?;
    let server = super::release_server(workspace, server)?;
    if !workspace.root.join(FOLDER).join("node_modules").is_dir() {
        // Not `npm ci`: packages for other systems that cbor-x may use are not in the lock.
        let install = ["install", "--silent", "--ignore-scripts"];
        finish(workspace.program("npm", FOLDER).args(install))?;
    }
    let mut bench = workspace.program("node", FOLDER);
    bench.args(["bench.mjs", "--runs", &runs.to_string()]);
    if json {
        bench.arg("--json");
    }
    if let Some(only) = only {
        bench.args(["--only", only]);
    }
    bench.env("OPORA_BIN", server).env("OPORA_SITE", site);
    finish(&mut bench)
}

/// The workspace's sync without its views, built as the workspace is.
fn build_engine(workspace: &Workspace) -> anyhow::Result<()> {
    finish(
        workspace
            .cargo()
            .args(["build", "--quiet", "--package", ENGINE])
            .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm"]),
    )?;
    let compiled = workspace
        .target
        .join("wasm32-unknown-unknown/wasm/opora_bench_engine.wasm");
    let made = workspace.root.join(FOLDER).join("engine/made");
    bindings::generate(&compiled, &made)
}
