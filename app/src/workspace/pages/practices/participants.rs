//! Who took part in a contest and how they came off: a school notes itself, the coordinator any.

use super::reading::{TakingPart, schools, taking_part};
use super::{act, select};
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::practices as w;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{ContestResult, Fields, RecordId, RecordKind, Value, Viewer};
use opora_sync::Draft;

/// The section of a contest's screen.
pub fn section(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    // Who takes part, without how they came off: a choice must not be drawn anew when it is made.
    let all = Memo::new(move |_| {
        let all = workspace
            .records
            .with(|records| taking_part(records, id, locale));
        let all = all.into_iter().map(|mut it| {
            for one in &mut it.participations {
                one.result = None;
            }
            it
        });
        all.collect::<Vec<TakingPart>>()
    });
    let rows = move || {
        let all = all.get();
        if all.is_empty() {
            return view! { <p class="caption">{w::NO_PARTICIPANTS.of(locale)}</p> }.into_any();
        }
        let rows: Vec<AnyView> = all.iter().map(|it| row(workspace, it)).collect();
        view! { <ul class="rows" data-testid="participants">{rows}</ul> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="participants">
            <div class="section__head"><h2 class="title-section" id="participants">{w::PARTICIPANTS.of(locale)}</h2></div>
            {rows}
            {entering(workspace, id, all)}
        </section>
    }
    .into_any()
}

fn row(workspace: Workspace, it: &TakingPart) -> AnyView {
    let locale = workspace.l();
    let viewer = workspace.viewer_untracked();
    let all: Vec<RecordId> = it.participations.iter().map(|one| one.id).collect();
    let Some(first) = all.first().copied() else {
        return ().into_any();
    };
    let may = |field: Option<&str>| {
        workspace.records.with_untracked(|records| {
            all.iter()
                .all(|id| records.may_write(&viewer, *id, field).is_ok())
        })
    };
    let result = Memo::new(move |_| {
        workspace.records.with(|records| {
            let view = records.views.get(&first)?;
            let fields = &view.projected.fields;
            opora_domain::record::text(fields, "result").map(str::to_owned)
        })
    });
    let outcome = match may(Some("result")) {
        true => result_select(workspace, first, result, &it.name),
        false => (move || match result.get() {
            Some(code) => {
                let words =
                    wording::choice_words(RecordKind::Participation, "result", &code, locale);
                view! { <span class="row__end">{words}</span> }.into_any()
            }
            None => view! { <span class="row__end">{w::NO_OUTCOME.of(locale)}</span> }.into_any(),
        })
        .into_any(),
    };
    let button = may(None).then(|| {
        let take_back = move |_| {
            let drafts = all.iter().map(|id| Draft::Delete { record: *id });
            act(workspace, drafts.collect(), w::TAKEN_BACK);
        };
        view! {
            <button type="button" class="icon-button" data-testid="take-back"
                aria-label=w::take_back_of(locale, &it.name) on:click=take_back>
                {icon(Pictogram::Cross)}
            </button>
        }
    });
    view! {
        <li class="row" data-testid="participant" data-record=it.school.to_string()>
            <div class="row__text">
                <a class="row__title" href=Place::Organisation(it.school).path()>{it.name.clone()}</a>
            </div>
            {outcome}
            {button}
        </li>
    }
    .into_any()
}

fn result_select(
    workspace: Workspace,
    record: RecordId,
    result: Memo<Option<String>>,
    school: &str,
) -> AnyView {
    let locale = workspace.l();
    let options: Vec<AnyView> = ContestResult::ALL
        .iter()
        .map(|one| {
            let code = one.code();
            let is_chosen = move || result.with(|now| now.as_deref() == Some(code));
            view! { <option value=code prop:selected=is_chosen>{one.label(locale)}</option> }
                .into_any()
        })
        .collect();
    let is_unknown = move || result.with(Option::is_none);
    let choose = move |event: leptos::ev::Event| {
        let value = match event_target_value(&event) {
            code if code.is_empty() => Value::Null,
            code => Value::from(code),
        };
        let draft = Draft::Set {
            record,
            field: "result".to_owned(),
            value,
        };
        act(workspace, vec![draft], w::PART_NOTED);
    };
    view! {
        <span class="select practices__result">
            <select class="field__input" data-testid="result" aria-label=w::outcome_of(locale, school) on:change=choose>
                <option value="" prop:selected=is_unknown>{w::NO_OUTCOME.of(locale)}</option>
                {options}
            </select>
        </span>
    }
    .into_any()
}

fn entering(workspace: Workspace, id: RecordId, all: Memo<Vec<TakingPart>>) -> AnyView {
    match workspace.viewer_untracked() {
        Viewer::School { organisation, .. } => own(workspace, id, organisation, all),
        Viewer::Coordinator { .. } => any_school(workspace, id, all),
        Viewer::Public | Viewer::Observer { .. } => ().into_any(),
    }
}

/// A school's part in a contest, to be made.
pub fn part(workspace: Workspace, contest: RecordId, school: String) -> Draft {
    let fields = Fields::from([
        ("contest".to_owned(), Value::from(contest.to_string())),
        ("school".to_owned(), Value::from(school)),
    ]);
    Draft::Create {
        record: workspace.device().new_record_id(),
        kind: RecordKind::Participation,
        fields,
    }
}

fn own(
    workspace: Workspace,
    id: RecordId,
    school: RecordId,
    all: Memo<Vec<TakingPart>>,
) -> AnyView {
    let locale = workspace.l();
    let is_there = Memo::new(move |_| all.with(|all| all.iter().any(|it| it.school == school)));
    (move || {
        if is_there.get() {
            return ().into_any();
        }
        let take = move |_| {
            let draft = part(workspace, id, school.to_string());
            act(workspace, vec![draft], w::PART_NOTED);
        };
        view! {
            <div class="actions">
                <button type="button" class="button" data-testid="take-part" on:click=take>
                    {icon(Pictogram::Check)}{w::TAKE_PART.of(locale)}
                </button>
            </div>
        }
        .into_any()
    })
    .into_any()
}

fn any_school(workspace: Workspace, id: RecordId, all: Memo<Vec<TakingPart>>) -> AnyView {
    let locale = workspace.l();
    let chosen = RwSignal::new(String::new());
    let others = Memo::new(move |_| {
        let mut others = workspace.records.with(|records| schools(records));
        all.with(|all| {
            others.retain(|(school, _)| !all.iter().any(|it| it.school.to_string() == *school));
        });
        others
    });
    let note = move |_| {
        let school = chosen.get_untracked();
        if !school.is_empty() {
            chosen.set(String::new());
            let draft = part(workspace, id, school);
            act(workspace, vec![draft], w::PART_NOTED);
        }
    };
    (move || {
        let others = others.get();
        if others.is_empty() {
            return ().into_any();
        }
        view! {
            <div class="practices__choice">
                {select("participant-school", w::SCHOOL.of(locale), w::CHOOSE_SCHOOL.of(locale), others, chosen)}
                <button type="button" class="button" data-testid="take-part" on:click=note>{w::ADOPT_FOR.of(locale)}</button>
            </div>
        }
        .into_any()
    })
    .into_any()
}
