//! What is odd about a header, and which rows of a sheet are headers and titles.

use super::{Header, folded, is_named, is_of_periods};
use crate::grid::{Grid, address};
use crate::leftover::row_text;
use crate::nearest::nearest;
use crate::problem::{Finding, Severity, What};
use crate::template::Column;
use std::collections::BTreeMap;

/// Tells what is odd about a header. `true` when rows can be read all the same.
pub(crate) fn tell(
    grid: &Grid,
    header: &Header,
    columns: &'static [Column],
    findings: &mut Vec<Finding>,
) -> bool {
    let Some(row) = grid.rows.get(header.at) else {
        return false;
    };
    let mut finding = |cell: String, severity, read: String, what| {
        findings.push(Finding {
            sheet: grid.name.clone(),
            cell,
            severity,
            read,
            what,
            whole: Vec::new(),
        });
    };
    let read = header.read_positions();
    for (position, text) in &header.texts {
        let place = address(row.number, *position);
        let name = folded(text);
        let known = header.columns.iter().find(|(known, _)| known == position);
        if let Some((_, column)) = known {
            if folded(column.header) != name {
                let what = What::ReadAs {
                    header: column.header,
                };
                finding(place, Severity::Note, text.clone(), what);
            }
            continue;
        }
        if read.contains(position) {
            continue;
        }
        let mut others = header.columns.iter();
        let first = others.find(|(_, column)| folded(column.header) == name);
        let is_kept = has_values(grid, header, *position);
        let what = match first {
            Some((first, _)) => What::RepeatedColumn {
                first: address(row.number, *first),
                is_kept,
            },
            None => What::UnknownColumn {
                proposal: nearest(&name, columns.iter().map(|column| column.header)),
                is_kept,
            },
        };
        finding(place, Severity::Note, text.clone(), what);
    }
    for (position, row) in headless(grid, header) {
        let place = address(row, position);
        finding(place, Severity::Note, String::new(), What::HeadlessColumn);
    }
    let mut is_readable = true;
    let expected = columns
        .iter()
        .filter(|column| !is_of_periods(column) && !column.is_extra);
    for column in expected {
        if is_named(header, column) {
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

/// Tells which rows are titles above the header and further lines of it: they are no records.
pub(crate) fn tell_asides(grid: &Grid, header: &Header, findings: &mut Vec<Finding>) {
    let titles = (0..header.at).map(|at| (at, What::TitleRow));
    let lines = (header.at + 1..header.first_data).map(|at| (at, What::HeaderRow));
    for (at, what) in titles.chain(lines) {
        findings.extend(aside(grid, at, what));
    }
}

/// A row that is told and makes no record.
pub(crate) fn aside(grid: &Grid, at: usize, what: What) -> Option<Finding> {
    let row = grid.rows.get(at)?;
    let first = row.cells.keys().next().copied().unwrap_or_default();
    Some(Finding {
        sheet: grid.name.clone(),
        cell: address(row.number, first),
        severity: Severity::Note,
        read: row_text(row),
        what,
        whole: Vec::new(),
    })
}

fn has_values(grid: &Grid, header: &Header, position: u32) -> bool {
    let mut rows = grid.rows.iter().skip(header.first_data);
    rows.any(|row| row.cells.contains_key(&position))
}

/// Columns without a header, with the first row that has something there.
fn headless(grid: &Grid, header: &Header) -> BTreeMap<u32, u32> {
    let mut found = BTreeMap::new();
    for row in grid.rows.iter().skip(header.first_data) {
        for position in row.cells.keys() {
            if !header.texts.contains_key(position) {
                found.entry(*position).or_insert(row.number);
            }
        }
    }
    found
}
