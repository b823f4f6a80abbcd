//! XML within limits: elements, their attributes and text, each with its line. Refuses what could
//! make a small file big: type declarations, entities, depth. Knows no format.
//!
//! The writing half escapes texts so that they are read back as they were, and drops what XML 1.0
//! has no way to say.

use super::refusal::{NetworkFileProblem as P, refused};
use crate::FileError;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::VecDeque;

/// Most elements inside one another; a network file has about 8.
pub(super) const DEPTH_MAX: usize = 64;
/// Most bytes of one value; the longest field has 10 000 characters.
pub(super) const VALUE_BYTES_MAX: usize = 100_000;
/// Most attributes of one element.
const PARTS_MAX: usize = 64;

/// What stands next in a file. Names are without their prefix.
#[derive(Debug)]
pub(super) enum Piece {
    Open {
        name: String,
        parts: Vec<(String, String)>,
    },
    Text(String),
    Close(String),
}

/// An attribute of an element.
pub(super) fn part<'a>(parts: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = parts.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

/// Reads a file piece by piece.
pub(super) struct Pieces<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    open: Vec<String>,
    waiting: VecDeque<Piece>,
    counted: usize,
    line: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        Pieces {
            text,
            reader: Reader::from_str(text),
            open: Vec::new(),
            waiting: VecDeque::new(),
            counted: 0,
            line: 1,
        }
    }

    /// The line of the last piece, from 1.
    pub(super) const fn line(&self) -> usize {
        self.line
    }

    /// The names of the elements the last piece is in, the outermost first.
    pub(super) fn open(&self) -> &[String] {
        &self.open
    }

    /// `None` at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, FileError> {
        loop {
            if let Some(piece) = self.waiting.pop_front() {
                if let Piece::Close(_) = piece {
                    self.open.pop();
                }
                return Ok(Some(piece));
            }
            let event = self.reader.read_event();
            self.count_lines();
            let event = match event {
                Ok(event) => event,
                Err(error) => return self.broken(error.to_string()),
            };
            match event {
                Event::Start(element) => {
                    let piece = self.opened(&element)?;
                    return Ok(Some(piece));
                }
                Event::Empty(element) => {
                    let piece = self.opened(&element)?;
                    let name = element.local_name().into_inner().to_owned();
                    self.waiting.push_back(Piece::Close(name));
                    return Ok(Some(piece));
                }
                Event::End(element) => {
                    let name = element.local_name().into_inner().to_owned();
                    self.waiting.push_back(Piece::Close(name));
                }
                Event::Text(text) => {
                    self.check_length(text.len())?;
                    return Ok(Some(Piece::Text(text.xml10_content().into_owned())));
                }
                Event::CData(text) => {
                    self.check_length(text.len())?;
                    return Ok(Some(Piece::Text(text.xml10_content().into_owned())));
                }
                Event::GeneralRef(reference) => {
                    let letter = match reference.resolve_char_ref() {
                        Ok(Some(letter)) => letter.to_string(),
                        Ok(None) => match resolve_predefined_entity(&reference) {
                            Some(text) => text.to_owned(),
                            None => {
                                let name = reference.to_string();
                                return refused(self.line, P::Entity { name });
                            }
                        },
                        Err(error) => return self.broken(error.to_string()),
                    };
                    return Ok(Some(Piece::Text(letter)));
                }
                Event::DocType(_) => return refused(self.line, P::Doctype),
                Event::Decl(declaration) => {
                    let is_other = |name: &str| !name.eq_ignore_ascii_case("utf-8");
                    if let Some(Ok(encoding)) = declaration.encoding()
                        && is_other(&encoding)
                        && is_other(&encoding.replace("UTF8", "UTF-8"))
                        && !encoding.eq_ignore_ascii_case("us-ascii")
                    {
                        return refused(self.line, P::NotUtf8);
                    }
                }
                Event::Comment(_) | Event::PI(_) => {}
                Event::Eof if self.open.is_empty() => return Ok(None),
                Event::Eof => return self.broken("the file ends inside an element".to_owned()),
            }
        }
    }

    fn opened(&mut self, element: &BytesStart<'_>) -> Result<Piece, FileError> {
        let name = element.local_name().into_inner().to_owned();
        if self.open.len() >= DEPTH_MAX {
            return refused(
                self.line,
                P::TooDeep {
                    depth_max: DEPTH_MAX,
                },
            );
        }
        let mut parts = Vec::new();
        for attribute in element.attributes() {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => return self.broken(error.to_string()),
            };
            self.check_length(attribute.value.len())?;
            if parts.len() >= PARTS_MAX {
                let what = "values";
                return refused(
                    self.line,
                    P::TooMany {
                        what,
                        count_max: PARTS_MAX,
                    },
                );
            }
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value.into_owned(),
                Err(error) => {
                    use quick_xml::escape::EscapeError;
                    if let quick_xml::Error::Escape(EscapeError::UnrecognizedEntity(_, name)) =
                        error
                    {
                        return refused(self.line, P::Entity { name });
                    }
                    return self.broken(error.to_string());
                }
            };
            parts.push((attribute.key.local_name().into_inner().to_owned(), value));
        }
        self.open.push(name.clone());
        Ok(Piece::Open { name, parts })
    }

    fn check_length(&self, bytes: usize) -> Result<(), FileError> {
        let bytes_max = VALUE_BYTES_MAX;
        if bytes > bytes_max {
            return refused(self.line, P::TooLong { bytes_max });
        }
        Ok(())
    }

    fn broken<T>(&self, detail: String) -> Result<T, FileError> {
        refused(self.line, P::NotXml { detail })
    }

    fn count_lines(&mut self) {
        let position = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let position = position.min(self.text.len());
        let passed = &self.text.as_bytes()[self.counted..position];
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.counted = position;
    }
}

/// A document while it is written.
#[derive(Default)]
pub(super) struct Page {
    pub text: String,
    /// Characters XML has no way to say.
    pub dropped: usize,
}

impl Page {
    /// One line as it is.
    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// ` name="value"`
    pub(super) fn part(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        self.escaped(value);
        self.text.push('"');
    }

    /// White space is written by number: in an attribute it would be read as a space.
    pub(super) fn escaped(&mut self, value: &str) {
        for letter in value.chars() {
            match letter {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\t' => self.text.push_str("&#9;"),
                '\n' => self.text.push_str("&#10;"),
                '\r' => self.text.push_str("&#13;"),
                // Read as the end of a line by XML 1.1.
                '\u{85}' => self.text.push_str("&#133;"),
                '\u{2028}' => self.text.push_str("&#8232;"),
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => self.dropped += 1,
                letter => self.text.push(letter),
            }
        }
    }
}
