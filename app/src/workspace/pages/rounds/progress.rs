//! The table of a round's schools: how much is filled in, what came late, how many points.

use super::reading::part_words;
use super::sheets::Counts;
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::counted;
use crate::words::rounds as w;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Locale, RecordId};

/// The schools that take part, one a row.
pub fn table(workspace: Workspace, round: RecordId, schools: &[Counts]) -> AnyView {
    let locale = workspace.l();
    let is_scored = schools.iter().any(|school| school.points.is_some());
    let complete = schools.iter().filter(|school| school.left() == 0).count();
    let part = part_words(complete, schools.len(), locale);
    let rows: Vec<AnyView> = schools
        .iter()
        .map(|school| row(round, school, locale))
        .collect();
    let points = is_scored.then(|| {
        view! { <th scope="col" class="table__number">{w::POINTS.of(locale)}</th> }
    });
    view! {
        <p class="caption" data-testid="complete-count">{w::complete_schools(locale, &part)}</p>
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::SCHOOLS_TABLE.of(locale)>
            <table class="table table--rows" data-testid="sheets">
                <thead><tr>
                    <th scope="col">{w::SCHOOL.of(locale)}</th>
                    <th scope="col" class="table__number">{w::FILLED.of(locale)}</th>
                    {points}
                    <th scope="col">{w::STATE.of(locale)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {as_of(workspace)}
    }
    .into_any()
}

/// Followed by itself: the table is drawn when a count changes, news come more often.
fn as_of(workspace: Workspace) -> AnyView {
    let words = move || {
        let records = workspace.records.get();
        crate::workspace::pages::today::as_of(workspace, &records)
    };
    words.into_any()
}

fn row(round: RecordId, school: &Counts, locale: Locale) -> AnyView {
    let (code, state) = match (school.filled, school.left()) {
        (_, 0) => ("complete", w::COMPLETE),
        (0, _) => ("not-begun", w::NOT_BEGUN),
        _ => ("in-work", w::IN_WORK),
    };
    let late = (school.late > 0).then(|| {
        let count = counted(school.late, &w::ANSWERS_LEFT, locale);
        view! { " "<span class="tag" data-testid="late-count">{w::late_count(locale, &count)}</span> }
    });
    let points = school.points.map(|points| {
        let words = points.words(locale);
        view! { <td class="table__number" data-label=w::POINTS.of(locale) data-testid="points">{words}</td> }
    });
    let path = Place::RoundSchool(round, school.school).path();
    view! {
        <tr data-testid="sheet" data-record=school.school.to_string() data-state=code>
            <th scope="row" class="table__name"><a href=path>{school.name.clone()}</a></th>
            <td class="table__number" data-label=w::FILLED.of(locale)>
                {part_words(school.filled, school.asked, locale)}
            </td>
            {points}
            <td data-label=w::STATE.of(locale)><span>{state.of(locale)}{late}</span></td>
        </tr>
    }
    .into_any()
}
