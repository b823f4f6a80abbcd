//! What is said of the facts of single periods, and who entered them when. Notes are stored beside
//! the facts as a list of their own: a program that does not know them keeps them, and two people who
//! write a fact and a note do not contradict each other. Who and when the history knows, and that is
//! with the district: without a line this is said.

use super::entered::entered;
use super::entry::{FACT, draft_of};
use super::figures::{Column, Figures, figure_words, period_words};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::indicators as w;
use crate::words::sync as sync_words;
use crate::workspace::parts::cell::{Cell, cell};
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::parts::typing::Drafts;
use crate::workspace::parts::wording;
use crate::workspace::ports::HistoryFailure;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::figure::value_of;
use opora_domain::{PeriodValue, RecordId};
use opora_sync::HistoryLine;
use std::rc::Rc;

/// The field that keeps the notes.
const NOTES: &str = "fact_notes";

/// What is known of who entered.
#[derive(Clone)]
enum Trail {
    NotAsked,
    Loading,
    Known(Vec<HistoryLine>),
    Failed(HistoryFailure),
}

/// A line for every period that has a fact or a note; nothing where none has.
pub fn notes(workspace: Workspace, id: RecordId, columns: Vec<Column>, may_write: bool) -> AnyView {
    let locale = workspace.l();
    let trail = RwSignal::new(Trail::NotAsked);
    let error = RwSignal::new(None::<String>);
    // Only which lines there are: a line is not drawn anew while its note is typed.
    let shown = Memo::new(move |_| {
        let figures = Figures::now(workspace);
        let Some(one) = figures.indicator(id) else {
            return Vec::new();
        };
        let has = |column: &&Column| {
            one.fact.iter().any(|fact| fact.period.text == column.words)
                || value_of(&one.fact_notes, &column.words).is_some()
        };
        columns.iter().filter(has).cloned().collect()
    });
    let ask = move |_| {
        trail.set(Trail::Loading);
        let asked = workspace.device().history(id);
        leptos::task::spawn_local(async move {
            let answer = match asked.await {
                Ok(lines) => Trail::Known(lines),
                Err(failure) => Trail::Failed(failure),
            };
            // The screen may be gone by now.
            let _ = trail.try_set(answer);
        });
    };
    let who = move || {
        let button = || {
            view! {
                <button type="button" class="button" data-testid="who-entered" on:click=ask>{w::WHO_ENTERED.of(locale)}</button>
            }
        };
        let said = |words: &'static str| view! { <p class="note" role="status" data-testid="who-note">{words}</p> };
        match trail.get() {
            Trail::NotAsked => view! { <div class="actions">{button()}</div> }.into_any(),
            Trail::Loading => said(sync_words::HISTORY_LOADING.of(locale)).into_any(),
            Trail::Known(_) => ().into_any(),
            Trail::Failed(failure) => {
                let words = match failure {
                    HistoryFailure::Offline => w::WHO_OFFLINE,
                    HistoryFailure::SignedOut => sync_words::HISTORY_SIGNED_OUT,
                    HistoryFailure::Server => sync_words::HISTORY_FAILED,
                };
                view! { {said(words.of(locale))}<div class="actions">{button()}</div> }.into_any()
            }
        }
    };
    (move || {
        let shown = shown.get();
        if shown.is_empty() {
            return ().into_any();
        }
        let rows: Vec<AnyView> = shown
            .iter()
            .enumerate()
            .map(|(at, column)| row(workspace, id, (at, column), may_write, trail, error))
            .collect();
        let mark = may_write.then(|| stored_mark(workspace, id, NOTES));
        view! {
            <section class="section">
                <div class="section__head">
                    <h2 class="title-section">{w::FACT_NOTES.of(locale)}</h2>{mark}
                </div>
                <div class="table-sheet table-sheet--plain" role="region" tabindex="0" aria-label=w::FACT_NOTES.of(locale)>
                    <table class="table table--rows fact-notes" data-testid="fact-notes">
                        <thead><tr>
                            <th scope="col">{w::PERIOD.of(locale)}</th>
                            <th scope="col" class="table__number">{w::FACT.of(locale)}</th>
                            <th scope="col">{w::FACT_NOTE.of(locale)}</th>
                            <th scope="col">{w::ENTERED_BY.of(locale)}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <div role="alert">{move || error.get().map(|words| view! { <p class="field__error">{words}</p> })}</div>
                {who}
            </section>
        }
        .into_any()
    })
    .into_any()
}

fn row(
    workspace: Workspace,
    id: RecordId,
    (at, column): (usize, &Column),
    may_write: bool,
    trail: RwSignal<Trail>,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let locale = workspace.l();
    let called = period_words(column, locale);
    let period = column.words.clone();
    let of = period.clone();
    let fact = move || {
        let figures = Figures::now(workspace);
        let one = figures.indicator(id)?;
        let found = one.fact.iter().find(|fact| fact.period.text == of)?;
        Some(figure_words(&found.figure, one.unit, locale))
    };
    let of = period.clone();
    let note = Memo::new(move |_| {
        let notes = notes_of(workspace, id);
        value_of(&notes, &of).unwrap_or_default().to_owned()
    });
    let note = match may_write {
        true => {
            let of = period.clone();
            let drafts: Drafts = Rc::new(move |text, replica| {
                Ok(vec![draft_of(replica, (id, NOTES), &[(&of, text)])])
            });
            cell(
                workspace,
                Cell {
                    at: (at, 0),
                    label: w::note_on(locale, &called),
                    test_id: "fact-note",
                    stored: note,
                    drafts,
                    paste: None,
                    error,
                },
            )
        }
        false => (move || note.get()).into_any(),
    };
    let who = move || {
        let Trail::Known(lines) = trail.get() else {
            return String::new();
        };
        match entered(&lines, FACT, &period) {
            Some(one) => {
                let when = wording::moment_words(&*workspace.device(), one.at, locale);
                format!("{}, {when}", one.label)
            }
            None => w::ENTERED_UNKNOWN.of(locale).to_owned(),
        }
    };
    view! {
        <tr>
            <th scope="row">{called}</th>
            <td class="table__number" data-label=w::FACT.of(locale)>{fact}</td>
            <td data-label=w::FACT_NOTE.of(locale)>{note}</td>
            <td data-label=w::ENTERED_BY.of(locale) data-testid="entered-by">{who}</td>
        </tr>
    }
    .into_any()
}

fn notes_of(workspace: Workspace, id: RecordId) -> Vec<PeriodValue> {
    let figures = Figures::now(workspace);
    figures
        .indicator(id)
        .map(|one| one.fact_notes.clone())
        .unwrap_or_default()
}
