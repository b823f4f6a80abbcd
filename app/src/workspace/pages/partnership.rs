//! The partnership editor: every field is stored as soon as it is complete. Whoever may not write
//! reads.

use super::programme::contents::proved_by;
use super::{head, missing_record, opening};
use crate::components::{Fact, Pictogram, icon, ruled_facts};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::dates;
use crate::words::numbers::{counted, tied};
use crate::words::public::PEOPLE;
use crate::words::workspace as w;
use crate::workspace::parts::field::{FieldRef, Shape, choice_field, error_line, text_field};
use crate::workspace::parts::history::history_section;
use crate::workspace::parts::pair::pair_mark;
use crate::workspace::parts::wording;
use crate::workspace::place::{Place, ProgrammePlace};
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::{
    Interaction, Locale, PartnershipKind, PartnershipStatus, RecordId, RecordKind, Value, Viewer,
};
use opora_sync::Draft;

/// One partnership.
pub fn partnership_page(id: RecordId) -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let is_known = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.partnerships.contains_key(&id))
    });
    let may_edit = Memo::new(move |_| {
        let viewer = workspace.viewer();
        workspace
            .records
            .with(|records| records.may_write(&viewer, id, Some("status")).is_ok())
    });
    let may_record = Memo::new(move |_| {
        let viewer = workspace.viewer();
        workspace
            .records
            .with(|records| records.may_record_visit(&viewer, id))
    });
    // Which event is being asked about: «удалить у всех?»
    let asking = RwSignal::new(None::<RecordId>);
    let title = move || {
        let viewer = workspace.viewer();
        workspace.records.with(|records| {
            records.partnerships.get(&id).map_or_else(String::new, |p| {
                wording::partnership_seen_by(records, p, viewer.organisation(), locale)
            })
        })
    };
    let visit = move || {
        may_record.get().then(|| {
            view! {
                <a class="button button--primary" href=Place::Visit(id).path() data-testid="record-visit">
                    {icon(Pictogram::Plus)}{w::RECORD_VISIT.of(locale)}
                </a>
            }
        })
    };
    move || {
        if !is_known.get() {
            return missing_record(workspace);
        }
        view! {
            {head(title, visit.into_any())}
            {lead(workspace, id)}
            <div class="columns">
                <div>
                    {move || match may_edit.get() {
                        true => form(workspace, id),
                        false => read_only(workspace, id),
                    }}
                    {other_side(workspace, id)}
                    {history_section(workspace, id, RecordKind::Partnership)}
                </div>
                <div class="columns__aside">
                    {opening::from_records(workspace, move |records| events(workspace, records, id, asking))}
                </div>
            </div>
        }
        .into_any()
    }
}

/// Marks and both sides as links.
fn lead(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    opening::from_records(workspace, move |records| {
        let Some(p) = records.partnerships.get(&id) else {
            return ().into_any();
        };
        let side = |side: Option<RecordId>| {
            match side {
            Some(id) => view! {
                <a href=Place::Organisation(id).path()>{wording::organisation_name(records, id, locale)}</a>
            }
            .into_any(),
            None => view! { <span>{w::NOT_NAMED.of(locale)}</span> }.into_any(),
        }
        };
        view! {
            <p class="screen-lead pair-line">
                {side(p.from)}{pair_mark(records, p)}{side(p.to)}
            </p>
            <p class="caption">{wording::partnership_line(p, locale)}</p>
        }
        .into_any()
    })
}

fn form(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let field = |name| FieldRef {
        record: id,
        kind: RecordKind::Partnership,
        name,
    };
    let label = |name: &str| wording::field_words(RecordKind::Partnership, name, locale);
    let statuses = PartnershipStatus::ALL
        .iter()
        .map(|choice| {
            (
                Value::from(choice.code()),
                choice.code(),
                wording::capital(choice.label(locale)),
            )
        })
        .collect();
    let kinds = PartnershipKind::ALL
        .iter()
        .map(|choice| {
            (
                Value::from(choice.code()),
                choice.code(),
                wording::capital(choice.label(locale)),
            )
        })
        .collect();
    let date = |shape, name: &'static str, words: &'static str| {
        text_field(
            workspace,
            field("term"),
            shape,
            name,
            words.to_owned(),
            None,
        )
    };
    view! {
        <section class="section" aria-labelledby="conditions" data-testid="partnership-form">
            <div class="section__head">
                <h2 class="title-block" id="conditions">{w::CONDITIONS.of(locale)}</h2>
            </div>
            <div class="form">
                {choice_field(workspace, field("status"), label("status"), statuses)}
                {choice_field(workspace, field("kind"), label("kind"), kinds)}
                {text_field(workspace, field("theme"), Shape::Area, "theme", label("theme"), None)}
                {text_field(workspace, field("subjects"), Shape::List, "subjects", label("subjects"),
                    Some(w::SUBJECTS_HINT.of(locale)))}
                <div class="field-row">
                    {date(Shape::Since, "since", w::SINCE.of(locale))}
                    {date(Shape::Until, "until", w::UNTIL.of(locale))}
                </div>
                <p class="field__hint">{w::DATE_HINT.of(locale)}</p>
                {text_field(workspace, field("term"), Shape::TermText, "term-text",
                    w::TERM_TEXT.of(locale).to_owned(), None)}
                {text_field(workspace, field("agreement"), Shape::Area, "agreement", label("agreement"), None)}
            </div>
        </section>
    }
    .into_any()
}

