//! One school's answers to a round with what became of them: late ones, corrected ones, old and new.
//! The device knows the answers; who changed them and when, the district is asked. The coordinator
//! can enter for a school what it says by telephone.

use super::answering;
use super::reading::{is_past, part_words, round};
use super::sheets::{Answer, Sheet, sheet};
use super::trail::{Step, trail};
use crate::components::{Pictogram, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::rounds as w;
use crate::workspace::pages::{head, missing_record, opening};
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::ports::HistoryFailure;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{RecordId, Round, Value, Viewer};
use opora_sync::HistoryLine;

#[derive(Clone)]
enum Told {
    Loading,
    Failed(HistoryFailure),
    /// The changes of every answer that has any.
    Steps(Vec<(RecordId, Vec<Step>)>),
}

/// What is on the device, of one moment.
type Found = Option<(Round, Sheet)>;

/// The screen of a school's answers.
pub fn school_page(workspace: Workspace, id: RecordId, school: RecordId) -> AnyView {
    let locale = workspace.l();
    let found: Memo<Found> = Memo::new(move |_| {
        workspace.records.with(|records| {
            let round = round(records, id)?;
            let sheet = sheet(records, &round, school, locale)?;
            Some((round, sheet))
        })
    });
    let is_known = Memo::new(move |_| found.with(Option::is_some));
    let is_before_first_pull = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.is_before_first_pull())
    });
    let is_entering = RwSignal::new(false);
    let is_coordinator = matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. });
    (move || {
        if !is_known.get() {
            return match is_before_first_pull.get() {
                true => opening::first_load(workspace),
                false => missing_record(workspace),
            };
        }
        let title = move || found.with(|found| found.as_ref().map(|it| it.1.name.clone()));
        let enter = is_coordinator.then(|| {
            let words = match is_entering.get() {
                true => w::ENTERED,
                false => w::ENTER_FOR_SCHOOL,
            };
            view! {
                <button type="button" class="button" data-testid="enter-for-school"
                    on:click=move |_| is_entering.update(|is| *is = !*is)>{words.of(locale)}</button>
            }
        });
        // What is typed into must not be drawn anew with every answer.
        let body = match is_entering.get() {
            true => answering::answers(workspace, id, school),
            false => changes(workspace, found),
        };
        view! {
            {head(title, enter.into_any())}
            {lead(workspace, id, found)}
            {body}
        }
        .into_any()
    })
    .into_any()
}

fn lead(workspace: Workspace, id: RecordId, found: Memo<Found>) -> AnyView {
    let locale = workspace.l();
    (move || {
        found.get().map(|(round, sheet)| {
            let part = part_words(sheet.filled(), sheet.asked(), locale);
            let points = sheet.points().map(|points| {
                let words = points.words(locale);
                view! { ", "<b data-testid="points">{w::points(locale, &words)}</b> }
            });
            let out = sheet.is_left_out.then(|| {
                view! { <p class="note" data-testid="left-out-note">{w::LEFT_OUT_OTHER.of(locale)}</p> }
            });
            view! {
                <p class="screen-lead">
                    <a href=Place::Round(id).path()>{round.title}</a>", "{part}{points}
                </p>
                {out}
            }
        })
    })
    .into_any()
}

