//! What schools share: the bank of practices with who adopted them, contests with who took part, and
//! the development of teachers as counts. Everything is entered without a line. A card has no files.

mod adoptions;
mod card;
mod contest;
mod contests;
mod counts;
mod development;
mod entry;
mod list;
mod new;
mod new_contest;
mod of_school;
mod participants;
mod reading;

pub use of_school::practices_of_school;

use crate::markup::{AnyView, IntoAny, view};
use crate::words::Phrase;
use crate::words::practices as w;
use crate::workspace::place::{Place, SharedPlace};
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_sync::Draft;

/// The screen of a place.
pub fn practices_page(place: SharedPlace) -> AnyView {
    let workspace = use_workspace();
    match place {
        SharedPlace::Practices => list::list_page(workspace),
        SharedPlace::NewPractice => new::new_practice_page(workspace),
        SharedPlace::Practice(id) => card::practice_page(workspace, id),
        SharedPlace::Contests => contests::contests_page(workspace),
        SharedPlace::NewContest => new_contest::new_contest_page(workspace),
        SharedPlace::Contest(id) => contest::contest_page(workspace, id),
        SharedPlace::Development => development::development_page(workspace),
    }
}

/// The three lists beside each other.
fn tabs(workspace: Workspace, here: SharedPlace) -> AnyView {
    let locale = workspace.l();
    let tab = |place: SharedPlace, words: Phrase| {
        let current = (place == here).then_some("page");
        view! {
            <a class="segmented__item" href=Place::Shared(place).path() aria-current=current>{words.of(locale)}</a>
        }
        .into_any()
    };
    view! {
        <nav class="segmented practices__tabs" aria-label=w::SECTIONS.of(locale)>
            {tab(SharedPlace::Practices, w::PRACTICES)}
            {tab(SharedPlace::Contests, w::CONTESTS)}
            {tab(SharedPlace::Development, w::DEVELOPMENT)}
        </nav>
    }
    .into_any()
}

/// Stores what a button does and says so. A failure is said in the bar above; nothing has changed then.
fn act(workspace: Workspace, drafts: Vec<Draft>, said: Phrase) {
    let locale = workspace.l();
    let saved = workspace.edit(drafts);
    leptos::task::spawn_local(async move {
        if saved.await.is_ok() {
            workspace.say(said.of(locale));
        }
    });
}

/// A choice out of few or many, with nothing chosen as the first.
fn select(
    id: &'static str,
    label: &'static str,
    nothing: &'static str,
    options: Vec<(String, String)>,
    chosen: RwSignal<String>,
) -> AnyView {
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(value, words)| {
            let of_option = value.clone();
            let is_chosen = move || chosen.with(|now| *now == of_option);
            view! { <option value=value prop:selected=is_chosen>{words}</option> }.into_any()
        })
        .collect();
    let is_nothing = move || chosen.with(String::is_empty);
    view! {
        <div class="field practices__select">
            <label class="field__label" for=id>{label}</label>
            <span class="select">
                <select class="field__input" id=id data-testid=id
                    on:change=move |event| chosen.set(event_target_value(&event))>
                    <option value="" prop:selected=is_nothing>{nothing}</option>
                    {options}
                </select>
            </span>
        </div>
    }
    .into_any()
}