fn read_only(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    opening::from_records(workspace, move |records| {
        let Some(p) = records.partnerships.get(&id) else {
            return ().into_any();
        };
        let label = |name: &str| wording::field_words(RecordKind::Partnership, name, locale);
        let subjects = (!p.subjects.is_empty()).then(|| p.subjects.join(", "));
        let facts = vec![
            Fact::new(label("status"), Some(p.status.label(locale).to_owned())),
            Fact::new(label("theme"), p.theme.clone()),
            Fact::new(label("subjects"), subjects),
            Fact::new(label("term"), dates::term(&p.term, locale)),
            Fact::new(label("agreement"), p.agreement.clone()),
        ];
        view! {
            <section class="section" aria-labelledby="conditions">
                <div class="section__head">
                    <h2 class="title-block" id="conditions">{w::CONDITIONS.of(locale)}</h2>
                </div>
                <p class="note" data-testid="read-only">{w::READ_ONLY.of(locale)}</p>
                {ruled_facts(locale, facts)}
            </section>
        }
        .into_any()
    })
}

/// The side of an offer or a request that nobody has named: the coordinator may.
fn other_side(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let missing = Memo::new(move |_| {
        workspace.records.with(|records| {
            records
                .partnerships
                .get(&id)
                .and_then(|p| match (p.from, p.to) {
                    (Some(_), None) => Some("to"),
                    (None, Some(_)) => Some("from"),
                    _ => None,
                })
        })
    });
    (move || {
        let Some(side) = missing.get() else {
            return ().into_any();
        };
        let may_name = matches!(workspace.viewer(), Viewer::Coordinator { .. });
        let body = match may_name {
            true => name_side(workspace, id, side),
            false => view! { <p class="caption">{w::SIDE_EXPLAINED.of(locale)}</p> }.into_any(),
        };
        view! {
            <section class="section" aria-labelledby="other-side">
                <div class="section__head">
                    <h2 class="title-block" id="other-side">{w::OTHER_SIDE.of(locale)}</h2>
                </div>
                {body}
            </section>
        }
        .into_any()
    })
    .into_any()
}

