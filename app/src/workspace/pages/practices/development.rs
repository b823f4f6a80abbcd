//! How teachers develop, as counts: sums by school and by subject, and a grid to type them in.

use super::counts::{By, KINDS, Sums, rows, totals, years};
use super::reading::{may_enter, schools};
use super::{entry, select, tabs};
use crate::components::{NoticeKind, notice};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::NO_DATA;
use crate::words::practices as w;
use crate::workspace::pages::{barred_head, opening};
use crate::workspace::parts::wording;
use crate::workspace::place::SharedPlace;
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::{Locale, RecordId, Viewer};

/// What is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Entry,
    Sums(By),
}

/// The screen of development.
pub fn development_page(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let viewer = workspace.viewer_untracked();
    let own = viewer.organisation();
    let way = RwSignal::new(match own {
        Some(_) => Way::Entry,
        None => Way::Sums(By::School),
    });
    let this_year = wording::today(&*workspace.device()).year();
    let year = RwSignal::new(this_year.to_string());
    let school = RwSignal::new(own.map(|id| id.to_string()).unwrap_or_default());
    let known_years =
        Memo::new(move |_| workspace.records.with(|records| years(records, this_year)));
    let known_schools = Memo::new(move |_| workspace.records.with(|records| schools(records)));
    let is_coordinator = matches!(viewer, Viewer::Coordinator { .. });
    let tab = |one: Way, words: &'static str, id: &'static str| {
        view! {
            <button type="button" class="segmented__item" data-testid=id
                aria-pressed=move || if way.get() == one { "true" } else { "false" }
                on:click=move |_| way.set(one)>{words}</button>
        }
        .into_any()
    };
    let enter = may_enter(&viewer).then(|| tab(Way::Entry, w::ENTRY.of(locale), "enter-counts"));
    // A school sees its own counts alone.
    let by_school = own.is_none().then(|| {
        tab(
            Way::Sums(By::School),
            w::BY_SCHOOL.of(locale),
            "counts-by-school",
        )
    });
    let year_select = move || {
        let options = known_years
            .get()
            .into_iter()
            .map(|year| (year.clone(), year));
        let options: Vec<AnyView> = options
            .map(|(value, words)| {
                let is_chosen = year.with_untracked(|now| *now == value);
                view! { <option value=value selected=is_chosen>{words}</option> }.into_any()
            })
            .collect();
        view! {
            <div class="field practices__select">
                <label class="field__label" for="counts-year">{w::YEAR.of(locale)}</label>
                <span class="select">
                    <select class="field__input" id="counts-year" data-testid="counts-year"
                        on:change=move |event| year.set(event_target_value(&event))>{options}</select>
                </span>
            </div>
        }
    };
    let school_select = move || {
        (is_coordinator && way.get() == Way::Entry).then(|| {
            select(
                "counts-school",
                w::SCHOOL.of(locale),
                w::CHOOSE_SCHOOL.of(locale),
                known_schools.get(),
                school,
            )
        })
    };
    let body = move || {
        let year = year.get();
        match way.get() {
            Way::Sums(by) => opening::from_records(workspace, move |records| {
                sums(workspace, records, &year, by, own)
            }),
            Way::Entry => match school.get().parse::<RecordId>() {
                Ok(school) => entry::grid(workspace, school, year),
                Err(_) => view! { <p class="note">{w::UNKNOWN_SCHOOL.of(locale)}</p> }.into_any(),
            },
        }
    };
    view! {
        {barred_head(w::DEVELOPMENT.of(locale), ().into_any())}
        {tabs(workspace, SharedPlace::Development)}
        <p class="note">{w::DEVELOPMENT_LEAD.of(locale)}</p>
        <div class="practices__filters">
            <div class="segmented practices__ways" role="group" aria-label=w::DEVELOPMENT.of(locale)>
                {enter}
                {by_school}
                {tab(Way::Sums(By::Subject), w::BY_SUBJECT.of(locale), "counts-by-subject")}
            </div>
            {year_select}
            {school_select}
        </div>
        {body}
    }
    .into_any()
}

fn sums(
    workspace: Workspace,
    records: &Records,
    year: &str,
    by: By,
    school: Option<RecordId>,
) -> AnyView {
    let locale = workspace.l();
    let all = rows(records, year, by, school, locale);
    if all.is_empty() {
        return notice(
            NoticeKind::Empty,
            w::NO_COUNTS.of(locale),
            w::NO_COUNTS_TEXT.of(locale),
        );
    }
    let first = match by {
        By::School => w::SCHOOL,
        By::Subject => w::SUBJECT,
    };
    let lines: Vec<AnyView> = all.iter().map(|row| line(row, locale)).collect();
    let total = sum_cells(&totals(&all), locale);
    view! {
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::DEVELOPMENT.of(locale)>
            <table class="table table--rows" data-testid="counts">
                <thead><tr><th scope="col">{first.of(locale)}</th>{heads(locale)}</tr></thead>
                <tbody>
                    {lines}
                    <tr data-testid="counts-total"><th scope="row" class="table__name">{w::TOTAL.of(locale)}</th>{total}</tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The heads of the columns of kinds.
pub fn heads(locale: Locale) -> Vec<AnyView> {
    let kinds = KINDS.iter().map(|kind| {
        let words = wording::capital(kind.label(locale));
        view! { <th scope="col" class="table__number practices__kind">{words}</th> }.into_any()
    });
    kinds.collect()
}

fn line(row: &Sums, locale: Locale) -> AnyView {
    view! {
        <tr data-testid="counts-row">
            <th scope="row" class="table__name">{subject_words(&row.label, locale)}</th>
            {sum_cells(&row.sums, locale)}
        </tr>
    }
    .into_any()
}

/// A subject, or that there is no single one.
pub fn subject_words(subject: &str, locale: Locale) -> String {
    match subject.is_empty() {
        true => wording::capital(w::NO_SUBJECT.of(locale)),
        false => wording::capital(subject),
    }
}

fn sum_cells(sums: &[Option<u64>], locale: Locale) -> Vec<AnyView> {
    let cells = sums.iter().zip(KINDS).map(|(sum, kind)| {
        let inside = match sum {
            Some(sum) => view! { {sum.to_string()} }.into_any(),
            None => view! { <span class="table__none">{NO_DATA.of(locale)}</span> }.into_any(),
        };
        let label = wording::capital(kind.label(locale));
        view! { <td class="table__number" data-label=label>{inside}</td> }.into_any()
    });
    cells.collect()
}
