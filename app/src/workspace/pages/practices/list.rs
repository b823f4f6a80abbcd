//! The bank of practices: search, filter, and a row for each card.

use super::reading::{adopting, may_enter, practices};
use super::tabs;
use crate::components::{NoticeKind, Pictogram, icon, notice, notice_with};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::dates;
use crate::words::numbers::{counted, tied};
use crate::words::practices as w;
use crate::workspace::pages::{barred_head, opening};
use crate::workspace::parts::wording;
use crate::workspace::place::{Place, SharedPlace};
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::choice::normal;
use opora_domain::{Locale, Practice, Viewer};

/// What is asked for.
#[derive(Clone, Copy)]
struct Asked {
    text: RwSignal<String>,
    subject: RwSignal<String>,
    /// The identity of the author.
    school: RwSignal<String>,
    /// `published` or `unpublished`; anything else: both.
    state: RwSignal<String>,
}

impl Asked {
    fn reset(self) {
        for signal in [self.text, self.subject, self.school, self.state] {
            signal.set(String::new());
        }
    }

    fn lets(self, records: &Records, practice: &Practice, locale: Locale) -> bool {
        let text = normal(&self.text.get());
        let school = practice
            .school
            .map(|id| wording::organisation_name(records, id, locale));
        let said = [
            Some(&practice.title),
            practice.subject.as_ref(),
            practice.theme.as_ref(),
            practice.text.as_ref(),
            practice.result.as_ref(),
            school.as_ref(),
        ];
        let is_found = text.is_empty()
            || said
                .into_iter()
                .flatten()
                .any(|words| normal(words).contains(&text));
        let subject = self.subject.get();
        let is_subject = subject.is_empty()
            || practice
                .subject
                .as_ref()
                .is_some_and(|own| normal(own) == subject);
        let school = self.school.get();
        let is_school =
            school.is_empty() || practice.school.is_some_and(|own| own.to_string() == school);
        let is_state = match self.state.get().as_str() {
            "published" => practice.is_published,
            "unpublished" => !practice.is_published,
            _ => true,
        };
        is_found && is_subject && is_school && is_state
    }
}

/// The screen of practices.
pub fn list_page(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let viewer = workspace.viewer_untracked();
    let begin = may_enter(&viewer).then(|| {
        view! {
            <a class="button button--primary" href=Place::Shared(SharedPlace::NewPractice).path() data-testid="new-practice">
                {icon(Pictogram::Plus)}{w::NEW_PRACTICE.of(locale)}
            </a>
        }
    });
    let asked = Asked {
        text: RwSignal::new(String::new()),
        subject: RwSignal::new(String::new()),
        school: RwSignal::new(String::new()),
        state: RwSignal::new(String::new()),
    };
    view! {
        {barred_head(w::PRACTICES.of(locale), begin.into_any())}
        {tabs(workspace, SharedPlace::Practices)}
        {filters(workspace, asked)}
        {opening::from_records(workspace, move |records| draw(workspace, records, asked))}
    }
    .into_any()
}

