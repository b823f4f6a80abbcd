//! The steps of the suite: what each runs.
//!
//! Packages are named in groups that never hold the browser crate and the server together, because
//! cargo would unite Leptos's `csr` and `ssr`.

use std::process::Command;

use super::{Log, browser, remote};
use crate::bench::graph;
use crate::site::{self, Quality};
use crate::workspace::{Workspace, is_installed};
use crate::{arrows, simulate};

/// The server's packages, always named together: chosen one by one, cargo gives SurrealDB other
/// features and compiles it once more (6 minutes); together they share what `cargo build --package
/// opora-server` has built.
pub const SERVER_SIDE: [&str; 3] = ["opora-office", "opora-store", "opora-server"];

/// One step of the suite.
pub struct Step {
    pub name: &'static str,
    pub about: &'static str,
    /// Steps that must not have failed before this one makes sense.
    pub needs: &'static [&'static str],
    /// Left out unless named with `--only`.
    pub is_on_demand: bool,
    pub perform: fn(&Workspace, &mut Log) -> anyhow::Result<()>,
}

/// Quick ones first, so that a slip is told in seconds.
pub const STEPS: &[Step] = &[
    Step {
        name: "format",
        about: "cargo fmt --check",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, log| log.finish(workspace.cargo().args(["fmt", "--all", "--check"])),
    },
    Step {
        name: "arrows",
        about: "dependencies between crates",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, _| arrows::check(workspace),
    },
    Step {
        name: "tools",
        about: "install what the browser tests need: chromium, npm packages",
        needs: &[],
        is_on_demand: false,
        perform: browser::install_tools,
    },
    Step {
        name: "pure",
        about: "tests of opora-domain, opora-sync, opora-graph, opora-indicators, opora-steering, opora-graph-view, opora-markup",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, log| {
            test(
                workspace,
                log,
                &[
                    "opora-domain",
                    "opora-sync",
                    "opora-simulator",
                    "opora-graph",
                    "opora-graph-view",
                    "opora-indicators",
                    "opora-markup",
                    "opora-steering",
                ],
            )
        },
    },
    Step {
        name: "layout-wasm",
        about: "the fingerprints of large layouts in WebAssembly, by node",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, log| {
            log.finish(&mut graph::build_module(workspace))?;
            log.finish(&mut graph::compare(workspace))
        },
    },
    Step {
        name: "simulate",
        about: "20,000 schedules of the sync engine under faults, and every mutant killed",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, log| {
            log.finish(&mut simulate::build(workspace))?;
            log.finish(simulate::simulator(workspace).args(["--schedules", "20000"]))
        },
    },
    Step {
        name: "xtask",
        about: "tests of the commands themselves",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, log| test(workspace, log, &["xtask"]),
    },
    Step {
        name: "clippy",
        about: "lints of the native crates",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, log| {
            log.finish(
                workspace
                    .cargo()
                    .args(["clippy", "--quiet", "--all-targets"])
                    .args(packages(&[
                        "opora-domain",
                        "opora-sync",
                        "opora-simulator",
                        "opora-graph",
                        "opora-graph-view",
                        "opora-indicators",
                        "opora-markup",
                        "opora-steering",
                        "opora-office",
                        "opora-store",
                        "opora-server",
                        "xtask",
                    ]))
                    .args(["--", "-D", "warnings"]),
            )
        },
    },
    Step {
        name: "clippy-browser",
        about: "lints of the views and the workspace for wasm32",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, log| {
            log.finish(
                workspace
                    .cargo()
                    .args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown"])
                    .args(packages(&[
                        "opora-app",
                        "opora-browser",
                        "opora-device",
                        "opora-bench-engine",
                        "opora-graph-view",
                    ]))
                    .args(["--", "-D", "warnings"]),
            )
        },
    },
    Step {
        name: "server",
        about: "tests of the public pages, opora-office, opora-store, opora-server",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, log| {
            test(
                workspace,
                log,
                &["opora-app", "opora-office", "opora-store", "opora-server"],
            )
        },
    },
    Step {
        name: "workspace",
        about: "tests of the workspace's state and words, outside a browser",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, log| {
            log.finish(
                test_command(workspace)
                    .args(packages(&["opora-app"]))
                    .args(["--features", "csr", "--lib", "--"])
                    .args(["workspace", "words::plan"]),
            )
        },
    },
    Step {
        name: "site",
        about: "the site, with the weight of its WebAssembly",
        needs: &[],
        is_on_demand: false,
        perform: |workspace, _| site::check_budget(&site::build(workspace, Quality::Daily)?),
    },
    Step {
        name: "browser",
        about: "Playwright and axe in a real Chromium against a real server",
        needs: &["tools", "site"],
        is_on_demand: false,
        perform: browser::run,
    },
    Step {
        name: "remote",
        about: "the store's contract against a SurrealDB server over ws://",
        needs: &[],
        is_on_demand: true,
        perform: remote::run,
    },
];

/// Tests of some packages, by cargo-nextest where it is installed.
fn test(workspace: &Workspace, log: &mut Log, names: &[&str]) -> anyhow::Result<()> {
    log.finish(test_command(workspace).args(packages(names)))
}

/// `cargo nextest run` or `cargo test`, without packages.
pub fn test_command(workspace: &Workspace) -> Command {
    let mut command = workspace.cargo();
    if is_installed("cargo-nextest") {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests=pass"]);
    } else {
        command.args(["test", "--quiet", "--no-fail-fast"]);
    }
    command
}

/// `--package NAME` for each name.
pub fn packages<'a>(names: &[&'a str]) -> Vec<&'a str> {
    names.iter().flat_map(|name| ["--package", name]).collect()
}
