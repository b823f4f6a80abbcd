//! Entries of a device without a line: saved to a file, and brought to the district in one.

use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::sync as w;
use crate::words::workspace as ww;
use crate::workspace::ports::CarryFailure;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::Viewer;
use wasm_bindgen::JsCast;

/// Saves everything that waits to a file.
pub fn save_to_file(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let save = move |_| {
        let done = workspace.device().carry_out(ww::FILE_NAME.of(locale));
        leptos::task::spawn_local(async move {
            // A failure is said in the bar above; what waits stays where it is.
            let _ = done.await;
        });
    };
    view! {
        <button type="button" class="button" data-testid="save-to-file" on:click=save>
            {icon(Pictogram::SaveToFile)}{ww::SAVE_TO_FILE.of(locale)}
        </button>
    }
    .into_any()
}

/// The section for those who may bring entries: coordinators.
pub fn carried_section(workspace: Workspace) -> AnyView {
    if !matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. }) {
        return ().into_any();
    }
    let locale = workspace.l();
    let said = RwSignal::new(None::<String>);
    let chosen = move |event: web_sys::Event| {
        let input: Option<web_sys::HtmlInputElement> =
            event.target().and_then(|target| target.dyn_into().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        said.set(Some(w::CARRY_RUNNING.of(locale).to_owned()));
        let done = workspace.device().carry_in(file);
        leptos::task::spawn_local(async move {
            let words = match done.await {
                Ok(done) => {
                    let received = done.received.to_string();
                    let mut words =
                        w::carry_done(locale, &done.label, &received, &done.refused.to_string());
                    if done.conflicted > 0 {
                        words.push(' ');
                        words += &w::carry_conflicts(locale, &done.conflicted.to_string());
                    }
                    words
                }
                Err(failure) => failure_words(failure).of(locale).to_owned(),
            };
            let _ = said.try_set(Some(words));
            // The same file may be chosen once more.
            input.set_value("");
        });
    };
    let note = move || {
        said.get().map(|words| {
            view! { <p class="note" role="status" data-testid="carried">{words}</p> }.into_any()
        })
    };
    view! {
        <section class="section" aria-labelledby="carry">
            <div class="section__head"><h2 class="title-block" id="carry">{w::CARRY_TITLE.of(locale)}</h2></div>
            <p>{w::CARRY_TEXT.of(locale)}</p>
            <div class="actions">
                <input class="visually-hidden" id="carried-file" data-testid="carry-in" type="file"
                    accept=".opora" on:change=chosen/>
                <label class="button" for="carried-file">
                    {icon(Pictogram::File)}{w::CARRY_CHOOSE.of(locale)}
                </label>
            </div>
            {note}
        </section>
    }
    .into_any()
}

fn failure_words(failure: CarryFailure) -> crate::words::Phrase {
    match failure {
        CarryFailure::Offline => w::CARRY_OFFLINE,
        CarryFailure::SignedOut => w::CARRY_SIGNED_OUT,
        CarryFailure::Unreadable => w::CARRY_UNREADABLE,
        CarryFailure::UnknownMaker => w::CARRY_UNKNOWN_MAKER,
        CarryFailure::TooNew => w::CARRY_TOO_NEW,
        CarryFailure::Gap => w::CARRY_GAP,
        CarryFailure::OtherLife => w::CARRY_OTHER_LIFE,
        CarryFailure::Server => w::CARRY_FAILED,
    }
}
