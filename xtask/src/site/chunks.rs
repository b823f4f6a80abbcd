//! A module in parts: what is needed at once, and chunks that are fetched when a screen of theirs is
//! first opened.
//!
//! What a chunk holds follows from the program: the functions marked `#[wasm_split(SET, …)]` and all
//! that only they reach. What several sets reach, and the rest does not, is a chunk of its own that
//! comes with each of them. It decides nothing about which screens those are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::bindings::Bundle;

/// The splitter has to see what refers to what.
pub const LINKED_WITH: &str = "-Clink-args=--emit-relocs";

/// What chunks are called: `chunk.SET.wasm`, or with all the sets that need it, `chunk.ONE.TWO.wasm`.
const NAMED: &str = "chunk.";
/// The splitter's JavaScript, as the module and its bindings name it.
const LINK: &str = "./chunks.js";
/// How the splitter's JavaScript fetches a chunk.
const FETCH: &str = "fetch(new URL(";
/// How a chunk is fetched instead: not longer than somebody waits.
const FETCHED: &str = include_str!("fetched.js");

/// Splits a module: writes what is needed at once to `main` and the chunks into `folder`, and gives
/// the JavaScript that loads them. `between` is for files on the way.
pub fn split(
    wasm: &[u8],
    bundle: &Bundle,
    main: &Path,
    between: &Path,
    folder: &Path,
) -> anyhow::Result<String> {
    let parts = wasm_split_cli_support::transform({
        let mut options = wasm_split_cli_support::Options::new(wasm);
        options.output_dir = between;
        options.main_out_path = main;
        options.link_name = LINK;
        options
    })
    .map_err(|error| anyhow!("splitting {}: {error:#}", bundle.module))?;

    let mut sets_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (set, files) in parts.prefetch_map {
        if !set.bytes().all(|byte| byte.is_ascii_lowercase()) {
            bail!("a set of chunks is one word of small letters, not {set}");
        }
        for file in files {
            sets_of.entry(file).or_default().insert(set.clone());
        }
    }
    let mut link = fs::read_to_string(between.join(LINK))?;
    for (file, sets) in sets_of {
        let sets: Vec<String> = sets.into_iter().collect();
        let name = format!("{NAMED}{}.wasm", sets.join("."));
        let chunk = fs::read(between.join(format!("{file}.wasm")))?;
        fs::write(folder.join(&name), tidied(&chunk)?)?;
        link = replace_once(
            &link,
            &format!("\"./{file}.wasm\""),
            &format!("\"./{name}\""),
        )?;
    }
    Ok(link)
}

/// Without names, types nobody uses and the room a linker leaves in its numbers.
fn tidied(chunk: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut module = walrus::ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(chunk)
        .map_err(|error| anyhow!("reading a chunk: {error:#}"))?;
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// Puts the JavaScript that loads the chunks into the bindings, which import it and which it imports:
/// as one file neither needs the other's name, and there is one request less. A chunk that does not
/// come is given up after a while.
pub fn join(javascript: &str, link: &str) -> anyhow::Result<String> {
    // One import for every loader, each under a name of its own.
    let imports: Vec<&str> = javascript
        .lines()
        .filter(|line| line.starts_with("import ") && line.contains(LINK))
        .collect();
    let mut names = Vec::new();
    for import in &imports {
        let name = import
            .strip_prefix("import * as ")
            .and_then(|rest| rest.split_whitespace().next())
            .context("the bindings import what loads the chunks under a name")?;
        names.push(name);
    }
    let (name, others) = names
        .split_first()
        .context("the bindings import what loads the chunks")?;
    let link = link.replace(FETCH, "fetched(new URL(");
    let mut loaders = Vec::new();
    let mut body = FETCHED.to_owned();
    for line in link.lines() {
        if line.starts_with("import { initSync } ") {
            continue;
        }
        let line = match line.strip_prefix("export const ") {
            Some(declared) => {
                let loader = declared.split_whitespace().next().unwrap_or_default();
                loaders.push(loader.to_owned());
                format!("const {declared}")
            }
            None => line.to_owned(),
        };
        body.push_str(&line);
        body.push('\n');
    }
    let is_fetching = body.contains("fetched(new URL(");
    if loaders.is_empty() || !is_fetching || body.contains("export ") || body.contains("import {") {
        bail!("what loads the chunks is not written as it was");
    }
    let mut joined = format!(
        "const {name} = (() => {{\n{body}return {{ {} }};\n}})();\n",
        loaders.join(", ")
    );
    for other in others {
        joined.push_str(&format!("const {other} = {name};\n"));
    }
    for line in javascript.lines().filter(|line| !imports.contains(line)) {
        joined.push_str(line);
        joined.push('\n');
    }
    Ok(joined)
}

/// Lets JavaScript fetch a chunk from its address, in the same folder.
pub fn rename(javascript: Vec<u8>, name: &str, address: &str) -> anyhow::Result<Vec<u8>> {
    let javascript = String::from_utf8(javascript).context("bindings are text")?;
    let file = address.rsplit('/').next().unwrap_or_default();
    let renamed = replace_once(
        &javascript,
        &format!("\"./{name}\""),
        &format!("\"./{file}\""),
    )?;
    Ok(renamed.into_bytes())
}

/// The chunks in a folder by their names.
pub fn files(folder: &Path) -> anyhow::Result<BTreeMap<String, PathBuf>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(NAMED) {
            files.insert(name, entry.path());
        }
    }
    Ok(files)
}

