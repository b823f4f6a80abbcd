//! Short names between a module and its JavaScript: every import carries a hash of sixteen digits,
//! on both sides, which no compression makes smaller.
//!
//! Only for a bundle that nobody else reads; the workspace's bindings have snippets and stay as
//! they are made.

use std::collections::BTreeMap;

use anyhow::{Context, bail};

use super::module::{HEAD, IMPORTS, Reader, push_number, push_text};

/// What the module's imports are imported from afterwards.
const FROM: &str = "w";

/// Renames the imports of a module, and the same in its JavaScript, where comments and indentation
/// go too.
pub fn shorten(wasm: &[u8], javascript: &str) -> anyhow::Result<(Vec<u8>, String)> {
    let mut renamed = Renamed::default();
    let mut out = wasm.get(..HEAD).context("a module has a head")?.to_vec();
    let mut reader = Reader(&wasm[HEAD..]);
    while let Some((kind, section)) = reader.section()? {
        let section = if kind == IMPORTS {
            renamed.imports(section)?
        } else {
            section.to_vec()
        };
        out.push(kind);
        push_number(&mut out, section.len());
        out.extend(section);
    }
    let mut javascript = without_comments(javascript);
    // Longer names first: one may begin with another.
    let mut names: Vec<(&String, &String)> = renamed.names.iter().collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    for (name, short) in names {
        if !javascript.contains(name.as_str()) {
            bail!("the bindings do not give {name}");
        }
        javascript = javascript.replace(name.as_str(), short);
    }
    for module in &renamed.modules {
        javascript = javascript.replace(&format!("\"{module}\""), &format!("\"{FROM}\""));
    }
    Ok((out, javascript))
}

#[derive(Default)]
struct Renamed {
    names: BTreeMap<String, String>,
    modules: Vec<String>,
}

impl Renamed {
    fn imports(&mut self, section: &[u8]) -> anyhow::Result<Vec<u8>> {
        let mut reader = Reader(section);
        let count = reader.number()?;
        let mut out = Vec::with_capacity(section.len());
        push_number(&mut out, count);
        for _ in 0..count {
            let module = reader.text()?;
            let name = reader.text()?;
            if !self.modules.contains(&module) {
                self.modules.push(module);
            }
            let next = format!("_{}", self.names.len());
            let short = self.names.entry(name).or_insert(next);
            push_text(&mut out, FROM);
            push_text(&mut out, short);
            let before = reader.0;
            reader.import()?;
            out.extend(&before[..before.len() - reader.0.len()]);
        }
        Ok(out)
    }
}

/// Without comments of their own lines and without indentation.
fn without_comments(javascript: &str) -> String {
    let mut out = String::with_capacity(javascript.len());
    let mut is_comment = false;
    for line in javascript.lines().map(str::trim) {
        is_comment |= line.starts_with("/**");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports two functions of one type, and nothing else.
    fn module(from: &str, names: [&str; 2]) -> Vec<u8> {
        let mut imports = vec![2];
        for name in names {
            push_text(&mut imports, from);
            push_text(&mut imports, name);
            imports.extend([0, 0]);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 4, 1, 0x60, 0, 0, IMPORTS]);
        push_number(&mut wasm, imports.len());
        wasm.extend(imports);
        wasm
    }

    #[test]
    fn both_sides_are_renamed_alike() {
        let wasm = module("./view_bg.js", ["__wbg_a_0123456789abcdef", "__wbg_a_0123"]);
        let javascript = "/**\n * What it is.\n */\nconst imports = {\n    __wbg_a_0123456789abcdef: one,\n    // Two.\n    __wbg_a_0123: two,\n};\nreturn { \"./view_bg.js\": imports };\n";
        let (short, shortened) = shorten(&wasm, javascript).expect("a module and its bindings");
        assert_eq!(short, module("w", ["_0", "_1"]));
        assert_eq!(
            shortened,
            "const imports = {\n_0: one,\n_1: two,\n};\nreturn { \"w\": imports };\n"
        );
    }

    #[test]
    fn what_does_not_fit_together_is_an_error() {
        let wasm = module("./view_bg.js", ["__wbg_a", "__wbg_b"]);
        assert!(shorten(&wasm, "__wbg_a").is_err());
        assert!(shorten(&wasm[..wasm.len() - 3], "__wbg_a __wbg_b").is_err());
        assert!(shorten(b"\0asm", "").is_err());
    }
}
