//! The dependency arrows of the house, checked against what cargo resolves.
//!
//! Two checks: which workspace crate may name which (a table), and what the pure crates may reach
//! through anyone (a list of families they may not). It does not judge module structure inside a
//! crate.

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use cargo_metadata::{Dependency, DependencyKind, MetadataCommand};

use crate::workspace::Workspace;

/// Every workspace crate and the workspace crates it may name, in any kind of dependency.
/// [`TESTED_WITH`] allows more to tests.
const ALLOWED: &[(&str, &[&str])] = &[
    ("opora-domain", &[]),
    ("opora-sync", &["opora-domain"]),
    ("opora-graph", &["opora-domain"]),
    ("opora-indicators", &["opora-domain"]),
    ("opora-markup", &[]),
    (
        "opora-steering",
        &["opora-domain", "opora-graph", "opora-indicators"],
    ),
    (
        "opora-app",
        &[
            "opora-domain",
            "opora-sync",
            "opora-graph",
            "opora-indicators",
            "opora-markup",
        ],
    ),
    (
        "opora-browser",
        &[
            "opora-app",
            "opora-device",
            "opora-domain",
            "opora-sync",
            "opora-graph",
        ],
    ),
    ("opora-device", &["opora-domain", "opora-sync"]),
    (
        "opora-bench-engine",
        &["opora-device", "opora-domain", "opora-sync"],
    ),
    ("opora-store", &["opora-domain", "opora-sync"]),
    ("opora-office", &["opora-domain", "opora-sync"]),
    (
        "opora-server",
        &[
            "opora-app",
            "opora-domain",
            "opora-graph",
            "opora-indicators",
            "opora-office",
            "opora-store",
            "opora-sync",
        ],
    ),
    ("opora-graph-bench", &["opora-graph"]),
    ("opora-graph-view", &["opora-domain", "opora-graph"]),
    ("opora-simulator", &["opora-domain", "opora-sync"]),
    ("xtask", &[]),
];

/// What only the tests of a crate may name beside that: the simulator runs over the real store, and
/// nothing of it is part of the product; indicators are counted on the samples.
const TESTED_WITH: &[(&str, &str)] = &[
    ("opora-store", "opora-simulator"),
    ("opora-office", "opora-indicators"),
];

/// The only crate that may name SurrealDB.
const DATABASE_CRATE: &str = "opora-store";

/// Pure crates: no framework, no database, no browser, no async, no clock, no randomness.
const PURE: [&str; 5] = [
    "opora-domain",
    "opora-sync",
    "opora-graph",
    "opora-indicators",
    "opora-steering",
];

/// Families a pure crate may not reach. A name matches when it is the family's own or continues
/// it after `-` or `_` (`tokio`, `tokio-stream`, `leptos_router`).
const IMPURE: [&str; 25] = [
    "getrandom",
    "leptos",
    "axum",
    "surrealdb",
    "surrealkv",
    "tokio",
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "gloo",
    "idb",
    "futures",
    "async",
    "hyper",
    "reqwest",
    "tower",
    "rand",
    "fastrand",
    "time",
    "chrono",
    "jiff",
    "instant",
    "web-time",
    "reactive",
    "mio",
];

/// A workspace crate and the names of its direct dependencies of every kind.
#[derive(Debug)]
pub struct Crate {
    pub name: String,
    pub dependencies: Vec<String>,
    /// Those that only its tests have.
    pub tested_with: Vec<String>,
}

/// Reads the workspace and fails with every arrow that points where it must not.
pub fn check(workspace: &Workspace) -> anyhow::Result<()> {
    let crates = workspace_crates(workspace)?;
    let mut broken = broken_arrows(&crates);
    for name in PURE {
        broken.extend(impurities(name, &normal_closure(workspace, name)?));
    }
    if !broken.is_empty() {
        bail!("dependency arrows:\n  {}", broken.join("\n  "));
    }
    println!(
        "arrows: {} crates, {} of them pure",
        crates.len(),
        PURE.len()
    );
    Ok(())
}

