//! Sheets the template does not know, and second sheets where one makes one record: every row is a
//! note. What is above a table of such a sheet is a row too; the first row of several cells names
//! its columns.

use super::{SheetRead, SheetsReading};
use crate::grid::Grid;
use crate::header::Header;
use crate::leftover::{headers_of, whole_row};
use crate::nearest::nearest;
use crate::problem::{Severity, What};
use crate::template::SHEETS;

impl SheetsReading {
    pub(super) fn unknown(&mut self, grid: &Grid, sheet: &mut SheetRead) {
        let header = grid.rows.iter().position(|row| row.cells.len() > 1);
        // A header of nothing is a row.
        let header = header.filter(|at| at + 1 < grid.rows.len());
        self.keep_rows(grid, header, sheet);
        let proposal = nearest(&grid.name, SHEETS.iter().map(|spec| spec.name));
        let severity = match sheet.rows {
            0 => Severity::Note,
            _ => Severity::Flagged,
        };
        let rows = sheet.rows;
        self.tell_sheet(grid, severity, What::UnknownSheet { rows, proposal });
    }

    pub(super) fn repeated(&mut self, grid: &Grid, header: &Header, sheet: &mut SheetRead) {
        self.keep_rows(grid, Some(header.at), sheet);
        let rows = sheet.rows;
        self.tell_sheet(grid, Severity::Flagged, What::RepeatedSheet { rows });
    }

    fn keep_rows(&mut self, grid: &Grid, header: Option<usize>, sheet: &mut SheetRead) {
        let headers = header.map(|at| headers_of(grid, at)).unwrap_or_default();
        // What a column is called stays known also where nothing stands below it.
        let mut has_all = true;
        for (at, row) in grid.rows.iter().enumerate() {
            if header == Some(at) {
                continue;
            }
            let none = std::collections::BTreeMap::new();
            let is_below = header.is_some_and(|header| header < at);
            let headers = if is_below { &headers } else { &none };
            let place = (self.sheets.len(), grid.name.as_str());
            self.rows
                .extend(whole_row(place, row, headers, is_below && has_all));
            has_all &= !is_below;
            sheet.rows += 1;
        }
    }
}
