//! Who adopted a practice: a school notes itself, the coordinator any school.

use super::reading::{Adopting, adopting, practice, schools};
use super::{act, select};
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::dates;
use crate::words::practices as w;
use crate::workspace::pages::opening;
use crate::workspace::parts::field::{FieldRef, Shape, named_field};
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::{Fields, RecordId, RecordKind, Value, Viewer};
use opora_sync::Draft;

/// The section of a practice's card.
pub fn section(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    view! {
        <section class="section" aria-labelledby="adoptions">
            <div class="section__head"><h2 class="title-section" id="adoptions">{w::ADOPTIONS.of(locale)}</h2></div>
            {opening::from_records(workspace, move |records| rows(workspace, records, id))}
            {entering(workspace, id)}
        </section>
    }
    .into_any()
}

fn rows(workspace: Workspace, records: &Records, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let all = adopting(records, id, locale);
    if all.is_empty() {
        return view! { <p class="caption">{w::NO_ADOPTIONS.of(locale)}</p> }.into_any();
    }
    let is_public = practice(records, id).is_some_and(|it| it.is_published);
    let rows: Vec<AnyView> = all
        .iter()
        .map(|it| row(workspace, records, it, is_public))
        .collect();
    view! { <ul class="rows" data-testid="adoptions">{rows}</ul> }.into_any()
}

fn row(workspace: Workspace, records: &Records, it: &Adopting, is_public: bool) -> AnyView {
    let locale = workspace.l();
    let viewer = workspace.viewer_untracked();
    let shown = it.adoptions.first();
    let mut line = match shown.and_then(|it| it.date) {
        Some(date) => dates::since(date, locale),
        None => w::NO_DATE.of(locale).to_owned(),
    };
    if is_public && shown.is_some_and(|it| !it.is_published) {
        line = format!("{line}, {}", w::UNPUBLISHED.of(locale));
    }
    let all: Vec<RecordId> = it.adoptions.iter().map(|it| it.id).collect();
    let may_take_back = all
        .iter()
        .all(|id| records.may_write(&viewer, *id, None).is_ok());
    let take_back = move |_| {
        let drafts = all.iter().map(|id| Draft::Delete { record: *id });
        act(workspace, drafts.collect(), w::TAKEN_BACK);
    };
    let button = may_take_back.then(|| {
        view! {
            <button type="button" class="icon-button" data-testid="take-back"
                aria-label=w::take_back_of(locale, &it.name) on:click=take_back>
                {icon(Pictogram::Cross)}
            </button>
        }
    });
    view! {
        <li class="row" data-testid="adoption" data-record=it.school.to_string()>
            <div class="row__text">
                <a class="row__title" href=Place::Organisation(it.school).path()>{it.name.clone()}</a>
                <p class="row__line">{line}</p>
            </div>
            {button}
        </li>
    }
    .into_any()
}

/// What the viewer may note.
fn entering(workspace: Workspace, id: RecordId) -> AnyView {
    match workspace.viewer_untracked() {
        Viewer::School { organisation, .. } => own(workspace, id, organisation),
        Viewer::Coordinator { .. } => any_school(workspace, id),
        Viewer::Public | Viewer::Observer { .. } => ().into_any(),
    }
}

fn adopt(workspace: Workspace, practice: RecordId, school: String) {
    let today = wording::today(&*workspace.device()).to_string();
    let fields = Fields::from([
        ("practice".to_owned(), Value::from(practice.to_string())),
        ("school".to_owned(), Value::from(school)),
        ("date".to_owned(), Value::from(today)),
    ]);
    let draft = Draft::Create {
        record: workspace.device().new_record_id(),
        kind: RecordKind::Adoption,
        fields,
    };
    act(workspace, vec![draft], w::ADOPTED_NOW);
}

fn own(workspace: Workspace, id: RecordId, school: RecordId) -> AnyView {
    let locale = workspace.l();
    let adopted = Memo::new(move |_| {
        let all = workspace
            .records
            .with(|records| adopting(records, id, locale));
        let own = all.into_iter().find(|it| it.school == school);
        own.and_then(|it| it.adoptions.first().map(|it| it.id))
    });
    let is_author = Memo::new(move |_| {
        let known = workspace.records.with(|records| practice(records, id));
        known.is_none_or(|it| it.school == Some(school))
    });
    (move || match (adopted.get(), is_author.get()) {
        (Some(record), _) => {
            let field = FieldRef {
                record,
                kind: RecordKind::Adoption,
                name: "date",
            };
            let label = w::SINCE.of(locale).to_owned();
            let hint = Some(w::DATE_HINT.of(locale));
            let name = "adopted-since".to_owned();
            view! { <div class="form">{named_field(workspace, field, Shape::Date, name, label, hint)}</div> }
                .into_any()
        }
        (None, true) => ().into_any(),
        (None, false) => view! {
            <div class="actions">
                <button type="button" class="button" data-testid="adopt" on:click=move |_| adopt(workspace, id, school.to_string())>
                    {icon(Pictogram::Check)}{w::ADOPT.of(locale)}
                </button>
            </div>
        }
        .into_any(),
    })
    .into_any()
}

fn any_school(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let chosen = RwSignal::new(String::new());
    let others = Memo::new(move |_| {
        workspace.records.with(|records| {
            let adopted = adopting(records, id, locale);
            let author = practice(records, id).and_then(|it| it.school);
            let mut all = schools(records);
            all.retain(|(school, _)| {
                let is_it = |other: RecordId| other.to_string() == *school;
                !adopted.iter().any(|it| is_it(it.school)) && !author.is_some_and(is_it)
            });
            all
        })
    });
    let note = move |_| {
        let school = chosen.get_untracked();
        if !school.is_empty() {
            chosen.set(String::new());
            adopt(workspace, id, school);
        }
    };
    (move || {
        let others = others.get();
        if others.is_empty() {
            return ().into_any();
        }
        view! {
            <div class="practices__choice">
                {select("adopting-school", w::SCHOOL.of(locale), w::CHOOSE_SCHOOL.of(locale), others, chosen)}
                <button type="button" class="button" data-testid="adopt" on:click=note>{w::ADOPT_FOR.of(locale)}</button>
            </div>
        }
        .into_any()
    })
    .into_any()
}
