//! What the coordinator changes about a round that is open: its words, period and last day, and
//! what is asked additionally. A question that was asked is not taken back: it may have been answered.

use super::questions;
use super::reading::round;
use super::taking_part::{missing_returns, taking_part};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::rounds as w;
use crate::workspace::parts::field::{FieldRef, Shape, error_line, text_field};
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::round::QUESTIONS_MAX;
use opora_domain::{Question, RecordId, RecordKind, Round};
use opora_sync::Draft;

/// Title, period, last day and words for the schools, stored as they are typed.
pub fn round_fields(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let field = |name: &'static str, shape, at, label: &str, hint| {
        let field = FieldRef {
            record: id,
            kind: RecordKind::Round,
            name,
        };
        text_field(workspace, field, shape, at, label.to_owned(), hint)
    };
    let period = Some(w::PERIOD_HINT.of(locale));
    let due = Some(w::DUE_HINT.of(locale));
    view! {
        <details class="fold" data-testid="round-fold">
            <summary>{w::EDIT_ROUND.of(locale)}</summary>
            <div class="form">
                {field("title", Shape::Line, "round-title", w::TITLE.of(locale), None)}
                <div class="field-row">
                    {field("period", Shape::Line, "round-period", w::PERIOD.of(locale), period)}
                    {field("due", Shape::Date, "round-due", w::DUE.of(locale), due)}
                </div>
                {field("note", Shape::Area, "round-note", w::ROUND_NOTE.of(locale), Some(w::ROUND_NOTE_HINT.of(locale)))}
            </div>
        </details>
    }
    .into_any()
}

/// What asking further makes: the questions behind those that are asked, and a return of each for
/// every school that takes part.
pub fn asking_further(records: &Records, round: &Round, asked: &[Question]) -> Vec<Draft> {
    let mut further = round.clone();
    further.questions.extend(asked.iter().cloned());
    let mut drafts = vec![Draft::Set {
        record: round.id,
        field: "questions".to_owned(),
        value: questions::value(&further.questions),
    }];
    let schools = taking_part(records, round);
    drafts.extend(missing_returns(records, &further, &schools));
    drafts
}

/// What is asked now, and a form for more.
pub fn further_questions(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let asked = Memo::new(move |_| {
        let known = workspace.records.with(|records| round(records, id));
        known.map_or_else(Vec::new, |round| round.questions)
    });
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let add = move |_| {
        // Pressed twice, it would ask everything twice.
        if is_busy.get_untracked() {
            return;
        }
        let records = workspace.records.get_untracked();
        let Some(round) = round(&records, id) else {
            return;
        };
        let further = match questions::read(&text.get_untracked(), locale) {
            Ok(further) => further,
            Err(problem) => return error.set(Some(problem)),
        };
        let is_known = |one: &&Question| round.questions.iter().any(|it| it.is_about(&one.factor));
        if let Some(again) = further.iter().find(is_known) {
            return error.set(Some(w::repeated(locale, &again.factor)));
        }
        if round.questions.len() + further.len() > QUESTIONS_MAX {
            return error.set(Some(w::TOO_MANY.of(locale).to_owned()));
        }
        is_busy.set(true);
        let saved = workspace.edit_by(Box::new(move |replica| {
            let records = Records::of(replica.clone());
            let known = self::round(&records, id);
            known.map_or_else(Vec::new, |round| asking_further(&records, &round, &further))
        }));
        leptos::task::spawn_local(async move {
            match saved.await {
                Ok(_) => {
                    let _ = text.try_set(String::new());
                    let _ = error.try_set(None);
                    workspace.say(w::ADDED.of(locale));
                }
                Err(failure) => {
                    let words = wording::save_failure_words(failure, locale).to_owned();
                    let _ = error.try_set(Some(words));
                }
            }
            let _ = is_busy.try_set(false);
        });
    };
    let lines = move || {
        let asked = asked.get();
        let rows = asked.into_iter().map(|question| {
            let unit = question.unit.map(|unit| format!(", {unit}"));
            let hint = question
                .hint
                .map(|hint| view! { <span class="rounds__hint">{hint}</span> });
            view! { <li data-testid="asked">{question.factor}{unit}{hint}</li> }.into_any()
        });
        rows.collect::<Vec<_>>()
    };
    let count = move || asked.with(Vec::len);
    view! {
        <details class="fold" data-testid="questions-fold">
            <summary>{w::QUESTIONS.of(locale)}": "{count}</summary>
            <ol class="rounds__asked">{lines}</ol>
            <div class="form">
                <div class="field">
                    <label class="field__label" for="more-questions">{w::MORE_QUESTIONS.of(locale)}</label>
                    <textarea class="field__input" id="more-questions" data-testid="more-questions" rows="3"
                        aria-describedby="more-questions-hint more-questions-error" prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))></textarea>
                    <p class="field__hint" id="more-questions-hint">{w::QUESTIONS_HINT.of(locale)}</p>
                </div>
                {error_line("more-questions", error)}
                <div class="actions">
                    <button type="button" class="button" data-testid="add-questions"
                        prop:disabled=move || is_busy.get() on:click=add>{w::ADD_QUESTIONS.of(locale)}</button>
                </div>
            </div>
        </details>
    }
    .into_any()
}
