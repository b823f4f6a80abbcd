//! Exam results, for those who are signed in: by subject and by school over the years, with that
//! year's minimum; and their entry in a grid. No list is sorted by result.

mod entry;
mod reading;
mod table;

use self::reading::{Exams, exam_words};
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::indicators as w;
use crate::words::numbers::{counted, tied};
use crate::workspace::pages::{barred_head, opening};
use crate::workspace::state::order::ordered;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::ev;
use leptos::prelude::*;
use opora_domain::{Examined, OrganisationKind, RecordId, Viewer};

/// How results stand beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    BySubject,
    BySchool,
}

/// What is shown.
#[derive(Clone, Copy)]
pub struct Shown {
    pub way: RwSignal<Way>,
    pub exam: RwSignal<Option<Examined>>,
    pub school: RwSignal<Option<RecordId>>,
    pub is_entering: RwSignal<bool>,
}

/// What the screen has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Empty,
    Comparing,
    Entering,
}

/// The screen of results.
pub fn assessments_page() -> AnyView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let own = workspace.viewer_untracked().organisation();
    let shown = Shown {
        way: RwSignal::new(match own {
            Some(_) => Way::BySchool,
            None => Way::BySubject,
        }),
        exam: RwSignal::new(None),
        school: RwSignal::new(own),
        is_entering: RwSignal::new(false),
    };
    let may_enter = Memo::new(move |_| {
        matches!(
            workspace.viewer(),
            Viewer::Coordinator { .. } | Viewer::School { .. }
        )
    });
    let enter = move || {
        may_enter.get().then(|| {
            let words = move || match shown.is_entering.get() {
                true => w::STOP_ENTERING.of(locale),
                false => w::ENTER.of(locale),
            };
            view! {
                <button type="button" class="button" data-testid="enter-results"
                    aria-pressed=move || if shown.is_entering.get() { "true" } else { "false" }
                    on:click=move |_| shown.is_entering.update(|on| *on = !*on)>
                    {icon(Pictogram::Edit)}{words}
                </button>
            }
        })
    };
    // One answer: the grid must not be drawn anew when the first result is there.
    let stage = Memo::new(move |_| match Exams::now(workspace).results.is_empty() {
        _ if shown.is_entering.get() => Stage::Entering,
        true => Stage::Empty,
        false => Stage::Comparing,
    });
    let body = move || match stage.get() {
        Stage::Entering => entry::grid(workspace, shown),
        Stage::Empty => view! {
            {opening::none(workspace, w::NO_RESULTS.of(locale), w::NO_RESULTS_TEXT.of(locale))}
        }
        .into_any(),
        Stage::Comparing => comparing(workspace, shown),
    };
    view! {
        {barred_head(w::RESULTS.of(locale), enter.into_any())}
        <p class="note">{w::RESULTS_LEAD.of(locale)}</p>
        {body}
    }
    .into_any()
}

fn comparing(workspace: Workspace, shown: Shown) -> AnyView {
    let table = move || table::table(workspace, shown);
    let below = move || {
        let locale = workspace.l();
        let exams = Exams::now(workspace);
        let below = exams.results.iter().filter(|one| one.is_below()).count();
        let words = counted(below, &w::RESULTS_COUNTED, locale);
        view! { <p class="caption" data-testid="below-count">{w::below_count(locale, &words)}</p> }
    };
    view! {
        {ways(workspace, shown)}
        {below}
        {table}
    }
    .into_any()
}

/// The way results are put beside each other, and of what.
pub fn ways(workspace: Workspace, shown: Shown) -> AnyView {
    let locale = workspace.l();
    let way = |one: Way, words: &'static str, id: &'static str| {
        view! {
            <button type="button" class="segmented__item" data-testid=id
                aria-pressed=move || if shown.way.get() == one { "true" } else { "false" }
                on:click=move |_| shown.way.set(one)>{words}</button>
        }
        .into_any()
    };
    let of = move || match shown.way.get() {
        Way::BySubject => exam_select(workspace, shown),
        Way::BySchool => school_select(workspace, shown),
    };
    view! {
        <div class="results__ways">
            <div class="segmented" role="group" aria-label=w::RESULTS.of(locale)>
                {way(Way::BySubject, w::BY_SUBJECT.of(locale), "by-subject")}
                {way(Way::BySchool, w::BY_SCHOOL.of(locale), "by-school")}
            </div>
            {of}
        </div>
    }
    .into_any()
}

/// The exam that is open: the one asked for, or the first.
pub fn open_exam(workspace: Workspace, shown: Shown) -> Option<Examined> {
    let exams = Exams::now(workspace);
    shown
        .exam
        .get()
        .filter(|exam| exams.exams.contains(exam))
        .or_else(|| exams.exams.first().cloned())
}

/// The school that is open: the one asked for, or the first with results.
pub fn open_school(workspace: Workspace, shown: Shown) -> Option<RecordId> {
    shown.school.get().or_else(|| {
        let exams = Exams::now(workspace);
        schools(workspace)
            .into_iter()
            .map(|(id, _)| id)
            .find(|id| exams.results.iter().any(|one| one.school == *id))
    })
}

/// Schools of the network by name.
pub fn schools(workspace: Workspace) -> Vec<(RecordId, String)> {
    workspace.records.with(|records| {
        let all = records
            .organisations
            .values()
            .filter(|it| it.kind == OrganisationKind::School)
            .map(|it| (it.id, tied(&it.name)));
        ordered(all.collect(), |(_, name)| name.clone())
    })
}

fn exam_select(workspace: Workspace, shown: Shown) -> AnyView {
    let locale = workspace.l();
    let exams = Exams::now(workspace);
    let now = open_exam(workspace, shown);
    let options: Vec<AnyView> = exams
        .exams
        .iter()
        .enumerate()
        .map(|(at, exam)| {
            let words = exam_words(&exams.results, exam, locale);
            let is_chosen = now.as_ref() == Some(exam);
            view! { <option value=at selected=is_chosen>{words}</option> }.into_any()
        })
        .collect();
    let all = exams.exams.clone();
    let choose = move |event: ev::Event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        shown.exam.set(at.and_then(|at| all.get(at)).cloned());
    };
    view! {
        <span class="select results__select">
            <select class="field__input" data-testid="exam" aria-label=w::EXAM_SUBJECT.of(locale) on:change=choose>{options}</select>
        </span>
    }
    .into_any()
}

fn school_select(workspace: Workspace, shown: Shown) -> AnyView {
    let locale = workspace.l();
    let now = open_school(workspace, shown);
    let options: Vec<AnyView> = schools(workspace)
        .into_iter()
        .map(|(id, name)| {
            let is_chosen = now == Some(id);
            view! { <option value=id.to_string() selected=is_chosen>{name}</option> }.into_any()
        })
        .collect();
    let choose = move |event: ev::Event| {
        shown.school.set(event_target_value(&event).parse().ok());
    };
    view! {
        <span class="select results__select">
            <select class="field__input" data-testid="school" aria-label=w::SCHOOL.of(locale) on:change=choose>{options}</select>
        </span>
    }
    .into_any()
}
