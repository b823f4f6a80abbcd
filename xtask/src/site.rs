//! Builds the site: everything the server hands out as files.
//!
//! The result lies in `target/site`: `app.html` (the workspace's shell), `service-worker.js`,
//! `manifest.webmanifest`, `assets.json` (logical name → address, read by the server) and
//! `assets/NAME-HASH.EXT`, each with `.br` and `.gz` beside it where that pays. Nothing here
//! renders pages: that is the server's work.

pub mod bindings;
mod chunks;
mod module;
mod set;
mod shorten;
mod silence;
mod styles;
mod template;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::workspace::{Workspace, finish, relative_name, size};
use bindings::{Bindings, Bundle};
use set::{AssetSet, hash};

/// What the workspace's WebAssembly is to weigh, in bytes, compressed with brotli 11: a phone on a
/// village line pays for every kilobyte.
const WASM_GOAL_BYTES: u64 = 260_000;

/// What it may weigh: without the chunks of screens that come later, the last measured weight and a
/// little room. It is only ever lowered.
const WASM_CEILING_BYTES: u64 = 226_500;

/// What each set of the workspace's chunks may weigh, in bytes, compressed with brotli 11: all that is
/// fetched when a screen of the set is first opened, also what it has in common with other sets. It is
/// the last measured weight and a little room; a set that is not named here is an error.
const SET_CEILINGS_BYTES: &[(&str, u64)] = &[
    ("desk", 32_300),
    ("due", 55_000),
    ("figures", 225_000),
    ("network", 88_500),
    ("office", 12_300),
    ("practices", 87_000),
    ("programme", 197_500),
    ("rounds", 104_500),
];

/// What the picture's module may weigh with its bindings, in bytes, compressed with gzip 9. It is
/// the last measured weight, without `wasm-opt` as in daily work, and lowered when it can be; 60 kB
/// were asked for. Once it was raised, by 1.1 kB: painting without instances and in steps, which makes
/// the first frame of thousands three times as fast.
const VIEW_CEILING_BYTES: u64 = 57_100;

const WORKSPACE: Bundle = Bundle {
    package: "opora-browser",
    module: "opora_browser",
    is_silent: false,
    is_split: true,
};
const VIEW: Bundle = Bundle {
    package: "opora-graph-view",
    module: "opora_graph_view",
    is_silent: true,
    is_split: false,
};
/// The picture's module as pages name it.
const VIEW_BOOT: &str = "graph-view.js";
/// Tells the page around an embedded picture its height.
const EMBEDDED: &str = "embedded.js";

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
    // The picture's module is for public pages: a device that works for days has no use for it.
    let precache = serde_json::to_string(&assets.addresses_but(&[
        VIEW_BOOT,
        EMBEDDED,
        &VIEW.javascript_name(),
        &VIEW.wasm_name(),
    ]))?;
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

/// Prints the weights of the workspace's WebAssembly and of the picture's module in a built site.
///
/// # Errors
/// When one is above its ceiling.
pub fn check_budget(site: &Path) -> anyhow::Result<()> {
    let addresses: BTreeMap<String, String> =
        serde_json::from_str(&read(&site.join("assets.json"))?)?;
    let file = |name: &str| -> anyhow::Result<PathBuf> {
        let address = addresses
            .get(name)
            .with_context(|| format!("the site holds {name}"))?;
        Ok(site.join(address.trim_start_matches('/')))
    };
    let wasm = file(&WORKSPACE.wasm_name())?;
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
    check_chunks(site, &addresses)?;
    let wasm = file(&VIEW.wasm_name())?.with_extension("wasm.gz");
    let javascript = file(&VIEW.javascript_name())?.with_extension("js.gz");
    check_view(fs::metadata(wasm)?.len(), fs::metadata(javascript)?.len())
}

/// Prints the weights of the workspace's chunks and of the sets they come in.
fn check_chunks(site: &Path, addresses: &BTreeMap<String, String>) -> anyhow::Result<()> {
    let mut sets: BTreeMap<&str, u64> = BTreeMap::new();
    for (name, address) in addresses {
        let Some(needed_by) = chunks::sets_of(name) else {
            continue;
        };
        let plain = site.join(address.trim_start_matches('/'));
        let raw = fs::metadata(&plain)?.len();
        // What is very small has no compressed copy.
        let compressed =
            fs::metadata(plain.with_extension("wasm.br")).map_or(raw, |copy| copy.len());
        println!("site: {name} {} raw, {} br", size(raw), size(compressed));
        for set in needed_by {
            *sets.entry(set).or_default() += compressed;
        }
    }
    for (set, weight) in sets {
        let known = SET_CEILINGS_BYTES.iter().find(|(known, _)| *known == set);
        let (_, ceiling) = known.with_context(|| format!("the set {set} needs a ceiling"))?;
        println!(
            "site: set {set} {} br, ceiling {}",
            size(weight),
            size(*ceiling)
        );
        if weight > *ceiling {
            bail!("the set {set} has become heavier");
        }
    }
    Ok(())
}