/// One sentence for each direct dependency that the table does not allow.
pub fn broken_arrows(crates: &[Crate]) -> Vec<String> {
    let ours: BTreeSet<&str> = crates.iter().map(|one| one.name.as_str()).collect();
    let mut broken = Vec::new();
    for one in crates {
        let row = ALLOWED.iter().find(|(name, _)| *name == one.name);
        if row.is_none() {
            broken.push(format!("{} is not in the table of arrows", one.name));
        }
        let allowed = row.map_or(&[][..], |(_, allowed)| *allowed);
        let is_allowed =
            |dependency: &str| !ours.contains(dependency) || allowed.contains(&dependency);
        for dependency in &one.tested_with {
            let row = (one.name.as_str(), dependency.as_str());
            if !is_allowed(dependency) && !TESTED_WITH.contains(&row) {
                broken.push(format!(
                    "tests of {} may not depend on {dependency}",
                    one.name
                ));
            }
        }
        for dependency in &one.dependencies {
            if !is_allowed(dependency) {
                broken.push(format!("{} may not depend on {dependency}", one.name));
            }
        }
        for dependency in one.dependencies.iter().chain(&one.tested_with) {
            if belongs_to(dependency, "surrealdb") && one.name != DATABASE_CRATE {
                broken.push(format!(
                    "{} names {dependency}: only {DATABASE_CRATE} may",
                    one.name
                ));
            }
        }
    }
    broken
}

/// One sentence for each crate in a pure crate's closure that belongs to an impure family.
pub fn impurities(pure: &str, closure: &BTreeSet<String>) -> Vec<String> {
    closure
        .iter()
        .filter(|reached| IMPURE.iter().any(|family| belongs_to(reached, family)))
        .map(|reached| format!("{pure} is pure and reaches {reached}"))
        .collect()
}

fn belongs_to(name: &str, family: &str) -> bool {
    name.strip_prefix(family)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-') || rest.starts_with('_'))
}

fn workspace_crates(workspace: &Workspace) -> anyhow::Result<Vec<Crate>> {
    let metadata = MetadataCommand::new()
        .manifest_path(workspace.root.join("Cargo.toml"))
        .no_deps()
        .exec()
        .context("cargo metadata")?;
    Ok(metadata
        .workspace_packages()
        .into_iter()
        .map(|package| {
            let is_of_tests = |one: &&Dependency| one.kind == DependencyKind::Development;
            let (tests, all): (Vec<_>, Vec<_>) = package.dependencies.iter().partition(is_of_tests);
            let names = |some: Vec<&Dependency>| some.iter().map(|one| one.name.clone()).collect();
            Crate {
                name: package.name.to_string(),
                dependencies: names(all),
                tested_with: names(tests),
            }
        })
        .collect())
}

