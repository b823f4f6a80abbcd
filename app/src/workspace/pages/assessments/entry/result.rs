//! What entered numbers make of the records: a change of the result they belong to, or a new one
//! with its first number. Found by school, exam and year when the step's turn comes, so that the
//! second number of a new result does not make a second record.

use super::super::reading::{Exams, Result as ExamResult};
use super::{Entry, Row};
use crate::words::workspace as words;
use crate::workspace::parts::pasting::{Pasted, store_pasted};
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::choice::normal;
use opora_domain::figure::number_words;
use opora_domain::{Assessment, Fields, Figure, FigureReading, Locale, RecordKind, Value, Viewer};
use opora_sync::{Draft, Replica};
use std::rc::Rc;

/// The numbers of a result, in the order of the columns.
pub const FIELDS: [&str; 6] = [
    "takers",
    "passed",
    "mean",
    "minimum",
    "share_of_twos",
    "share_of_threes",
];
/// The minimum is the district's to state.
pub const MINIMUM: usize = 3;
/// As much as the schema takes.
const ORDER_MAX: u64 = 1_000_000_000_000;

/// The results a row stands for in a year: one, as a rule.
pub fn results_of<'a>(
    exams: &'a Exams,
    row: &'a Row,
    year: &'a str,
) -> impl Iterator<Item = &'a ExamResult> {
    exams.results.iter().filter(move |one| match row.again {
        Some(record) => one.record.id == record,
        None => {
            one.school == row.school && one.exam == row.exam && normal(&one.year) == normal(year)
        }
    })
}

pub fn figure_of<'a>(record: &'a Assessment, field: &str) -> Option<&'a Figure> {
    match field {
        "takers" => record.takers.as_ref(),
        "passed" => record.passed.as_ref(),
        "mean" => record.mean.as_ref(),
        "minimum" => record.minimum.as_ref(),
        "share_of_twos" => record.share_of_twos.as_ref(),
        _ => record.share_of_threes.as_ref(),
    }
}

/// What gives a result these values. The error says which text is not a number.
pub fn drafts_of(
    workspace: Workspace,
    exams: &Exams,
    row: &Row,
    year: &str,
    values: &[(&'static str, &str)],
) -> Result<Vec<Draft>, String> {
    let locale = workspace.l();
    for (_, text) in values {
        check(text, locale)?;
    }
    let values = values
        .iter()
        .filter(|(field, _)| may_state(workspace, field));
    if let Some(known) = results_of(exams, row, year).next() {
        let drafts = values.map(|(field, text)| Draft::Set {
            record: known.record.id,
            field: (*field).to_owned(),
            value: text_value(text),
        });
        return Ok(drafts.collect());
    }
    let filled: Vec<_> = values.filter(|(_, text)| !text.is_empty()).collect();
    if filled.is_empty() {
        return Ok(Vec::new());
    }
    let order = exams.results.iter().map(|one| one.record.order).max();
    let order = order.map_or(0, |order| order.saturating_add(1));
    let mut fields = Fields::from([
        ("school".to_owned(), Value::from(row.school.to_string())),
        ("year".to_owned(), Value::from(year)),
        ("subject".to_owned(), Value::from(row.subject.as_str())),
        ("order".to_owned(), Value::from(order.min(ORDER_MAX))),
    ]);
    if let Some(exam) = row.exam.exam {
        // The word of the workbook, by which it is read again.
        fields.insert("exam".to_owned(), Value::from(exam.label(Locale::Ru)));
    }
    if !row.grade.is_empty() {
        fields.insert("grade".to_owned(), Value::from(row.grade.as_str()));
    }
    let of_year = exams.results.iter().find(|one| {
        one.exam.exam == row.exam.exam
            && one.exam.subject == row.exam.subject
            && normal(&one.year) == normal(year)
            && one.minimum.is_some()
    });
    if let Some(minimum) = of_year.and_then(|one| one.minimum) {
        let words = number_words(minimum, Locale::Ru);
        fields.insert(FIELDS[MINIMUM].to_owned(), Value::from(words));
    }
    for (field, text) in filled {
        fields.insert((*field).to_owned(), text_value(text));
    }
    Ok(vec![Draft::Create {
        record: workspace.device().new_record_id(),
        kind: RecordKind::Assessment,
        fields,
    }])
}

/// Stores a block of cells from a spreadsheet, all that has a place or nothing. What has none is
/// said.
pub fn paste_block(
    entry: Entry,
    rows: Rc<Vec<Row>>,
    (place, column): (usize, usize),
    year: String,
    pasted: Vec<Vec<String>>,
) {
    let workspace = entry.workspace;
    let locale = workspace.l();
    let exams = entry.exams.get_untracked();
    let mut taken = 0;
    let mut left = Vec::new();
    for (at, values) in pasted.iter().enumerate() {
        let row = rows.get(place + at);
        let known = row.and_then(|row| results_of(&exams, row, &year).next());
        for (at, text) in values.iter().enumerate() {
            let field = FIELDS.get(column + at).copied();
            let is_open = |field: &&str| may_state(workspace, field);
            let Some(row) = row.filter(|_| field.as_ref().is_some_and(is_open)) else {
                // The number that stands there anyway is not missed.
                let stands = field.and_then(|field| figure_of(&known?.record, field));
                if !text.is_empty() && stands.is_none_or(|stands| stands.text != *text) {
                    left.push(text.clone());
                }
                continue;
            };
            if let Err(words) = check(text, locale) {
                entry.error.set(Some(format!("{}: {words}", row.name)));
                return;
            }
            taken += 1;
        }
    }
    let drafting = move |replica: &Replica| {
        let exams = Exams::in_replica(replica);
        let mut drafts = Vec::new();
        for (row, values) in rows.iter().skip(place).zip(&pasted) {
            let fields = FIELDS.iter().skip(column).copied();
            let pairs: Vec<(&'static str, &str)> =
                fields.zip(values.iter().map(String::as_str)).collect();
            // Each text was looked at above.
            drafts.extend(drafts_of(workspace, &exams, row, &year, &pairs).unwrap_or_default());
        }
        drafts
    };
    store_pasted(
        workspace,
        Box::new(drafting),
        Pasted { taken, left },
        entry.error,
    );
}

/// The minimum is the coordinator's.
fn may_state(workspace: Workspace, field: &str) -> bool {
    let viewer = workspace.viewer_untracked();
    field != FIELDS[MINIMUM] || matches!(viewer, Viewer::Coordinator { .. })
}

fn text_value(text: &str) -> Value {
    match text.trim() {
        "" => Value::Null,
        text => Value::from(text),
    }
}

/// A number, or «x» where nothing belongs.
fn check(text: &str, locale: Locale) -> Result<(), String> {
    match Figure::read(text).reading {
        _ if text.trim().is_empty() => Ok(()),
        FigureReading::Number { value, .. } if value >= 0.0 => Ok(()),
        FigureReading::NotApplicable => Ok(()),
        _ => Err(words::NOT_A_NUMBER.of(locale).to_owned()),
    }
}
