//! Builds the site: everything the server hands out as files.
//!
//! The result lies in `target/site`: `app.html` (the workspace's shell), `service-worker.js`,
//! `manifest.webmanifest`, `assets.json` (logical name → address, read by the server) and
//! `assets/NAME-HASH.EXT`, each with `.br` and `.gz` beside it where that pays. Nothing here
//! renders pages: that is the server's work.

pub mod bindings;
mod set;
mod styles;
mod template;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::workspace::{Workspace, relative_name, size};
use set::{AssetSet, hash};

/// What the workspace's WebAssembly is to weigh, in bytes, compressed with brotli 11: a phone on a
/// village line pays for every kilobyte.
const WASM_GOAL_BYTES: u64 = 260_000;

/// What it may weigh until the goal is met. It is the last measured weight, and only ever lowered.
const WASM_CEILING_BYTES: u64 = 284_000;

const WASM_NAME: &str = "opora_browser_bg.wasm";

/// How much work goes into a small WebAssembly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quality {
    /// For running and testing: cargo alone.
    Daily,
    /// For `dist`: also `wasm-opt`, where npm's binaryen is installed.
    Release,
}

/// Builds the site when any of its inputs changed and returns its folder.
///
/// # Errors
/// Besides failing tools: a reference to an unknown asset.
pub fn build(workspace: &Workspace, quality: Quality) -> anyhow::Result<PathBuf> {
    let site = workspace.site();
    let stamp = workspace.target.join("site.stamp");
    let inputs = fingerprint(workspace, quality)?;
    if site.join("assets.json").is_file()
        && fs::read_to_string(&stamp).is_ok_and(|known| known == inputs)
    {
        return Ok(site);
    }

    let started = Instant::now();
    let assets = collect(workspace, quality)?;
    let count = assets.len();

    let browser = workspace.root.join("app/browser");
    let shell = template::fill(&read(&browser.join("shell.html"))?, |name| {
        assets.address(name)
    })?;
    let precache = serde_json::to_string(&assets.addresses())?;
    let shell_digest = hash(shell.as_bytes());
    let version = hash(format!("{precache}{shell_digest}").as_bytes())[..16].to_owned();
    let worker = template::fill(
        &read(&browser.join("service-worker.js"))?,
        |name| match name {
            "version" => Some(version.clone()),
            "precache" => Some(precache.clone()),
            "shell-digest" => Some(shell_digest.clone()),
            _ => None,
        },
    )?;
    let manifest = template::fill(&read(&browser.join("manifest.webmanifest"))?, |name| {
        assets.address(name)
    })?;

    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.insert("app.html".to_owned(), shell.into_bytes());
    files.insert("service-worker.js".to_owned(), worker.into_bytes());
    files.insert("manifest.webmanifest".to_owned(), manifest.into_bytes());
    files.insert(
        "assets.json".to_owned(),
        serde_json::to_vec_pretty(&assets.by_name())?,
    );
    files.extend(assets.into_files());
    set::write(&files, &site, &workspace.target.join("site-compressed"))?;
    fs::write(&stamp, inputs)?;
    println!(
        "site: {count} assets, {:.1} s",
        started.elapsed().as_secs_f32()
    );
    Ok(site)
}

/// Prints the weight of the workspace's WebAssembly in a built site.
///
/// # Errors
/// When it is above its ceiling.
pub fn check_budget(site: &Path) -> anyhow::Result<()> {
    let addresses: BTreeMap<String, String> =
        serde_json::from_str(&read(&site.join("assets.json"))?)?;
    let address = addresses
        .get(WASM_NAME)
        .context("the site holds the WebAssembly")?;
    let wasm = site.join(address.trim_start_matches('/'));
    let raw = fs::metadata(&wasm)?.len();
    let compressed = fs::metadata(wasm.with_extension("wasm.br"))?.len();
    println!(
        "site: workspace WASM {} raw, {} br; goal {}, ceiling {}",
        size(raw),
        size(compressed),
        size(WASM_GOAL_BYTES),
        size(WASM_CEILING_BYTES),
    );
    if compressed > WASM_CEILING_BYTES {
        bail!("the workspace's WebAssembly has become heavier");
    }
    Ok(())
}

/// Everything under `assets/`, in the order in which one refers to another.
fn collect(workspace: &Workspace, quality: Quality) -> anyhow::Result<AssetSet> {
    let browser = workspace.root.join("app/browser");
    let mut assets = AssetSet::default();

    for font in files_of(&workspace.root.join("style/fonts"))? {
        if font
            .extension()
            .is_some_and(|extension| extension == "woff2")
        {
            assets.add_file(&font)?;
        }
    }
    for icon in files_of(&browser.join("icons"))? {
        assets.add_file(&icon)?;
    }
    let style = workspace.root.join("style");
    for (name, source) in [
        ("opora.css", style.join("opora.scss")),
        ("shell.css", browser.join("shell.scss")),
    ] {
        let css = styles::compile(&source, &style, &assets)?;
        assets.add(name, css.into_bytes());
    }

    let bindings = bindings::build(workspace, quality)?;
    for (name, bytes) in bindings.snippets {
        // The bindings import these by relative name; their folder already carries a hash.
        assets.add_as_is(&name, bytes);
    }
    assets.add(WASM_NAME, bindings.wasm);
    assets.add("opora_browser.js", bindings.javascript);
    assets.add_file(&browser.join("theme.js"))?;
    let boot = template::fill(&read(&browser.join("boot.js"))?, |name| {
        assets.address(name)
    })?;
    assets.add("boot.js", boot.into_bytes());
    Ok(assets)
}

/// A hash over all inputs by content, over xtask itself and over the quality.
fn fingerprint(workspace: &Workspace, quality: Quality) -> anyhow::Result<String> {
    let mut digest = Sha256::new();
    for input in [
        "app",
        "style",
        "Cargo.toml",
        "Cargo.lock",
        ".cargo/config.toml",
        "rust-toolchain.toml",
    ] {
        for entry in WalkDir::new(workspace.root.join(input)).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                digest.update(relative_name(entry.path(), &workspace.root));
                digest.update(Sha256::digest(fs::read(entry.path())?));
            }
        }
    }
    let itself = fs::metadata(std::env::current_exe()?)?;
    digest.update(itself.len().to_le_bytes());
    digest.update(format!("{:?}{quality:?}", itself.modified()?));
    if quality == Quality::Release {
        digest.update([u8::from(bindings::optimiser(workspace).is_some())]);
    }
    Ok(format!("{:x}", digest.finalize()))
}

fn files_of(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}
