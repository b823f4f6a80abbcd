//! Results as a table over the years: schools of one exam, or exams of one school.

use super::reading::{Exams, Result, exam_words, result_lines};
use super::{Shown, Way, open_exam, open_school};
use crate::components::trend_svg;
use crate::markup::{AnyView, IntoAny, view};
use crate::words::NO_DATA;
use crate::words::indicators as w;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use leptos::prelude::*;
use opora_domain::figure::number_words;
use opora_domain::{Examined, RecordId};

/// A row: whose results, over the years.
struct Row {
    name: AnyView,
    results: Vec<Result>,
}

pub fn table(workspace: Workspace, shown: Shown) -> AnyView {
    let locale = workspace.l();
    let exams = Exams::now(workspace);
    let way = shown.way.get();
    let (rows, head) = match way {
        Way::BySubject => (
            open_exam(workspace, shown)
                .map(|exam| schools_of(workspace, &exams, &exam))
                .unwrap_or_default(),
            w::SCHOOL,
        ),
        Way::BySchool => (
            open_school(workspace, shown)
                .map(|school| exams_of(workspace, &exams, school))
                .unwrap_or_default(),
            w::EXAM_SUBJECT,
        ),
    };
    if rows.is_empty() {
        return view! { <p class="note">{w::NO_RESULTS.of(locale)}</p> }.into_any();
    }
    let has_year = |year: &&String| {
        rows.iter()
            .any(|row| row.results.iter().any(|one| one.year == **year))
    };
    let years: Vec<String> = exams.years.iter().filter(has_year).cloned().collect();
    let heads: Vec<AnyView> = years
        .iter()
        .map(|year| {
            let minimum = match way {
                Way::BySubject => minimum_of(&rows, year)
                    .map(|minimum| w::minimum(locale, &number_words(minimum, locale))),
                Way::BySchool => None,
            };
            let minimum =
                minimum.map(|words| view! { <small class="results__minimum">{words}</small> });
            view! { <th scope="col">{year.clone()}{minimum}</th> }.into_any()
        })
        .collect();
    let has_trend = years.len() > 1;
    let body: Vec<AnyView> = rows
        .into_iter()
        .map(|row| row_view(row, &years, way, has_trend, locale))
        .collect();
    let trend_head = has_trend.then(|| view! { <th scope="col">{w::TREND.of(locale)}</th> });
    view! {
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::RESULTS.of(locale)>
            <table class="table table--rows results" data-testid="results">
                <thead><tr>
                    <th scope="col">{head.of(locale)}</th>
                    {heads}
                    {trend_head}
                </tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn minimum_of(rows: &[Row], year: &str) -> Option<f64> {
    let of_year = rows.iter().flat_map(|row| &row.results);
    of_year
        .filter(|one| one.year == year)
        .find_map(|one| one.minimum)
}

fn schools_of(workspace: Workspace, exams: &Exams, exam: &Examined) -> Vec<Row> {
    let locale = workspace.l();
    let records = workspace.records.get();
    let mut schools: Vec<RecordId> = Vec::new();
    let own = exams.results.iter().filter(|one| one.exam == *exam);
    for one in own.clone() {
        if !schools.contains(&one.school) {
            schools.push(one.school);
        }
    }
    let name = |id: RecordId| wording::organisation_name(&records, id, locale);
    ordered(schools, |id| name(*id))
        .into_iter()
        .map(|school| Row {
            name: view! { <a href=Place::Organisation(school).path()>{name(school)}</a> }
                .into_any(),
            results: own
                .clone()
                .filter(|one| one.school == school)
                .cloned()
                .collect(),
        })
        .collect()
}

fn exams_of(workspace: Workspace, exams: &Exams, school: RecordId) -> Vec<Row> {
    let locale = workspace.l();
    let own: Vec<&Result> = exams
        .results
        .iter()
        .filter(|one| one.school == school)
        .collect();
    exams
        .exams
        .iter()
        .filter(|exam| own.iter().any(|one| one.exam == **exam))
        .map(|exam| Row {
            name: exam_words(&exams.results, exam, locale).into_any(),
            results: own
                .iter()
                .filter(|one| one.exam == *exam)
                .map(|one| (*one).clone())
                .collect(),
        })
        .collect()
}

fn row_view(
    row: Row,
    years: &[String],
    way: Way,
    has_trend: bool,
    locale: opora_domain::Locale,
) -> AnyView {
    let cells: Vec<AnyView> = years
        .iter()
        .map(|year| {
            let of_year: Vec<&Result> =
                row.results.iter().filter(|one| one.year == *year).collect();
            let words: Vec<AnyView> = of_year.iter().map(|one| cell(one, way, locale)).collect();
            let gap = words.is_empty().then(|| {
                view! { <span class="results__gap">{NO_DATA.of(locale)}</span> }
            });
            view! { <td data-label=year.clone()><div>{gap}{words}</div></td> }.into_any()
        })
        .collect();
    let picture = has_trend.then(|| {
        let of_year = |year: &String| row.results.iter().find(|one| one.year == *year);
        let points: Vec<_> = years
            .iter()
            .map(|year| of_year(year).map_or((None, None), |one| (one.mean(), one.minimum)))
            .collect();
        let svg = trend_svg(&points);
        view! { <td class="results__trend" inner_html=svg></td> }
    });
    view! {
        <tr><th scope="row" class="table__name">{row.name}</th>{cells}{picture}</tr>
    }
    .into_any()
}

fn cell(one: &Result, way: Way, locale: opora_domain::Locale) -> AnyView {
    let (head, lines) = result_lines(one, locale);
    let minimum = match (way, one.minimum) {
        (Way::BySchool, Some(minimum)) => Some(w::minimum(locale, &number_words(minimum, locale))),
        _ => None,
    };
    let lines: Vec<AnyView> = lines
        .into_iter()
        .chain(minimum)
        .map(|line| view! { <span class="results__line">{line}</span> }.into_any())
        .collect();
    let note = one.record.note.clone().map(|note| {
        view! { <span class="results__note" lang="ru">{note}</span> }
    });
    let state = match one.is_below() {
        true => "below",
        false => "plain",
    };
    view! {
        <div class="results__cell" data-state=state data-testid="result">
            <b>{head}</b>{lines}{note}
        </div>
    }
    .into_any()
}
