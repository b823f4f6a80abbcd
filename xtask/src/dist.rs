//! `cargo xtask dist`: one release binary with the site inside.
//!
//! It does not pack, sign or publish anything.

use std::fs;

use anyhow::Context;

use crate::site::{self, Quality};
use crate::workspace::{Workspace, finish, size};

/// Builds the site at release quality, then the server with the site embedded.
pub fn build(workspace: &Workspace) -> anyhow::Result<()> {
    let site = site::build(workspace, Quality::Release)?;
    site::check_budget(&site)?;
    // The server's `embed` feature reads this variable while it compiles.
    finish(
        workspace
            .cargo()
            .args([
                "build",
                "--package",
                "opora-server",
                "--release",
                "--features",
                "embed",
            ])
            .env("OPORA_SITE_DIR", &site),
    )
    .context("building the release server")?;

    let built = workspace.server_binary("release");
    let folder = workspace.target.join("dist");
    fs::create_dir_all(&folder)?;
    let name = built
        .file_name()
        .context("the server's binary has a name")?;
    let left = folder.join(name);
    let bytes = fs::copy(&built, &left).with_context(|| format!("copying {}", built.display()))?;
    println!("{}  {}", left.display(), size(bytes));
    Ok(())
}
