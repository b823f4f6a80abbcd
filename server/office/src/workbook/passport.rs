//! Reads `Программа`: keys repeat, keys nobody knows are kept, and an empty value says that the
//! document is silent.

use super::territory::key_and_value;
use super::{Part, Passport, PassportRow, SheetRead, SheetsReading};
use crate::cell::Cell;
use crate::draft::{Draft, Place};
use crate::grid::{Grid, address};
use crate::header::{Header, folded};
use crate::leftover::header_or_letters;
use crate::nearest::nearest;
use crate::problem::{Severity, What};
use crate::row::{Entry, formula_error, read, say};
use crate::template::{ColumnReading as R, KEY_VALUE, PROGRAMME_KEYS};
use opora_domain::{PassportLine, RecordKind, Value};
use serde_json::json;
use std::collections::BTreeMap;

/// What the rows say before they are one record.
#[derive(Default)]
struct Lines<'a> {
    /// Of keys that stand once.
    entries: Vec<Entry<'a>>,
    /// By field, of keys that repeat: texts and where the first of them stands.
    paragraphs: BTreeMap<&'static str, (Place, Vec<String>)>,
    other: Vec<PassportLine>,
    rows: Vec<PassportRow>,
    /// What stands beside keys and values.
    left: Vec<(String, String)>,
    findings: Vec<(Place, Severity, What)>,
}

impl SheetsReading {
    pub(super) fn programme(&mut self, grid: &Grid, header: &Header, sheet: &mut SheetRead) {
        let mut lines = Lines::default();
        for (header, positions) in self.tables(grid, header, KEY_VALUE) {
            let Some((key_at, value_at)) = key_and_value(&header) else {
                continue;
            };
            for at in positions {
                let row = &grid.rows[at];
                sheet.rows += 1;
                let key = row.cells.get(&key_at).map(Cell::shown).unwrap_or_default();
                // Beside key and value.
                let others = row.cells.iter();
                let others = others.filter(|(at, _)| **at != key_at && **at != value_at);
                let before = lines.left.len();
                lines.left.extend(others.map(|(at, cell)| {
                    let column = header_or_letters(&header.texts, *at);
                    (format!("{key} ({column})").trim().to_owned(), cell.shown())
                }));
                lines.take(
                    key,
                    row.cells.get(&value_at),
                    address(row.number, key_at),
                    address(row.number, value_at),
                );
                if let Some(row) = lines.rows.last_mut() {
                    row.has_left = lines.left.len() > before;
                }
            }
        }
        let cell = lines.rows.first().map(|row| row.cell.clone());
        let cell = cell.unwrap_or_default();
        let mut draft = Draft::new(RecordKind::Programme, self.sheets.len(), &grid.name, cell);
        read(&mut draft, &lines.entries, &mut self.findings);
        for (field, (place, texts)) in lines.paragraphs {
            draft.places.insert(field, place.clone());
            let value = json!(texts);
            if !say(&mut draft, place, field, value, &mut self.findings) {
                for text in texts {
                    draft.leave(header_of(field), text);
                }
            }
        }
        if !lines.other.is_empty() {
            let row = lines.rows.iter().find(|row| row.field == "other");
            let place = Place {
                cell: row.map(|row| row.cell.clone()).unwrap_or_default(),
                read: String::new(),
            };
            draft.places.insert("other", place.clone());
            let other: Value = json!(lines.other);
            if !say(&mut draft, place, "other", other, &mut self.findings) {
                for line in lines.other {
                    draft.leave("", format!("{}: {}", line.key, line.text));
                }
            }
        }
        for (place, severity, what) in lines.findings {
            draft.tell(&mut self.findings, place, severity, what);
        }
        for (key, text) in lines.left {
            draft.leave(&key, text);
        }
        self.passport = Some(Passport {
            draft,
            lines: lines.rows,
        });
    }
}

fn header_of(field: &str) -> &'static str {
    let mut keys = PROGRAMME_KEYS.iter();
    let key = keys.find(|column| column.field == field);
    key.map(|column| column.header).unwrap_or_default()
}

impl<'a> Lines<'a> {
    fn take(&mut self, key: String, value: Option<&'a Cell>, key_cell: String, value_cell: String) {
        let wanted = folded(&key);
        if wanted.is_empty() && value.is_none() {
            // All it has stands beside.
            return self.rows.push(PassportRow {
                field: "",
                part: None,
                cell: key_cell,
                is_empty: false,
                has_left: false,
            });
        }
        let mut keys = PROGRAMME_KEYS.iter();
        let Some(column) = keys.find(|column| folded(column.header) == wanted) else {
            let what = match wanted.is_empty() {
                true => What::KeptNameless,
                false => What::KeptKey {
                    proposal: nearest(&key, PROGRAMME_KEYS.iter().map(|column| column.header)),
                },
            };
            return self.keep(key, value, key_cell, what);
        };
        let is_empty = value.is_none();
        let (part, cell) = match column.reading {
            R::Paragraph => {
                let text = value.and_then(Cell::text);
                let place = Place {
                    cell: value_cell.clone(),
                    read: value.map(Cell::shown).unwrap_or_default(),
                };
                if let Some(Cell::Error(error)) = value {
                    let what = formula_error(error);
                    self.findings.push((place.clone(), Severity::Flagged, what));
                }
                let (_, texts) = self
                    .paragraphs
                    .entry(column.field)
                    .or_insert_with(|| (place, vec![]));
                let part = Part::Item(texts.len());
                texts.extend(text);
                (Some(part), value_cell)
            }
            reading => {
                let known = self
                    .entries
                    .iter()
                    .find(|entry| entry.column.header == column.header);
                if let Some(first) = known {
                    let what = What::KeptRepetition {
                        first: first.address.clone(),
                    };
                    return self.keep(key, value, key_cell, what);
                }
                self.entries.push(Entry {
                    column,
                    cell: value,
                    address: value_cell.clone(),
                });
                let part = match reading {
                    R::Since => Some(Part::Named("since")),
                    R::Until => Some(Part::Named("until")),
                    _ => None,
                };
                (part, value_cell)
            }
        };
        self.rows.push(PassportRow {
            field: column.field,
            part,
            cell,
            is_empty,
            has_left: false,
        });
    }

    /// Keeps a line as it is, among the others.
    fn keep(&mut self, key: String, value: Option<&Cell>, cell: String, what: What) {
        let place = Place {
            cell: cell.clone(),
            read: key.clone(),
        };
        self.findings.push((place, Severity::Flagged, what));
        self.rows.push(PassportRow {
            field: "other",
            part: Some(Part::Item(self.other.len())),
            cell,
            is_empty: false,
            has_left: false,
        });
        self.other.push(PassportLine {
            key,
            text: value.map(Cell::shown).unwrap_or_default(),
        });
    }
}