/// The sets that need a chunk, by its name; `None` for what is no chunk.
pub fn sets_of(name: &str) -> Option<Vec<&str>> {
    let sets = name.strip_prefix(NAMED)?.strip_suffix(".wasm")?;
    Some(sets.split('.').collect())
}

fn replace_once(text: &str, what: &str, with: &str) -> anyhow::Result<String> {
    if text.matches(what).count() != 1 {
        bail!("{what} does not stand there once");
    }
    Ok(text.replacen(what, with, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BINDINGS: &str = "/* @ts-self-types */\nimport * as import1 from \"./chunks.js\"\nimport * as import2 from \"./chunks.js\"\n\nfunction initSync() {}\n";
    const LINKING: &str = "import { initSync } from \"./main.js\";\n\nfunction wrap() {}\nexport const __wasm_split_load_import = wrap(() => fetch(new URL(\"./chunk.import.wasm\", import.meta.url)));\n";

    #[test]
    fn bindings_and_what_loads_the_chunks_become_one_file() {
        let joined = join(BINDINGS, LINKING).expect("both are written as expected");
        assert!(
            !joined.contains("chunks.js") && !joined.contains("import {"),
            "{joined}"
        );
        assert!(joined.contains("const import1 = (() => {"), "{joined}");
        assert!(joined.contains("const import2 = import1;"), "{joined}");
        assert!(joined.contains("function initSync() {}"), "{joined}");
        assert!(
            joined.contains("return { __wasm_split_load_import };"),
            "{joined}"
        );
        assert!(
            joined.contains("wrap(() => fetched(new URL(\"./chunk.import.wasm\""),
            "{joined}"
        );
        assert!(join("import init from './x.js'", LINKING).is_err());
        assert!(join(BINDINGS, "function wrap() {}").is_err());
    }

    #[test]
    fn a_chunk_is_fetched_by_the_name_of_its_content() {
        let javascript = LINKING.as_bytes().to_vec();
        let renamed = rename(
            javascript.clone(),
            "chunk.import.wasm",
            "/assets/chunk.import-0a.wasm",
        )
        .expect("the name stands there once");
        assert!(String::from_utf8_lossy(&renamed).contains("\"./chunk.import-0a.wasm\""));
        assert!(
            rename(
                javascript,
                "chunk.other.wasm",
                "/assets/chunk.other-0a.wasm"
            )
            .is_err()
        );
    }

    #[test]
    fn a_name_says_which_sets_need_the_chunk() {
        assert_eq!(sets_of("chunk.import.wasm"), Some(vec!["import"]));
        assert_eq!(
            sets_of("chunk.import.network.wasm"),
            Some(vec!["import", "network"])
        );
        assert_eq!(sets_of("opora_browser_bg.wasm"), None);
    }
}
