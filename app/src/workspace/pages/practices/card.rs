//! The card of a practice: read, edited in place by its school until it is published, published by the
//! coordinator.

use super::reading::{adopting, practice};
use super::{act, adoptions};
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::dates;
use crate::words::numbers::{counted, tied};
use crate::words::practices as w;
use crate::workspace::navigation::go;
use crate::workspace::pages::{head, missing_record, opening};
use crate::workspace::parts::field::{FieldRef, Shape, text_field};
use crate::workspace::parts::history::history_section;
use crate::workspace::parts::wording;
use crate::workspace::place::{Place, SharedPlace};
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::{Practice, RecordId, RecordKind, Value, Viewer};
use opora_sync::Draft;

/// The screen of one practice.
pub fn practice_page(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let known = Memo::new(move |_| workspace.records.with(|records| practice(records, id)));
    let is_known = Memo::new(move |_| known.with(Option::is_some));
    let may = move |field: Option<&'static str>| {
        Memo::new(move |_| {
            let viewer = workspace.viewer();
            workspace
                .records
                .with(|records| records.may_write(&viewer, id, field).is_ok())
        })
    };
    let (may_edit, may_delete) = (may(Some("title")), may(None));
    let is_bare = known.with_untracked(|known| known.as_ref().is_some_and(is_bare));
    let is_editing = RwSignal::new(is_bare && may_edit.get_untracked());
    let title = move || {
        let title = known.get().map(|practice| practice.title);
        tied(&title.unwrap_or_default())
    };
    let edit = move || {
        may_edit.get().then(|| {
            view! {
                <button type="button" class="button" data-testid="edit-practice"
                    aria-expanded=move || if is_editing.get() { "true" } else { "false" }
                    on:click=move |_| is_editing.update(|on| *on = !*on)>
                    {icon(Pictogram::Edit)}
                    {move || if is_editing.get() { w::DONE } else { w::EDIT }.of(locale)}
                </button>
            }
        })
    };
    (move || {
        if !is_known.get() {
            return missing_record(workspace);
        }
        view! {
            {head(title, edit.into_any())}
            {publication(workspace, id)}
            {move || match is_editing.get() && may_edit.get() {
                true => form(workspace, id),
                false => opening::from_records(workspace, move |records| read(workspace, records, id)),
            }}
            {adoptions::section(workspace, id)}
            {move || may_delete.get().then(|| deletion(workspace, id))}
            {history_section(workspace, id, RecordKind::Practice)}
        }
        .into_any()
    })
    .into_any()
}

/// It says nothing but its title.
fn is_bare(practice: &Practice) -> bool {
    let texts = [&practice.theme, &practice.text, &practice.result];
    texts.into_iter().all(Option::is_none)
}

/// Where the card can be read, and the coordinator's switch.
fn publication(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let is_coordinator = matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. });
    let is_published = Memo::new(move |_| {
        let known = workspace.records.with(|records| practice(records, id));
        known.is_some_and(|practice| practice.is_published)
    });
    // Those adoptions that are not as the card is.
    let others = Memo::new(move |_| {
        let all = workspace
            .records
            .with(|records| adopting(records, id, locale));
        let all = all.into_iter().flat_map(|it| it.adoptions);
        let published = is_published.get();
        let others = all
            .filter(|it| it.is_published != published)
            .map(|it| it.id);
        others.collect::<Vec<RecordId>>()
    });
    let set = move |record, value: bool| Draft::Set {
        record,
        field: "published".to_owned(),
        value: Value::Bool(value),
    };
    let turn = move |_| {
        let will = !is_published.get_untracked();
        let all = workspace
            .records
            .with_untracked(|records| adopting(records, id, locale));
        let mut drafts = vec![set(id, will)];
        let all = all.into_iter().flat_map(|it| it.adoptions);
        let others = all.filter(|it| it.is_published != will);
        drafts.extend(others.map(|it| set(it.id, will)));
        let said = match will {
            true => w::PUBLISHED_NOW,
            false => w::UNPUBLISHED_NOW,
        };
        act(workspace, drafts, said);
    };
    let publish_others = move |_| {
        let drafts = others.get_untracked().into_iter().map(|it| set(it, true));
        act(workspace, drafts.collect(), w::PUBLISHED_NOW);
    };
    let note = move || {
        let words = match is_published.get() {
            true => w::PUBLISHED_NOTE,
            false => w::UNPUBLISHED_NOTE,
        };
        let public = is_published.get().then(|| {
            let network = workspace.viewer_untracked().network().cloned();
            network.map(|network| {
                let path = format!("/network/{network}/practices#{id}");
                view! { " "<a href=path rel="external">{w::ON_PUBLIC_PAGE.of(locale)}</a> }
            })
        });
        let state = if is_published.get() {
            "published"
        } else {
            "unpublished"
        };
        view! { <p class="note" data-testid="publication" data-state=state>{words.of(locale)}{public}</p> }
    };
    let switch = move || {
        is_coordinator.then(|| {
            let words = match is_published.get() {
                true => w::UNPUBLISH,
                false => w::PUBLISH,
            };
            let class = match is_published.get() {
                true => "button",
                false => "button button--primary",
            };
            let waiting = others.with(Vec::len);
            let more = (is_published.get() && waiting > 0).then(|| {
                let count = counted(waiting, &w::ADOPTIONS_COUNTED, locale);
                view! {
                    <span class="caption">{w::more_to_publish(locale, &count)}</span>
                    <button type="button" class="button button--compact" data-testid="publish-adoptions" on:click=publish_others>
                        {w::PUBLISH_ADOPTIONS.of(locale)}
                    </button>
                }
            });
            view! {
                <div class="actions">
                    <button type="button" class=class data-testid="publish" on:click=turn>{words.of(locale)}</button>
                    {more}
                </div>
            }
        })
    };
    view! { {note}{switch} }.into_any()
}

