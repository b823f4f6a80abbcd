//! What a network file says, as rows: from here on it is a workbook like any other, with the
//! sheets «Организации» and «Партнёрства», and `crate::plan` compares it with the district.
//!
//! An empty value says nothing, in every format: programs write one where they have none. So a
//! second import empties no field; that is done in the application or in a workbook.

use super::attributes::{Attribute, EDGE, NODE, Type, list_of, standing_of};
use super::refusal::{NetworkFileProblem as P, refused};
use crate::cell::Cell;
use crate::draft::{Draft, Place, Said, UnreadChoice};
use crate::file_error::FileError;
use crate::nearest::{nearest, slug_of};
use crate::network_name::network_of;
use crate::problem::{Finding, Severity, What};
use crate::row::{Entry, folded_code, read, say};
use crate::template::{Choice, Column, ColumnReading, SheetKind, column_named, standing_words};
use crate::workbook::{SheetRead, Workbook};
use opora_domain::ids::is_slug;
use opora_domain::{Locale, NetworkId, RecordKind};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Most nodes of a file.
pub(super) const NODES_MAX: usize = crate::SHEET_ROWS_MAX;
/// Most edges of a file.
pub(super) const EDGES_MAX: usize = crate::FILE_ROWS_MAX;
/// Most attributes a file may declare.
pub(super) const ATTRIBUTES_MAX: usize = 200;
/// The identity of the node that stands for a side nobody has named yet begins so; no code can.
pub(super) const OPEN_SIDE: &str = "open:";

/// One node or edge.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The line, or the beginning of the row.
    pub place: String,
    pub id: String,
    /// Text and place of each attribute.
    pub values: BTreeMap<&'static str, (String, String)>,
    /// The sides of an edge, as the file names them.
    pub from: Option<String>,
    pub to: Option<String>,
    pub is_undirected: bool,
}

/// All rows of one kind and the attributes the file has for them.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Row>,
    pub carried: BTreeSet<&'static str>,
    /// Attributes nobody knows: where and how they are called.
    pub unknown: Vec<(String, String)>,
}

/// A file, read.
#[derive(Debug, Default)]
pub(super) struct NetworkRows {
    pub network: Option<String>,
    pub nodes: Option<Table>,
    pub edges: Option<Table>,
}

impl Row {
    /// Keeps a value; an empty one, and a missing number, says nothing.
    pub(super) fn keep(
        &mut self,
        attribute: &'static Attribute,
        text: String,
        place: String,
        line: usize,
    ) -> Result<(), FileError> {
        let trimmed = text.trim();
        let is_nothing = trimmed.is_empty()
            || (attribute.kind.is_number() && trimmed.eq_ignore_ascii_case("nan"));
        if is_nothing {
            return Ok(());
        }
        if attribute.kind.is_number() && !fits(&text, attribute.kind) {
            let (attribute, read) = (attribute.name.to_owned(), text);
            return refused(line, P::NotANumber { attribute, read });
        }
        self.values.insert(attribute.name, (text, place));
        Ok(())
    }
}

/// A finite number, with a decimal comma or point; a whole one is not too big to be one.
fn fits(text: &str, kind: Type) -> bool {
    let Some(number) = number_of(text) else {
        return false;
    };
    number.is_finite() && (kind != Type::Whole || number.abs() < 1e15)
}

fn number_of(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok()
}

/// Makes a workbook of what was read. `district` is what the caller takes the file to be of when
/// neither the file nor its codes tell.
pub(super) fn workbook(
    file: &str,
    rows: NetworkRows,
    district: Option<&NetworkId>,
) -> Result<Workbook, FileError> {
    let mut making = Making::default();
    if let Some(nodes) = rows.nodes {
        making.table(RecordKind::Organisation, nodes);
    }
    if let Some(edges) = rows.edges {
        making.table(RecordKind::Partnership, edges);
    }
    let network = rows
        .network
        .and_then(|slug| NetworkId::new(slug).ok())
        .or_else(|| network_of(&making.drafts, None))
        .or_else(|| district.cloned())
        .ok_or(FileError::NoNetwork)?;
    if network.as_str() == crate::example::NETWORK {
        return Err(FileError::ExampleDistrict);
    }
    Ok(Workbook {
        file: file.to_owned(),
        network,
        sheets: making.sheets,
        territory: None,
        drafts: making.drafts,
        refused_codes: making.refused_codes,
        findings: making.findings,
    })
}

#[derive(Default)]
struct Making {
    sheets: Vec<SheetRead>,
    drafts: Vec<Draft>,
    refused_codes: BTreeSet<(RecordKind, String)>,
    first: BTreeMap<(RecordKind, String), String>,
    findings: Vec<Finding>,
    /// The code of each node, where the file's own name of it is another.
    codes: BTreeMap<String, String>,
}

