//! Finds the row of headers by its names: titles may stand above it, columns in any order, spaces
//! and full stops after a name, a second line of periods or the numbers of the columns below it.
//! What is missing, unknown or there twice is told in [`telling`], never passed over.

mod names;
mod periods;
mod telling;

pub(crate) use names::folded;
pub(crate) use telling::{aside, tell, tell_asides};

use crate::grid::{Grid, GridRow};
use crate::template::{Column, ColumnReading};
use names::is_called;
use std::collections::{BTreeMap, BTreeSet};

/// Rows looked at: titles of a sheet are never longer.
const ROWS_MAX: usize = 30;
/// A row that counts its columns has at least so many.
const NUMBERS_MIN: usize = 3;

/// The header of a sheet, or of a further table on it.
#[derive(Clone)]
pub(crate) struct Header {
    /// Position of its (first) row in [`Grid::rows`].
    pub at: usize,
    /// Position of the first row of data.
    pub first_data: usize,
    /// Where each column of the template stands.
    pub columns: Vec<(u32, &'static Column)>,
    /// Where the columns of periods stand, and the words of each period.
    pub periods: Vec<(u32, &'static Column, String)>,
    /// What every column is called, those the template does not know among them.
    pub texts: BTreeMap<u32, String>,
}

impl Header {
    /// The positions of the columns of the template and of periods.
    pub(crate) fn read_positions(&self) -> BTreeSet<u32> {
        let columns = self.columns.iter().map(|it| it.0);
        columns.chain(self.periods.iter().map(|it| it.0)).collect()
    }

    /// It names every column without which no row can be read.
    pub(crate) fn has_needed(&self, columns: &'static [Column]) -> bool {
        let mut needed = columns.iter().filter(|column| column.is_required);
        needed.all(|column| is_named(self, column))
    }

    fn named(&self) -> usize {
        self.columns.len() + self.periods.len()
    }
}

/// The first row of the sheet that names most columns: at least two, or all it has if they are
/// what no row can be read without.
pub(crate) fn find(grid: &Grid, columns: &'static [Column]) -> Option<Header> {
    let mut best: Option<Header> = None;
    for at in 0..grid.rows.len().min(ROWS_MAX) {
        let header = header_at(grid, at, columns);
        let is_all = header.named() > 0 && header.named() == header.texts.len();
        let is_whole = is_all && header.has_needed(columns);
        let is_enough = header.named() >= 2 || is_whole;
        if is_enough && best.as_ref().is_none_or(|it| header.named() > it.named()) {
            best = Some(header);
        }
    }
    let mut header = best?;
    header.first_data = header.at + 1;
    if let Some(line) = periods::second_line(grid, &header, columns) {
        header.periods = line.periods;
        header.texts.extend(line.texts);
        header.first_data += 1;
    }
    if grid.rows.get(header.first_data).is_some_and(counts_columns) {
        header.first_data += 1;
    }
    Some(header)
}

/// Whether a row below the header is a header again: every cell of it names a column. Then it is
/// how the rows below it are read.
pub(crate) fn again(grid: &Grid, at: usize, columns: &'static [Column]) -> Option<Header> {
    /// No name of a column is longer; most rows are known to be none by their first cell.
    const NAME_BYTES_MAX: usize = 120;
    let first = grid.rows.get(at)?.cells.values().next()?.shown();
    if first.len() > NAME_BYTES_MAX {
        return None;
    }
    let first = folded(&first);
    let mut known = columns.iter();
    if !known.any(|it| folded(it.header) == first || is_called(it, &first)) {
        return None;
    }
    let header = header_at(grid, at, columns);
    let is_header = header.named() >= 2 && header.named() == header.texts.len();
    (is_header && header.has_needed(columns)).then_some(header)
}

fn header_at(grid: &Grid, at: usize, columns: &'static [Column]) -> Header {
    let row = &grid.rows[at];
    let columns_of_row = named_columns(row, columns);
    Header {
        at,
        first_data: at + 1,
        periods: periods::of_row(row, &columns_of_row, columns),
        columns: columns_of_row,
        texts: row
            .cells
            .iter()
            .map(|(position, cell)| (*position, one_line(&cell.shown())))
            .collect(),
    }
}

fn is_named(header: &Header, column: &Column) -> bool {
    let mut known = header.columns.iter();
    known.any(|(_, known)| known.header == column.header)
}

/// The columns of the template by their own names, then those that go by another one.
fn named_columns(row: &GridRow, columns: &'static [Column]) -> Vec<(u32, &'static Column)> {
    let plain = columns.iter().filter(|column| !is_of_periods(column));
    let plain: Vec<(String, &Column)> = plain.map(|it| (folded(it.header), it)).collect();
    let mut named: Vec<(u32, &'static Column)> = Vec::new();
    for by_own_name in [true, false] {
        for (position, cell) in &row.cells {
            // No more columns than the template has.
            if named.len() == plain.len() || named.iter().any(|(known, _)| known == position) {
                continue;
            }
            let name = folded(&cell.shown());
            let mut plain = plain.iter();
            let found = plain.find(|(own, column)| match by_own_name {
                true => *own == name,
                false => is_called(column, &name),
            });
            let found = found.map(|(_, column)| *column);
            if let Some(column) = found
                && named.iter().all(|(_, known)| known.header != column.header)
            {
                named.push((*position, column));
            }
        }
    }
    named.sort_by_key(|(position, _)| *position);
    named
}

const fn is_of_periods(column: &Column) -> bool {
    matches!(column.reading, ColumnReading::PeriodValues(_))
}

/// `1 | 2 | 3 | 4`: tables of documents number their columns below the header.
fn counts_columns(row: &GridRow) -> bool {
    row.cells.len() >= NUMBERS_MIN
        && (1..)
            .zip(row.cells.values())
            .all(|(number, cell)| cell.count() == Some(number))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
