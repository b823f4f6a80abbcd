//! Which schools take part in a round: one that comes in gets its returns, one that goes out keeps
//! what it answered. Deletes nothing.

use super::questions;
use super::reading::{Returned, returns_of, round};
use super::sheets::{Counts, counts};
use crate::components::{NoticeKind, notice};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::rounds as w;
use crate::workspace::pages::opening;
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::{OrganisationKind, RecordId, Round, Value};
use opora_sync::Draft;
use std::collections::BTreeSet;

/// All schools of the network with their names.
pub fn all_schools(records: &Records) -> Vec<(RecordId, String)> {
    let all = records.organisations.values();
    let schools = all.filter(|it| it.kind == OrganisationKind::School);
    ordered(
        schools.map(|it| (it.id, tied(&it.name))).collect(),
        |(_, name)| name.clone(),
    )
}

/// The schools that take part.
pub fn taking_part(records: &Records, round: &Round) -> Vec<RecordId> {
    let returns = returns_of(records, round.id);
    let left_out = super::reading::left_out(&returns);
    let mut schools = BTreeSet::new();
    for returned in returns {
        if !left_out.contains(&returned.school) {
            schools.insert(returned.school);
        }
    }
    schools.into_iter().collect()
}

/// The returns these schools do not have yet.
pub fn missing_returns(records: &Records, round: &Round, schools: &[RecordId]) -> Vec<Draft> {
    let mut drafts = questions::returns(&round.network, round.id, schools, &round.questions);
    drafts.retain(|draft| match draft {
        Draft::Create { record, .. } => !records.views.contains_key(record),
        _ => true,
    });
    drafts
}

/// What makes a school take part: the returns it does not have yet, and nothing says any more that
/// it is left out.
pub fn take_in(records: &Records, round: &Round, school: RecordId) -> Vec<Draft> {
    let mut drafts = missing_returns(records, round, &[school]);
    for returned in of_school(records, round, school) {
        if returned.is_left_out() {
            drafts.push(marked(returned.view.id(), Value::Null));
        }
    }
    drafts
}

/// What takes a school out: one of its returns says so, the one of the first question where there
/// is one, so that two devices say it in the same place.
pub fn leave_out(records: &Records, round: &Round, school: RecordId) -> Vec<Draft> {
    let returns = of_school(records, round, school);
    let first = round.questions.first();
    let is_first = |returned: &&Returned<'_>| {
        let factor = returned.text("factor").unwrap_or_default();
        first.is_some_and(|question| question.is_about(factor))
    };
    let returned = returns.iter().find(is_first).or(returns.first());
    returned
        .map(|returned| marked(returned.view.id(), Value::Bool(true)))
        .into_iter()
        .collect()
}

fn of_school<'a>(records: &'a Records, round: &Round, school: RecordId) -> Vec<Returned<'a>> {
    let mut returns = returns_of(records, round.id);
    returns.retain(|returned| returned.school == school);
    returns
}

fn marked(record: RecordId, value: Value) -> Draft {
    Draft::Set {
        record,
        field: "left_out".to_owned(),
        value,
    }
}

/// The checkboxes: every school of the network.
pub fn schools_section(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let all = Memo::new(move |_| workspace.records.with(|records| all_schools(records)));
    let part = Memo::new(move |_| {
        workspace.records.with(|records| {
            let round = round(records, id);
            round.map_or_else(Vec::new, |round| taking_part(records, &round))
        })
    });
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let change = move |school: RecordId| {
        // Made from what is here now: one step at a time.
        if is_busy.get_untracked() {
            return;
        }
        let is_out = part.get_untracked().contains(&school);
        is_busy.set(true);
        let saved = workspace.edit_by(Box::new(move |replica| {
            let records = Records::of(replica.clone());
            let Some(round) = round(&records, id) else {
                return vec![];
            };
            match is_out {
                true => leave_out(&records, &round, school),
                false => take_in(&records, &round, school),
            }
        }));
        leptos::task::spawn_local(async move {
            let failed = saved.await.err();
            let words = failed.map(|it| wording::save_failure_words(it, locale).to_owned());
            let _ = error.try_set(words);
            let _ = is_busy.try_set(false);
        });
    };
    let boxes = move || {
        let rows = all.get().into_iter().map(|(school, name)| {
            view! {
                <li><label class="checkbox">
                    <input type="checkbox" class="checkbox__box" data-testid="takes-part"
                        data-record=school.to_string()
                        prop:checked=move || part.with(|part| part.contains(&school))
                        prop:disabled=move || is_busy.get()
                        on:change=move |_| change(school)/>
                    <span>{name}</span>
                </label></li>
            }
            .into_any()
        });
        rows.collect::<Vec<_>>()
    };
    let count = move || {
        let (part, all) = (part.with(Vec::len), all.with(Vec::len));
        w::part_of(locale, &part.to_string(), &all.to_string())
    };
    view! {
        <details class="fold" data-testid="schools-fold">
            <summary>{w::SCHOOLS.of(locale)}": "{count}</summary>
            <p class="note">{w::TAKING_OUT_KEEPS.of(locale)}</p>
            <ul class="rounds__schools">{boxes}</ul>
            {error_line("taking-part", error)}
        </details>
    }
    .into_any()
}

