//! Cells that were merged. A value merged over several rows is said of each of them; one merged over
//! several columns stands in the first, and how far it reaches is remembered.

use super::Rows;
use calamine::{Dimensions, XlsxError};
use std::collections::BTreeMap;

/// Regions looked at: a hostile file has as many as fit into it.
const REGIONS_MAX: usize = 20_000;
/// Cells filled in one sheet.
const FILLED_MAX: usize = 200_000;

pub(super) struct Merged {
    regions: Vec<Dimensions>,
}

impl Merged {
    pub(super) fn of(regions: Result<Vec<Dimensions>, XlsxError>) -> Self {
        let mut regions = regions.unwrap_or_default();
        regions.truncate(REGIONS_MAX);
        Merged { regions }
    }

    /// Gives every row of a region that has anything of its own the value of the region. A row
    /// that has nothing stays blank: it is no row.
    pub(super) fn fill_down(&self, rows: &mut Rows) {
        let mut left = FILLED_MAX;
        for region in &self.regions {
            let ((first, column), (last, _)) = (region.start, region.end);
            let value = rows.get(&first).and_then(|cells| cells.get(&column));
            let (Some(value), true) = (value.cloned(), first < last) else {
                continue;
            };
            for (_, cells) in rows.range_mut(first + 1..=last) {
                let Some(now) = left.checked_sub(1) else {
                    return;
                };
                left = now;
                cells.entry(column).or_insert_with(|| value.clone());
            }
        }
    }

    /// The cells that reach over several columns: row from 1, column, last column, from 0.
    pub(super) fn wide(&self) -> BTreeMap<(u32, u32), u32> {
        let wide = self.regions.iter().filter(|it| it.start.1 < it.end.1);
        wide.map(|it| ((it.start.0.saturating_add(1), it.start.1), it.end.1))
            .collect()
    }
}
