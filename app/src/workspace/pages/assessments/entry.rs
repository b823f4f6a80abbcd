//! Entry of results in a grid: a row for a school or an exam of one year, a cell for each number.
//! What a number makes of the records is [`result`]'s, a subject nobody has yet [`new_exam`]'s.

mod new_exam;
mod result;

use self::new_exam::new_exam;
use self::result::{FIELDS, MINIMUM, drafts_of, figure_of, paste_block, results_of};
use super::reading::{Exams, exam_words};
use super::{Shown, Way, open_exam, open_school, schools, ways};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::indicators as w;
use crate::workspace::parts::cell::{Cell, Paste, cell};
use crate::workspace::parts::pasting::{error_words, pasted_rows};
use crate::workspace::parts::typing::Drafts;
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Examined, PeriodReading, RecordId, Viewer};
use std::rc::Rc;
use std::sync::Arc;

/// A row: whose result of which exam.
#[derive(Clone, PartialEq)]
struct Row {
    school: RecordId,
    exam: Examined,
    /// As people write it.
    subject: String,
    grade: String,
    /// What the row is called.
    name: String,
    /// The record, where the same result was entered more than once: on two devices, say. Each has
    /// a row of its own, so that a person sees both.
    again: Option<RecordId>,
}

/// What a person is about to enter.
#[derive(Clone, Copy)]
struct Entry {
    workspace: Workspace,
    /// All results, read once for all cells.
    exams: Memo<Arc<Exams>>,
    year: RwSignal<String>,
    /// Exams that no result is of yet.
    added: RwSignal<Vec<Row>>,
    error: RwSignal<Option<String>>,
}

/// The grid.
pub fn grid(workspace: Workspace, shown: Shown) -> AnyView {
    let locale = workspace.l();
    let exams = Exams::now(workspace);
    let last = exams.years.last().cloned();
    let today = wording::today(&*workspace.device()).year().to_string();
    let entry = Entry {
        workspace,
        exams: Memo::new_with_compare(
            move |_| Arc::new(Exams::now(workspace)),
            // What has come with the records is new each time.
            |before, after| before.map(Arc::as_ptr) != after.map(Arc::as_ptr),
        ),
        year: RwSignal::new(last.unwrap_or(today)),
        added: RwSignal::new(Vec::new()),
        error: RwSignal::new(None),
    };
    let year = Memo::new(move |_| entry.year.get().trim().to_owned());
    let rows = Memo::new(move |_| year.with(|year| rows(entry, shown, year)));
    let table = move || {
        let year = year.get();
        match opora_domain::Period::read(&year).reading {
            PeriodReading::Year { .. } | PeriodReading::AcademicYear { .. } => {
                table(entry, rows.get(), shown.way.get(), &year)
            }
            _ => view! { <p class="note" role="status">{w::NEED_YEAR.of(locale)}</p> }.into_any(),
        }
    };
    view! {
        {ways(workspace, shown)}
        <div class="form results__form">
            <div class="field">
                <label class="field__label" for="results-year">{w::YEAR.of(locale)}</label>
                <input class="field__input" id="results-year" type="text" autocomplete="off"
                    prop:value=entry.year on:input=move |event| entry.year.set(event_target_value(&event))/>
            </div>
        </div>
        <p class="note" id="entry-hint">{w::ENTRY_HINT.of(locale)}</p>
        {table}
        {error_words(entry.error)}
        {new_exam(entry, shown)}
    }
    .into_any()
}

/// The rows that are open to the viewer.
fn rows(entry: Entry, shown: Shown, year: &str) -> Vec<Row> {
    let locale = entry.workspace.l();
    let exams = entry.exams.get();
    let mut all = Vec::new();
    for row in kinds_of_rows(entry, shown, &exams) {
        let further = results_of(&exams, &row, year).skip(1).map(|one| Row {
            name: w::entered_again(locale, &row.name),
            again: Some(one.record.id),
            ..row.clone()
        });
        let further: Vec<Row> = further.collect();
        all.push(row);
        all.extend(further);
    }
    all
}

