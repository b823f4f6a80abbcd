//! A school's answers to a round, stored as they are typed. A closed round is shown first and typed
//! into only when the person asks to correct. Which control a question has, [`super::controls`] says.

use super::controls::{Row, answer_control, note_control, shown_value};
use super::reading::{part_words, round};
use super::sheets::{Answer, Sheet, sheet};
use crate::components::{NoticeKind, Pictogram, icon, notice};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::rounds as w;
use crate::workspace::pages::opening;
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Question, RecordId, Viewer};

/// What a row is made from: what is asked, and nothing of what is answered. A field must not be
/// drawn anew while it is typed into.
#[derive(Clone, PartialEq)]
struct Asked {
    record: RecordId,
    question: Question,
    is_dropped: bool,
    before: Option<String>,
}

impl Asked {
    fn of(answer: &Answer) -> Self {
        Asked {
            record: answer.returned.id,
            question: answer.question.clone(),
            is_dropped: answer.is_dropped,
            before: answer.before.clone(),
        }
    }
}

/// Whether the school is asked at all, and how the round stands.
#[derive(Clone, Copy, PartialEq)]
struct Standing {
    is_locked: bool,
    is_left_out: bool,
}

/// The answers of one school.
pub fn answers(workspace: Workspace, id: RecordId, school: RecordId) -> AnyView {
    let locale = workspace.l();
    let answered = Memo::new(move |_| {
        workspace.records.with(|records| {
            let round = round(records, id)?;
            sheet(records, &round, school, locale)
        })
    });
    let asked = Memo::new(move |_| {
        answered.with(|sheet| {
            let answers = sheet.iter().flat_map(|sheet| &sheet.answers);
            answers.map(Asked::of).collect::<Vec<Asked>>()
        })
    });
    let standing = Memo::new(move |_| Standing {
        is_locked: workspace
            .records
            .with(|records| round(records, id).is_some_and(|round| round.is_locked)),
        is_left_out: answered.with(|sheet| sheet.as_ref().is_some_and(|it| it.is_left_out)),
    });
    let is_before_first_pull = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.is_before_first_pull())
    });
    let is_correcting = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let table = move || {
        let asked = asked.get();
        let standing = standing.get();
        if asked.is_empty() && !standing.is_left_out {
            return match is_before_first_pull.get() {
                true => opening::first_load(workspace),
                false => notice(
                    NoticeKind::Empty,
                    w::NOT_ASKED.of(locale),
                    w::NOT_ASKED_TEXT.of(locale),
                ),
            };
        }
        let may_type = !standing.is_left_out && (!standing.is_locked || is_correcting.get());
        let rows: Vec<AnyView> = asked
            .iter()
            .enumerate()
            .map(|(at, asked)| row(workspace, at, asked, may_type, error))
            .collect();
        let before = (!asked.iter().all(|it| it.before.is_none()))
            .then(|| view! { <th scope="col">{before_words(workspace, id)}</th> });
        view! {
            {lead(workspace, school, standing, is_correcting)}
            {progress(workspace, answered)}
            <div class="table-sheet">
                <table class="table table--rows rounds__answers" data-testid="answers">
                    <thead><tr>
                        <th scope="col">{w::QUESTION.of(locale)}</th>
                        {before}
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
    table.into_any()
}

fn lead(
    workspace: Workspace,
    school: RecordId,
    standing: Standing,
    is_correcting: RwSignal<bool>,
) -> AnyView {
    let locale = workspace.l();
    let is_own = workspace.viewer_untracked().organisation() == Some(school);
    if standing.is_left_out {
        let words = match is_own {
            true => w::LEFT_OUT_OWN,
            false => w::LEFT_OUT_OTHER,
        };
        return view! { <p class="note" data-testid="left-out-note">{words.of(locale)}</p> }
            .into_any();
    }
    if !standing.is_locked {
        return view! { <p class="note">{w::SAVES.of(locale)}</p> }.into_any();
    }
    let words = match is_own {
        true => w::LOCKED_FOR_SCHOOL,
        false => w::LOCKED_FOR_COORDINATOR,
    };
    let correct = move || {
        (!is_correcting.get()).then(|| {
            view! {
                <button type="button" class="button" data-testid="correct" on:click=move |_| is_correcting.set(true)>
                    {icon(Pictogram::Edit)}{w::CORRECT.of(locale)}
                </button>
            }
        })
    };
    view! {
        <p class="note" data-testid="locked-note">{words.of(locale)}</p>
        <div class="actions">{correct}</div>
    }
    .into_any()
}

/// «7 из 12», and the points where the round gives any.
fn progress(workspace: Workspace, answered: Memo<Option<Sheet>>) -> AnyView {
    let locale = workspace.l();
    (move || {
        answered.with(|sheet| {
            let filled = sheet.as_ref().map_or(0, Sheet::filled);
            let all = sheet.as_ref().map_or(0, Sheet::asked);
            let points = sheet.as_ref().and_then(Sheet::points).map(|points| {
                let words = points.words(locale);
                view! { <span data-testid="points">{w::points(locale, &words)}</span> }
            });
            view! {
                <p class="rounds__progress" role="status">
                    <b data-testid="round-progress">{part_words(filled, all, locale)}</b>
                    " "<progress class="progress__bar" aria-label=w::FILLED.of(locale) value=filled.to_string() max=all.max(1).to_string()></progress>
                    {points}
                </p>
            }
            .into_any()
        })
    })
    .into_any()
}

/// «Прошлый раз, 1 полугодие 2026».
fn before_words(workspace: Workspace, id: RecordId) -> String {
    let locale = workspace.l();
    let period = workspace.records.with_untracked(|records| {
        let before = round(records, id)?.repeats?;
        round(records, before)?.period
    });
    match period.map(|period| period.text) {
        Some(period) => w::last_time_of(locale, &period),
        None => w::LAST_TIME.of(locale).to_owned(),
    }
}

fn row(
    workspace: Workspace,
    at: usize,
    asked: &Asked,
    may_type: bool,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let locale = workspace.l();
    let Asked {
        record,
        question,
        is_dropped,
        before,
    } = asked;
    let row = Row {
        at,
        record: *record,
        question: question.clone(),
        error,
    };
    let may_type = may_type && !is_dropped;
    let (answer, note) = match may_type {
        true => (
            answer_control(workspace, &row),
            note_control(workspace, &row),
        ),
        false => (
            shown_value(workspace, *record, "value"),
            shown_value(workspace, *record, "note"),
        ),
    };
    let unit = question.counted_in().map(|unit| format!(", {unit}"));
    let dropped = is_dropped.then(|| {
        view! { <span class="rounds__hint" data-testid="dropped">{w::DROPPED.of(locale)}</span> }
    });
    let before = before.as_ref().map(|before| {
        let words = match before.is_empty() {
            true => w::NOT_ANSWERED.of(locale).to_owned(),
            false => before.clone(),
        };
        view! { <td class="rounds__before" data-label=w::LAST_TIME.of(locale) data-testid="before">{words}</td> }
    });
    let is_observer = !matches!(
        workspace.viewer_untracked(),
        Viewer::School { .. } | Viewer::Coordinator { .. }
    );
    let stored = (!is_observer).then(|| {
        view! {
            {stored_mark(workspace, *record, "value")}
            {stored_mark(workspace, *record, "note")}
        }
    });
    view! {
        <tr data-testid="answer-row" data-record=record.to_string()>
            <th scope="row" class="table__name">
                <span>{question.factor.clone()}{unit}</span>
                {question.hint.clone().map(|hint| view! { <span class="rounds__hint">{hint}</span> })}
                {dropped}
            </th>
            {before}
            <td data-label=w::ANSWER.of(locale)>{answer}</td>
            <td data-label=w::NOTE.of(locale)>{note}</td>
            <td data-label=w::STORED.of(locale)><div>{stored}</div></td>
        </tr>
    }
    .into_any()
}
