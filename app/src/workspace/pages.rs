//! The screens, one file a route, and which screen a place shows.

pub mod assessments;
pub mod import;
pub mod inbox;
pub mod indicators;
pub mod later;
pub mod ledger;
pub mod network;
pub mod new_partnership;
pub mod opening;
pub mod organisation;
pub mod organisations;
pub mod partnership;
pub mod practices;
pub mod programme;
pub mod rounds;
pub mod settings;
pub mod sign_in;
pub mod today;
pub mod visit;

use crate::components::{NoticeKind, notice_with};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::workspace as w;
use crate::workspace::place::{Place, ProgrammePlace, SharedPlace};
use crate::workspace::state::Workspace;
use later::comes_later;
use leptos::prelude::*;
use opora_domain::RecordId;

/// The screen of a place. What a person sees first or needs in a school without a line stands here
/// by itself; what [`comes_later`] is loaded when it is first opened, and declared below.
pub fn screen(workspace: Workspace, place: Place) -> AnyView {
    match place {
        Place::Today => today::today_page().into_any(),
        Place::SignIn => sign_in::sign_in_page().into_any(),
        Place::Network => comes_later(workspace, place, network_later),
        Place::Organisations => comes_later(workspace, place, organisations_later),
        Place::Organisation(id) => comes_later(workspace, place, move || organisation_later(id)),
        Place::Indicators
        | Place::Indicator(_)
        | Place::Definition(_)
        | Place::NewDefinition(_)
        | Place::OwnDefinition(_) => comes_later(workspace, place, move || indicators_later(place)),
        Place::Assessments => comes_later(workspace, place, assessments_later),
        Place::Rounds
        | Place::NewRound
        | Place::Round(_)
        | Place::RoundSchool(..)
        | Place::Passport(_) => comes_later(workspace, place, move || rounds_later(place)),
        Place::NewPartnership => comes_later(workspace, place, new_partnership_later),
        Place::Partnership(id) => comes_later(workspace, place, move || partnership_later(id)),
        Place::Visit(id) => visit::visit_page(id).into_any(),
        Place::AnyVisit => visit::any_visit_page().into_any(),
        Place::Ledger => comes_later(workspace, place, ledger_later),
        Place::Inbox => comes_later(workspace, place, inbox_later),
        Place::Import => comes_later(workspace, place, import_later),
        Place::Settings => comes_later(workspace, place, settings_later),
        Place::Programme(asked) => comes_later(workspace, place, move || programme_later(asked)),
        Place::Shared(asked) => comes_later(workspace, place, move || practices_later(asked)),
        Place::Unknown => not_found(workspace),
    }
}

// The screens that come later, each with its set: screens that are opened by the same people on the
// same day. `cargo xtask site` prints and bounds what each set weighs.
later::in_chunks! {
    network: network_later() => network::network_page();
    network: organisations_later() => organisations::organisations_page();
    network: organisation_later(id: RecordId) => organisation::organisation_page(id);
    network: partnership_later(id: RecordId) => partnership::partnership_page(id);
    desk: ledger_later() => ledger::ledger_page();
    desk: inbox_later() => inbox::inbox_page();
    desk: settings_later() => settings::settings_page();
    desk: new_partnership_later() => new_partnership::new_partnership_page();
    programme: programme_later(place: ProgrammePlace) => programme::programme_page(place);
    figures: indicators_later(place: Place) => indicators::indicators_page(place);
    figures: assessments_later() => assessments::assessments_page();
    rounds: rounds_later(place: Place) => rounds::rounds_page(place);
    practices: practices_later(place: SharedPlace) => practices::practices_page(place);
    office: import_later() => import::import_page();
}

/// The head of a screen whose title the phone's top bar says already.
pub fn barred_head(title: &'static str, actions: AnyView) -> AnyView {
    view! {
        <div class="screen-head screen-head--barred">
            <h1 class="title-page">{title}</h1>
            <div class="actions">{actions}</div>
        </div>
    }
    .into_any()
}

/// The head of a screen.
pub fn head(title: impl IntoView + 'static, actions: AnyView) -> AnyView {
    view! {
        <div class="screen-head">
            <h1 class="title-page">{title}</h1>
            <div class="actions">{actions}</div>
        </div>
    }
    .into_any()
}

/// A record that is not on this device. While the first data are on their way: a skeleton.
pub fn missing_record(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let is_incomplete = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.is_before_first_pull())
    });
    (move || {
        if is_incomplete.get() {
            return opening::first_load(workspace);
        }
        view! {
            {head(w::NO_RECORD.of(locale), ().into_any())}
            {notice_with(NoticeKind::Empty, w::NO_RECORD.of(locale), w::NO_RECORD_TEXT.of(locale), view! {
                <a class="button" href=Place::Today.path()>{w::TO_TODAY.of(locale)}</a>
            })}
        }
        .into_any()
    })
    .into_any()
}

fn not_found(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    view! {
        {head(w::NOT_FOUND.of(locale), ().into_any())}
        {notice_with(NoticeKind::Empty, w::NOT_FOUND.of(locale), w::NOT_FOUND_TEXT.of(locale), view! {
            <a class="button" href=Place::Today.path()>{w::TO_TODAY.of(locale)}</a>
        })}
    }
    .into_any()
}
