//! Reads `Территория`: every key feeds a field of one record. Keys nobody knows are kept.

use super::{KeyRow, SheetRead, SheetsReading, Territory};
use crate::cell::Cell;
use crate::draft::{Draft, Place, Said};
use crate::grid::{Grid, address};
use crate::header::{Header, folded};
use crate::nearest::nearest;
use crate::problem::{Severity, What};
use crate::row::{Entry, read};
use crate::template::{ColumnReading as R, KEY_VALUE, TERRITORY_KEYS, VALUE_HEADER};
use opora_domain::RecordKind;

/// Where keys and values stand on a sheet of them.
pub(super) fn key_and_value(header: &Header) -> Option<(u32, u32)> {
    let at = |is_value: bool| {
        let mut columns = header.columns.iter();
        columns
            .find(|(_, column)| (column.header == VALUE_HEADER) == is_value)
            .map(|it| it.0)
    };
    Some((at(false)?, at(true)?))
}

impl SheetsReading {
    pub(super) fn territory(&mut self, grid: &Grid, header: &Header, sheet: &mut SheetRead) {
        let mut entries: Vec<Entry<'_>> = Vec::new();
        let mut rows: Vec<KeyRow> = Vec::new();
        let mut left: Vec<(String, String)> = Vec::new();
        let mut told: Vec<(Place, What)> = Vec::new();
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
                let before = left.len();
                left.extend(others.map(|(_, cell)| (key.clone(), cell.shown())));
                let has_left = left.len() > before;
                let name = folded(&key);
                let mut keys = TERRITORY_KEYS.iter();
                let column = keys.find(|column| folded(column.header) == name);
                let first = column.and_then(|column| {
                    let mut known = entries.iter();
                    known.find(|entry| entry.column.header == column.header)
                });
                let content = row.cells.get(&value_at);
                let what = match (column, first) {
                    (Some(column), None) => {
                        rows.push(KeyRow {
                            field: column.field,
                            part: match column.reading {
                                R::Latitude => Some("latitude"),
                                R::Longitude => Some("longitude"),
                                R::Accuracy => Some("accuracy"),
                                _ => None,
                            },
                            cell: address(row.number, value_at),
                            is_empty: content.is_none(),
                            has_left,
                        });
                        entries.push(Entry {
                            column,
                            cell: content,
                            address: address(row.number, value_at),
                        });
                        continue;
                    }
                    (Some(_), Some(first)) => What::RepeatedKey {
                        first: first.address.clone(),
                    },
                    (None, _) => What::UnknownKey {
                        proposal: nearest(&name, TERRITORY_KEYS.iter().map(|it| it.header)),
                    },
                };
                let cell = address(row.number, key_at);
                rows.push(KeyRow {
                    field: "",
                    part: None,
                    cell: cell.clone(),
                    is_empty: false,
                    has_left,
                });
                let value = content.map(Cell::shown).unwrap_or_default();
                left.push(match key.is_empty() {
                    true => (String::new(), value),
                    false => (
                        String::new(),
                        format!("{key}: {value}").trim_end().to_owned(),
                    ),
                });
                told.push((Place { cell, read: key }, what));
            }
        }
        let Some(cell) = rows.first().map(|row| row.cell.clone()) else {
            return;
        };
        let mut draft = Draft::new(RecordKind::Network, self.sheets.len(), &grid.name, cell);
        read(&mut draft, &entries, &mut self.findings);
        if !matches!(draft.said.get("region"), Some(Said::Value(_))) {
            // The document may not name it; a reader would miss it all the same.
            let place = draft.place("region");
            draft.tell(&mut self.findings, place, Severity::Note, What::NoRegion);
        }
        for (place, what) in told {
            draft.tell(&mut self.findings, place, Severity::Flagged, what);
        }
        for (key, text) in left {
            draft.leave(&key, text);
        }
        self.territory = Some(Territory { draft, rows });
    }
}
