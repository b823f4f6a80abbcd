//! What proves an activity: events of the partnerships. The coordinator chooses them from a list by
//! organisation and day; everybody signed in sees them. Files are not kept here.

use super::super::may_edit;
use super::read;
use crate::components::{Pictogram, icon, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::plan as w;
use crate::workspace::parts::date_entry;
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::{Records, newest_first};
use leptos::prelude::*;
use opora_domain::record::structured;
use opora_domain::{Interaction, RecordId, Value};
use opora_sync::Draft;

/// The field that keeps them.
const FIELD: &str = "evidence";
/// Events offered at once.
const OFFERED_MAX: usize = 12;

/// What is asked of the list.
#[derive(Clone, Copy)]
struct Picking {
    workspace: Workspace,
    id: RecordId,
    is_open: RwSignal<bool>,
    organisation: RwSignal<String>,
    since: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

/// The section.
pub fn evidence(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let may_edit = may_edit(workspace);
    let picking = Picking {
        workspace,
        id,
        is_open: RwSignal::new(false),
        organisation: RwSignal::new(String::new()),
        since: RwSignal::new(String::new()),
        error: RwSignal::new(None),
    };
    let rows = move || {
        workspace.records.with(|records| {
            let rows: Vec<AnyView> = ids(records, id)
                .into_iter()
                .map(|event| linked(picking, records, event, may_edit.get()))
                .collect();
            match rows.is_empty() {
                true => view! { <p class="caption">{w::NO_EVIDENCE.of(locale)}</p> }.into_any(),
                false => view! { <ul class="rows" data-testid="evidence">{rows}</ul> }.into_any(),
            }
        })
    };
    let more = move || match (may_edit.get(), picking.is_open.get()) {
        (false, _) => ().into_any(),
        (true, false) => view! {
            <button type="button" class="button button--compact" data-testid="add-evidence"
                on:click=move |_| picking.is_open.set(true)>
                {small_icon(Pictogram::Plus)}{w::ADD_EVIDENCE.of(locale)}
            </button>
        }
        .into_any(),
        (true, true) => picker(picking),
    };
    view! {
        <section class="section" aria-labelledby="evidence">
            <div class="section__head">
                <h2 class="title-section" id="evidence">{w::EVIDENCE.of(locale)}</h2>
                {stored_mark(workspace, id, FIELD)}
            </div>
            {rows}
            {error_line("evidence", picking.error)}
            {more}
        </section>
    }
    .into_any()
}

fn ids(records: &Records, id: RecordId) -> Vec<RecordId> {
    let activity = read(records, id);
    activity.map(|it| it.evidence).unwrap_or_default()
}

/// «Посещение урока 19 ноября» and between whom.
fn words_of(workspace: Workspace, records: &Records, event: &Interaction) -> [String; 2] {
    let locale = workspace.l();
    let today = wording::today(&*workspace.device());
    let partnership = event
        .partnership
        .and_then(|id| records.partnerships.get(&id));
    let between = partnership
        .map(|it| wording::partnership_title(records, it, locale))
        .unwrap_or_default();
    let topic = event.topic.as_deref().map(|topic| format!(". {topic}"));
    [
        wording::interaction_title(event, today, locale),
        format!("{between}{}", topic.unwrap_or_default()),
    ]
}

fn linked(picking: Picking, records: &Records, id: RecordId, may_edit: bool) -> AnyView {
    let workspace = picking.workspace;
    let locale = workspace.l();
    let known = records.interactions.get(&id);
    let [title, line] = match known {
        Some(event) => words_of(workspace, records, event),
        None => [w::EVIDENCE_GONE.of(locale).to_owned(), String::new()],
    };
    let path = known
        .and_then(|event| event.partnership)
        .map(|id| Place::Partnership(id).path());
    let drop = may_edit.then(|| {
        let label = w::drop_evidence(locale, &title);
        view! {
            <button type="button" class="icon-button" data-testid="drop-evidence" aria-label=label
                on:click=move |_| picking.store(id, false)>{icon(Pictogram::Cross)}</button>
        }
    });
    let title = match path {
        Some(path) => view! { <a class="row__title" href=path>{title}</a> }.into_any(),
        None => view! { <span class="row__title">{title}</span> }.into_any(),
    };
    view! {
        <li class="row"><div class="row__text">{title}<p class="row__line">{line}</p></div>{drop}</li>
    }
    .into_any()
}

fn picker(picking: Picking) -> AnyView {
    let workspace = picking.workspace;
    let locale = workspace.l();
    let options: Vec<AnyView> = workspace.records.with_untracked(|records| {
        let own = records.organisations.values().filter(|organisation| {
            let mut partnerships = records.partnerships_of(organisation.id).into_iter();
            partnerships.any(|it| !records.interactions_of(it.id).is_empty())
        });
        ordered(own.collect(), |organisation| organisation.name.clone())
            .iter()
            .map(|organisation| {
                let name = wording::organisation_name(records, organisation.id, locale);
                view! { <option value=organisation.id.to_string()>{name}</option> }.into_any()
            })
            .collect()
    });
    view! {
        <div class="form" data-testid="evidence-picker">
            <div class="field-row">
                <div class="field">
                    <label class="field__label" for="evidence-of">{w::EVIDENCE_ORGANISATION.of(locale)}</label>
                    <span class="select"><select class="field__input" id="evidence-of" data-testid="evidence-of"
                        on:change=move |event| picking.organisation.set(event_target_value(&event))>
                        <option value="">{w::EVIDENCE_ANYBODY.of(locale)}</option>{options}
                    </select></span>
                </div>
                <div class="field">
                    <label class="field__label" for="evidence-since">{w::EVIDENCE_SINCE.of(locale)}</label>
                    <input class="field__input" id="evidence-since" data-testid="evidence-since" type="text" autocomplete="off"
                        prop:value=picking.since
                        on:input=move |event| picking.since.set(event_target_value(&event))/>
                </div>
            </div>
            {move || offered(picking)}
            <div class="actions">
                <button type="button" class="button button--compact" data-testid="evidence-ready"
                    on:click=move |_| picking.is_open.set(false)>
                    {small_icon(Pictogram::Check)}{w::READY.of(locale)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// The events that fit and are not linked yet, the newest first.
fn offered(picking: Picking) -> AnyView {
    let workspace = picking.workspace;
    let locale = workspace.l();
    let organisation = picking.organisation.get().parse::<RecordId>().ok();
    let since = date_entry::read(&picking.since.get()).ok().flatten();
    workspace.records.with(|records| {
        let taken = ids(records, picking.id);
        let is_of = |event: &Interaction| {
            let partnership = event.partnership.and_then(|id| records.partnerships.get(&id));
            organisation.is_none()
                || partnership.is_some_and(|it| {
                    it.from == organisation || it.to == organisation
                })
        };
        let is_late_enough = |event: &Interaction| match (since, event.date) {
            (Some(since), Some(date)) => since.first_day() <= date.last_day(),
            (Some(_), None) => false,
            (None, _) => true,
        };
        let fitting = records.interactions.values();
        let fitting = fitting.filter(|it| !taken.contains(&it.id) && is_of(it) && is_late_enough(it));
        let all = newest_first(fitting.collect());
        if all.is_empty() {
            return view! { <p class="caption">{w::NOTHING_TO_TAKE.of(locale)}</p> }.into_any();
        }
        let rest = all.len().saturating_sub(OFFERED_MAX);
        let rows: Vec<AnyView> = all
            .into_iter()
            .take(OFFERED_MAX)
            .map(|event| {
                let id = event.id;
                let [title, line] = words_of(workspace, records, event);
                let label = w::take_evidence(locale, &title);
                view! {
                    <li class="row" data-testid="offered-event">
                        <div class="row__text"><span class="row__title">{title}</span><p class="row__line">{line}</p></div>
                        <button type="button" class="button button--compact" data-testid="take-evidence" aria-label=label
                            on:click=move |_| picking.store(id, true)>{w::TAKE.of(locale)}</button>
                    </li>
                }
                .into_any()
            })
            .collect();
        let more = (rest > 0).then(|| view! { <p class="caption">{w::more_events(locale, rest)}</p> });
        view! { <ul class="rows">{rows}</ul>{more} }.into_any()
    })
}

impl Picking {
    /// Puts an event in or takes it out; the others stay.
    fn store(self, event: RecordId, is_in: bool) {
        let (workspace, id, error) = (self.workspace, self.id, self.error);
        let locale = workspace.l();
        let saved = workspace.edit_by(Box::new(move |replica| {
            let view = replica.visible(id);
            let all = view.and_then(|view| structured(&view.projected.fields, FIELD));
            let mut all: Vec<RecordId> = all.unwrap_or_default();
            all.retain(|known| *known != event);
            if is_in {
                all.push(event);
            }
            let items: Vec<Value> = all.iter().map(|id| Value::from(id.to_string())).collect();
            vec![Draft::Set {
                record: id,
                field: FIELD.to_owned(),
                value: match items.is_empty() {
                    true => Value::Null,
                    false => Value::Array(items),
                },
            }]
        }));
        leptos::task::spawn_local(async move {
            let words = saved.await.err();
            let words = words.map(|it| wording::save_failure_words(it, locale).to_owned());
            let _ = error.try_set(words);
        });
    }
}
