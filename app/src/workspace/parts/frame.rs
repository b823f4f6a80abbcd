//! The frame of every screen: rail or bottom bar, top bar, sync furniture, and the focus that
//! follows a change of screen.

use super::banners::{banners, version_bar};
use super::sync_furniture::{announcements, rail_sync, sync_strip};
use crate::components::{Pictogram, icon, logo};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::indicators as words_of_indicators;
use crate::words::numbers::tied;
use crate::words::practices as words_of_practices;
use crate::words::rounds as words_of_rounds;
use crate::words::workspace as w;
use crate::words::{OPORA, Phrase, programme as plan, public};
use crate::workspace::navigation::go;
use crate::workspace::pages;
use crate::workspace::place::{Place, ProgrammePlace, SharedPlace};
use crate::workspace::ports::Opening;
use crate::workspace::state::line::SyncState;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::{Locale, Viewer, letters};
use wasm_bindgen::JsCast;

/// One entry of the rail or the bottom bar.
#[derive(Clone, Copy)]
struct Entry {
    place: Place,
    icon: Pictogram,
    words: Phrase,
    /// In the phone's bar too.
    is_main: bool,
}

fn entries(viewer: &Viewer) -> Vec<Entry> {
    let entry = |place, icon, words, is_main| Entry {
        place,
        icon,
        words,
        is_main,
    };
    let is_coordinator = matches!(viewer, Viewer::Coordinator { .. });
    let mut entries = vec![entry(Place::Today, Pictogram::Today, w::TODAY, true)];
    if let Some(own) = viewer.organisation() {
        entries.push(entry(
            Place::Organisation(own),
            Pictogram::School,
            w::MY_SCHOOL,
            true,
        ));
    }
    entries.push(entry(Place::Network, Pictogram::Network, w::NETWORK, true));
    let has_own = viewer.organisation().is_some();
    // Beside one's own school the same picture would say nothing.
    let icon = if has_own {
        Pictogram::Search
    } else {
        Pictogram::School
    };
    entries.push(entry(Place::Organisations, icon, w::SCHOOLS, false));
    let programme = Place::Programme(ProgrammePlace::Passport(None));
    entries.push(entry(
        programme,
        Pictogram::Programme,
        plan::PROGRAMME,
        !has_own,
    ));
    let indicators = words_of_indicators::INDICATORS;
    entries.push(entry(
        Place::Indicators,
        Pictogram::Indicators,
        indicators,
        false,
    ));
    let rounds = words_of_rounds::ROUNDS;
    entries.push(entry(Place::Rounds, Pictogram::Filter, rounds, false));
    let practices = Place::Shared(SharedPlace::Practices);
    entries.push(entry(
        practices,
        Pictogram::Practices,
        words_of_practices::PRACTICES,
        false,
    ));
    entries.push(entry(Place::Inbox, Pictogram::Inbox, w::INBOX, true));
    if is_coordinator {
        entries.push(entry(Place::Import, Pictogram::File, w::IMPORT, false));
    }
    entries.push(entry(
        Place::Settings,
        Pictogram::Settings,
        w::SETTINGS,
        false,
    ));
    entries
}

/// What the whole app shows: sign-in, a state of opening, or the frame with a screen.
pub fn frame() -> impl IntoView {
    let workspace = use_workspace();
    let place = Memo::new(move |_| Place::of(&workspace.path.get()));
    let locale = workspace.l();
    let opening = Memo::new(move |_| workspace.opening.get());
    let viewer = Memo::new(move |_| workspace.viewer());
    let is_sign_in = Memo::new(move |_| place.get() == Place::SignIn);
    move || match opening.get() {
        Opening::Loading => pages::opening::opening_page().into_any(),
        Opening::SignedOut | Opening::SignedOutOffline => pages::sign_in::sign_in_page().into_any(),
        Opening::Ready if is_sign_in.get() => pages::sign_in::sign_in_page().into_any(),
        Opening::Ready => framed(workspace, place, viewer.get(), locale),
    }
}

