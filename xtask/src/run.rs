//! `cargo xtask run`: build what changed, then become the server.
//!
//! The server prints its own address and the sample sign-ins; nothing is repeated here.

use std::path::Path;
use std::process::Command;
use std::thread;

use anyhow::{Context, bail};

use crate::site::{self, Quality};
use crate::workspace::{Workspace, finish};

/// Builds the site and the server (dev profile) and serves the samples from `data`.
pub fn serve(workspace: &Workspace, data: &Path, listen: &str) -> anyhow::Result<()> {
    let binary = workspace.server_binary("debug");
    if !binary.is_file() {
        println!("Building for the first time: 10 to 20 minutes on two cores.");
    }
    // Side by side: the two builds lock different folders of the target directory, and each has
    // long stretches on one core (linking the WebAssembly, the database's largest crate).
    let site = thread::scope(|scope| {
        let site = scope.spawn(|| site::build(workspace, Quality::Daily));
        let server = finish(
            workspace
                .cargo()
                .args(["build", "--package", "opora-server"]),
        )
        .context("building the server");
        let site = site
            .join()
            .unwrap_or_else(|_| bail!("building the site panicked"));
        server.and(site)
    })?;

    // Too heavy is no reason not to run: the suite and `dist` refuse it.
    if let Err(heavy) = site::check_budget(&site) {
        println!("site: {heavy}");
    }

    let mut server = Command::new(binary);
    server
        .arg("serve")
        .arg("--data")
        .arg(data)
        .arg("--site")
        .arg(site)
        .args(["--listen", listen, "--samples"]);
    become_it(&mut server)
}

/// The server takes xtask's place, so that Ctrl-C and signals reach it directly.
#[cfg(unix)]
fn become_it(server: &mut Command) -> anyhow::Result<()> {
    use std::os::unix::process::CommandExt;
    let error = server.exec();
    Err(error).with_context(|| format!("starting {}", server.get_program().display()))
}

#[cfg(not(unix))]
fn become_it(server: &mut Command) -> anyhow::Result<()> {
    finish(server)
}