/// The answers and how they changed.
fn changes(workspace: Workspace, found: Memo<Found>) -> AnyView {
    let locale = workspace.l();
    let told = RwSignal::new(Told::Loading);
    // Asked again whenever an answer changes here.
    Effect::new(move |_| {
        if let Some((round, sheet)) = found.get() {
            told.set(Told::Loading);
            ask(workspace, round, sheet, found, told);
        }
    });
    (move || {
        let Some((round, sheet)) = found.get() else {
            return ().into_any();
        };
        let rows: Vec<AnyView> = sheet
            .answers
            .iter()
            .map(|answer| row(workspace, answer, told))
            .collect();
        view! {
            {said(workspace, round, sheet, found, told)}
            <div class="table-sheet">
                <table class="table table--rows rounds__trail" data-testid="trail">
                    <thead><tr>
                        <th scope="col">{w::QUESTION.of(locale)}</th>
                        <th scope="col">{w::ANSWER.of(locale)}</th>
                        <th scope="col">{w::CHANGES.of(locale)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    })
    .into_any()
}

/// Asks the district for the history of the round and of every answer that was touched.
fn ask(workspace: Workspace, round: Round, sheet: Sheet, found: Memo<Found>, told: RwSignal<Told>) {
    leptos::task::spawn_local(async move {
        let device = workspace.device();
        let read: Result<Vec<_>, HistoryFailure> = async {
            let of_round: Vec<HistoryLine> = device.history(round.id).await?;
            let mut all = Vec::new();
            let touched = sheet.answers.iter().map(|answer| answer.returned.id);
            let touched = touched.filter(|id| {
                workspace.records.with_untracked(|records| {
                    let view = records.views.get(id);
                    view.is_some_and(|view| view.versions.contains_key("value"))
                })
            });
            for id in touched {
                let lines = device.history(id).await?;
                let is_after_due = |at| {
                    let day = wording::day_of(device.moment(at));
                    round.due.is_some_and(|due| is_past(day, due))
                };
                all.push((id, trail(&lines, &of_round, is_after_due)));
            }
            Ok(all)
        }
        .await;
        // The screen may be gone by now, or an answer changed: then this is of an earlier moment,
        // and the one after it is on its way.
        let is_of_now = found
            .try_with_untracked(|found| found.as_ref().is_some_and(|it| it.1 == sheet))
            .unwrap_or_default();
        if is_of_now {
            let _ = told.try_set(match read {
                Ok(steps) => Told::Steps(steps),
                Err(failure) => Told::Failed(failure),
            });
        }
    });
}

fn said(
    workspace: Workspace,
    round: Round,
    sheet: Sheet,
    found: Memo<Found>,
    told: RwSignal<Told>,
) -> AnyView {
    let locale = workspace.l();
    (move || match told.get() {
        Told::Steps(_) => ().into_any(),
        Told::Loading => view! { <p class="note" role="status">{w::LOADING.of(locale)}</p> }.into_any(),
        Told::Failed(failure) => {
            let words = match failure {
                HistoryFailure::Offline => w::HISTORY_OFFLINE,
                HistoryFailure::SignedOut | HistoryFailure::Server => w::HISTORY_FAILED,
            };
            let (round, sheet) = (round.clone(), sheet.clone());
            let again = move |_| {
                told.set(Told::Loading);
                ask(workspace, round.clone(), sheet.clone(), found, told);
            };
            view! {
                <p class="note" role="status" data-testid="trail-note">{words.of(locale)}</p>
                <div class="actions">
                    <button type="button" class="button" on:click=again>{w::TRY_AGAIN.of(locale)}</button>
                </div>
            }
            .into_any()
        }
    })
    .into_any()
}

fn row(workspace: Workspace, answer: &Answer, told: RwSignal<Told>) -> AnyView {
    let locale = workspace.l();
    let id = answer.returned.id;
    let question = &answer.question;
    let value = match &answer.returned.value {
        Some(figure) => view! { <b class="rounds__text" data-testid="present">{figure.text.clone()}</b> }.into_any(),
        None => view! { <span class="table__none" data-testid="present">{w::NOT_ANSWERED.of(locale)}</span> }.into_any(),
    };
    let is_answered = answer.returned.value.is_some();
    let unit = question.counted_in().filter(|_| is_answered);
    let unit = unit.map(|unit| format!(" {unit}"));
    let note = answer.returned.note.clone();
    let waits = answer
        .is_waiting
        .then(|| view! { " "<span class="tag">{w::WAITS_HERE.of(locale)}</span> });
    let dropped = answer.is_dropped.then(|| {
        view! { <span class="rounds__hint" data-testid="dropped">{w::DROPPED.of(locale)}</span> }
    });
    let before = answer.before.clone().filter(|before| !before.is_empty());
    let before = before.map(|before| {
        view! { <span class="rounds__hint" data-testid="before">{w::last_time_was(locale, &before)}</span> }
    });
    let is_late = answer.is_late;
    let changes = move || match told.get() {
        Told::Steps(all) => {
            let own = all.iter().find(|(of, _)| *of == id).map(|(_, steps)| steps);
            let shown: Vec<AnyView> = own
                .into_iter()
                .flatten()
                .filter(|step| step.is_late || step.is_correction())
                .map(|step| step_line(workspace, step))
                .collect();
            match shown.is_empty() {
                true if !is_answered => ().into_any(),
                true => view! { <span class="rounds__hint">{w::NO_CHANGES.of(locale)}</span> }
                    .into_any(),
                false => view! { <ol class="rounds__steps">{shown}</ol> }.into_any(),
            }
        }
        // What the device knows by itself.
        _ if is_late => view! { <span class="tag">{w::LATE_MARK.of(locale)}</span> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <tr data-testid="trail-row" data-record=id.to_string()>
            <th scope="row" class="table__name"><span>{question.factor.clone()}</span>{dropped}</th>
            <td data-label=w::ANSWER.of(locale)>
                <span>{value}{unit}{waits}
                    {before}
                    {note.map(|note| view! { <span class="rounds__hint">{note}</span> })}
                </span>
            </td>
            <td data-label=w::CHANGES.of(locale)><div>{changes}</div></td>
        </tr>
    }
    .into_any()
}

fn step_line(workspace: Workspace, step: &Step) -> AnyView {
    let locale = workspace.l();
    let words = |value: &Value| match value.as_str() {
        Some(text) => text.to_owned(),
        None => w::NOT_ANSWERED.of(locale).to_owned(),
    };
    let when = wording::moment_words(&*workspace.device(), step.at, locale);
    let late = step.is_late.then(
        || view! { <span class="tag" data-testid="late">{w::LATE_MARK.of(locale)}</span>" " },
    );
    let corrected = step
        .is_correction()
        .then(|| view! { <span class="tag" data-testid="corrected">{w::CORRECTED_MARK.of(locale)}</span>" " });
    view! {
        <li data-testid="step">
            {late}{corrected}
            <s data-testid="old">{words(&step.from)}</s>" "{small_icon(Pictogram::ArrowRight)}" "
            <b data-testid="new">{words(&step.to)}</b>
            <span class="rounds__hint">{format!("{}, {when}", step.label)}</span>
        </li>
    }
    .into_any()
}
