//! Reads `Программа`: keys repeat, keys nobody knows are kept, and an empty value says that the
//! document is silent.

use super::{Part, Passport, PassportRow, SheetRead, SheetsReading};
use crate::cell::Cell;
use crate::draft::Place;
use crate::grid::{Grid, address};
use crate::header::Header;
use crate::nearest::nearest;
use crate::problem::{Severity, What};
use crate::row::{Entry, read, say};
use crate::template::{ColumnReading as R, PROGRAMME_KEYS, VALUE_HEADER};
use opora_domain::choice::normal;
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
    findings: Vec<(Place, What)>,
}

impl SheetsReading {
    pub(super) fn programme(&mut self, grid: &Grid, header: &Header, sheet: &mut SheetRead) {
        let at = |wanted: bool| {
            let mut columns = header.columns.iter();
            columns
                .find(|(_, column)| (column.header == VALUE_HEADER) == wanted)
                .map(|it| it.0)
        };
        let (Some(key_at), Some(value_at)) = (at(false), at(true)) else {
            return;
        };
        if self.passport.is_some() {
            // A second sheet of the same name says nothing about another programme.
            sheet.unread = sheet.rows;
            return;
        }
        let mut lines = Lines::default();
        for row in &grid.rows[header.first_data..] {
            let key = row.cells.get(&key_at).map(Cell::shown).unwrap_or_default();
            lines.take(
                key,
                row.cells.get(&value_at),
                address(row.number, key_at),
                address(row.number, value_at),
            );
        }
        let cell = lines.rows.first().map(|row| row.cell.clone());
        let mut draft = self.draft(
            RecordKind::Programme,
            String::new(),
            cell.unwrap_or_default(),
            grid,
        );
        read(&mut draft, &lines.entries, &mut self.findings);
        for (field, (place, texts)) in lines.paragraphs {
            draft.places.insert(field, place.clone());
            say(&mut draft, place, field, json!(texts), &mut self.findings);
        }
        if !lines.other.is_empty() {
            let row = lines.rows.iter().find(|row| row.field == "other");
            let place = Place {
                cell: row.map(|row| row.cell.clone()).unwrap_or_default(),
                read: String::new(),
            };
            draft.places.insert("other", place.clone());
            let other: Value = json!(lines.other);
            say(&mut draft, place, "other", other, &mut self.findings);
        }
        for (place, what) in lines.findings {
            draft.tell(&mut self.findings, place, Severity::Flagged, what);
        }
        self.passport = Some(Passport {
            draft,
            lines: lines.rows,
        });
    }
}

impl<'a> Lines<'a> {
    fn take(&mut self, key: String, value: Option<&'a Cell>, key_cell: String, value_cell: String) {
        let wanted = normal(key.trim_end_matches(':'));
        let column = PROGRAMME_KEYS
            .iter()
            .find(|column| normal(column.header) == wanted);
        let Some(column) = column else {
            let what = What::KeptKey {
                proposal: nearest(&key, PROGRAMME_KEYS.iter().map(|column| column.header)),
            };
            return self.keep(key, value, key_cell, what);
        };
        let is_empty = value.is_none();
        let (part, cell) = match column.reading {
            R::Paragraph => {
                let text = value.and_then(Cell::text);
                let is_error = value.is_some() && text.is_none();
                let place = Place {
                    cell: value_cell.clone(),
                    read: value.map(Cell::shown).unwrap_or_default(),
                };
                if is_error {
                    self.findings.push((place.clone(), What::FormulaError));
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
        });
    }

    /// Keeps a line as it is, among the others.
    fn keep(&mut self, key: String, value: Option<&Cell>, cell: String, what: What) {
        let place = Place {
            cell: cell.clone(),
            read: key.clone(),
        };
        self.findings.push((place, what));
        self.rows.push(PassportRow {
            field: "other",
            part: Some(Part::Item(self.other.len())),
            cell,
            is_empty: false,
        });
        self.other.push(PassportLine {
            key,
            text: value.map(Cell::shown).unwrap_or_default(),
        });
    }
}
