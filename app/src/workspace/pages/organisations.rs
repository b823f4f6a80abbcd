//! All organisations of the network, with a search that works on the device.

use super::{barred_head, opening};
use crate::components::{NoticeKind, Pictogram, icon, notice_with, role_mark};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::numbers::counted;
use crate::words::numbers::tied;
use crate::words::public::ORGANISATIONS;
use crate::words::workspace as w;
use crate::workspace::parts::pair::role_of;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::Organisation;
use opora_domain::choice::normal;
use std::cell::RefCell;

thread_local! {
    /// What the top bar's search asked for; taken by the page when it opens.
    static ASKED: RefCell<Option<RwSignal<String>>> = const { RefCell::new(None) };
    static NEXT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The top bar's search: the page shows it when it opens, or at once when it is open.
pub fn ask_for(query: String) {
    let open = ASKED.with_borrow(|asked| *asked);
    let is_shown = open.is_some_and(|signal| signal.try_set(query.clone()).is_none());
    if !is_shown {
        NEXT.with_borrow_mut(|next| *next = query);
    }
}

/// List and search.
pub fn organisations_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let query = RwSignal::new(NEXT.with_borrow_mut(std::mem::take));
    ASKED.with_borrow_mut(|asked| *asked = Some(query));
    let list = opening::from_records(workspace, move |records| {
        let wanted = query.get();
        list(workspace, records, &wanted, query)
    });
    view! {
        {barred_head(w::ORGANISATIONS.of(locale), ().into_any())}
        <form class="search" role="search" aria-label=w::FIND.of(locale) on:submit=|event| event.prevent_default()>
            {icon(Pictogram::Search)}
            <input class="search__input" type="search" data-testid="find"
                aria-label=w::FIND.of(locale) placeholder=w::FIND.of(locale)
                prop:value=query on:input=move |event| query.set(event_target_value(&event))/>
        </form>
        {list}
    }
}

fn list(workspace: Workspace, records: &Records, wanted: &str, query: RwSignal<String>) -> AnyView {
    let locale = workspace.l();
    if records.organisations.is_empty() {
        return view! {
            {opening::none(workspace, w::NO_ORGANISATIONS.of(locale), w::NO_ORGANISATIONS_TEXT.of(locale))}
        }
        .into_any();
    }
    let found = found(records, wanted);
    if found.is_empty() {
        return view! {
            {notice_with(NoticeKind::Empty, w::found(locale, "0"), w::nothing_found(locale, wanted), view! {
                <button type="button" class="button" on:click=move |_| query.set(String::new())>
                    {w::RESET.of(locale)}
                </button>
            })}
        }
        .into_any();
    }
    let count = w::found(locale, &counted(found.len(), &ORGANISATIONS, locale));
    view! {
        <p class="caption" role="status">{count}</p>
        {table(workspace, records, &found)}
    }
    .into_any()
}

fn found<'a>(records: &'a Records, wanted: &str) -> Vec<&'a Organisation> {
    let wanted = normal(wanted);
    let found: Vec<&Organisation> = records
        .organisations
        .values()
        .filter(|organisation| {
            let settlement = organisation.settlement.as_deref().unwrap_or("");
            let full_name = organisation.full_name.as_deref().unwrap_or("");
            wanted.is_empty()
                || [organisation.name.as_str(), settlement, full_name]
                    .iter()
                    .any(|text| normal(text).contains(&wanted))
        })
        .collect();
    by_kind_and_name(found)
}

/// Schools first, each kind by name.
pub fn by_kind_and_name(organisations: Vec<&Organisation>) -> Vec<&Organisation> {
    ordered(organisations, |organisation| {
        format!("{:02}{}", organisation.kind as u8, organisation.name)
    })
}

/// Organisations as a table, which becomes rows on a phone.
pub fn table(workspace: Workspace, records: &Records, organisations: &[&Organisation]) -> AnyView {
    let locale = workspace.l();
    let rows: Vec<AnyView> = organisations
        .iter()
        .map(|organisation| {
            let role = role_of(records, organisation.id);
            let mark = role.map(|role| view! { {role_mark(role)} });
            let open = records
                .partnerships_of(organisation.id)
                .iter()
                .filter(|p| p.status.is_open())
                .count();
            let kind = wording::capital(organisation.kind.label(locale));
            view! {
                <tr>
                    <th scope="row" class="table__name">
                        {mark}
                        <a href=Place::Organisation(organisation.id).path()>{tied(&organisation.name)}</a>
                    </th>
                    <td data-label=w::KIND.of(locale)>{kind}</td>
                    <td data-label=w::SETTLEMENT.of(locale)>
                        {organisation.settlement.clone().unwrap_or_default()}
                    </td>
                    <td class="table__number" data-label=w::PARTNERS.of(locale)>{open}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::ORGANISATIONS.of(locale)>
            <table class="table table--rows" data-testid="organisations">
                <thead><tr>
                    <th scope="col">{w::NAME.of(locale)}</th>
                    <th scope="col">{w::KIND.of(locale)}</th>
                    <th scope="col">{w::SETTLEMENT.of(locale)}</th>
                    <th scope="col" class="table__number">{w::PARTNERS.of(locale)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
