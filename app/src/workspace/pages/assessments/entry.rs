//! Entry of results in a grid: a row for a school or an exam of one year, a cell for each number.
//! A result becomes a record with its first number; it is found again by school, exam and year.

use super::reading::{Exams, exam_words};
use super::{Shown, Way, open_exam, open_school, schools, ways};
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::indicators as w;
use crate::words::numbers::counted;
use crate::words::workspace as words;
use crate::workspace::pages::indicators::{error_words, pasted_rows};
use crate::workspace::parts::cell::{Cell, Drafts, Paste, cell};
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use leptos::ev;
use leptos::prelude::*;
use opora_domain::choice::normal;
use opora_domain::figure::number_words;
use opora_domain::{
    ExamKind, Examined, Fields, Figure, FigureReading, Locale, PeriodReading, RecordId, RecordKind,
    Value, Viewer,
};
use opora_sync::Draft;
use std::rc::Rc;

/// The numbers of a result, in the order of the columns.
const FIELDS: [&str; 6] = [
    "takers",
    "passed",
    "mean",
    "minimum",
    "share_of_twos",
    "share_of_threes",
];
/// The minimum is the district's to state.
const MINIMUM: usize = 3;

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
}

/// What a person is about to enter.
#[derive(Clone, Copy)]
struct Entry {
    workspace: Workspace,
    year: RwSignal<String>,
    /// Exams that no result is of yet.
    added: RwSignal<Vec<Row>>,
    /// Records made here and perhaps not among the records yet.
    made: StoredValue<Vec<(Row, String, RecordId)>, LocalStorage>,
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
        year: RwSignal::new(last.unwrap_or(today)),
        added: RwSignal::new(Vec::new()),
        made: StoredValue::new_local(Vec::new()),
        error: RwSignal::new(None),
    };
    let rows = Memo::new(move |_| rows(entry, shown));
    let year = Memo::new(move |_| entry.year.get().trim().to_owned());
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
fn rows(entry: Entry, shown: Shown) -> Vec<Row> {
    let workspace = entry.workspace;
    let locale = workspace.l();
    let exams = Exams::now(workspace);
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
        let exams = Exams::now(entry.workspace);
        let found = exams.results.iter().find(|one| {
            one.school == row.school && one.exam == row.exam && normal(&one.year) == normal(&year)
        });
        let figure = found.and_then(|one| figure_of(&one.record, field));
        figure.map(|figure| figure.text.clone()).unwrap_or_default()
    })
}

