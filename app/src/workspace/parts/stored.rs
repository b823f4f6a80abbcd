//! Beside a field's label: where its value is. «✓ здесь, 10:42», later «у района».

use super::wording;
use crate::components::{Pictogram, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::workspace as w;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Locale, RecordId};

/// Where a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Whereabouts {
    /// Never touched here: nothing to say.
    Quiet,
    Here(String),
    /// The browser keeps nothing: it is gone with the page.
    PageOnly,
    WithDistrict,
    TwoValues,
}

/// Where a field's value is, kept up to date.
pub fn stored_mark(workspace: Workspace, record: RecordId, field: &'static str) -> AnyView {
    let locale = workspace.l();
    let whereabouts = Memo::new(move |_| whereabouts(workspace, record, field));
    (move || mark_of(field, whereabouts.get(), locale)).into_any()
}

/// Where a field's value is now, tracked.
pub fn whereabouts(workspace: Workspace, record: RecordId, field: &str) -> Whereabouts {
    let records = workspace.records.get();
    let has_conflict = records
        .views
        .get(&record)
        .is_some_and(|view| view.conflicts.iter().any(|open| open.field == field));
    if has_conflict {
        return Whereabouts::TwoValues;
    }
    if let Some(at) = records.waiting_since(record, field) {
        if workspace.unkept.get().is_some() {
            return Whereabouts::PageOnly;
        }
        let device = workspace.device();
        return Whereabouts::Here(wording::moment_short(&*device, at, workspace.l()));
    }
    let is_touched = workspace.touched.with(|touched| {
        touched
            .iter()
            .any(|(id, name)| *id == record && name == field)
    });
    match is_touched {
        true => Whereabouts::WithDistrict,
        false => Whereabouts::Quiet,
    }
}

/// The mark of one moment.
pub fn mark_of(field: &'static str, whereabouts: Whereabouts, locale: Locale) -> AnyView {
    match whereabouts {
        Whereabouts::Quiet => ().into_any(),
        Whereabouts::Here(time) => stored_words(field, "here", w::here_at(locale, &time)),
        Whereabouts::PageOnly => view! {
            <span class="field__stored" data-testid=format!("stored-{field}") data-where="page">
                {w::PAGE_ONLY.of(locale)}
            </span>
        }
        .into_any(),
        Whereabouts::WithDistrict => {
            stored_words(field, "district", w::WITH_DISTRICT.of(locale).to_owned())
        }
        Whereabouts::TwoValues => view! {
            <a class="field__stored field__stored--decide" href=Place::Inbox.path()
                data-testid=format!("stored-{field}") data-where="decision">
                {w::DECIDE_FIELD.of(locale)}
            </a>
        }
        .into_any(),
    }
}

/// The mark itself, with words already made.
pub fn stored_words(field: &str, place: &'static str, words: String) -> AnyView {
    view! {
        <span class="field__stored" data-testid=format!("stored-{field}") data-where=place>
            {small_icon(Pictogram::Check)}{words}
        </span>
    }
    .into_any()
}
