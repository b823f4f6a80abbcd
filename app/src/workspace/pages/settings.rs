//! Settings of this device: language, appearance, the account.

use super::barred_head;
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::numbers::{counted, tied};
use crate::words::workspace as w;
use crate::words::{OPORA, Phrase, practices, programme};
use crate::workspace::place::{Place, ProgrammePlace, SharedPlace};
use crate::workspace::ports::Theme;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::{Locale, Viewer};

/// Language, appearance, sign-out, about.
pub fn settings_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let language = |of: Locale, words: Phrase, code: &'static str| {
        view! {
            <button type="button" class="chip" data-testid=code lang=of.tag()
                aria-pressed=if of == locale { "true" } else { "false" }
                on:click=move |_| {
                    workspace.device().keep_locale(of);
                    workspace.locale.set(of);
                }>{words.of(locale)}</button>
        }
    };
    let theme = |of: Theme, words: Phrase, code: &'static str| {
        view! {
            <button type="button" class="chip" data-testid=code
                aria-pressed=move || if workspace.theme.get() == of { "true" } else { "false" }
                on:click=move |_| {
                    workspace.device().keep_theme(of);
                    workspace.theme.set(of);
                }>{words.of(locale)}</button>
        }
    };
    let is_coordinator = matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. });
    // The phone's bar has room for four entries: the others are here.
    let entry = |place: Place, words: Phrase| {
        view! {
            <li class="row row--link">
                <div class="row__text"><a class="row__title" href=place.path()>{words.of(locale)}</a></div>
                <span class="row__end">{icon(Pictogram::ChevronRight)}</span>
            </li>
        }
    };
    let menu = view! {
        <ul class="rows phone-only">
            {entry(Place::Organisations, w::ORGANISATIONS)}
            {entry(Place::Programme(ProgrammePlace::Passport(None)), programme::PROGRAMME)}
            {entry(Place::Shared(SharedPlace::Practices), practices::PRACTICES)}
            {is_coordinator.then(|| entry(Place::Import, w::IMPORT_TITLE))}
            {is_coordinator.then(|| entry(Place::NewPartnership, w::NEW_PARTNERSHIP))}
        </ul>
    };
    let device = workspace.records.with_untracked(|records| {
        records
            .replica
            .as_ref()
            .map(|replica| replica.meta().device.to_string())
    });
    let device_line = device.map(|id| view! { <p class="caption">{w::device(locale, &id)}</p> });
    view! {
        {barred_head(w::SETTINGS.of(locale), ().into_any())}
        {menu}
        <section class="section" aria-labelledby="language">
            <div class="section__head"><h2 class="title-block" id="language">{w::LANGUAGE.of(locale)}</h2></div>
            <div class="chips" role="group" aria-labelledby="language">
                {language(Locale::Ru, w::RUSSIAN, "language-ru")}
                {language(Locale::En, w::ENGLISH, "language-en")}
            </div>
        </section>
        <section class="section" aria-labelledby="theme">
            <div class="section__head"><h2 class="title-block" id="theme">{w::THEME.of(locale)}</h2></div>
            <div class="chips" role="group" aria-labelledby="theme">
                {theme(Theme::System, w::THEME_SYSTEM, "theme-system")}
                {theme(Theme::Light, w::THEME_LIGHT, "theme-light")}
                {theme(Theme::Dark, w::THEME_DARK, "theme-dark")}
            </div>
        </section>
        {account(workspace)}
        <section class="section" aria-labelledby="about">
            <div class="section__head"><h2 class="title-block" id="about">{w::ABOUT.of(locale)}</h2></div>
            <p>{OPORA.of(locale)}". "{w::ABOUT_TEXT.of(locale)}</p>
            <p class="caption">{w::version(locale, env!("CARGO_PKG_VERSION"))}</p>
            {device_line}
            <p><a href="/" rel="external">{w::TO_PUBLIC.of(locale)}</a></p>
        </section>
    }
}

fn account(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let is_asking = RwSignal::new(false);
    let waiting = move || workspace.records.with(|records| records.waiting_count());
    let is_kept = move || workspace.unkept.with(Option::is_none);
    let leave = move || {
        let done = workspace.device().sign_out();
        leptos::task::spawn_local(done);
    };
    let ask = move |_| match waiting() {
        0 => leave(),
        _ => is_asking.set(true),
    };
    let label = workspace
        .session
        .with_untracked(|session| session.as_ref().map(|s| (tied(&s.label), s.login.clone())))
        .unwrap_or_default();
    let foot = move || {
        match is_asking.get() && waiting() > 0 {
        true => view! {
            <p class="note" data-testid="sign-out-waiting">
                {move || {
                    let count = counted(waiting(), &w::RECORDS, locale);
                    match is_kept() {
                        true => w::sign_out_waiting(locale, &count),
                        false => w::sign_out_unkept(locale, &count),
                    }
                }}
            </p>
            <div class="actions">
                <button type="button" class="button button--primary"
                    on:click=move |_| workspace.device().sync_now()>{w::SEND_FIRST.of(locale)}</button>
                <a class="button" href=Place::Ledger.path()>{w::SAVE_TO_FILE.of(locale)}</a>
                <button type="button" class="button" data-testid="sign-out-anyway"
                    on:click=move |_| leave()>{if is_kept() { w::SIGN_OUT_ANYWAY } else { w::SIGN_OUT_LOSE }.of(locale)}</button>
            </div>
        }
        .into_any(),
        false => view! {
            <div class="actions">
                <button type="button" class="button" data-testid="sign-out" on:click=ask>
                    {w::SIGN_OUT.of(locale)}
                </button>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <section class="section" aria-labelledby="account">
            <div class="section__head"><h2 class="title-block" id="account">{w::ACCOUNT.of(locale)}</h2></div>
            <p>{label.0}" · "{label.1}</p>
            {foot}
        </section>
    }
    .into_any()
}
