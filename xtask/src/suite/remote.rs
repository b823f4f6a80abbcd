//! The store's contract against a real SurrealDB server.
//!
//! The server is the published crate as a small binary in a workspace of its own
//! (`end2end/surrealdb-server`), so that nobody building the product pays for it. It listens on
//! the loopback only, keeps its data in memory and is stopped by its own process.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::Log;
use super::steps::{SERVER_SIDE, packages, test_command};
use crate::workspace::{Workspace, is_installed};

/// How long a debug build of the server may take to open its port.
const START_LIMIT: Duration = Duration::from_secs(60);

/// Builds the server, starts it on a free port and runs the store's tests against it.
pub fn run(workspace: &Workspace, log: &mut Log) -> anyhow::Result<()> {
    let target = workspace.target.join("surrealdb-server");
    log.finish(
        workspace
            .cargo()
            .args([
                "build",
                "--quiet",
                "--manifest-path",
                "end2end/surrealdb-server/Cargo.toml",
            ])
            .env("CARGO_TARGET_DIR", &target),
    )?;

    // The port is free now; should another program take it before the server does, the server
    // ends at once and the wait below says so.
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
    let mut command = Command::new(target.join("debug/opora-surrealdb-server"));
    command
        .args([
            "start",
            "--no-banner",
            "--log",
            "warn",
            "--bind",
            &address.to_string(),
        ])
        .args(["--user", "root", "--pass", "root", "memory"]);
    let mut server = Server(log.start(&mut command)?);
    server.wait_for(address)?;

    log.finish(
        test_command(workspace)
            .args(packages(&SERVER_SIDE))
            .args(["--test", "contract", "on_a_server"])
            .args(only_ignored())
            .env("OPORA_TEST_DATABASE_URL", format!("ws://{address}"))
            .env("OPORA_TEST_DATABASE_USER", "root")
            .env("OPORA_TEST_DATABASE_PASS", "root"),
    )?;
    if log.counted_tests() == 0 {
        bail!("no test of the contract ran against the server");
    }
    Ok(())
}

/// The contract's tests on a server are ignored in an ordinary run.
fn only_ignored() -> &'static [&'static str] {
    match is_installed("cargo-nextest") {
        true => &["--run-ignored", "only"],
        false => &["--", "--ignored"],
    }
}

/// Stops the process when it goes out of scope, whatever the tests say.
struct Server(Child);

impl Server {
    fn wait_for(&mut self, address: std::net::SocketAddr) -> anyhow::Result<()> {
        let started = Instant::now();
        while TcpStream::connect(address).is_err() {
            if let Some(status) = self.0.try_wait()? {
                bail!("the SurrealDB server ended before it listened: {status}");
            }
            if started.elapsed() > START_LIMIT {
                bail!(
                    "the SurrealDB server did not listen within {} s",
                    START_LIMIT.as_secs()
                );
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stopped = self
            .0
            .kill()
            .and_then(|()| self.0.wait())
            .context("stopping SurrealDB");
        if let Err(error) = stopped {
            eprintln!("{error:#}");
        }
    }
}