/// One row for each school or exam.
fn kinds_of_rows(entry: Entry, shown: Shown, exams: &Exams) -> Vec<Row> {
    let workspace = entry.workspace;
    let locale = workspace.l();
    let viewer = workspace.viewer();
    let may = |school: RecordId| match &viewer {
        Viewer::Coordinator { .. } => true,
        Viewer::School { organisation, .. } => *organisation == school,
        Viewer::Public | Viewer::Observer { .. } => false,
    };
    let row = |school: RecordId, exam: &Examined, name: String| {
        let known = exams.results.iter().find(|one| one.exam == *exam);
        let added = entry.added.get();
        let added = added.iter().find(|row| row.exam == *exam);
        let subject = known
            .and_then(|one| one.record.subject.clone())
            .or_else(|| added.map(|row| row.subject.clone()));
        let grade = known
            .and_then(|one| one.record.grade.clone())
            .or_else(|| added.map(|row| row.grade.clone()));
        Row {
            school,
            exam: exam.clone(),
            subject: subject.unwrap_or_else(|| exam.subject.clone()),
            grade: grade.unwrap_or_else(|| exam.grade.clone()),
            name,
            again: None,
        }
    };
    match shown.way.get() {
        Way::BySubject => {
            let added = entry.added.get();
            let exam = shown
                .exam
                .get()
                .filter(|exam| added.iter().any(|row| row.exam == *exam))
                .or_else(|| open_exam(workspace, shown));
            let Some(exam) = exam else {
                return Vec::new();
            };
            schools(workspace)
                .into_iter()
                .filter(|(id, _)| may(*id))
                .map(|(id, name)| row(id, &exam, name))
                .collect()
        }
        Way::BySchool => {
            let Some(school) = open_school(workspace, shown).filter(|id| may(*id)) else {
                return Vec::new();
            };
            let known = exams.exams.iter().map(|exam| {
                let name = exam_words(&exams.results, exam, locale);
                row(school, exam, name)
            });
            let added = entry.added.get();
            let added = added
                .iter()
                .filter(|added| !exams.exams.contains(&added.exam))
                .map(|added| row(school, &added.exam, added.name.clone()));
            known.chain(added).collect()
        }
    }
}

fn table(entry: Entry, rows: Vec<Row>, way: Way, year: &str) -> AnyView {
    let locale = entry.workspace.l();
    if rows.is_empty() {
        return view! { <p class="note">{w::NOT_YOURS.of(locale)}</p> }.into_any();
    }
    let is_coordinator = matches!(
        entry.workspace.viewer_untracked(),
        Viewer::Coordinator { .. }
    );
    let of = match way {
        Way::BySubject => w::SCHOOL,
        Way::BySchool => w::EXAM_SUBJECT,
    };
    let heads = [
        w::TAKERS,
        w::PASSED,
        w::MEAN,
        w::MINIMUM,
        w::TWOS,
        w::THREES,
    ];
    let all = Rc::new(rows);
    let body: Vec<AnyView> = all
        .iter()
        .enumerate()
        .map(|(place, row)| {
            let cells: Vec<AnyView> = heads
                .iter()
                .enumerate()
                .map(|(column, head)| {
                    let head = head.of(locale);
                    let inside = match column == MINIMUM && !is_coordinator {
                        true => read_only(entry, row, year, FIELDS[column]),
                        false => number_cell(entry, &all, (place, column), head, year),
                    };
                    view! { <td class="table__number" data-label=head>{inside}</td> }.into_any()
                })
                .collect();
            view! { <tr data-testid="entry-row"><th scope="row" class="table__name">{row.name.clone()}</th>{cells}</tr> }
                .into_any()
        })
        .collect();
    let heads: Vec<AnyView> = heads
        .iter()
        .map(|head| {
            view! { <th scope="col" class="table__number">{head.of(locale)}</th> }.into_any()
        })
        .collect();
    view! {
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::ENTER.of(locale)>
            <table class="table table--rows results-entry" data-testid="results-entry" aria-describedby="entry-hint">
                <thead><tr><th scope="col">{of.of(locale)}</th>{heads}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The text of a field as it is stored; empty where there is no result yet.
fn stored(entry: Entry, row: &Row, year: &str, field: &'static str) -> Memo<String> {
    let (row, year) = (row.clone(), year.to_owned());
    Memo::new(move |_| {
        let exams = entry.exams.get();
        let found = results_of(&exams, &row, &year).next();
        let figure = found.and_then(|one| figure_of(&one.record, field));
        figure.map(|figure| figure.text.clone()).unwrap_or_default()
    })
}

fn read_only(entry: Entry, row: &Row, year: &str, field: &'static str) -> AnyView {
    let stored = stored(entry, row, year, field);
    (move || stored.get()).into_any()
}

fn number_cell(
    entry: Entry,
    rows: &Rc<Vec<Row>>,
    (place, column): (usize, usize),
    head: &'static str,
    year: &str,
) -> AnyView {
    let locale = entry.workspace.l();
    let (Some(row), Some(field)) = (rows.get(place), FIELDS.get(column).copied()) else {
        return ().into_any();
    };
    let of_row = row.clone();
    let of_year = year.to_owned();
    let workspace = entry.workspace;
    let drafts: Drafts = Rc::new(move |text, replica| {
        let exams = Exams::in_replica(replica);
        drafts_of(workspace, &exams, &of_row, &of_year, &[(field, text)])
    });
    let of_rows = rows.clone();
    let of_year = year.to_owned();
    let paste: Paste = Rc::new(move |text| {
        let Some(pasted) = pasted_rows(text) else {
            return false;
        };
        let of_rows = of_rows.clone();
        paste_block(entry, of_rows, (place, column), of_year.clone(), pasted);
        true
    });
    cell(
        entry.workspace,
        Cell {
            at: (place, column),
            label: w::cell_of(locale, head, &row.name),
            test_id: "result-cell",
            stored: stored(entry, row, year, field),
            drafts,
            paste: Some(paste),
            error: entry.error,
        },
    )
}
