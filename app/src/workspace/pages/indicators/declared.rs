//! One definition, whether or not a programme plans it: its number over periods of a chosen kind, and
//! what the coordinator may do with it. One that means nothing to this program says why.

use super::figures::{Figures, Subject};
use super::one::body;
use crate::markup::{AnyView, IntoAny, view};
use crate::words::indicators as w;
use crate::words::numbers::tied;
use crate::workspace::pages::missing_record;
use crate::workspace::parts::wording;
use crate::workspace::place::{Code, Place};
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{RecordId, Viewer};
use opora_indicators::Source;
use opora_indicators::definition::Definition;
use opora_indicators::period::PeriodKind;

/// A computed indicator no programme plans.
pub fn definition_page(workspace: Workspace, code: Code) -> AnyView {
    let code = code.to_string();
    let of = code.clone();
    let found = Memo::new(move |_| Figures::now(workspace).catalogue.source(&of));
    let kind = RwSignal::new(None::<PeriodKind>);
    let shown = RwSignal::new(None::<usize>);
    (move || match found.get() {
        Source::Definition(definition) => definition_view(workspace, *definition, kind, shown),
        Source::Unknown => not_understood(workspace, &code),
        Source::Deleted => missing_record(workspace),
    })
    .into_any()
}

fn definition_view(
    workspace: Workspace,
    definition: Definition,
    kind: RwSignal<Option<PeriodKind>>,
    shown: RwSignal<Option<usize>>,
) -> AnyView {
    let locale = workspace.l();
    let first = definition.periods.first().copied();
    let usual = match definition.periods.contains(&PeriodKind::AcademicYear) {
        true => PeriodKind::AcademicYear,
        false => first.unwrap_or(PeriodKind::CalendarYear),
    };
    let periods = definition.periods.clone();
    let code = definition.code.clone();
    let chosen = move || kind.get().unwrap_or(usual);
    let chips = move || {
        let chips: Vec<AnyView> = periods
            .iter()
            .map(|one| {
                let one = *one;
                view! {
                    <button type="button" class="chip"
                        aria-pressed=move || if chosen() == one { "true" } else { "false" }
                        on:click=move |_| {
                            shown.set(None);
                            kind.set(Some(one));
                        }>{wording::capital(one.label(locale))}</button>
                }
                .into_any()
            })
            .collect();
        view! {
            <div class="chips indicator__kinds" role="group" aria-label=w::PERIOD.of(locale)>{chips}</div>
            {acts(workspace, &code)}
        }
        .into_any()
    };
    let page = move || {
        let figures = Figures::now_untracked(workspace);
        let subject = Subject::of_definition(&figures, &definition, chosen(), locale);
        body(workspace, subject, false, shown, chips())
    };
    page.into_any()
}

/// What the coordinator may do with a definition: take it as a pattern, and change the network's own.
fn acts(workspace: Workspace, code: &str) -> AnyView {
    let locale = workspace.l();
    if !matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. }) {
        return ().into_any();
    }
    let own = code.parse::<RecordId>().ok();
    let change = own.map(|id| {
        view! { <a class="button" href=Place::OwnDefinition(id).path() data-testid="change-definition">{w::CHANGE.of(locale)}</a> }
    });
    let pattern = Code::read(code).map(|code| {
        view! { <a class="button" href=Place::NewDefinition(Some(code)).path() data-testid="copy-definition">{w::AFTER_THIS.of(locale)}</a> }
    });
    view! { <div class="actions">{change}{pattern}</div> }.into_any()
}

/// A definition of the network's own that means nothing to this program, with the reasons.
fn not_understood(workspace: Workspace, code: &str) -> AnyView {
    let locale = workspace.l();
    let figures = Figures::now_untracked(workspace);
    let own = code.parse().ok().and_then(|id| figures.catalogue.own(id));
    let Some(own) = own else {
        return missing_record(workspace);
    };
    let reasons: Vec<AnyView> = own
        .read
        .as_ref()
        .err()
        .into_iter()
        .flatten()
        .map(|problem| view! { <li>{problem.message(locale)}</li> }.into_any())
        .collect();
    view! {
        <div class="screen-head"><h1 class="title-indicator" lang="ru">{tied(own.record.name(locale))}</h1></div>
        <p class="note">{w::UNKNOWN_SOURCE.of(locale)}</p>
        <ul class="note" data-testid="not-understood">{reasons}</ul>
        {acts(workspace, code)}
    }
    .into_any()
}
