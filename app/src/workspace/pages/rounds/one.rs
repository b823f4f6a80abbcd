//! One round: for its school the answers, for the coordinator and the observer who has answered; and
//! for the coordinator what the round is, whom it asks and what further.

use super::reading::{is_overdue, round, state_words};
use super::{answering, editing, new, taking_part};
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::rounds as w;
use crate::workspace::pages::{head, missing_record, opening};
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Locale, RecordId, Round, Value, Viewer};
use opora_sync::Draft;

/// The screen of one round.
pub fn round_page(workspace: Workspace, id: RecordId) -> AnyView {
    let known = Memo::new(move |_| workspace.records.with(|records| round(records, id)));
    let is_known = Memo::new(move |_| known.with(Option::is_some));
    let is_before_first_pull = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.is_before_first_pull())
    });
    // The form of the next round stands in place of this one.
    let is_repeating = RwSignal::new(false);
    let viewer = workspace.viewer_untracked();
    (move || {
        if !is_known.get() {
            // A round that does not come with the first data is not awaited for ever.
            return match is_before_first_pull.get() {
                true => opening::first_load(workspace),
                false => missing_record(workspace),
            };
        }
        let is_coordinator = matches!(viewer, Viewer::Coordinator { .. });
        if is_coordinator
            && is_repeating.get()
            && let Some(before) = known.get_untracked()
        {
            return new::repeated_round_page(workspace, before, is_repeating);
        }
        let body = match &viewer {
            Viewer::School { organisation, .. } => answering::answers(workspace, id, *organisation),
            _ => taking_part::progress_table(workspace, id),
        };
        let title = move || known.get().map(|round| round.title).unwrap_or_default();
        let more = is_coordinator.then(|| {
            view! {
                {taking_part::schools_section(workspace, id)}
                {editing::round_fields(workspace, id)}
                {editing::further_questions(workspace, id)}
            }
        });
        view! {
            {head(title, actions(workspace, id, known, is_repeating))}
            {about(workspace, known)}
            {body}
            {more}
        }
        .into_any()
    })
    .into_any()
}

/// Period, state, what the round repeats, and what the coordinator says of it.
fn about(workspace: Workspace, known: Memo<Option<Round>>) -> AnyView {
    let locale = workspace.l();
    (move || {
        known.get().map(|round| {
            let period = round.period.as_ref().map(|period| period.text.clone());
            let parts: Vec<String> = period
                .into_iter()
                .chain([state_words(workspace, &round)])
                .collect();
            let words = wording::capital(&parts.join(", "));
            let words = match is_overdue(workspace, &round) {
                true => view! { <b class="rounds__overdue">{words}</b> }.into_any(),
                false => words.into_any(),
            };
            let before = round.repeats.map(|before| {
                view! { " "<a href=Place::Round(before).path() data-testid="round-before">{w::TO_LAST_TIME.of(locale)}</a> }
            });
            let note = round.note.map(|note| view! { <p class="note rounds__text" data-testid="round-note">{note}</p> });
            view! {
                <p class="screen-lead" data-testid="round-state">{words}{before}</p>
                {note}
            }
        })
    })
    .into_any()
}

fn actions(
    workspace: Workspace,
    id: RecordId,
    known: Memo<Option<Round>>,
    is_repeating: RwSignal<bool>,
) -> AnyView {
    let locale = workspace.l();
    let viewer = workspace.viewer_untracked();
    let (is_coordinator, network) = match viewer {
        Viewer::Coordinator { network } => (true, network),
        Viewer::Observer { network } => (false, network),
        Viewer::School { .. } | Viewer::Public => return ().into_any(),
    };
    let language = match locale {
        Locale::Ru => "ru",
        Locale::En => "en",
    };
    let file = format!("/api/network/{network}/round/{id}/answers.xlsx?lang={language}");
    let coordinator = is_coordinator.then(|| {
        let lock = move || {
            let is_locked = known.with(|round| round.as_ref().is_some_and(|it| it.is_locked));
            lock_button(workspace, id, is_locked)
        };
        view! {
            <button type="button" class="button" data-testid="repeat" on:click=move |_| is_repeating.set(true)>
                {w::REPEAT.of(locale)}
            </button>
            {lock}
        }
    });
    view! {
        <a class="button" href=file download="" rel="external" data-testid="round-table">
            {icon(Pictogram::SaveToFile)}{w::AS_TABLE.of(locale)}
        </a>
        {coordinator}
    }
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
