//! The workspace as WebAssembly with its JavaScript bindings.
//!
//! Bindings come from the library behind wasm-bindgen, so no tool must be installed. They are kept
//! by the content of the compiled module: a change of a style does not make them again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use walkdir::WalkDir;
use wasm_bindgen_cli_support::Bindgen;

use super::Quality;
use super::set::hash;
use crate::workspace::{Workspace, finish, relative_name};

/// What the browser loads.
pub struct Bindings {
    pub wasm: Vec<u8>,
    pub javascript: Vec<u8>,
    /// Modules the JavaScript imports, by their path relative to it (`snippets/…`).
    pub snippets: BTreeMap<String, Vec<u8>>,
}

/// Compiles the browser crate and makes its bindings.
pub fn build(workspace: &Workspace, quality: Quality) -> anyhow::Result<Bindings> {
    // A package of its own, never together with the server: `csr` and `ssr` would unite.
    finish(
        workspace
            .cargo()
            .args(["build", "--quiet", "--package", "opora-browser"])
            .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm"]),
    )
    .context("building the workspace for the browser")?;
    let compiled = workspace
        .target
        .join("wasm32-unknown-unknown/wasm/opora_browser.wasm");
    let bytes = fs::read(&compiled).with_context(|| format!("reading {}", compiled.display()))?;

    let optimiser = if quality == Quality::Release {
        optimiser(workspace)
    } else {
        None
    };
    let key = &hash(&bytes)[..16];
    let folder = workspace.target.join(if optimiser.is_some() {
        format!("site-bindings/{key}-optimised")
    } else {
        format!("site-bindings/{key}")
    });
    if !folder.join("complete").is_file() {
        generate(&compiled, &folder)?;
        if let Some(optimiser) = optimiser {
            optimise(&optimiser, &folder.join(super::WASM_NAME))?;
        }
        forget_others(&folder)?;
        fs::write(folder.join("complete"), "")?;
    }
    load(&folder)
}

/// `wasm-opt` of npm's binaryen, when it is installed among the browser tests' packages.
pub fn optimiser(workspace: &Workspace) -> Option<PathBuf> {
    Some(workspace.root.join("end2end/node_modules/.bin/wasm-opt")).filter(|path| path.is_file())
}

/// Makes `NAME.js` and `NAME_bg.wasm` of a compiled module in an empty folder.
pub fn generate(compiled: &Path, folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // Who loads it always says where the module is.
        .omit_default_module_path(true)
        .generate(folder)
        .context("making the JavaScript bindings")
}

fn optimise(optimiser: &Path, wasm: &Path) -> anyhow::Result<()> {
    finish(
        Command::new(optimiser)
            .args(["-Oz", "--all-features"])
            .arg(wasm)
            .arg("-o")
            .arg(wasm),
    )
    .context("wasm-opt")
}

/// Bindings of earlier modules are of no use to anyone; both qualities of this one stay.
fn forget_others(kept: &Path) -> anyhow::Result<()> {
    let name = kept.file_name().unwrap_or_default().to_string_lossy();
    let key = name.trim_end_matches("-optimised");
    for entry in fs::read_dir(kept.parent().context("bindings lie in a folder")?)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with(key) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn load(folder: &Path) -> anyhow::Result<Bindings> {
    let mut snippets = BTreeMap::new();
    for entry in WalkDir::new(folder.join("snippets")).sort_by_file_name() {
        // There is no such folder when no crate brings JavaScript of its own.
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_file() {
            snippets.insert(relative_name(entry.path(), folder), fs::read(entry.path())?);
        }
    }
    Ok(Bindings {
        wasm: fs::read(folder.join(super::WASM_NAME))?,
        javascript: fs::read(folder.join("opora_browser.js"))?,
        snippets,
    })
}
