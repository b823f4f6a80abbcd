//! The screens, one file a route, and which screen a place shows.

pub mod import;
pub mod inbox;
pub mod ledger;
pub mod network;
pub mod new_partnership;
pub mod opening;
pub mod organisation;
pub mod organisations;
pub mod partnership;
pub mod settings;
pub mod sign_in;
pub mod today;
pub mod visit;

use crate::components::{Notice, NoticeKind};
use crate::words::workspace as w;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::prelude::*;

/// The screen of a place.
pub fn screen(workspace: Workspace, place: Place) -> AnyView {
    match place {
        Place::Today => view! { <today::TodayPage/> }.into_any(),
        Place::SignIn => view! { <sign_in::SignInPage/> }.into_any(),
        Place::Network => view! { <network::NetworkPage/> }.into_any(),
        Place::Organisations => view! { <organisations::OrganisationsPage/> }.into_any(),
        Place::Organisation(id) => view! { <organisation::OrganisationPage id=id/> }.into_any(),
        Place::NewPartnership => view! { <new_partnership::NewPartnershipPage/> }.into_any(),
        Place::Partnership(id) => view! { <partnership::PartnershipPage id=id/> }.into_any(),
        Place::Visit(id) => view! { <visit::VisitPage partnership=id/> }.into_any(),
        Place::AnyVisit => view! { <visit::AnyVisitPage/> }.into_any(),
        Place::Ledger => view! { <ledger::LedgerPage/> }.into_any(),
        Place::Inbox => view! { <inbox::InboxPage/> }.into_any(),
        Place::Import => view! { <import::ImportPage/> }.into_any(),
        Place::Settings => view! { <settings::SettingsPage/> }.into_any(),
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
        <Notice kind=NoticeKind::Empty title=w::NO_RECORD.of(locale) text=w::NO_RECORD_TEXT.of(locale)>
            <a class="button" href=Place::Today.path()>{w::TO_TODAY.of(locale)}</a>
        </Notice>
    }
    .into_any()
}

fn not_found(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    view! {
        {head(w::NOT_FOUND.of(locale), ().into_any())}
        <Notice kind=NoticeKind::Empty title=w::NOT_FOUND.of(locale) text=w::NOT_FOUND_TEXT.of(locale)>
            <a class="button" href=Place::Today.path()>{w::TO_TODAY.of(locale)}</a>
        </Notice>
    }
    .into_any()
}
