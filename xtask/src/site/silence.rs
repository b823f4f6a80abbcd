//! Takes out of a module what only words its failures: the bodies of the functions that Rust calls
//! to panic become the instruction that stops.
//!
//! Only for a module that says nothing when it fails: without a hook the message is composed and
//! then shown to nobody. It stops at the same places as before. What only the messages needed is
//! dropped by the steps after this one.

use anyhow::Context;

use super::module::{CODE, CUSTOM, HEAD, Reader, push_number};

/// Parts of the names of functions that never return and only say why.
const SAYING: [&str; 12] = [
    "4core9panicking",
    "3std9panicking",
    "rust_begin_unwind",
    "rust_panic",
    "slice_error_fail",
    "slice_index_fail",
    "len_mismatch_fail",
    "unwrap_failed",
    "expect_failed",
    "handle_alloc_error",
    "capacity_overflow",
    "panic_already_",
];
/// A body without locals: `unreachable`, `end`.
const STOPS: [u8; 3] = [0x00, 0x00, 0x0b];

/// The module with those functions stopping at once. Its functions must have their names.
pub fn silence(wasm: &[u8]) -> anyhow::Result<Vec<u8>> {
    let silent = saying(wasm)?;
    let mut out = wasm.get(..HEAD).context("a module has a head")?.to_vec();
    let mut reader = Reader(&wasm[HEAD..]);
    let mut imported = 0;
    while let Some((kind, section)) = reader.section()? {
        if kind == super::module::IMPORTS {
            imported = functions_imported(section)?;
        }
        out.push(kind);
        if kind != CODE {
            push_number(&mut out, section.len());
            out.extend(section);
            continue;
        }
        let mut bodies = Reader(section);
        let count = bodies.number()?;
        let mut code = Vec::with_capacity(section.len());
        push_number(&mut code, count);
        for function in imported..imported + count {
            let length = bodies.number()?;
            let body = bodies.take(length)?;
            let body = match silent.binary_search(&function) {
                Ok(_) => &STOPS,
                Err(_) => body,
            };
            push_number(&mut code, body.len());
            code.extend(body);
        }
        push_number(&mut out, code.len());
        out.extend(code);
    }
    Ok(out)
}

/// The numbers of the functions that only say why, ascending.
fn saying(wasm: &[u8]) -> anyhow::Result<Vec<usize>> {
    let mut reader = Reader(wasm.get(HEAD..).context("a module has a head")?);
    let mut found = Vec::new();
    while let Some((kind, section)) = reader.section()? {
        let mut section = Reader(section);
        if kind != CUSTOM || section.text()? != "name" {
            continue;
        }
        while let Some((kind, names)) = section.section()? {
            // Names of functions; others are of locals, types, data.
            if kind != 1 {
                continue;
            }
            let mut names = Reader(names);
            for _ in 0..names.number()? {
                let function = names.number()?;
                let name = names.text()?;
                if SAYING.iter().any(|part| name.contains(part)) {
                    found.push(function);
                }
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn functions_imported(section: &[u8]) -> anyhow::Result<usize> {
    let mut reader = Reader(section);
    let mut functions = 0;
    for _ in 0..reader.number()? {
        reader.text()?;
        reader.text()?;
        functions += usize::from(reader.import()? == 0);
    }
    Ok(functions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::module::{IMPORTS, push_text};

    /// One imported function and two of its own, of which the first panics.
    fn module() -> Vec<u8> {
        let mut imports = vec![1];
        push_text(&mut imports, "w");
        push_text(&mut imports, "_0");
        imports.extend([0, 0]);
        let code = [2, 4, 0, 0x01, 0x01, 0x0b, 4, 0, 0x01, 0x01, 0x0b];
        let mut names = vec![2, 1];
        push_text(&mut names, "_ZN4core9panicking9panic_fmt17h0E");
        names.push(2);
        push_text(&mut names, "_ZN4view4open17h0E");
        let mut name = Vec::new();
        push_text(&mut name, "name");
        name.push(1);
        push_number(&mut name, names.len());
        name.extend(names);
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        for (kind, section) in [(IMPORTS, imports), (CODE, code.to_vec()), (CUSTOM, name)] {
            wasm.push(kind);
            push_number(&mut wasm, section.len());
            wasm.extend(section);
        }
        wasm
    }

    #[test]
    fn what_panics_stops_and_nothing_else_does() {
        let silent = silence(&module()).expect("a module");
        let code = [2, 3, 0, 0, 0x0b, 4, 0, 0x01, 0x01, 0x0b];
        assert!(silent.windows(code.len()).any(|part| part == code));
        assert_eq!(silent.len() + 1, module().len());
        assert!(silence(&module()[..30]).is_err());
    }
}
