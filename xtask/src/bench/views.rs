//! `cargo xtask bench views`: what the server needs for a view of a large network.

use std::path::PathBuf;

use crate::site::{self, Quality};
use crate::workspace::{Workspace, finish};

/// Generates the network in a fresh folder or copies one, starts the release server on it and asks as visitors
/// do.
pub fn run(
    workspace: &Workspace,
    options: &[String],
    server: Option<PathBuf>,
) -> anyhow::Result<()> {
    let server = super::release_server(workspace, server)?;
    let site = site::build(workspace, Quality::Daily)?;
    let mut bench = workspace.program("node", "end2end/graph-bench");
    bench.arg("views.mjs").args(options);
    finish(bench.env("OPORA_BIN", server).env("OPORA_SITE", site))
}
