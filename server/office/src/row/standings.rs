//! The standings of a cell: words of the list, each perhaps with its dates.

use super::{Entry, list};
use crate::cell::Cell;
use crate::draft::{Draft, Place};
use crate::nearest::nearest;
use crate::problem::{Finding, Severity, What};
use crate::template::standing_words;
use opora_domain::deadline::{Deadline, Reading};
use opora_domain::{Standing, StandingKind, Value};
use serde_json::json;

pub(super) fn standings(
    draft: &mut Draft,
    entry: &Entry<'_>,
    cell: &Cell,
    findings: &mut Vec<Finding>,
) -> Value {
    let mut standings: Vec<Standing> = Vec::new();
    for word in list(&cell.shown()) {
        match standing(&word) {
            Some(standing) if standings.contains(&standing) => {}
            Some(standing) => standings.push(standing),
            None => {
                let what = What::NotInList {
                    instead: None,
                    proposal: nearest(&word, standing_words()),
                    words: standing_words(),
                };
                let place = Place {
                    cell: entry.address.clone(),
                    read: word.clone(),
                };
                draft.tell(findings, place, Severity::Flagged, what);
                draft.leave(entry.column.header, word);
            }
        }
    }
    json!(standings)
}

/// A word of the list, perhaps with its dates in brackets: «ШНОР (с 2019)».
fn standing(text: &str) -> Option<Standing> {
    let (word, dates) = match text.trim_end_matches(')').split_once('(') {
        Some((word, dates)) if text.ends_with(')') => (word.trim(), Some(dates)),
        _ => (text, None),
    };
    let (since, until) = match dates.map(|dates| Deadline::read(dates).reading) {
        None => (None, None),
        Some(Reading::From { since }) => (Some(since), None),
        Some(Reading::Until { until }) => (None, Some(until)),
        Some(Reading::Range { since, until }) if since.first_day() <= until.last_day() => {
            (Some(since), Some(until))
        }
        Some(_) => return None,
    };
    Some(Standing {
        kind: StandingKind::from_template(word)?,
        since,
        until,
    })
}