/// Everything a crate reaches by normal dependencies on any platform.
///
/// `cargo tree` and not the resolve of `cargo metadata`: the latter unites the features of the
/// whole workspace (uuid's `js` from the browser crate) and would accuse the pure crates of what
/// only others ask for.
fn normal_closure(workspace: &Workspace, name: &str) -> anyhow::Result<BTreeSet<String>> {
    let output = workspace
        .cargo()
        .args([
            "tree",
            "--package",
            name,
            "--edges",
            "normal",
            "--target",
            "all",
        ])
        .args(["--prefix", "none", "--format", "{p}"])
        .output()
        .context("cargo tree")?;
    if !output.status.success() {
        bail!(
            "cargo tree --package {name}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let closure: BTreeSet<String> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    if !closure.contains(name) {
        bail!("cargo tree --package {name} did not list {name} itself");
    }
    Ok(closure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, dependencies: &[&str]) -> Crate {
        Crate {
            name: name.to_owned(),
            dependencies: dependencies.iter().map(|one| (*one).to_owned()).collect(),
            tested_with: vec![],
        }
    }

    fn tested_with(name: &str, dependencies: &[&str]) -> Crate {
        Crate {
            tested_with: one(name, dependencies).dependencies,
            ..one(name, &[])
        }
    }

    fn closure(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn this_repository_keeps_its_arrows() {
        let workspace = Workspace::open().expect("the workspace opens");
        check(&workspace).expect("the arrows hold");
    }

    #[test]
    fn the_table_allows_what_the_house_draws() {
        let crates = [
            one("opora-domain", &["serde"]),
            one("opora-sync", &["opora-domain"]),
            one("opora-graph", &["opora-domain"]),
            one("opora-indicators", &["opora-domain", "serde"]),
            one("opora-markup", &["syn"]),
            one(
                "opora-app",
                &[
                    "leptos",
                    "opora-domain",
                    "opora-graph",
                    "opora-indicators",
                    "opora-markup",
                    "opora-sync",
                ],
            ),
            one("opora-browser", &["opora-app"]),
            one(
                "opora-store",
                &["opora-sync", "surrealdb", "surrealdb-core"],
            ),
            one("opora-server", &["opora-app", "opora-store", "axum"]),
            one("opora-simulator", &["opora-sync"]),
            tested_with("opora-store", &["opora-simulator", "tempfile"]),
        ];
        assert_eq!(broken_arrows(&crates), Vec::<String>::new());
    }

    #[test]
    fn every_wrong_arrow_is_named() {
        let cases = [
            (
                one("opora-domain", &["opora-sync"]),
                "opora-domain may not depend on opora-sync",
            ),
            (
                one("opora-graph", &["opora-sync"]),
                "opora-graph may not depend on opora-sync",
            ),
            (
                one("opora-indicators", &["opora-graph"]),
                "opora-indicators may not depend on opora-graph",
            ),
            (
                one("opora-store", &["opora-app"]),
                "opora-store may not depend on opora-app",
            ),
            (
                one("opora-office", &["opora-server"]),
                "opora-office may not depend on opora-server",
            ),
            (
                one("opora-server", &["opora-browser"]),
                "opora-server may not depend on opora-browser",
            ),
            (
                one("xtask", &["opora-domain"]),
                "xtask may not depend on opora-domain",
            ),
            (
                one("opora-server", &["surrealdb"]),
                "opora-server names surrealdb: only opora-store may",
            ),
            (
                one("opora-office", &["surrealdb-types"]),
                "opora-office names surrealdb-types: only opora-store may",
            ),
            (
                one("opora-store", &["opora-simulator"]),
                "opora-store may not depend on opora-simulator",
            ),
            (
                tested_with("opora-server", &["opora-simulator"]),
                "tests of opora-server may not depend on opora-simulator",
            ),
            (
                tested_with("opora-server", &["surrealdb"]),
                "opora-server names surrealdb: only opora-store may",
            ),
            (
                one("opora-common", &[]),
                "opora-common is not in the table of arrows",
            ),
        ];
        for (wrong, sentence) in cases {
            let mut crates: Vec<Crate> = ALLOWED
                .iter()
                .map(|(name, _)| one(name, &[]))
                .filter(|crate_| crate_.name != wrong.name)
                .collect();
            crates.push(wrong);
            assert_eq!(broken_arrows(&crates), vec![sentence.to_owned()]);
        }
    }

    #[test]
    fn a_pure_crate_reaches_nothing_impure() {
        assert!(
            impurities(
                "opora-sync",
                &closure(&["serde", "uuid", "timely", "randomise"])
            )
            .is_empty()
        );
        for reached in [
            "leptos",
            "leptos_router",
            "axum",
            "surrealdb-types",
            "tokio",
            "tokio-stream",
            "web-sys",
            "js-sys",
            "wasm-bindgen",
            "gloo-storage",
            "rand",
            "rand_core",
            "time",
            "chrono",
            "futures-util",
            "async-trait",
        ] {
            assert_eq!(
                impurities("opora-sync", &closure(&["serde", reached])),
                vec![format!("opora-sync is pure and reaches {reached}")],
            );
        }
    }

    #[test]
    fn nothing_may_depend_on_the_entry_crates() {
        for (name, allowed) in ALLOWED {
            for entry in ["opora-browser", "opora-graph-view", "opora-server", "xtask"] {
                assert!(!allowed.contains(&entry), "{name} is allowed {entry}");
            }
        }
    }
}
