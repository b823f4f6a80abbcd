//! Indicators and plan in one of the published forms, as files the district makes: which form, and the
//! way to each file. The forms are of the server; here are their names only.

use crate::markup::{AnyView, IntoAny, view};
use crate::words::Phrase;
use crate::words::definitions::forms as w;
use crate::workspace::state::Workspace;
use leptos::ev;
use leptos::prelude::*;

/// The codes of the forms, as `?layout=` takes them; empty: the one that fits best.
const FORMS: [(&str, Phrase); 6] = [
    ("", w::FITTING),
    ("yartsevo", w::ANNEXES),
    ("vengerovo", w::ROAD_MAP),
    ("partizansk", w::BY_YEAR),
    ("uglich", w::RESULTS),
    ("abinsk", w::LISTS),
];

/// The files by the last part of their address.
const FILES: [(&str, Phrase); 3] = [
    ("official-indicators.docx", w::INDICATORS),
    ("official-plan.docx", w::PLAN),
    ("official.xlsx", w::TABLES),
];

/// Which form, and its files. Nothing while nobody is signed in.
pub fn forms(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let viewer = workspace.viewer_untracked();
    let Some(network) = viewer.network().map(ToString::to_string) else {
        return ().into_any();
    };
    let chosen = RwSignal::new(String::new());
    let options: Vec<AnyView> = FORMS
        .iter()
        .map(|(code, name)| view! { <option value=*code>{name.of(locale)}</option> }.into_any())
        .collect();
    let links: Vec<AnyView> = FILES
        .iter()
        .map(|(file, name)| {
            let network = network.clone();
            let address = move || {
                let path = format!("/api/network/{network}/programme/{file}");
                match chosen.get().as_str() {
                    "" => path,
                    code => format!("{path}?layout={code}"),
                }
            };
            view! { <li><a href=address download data-testid=*file>{name.of(locale)}</a></li> }
                .into_any()
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="forms">
            <div class="section__head"><h2 class="title-section" id="forms">{w::FORMS.of(locale)}</h2></div>
            <div class="form">
                <div class="field">
                    <label class="field__label" for="form">{w::FORM.of(locale)}</label>
                    <span class="select">
                        <select class="field__input" id="form" data-testid="form" aria-describedby="form-hint"
                            on:change=move |event: ev::Event| chosen.set(event_target_value(&event))>{options}</select>
                    </span>
                    <p class="field__hint" id="form-hint">{w::HINT.of(locale)}</p>
                </div>
                <ul class="rows forms__files">{links}</ul>
            </div>
        </section>
    }
    .into_any()
}