/// Only where there is something to choose from.
fn filters(workspace: Workspace, asked: Asked) -> AnyView {
    let locale = workspace.l();
    let is_any = Memo::new(move |_| {
        workspace
            .records
            .with(|records| !practices(records).is_empty())
    });
    let subjects = Memo::new(move |_| {
        workspace.records.with(|records| {
            let mut all: Vec<(String, String)> = Vec::new();
            for subject in practices(records).into_iter().filter_map(|it| it.subject) {
                let folded = normal(&subject);
                if !all.iter().any(|(known, _)| *known == folded) {
                    all.push((folded, subject));
                }
            }
            ordered(all, |(folded, _)| folded.clone())
        })
    });
    let authors = Memo::new(move |_| {
        workspace.records.with(|records| {
            let mut all: Vec<(String, String)> = Vec::new();
            for school in practices(records).into_iter().filter_map(|it| it.school) {
                let id = school.to_string();
                if !all.iter().any(|(known, _)| *known == id) {
                    all.push((id, wording::organisation_name(records, school, locale)));
                }
            }
            ordered(all, |(_, name)| name.clone())
        })
    });
    let states = move || {
        vec![
            (
                "published".to_owned(),
                w::ONLY_PUBLISHED.of(locale).to_owned(),
            ),
            (
                "unpublished".to_owned(),
                w::ONLY_UNPUBLISHED.of(locale).to_owned(),
            ),
        ]
    };
    (move || {
        if !is_any.get() {
            return ().into_any();
        }
        view! {
            <form class="search" role="search" aria-label=w::FIND.of(locale) on:submit=|event: leptos::ev::SubmitEvent| event.prevent_default()>
                {icon(Pictogram::Search)}
                <input class="search__input" type="search" data-testid="find-practice"
                    aria-label=w::FIND.of(locale) placeholder=w::FIND.of(locale)
                    prop:value=asked.text on:input=move |event| asked.text.set(event_target_value(&event))/>
            </form>
            <div class="practices__filters">
                {move || super::select("filter-subject", w::SUBJECT.of(locale), w::ALL_SUBJECTS.of(locale), subjects.get(), asked.subject)}
                {move || super::select("filter-author", w::AUTHOR.of(locale), w::ALL_SCHOOLS.of(locale), authors.get(), asked.school)}
                {super::select("filter-published", w::STATE.of(locale), w::ANY_STATE.of(locale), states(), asked.state)}
            </div>
        }
        .into_any()
    })
    .into_any()
}

fn draw(workspace: Workspace, records: &Records, asked: Asked) -> AnyView {
    let locale = workspace.l();
    let all = practices(records);
    if all.is_empty() {
        let text = match workspace.viewer_untracked() {
            Viewer::School { .. } => w::NONE_YET_SCHOOL,
            Viewer::Coordinator { .. } => w::NONE_YET_COORDINATOR,
            _ => w::NONE_YET_OBSERVER,
        };
        return notice(NoticeKind::Empty, w::NONE_YET.of(locale), text.of(locale));
    }
    let found: Vec<&Practice> = all
        .iter()
        .filter(|practice| asked.lets(records, practice, locale))
        .collect();
    if found.is_empty() {
        return notice_with(
            NoticeKind::Empty,
            w::NOTHING_FOUND.of(locale),
            w::NOTHING_FOUND_TEXT.of(locale),
            view! {
                <button type="button" class="button" data-testid="show-all" on:click=move |_| asked.reset()>
                    {w::SHOW_ALL.of(locale)}
                </button>
            },
        );
    }
    let count = counted(found.len(), &w::PRACTICES_COUNTED, locale);
    let rows: Vec<AnyView> = found
        .iter()
        .map(|practice| row(records, practice, locale))
        .collect();
    view! {
        <p class="caption" role="status">{w::found(locale, &count)}</p>
        <ul class="rows" data-testid="practices">{rows}</ul>
    }
    .into_any()
}

fn row(records: &Records, practice: &Practice, locale: Locale) -> AnyView {
    let school = practice
        .school
        .map(|id| wording::organisation_name(records, id, locale));
    let date = practice.date.map(|date| dates::date(date, locale));
    let adopted = adopting(records, practice.id, locale).len();
    let adopted =
        (adopted > 0).then(|| w::adopted_count(locale, &counted(adopted, &w::SCHOOLS, locale)));
    let line: Vec<String> = [school, practice.subject.clone(), date, adopted]
        .into_iter()
        .flatten()
        .collect();
    let (code, state) = match practice.is_published {
        true => ("published", w::PUBLISHED),
        false => ("unpublished", w::UNPUBLISHED),
    };
    let path = Place::Shared(SharedPlace::Practice(practice.id)).path();
    view! {
        <li class="row row--link" data-testid="practice-row" data-record=practice.id.to_string() data-state=code>
            <div class="row__text">
                <a class="row__title" href=path>{tied(&practice.title)}</a>
                <p class="row__line">{line.join(", ")}</p>
            </div>
            <span class="row__end">{state.of(locale)}</span>
        </li>
    }
    .into_any()
}
