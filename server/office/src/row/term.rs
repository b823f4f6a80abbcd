//! A term out of the cells of its two ends. Knows nothing of the other cells of the row.

use super::Entry;
use crate::cell::Cell;
use crate::draft::{Draft, Said};
use crate::problem::{Finding, Severity, What};
use crate::row::say;
use crate::template::ColumnReading;
use opora_domain::Term;
use serde_json::json;

/// Start and end make one value. An end that cannot be read leaves the author's words in it.
pub(super) fn read_term(draft: &mut Draft, entries: &[Entry<'_>], findings: &mut Vec<Finding>) {
    let find = |reading| entries.iter().find(|entry| entry.column.reading == reading);
    let (since, until) = (find(ColumnReading::Since), find(ColumnReading::Until));
    let Some(field) = since.or(until).map(|entry| entry.column.field) else {
        return;
    };
    if since.is_none() || until.is_none() {
        draft.half_said.insert(field);
    }
    let cell = |entry: Option<&Entry<'_>>| entry.and_then(|entry| entry.cell.cloned());
    let read = term_of(cell(since).as_ref(), cell(until).as_ref());
    for (entry, is_unread) in [(since, read.is_since_unread), (until, read.is_until_unread)] {
        if let Some(entry) = entry
            && is_unread
            && !matches!(entry.cell, Some(Cell::Error(_)))
        {
            draft.tell(findings, entry.place(), Severity::Flagged, What::NotAnEnd);
        }
    }
    if read.is_turned {
        let place = until.map(Entry::place).unwrap_or_default();
        draft.tell(findings, place, Severity::Flagged, What::EndBeforeStart);
    }
    if read.term.is_empty() {
        draft.said.insert(field, Said::Empty);
    } else {
        let place = draft.place(field);
        if !say(draft, place, field, json!(read.term), findings) {
            for entry in [since, until].into_iter().flatten() {
                entry.leave(draft);
            }
        }
    }
}

/// What two cells say about a term.
pub(crate) struct TermRead {
    pub term: Term,
    pub is_since_unread: bool,
    pub is_until_unread: bool,
    /// The end is before the start; the term keeps both as text.
    pub is_turned: bool,
}

/// Reads a term from the cells of its ends.
pub(crate) fn term_of(since: Option<&Cell>, until: Option<&Cell>) -> TermRead {
    let (start, finish) = (since.and_then(Cell::since), until.and_then(Cell::until));
    let is_since_unread = since.is_some() && start.is_none();
    let is_until_unread = until.is_some() && finish.is_none();
    let shown = |cell: Option<&Cell>, is_wanted: bool| cell.filter(|_| is_wanted).map(Cell::shown);
    let joined = |parts: [Option<String>; 2]| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" – "))
    };
    let text = joined([shown(since, is_since_unread), shown(until, is_until_unread)]);
    let mut term = Term {
        since: start,
        until: finish,
        text,
    };
    let is_turned = !term.is_ordered();
    if is_turned {
        term = Term {
            since: None,
            until: None,
            text: joined([shown(since, true), shown(until, true)]),
        };
    }
    TermRead {
        term,
        is_since_unread,
        is_until_unread,
        is_turned,
    }
}
