//! What is stored nowhere is in the report whole: the texts of a refused row, and the rows of a
//! sheet that was refused.

use crate::grid::{Grid, GridRow};
use crate::leftover::row_text;
use crate::problem::{Finding, Severity, What};
use std::collections::BTreeSet;

/// Characters of all rows told whole. A report is looked at and sent; a file of which everything is
/// refused is at hand.
const CHARS_MAX: usize = 2_000_000;

pub(super) fn tell_whole(findings: &mut [Finding], grids: &[Grid]) {
    let mut left = CHARS_MAX;
    let mut told: BTreeSet<(String, u32)> = BTreeSet::new();
    for finding in findings {
        if finding.what.is_told_whole() {
            finding.whole = vec![finding.read.clone()];
        }
        if finding.severity != Severity::Refused {
            continue;
        }
        let Some(grid) = grids.iter().find(|grid| grid.name == finding.sheet) else {
            continue;
        };
        let rows: Vec<&GridRow> = match finding.what {
            What::NoHeader => grid.rows.iter().collect(),
            What::NeededColumn { .. } => {
                let header = row_of(&finding.cell);
                let below = grid.rows.iter().filter(|row| Some(row.number) > header);
                below.collect()
            }
            _ => {
                let number = row_of(&finding.cell).unwrap_or_default();
                let place = grid.rows.binary_search_by_key(&number, |row| row.number);
                place.ok().map(|at| &grid.rows[at]).into_iter().collect()
            }
        };
        for row in rows {
            if !told.insert((grid.name.clone(), row.number)) {
                continue;
            }
            let text = row_text(row);
            let Some(now) = left.checked_sub(text.chars().count()) else {
                return;
            };
            left = now;
            finding.whole.push(text);
        }
    }
}

/// The row of a cell such as `J4`.
fn row_of(cell: &str) -> Option<u32> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    cell.get(digits..)?.parse().ok()
}
