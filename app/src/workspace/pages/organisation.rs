//! An organisation's card: facts, standings, partnerships in both directions, offers and requests.
//! Its own school and the coordinator edit it in place.

use super::today::partnership_row;
use super::{head, missing_record, opening};
use crate::components::{Fact, Pictogram, icon, role_mark, ruled_facts};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::numbers::tied;
use crate::words::rounds as words_of_rounds;
use crate::words::workspace as w;
use crate::words::{NONE, public};
use crate::workspace::parts::field::{FieldRef, Shape, choice_field, text_field};
use crate::workspace::parts::history::history_section;
use crate::workspace::parts::pair::role_of;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::records::Records;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::{Locality, Organisation, Partnership, RecordId, RecordKind, Value, Viewer};

/// The card of one organisation.
pub fn organisation_page(id: RecordId) -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let is_editing = RwSignal::new(false);
    let is_known = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.organisations.contains_key(&id))
    });
    let may_edit = Memo::new(move |_| {
        let viewer = workspace.viewer();
        workspace
            .records
            .with(|records| records.may_write(&viewer, id, Some("name")).is_ok())
    });
    let name = move || {
        workspace
            .records
            .with(|records| wording::organisation_name(records, id, locale))
    };
    let edit = move || {
        may_edit.get().then(|| {
            view! {
                <button type="button" class="button" data-testid="edit-card"
                    aria-expanded=move || if is_editing.get() { "true" } else { "false" }
                    on:click=move |_| is_editing.update(|on| *on = !*on)>
                    {icon(Pictogram::Edit)}
                    {move || if is_editing.get() { w::CLOSE } else { w::EDIT_CARD }.of(locale)}
                </button>
            }
        })
    };
    move || {
        if !is_known.get() {
            return missing_record(workspace);
        }
        view! {
            {head(name, edit.into_any())}
            {move || match is_editing.get() && may_edit.get() {
                true => form(workspace, id),
                false => ().into_any(),
            }}
            {opening::from_records(workspace, move |records| card(workspace, records, id))}
            {history_section(workspace, id, RecordKind::Organisation)}
        }
        .into_any()
    }
}

/// The organisation on one page, as the district files it.
fn sheet_links(viewer: &Viewer, id: RecordId, locale: opora_domain::Locale) -> Option<AnyView> {
    let network = viewer.network()?;
    let file = |name: &str| format!("/api/network/{network}/organisation/{id}/{name}");
    let view = view! {
        <p>
            <a href=file("sheet.html") target="_blank" data-testid="sheet-page">{w::SHEET_PAGE.of(locale)}</a>
            ", "
            <a href=file("sheet.docx") download data-testid="sheet-file">{w::SHEET_FILE.of(locale)}</a>
        </p>
    };
    Some(view.into_any())
}

fn card(workspace: Workspace, records: &Records, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let Some(organisation) = records.organisations.get(&id) else {
        return ().into_any();
    };
    let viewer = workspace.viewer_untracked();
    let own = viewer.organisation();
    let forbidden = match &viewer {
        Viewer::School {
            organisation: own, ..
        } if *own != id => {
            let own = wording::organisation_name(records, *own, locale);
            Some(
                view! { <p class="note" data-testid="not-yours">{w::not_yours_text(locale, &own)}</p> },
            )
        }
        _ => None,
    };
    let mark = role_of(records, id).map(|role| view! { {role_mark(role)} });
    let all = records.partnerships_of(id);
    let group = |title: &'static str, wanted: &dyn Fn(&Partnership) -> bool| {
        let rows: Vec<AnyView> = all
            .iter()
            .filter(|p| wanted(p))
            .map(|p| {
                partnership_row(
                    workspace,
                    records,
                    p,
                    own.or(Some(id)).filter(|own| *own == id),
                )
            })
            .collect();
        section(title, rows, locale)
    };
    let helps = group(w::HELPS.of(locale), &|p| {
        p.from == Some(id) && p.to.is_some()
    });
    let helped = group(w::IS_HELPED.of(locale), &|p| {
        p.to == Some(id) && p.from.is_some()
    });
    let open_ends = group(w::OFFERS_REQUESTS.of(locale), &wording::is_half_known);
    let visit = (own == Some(id) || matches!(viewer, Viewer::Coordinator { .. })).then(|| {
        view! {
            <div class="actions">
                <a class="button button--primary" href=Place::AnyVisit.path()>
                    {icon(Pictogram::Plus)}{w::RECORD_VISIT.of(locale)}
                </a>
            </div>
        }
    });
    view! {
        <p class="screen-lead pair-line">{mark}{wording::organisation_line(organisation, locale)}</p>
        {forbidden}
        {visit}
        <div class="columns">
            <div>
                {match all.is_empty() {
                    true => view! {
                        {opening::none(workspace, w::NO_PARTNERSHIPS.of(locale), w::NO_PARTNERSHIPS_SCHOOL.of(locale))}
                    }.into_any(),
                    false => view! { {helped}{helps}{open_ends} }.into_any(),
                }}
                {super::practices::practices_of_school(workspace, records, id)}
            </div>
            <div class="columns__aside">
                <section class="section" aria-labelledby="card">
                    <div class="section__head"><h2 class="title-section" id="card">{w::CARD.of(locale)}</h2></div>
                    {ruled_facts(locale, facts(organisation, &viewer, locale))}
                    <p><a href=Place::Passport(id).path() data-testid="to-passport">{words_of_rounds::PASSPORT.of(locale)}</a></p>
                    {sheet_links(&viewer, id, locale)}
                    <p><a href=public_path(organisation) rel="external">{w::PUBLIC_PAGE.of(locale)}</a></p>
                </section>
            </div>
        </div>
        {super::today::as_of(workspace, records)}
    }
    .into_any()
}

