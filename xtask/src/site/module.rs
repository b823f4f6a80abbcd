//! WebAssembly as bytes: sections, numbers and names, read and written. It knows no instruction.

use anyhow::{Context, bail};

/// The kinds of sections that are looked into.
pub const CUSTOM: u8 = 0;
pub const IMPORTS: u8 = 2;
pub const CODE: u8 = 10;
/// Bytes before the first section.
pub const HEAD: usize = 8;

/// The bytes not read yet.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn take(&mut self, count: usize) -> anyhow::Result<&'a [u8]> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .context("a module is cut off")?;
        self.0 = rest;
        Ok(taken)
    }

    /// LEB128.
    pub fn number(&mut self) -> anyhow::Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("a number in a module is too long")
    }

    pub fn text(&mut self) -> anyhow::Result<String> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?.to_owned())
    }

    /// The next section with its kind; `None` at the end.
    pub fn section(&mut self) -> anyhow::Result<Option<(u8, &'a [u8])>> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let kind = self.take(1)?[0];
        let length = self.number()?;
        Ok(Some((kind, self.take(length)?)))
    }

    /// What is imported, after its two names; gives its kind, 0 for a function.
    pub fn import(&mut self) -> anyhow::Result<u8> {
        let kind = self.take(1)?[0];
        match kind {
            0 => drop(self.number()?),
            3 => drop(self.take(2)?),
            kind => bail!("an import of kind {kind} is not expected of bindings"),
        }
        Ok(kind)
    }
}

pub fn push_number(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

pub fn push_text(out: &mut Vec<u8>, text: &str) {
    push_number(out, text.len());
    out.extend(text.as_bytes());
}