impl Making {
    fn table(&mut self, kind: RecordKind, table: Table) {
        let name = if kind == RecordKind::Organisation {
            "Организации"
        } else {
            "Партнёрства"
        };
        for (cell, read) in table.unknown {
            let what = What::UnknownColumn { proposal: None };
            self.tell(name, cell, Severity::Note, read, what);
        }
        let mut sheet = SheetRead {
            name: name.to_owned(),
            kind: Some(SheetKind::Records(kind)),
            rows: 0,
            unread: 0,
            refused: 0,
        };
        for row in table.rows {
            if kind == RecordKind::Organisation && row.id.starts_with(OPEN_SIDE) {
                continue;
            }
            sheet.rows += 1;
            let is_taken = self.row(kind, row, &table.carried, name);
            sheet.refused += usize::from(!is_taken);
        }
        self.sheets.push(sheet);
    }

    fn tell(&mut self, sheet: &str, cell: String, severity: Severity, read: String, what: What) {
        self.findings.push(Finding {
            sheet: sheet.to_owned(),
            cell,
            severity,
            read,
            what,
        });
    }

    /// `false` when the row is refused.
    fn row(
        &mut self,
        kind: RecordKind,
        row: Row,
        carried: &BTreeSet<&'static str>,
        sheet_name: &str,
    ) -> bool {
        let (read_code, cell) = self.code_of(kind, &row);
        let code = folded_code(&read_code);
        if kind == RecordKind::Organisation {
            self.codes.insert(row.id.clone(), code.clone());
        }
        let key = (kind, code.clone());
        let refused = if code.is_empty() {
            Some(What::NoCode)
        } else if !is_slug(&code) || code.len() > 100 {
            let proposal = Some(slug_of(&code)).filter(|slug| !slug.is_empty());
            Some(What::NotACode { proposal })
        } else if row.is_undirected {
            Some(What::Undirected)
        } else {
            let first = self.first.get(&key).cloned();
            first.map(|first| What::DuplicateCode { first })
        };
        if let Some(what) = refused {
            self.refused_codes.insert(key);
            self.tell(sheet_name, cell, Severity::Refused, read_code, what);
            return false;
        }
        self.first.insert(key, cell.clone());
        let mut draft = Draft {
            sheet: self.sheets.len(),
            sheet_name: sheet_name.to_owned(),
            cell,
            kind,
            code,
            said: BTreeMap::new(),
            half_said: BTreeSet::new(),
            unread_choices: Vec::new(),
            places: BTreeMap::new(),
            is_flagged: false,
        };
        self.fill(&mut draft, &row, carried);
        self.drafts.push(draft);
        true
    }

    /// The code a row says it has, or what is known of it that stays the same from one file to
    /// the next. Programs number edges anew whenever they write them, so a number is no code.
    fn code_of(&self, kind: RecordKind, row: &Row) -> (String, String) {
        if let Some((code, cell)) = row.values.get("code") {
            return (code.clone(), cell.clone());
        }
        let is_number = row.id.bytes().all(|byte| byte.is_ascii_digit());
        if kind == RecordKind::Organisation || (!is_number && is_slug(&row.id)) {
            return (row.id.clone(), row.place.clone());
        }
        let side = |side: &Option<String>| {
            let side = side.as_ref().filter(|it| !it.starts_with(OPEN_SIDE));
            side.map(|side| folded_code(self.codes.get(side).unwrap_or(side)))
        };
        let what = row.values.get("kind").map(|(kind, _)| kind.as_str());
        let what = what.and_then(|word| code_in(Choice::Partnership, word));
        let parts = [side(&row.from), side(&row.to), what.map(str::to_owned)];
        let begin = parts.into_iter().flatten().collect::<Vec<_>>().join("-");
        let is_free = |code: &String| !self.first.contains_key(&(kind, code.clone()));
        let code = std::iter::once(begin.clone())
            .chain((2..1_000).map(|number| format!("{begin}-{number}")))
            .find(is_free)
            .unwrap_or(begin);
        (code, row.place.clone())
    }

