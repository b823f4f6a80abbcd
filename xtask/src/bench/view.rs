//! `cargo xtask bench view`: what the picture of thousands costs a browser's main thread.

use crate::site;
use crate::workspace::{Workspace, finish};

const FOLDER: &str = "end2end/view-bench";

/// Builds the module with pages of generated networks, installs the other libraries from the lock
/// file when they are not there, and measures in Chromium.
pub fn run(workspace: &Workspace, runs: u32, json: bool) -> anyhow::Result<()> {
    let pages = site::build_view(workspace)?;
    if !workspace.root.join(FOLDER).join("node_modules").exists() {
        let mut install = workspace.program("npm", FOLDER);
        install.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        finish(install.args(["ci", "--silent"]))?;
    }
    let mut bench = workspace.program("node", FOLDER);
    bench.arg("bench.mjs").arg(pages);
    bench.arg(format!("--runs={runs}"));
    if json {
        bench.arg("--json");
    }
    finish(&mut bench)
}
