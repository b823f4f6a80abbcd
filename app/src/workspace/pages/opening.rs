//! Before there is anything to show: opening the device's records, and the first load.

use crate::components::{NoticeKind, logo, notice};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::OPORA;
use crate::words::numbers::counted;
use crate::words::workspace as w;
use crate::workspace::ports::LineState;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;

/// The device's store is being read: a moment, usually.
pub fn opening_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    view! {
        <main class="sign-in" id="main" aria-busy="true">
            <div class="sign-in__sheet">
                <p>{logo()}" "{OPORA.of(locale)}</p>
                <p role="status">{w::OPENING.of(locale)}</p>
                {skeleton()}
            </div>
        </main>
    }
}

/// Lines where the content will be.
pub fn skeleton() -> AnyView {
    view! {
        <div class="skeleton" aria-hidden="true">
            <span class="skeleton__line"></span>
            <span class="skeleton__line"></span>
            <span class="skeleton__line"></span>
            <span class="skeleton__line"></span>
        </div>
    }
    .into_any()
}

/// A screen whose data are on their way for the first time.
pub fn first_load(workspace: Workspace) -> AnyView {
    view! {
        <h1 class="visually-hidden">{OPORA.of(workspace.l())}</h1>
        {coming(workspace)}
    }
    .into_any()
}

/// The district's data are on their way for the first time; without a line, that is said.
fn coming(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let count = move || workspace.records.with(|records| records.views.len());
    let is_down = Memo::new(move |_| {
        matches!(
            workspace.line.get(),
            LineState::Offline { .. } | LineState::ServerTrouble { .. }
        )
    });
    (move || match is_down.get() {
        true => notice(
            NoticeKind::Offline,
            w::NOTHING_HERE_OFFLINE.of(locale),
            w::NOTHING_HERE_OFFLINE_TEXT.of(locale),
        ),
        false => view! {
            {skeleton()}
            <p role="status">{move || w::first_load(locale, &counted(count(), &w::RECORDS, locale))}</p>
        }
        .into_any(),
    })
    .into_any()
}

/// Says that there is nothing; but not before everything has come for the first time.
pub fn none(workspace: Workspace, title: &'static str, text: &'static str) -> AnyView {
    let is_incomplete = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.is_before_first_pull())
    });
    (move || match is_incomplete.get() {
        true => coming(workspace),
        false => notice(NoticeKind::Empty, title, text),
    })
    .into_any()
}

/// Draws a screen from the records, anew whenever they change; before the first load a skeleton.
/// Only for screens without fields: a field must not lose what is being typed.
pub fn from_records(
    workspace: Workspace,
    draw: impl Fn(&crate::workspace::state::records::Records) -> AnyView + Send + 'static,
) -> AnyView {
    (move || {
        let records = workspace.records.get();
        if records.is_before_first_pull() && records.views.is_empty() {
            return first_load(workspace);
        }
        draw(&records)
    })
    .into_any()
}
