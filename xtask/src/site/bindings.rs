//! The workspace and the picture's module as WebAssembly, each with its JavaScript bindings.
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
use super::chunks;
use super::set::hash;
use super::silence::silence;
use crate::workspace::{Workspace, finish, relative_name};

/// A crate that runs in a browser.
pub struct Bundle {
    pub package: &'static str,
    /// What the crate is called as a module; its files are named after it.
    pub module: &'static str,
    /// It says nothing when it fails, so that no words for that need be carried: see [`super::silence`].
    pub is_silent: bool,
    /// Parts of it are loaded when they are first needed: see [`super::chunks`].
    pub is_split: bool,
}

impl Bundle {
    pub fn wasm_name(&self) -> String {
        format!("{}_bg.wasm", self.module)
    }

    pub fn javascript_name(&self) -> String {
        format!("{}.js", self.module)
    }
}

/// What the browser loads.
pub struct Bindings {
    pub wasm: Vec<u8>,
    pub javascript: Vec<u8>,
    /// Modules the JavaScript imports, by their path relative to it (`snippets/…`).
    pub snippets: BTreeMap<String, Vec<u8>>,
    /// Parts of the module that the JavaScript fetches by their names when they are needed.
    pub chunks: BTreeMap<String, Vec<u8>>,
}

/// Compiles a crate for the browser and makes its bindings.
pub fn build(workspace: &Workspace, bundle: &Bundle, quality: Quality) -> anyhow::Result<Bindings> {
    // A package of its own, never together with the server: `csr` and `ssr` would unite. And as
    // nothing but a module: where a crate is also a library for its tests, cargo leaves out the
    // optimisation over all crates.
    let mut compiling = workspace.cargo();
    compiling
        .args(["rustc", "--quiet", "--package", bundle.package, "--lib"])
        .args(["--crate-type", "cdylib"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm"]);
    if bundle.is_split {
        compiling.args(["--", chunks::LINKED_WITH]);
    }
    finish(&mut compiling)
        .with_context(|| format!("building {} for the browser", bundle.package))?;
    let compiled = workspace
        .target
        .join("wasm32-unknown-unknown/wasm")
        .join(format!("{}.wasm", bundle.module));
    let mut bytes =
        fs::read(&compiled).with_context(|| format!("reading {}", compiled.display()))?;
    let mut compiled = compiled;
    if bundle.is_silent {
        bytes = silence(&bytes)?;
        // Beside the compiler's, under the name the bindings are called after.
        let folder = workspace.target.join("site-silent");
        fs::create_dir_all(&folder)?;
        compiled = folder.join(format!("{}.wasm", bundle.module));
        fs::write(&compiled, &bytes)?;
    }

    let optimiser = if quality == Quality::Release {
        optimiser(workspace)
    } else {
        None
    };
    let key = &hash(&bytes)[..16];
    let folder = workspace.target.join("site-bindings").join(bundle.module);
    let folder = folder.join(if optimiser.is_some() {
        format!("{key}-optimised")
    } else {
        key.to_owned()
    });
    if !folder.join("complete").is_file() {
        if bundle.is_split {
            generate_split(
                &bytes,
                bundle,
                &workspace.target.join("site-split"),
                &folder,
            )?;
        } else {
            generate(&compiled, &folder)?;
        }
        if let Some(optimiser) = optimiser {
            optimise(&optimiser, &folder.join(bundle.wasm_name()))?;
            for chunk in chunks::files(&folder)?.values() {
                optimise(&optimiser, chunk)?;
            }
        }
        forget_others(&folder)?;
        fs::write(folder.join("complete"), "")?;
    }
    load(&folder, bundle)
}

/// `wasm-opt` of npm's binaryen, when it is installed among the browser tests' packages.
pub fn optimiser(workspace: &Workspace) -> Option<PathBuf> {
    Some(workspace.root.join("end2end/node_modules/.bin/wasm-opt")).filter(|path| path.is_file())
}

/// Makes `NAME.js` and `NAME_bg.wasm` of a compiled module in an empty folder.
pub fn generate(compiled: &Path, folder: &Path) -> anyhow::Result<()> {
    empty(folder)?;
    bindgen(compiled)?
        .generate(folder)
        .context("making the JavaScript bindings")
}

/// The same of a module that is split first; its chunks lie in the folder, too.
fn generate_split(
    wasm: &[u8],
    bundle: &Bundle,
    between: &Path,
    folder: &Path,
) -> anyhow::Result<()> {
    empty(between)?;
    empty(folder)?;
    let main = between.join(format!("{}.wasm", bundle.module));
    let link = chunks::split(wasm, bundle, &main, between, folder)?;
    bindgen(&main)?
        // The chunks ask for the memory and the table of functions by the names of the linker.
        .keep_lld_exports(true)
        .generate(folder)
        .context("making the JavaScript bindings of a split module")?;
    let javascript = folder.join(bundle.javascript_name());
    let joined = chunks::join(&fs::read_to_string(&javascript)?, &link)?;
    Ok(fs::write(&javascript, joined)?)
}

fn bindgen(compiled: &Path) -> anyhow::Result<Bindgen> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // Who loads it always says where the module is.
        .omit_default_module_path(true);
    Ok(bindgen)
}

fn empty(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

/// What the supported browsers know and the compiler uses. Not all features there are: with them
/// `wasm-opt` writes imports in a form that browsers refuse.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

fn optimise(optimiser: &Path, wasm: &Path) -> anyhow::Result<()> {
    finish(
        Command::new(optimiser)
            .arg("-Oz")
            .args(FEATURES)
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

fn load(folder: &Path, bundle: &Bundle) -> anyhow::Result<Bindings> {
    let mut snippets = BTreeMap::new();
    for entry in WalkDir::new(folder.join("snippets")).sort_by_file_name() {
        // There is no such folder when no crate brings JavaScript of its own.
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_file() {
            snippets.insert(relative_name(entry.path(), folder), fs::read(entry.path())?);
        }
    }
    let mut chunks = BTreeMap::new();
    for (name, file) in chunks::files(folder)? {
        chunks.insert(name, fs::read(file)?);
    }
    Ok(Bindings {
        chunks,
        wasm: fs::read(folder.join(bundle.wasm_name()))?,
        javascript: fs::read(folder.join(bundle.javascript_name()))?,
        snippets,
    })
}