fn framed(workspace: Workspace, place: Memo<Place>, viewer: Viewer, locale: Locale) -> AnyView {
    let state = Memo::new(move |_| SyncState::now(workspace));
    let needs_you = Memo::new(move |_| {
        let records = workspace.records.get();
        records.decisions_of(&workspace.viewer()).len() + records.refused_count()
    });
    let is_example = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.network.as_ref().is_some_and(|n| n.is_example))
    });
    let entries = entries(&viewer);
    let rail_entries = entries
        .iter()
        .map(|entry| rail_entry(*entry, place, needs_you, locale))
        .collect::<Vec<_>>();
    let bar_entries = entries
        .iter()
        .filter(|entry| entry.is_main)
        .map(|entry| bar_entry(*entry, place, needs_you, locale))
        .collect::<Vec<_>>();
    let network_title = move || {
        workspace.session.with(|session| {
            session
                .as_ref()
                .map(|session| tied(&session.network_title))
                .unwrap_or_default()
        })
    };
    focus_follows(workspace, place, locale);
    view! {
        <a class="skip-link" href="#main">{public::SKIP.of(locale)}</a>
        <div class="workspace">
            {move || is_example.get().then(|| view! {
                // A landmark here, as the frame has no header round it.
                <section class="example-strip" aria-label=w::EXAMPLE.of(locale)>
                    <span class="example-strip__long">{public::EXAMPLE.of(locale)}</span>
                    <span class="example-strip__short">{public::EXAMPLE_SHORT.of(locale)}</span>
                </section>
            })}
            <nav class="rail" aria-label=w::SECTIONS.of(locale)>
                <a class="rail__logo" href=Place::Today.path()>
                    {logo()}<span class="rail__word">{OPORA.of(locale)}</span>
                </a>
                <p class="rail__network"><span class="rail__word">{network_title}</span></p>
                <ul class="rail__entries">{rail_entries}</ul>
                {rail_sync(workspace, state)}
            </nav>
            {top_bar(workspace, place, &viewer, locale)}
            <main class="workspace__main" id="main" tabindex="-1">
                {banners(workspace)}
                {move || pages::screen(workspace, place.get())}
            </main>
            <section class="dock" aria-label=w::LEDGER.of(locale)>
                {sync_strip(workspace, state)}
                <nav class="bottom-bar" aria-label=w::SECTIONS.of(locale)>{bar_entries}</nav>
            </section>
            {version_bar(workspace)}
            {announcements(workspace, state)}
        </div>
    }
    .into_any()
}

fn rail_entry(entry: Entry, place: Memo<Place>, needs_you: Memo<usize>, locale: Locale) -> AnyView {
    let has_counter = entry.place == Place::Inbox;
    let counter = move || {
        let count = if has_counter { needs_you.get() } else { 0 };
        (count > 0).then(|| {
            view! {
                <span class="rail__counter">
                    <span class="visually-hidden">{w::WAIT_FOR_YOU.of(locale)}</span>" "{count}
                </span>
            }
        })
    };
    view! {
        <li>
            <a class="rail__entry" href=entry.place.path()
                aria-current=move || (place.get().entry() == entry.place).then_some("page")>
                {icon(entry.icon)}
                <span class="rail__word">{entry.words.of(locale)}</span>
                {counter}
            </a>
        </li>
    }
    .into_any()
}

fn bar_entry(entry: Entry, place: Memo<Place>, needs_you: Memo<usize>, locale: Locale) -> AnyView {
    let has_counter = entry.place == Place::Inbox;
    let counter = move || {
        let count = if has_counter { needs_you.get() } else { 0 };
        (count > 0).then(|| view! { <span class="bottom-bar__counter">{count}</span> })
    };
    view! {
        <a class="bottom-bar__entry" href=entry.place.path()
            aria-current=move || (place.get().entry() == entry.place).then_some("page")>
            <span class="bottom-bar__icon">{icon(entry.icon)}{counter}</span>
            {entry.words.of(locale)}
        </a>
    }
    .into_any()
}

fn top_bar(workspace: Workspace, place: Memo<Place>, viewer: &Viewer, locale: Locale) -> AnyView {
    let query = NodeRef::<leptos::html::Input>::new();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = query.get_untracked() {
            pages::organisations::ask_for(input.value());
            go(workspace, &Place::Organisations.path());
        }
    };
    let back = move || {
        place.get().back().map(|back| {
            view! {
                <a class="icon-button top-bar__back" href=back.path() aria-label=w::BACK.of(locale)>
                    {icon(Pictogram::Back)}
                </a>
            }
        })
    };
    // Who the coordinator is, the label says already.
    let role = match viewer {
        Viewer::Coordinator { .. } => workspace
            .session
            .with_untracked(|session| session.as_ref().map(|session| tied(&session.network_title)))
            .unwrap_or_default(),
        Viewer::School { .. } => w::SCHOOL_EDITOR.of(locale).to_owned(),
        Viewer::Observer { .. } | Viewer::Public => w::OBSERVER.of(locale).to_owned(),
    };
    let label = workspace
        .session
        .with_untracked(|session| session.as_ref().map(|session| tied(&session.label)))
        .unwrap_or_default();
    let initials: String = label
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect();
    let initials = letters::all_capital(&initials);
    let other = match locale {
        Locale::Ru => Locale::En,
        Locale::En => Locale::Ru,
    };
    let language = |of: Locale, words: Phrase| {
        match of == locale {
        true => view! { <b aria-current="true">{words.of(locale)}</b> }.into_any(),
        false => view! {
            <button type="button" class="language__other" lang=other.tag() data-testid="language-other"
                on:click=move |_| {
                    workspace.device().keep_locale(other);
                    workspace.locale.set(other);
                }>
                {words.of(locale)}
            </button>
        }
        .into_any(),
    }
    };
    view! {
        <header class="top-bar">
            {back}
            <p class="top-bar__path">{move || title_of(place.get()).of(locale)}</p>
            <form class="search top-bar__search" role="search" aria-label=w::SEARCH.of(locale) on:submit=find>
                {icon(Pictogram::Search)}
                <input class="search__input" type="search" node_ref=query
                    aria-label=w::SEARCH.of(locale) placeholder=w::SEARCH.of(locale)/>
            </form>
            <div class="language">{language(Locale::Ru, w::RUS)}{language(Locale::En, w::ENG)}</div>
            <a class="icon-button top-bar__menu" href=Place::Settings.path() data-testid="menu"
                aria-label=w::MENU.of(locale)>
                {icon(Pictogram::Menu)}
            </a>
            <a class="person" href=Place::Settings.path() data-testid="person">
                <span class="person__disc" aria-hidden="true">{initials}</span>
                <span class="person__words">{label}<small>{role}</small></span>
            </a>
        </header>
    }
    .into_any()
}

