//! The screens, one file a route, and which screen a place shows.

pub mod assessments;
pub mod import;
pub mod inbox;
pub mod indicators;
pub mod ledger;
pub mod network;
pub mod new_partnership;
pub mod opening;
pub mod organisation;
pub mod organisations;
pub mod partnership;
pub mod rounds;
pub mod settings;
pub mod sign_in;
pub mod today;
pub mod visit;

use crate::components::{NoticeKind, notice_with};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::workspace as w;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::prelude::*;

/// The screen of a place.
pub fn screen(workspace: Workspace, place: Place) -> AnyView {
    match place {
        Place::Today => today::today_page().into_any(),
        Place::SignIn => sign_in::sign_in_page().into_any(),
        Place::Network => network::network_page().into_any(),
        Place::Organisations => organisations::organisations_page().into_any(),
        Place::Organisation(id) => organisation::organisation_page(id).into_any(),
        Place::Indicators | Place::Indicator(_) | Place::Definition(_) => {
            indicators::indicators_page(place)
        }
        Place::Assessments => assessments::assessments_page(),
        Place::Rounds
        | Place::NewRound
        | Place::Round(_)
        | Place::RoundSchool(..)
        | Place::Passport(_) => rounds::rounds_page(place),
        Place::NewPartnership => new_partnership::new_partnership_page().into_any(),
        Place::Partnership(id) => partnership::partnership_page(id).into_any(),
        Place::Visit(id) => visit::visit_page(id).into_any(),
        Place::AnyVisit => visit::any_visit_page().into_any(),
        Place::Ledger => ledger::ledger_page().into_any(),
        Place::Inbox => inbox::inbox_page().into_any(),
        Place::Import => import::import_page().into_any(),
        Place::Settings => settings::settings_page().into_any(),
        Place::Unknown => not_found(workspace),
    }
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
    if workspace
        .records
        .with_untracked(|records| records.is_before_first_pull())
    {
        return opening::first_load(workspace);
    }
    view! {
        {head(w::NO_RECORD.of(locale), ().into_any())}
        {notice_with(NoticeKind::Empty, w::NO_RECORD.of(locale), w::NO_RECORD_TEXT.of(locale), view! {
            <a class="button" href=Place::Today.path()>{w::TO_TODAY.of(locale)}</a>
        })}
    }
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
