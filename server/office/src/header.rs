//! Finds the row of headers by its names: titles may stand above it, columns in any order,
//! spaces after a name. What is missing, unknown or there twice is told, never passed over.

use crate::grid::{Grid, GridRow, address};
use crate::nearest::nearest;
use crate::problem::{Finding, Severity, What};
use crate::template::{Column, ColumnReading, PeriodCell};
use opora_domain::choice::normal;
use opora_domain::{Period, PeriodReading};
use std::collections::BTreeMap;

/// Rows looked at: titles of a sheet are never longer.
const ROWS_MAX: usize = 30;

/// The header of a sheet.
pub(crate) struct Header {
    /// Position of the first row of data in [`Grid::rows`].
    pub first_data: usize,
    /// Where each column of the template stands.
    pub columns: Vec<(u32, &'static Column)>,
    /// Where the columns of periods stand, and the words of each period.
    pub periods: Vec<(u32, &'static Column, String)>,
}

/// The row of the sheet that names most columns, at least two.
pub(crate) fn find(grid: &Grid, columns: &'static [Column]) -> Option<Header> {
    let mut best: Option<Header> = None;
    for (position, row) in grid.rows.iter().take(ROWS_MAX).enumerate() {
        let named = named_columns(row, columns);
        if named.len() >= 2
            && best
                .as_ref()
                .is_none_or(|best| named.len() > best.columns.len())
        {
            best = Some(Header {
                first_data: position + 1,
                columns: named,
                periods: periods(row, columns),
            });
        }
    }
    best
}

fn named_columns(row: &GridRow, columns: &'static [Column]) -> Vec<(u32, &'static Column)> {
    let mut named: Vec<(u32, &'static Column)> = Vec::new();
    for (position, cell) in &row.cells {
        let name = normal(&cell.shown());
        let mut plain = columns.iter().filter(|column| !is_of_periods(column));
        if let Some(column) = plain.find(|column| normal(column.header) == name)
            && named.iter().all(|(_, known)| known.header != column.header)
        {
            named.push((*position, column));
        }
    }
    named
}

const fn is_of_periods(column: &Column) -> bool {
    matches!(column.reading, ColumnReading::PeriodValues(_))
}

/// The columns whose header is a word of the template and a period: `План 2022`.
fn periods(row: &GridRow, columns: &'static [Column]) -> Vec<(u32, &'static Column, String)> {
    let mut found = Vec::new();
    for (position, cell) in &row.cells {
        let shown = cell.shown();
        let header = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let (first, period) = header.split_once(' ').unwrap_or((header.as_str(), ""));
        let first = normal(first.trim_end_matches([':', ',', '.']));
        let column = columns
            .iter()
            .filter(|column| is_of_periods(column))
            .find(|column| normal(column.header) == first)
            .filter(|column| is_a_period_of(column, period));
        if let Some(column) = column {
            found.push((*position, column, period.to_owned()));
        }
    }
    found
}

/// A value may be of any period and of none; what is said of a year is of a year: «Отметка о
/// выполнении» is another column.
fn is_a_period_of(column: &Column, period: &str) -> bool {
    match column.reading {
        ColumnReading::PeriodValues(PeriodCell::Figure | PeriodCell::Money) => true,
        _ => matches!(Period::read(period).reading, PeriodReading::Year { .. }),
    }
}

/// Tells what is odd about a header. `true` when rows can be read all the same.
pub(crate) fn tell(
    grid: &Grid,
    header: &Header,
    columns: &'static [Column],
    findings: &mut Vec<Finding>,
) -> bool {
    let Some(row) = grid.rows.get(header.first_data - 1) else {
        return false;
    };
    let mut finding = |cell: String, severity, read: String, what| {
        findings.push(Finding {
            sheet: grid.name.clone(),
            cell,
            severity,
            read,
            what,
        });
    };
    let positions: BTreeMap<u32, &Column> = header.columns.iter().copied().collect();
    for (position, cell) in &row.cells {
        let is_period = header.periods.iter().any(|(known, ..)| known == position);
        if positions.contains_key(position) || is_period {
            continue;
        }
        let name = normal(&cell.shown());
        let first = header
            .columns
            .iter()
            .find(|(_, column)| normal(column.header) == name);
        let what = match first {
            Some((first, _)) => What::RepeatedColumn {
                first: address(row.number, *first),
            },
            None => What::UnknownColumn {
                proposal: nearest(&name, columns.iter().map(|column| column.header)),
            },
        };
        finding(
            address(row.number, *position),
            Severity::Note,
            cell.shown(),
            what,
        );
    }
    let mut is_readable = true;
    let expected = columns
        .iter()
        .filter(|column| !is_of_periods(column) && !column.is_extra);
    for column in expected {
        if header
            .columns
            .iter()
            .any(|(_, known)| known.header == column.header)
        {
            continue;
        }
        let (severity, what) = if column.is_required {
            is_readable = false;
            (
                Severity::Refused,
                What::NeededColumn {
                    header: column.header,
                },
            )
        } else {
            (
                Severity::Note,
                What::MissingColumn {
                    header: column.header,
                },
            )
        };
        finding(format!("A{}", row.number), severity, String::new(), what);
    }
    is_readable
}