    fn fill(&mut self, draft: &mut Draft, row: &Row, carried: &BTreeSet<&'static str>) {
        let kind = draft.kind;
        let attributes = if kind == RecordKind::Organisation {
            NODE
        } else {
            EDGE
        };
        let cells: Vec<(&'static Attribute, &'static Column, Option<Cell>)> = attributes
            .iter()
            .filter(|it| !matches!(it.name, "code" | "standings" | "subjects"))
            .filter_map(|it| {
                let column = column_named(kind, it.header)?;
                let value = row.values.get(it.name);
                let cell = value.map(|(text, _)| cell(column, it.kind, text));
                // One half of a pair that is carried and empty is open; both empty say nothing.
                let partner = |name| row.values.contains_key(name) && carried.contains(it.name);
                let is_needed = match it.name {
                    "since" => partner("until"),
                    "until" => partner("since"),
                    "latitude" => row.values.contains_key("longitude"),
                    "longitude" => row.values.contains_key("latitude"),
                    "accuracy" => partner("latitude"),
                    _ => false,
                };
                (cell.is_some() || is_needed).then_some((it, column, cell))
            })
            .collect();
        let entries: Vec<Entry<'_>> = cells
            .iter()
            .map(|(attribute, column, cell)| {
                let place = row.values.get(attribute.name).map(|(_, cell)| cell);
                Entry {
                    column,
                    cell: cell.as_ref(),
                    address: place.unwrap_or(&row.place).clone(),
                }
            })
            .collect();
        read(draft, &entries, &mut self.findings);
        if !row.values.contains_key("name") {
            // The full name may stand for it in a new record, never in one that has its own.
            draft.half_said.insert("name");
        }
        self.fill_lists(draft, row);
        self.fill_words_of_term(draft, row, carried);
        if kind == RecordKind::Partnership {
            for (field, side) in [("from", &row.from), ("to", &row.to)] {
                let Some(side) = side.as_ref().filter(|it| !it.starts_with(OPEN_SIDE)) else {
                    continue;
                };
                let code = folded_code(self.codes.get(side).unwrap_or(side));
                draft.places.insert(
                    field,
                    Place {
                        cell: row.place.clone(),
                        read: code.clone(),
                    },
                );
                draft
                    .said
                    .insert(field, Said::Link(RecordKind::Organisation, code));
            }
        }
        let needed: &[(&'static str, Choice)] = if kind == RecordKind::Organisation {
            &[("kind", Choice::Organisation)]
        } else {
            &[("kind", Choice::Partnership), ("status", Choice::Status)]
        };
        for (field, choice) in needed {
            if !row.values.contains_key(field) {
                draft.unread_choices.push(UnreadChoice {
                    field,
                    choice: *choice,
                    word: None,
                    cell: row.place.clone(),
                    is_carried: false,
                });
            }
        }
    }

    fn fill_lists(&mut self, draft: &mut Draft, row: &Row) {
        if let Some((text, cell)) = row.values.get("subjects") {
            let place = Place {
                cell: cell.clone(),
                read: text.clone(),
            };
            say(
                draft,
                place,
                "subjects",
                json!(list_of(text)),
                &mut self.findings,
            );
        }
        if let Some((text, cell)) = row.values.get("standings") {
            let mut standings = Vec::new();
            for word in list_of(text) {
                if let Some(standing) = standing_of(&word) {
                    standings.push(standing);
                    continue;
                }
                let what = What::NotInList {
                    instead: None,
                    proposal: nearest(&word, standing_words()),
                    words: standing_words(),
                };
                let place = Place {
                    cell: cell.clone(),
                    read: word,
                };
                draft.tell(&mut self.findings, place, Severity::Flagged, what);
            }
            let place = Place {
                cell: cell.clone(),
                read: text.clone(),
            };
            say(
                draft,
                place,
                "standings",
                json!(standings),
                &mut self.findings,
            );
            if draft.said.get("standings") == Some(&Said::Empty) {
                draft.said.remove("standings");
            }
        }
    }

    /// The author's words of a term, beside the dates that could be read.
    fn fill_words_of_term(
        &mut self,
        draft: &mut Draft,
        row: &Row,
        carried: &BTreeSet<&'static str>,
    ) {
        if draft.kind != RecordKind::Partnership {
            return;
        }
        let Some((text, cell)) = row.values.get("term_text") else {
            return;
        };
        let dates = draft.said.remove("term");
        let mut term = match dates {
            Some(Said::Value(Value::Object(term))) => term,
            _ => serde_json::Map::new(),
        };
        term.entry("text")
            .or_insert_with(|| Value::from(text.clone()));
        if !(carried.contains("since") && carried.contains("until")) {
            draft.half_said.insert("term");
        }
        let place = Place {
            cell: cell.clone(),
            read: text.clone(),
        };
        say(
            draft,
            place,
            "term",
            Value::Object(term),
            &mut self.findings,
        );
    }
}

/// The code of a word: itself, or the code of the workbook's word.
fn code_in(choice: Choice, word: &str) -> Option<&str> {
    match choice.label(word.trim(), Locale::Ru) {
        Some(_) => Some(word.trim()),
        None => choice.read(word),
    }
}

/// A text as the cell of the workbook it means.
fn cell(column: &Column, kind: Type, text: &str) -> Cell {
    let word = match column.reading {
        ColumnReading::Choice(choice) => choice.label(text.trim(), Locale::Ru),
        ColumnReading::Accuracy => {
            opora_domain::PlaceAccuracy::from_code(text.trim()).map(|it| it.label(Locale::Ru))
        }
        ColumnReading::Flag if text.trim().eq_ignore_ascii_case("true") => Some("да"),
        ColumnReading::Flag if text.trim().eq_ignore_ascii_case("false") => Some("нет"),
        _ => None,
    };
    match (word, number_of(text)) {
        (Some(word), _) => Cell::Text(word.to_owned()),
        (None, Some(value)) if kind.is_number() => Cell::Number {
            value,
            is_percent: false,
        },
        _ => Cell::Text(text.to_owned()),
    }
}
