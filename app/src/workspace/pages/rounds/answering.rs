//! A school's answers to a round, stored as they are typed. A closed round is shown first and typed
//! into only when the person asks to correct.

use super::reading::{Sheet, part_words, round, sheets};
use crate::components::{NoticeKind, Pictogram, icon, notice};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::rounds as w;
use crate::workspace::parts::cell::{Cell, cell};
use crate::workspace::parts::field::{error_line, problem_of};
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::parts::typing::Drafts;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Question, RecordId, RecordKind, Value};
use opora_sync::Draft;
use std::rc::Rc;

/// The answers of one school.
pub fn answers(workspace: Workspace, id: RecordId, school: RecordId) -> AnyView {
    let locale = workspace.l();
    let sheet = Memo::new(move |_| {
        workspace.records.with(|records| {
            let round = round(records, id)?;
            let mut all = sheets(records, &round, locale);
            all.retain(|sheet| sheet.school == school);
            all.pop()
        })
    });
    // What is asked, and nothing of what is answered: a field must not be drawn anew while it is
    // typed into.
    let asked = Memo::new(move |_| {
        let sheet = sheet.get();
        let answers = sheet.iter().flat_map(|sheet| &sheet.answers);
        let asked = answers.map(|it| (it.returned.id, it.question.clone()));
        asked.collect::<Vec<(RecordId, Question)>>()
    });
    let is_locked = Memo::new(move |_| {
        let known = workspace.records.with(|records| round(records, id));
        known.is_some_and(|round| round.is_locked)
    });
    let is_correcting = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let progress = move || {
        let sheet = sheet.get();
        let filled = sheet.as_ref().map_or(0, Sheet::filled);
        let all = sheet.as_ref().map_or(0, |sheet| sheet.answers.len());
        view! {
            <p class="rounds__progress" role="status">
                <b data-testid="round-progress">{part_words(filled, all, locale)}</b>
                " "<progress class="progress__bar" aria-label=w::FILLED.of(locale) value=filled.to_string() max=all.max(1).to_string()></progress>
            </p>
        }
    };
    let lead = move || match is_locked.get() {
        false => view! { <p class="note">{w::SAVES.of(locale)}</p> }.into_any(),
        true => {
            let correct = (!is_correcting.get()).then(|| {
                view! {
                    <button type="button" class="button" data-testid="correct" on:click=move |_| is_correcting.set(true)>
                        {icon(Pictogram::Edit)}{w::CORRECT.of(locale)}
                    </button>
                }
            });
            view! {
                <p class="note" data-testid="locked-note">{w::LOCKED_FOR_SCHOOL.of(locale)}</p>
                <div class="actions">{correct}</div>
            }
            .into_any()
        }
    };
    let table = move || {
        let asked = asked.get();
        if asked.is_empty() {
            return notice(
                NoticeKind::Empty,
                w::NOT_ASKED.of(locale),
                w::NOT_ASKED_TEXT.of(locale),
            );
        }
        let may_type = !is_locked.get() || is_correcting.get();
        let rows: Vec<AnyView> = asked
            .iter()
            .enumerate()
            .map(|(at, (record, question))| row(workspace, at, *record, question, may_type, error))
            .collect();
        view! {
            {progress}
            <div class="table-sheet">
                <table class="table table--rows rounds__answers" data-testid="answers">
                    <thead><tr>
                        <th scope="col">{w::QUESTION.of(locale)}</th>
                        <th scope="col">{w::ANSWER.of(locale)}</th>
                        <th scope="col">{w::NOTE.of(locale)}</th>
                        <th scope="col">{w::STORED.of(locale)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {error_line("answers", error)}
            <p><a href=Place::RoundSchool(id, school).path()>{w::HOW_CHANGED.of(locale)}</a></p>
        }
        .into_any()
    };
    view! { {lead}{table} }.into_any()
}

fn row(
    workspace: Workspace,
    at: usize,
    record: RecordId,
    question: &Question,
    may_type: bool,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let locale = workspace.l();
    let factor = &question.factor;
    let unit = question.unit.clone();
    let typed = |column: usize, name: &'static str, test_id: &'static str, label: String| {
        let stored = stored_text(workspace, record, name);
        if !may_type {
            return (move || stored.get()).into_any();
        }
        let drafts: Drafts = Rc::new(move |text, _| {
            let value = match text {
                "" => Value::Null,
                text => Value::from(text),
            };
            match problem_of(RecordKind::Return, name, &value, locale) {
                Some(problem) => Err(problem),
                None => Ok(vec![Draft::Set {
                    record,
                    field: name.to_owned(),
                    value,
                }]),
            }
        });
        cell(
            workspace,
            Cell {
                at: (at, column),
                label,
                test_id,
                stored,
                drafts,
                paste: None,
                error,
            },
        )
    };
    let answer = typed(0, "value", "answer", w::answer_to(locale, factor));
    let note = typed(1, "note", "answer-note", w::note_to(locale, factor));
    view! {
        <tr data-testid="answer-row" data-record=record.to_string()>
            <th scope="row" class="table__name">
                <span>{factor.clone()}{unit.map(|unit| format!(", {unit}"))}</span>
                {question.hint.clone().map(|hint| view! { <span class="rounds__hint">{hint}</span> })}
            </th>
            <td data-label=w::ANSWER.of(locale)>{answer}</td>
            <td data-label=w::NOTE.of(locale)>{note}</td>
            <td data-label=w::STORED.of(locale)>{stored_mark(workspace, record, "value")}</td>
        </tr>
    }
    .into_any()
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