/// How far the schools have come, for those who see all of them.
pub fn progress_table(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    // Counted at every change of the records, drawn when a count has changed.
    let all = Memo::new(move |_| {
        workspace.records.with(|records| {
            let round = round(records, id);
            round.map_or_else(Vec::new, |round| counts(records, &round, locale))
        })
    });
    let is_before_first_pull = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.is_before_first_pull())
    });
    (move || {
        let (out, part): (Vec<Counts>, Vec<Counts>) =
            all.get().into_iter().partition(|school| school.is_left_out);
        if part.is_empty() && out.is_empty() {
            return match is_before_first_pull.get() {
                true => opening::first_load(workspace),
                false => notice(
                    NoticeKind::Empty,
                    w::NO_SHEETS.of(locale),
                    w::NO_SHEETS_TEXT.of(locale),
                ),
            };
        }
        let table = (!part.is_empty()).then(|| super::progress::table(workspace, id, &part));
        view! { {table}{unasked(workspace, id, &part)}{left_out_list(workspace, id, &out)} }
            .into_any()
    })
    .into_any()
}

/// Schools that lack a question: somebody added it while somebody else took the school in.
fn unasked(workspace: Workspace, id: RecordId, part: &[Counts]) -> AnyView {
    let locale = workspace.l();
    let known = workspace
        .records
        .with_untracked(|records| round(records, id));
    let Some(known) = known.filter(|_| is_coordinator(workspace)) else {
        return ().into_any();
    };
    let lacking: Vec<RecordId> = part
        .iter()
        .filter(|school| school.asked < known.questions.len())
        .map(|school| school.school)
        .collect();
    if lacking.is_empty() {
        return ().into_any();
    }
    let count = crate::words::numbers::counted(lacking.len(), &w::SCHOOLS_TO, locale);
    let ask = move |_| {
        let lacking = lacking.clone();
        let saved = workspace.edit_by(Box::new(move |replica| {
            let records = Records::of(replica.clone());
            let round = round(&records, id);
            round.map_or_else(Vec::new, |round| {
                missing_returns(&records, &round, &lacking)
            })
        }));
        // A failure is said in the bar above; the button stays then.
        leptos::task::spawn_local(async move {
            let _ = saved.await;
        });
    };
    view! {
        <p class="note" data-testid="unasked">{w::not_all_asked(locale, &count)}</p>
        <div class="actions">
            <button type="button" class="button" data-testid="ask-missing" on:click=ask>{w::ASK_MISSING.of(locale)}</button>
        </div>
    }
    .into_any()
}

fn is_coordinator(workspace: Workspace) -> bool {
    matches!(
        workspace.viewer_untracked(),
        opora_domain::Viewer::Coordinator { .. }
    )
}

/// Schools that were taken out: what they answered can be read.
fn left_out_list(workspace: Workspace, id: RecordId, out: &[Counts]) -> AnyView {
    let locale = workspace.l();
    if out.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = out
        .iter()
        .map(|school| {
            let answers = crate::words::numbers::counted(school.filled, &w::ANSWERS_LEFT, locale);
            view! {
                <li class="row row--link" data-testid="left-out" data-record=school.school.to_string()>
                    <div class="row__text">
                        <a class="row__title" href=Place::RoundSchool(id, school.school).path()>{school.name.clone()}</a>
                    </div>
                    <span class="row__end">{w::kept_answers(locale, &answers)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="left-out">
            <div class="section__head"><h2 class="title-section" id="left-out">{w::LEFT_OUT.of(locale)}</h2></div>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}
