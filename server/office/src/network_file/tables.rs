//! CSV: a table of nodes and a table of edges, under the names Gephi reads (`Id`, `Label`,
//! `Source`, `Target`, `Type`). In UTF-8 with a mark at its beginning, so that Excel reads it.
//!
//! Russian Excel opens a file by double click only with `;` between cells and a decimal comma;
//! so the Russian file has these, and the English one `,` and a point. Both are read, and the tab.
//!
//! A column nothing is known for is left out; edges of one end have an empty cell at the other.
//!
//! A cell that Excel would take for a formula gets an apostrophe before it, and one more if it
//! begins with apostrophes already; reading takes one away. Numbers we write ourselves get none.

use super::attributes::{Attribute, EDGE, NODE, Type, find, known_in};
use super::refusal::{NetworkFileProblem as P, refused};
use super::rows::{ATTRIBUTES_MAX, EDGES_MAX, NODES_MAX, NetworkRows, Row, Table};
use super::xml::VALUE_BYTES_MAX;
use super::{NetworkContents, Written};
use crate::FileError;
use crate::grid::address;
use opora_domain::Locale;
use opora_domain::choice::normal;

const MARK: char = '\u{feff}';

pub(super) fn write_nodes(contents: &NetworkContents, locale: Locale) -> Written {
    let rows = contents.values_of_nodes();
    let attributes = known_in(NODE, &rows).collect();
    let mut sheet = Sheet::new(locale, &["Id", "Label"], attributes);
    for (organisation, values) in contents.organisations.iter().zip(&rows) {
        sheet.row(&[&organisation.code, &organisation.name], values);
    }
    sheet.written(0)
}

pub(super) fn write_edges(contents: &NetworkContents, locale: Locale) -> Written {
    let (edges, left_out) = contents.edges();
    let rows = contents.values_of_edges(&edges);
    let attributes = known_in(EDGE, &rows).collect();
    let mut sheet = Sheet::new(locale, &["Source", "Target", "Type", "Id"], attributes);
    for (edge, values) in edges.iter().zip(&rows) {
        let (from, to) = (edge.from.unwrap_or_default(), edge.to.unwrap_or_default());
        sheet.row(&[from, to, "Directed", &edge.id], values);
    }
    sheet.written(left_out)
}

struct Sheet {
    text: String,
    separator: char,
    attributes: Vec<&'static Attribute>,
}

impl Sheet {
    fn new(locale: Locale, first: &[&str], attributes: Vec<&'static Attribute>) -> Self {
        let separator = match locale {
            Locale::Ru => ';',
            Locale::En => ',',
        };
        let mut sheet = Sheet {
            text: MARK.to_string(),
            separator,
            attributes,
        };
        let names = sheet.attributes.iter().map(|it| it.name);
        let cells: Vec<String> = first
            .iter()
            .copied()
            .chain(names)
            .map(str::to_owned)
            .collect();
        sheet.line(&cells);
        sheet
    }