fn read(workspace: Workspace, records: &Records, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let Some(practice) = practice(records, id) else {
        return ().into_any();
    };
    let line = |label: &'static str, body: AnyView| {
        view! { <div class="passport__line"><dt>{label}</dt><dd>{body}</dd></div> }.into_any()
    };
    let mut lines: Vec<AnyView> = Vec::new();
    if let Some(school) = practice.school {
        let name = wording::organisation_name(records, school, locale);
        let path = Place::Organisation(school).path();
        let link = view! { <p><a href=path>{name}</a></p> };
        lines.push(line(w::AUTHOR.of(locale), link.into_any()));
    }
    let texts = [
        (w::SUBJECT, &practice.subject),
        (w::THEME, &practice.theme),
        (w::TEXT, &practice.text),
        (w::RESULT, &practice.result),
    ];
    for (label, text) in texts {
        let Some(text) = text else { continue };
        let paragraphs = text.lines().filter(|line| !line.trim().is_empty());
        let paragraphs: Vec<AnyView> = paragraphs
            .map(|line| view! { <p>{tied(line)}</p> }.into_any())
            .collect();
        lines.push(line(label.of(locale), paragraphs.into_any()));
    }
    if let Some(date) = practice.date {
        let date = view! { <p>{dates::date(date, locale)}</p> };
        lines.push(line(
            wording_of(RecordKind::Practice, "date", locale),
            date.into_any(),
        ));
    }
    if let Some(address) = practice.link.clone() {
        let words = address.clone();
        let link = view! {
            <p><a class="practice__link" href=address target="_blank" rel="external noopener noreferrer">{words}</a></p>
        };
        lines.push(line(w::SOURCE.of(locale), link.into_any()));
    }
    let bare = is_bare(&practice).then(|| view! { <p class="caption">{w::BARE.of(locale)}</p> });
    view! {
        <dl class="passport practices__card" data-testid="practice-card">{lines}</dl>
        {bare}
    }
    .into_any()
}

fn wording_of(kind: RecordKind, field: &str, locale: opora_domain::Locale) -> &'static str {
    crate::words::workspace::field_label(kind, field).map_or("", |label| label.of(locale))
}

/// The fields its school and the coordinator may change.
fn form(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let text = |name: &'static str, shape: Shape, hint: Option<&'static str>| {
        let field = FieldRef {
            record: id,
            kind: RecordKind::Practice,
            name,
        };
        let label = wording_of(RecordKind::Practice, name, locale).to_owned();
        text_field(workspace, field, shape, name, label, hint)
    };
    view! {
        <div class="form" data-testid="practice-fields">
            {text("title", Shape::Line, None)}
            {text("subject", Shape::Line, None)}
            {text("theme", Shape::Area, None)}
            {text("text", Shape::Area, Some(w::TEXT_HINT.of(locale)))}
            {text("result", Shape::Area, None)}
            <div class="field-row">
                {text("date", Shape::Date, Some(w::DATE_HINT.of(locale)))}
                {text("link", Shape::Line, Some(w::LINK_HINT.of(locale)))}
            </div>
        </div>
    }
    .into_any()
}

/// Only a card nobody works by is deleted, and not at the first press.
fn deletion(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let is_asking = RwSignal::new(false);
    let is_adopted = Memo::new(move |_| {
        let all = workspace
            .records
            .with(|records| adopting(records, id, locale));
        !all.is_empty()
    });
    let delete = move |_| {
        let saved = workspace.edit(vec![Draft::Delete { record: id }]);
        leptos::task::spawn_local(async move {
            if saved.await.is_ok() {
                workspace.say(w::DELETED.of(locale));
                go(workspace, &Place::Shared(SharedPlace::Practices).path());
            }
        });
    };
    (move || match (is_adopted.get(), is_asking.get()) {
        (true, _) => ().into_any(),
        (_, false) => view! {
            <div class="actions">
                <button type="button" class="button" data-testid="delete-practice" on:click=move |_| is_asking.set(true)>
                    {w::DELETE.of(locale)}
                </button>
            </div>
        }
        .into_any(),
        (_, true) => view! {
            <div class="actions">
                <button type="button" class="button" data-testid="delete-practice-sure" on:click=delete>{w::DELETE_SURE.of(locale)}</button>
                <button type="button" class="button" on:click=move |_| is_asking.set(false)>{w::KEEP.of(locale)}</button>
            </div>
        }
        .into_any(),
    })
    .into_any()
}