fn public_path(organisation: &Organisation) -> String {
    format!(
        "/network/{}/organisation/{}",
        organisation.network, organisation.code
    )
}

fn section(title: &'static str, rows: Vec<AnyView>, locale: opora_domain::Locale) -> AnyView {
    let body = match rows.is_empty() {
        true => view! { <p class="caption">{wording::capital(NONE.of(locale))}</p> }.into_any(),
        false => view! { <ul class="rows">{rows}</ul> }.into_any(),
    };
    view! {
        <section class="section">
            <div class="section__head"><h2 class="title-block">{title}</h2></div>
            {body}
        </section>
    }
    .into_any()
}

fn facts(organisation: &Organisation, viewer: &Viewer, locale: opora_domain::Locale) -> Vec<Fact> {
    let label = |name: &str| wording::field_words(RecordKind::Organisation, name, locale);
    let mut facts = vec![
        Fact::new(
            label("full_name"),
            organisation.full_name.as_deref().map(tied),
        ),
        Fact::new(label("settlement"), organisation.settlement.clone()),
        Fact::new(
            label("locality"),
            organisation
                .locality
                .map(|choice| choice.label(locale).to_owned()),
        ),
        Fact::new(
            label("pupils"),
            organisation.pupils.map(|count| count.to_string()),
        ),
        Fact::new(
            label("small"),
            organisation
                .is_small
                .map(|small| if small { w::YES } else { w::NO }.of(locale).to_owned()),
        ),
    ];
    if *viewer != Viewer::Public {
        let words = wording::standings_words(&organisation.standings, locale);
        facts.push(Fact::new(label("standings"), Some(words)));
    } else if organisation.is_supported {
        facts.push(Fact::new(
            w::STANDINGS.of(locale),
            Some(public::SCHOOLS.after(1, locale).to_owned()),
        ));
    }
    if organisation.note.is_some() {
        facts.push(Fact::new(label("note"), organisation.note.clone()));
    }
    facts
}

/// Fields of the card that its own side may change.
fn form(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let field = |name| FieldRef {
        record: id,
        kind: RecordKind::Organisation,
        name,
    };
    let label = |name: &str| wording::field_words(RecordKind::Organisation, name, locale);
    let text = |name: &'static str, shape: Shape| {
        text_field(workspace, field(name), shape, name, label(name), None)
    };
    let localities = Locality::ALL
        .iter()
        .map(|choice| {
            (
                Value::from(choice.code()),
                choice.code(),
                choice.label(locale).to_owned(),
            )
        })
        .collect();
    let flags = vec![
        (Value::Bool(true), "yes", w::YES.of(locale).to_owned()),
        (Value::Bool(false), "no", w::NO.of(locale).to_owned()),
    ];
    view! {
        <section class="section" data-testid="organisation-form">
            <div class="form">
                {text("name", Shape::Line)}
                {text("full_name", Shape::Area)}
                <div class="field-row">{text("settlement", Shape::Line)}{text("pupils", Shape::Count)}</div>
                {choice_field(workspace, field("locality"), label("locality"), localities)}
                {choice_field(workspace, field("small"), label("small"), flags)}
                {text("note", Shape::Area)}
            </div>
        </section>
    }
    .into_any()
}
