//! A row as it was read: what each of its cells says, before anything is known of other rows
//! and of the district.

use crate::problem::{Finding, Severity, What};
use crate::template::Choice;
use opora_domain::{RecordKind, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a row says about one field. A field the row does not speak of (no such column, or a
/// value that could not be read) is absent from [`Draft::said`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    /// The cell is empty.
    Empty,
    Value(Value),
    /// A row of another sheet, by its code.
    Link(RecordKind, String),
    /// Rows of another sheet, by their codes.
    Links(RecordKind, Vec<String>),
    /// Names of those who answer for an activity; which organisations they are is settled later.
    Responsible(Vec<String>),
}

/// A word of a required closed list that is missing or unknown.
#[derive(Clone, Debug)]
pub(crate) struct UnreadChoice {
    pub field: &'static str,
    pub choice: Choice,
    /// `None` when the cell is empty.
    pub word: Option<String>,
    pub cell: String,
    /// The file has a place for the word; without one, a record that is there keeps its own.
    pub is_carried: bool,
}

/// Where a field was read: the name of the cell and what stands in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub cell: String,
    pub read: String,
}

/// One row that may become a record.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Position of its sheet in the workbook.
    pub sheet: usize,
    pub sheet_name: String,
    /// The cell of the code, or of the first key.
    pub cell: String,
    pub kind: RecordKind,
    /// Folded; empty for the network itself.
    pub code: String,
    pub said: BTreeMap<&'static str, Said>,
    /// Fields made of several columns of which the sheet has only some.
    pub half_said: BTreeSet<&'static str>,
    /// Fields of several parts of which the row says only some: the other parts stay as they are.
    pub partly_said: BTreeSet<&'static str>,
    pub unread_choices: Vec<UnreadChoice>,
    pub places: BTreeMap<&'static str, Place>,
    /// What stands in the row and has no place in the record: header and text.
    pub left: Vec<(String, String)>,
    pub is_flagged: bool,
    /// It stands for a row of its sheet. A note made of what another row could not hold does not.
    pub is_counted: bool,
}

impl Draft {
    /// A row that says nothing yet. `sheet` is the position of its sheet in the workbook.
    pub(crate) fn new(kind: RecordKind, sheet: usize, sheet_name: &str, cell: String) -> Self {
        Draft {
            sheet,
            sheet_name: sheet_name.to_owned(),
            cell,
            kind,
            code: String::new(),
            said: BTreeMap::new(),
            half_said: BTreeSet::new(),
            partly_said: BTreeSet::new(),
            unread_choices: Vec::new(),
            places: BTreeMap::new(),
            left: Vec::new(),
            is_flagged: false,
            is_counted: true,
        }
    }

    /// Tells a problem of this row.
    pub(crate) fn tell(
        &mut self,
        findings: &mut Vec<Finding>,
        place: Place,
        severity: Severity,
        what: What,
    ) {
        self.is_flagged |= severity == Severity::Flagged;
        findings.push(Finding {
            sheet: self.sheet_name.clone(),
            cell: place.cell,
            severity,
            read: place.read,
            what,
            whole: Vec::new(),
        });
    }

    /// Keeps a text the record has no place for; [`crate::leftover`] makes notes of it.
    pub(crate) fn leave(&mut self, header: &str, text: String) {
        if !text.is_empty() {
            self.left.push((header.to_owned(), text));
            self.is_flagged = true;
        }
    }

    /// Where a field was read; the row's own cell when it was not.
    pub(crate) fn place(&self, field: &str) -> Place {
        self.places.get(field).cloned().unwrap_or_else(|| Place {
            cell: self.cell.clone(),
            read: String::new(),
        })
    }
}
