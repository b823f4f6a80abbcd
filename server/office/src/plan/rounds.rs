//! Settles rounds and returns. A round goes by its code, or by its identity where it was made in the
//! application; a return by what it answers, which is what its identity is made of.

use super::settle::Settling;
use super::{FilePlan, Outcome};
use crate::draft::{Draft, Said};
use crate::workbook::{RoundRead, Workbook};
use opora_domain::Value;
use opora_domain::choice::normal;

impl Settling<'_> {
    /// Settles the rounds of all workbooks, one that is repeated before those that repeat it, then
    /// the returns.
    pub(super) fn rounds(&mut self, workbooks: &[&Workbook], files: &mut [FilePlan]) {
        let mut waiting: Vec<(usize, &RoundRead)> = vec![];
        for (at, workbook) in workbooks.iter().enumerate() {
            waiting.extend(workbook.rounds.rounds.iter().map(|round| (at, round)));
        }
        while !waiting.is_empty() {
            let codes: Vec<&str> = waiting.iter().map(|it| it.1.draft.code.as_str()).collect();
            let is_free = |round: &RoundRead| match round.draft.said.get("repeats") {
                Some(Said::Link(_, code)) => !codes.contains(&code.as_str()),
                _ => true,
            };
            let (mut next, mut rest): (Vec<_>, Vec<_>) =
                waiting.iter().copied().partition(|it| is_free(it.1));
            // Rounds that repeat each other in a circle: their links lead nowhere, which is told.
            if next.is_empty() {
                next = std::mem::take(&mut rest);
            }
            for (at, round) in next {
                let file = &mut files[at];
                let (outcome, is_flagged) = self.settle(round.draft.clone(), file);
                for _ in 0..round.rows {
                    file.sheets[round.draft.sheet].count(outcome, is_flagged);
                }
            }
            waiting = rest;
        }
        for (workbook, file) in workbooks.iter().zip(files) {
            for draft in &workbook.rounds.returns {
                self.returned(draft.clone(), file);
            }
        }
    }

    fn returned(&mut self, mut draft: Draft, file: &mut FilePlan) -> Outcome {
        let link = |field: &str| match draft.said.get(field) {
            Some(Said::Link(kind, code)) => self.identity(*kind, code).to_string(),
            _ => String::new(),
        };
        let factor = match draft.said.get("factor") {
            Some(Said::Value(Value::String(factor))) => normal(factor),
            _ => String::new(),
        };
        // As `Return::identity` has it.
        draft.code = format!("{}\u{1f}{}\u{1f}{factor}", link("round"), link("school"));
        self.draft(draft, file)
    }

    /// Counts the rows where there is no district to take them.
    pub(super) fn refuse_rounds(workbook: &Workbook, file: &mut FilePlan) {
        for round in &workbook.rounds.rounds {
            for _ in 0..round.rows {
                file.sheets[round.draft.sheet].count(Outcome::Refused, false);
            }
        }
        for draft in &workbook.rounds.returns {
            file.sheets[draft.sheet].count(Outcome::Refused, false);
        }
    }
}
