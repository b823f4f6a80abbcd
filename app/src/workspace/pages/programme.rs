//! The district's programme: its passport with stages and tasks, its road map, and each activity.
//! One door for all of it: [`programme_page`].
//!
//! Indicators and results are screens of their own.

mod activity;
mod by_year;
pub mod contents;
pub mod due;
mod passport;
mod publication;
mod road_map;
mod rows;
mod versions;

use super::{barred_head, opening};
use crate::components::{NoticeKind, notice_with};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::{Phrase, dates, plan as w, programme as words};
use crate::workspace::navigation::go;
use crate::workspace::parts::wording;
use crate::workspace::place::{Place, ProgrammePlace};
use crate::workspace::state::{Workspace, use_workspace};
use contents::programmes;
use leptos::prelude::*;
use opora_domain::{Fields, RecordId, RecordKind, Value, Viewer};
use opora_sync::Draft;

/// The screen of a place.
pub fn programme_page(place: ProgrammePlace) -> AnyView {
    let workspace = use_workspace();
    match place {
        ProgrammePlace::Passport(id) => of_programme(workspace, id, move |programme| {
            passport::passport(workspace, programme, id)
        }),
        ProgrammePlace::RoadMap(id) => of_programme(workspace, id, move |programme| {
            road_map::road_map(workspace, programme, id)
        }),
        ProgrammePlace::Versions(id) => of_programme(workspace, id, move |programme| {
            versions::versions(workspace, programme, id)
        }),
        ProgrammePlace::Activity(id) => activity::activity(workspace, id),
    }
}

/// May this viewer change the programme?
pub fn may_edit(workspace: Workspace) -> Memo<bool> {
    Memo::new(move |_| matches!(workspace.viewer(), Viewer::Coordinator { .. }))
}

/// Draws a screen for the programme asked for, or for the newest; says why there is none.
fn of_programme(
    workspace: Workspace,
    asked: Option<RecordId>,
    draw: impl Fn(RecordId) -> AnyView + Send + 'static,
) -> AnyView {
    // What is there, so that a change of a field draws no field anew.
    let found = Memo::new(move |_| {
        workspace.records.with(|records| {
            let all: Vec<RecordId> = programmes(records).iter().map(|it| it.id).collect();
            let wanted = asked.or(all.first().copied());
            let found = wanted.filter(|id| all.contains(id));
            // What is not here may be on its way.
            match found.is_none() && records.is_before_first_pull() {
                true => None,
                false => Some((found, all.is_empty())),
            }
        })
    });
    (move || match found.get() {
        None => opening::first_load(workspace),
        Some((Some(programme), _)) => draw(programme),
        Some((None, true)) => nothing(workspace),
        Some((None, false)) => no_such(workspace),
    })
    .into_any()
}

/// The switch between the screens of one programme.
fn tabs(workspace: Workspace, asked: Option<RecordId>, current: ProgrammePlace) -> AnyView {
    let locale = workspace.l();
    let tab = |place: ProgrammePlace, words: Phrase| {
        view! {
            <a class="segmented__item" href=Place::Programme(place).path()
                aria-current=(place == current).then_some("page")>{words.of(locale)}</a>
        }
    };
    view! {
        <nav class="segmented programme__tabs" aria-label=words::PROGRAMME.of(locale)>
            {tab(ProgrammePlace::Passport(asked), words::PASSPORT)}
            {tab(ProgrammePlace::RoadMap(asked), words::ROAD_MAP)}
            {tab(ProgrammePlace::Versions(asked), words::VERSIONS)}
        </nav>
    }
    .into_any()
}

/// The network's other programmes, where there are any: to the same screen of each.
fn others(
    workspace: Workspace,
    programme: RecordId,
    place: fn(Option<RecordId>) -> ProgrammePlace,
) -> AnyView {
    let locale = workspace.l();
    let all = Memo::new(move |_| workspace.records.with(|records| programmes(records)));
    (move || {
        let others = all.get();
        let rows: Vec<AnyView> = others
            .iter()
            .filter(|other| other.id != programme)
            .map(|other| {
                let address = Place::Programme(place(Some(other.id))).path();
                view! {
                    <li class="row row--link"><div class="row__text">
                        <a class="row__title" href=address lang="ru">{tied(other.name(locale))}</a>
                        <p class="row__line">{dates::term(&other.term, locale)}</p>
                    </div></li>
                }
                .into_any()
            })
            .collect();
        if rows.is_empty() {
            return ().into_any();
        }
        view! {
            <section class="section" aria-labelledby="other-programmes">
                <div class="section__head">
                    <h2 class="title-section" id="other-programmes">{w::ONE_OF_MANY.of(locale)}</h2>
                </div>
                <ul class="rows" data-testid="other-programmes">{rows}</ul>
            </section>
        }
        .into_any()
    })
    .into_any()
}

fn nothing(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let is_coordinator = matches!(workspace.viewer(), Viewer::Coordinator { .. });
    let problem = RwSignal::new(None::<&'static str>);
    let start = move |_| {
        let record = workspace.device().new_record_id();
        let mut fields = Fields::new();
        let title = w::PROGRAMME_TITLE.of(locale);
        fields.insert("title".to_owned(), Value::from(title));
        let saved = workspace.edit(vec![Draft::Create {
            record,
            kind: RecordKind::Programme,
            fields,
        }]);
        leptos::task::spawn_local(async move {
            match saved.await {
                Ok(_) => go(
                    workspace,
                    &Place::Programme(ProgrammePlace::Passport(None)).path(),
                ),
                Err(failure) => {
                    let words = wording::save_failure_words(failure, locale);
                    let _ = problem.try_set(Some(words));
                }
            }
        });
    };
    let (text, actions) = match is_coordinator {
        true => (
            w::NOTHING_COORDINATOR,
            view! {
                <a class="button button--primary" href=Place::Import.path()>{w::IMPORT_PROGRAMME.of(locale)}</a>
                <button type="button" class="button" data-testid="start-programme" on:click=start>
                    {w::NEW_PROGRAMME.of(locale)}
                </button>
                {move || problem.get().map(|words| view! { <p class="field__error" role="alert">{words}</p> })}
            }
            .into_any(),
        ),
        false => (w::NOTHING_SCHOOL, ().into_any()),
    };
    view! {
        {barred_head(words::PROGRAMME.of(locale), ().into_any())}
        {notice_with(NoticeKind::Empty, words::NOTHING.of(locale), text.of(locale), actions)}
    }
    .into_any()
}

fn no_such(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    view! {
        {barred_head(w::NO_SUCH.of(locale), ().into_any())}
        {notice_with(NoticeKind::Empty, w::NO_SUCH.of(locale), crate::words::workspace::NO_RECORD_TEXT.of(locale), view! {
            <a class="button" href=Place::Programme(ProgrammePlace::Passport(None)).path()>{words::PROGRAMME.of(locale)}</a>
        })}
    }
    .into_any()
}
