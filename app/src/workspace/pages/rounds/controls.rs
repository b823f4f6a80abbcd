//! How one question is answered: a cell for a number, chips for points and for yes or no, lines for
//! sentences. Stores as it is typed; takes whatever a school writes, and says beside it what will
//! not be counted.

use crate::markup::{AnyView, IntoAny, view};
use crate::words::rounds as w;
use crate::workspace::parts::cell::{Cell, cell};
use crate::workspace::parts::field::{FieldRef, Shape, named_field, problem_of};
use crate::workspace::parts::typing::Drafts;
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{AnswerForm, Figure, FigureReading, Question, RecordId, RecordKind, Value};
use opora_sync::Draft;
use std::rc::Rc;

/// Chips stand on one line up to here.
const CHIPS_MAX: u8 = 10;

/// One row of the table of answers.
pub struct Row {
    /// Its place in the table, from 0.
    pub at: usize,
    pub record: RecordId,
    pub question: Question,
    /// Where the table says what is wrong.
    pub error: RwSignal<Option<String>>,
}

/// Where the answer is given.
pub fn answer_control(workspace: Workspace, row: &Row) -> AnyView {
    let locale = workspace.l();
    let label = w::answer_to(locale, &row.question.factor);
    match row.question.form() {
        AnswerForm::Points { max } if max <= CHIPS_MAX => {
            let points = (0..=max).map(|point| (point.to_string(), point.to_string()));
            chips(workspace, row, label, points.collect())
        }
        AnswerForm::YesNo => {
            let said = [("да", w::YES), ("нет", w::NO)];
            let said = said.map(|(value, words)| (value.to_owned(), words.of(locale).to_owned()));
            chips(workspace, row, label, said.to_vec())
        }
        AnswerForm::Words => {
            let field = FieldRef {
                record: row.record,
                kind: RecordKind::Return,
                name: "value",
            };
            let id = format!("answer-{}", row.at);
            view! { <div class="rounds__words">{named_field(workspace, field, Shape::Area, id, label, None)}</div> }
                .into_any()
        }
        form @ (AnswerForm::Figure | AnswerForm::Points { .. }) => {
            let typed = typed(workspace, row, 0, "value", "answer", label);
            view! { <div>{typed}{uncounted(workspace, row, form)}</div> }.into_any()
        }
    }
}

/// Where something is said about the answer.
pub fn note_control(workspace: Workspace, row: &Row) -> AnyView {
    let label = w::note_to(workspace.l(), &row.question.factor);
    typed(workspace, row, 1, "note", "answer-note", label)
}

/// A value that is not typed into.
pub fn shown_value(workspace: Workspace, record: RecordId, name: &'static str) -> AnyView {
    let stored = stored_text(workspace, record, name);
    let locale = workspace.l();
    (move || {
        let text = stored.get();
        match text.is_empty() && name == "value" {
            true => {
                view! { <span class="table__none">{w::NOT_ANSWERED.of(locale)}</span> }.into_any()
            }
            false => view! { <span class="rounds__text">{text}</span> }.into_any(),
        }
    })
    .into_any()
}

fn typed(
    workspace: Workspace,
    row: &Row,
    column: usize,
    name: &'static str,
    test_id: &'static str,
    label: String,
) -> AnyView {
    let locale = workspace.l();
    let record = row.record;
    let factor = row.question.factor.clone();
    let drafts: Drafts = Rc::new(move |text, _| {
        let value = match text {
            "" => Value::Null,
            text => Value::from(text),
        };
        match problem_of(RecordKind::Return, name, &value, locale) {
            // The line stands under a long table: it says which answer is meant.
            Some(problem) => Err(format!("{factor}: {problem}")),
            None => Ok(vec![set(record, name, value)]),
        }
    });
    cell(
        workspace,
        Cell {
            at: (row.at, column),
            label,
            test_id,
            stored: stored_text(workspace, record, name),
            drafts,
            paste: None,
            error: row.error,
        },
    )
}

/// Beside an answer that is no number where numbers are added up.
fn uncounted(workspace: Workspace, row: &Row, form: AnswerForm) -> AnyView {
    let locale = workspace.l();
    let stored = stored_text(workspace, row.record, "value");
    let is_counted = row.question.counted_in().is_some();
    (move || {
        let text = stored.get();
        let figure = Figure::read(&text);
        let words = match form {
            _ if text.is_empty() => None,
            AnswerForm::Points { max } if form.points(&figure).is_none() => {
                Some(w::out_of_scale(locale, &max.to_string()))
            }
            AnswerForm::Figure if is_counted && figure.reading == FigureReading::Words => {
                Some(w::NOT_A_NUMBER.of(locale).to_owned())
            }
            _ => None,
        };
        words.map(
            |words| view! { <span class="rounds__hint" data-testid="uncounted">{words}</span> },
        )
    })
    .into_any()
}

/// A few answers to choose from; the chosen one again takes it back.
fn chips(workspace: Workspace, row: &Row, label: String, said: Vec<(String, String)>) -> AnyView {
    let locale = workspace.l();
    let (record, error) = (row.record, row.error);
    let stored = stored_text(workspace, record, "value");
    let known: Vec<String> = said.iter().map(|(value, _)| value.clone()).collect();
    let choose = move |chosen: String| {
        let value = match stored.get_untracked() == chosen {
            true => Value::Null,
            false => Value::from(chosen),
        };
        let saved = workspace.edit(vec![set(record, "value", value)]);
        leptos::task::spawn_local(async move {
            let failed = saved.await.err();
            let words = failed.map(|it| wording::save_failure_words(it, locale).to_owned());
            let _ = error.try_set(words);
        });
    };
    let chips: Vec<AnyView> = said
        .into_iter()
        .map(|(value, words)| {
            let test_id = format!("answer-{value}");
            let of_chip = value.clone();
            let is_chosen = move || stored.with(|stored| *stored == of_chip);
            view! {
                <button type="button" class="chip" data-testid=test_id
                    aria-pressed=move || if is_chosen() { "true" } else { "false" }
                    on:click=move |_| choose(value.clone())>{words}</button>
            }
            .into_any()
        })
        .collect();
    let other = move || {
        let text = stored.get();
        let is_other = !text.is_empty() && !known.contains(&text);
        is_other.then(|| {
            let words = w::other_answer(locale, &text);
            view! { <span class="rounds__hint" data-testid="uncounted">{words}</span> }
        })
    };
    view! {
        <div>
            <div class="chips" role="group" aria-label=label>{chips}</div>
            {other}
        </div>
    }
    .into_any()
}

fn set(record: RecordId, field: &str, value: Value) -> Draft {
    Draft::Set {
        record,
        field: field.to_owned(),
        value,
    }
}

/// The text of a field of a return; empty when it has none.
fn stored_text(workspace: Workspace, record: RecordId, name: &'static str) -> Memo<String> {
    Memo::new(move |_| {
        workspace.records.with(|records| {
            let view = records.views.get(&record);
            let text =
                view.and_then(|view| opora_domain::record::text(&view.projected.fields, name));
            text.unwrap_or_default().to_owned()
        })
    })
}
