//! Settles `Территория`, whose rows make one record, and counts its rows.

use super::difference::{last_of, same};
use super::settle::Settling;
use super::{FilePlan, Outcome, Step};
use crate::problem::Severity;
use crate::workbook::Territory;
use opora_domain::{RecordId, Value};

impl Settling<'_> {
    /// Settles `Территория`. Its rows make one record, so each row is counted by what becomes
    /// of its own value: a row of a coordinate by that coordinate.
    pub(super) fn territory(&mut self, territory: &Territory, file: &mut FilePlan) {
        let id = RecordId::of_network(self.network);
        let before = self.existing.record(id);
        let sheet = territory.draft.sheet;
        let sheet_name = territory.draft.sheet_name.clone();
        let first_step = self.steps.len();
        let (outcome, _) = self.settle(territory.draft.clone(), file);
        for row in &territory.rows {
            let is_set =
                |step: &&Step| matches!(step, Step::Set { field, .. } if field == row.field);
            let step = self.steps[first_step..].iter().find(is_set);
            let row_outcome = match (outcome, step) {
                (Outcome::Refused, _) => Outcome::Refused,
                (Outcome::Created, _) if row.is_empty => Outcome::Unchanged,
                (Outcome::Created, _) => Outcome::Created,
                (_, Some(Step::Set { value, .. })) => {
                    let was = before.as_ref().and_then(|it| last_of(it, row.field));
                    let is_other = row.part.is_none_or(|part| {
                        let was = was.and_then(|was| was.get(part)).unwrap_or(&Value::Null);
                        !same(was, value.get(part).unwrap_or(&Value::Null))
                    });
                    if is_other {
                        Outcome::Changed
                    } else {
                        Outcome::Unchanged
                    }
                }
                _ => Outcome::Unchanged,
            };
            let is_told = file.findings.iter().any(|finding| {
                finding.severity == Severity::Flagged
                    && finding.sheet == sheet_name
                    && finding.cell == row.cell
            });
            let is_flagged = is_told || row.has_left;
            file.sheets[sheet].count(row_outcome, is_flagged);
        }
    }
}