fn name_side(workspace: Workspace, id: RecordId, side: &'static str) -> AnyView {
    let locale = workspace.l();
    let chosen = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let name = move |_| {
        let value = chosen.get_untracked();
        if value.is_empty() {
            error.set(Some(w::CHOOSE.of(locale).to_owned()));
            return;
        }
        let draft = Draft::Set {
            record: id,
            field: side.to_owned(),
            value: Value::String(value),
        };
        let saved = workspace.edit(vec![draft]);
        leptos::task::spawn_local(async move {
            if let Err(failure) = saved.await {
                let _ = error.try_set(Some(
                    wording::save_failure_words(failure, locale).to_owned(),
                ));
            }
        });
    };
    view! {
        <div class="form">
            {organisation_select(workspace, "other-side-choice", w::CHOOSE.of(locale), chosen)}
            {error_line("other-side-choice", error)}
            <div class="actions">
                <button type="button" class="button" data-testid="name-side" on:click=name>
                    {w::NAME_SIDE.of(locale)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// A list of all organisations to choose one from.
pub fn organisation_select(
    workspace: Workspace,
    id: &'static str,
    label: &'static str,
    chosen: RwSignal<String>,
) -> AnyView {
    let locale = workspace.l();
    let options: Vec<AnyView> = workspace.records.with_untracked(|records| {
        let all = ordered(records.organisations.values().collect(), |organisation| {
            organisation.name.clone()
        });
        all.iter()
            .map(|organisation| {
                let name = wording::organisation_name(records, organisation.id, locale);
                view! { <option value=organisation.id.to_string()>{name}</option> }.into_any()
            })
            .collect()
    });
    view! {
        <div class="field">
            <div class="field__head"><label class="field__label" for=id>{label}</label></div>
            <span class="select">
                <select class="field__input" id=id data-testid=id
                    on:change=move |event| chosen.set(event_target_value(&event))>
                    <option value="">{w::NOBODY.of(locale)}</option>
                    {options}
                </select>
            </span>
        </div>
    }
    .into_any()
}

fn events(
    workspace: Workspace,
    records: &Records,
    id: RecordId,
    asking: RwSignal<Option<RecordId>>,
) -> AnyView {
    let locale = workspace.l();
    let events = records.interactions_of(id);
    let rows: Vec<AnyView> = events
        .iter()
        .map(|event| event_row(workspace, records, event, asking))
        .collect();
    let body = match rows.is_empty() {
        true => view! { <p class="caption">{w::NO_EVENTS.of(locale)}</p> }.into_any(),
        false => view! { <ol class="events" data-testid="interactions">{rows}</ol> }.into_any(),
    };
    view! {
        <section class="section" aria-labelledby="events">
            <div class="section__head">
                <h2 class="title-block" id="events">{w::EVENTS_OF.of(locale)}" "{events.len()}</h2>
            </div>
            {body}
        </section>
    }
    .into_any()
}

fn event_row(
    workspace: Workspace,
    records: &Records,
    event: &Interaction,
    asking: RwSignal<Option<RecordId>>,
) -> AnyView {
    let locale = workspace.l();
    let device = workspace.device();
    let today = wording::today(&*device);
    let date = event
        .date
        .map(|date| dates::date_near(date, today, locale))
        .unwrap_or_default();
    let people = event
        .participants
        .and_then(|count| usize::try_from(count).ok())
        .map(|count| counted(count, &PEOPLE, locale));
    let line = [event.topic.clone(), people]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let is_waiting = records
        .replica
        .as_ref()
        .is_some_and(|replica| replica.is_waiting(event.id));
    let waits = is_waiting
        .then(|| view! { <span class="tag" data-testid="waits">{w::SAVED_HERE.of(locale)}</span> });
    let note = event.private_note.clone().map(|note| {
        view! {
            <p class="event__line">
                {w::PRIVATE_NOTE.of(locale)}" ("{w::NOT_PUBLISHED.of(locale)}"): "{note}
            </p>
        }
    });
    let discussion = event
        .discussion
        .clone()
        .map(|text| view! { <p class="event__line">{text}</p> });
    let by = event
        .recorded_by
        .map(|id| w::recorded_by(locale, &wording::organisation_name(records, id, locale)));
    view! {
        <li class="event" data-testid="interaction" data-record=event.id.to_string()>
            <span class="event__date">{date}</span>
            <div>
                <p class="event__title">{wording::capital(event.kind.label(locale))}" "{waits}</p>
                <p class="event__line">{line}</p>
                {discussion}
                {note}
                {by.map(|by| view! { <p class="event__line">{by}</p> })}
                {proved(records, event.id, locale)}
                {deletion(workspace, records, event.id, asking)}
            </div>
        </li>
    }
    .into_any()
}

/// The activities of road maps the event proves.
fn proved(records: &Records, event: RecordId, locale: Locale) -> Vec<AnyView> {
    let all = proved_by(records, event).into_iter();
    all.map(|(activity, name)| {
        let path = Place::Programme(ProgrammePlace::Activity(activity)).path();
        view! {
            <p class="event__line" data-testid="proves">
                {w::PROVES.of(locale)}" "<a href=path lang="ru">{tied(&name)}</a>
            </p>
        }
        .into_any()
    })
    .collect()
}

/// Deleting an event, for those who may: asked about in place.
fn deletion(
    workspace: Workspace,
    records: &Records,
    event: RecordId,
    asking: RwSignal<Option<RecordId>>,
) -> AnyView {
    let locale = workspace.l();
    if records
        .may_write(&workspace.viewer_untracked(), event, None)
        .is_err()
    {
        return ().into_any();
    }
    let delete = move |_| {
        asking.set(None);
        let saved = workspace.edit(vec![Draft::Delete { record: event }]);
        leptos::task::spawn_local(async move {
            // A failure is said in the bar above; the event stays.
            let _ = saved.await;
        });
    };
    (move || match asking.get() == Some(event) {
        true => view! {
            <p class="event__line">{w::DELETE_SURE.of(locale)}</p>
            <div class="actions">
                <button type="button" class="button button--danger button--compact"
                    data-testid="delete-yes" on:click=delete>{w::DELETE.of(locale)}</button>
                <button type="button" class="button button--compact"
                    on:click=move |_| asking.set(None)>{w::KEEP.of(locale)}</button>
            </div>
        }
        .into_any(),
        false => view! {
            <button type="button" class="button button--text button--compact" data-testid="delete-event"
                on:click=move |_| asking.set(Some(event))>{w::DELETE_EVENT.of(locale)}</button>
        }
        .into_any(),
    })
    .into_any()
}