/// Prints the weight of the picture's module, in bytes after gzip 9.
fn check_view(wasm: u64, javascript: u64) -> anyhow::Result<()> {
    println!(
        "site: graph view {} gz ({} WASM, {} JavaScript), ceiling {}",
        size(wasm + javascript),
        size(wasm),
        size(javascript),
        size(VIEW_CEILING_BYTES),
    );
    if wasm + javascript > VIEW_CEILING_BYTES {
        bail!("the picture's module has become heavier");
    }
    Ok(())
}

/// Builds what a public page with a picture needs, and nothing of the workspace: the style sheet,
/// the picture's module, and for looking at it pages of generated networks.
///
/// # Errors
/// Besides failing tools: a module above its ceiling.
pub fn build_view(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let folder = workspace.target.join("graph-view");
    let mut assets = AssetSet::default();
    add_fonts(workspace, &mut assets)?;
    let style = workspace.root.join("style");
    let css = styles::compile(&style.join("opora.scss"), &style, &assets)?;
    assets.add("opora.css", css.into_bytes());
    add_view(workspace, &mut assets, Quality::Release)?;
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.insert(
        "assets.json".to_owned(),
        serde_json::to_vec_pretty(&assets.by_name())?,
    );
    files.extend(assets.into_files());
    let cache = workspace.target.join("site-compressed");
    set::write(&files, &folder, &cache)?;
    let weight = |name: &str| -> anyhow::Result<u64> {
        let bytes = files.iter().find(|(path, _)| path.contains(name));
        let (_, bytes) = bytes.with_context(|| format!("{name} was built"))?;
        Ok(set::compress(bytes, &cache)?.gzip.len() as u64)
    };
    check_view(
        weight("opora_graph_view_bg-")?,
        weight("opora_graph_view-")?,
    )?;
    finish(
        workspace
            .cargo()
            .args([
                "test",
                "--quiet",
                "--package",
                "opora-app",
                "--features",
                "ssr",
            ])
            .args(["--lib", "pages_to_look_at", "--", "--ignored"])
            .env("OPORA_PAGES", &folder),
    )?;
    Ok(folder)
}

fn add_fonts(workspace: &Workspace, assets: &mut AssetSet) -> anyhow::Result<()> {
    for font in files_of(&workspace.root.join("style/fonts"))? {
        if font
            .extension()
            .is_some_and(|extension| extension == "woff2")
        {
            assets.add_file(&font)?;
        }
    }
    Ok(())
}

/// The picture's module: bindings, WebAssembly, and the script that loads both.
fn add_view(workspace: &Workspace, assets: &mut AssetSet, quality: Quality) -> anyhow::Result<()> {
    let mut bindings = bindings::build(workspace, &VIEW, quality)?;
    let javascript = String::from_utf8(bindings.javascript).context("bindings are text")?;
    let (wasm, javascript) = shorten::shorten(&bindings.wasm, &javascript)?;
    (bindings.wasm, bindings.javascript) = (wasm, javascript.into_bytes());
    add_bindings(assets, &VIEW, bindings)?;
    let boot = read(&workspace.root.join("app/graph-view/boot.js"))?;
    let boot = template::fill(&boot, |name| assets.address(name))?;
    assets.add(VIEW_BOOT, boot.into_bytes());
    assets.add_file(&workspace.root.join("app/graph-view").join(EMBEDDED))?;
    Ok(())
}

fn add_bindings(assets: &mut AssetSet, bundle: &Bundle, bindings: Bindings) -> anyhow::Result<()> {
    for (name, bytes) in bindings.snippets {
        // The bindings import these by relative name; their folder already carries a hash.
        assets.add_as_is(&name, bytes);
    }
    let mut javascript = bindings.javascript;
    for (name, bytes) in bindings.chunks {
        assets.add(&name, bytes);
        let address = assets.address(&name).context("a chunk was just added")?;
        javascript = chunks::rename(javascript, &name, &address)?;
    }
    assets.add(&bundle.wasm_name(), bindings.wasm);
    assets.add(&bundle.javascript_name(), javascript);
    Ok(())
}

/// Everything under `assets/`, in the order in which one refers to another.
fn collect(workspace: &Workspace, quality: Quality) -> anyhow::Result<AssetSet> {
    let browser = workspace.root.join("app/browser");
    let mut assets = AssetSet::default();

    add_fonts(workspace, &mut assets)?;
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

    let bindings = bindings::build(workspace, &WORKSPACE, quality)?;
    add_bindings(&mut assets, &WORKSPACE, bindings)?;
    add_view(workspace, &mut assets, quality)?;
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
