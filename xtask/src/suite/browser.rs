//! Browser tests: what they need, and the run itself.
//!
//! Browsers are never downloaded by Playwright: the system's Chromium is used. Packages come from
//! apt (only as root) and npm, through their ordinary clients.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use super::Log;
use crate::workspace::{Workspace, is_installed};

/// Where Debian and its relatives put the browser.
const CHROMIUM: [&str; 2] = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/// Installs Chromium, a fallback font, Node and the npm packages, each only when it is missing.
pub fn install_tools(workspace: &Workspace, log: &mut Log) -> anyhow::Result<()> {
    let mut missing = Vec::new();
    if chromium().is_none() {
        missing.extend(["chromium", "fonts-dejavu-core"]);
    }
    if !is_installed("node") || !is_installed("npm") {
        missing.extend(["nodejs", "npm"]);
    }
    if !missing.is_empty() {
        install(log, &missing)?;
    }

    let lock = fs::read(workspace.root.join("end2end/package-lock.json"))?;
    let wanted = format!("{:x}", Sha256::digest(lock));
    let stamp = workspace.root.join("end2end/node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|known| known == wanted) {
        return Ok(());
    }
    log.finish(
        workspace
            .program("npm", "end2end")
            .args(["ci", "--no-audit", "--no-fund"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// Builds the server and runs the specs against it.
pub fn run(workspace: &Workspace, log: &mut Log) -> anyhow::Result<()> {
    log.finish(
        workspace
            .cargo()
            .args(["build", "--quiet", "--package", "opora-server"]),
    )?;
    let chromium = chromium().context("chromium is installed by the step tools")?;
    log.finish(
        workspace
            .program("npx", "end2end")
            .args(["--no-install", "playwright", "test"])
            .env("CHROMIUM", chromium)
            .env("OPORA_BIN", workspace.server_binary("debug"))
            .env("OPORA_SITE", workspace.site())
            .env("OPORA_RESULTS", workspace.target.join("end2end")),
    )
}

fn chromium() -> Option<PathBuf> {
    env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .into_iter()
        .chain(CHROMIUM.map(PathBuf::from))
        .find(|path| path.is_file())
}

fn install(log: &mut Log, packages: &[&str]) -> anyhow::Result<()> {
    if !Path::new("/usr/bin/apt-get").is_file() || !is_root() {
        bail!(
            "missing: {}; install them, or run as root on Debian",
            packages.join(", ")
        );
    }
    log.finish(Command::new("apt-get").args(["update", "--quiet"]))?;
    log.finish(
        Command::new("apt-get")
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