/// What a screen is called in the top bar and in the window's title.
pub const fn title_of(place: Place) -> Phrase {
    match place {
        Place::Today => w::TODAY,
        Place::SignIn => w::SIGN_IN,
        Place::Network => w::NETWORK,
        Place::Organisations => w::ORGANISATIONS,
        Place::Organisation(_) => w::ORGANISATION,
        Place::Indicators => words_of_indicators::INDICATORS,
        Place::Indicator(_)
        | Place::Definition(_)
        | Place::NewDefinition(_)
        | Place::OwnDefinition(_) => words_of_indicators::INDICATOR,
        Place::Assessments => words_of_indicators::RESULTS,
        Place::Rounds => words_of_rounds::ROUNDS,
        Place::NewRound => words_of_rounds::NEW_ROUND,
        Place::Round(_) | Place::RoundSchool(..) => words_of_rounds::ROUND,
        Place::Passport(_) => words_of_rounds::PASSPORT,
        Place::NewPartnership => w::NEW_TITLE,
        Place::Partnership(_) => w::PARTNERSHIP,
        Place::Visit(_) | Place::AnyVisit => w::RECORD_VISIT,
        Place::Ledger => w::LEDGER,
        Place::Inbox => w::INBOX_TITLE,
        Place::Import => w::IMPORT_TITLE,
        Place::Settings => w::SETTINGS,
        Place::Programme(ProgrammePlace::Passport(_)) => plan::PROGRAMME,
        Place::Programme(ProgrammePlace::RoadMap(_)) => plan::ROAD_MAP,
        Place::Programme(ProgrammePlace::Versions(_)) => plan::VERSIONS,
        Place::Programme(ProgrammePlace::Activity(_)) => plan::ACTIVITY,
        Place::Shared(SharedPlace::Practices) => words_of_practices::PRACTICES,
        Place::Shared(SharedPlace::NewPractice) => words_of_practices::NEW_PRACTICE,
        Place::Shared(SharedPlace::Practice(_)) => words_of_practices::PRACTICE,
        Place::Shared(SharedPlace::Contests) => words_of_practices::CONTESTS,
        Place::Shared(SharedPlace::NewContest) => words_of_practices::NEW_CONTEST,
        Place::Shared(SharedPlace::Contest(_)) => words_of_practices::CONTEST,
        Place::Shared(SharedPlace::Development) => words_of_practices::DEVELOPMENT,
        Place::Unknown => w::NOT_FOUND,
    }
}

/// After a change of screen the window's title is right and the heading has the focus.
fn focus_follows(workspace: Workspace, place: Memo<Place>, locale: Locale) {
    Effect::new(move |before: Option<Place>| {
        let now = place.get();
        let Some(page) = web_sys::window().and_then(|window| window.document()) else {
            return now;
        };
        page.set_title(&format!(
            "{} · {}",
            title_of(now).of(locale),
            OPORA.of(locale)
        ));
        if before.is_some_and(|before| before != now) {
            workspace.turn_page();
            request_animation_frame(move || {
                focus_heading(&page);
                if let Some(window) = web_sys::window() {
                    window.scroll_to_with_x_and_y(0.0, 0.0);
                }
            });
        }
        now
    });
}

/// Gives the heading of the screen the focus.
pub fn focus_heading(page: &web_sys::Document) {
    let heading = page.query_selector("main h1").ok().flatten();
    let target = heading.or_else(|| page.get_element_by_id("main"));
    let focusable = target.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(target) = focusable {
        // A heading takes the focus only when it is asked to.
        let _ = target.set_attribute("tabindex", "-1");
        let _ = target.focus();
    }
}