fn figure_of<'a>(record: &'a opora_domain::Assessment, field: &str) -> Option<&'a Figure> {
    match field {
        "takers" => record.takers.as_ref(),
        "passed" => record.passed.as_ref(),
        "mean" => record.mean.as_ref(),
        "minimum" => record.minimum.as_ref(),
        "share_of_twos" => record.share_of_twos.as_ref(),
        _ => record.share_of_threes.as_ref(),
    }
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
    let drafts: Drafts = Rc::new(move |text| drafts_of(entry, &of_row, &of_year, &[(field, text)]));
    let of_rows = rows.clone();
    let of_year = year.to_owned();
    let paste: Paste = Rc::new(move |text| {
        let Some(pasted) = pasted_rows(text) else {
            return false;
        };
        paste_block(entry, &of_rows, (place, column), &of_year, &pasted);
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

/// Stores a block of cells from a spreadsheet, all of it or nothing.
fn paste_block(
    entry: Entry,
    rows: &[Row],
    (place, column): (usize, usize),
    year: &str,
    pasted: &[Vec<String>],
) {
    let locale = entry.workspace.l();
    let mut drafts = Vec::new();
    let mut cells = 0;
    for (row, values) in rows.iter().skip(place).zip(pasted) {
        let fields = FIELDS.iter().skip(column).copied();
        let pairs: Vec<(&'static str, &str)> =
            fields.zip(values.iter().map(String::as_str)).collect();
        match drafts_of(entry, row, year, &pairs) {
            Ok(of_row) => {
                cells += pairs.len();
                drafts.extend(of_row);
            }
            Err(words) => {
                entry.error.set(Some(format!("{}: {words}", row.name)));
                return;
            }
        }
    }
    let saved = entry.workspace.edit(drafts);
    leptos::task::spawn_local(async move {
        let result = saved.await;
        let failed = result
            .err()
            .map(|failure| wording::save_failure_words(failure, locale).to_owned());
        if failed.is_none() {
            let cells = counted(cells, &w::CELLS, locale);
            entry.workspace.say(&w::pasted(locale, &cells));
        }
        let _ = entry.error.try_set(failed);
    });
}

/// What gives a result these values: a change of its record, or a new record.
fn drafts_of(
    entry: Entry,
    row: &Row,
    year: &str,
    values: &[(&'static str, &str)],
) -> Result<Vec<Draft>, String> {
    let workspace = entry.workspace;
    let locale = workspace.l();
    for (_, text) in values {
        check(text, locale)?;
    }
    let is_coordinator = matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. });
    let values = values
        .iter()
        .filter(|(field, _)| is_coordinator || *field != FIELDS[MINIMUM]);
    let known = record_of(entry, row, year);
    if let Some(record) = known {
        let drafts = values.map(|(field, text)| Draft::Set {
            record,
            field: (*field).to_owned(),
            value: text_value(text),
        });
        return Ok(drafts.collect());
    }
    let filled: Vec<_> = values.filter(|(_, text)| !text.is_empty()).collect();
    if filled.is_empty() {
        return Ok(Vec::new());
    }
    let exams = untrack(|| Exams::now(workspace));
    let order = exams.results.iter().map(|one| one.record.order).max();
    let mut fields = Fields::from([
        ("school".to_owned(), Value::from(row.school.to_string())),
        ("year".to_owned(), Value::from(year)),
        ("subject".to_owned(), Value::from(row.subject.as_str())),
        (
            "order".to_owned(),
            Value::from(
                order
                    .map_or(0, |order| order.saturating_add(1))
                    .min(ORDER_MAX),
            ),
        ),
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
    let record = workspace.device().new_record_id();
    entry.made.update_value(|made| {
        made.push((row.clone(), year.to_owned(), record));
    });
    Ok(vec![Draft::Create {
        record,
        kind: RecordKind::Assessment,
        fields,
    }])
}

/// As much as the schema takes.
const ORDER_MAX: u64 = 1_000_000_000_000;

/// The record of a row in a year, also one made a moment ago.
fn record_of(entry: Entry, row: &Row, year: &str) -> Option<RecordId> {
    let exams = untrack(|| Exams::now(entry.workspace));
    let found = exams.results.iter().find(|one| {
        one.school == row.school && one.exam == row.exam && normal(&one.year) == normal(year)
    });
    found.map(|one| one.record.id).or_else(|| {
        entry.made.with_value(|made| {
            let own = made.iter().find(|(of, when, _)| of == row && when == year);
            own.map(|(_, _, record)| *record)
        })
    })
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

/// A subject that no result is of yet.
fn new_exam(entry: Entry, shown: Shown) -> AnyView {
    let locale = entry.workspace.l();
    let subject = NodeRef::<leptos::html::Input>::new();
    let grade = NodeRef::<leptos::html::Input>::new();
    let kind = RwSignal::new(ExamKind::Ege);
    let error = RwSignal::new(None::<String>);
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(subject), Some(grade)) = (subject.get_untracked(), grade.get_untracked()) else {
            return;
        };
        let (name, class) = (
            subject.value().trim().to_owned(),
            grade.value().trim().to_owned(),
        );
        if name.is_empty() {
            error.set(Some(w::NEED_SUBJECT.of(locale).to_owned()));
            return;
        }
        error.set(None);
        let exam = Examined {
            exam: Some(kind.get_untracked()),
            subject: normal(&name),
            grade: normal(&class),
        };
        let mut title = format!("{}, {name}", kind.get_untracked().label(locale));
        if !class.is_empty() {
            title.push_str(", ");
            title.push_str(&w::grade_words(locale, &class));
        }
        let Some(school) = open_school(entry.workspace, shown)
            .or_else(|| schools(entry.workspace).first().map(|(id, _)| *id))
        else {
            return;
        };
        entry.added.update(|added| {
            if !added.iter().any(|row| row.exam == exam) {
                added.push(Row {
                    school,
                    exam: exam.clone(),
                    subject: name,
                    grade: class,
                    name: title,
                });
            }
        });
        shown.exam.set(Some(exam));
        subject.set_value("");
        grade.set_value("");
    };
    let chips: Vec<AnyView> = ExamKind::ALL
        .iter()
        .map(|one| {
            let one = *one;
            view! {
                <button type="button" class="chip"
                    aria-pressed=move || if kind.get() == one { "true" } else { "false" }
                    on:click=move |_| kind.set(one)>{one.label(locale)}</button>
            }
            .into_any()
        })
        .collect();
    view! {
        <form class="form results__new" on:submit=add data-testid="add-exam" aria-labelledby="other-exam">
            <h2 class="title-section" id="other-exam">{w::OTHER_EXAM.of(locale)}</h2>
            <div class="field" role="group" aria-label=w::EXAM.of(locale)><div class="chips">{chips}</div></div>
            <div class="field-row">
                <div class="field">
                    <label class="field__label" for="new-subject">{w::SUBJECT.of(locale)}</label>
                    <input class="field__input" id="new-subject" type="text" autocomplete="off" node_ref=subject
                        aria-describedby="new-subject-error"/>
                </div>
                <div class="field">
                    <label class="field__label" for="new-grade">{w::GRADE.of(locale)}</label>
                    <input class="field__input" id="new-grade" type="text" autocomplete="off" node_ref=grade/>
                </div>
            </div>
            <div id="new-subject-error" role="alert">
                {move || error.get().map(|words| view! { <p class="field__error">{words}</p> })}
            </div>
            <div class="actions">
                <button type="submit" class="button">{icon(Pictogram::Plus)}{w::ADD_SUBJECT.of(locale)}</button>
            </div>
        </form>
    }
    .into_any()
}
