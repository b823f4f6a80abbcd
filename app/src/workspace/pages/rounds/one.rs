//! One round: for its school the answers, for the coordinator and the observer who has answered.

use super::reading::{Sheet, part_words, round, sheets, state_words};
use super::{answering, questions};
use crate::components::{NoticeKind, notice};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::counted;
use crate::words::rounds as w;
use crate::workspace::pages::{head, missing_record, opening};
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::{Locale, RecordId, Round, Value, Viewer};
use opora_sync::Draft;

/// The screen of one round.
pub fn round_page(workspace: Workspace, id: RecordId) -> AnyView {
    let known = Memo::new(move |_| workspace.records.with(|records| round(records, id)));
    let is_known = Memo::new(move |_| known.with(Option::is_some));
    let viewer = workspace.viewer_untracked();
    let title = move || known.get().map(|round| round.title).unwrap_or_default();
    let about = move || {
        known.get().map(|round| {
            let period = round.period.as_ref().map(|period| period.text.clone());
            let parts: Vec<String> = period
                .into_iter()
                .chain([state_words(workspace, &round)])
                .collect();
            view! { <p class="screen-lead" data-testid="round-state">{wording::capital(&parts.join(", "))}</p> }
        })
    };
    (move || {
        if !is_known.get() {
            return missing_record(workspace);
        }
        let body = match &viewer {
            Viewer::School { organisation, .. } => answering::answers(workspace, id, *organisation),
            _ => opening::from_records(workspace, move |records| progress(workspace, records, id)),
        };
        let is_coordinator = matches!(viewer, Viewer::Coordinator { .. });
        let lock = move || {
            let is_locked = known.get().is_some_and(|round| round.is_locked);
            is_coordinator.then(|| lock_button(workspace, id, is_locked))
        };
        let more = is_coordinator.then(|| further_questions(workspace, id));
        view! {
            {head(title, lock.into_any())}
            {about}
            {body}
            {more}
        }
        .into_any()
    })
    .into_any()
}

fn lock_button(workspace: Workspace, id: RecordId, is_locked: bool) -> AnyView {
    let locale = workspace.l();
    let (words, said) = match is_locked {
        true => (w::UNLOCK, w::UNLOCKED_NOW),
        false => (w::LOCK, w::LOCKED_NOW),
    };
    let set = move |_| {
        let saved = workspace.edit(vec![Draft::Set {
            record: id,
            field: "locked".to_owned(),
            value: Value::Bool(!is_locked),
        }]);
        leptos::task::spawn_local(async move {
            // A failure is said in the bar above; nothing has changed then.
            if saved.await.is_ok() {
                workspace.say(said.of(locale));
            }
        });
    };
    view! {
        <button type="button" class="button" data-testid="lock" on:click=set>{words.of(locale)}</button>
    }
    .into_any()
}

fn progress(workspace: Workspace, records: &Records, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let Some(round) = round(records, id) else {
        return ().into_any();
    };
    let all = sheets(records, &round, locale);
    if all.is_empty() {
        return notice(
            NoticeKind::Empty,
            w::NO_SHEETS.of(locale),
            w::NO_SHEETS_TEXT.of(locale),
        );
    }
    let complete = all.iter().filter(|sheet| sheet.left() == 0).count();
    let rows: Vec<AnyView> = all.iter().map(|sheet| row(&round, sheet, locale)).collect();
    let part = part_words(complete, all.len(), locale);
    view! {
        <p class="caption" data-testid="complete-count">{w::complete_schools(locale, &part)}</p>
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::SCHOOLS.of(locale)>
            <table class="table table--rows" data-testid="sheets">
                <thead><tr>
                    <th scope="col">{w::SCHOOL.of(locale)}</th>
                    <th scope="col" class="table__number">{w::FILLED.of(locale)}</th>
                    <th scope="col">{w::STATE.of(locale)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {crate::workspace::pages::today::as_of(workspace, records)}
    }
    .into_any()
}

fn row(round: &Round, sheet: &Sheet, locale: Locale) -> AnyView {
    let (code, state) = match (sheet.filled(), sheet.left()) {
        (_, 0) => ("complete", w::COMPLETE),
        (0, _) => ("not-begun", w::NOT_BEGUN),
        _ => ("in-work", w::IN_WORK),
    };
    let late = sheet.late();
    let late = (late > 0).then(|| {
        let count = counted(late, &w::ANSWERS_LEFT, locale);
        view! { " "<span class="tag" data-testid="late-count">{w::late_count(locale, &count)}</span> }
    });
    let path = Place::RoundSchool(round.id, sheet.school).path();
    view! {
        <tr data-testid="sheet" data-record=sheet.school.to_string() data-state=code>
            <th scope="row" class="table__name"><a href=path>{sheet.name.clone()}</a></th>
            <td class="table__number" data-label=w::FILLED.of(locale)>
                {part_words(sheet.filled(), sheet.answers.len(), locale)}
            </td>
            <td data-label=w::STATE.of(locale)><span>{state.of(locale)}{late}</span></td>
        </tr>
    }
    .into_any()
}

/// Questions that are asked additionally: further returns for the same schools.
fn further_questions(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let add = move |_| {
        let records = workspace.records.get_untracked();
        let Some(round) = round(&records, id) else {
            return;
        };
        let asked = match questions::read(&text.get_untracked(), locale) {
            Ok(asked) => asked,
            Err(problem) => return error.set(Some(problem)),
        };
        if let Some(again) = asked.iter().find(|one| {
            round
                .questions
                .iter()
                .any(|known| known.is_about(&one.factor))
        }) {
            return error.set(Some(w::repeated(locale, &again.factor)));
        }
        let schools: Vec<RecordId> = sheets(&records, &round, locale)
            .iter()
            .map(|sheet| sheet.school)
            .collect();
        let mut all = round.questions.clone();
        all.extend(asked.iter().cloned());
        if all.len() > opora_domain::round::QUESTIONS_MAX {
            return error.set(Some(w::TOO_MANY.of(locale).to_owned()));
        }
        let mut drafts = vec![Draft::Set {
            record: id,
            field: "questions".to_owned(),
            value: questions::value(&all),
        }];
        drafts.extend(questions::returns(&round.network, id, &schools, &asked));
        let saved = workspace.edit(drafts);
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
        });
    };
    view! {
        <section class="section" aria-labelledby="further-questions">
            <div class="section__head"><h2 class="title-section" id="further-questions">{w::ADD_QUESTIONS.of(locale)}</h2></div>
            <div class="form">
                <div class="field">
                    <label class="field__label" for="more-questions">{w::QUESTIONS.of(locale)}</label>
                    <textarea class="field__input" id="more-questions" data-testid="more-questions" rows="3"
                        aria-describedby="more-questions-hint" prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))></textarea>
                    <p class="field__hint" id="more-questions-hint">{w::QUESTIONS_HINT.of(locale)}</p>
                </div>
                {error_line("more-questions", error)}
                <div class="actions">
                    <button type="button" class="button" data-testid="add-questions" on:click=add>{w::ADD_QUESTIONS.of(locale)}</button>
                </div>
            </div>
        </section>
    }
    .into_any()
}