    fn row(&mut self, first: &[&str], values: &[(&'static str, String)]) {
        let mut cells: Vec<String> = first.iter().map(|text| cell(&guarded(text))).collect();
        for attribute in &self.attributes {
            let value = values.iter().find(|(name, _)| *name == attribute.name);
            cells.push(match (value, attribute.kind) {
                (None, _) => String::new(),
                (Some((_, text)), Type::Whole | Type::Number) => match self.separator {
                    ';' => text.replace('.', ","),
                    _ => text.clone(),
                },
                (Some((_, text)), _) => cell(&guarded(text)),
            });
        }
        self.line(&cells);
    }

    /// RFC 4180: lines end in CR LF. A number stands as it is, so that it is taken for one.
    fn line(&mut self, cells: &[String]) {
        for (position, cell) in cells.iter().enumerate() {
            if position > 0 {
                self.text.push(self.separator);
            }
            self.text.push_str(cell);
        }
        self.text.push_str("\r\n");
    }

    fn written(self, partnerships_left_out: usize) -> Written {
        Written {
            text: self.text,
            characters_dropped: 0,
            places_unknown: 0,
            partnerships_left_out,
        }
    }
}

/// A text as a cell: in quotes where it could be taken apart, whatever separates the cells.
fn cell(text: &str) -> String {
    let is_plain =
        !text.contains([';', ',', '\t', '"', '\n', '\r']) && text.trim().len() == text.len();
    if is_plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
}

fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

fn guarded(text: &str) -> String {
    if is_formula(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Holds {
    Id,
    Label,
    From,
    To,
    Direction,
    Attribute(&'static Attribute),
    Unknown,
}

pub(super) fn read(text: &str) -> Result<NetworkRows, FileError> {
    let text = text.trim_start_matches(MARK);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator_of(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    let mut header: Option<(Vec<Holds>, bool)> = None;
    let mut number: u32 = 0;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, |it| it.line());
                let detail = error.to_string();
                return refused(usize::try_from(line).unwrap_or(0), P::NotXml { detail });
            }
        };
        number += 1;
        let line = record.position().map_or(1, |it| it.line());
        let line = usize::try_from(line).unwrap_or(0);
        if record.len() > ATTRIBUTES_MAX {
            let what = "attributes";
            return refused(
                line,
                P::TooMany {
                    what,
                    count_max: ATTRIBUTES_MAX,
                },
            );
        }
        if record.iter().any(|cell| cell.len() > VALUE_BYTES_MAX) {
            return refused(
                line,
                P::TooLong {
                    bytes_max: VALUE_BYTES_MAX,
                },
            );
        }
        match &header {
            None => header = Some(read_header(&record, &mut table, line)?),
            Some((columns, is_of_edges)) => {
                if record.iter().all(|cell| cell.trim().is_empty()) {
                    continue;
                }
                let (what, count_max) = if *is_of_edges {
                    ("edges", EDGES_MAX)
                } else {
                    ("nodes", NODES_MAX)
                };
                if table.rows.len() >= count_max {
                    return refused(line, P::TooMany { what, count_max });
                }
                table.rows.push(read_row(&record, columns, number, line)?);
            }
        }
    }
    match header {
        None => refused(1, P::NoColumns),
        Some((_, true)) => Ok(NetworkRows {
            edges: Some(table),
            ..NetworkRows::default()
        }),
        Some((_, false)) => Ok(NetworkRows {
            nodes: Some(table),
            ..NetworkRows::default()
        }),
    }
}

/// The most frequent of the three outside of quotes, in the first line.
fn separator_of(text: &str) -> u8 {
    let mut counts = [(b';', 0_usize), (b',', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.bytes().take(VALUE_BYTES_MAX) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            byte if !is_quoted => {
                for (separator, count) in &mut counts {
                    *count += usize::from(byte == *separator);
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    let first = counts.iter().find(|(_, count)| Some(*count) == most);
    first.map_or(b';', |(separator, _)| *separator)
}

fn read_header(
    record: &csv::StringRecord,
    table: &mut Table,
    line: usize,
) -> Result<(Vec<Holds>, bool), FileError> {
    let names: Vec<String> = record.iter().map(|cell| normal(unguarded(cell))).collect();
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    let (from, to) = (["source", "from", "от"], ["target", "to", "к"]);
    let is_of_edges = has(&from) && has(&to);
    if !is_of_edges && !has(&["id", "code", "код"]) {
        return refused(line, P::NoColumns);
    }
    let among = if is_of_edges { EDGE } else { NODE };
    let mut columns: Vec<Holds> = Vec::new();
    for (position, name) in names.iter().enumerate() {
        let holds = match name.as_str() {
            "id" => Holds::Id,
            "label" if !is_of_edges => Holds::Label,
            name if is_of_edges && from.contains(&name) => Holds::From,
            name if is_of_edges && to.contains(&name) => Holds::To,
            "type" if is_of_edges => Holds::Direction,
            name => find(among, name).map_or(Holds::Unknown, Holds::Attribute),
        };
        if matches!(holds, Holds::Unknown) && !name.is_empty() {
            let column = u32::try_from(position).unwrap_or(0);
            table.unknown.push((address(1, column), name.clone()));
        }
        columns.push(holds);
    }
    Ok((columns, is_of_edges))
}

fn read_row(
    record: &csv::StringRecord,
    columns: &[Holds],
    number: u32,
    line: usize,
) -> Result<Row, FileError> {
    let mut row = Row {
        place: address(number, 0),
        ..Row::default()
    };
    let mut label = None;
    for (position, (cell, holds)) in record.iter().zip(columns).enumerate() {
        let place = address(number, u32::try_from(position).unwrap_or(0));
        let text = unguarded(cell);
        let named = || {
            Some(text.trim())
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
        };
        match holds {
            Holds::Id => row.id = text.trim().to_owned(),
            Holds::Label => label = Some((text.to_owned(), place)),
            Holds::From => row.from = named(),
            Holds::To => row.to = named(),
            Holds::Direction => {
                row.is_undirected = !text.trim().is_empty() && normal(text) != "directed";
            }
            Holds::Attribute(attribute) => row.keep(attribute, text.to_owned(), place, line)?,
            Holds::Unknown => {}
        }
    }
    if let (Some((label, place)), Some(name), false) =
        (label, find(NODE, "name"), row.values.contains_key("name"))
    {
        row.keep(name, label, place, line)?;
    }
    Ok(row)
}
