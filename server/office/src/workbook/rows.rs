//! Reads sheets of which one row is one record, with a code or without.

use super::lines::{RowShape, shapes};
use super::{SheetRead, SheetsReading};
use crate::cell::Cell;
use crate::draft::{Draft, Said};
use crate::grid::{Grid, GridRow, address};
use crate::header::Header;
use crate::leftover::{header_or_letters, row_text, whole_row};
use crate::nearest::slug_of;
use crate::problem::{Finding, Severity, What};
use crate::row::{Entry, folded_code, read, read_periods};
use crate::template::{Column, ColumnReading, columns_of};
use opora_domain::ids::is_slug;
use opora_domain::schema::field_of;
use opora_domain::{RecordKind, Value};
use std::collections::BTreeSet;

/// The header a row is read by.
pub(super) struct Reading<'a> {
    kind: RecordKind,
    grid: &'a Grid,
    header: &'a Header,
    /// The columns something is read from.
    read: BTreeSet<u32>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(kind: RecordKind, grid: &'a Grid, header: &'a Header) -> Self {
        Reading {
            kind,
            grid,
            header,
            read: header.read_positions(),
        }
    }

    fn entries<'r>(&self, row: &'r GridRow) -> Vec<Entry<'r>> {
        let columns = self.header.columns.iter();
        columns
            .map(|(position, column)| entry(row, *position, column))
            .collect()
    }

    /// Keeps what stands in columns that are not read.
    pub(super) fn leave_others(&self, draft: &mut Draft, row: &GridRow) {
        for (position, cell) in &row.cells {
            if !self.read.contains(position) {
                let header = header_or_letters(&self.header.texts, *position);
                draft.leave(&header, cell.shown());
            }
        }
    }

    /// Whether a row below a line takes it for its section: one that names none itself.
    fn is_taken_up(&self, below: &[usize], shapes: &[RowShape]) -> bool {
        let section = self.header.columns.iter();
        let section = section.filter(|(_, column)| column.field == "section");
        let section: Vec<u32> = section.map(|(at, _)| *at).collect();
        let rows = below.iter().zip(shapes);
        let mut rows = rows.take_while(|(_, shape)| **shape == RowShape::Row);
        rows.any(|(at, _)| {
            let cells = &self.grid.rows[*at].cells;
            let has_own = section.iter().any(|at| cells.contains_key(at));
            !has_own && cells.keys().any(|at| self.read.contains(at))
        })
    }

    /// A column without which the row is none of its sheet's, and which is empty in it.
    fn lacks(&self, entries: &[Entry<'_>]) -> Option<&'static str> {
        let is_needed = |field: &str| {
            let spec = field_of(self.kind, field);
            let is_required = spec.is_some_and(|spec| spec.is_required);
            is_required && matches!(field, "title" | "text" | "factor")
        };
        let mut needed = entries.iter().filter(|entry| is_needed(entry.column.field));
        let lacking = needed.find(|entry| entry.cell.and_then(Cell::text).is_none());
        lacking.map(|entry| entry.column.header)
    }
}

fn entry<'r>(row: &'r GridRow, position: u32, column: &'static Column) -> Entry<'r> {
    Entry {
        column,
        cell: row.cells.get(&position),
        address: address(row.number, position),
    }
}

impl SheetsReading {
    pub(super) fn coded_rows(
        &mut self,
        kind: RecordKind,
        grid: &Grid,
        header: &Header,
        sheet: &mut SheetRead,
    ) {
        for (header, positions) in self.tables(grid, header, columns_of(kind)) {
            let reading = Reading::new(kind, grid, &header);
            for at in positions {
                sheet.rows += 1;
                let is_taken = self.coded_row(&reading, &grid.rows[at]);
                sheet.refused += usize::from(!is_taken);
            }
        }
    }

    /// Reads one row; `false` when it is refused.
    fn coded_row(&mut self, reading: &Reading<'_>, row: &GridRow) -> bool {
        let kind = reading.kind;
        let entries = reading.entries(row);
        let mut known = entries.iter();
        let code_entry = known.find(|entry| entry.column.reading == ColumnReading::Code);
        let cell = code_entry
            .map(|entry| entry.address.clone())
            .unwrap_or_default();
        let read_code = code_entry
            .and_then(|entry| entry.cell)
            .map(Cell::shown)
            .unwrap_or_default();
        let code = folded_code(&read_code);
        let key = (kind, code.clone());
        let refused = if code.is_empty() {
            Some(What::NoCode)
        } else if !is_slug(&code) || code.len() > 100 {
            let proposal = Some(slug_of(&code)).filter(|slug| !slug.is_empty());
            Some(What::NotACode { proposal })
        } else if let Some((sheet, first)) = self.first_cells.get(&key) {
            let is_same = *sheet == self.sheets.len();
            let name = self
                .sheets
                .get(*sheet)
                .map(|sheet| sheet.name.as_str())
                .unwrap_or_default();
            let first = if is_same {
                first.clone()
            } else {
                format!("{name}!{first}")
            };
            Some(What::DuplicateCode { first })
        } else {
            None
        };
        if let Some(what) = refused {
            self.refused_codes.insert(key);
            self.findings.push(Finding {
                sheet: reading.grid.name.clone(),
                cell,
                severity: Severity::Refused,
                read: read_code,
                what,
                whole: Vec::new(),
            });
            return false;
        }
        self.first_cells
            .insert(key, (self.sheets.len(), cell.clone()));
        let mut draft = Draft::new(kind, self.sheets.len(), &reading.grid.name, cell);
        draft.code = code;
        read(&mut draft, &entries, &mut self.findings);
        reading.leave_others(&mut draft, row);
        self.drafts.push(draft);
        true
    }

    pub(super) fn uncoded_rows(
        &mut self,
        kind: RecordKind,
        grid: &Grid,
        header: &Header,
        sheet: &mut SheetRead,
    ) {
        for (header, positions) in self.tables(grid, header, columns_of(kind)) {
            let reading = Reading::new(kind, grid, &header);
            let shapes = shapes(grid, &header, &positions);
            let mut section: Option<String> = None;
            for (place, at) in positions.iter().enumerate() {
                let row = &grid.rows[*at];
                sheet.rows += 1;
                match (&shapes[place], kind) {
                    (RowShape::Heading(text), RecordKind::Activity)
                        if reading.is_taken_up(&positions[place + 1..], &shapes[place + 1..]) =>
                    {
                        self.tell_line(grid, row, What::LineAsSection);
                        sheet.flagged += 1;
                        section = Some(text.clone());
                    }
                    (RowShape::Heading(text), RecordKind::Indicator) => {
                        self.heading(&reading, row, text.clone());
                    }
                    (RowShape::Row, _) => self.uncoded_row(&reading, row, section.as_deref()),
                    _ => {
                        // What stands below it is no longer of the section before.
                        section = None;
                        self.keep_row(&reading, row, What::LineKept);
                    }
                }
            }
        }
    }

    /// Reads one row of a sheet without codes. `section` is what stands over the rows around it.
    fn uncoded_row(&mut self, reading: &Reading<'_>, row: &GridRow, section: Option<&str>) {
        let entries = reading.entries(row);
        let periods = reading.header.periods.iter();
        let periods: Vec<(Entry<'_>, &str)> = periods
            .map(|(position, column, period)| (entry(row, *position, column), period.as_str()))
            .collect();
        let mut all = entries.iter().chain(periods.iter().map(|it| &it.0));
        let filled = all.find(|entry| entry.cell.is_some());
        let Some(cell) = filled.map(|entry| entry.address.clone()) else {
            return self.keep_row(reading, row, What::KeptRow { header: None });
        };
        if let header @ Some(_) = reading.lacks(&entries) {
            return self.keep_row(reading, row, What::KeptRow { header });
        }
        let name = &reading.grid.name;
        let mut draft = Draft::new(reading.kind, self.sheets.len(), name, cell);
        read(&mut draft, &entries, &mut self.findings);
        let mut fields: Vec<&'static str> = Vec::new();
        for (entry, _) in &periods {
            if !fields.contains(&entry.column.field) {
                fields.push(entry.column.field);
            }
        }
        for field in fields {
            let of_field: Vec<(Entry<'_>, &str)> = periods
                .iter()
                .filter(|(entry, _)| entry.column.field == field)
                .map(|(entry, period)| (entry.clone(), *period))
                .collect();
            read_periods(&mut draft, field, &of_field, &mut self.findings);
        }
        if let Some(section) = section
            && !matches!(draft.said.get("section"), Some(Said::Value(_)))
        {
            let section = Said::Value(Value::from(section));
            draft.said.insert("section", section);
        }
        reading.leave_others(&mut draft, row);
        self.rows.push(draft);
    }

    /// A heading over indicators is an indicator without values, as the template has it.
    fn heading(&mut self, reading: &Reading<'_>, row: &GridRow, text: String) {
        self.tell_line(reading.grid, row, What::LineAsHeading);
        let first = row.cells.keys().next().copied().unwrap_or_default();
        let cell = address(row.number, first);
        let name = &reading.grid.name;
        let mut draft = Draft::new(reading.kind, self.sheets.len(), name, cell);
        draft.said.insert("title", Said::Value(Value::from(text)));
        draft.is_flagged = true;
        self.rows.push(draft);
    }

    /// Keeps a row that is none of its sheet's as a note.
    fn keep_row(&mut self, reading: &Reading<'_>, row: &GridRow, what: What) {
        self.tell_line(reading.grid, row, what);
        let place = (self.sheets.len(), reading.grid.name.as_str());
        let notes = whole_row(place, row, &reading.header.texts, false);
        self.rows.extend(notes);
    }

    fn tell_line(&mut self, grid: &Grid, row: &GridRow, what: What) {
        let first = row.cells.keys().next().copied().unwrap_or_default();
        self.findings.push(Finding {
            sheet: grid.name.clone(),
            cell: address(row.number, first),
            severity: Severity::Flagged,
            read: row_text(row),
            what,
            whole: Vec::new(),
        });
    }
}
