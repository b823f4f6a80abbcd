//! What the network shows by itself: a table of the computed indicators for a chosen period, each
//! with the way to what its number is made of. Those without a number stand apart, with the reason.

use super::figures::{Figures, number_of, unit_of};
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::indicators as w;
use crate::words::numbers::{counted, tied, whole};
use crate::workspace::place::{Code, Place};
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Locale, Viewer};
use opora_indicators::definition::{Definition, Members, Outcome};
use opora_indicators::period::PeriodKind;
use opora_indicators::{Computed, Period, Value};

/// What the network shows by itself.
pub fn of_network(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let kind = RwSignal::new((PeriodKind::AcademicYear, false));
    let period = move || {
        let (kind, is_previous) = kind.get();
        let current = Figures::now(workspace).current(kind)?;
        match is_previous {
            true => current.previous(),
            false => Some(current),
        }
    };
    let chips: Vec<AnyView> = [
        (PeriodKind::AcademicYear, false),
        (PeriodKind::AcademicYear, true),
        (PeriodKind::CalendarYear, false),
        (PeriodKind::CalendarYear, true),
        (PeriodKind::HalfYear, false),
    ]
    .into_iter()
    .filter_map(|one| {
        let figures = Figures::now_untracked(workspace);
        let current = figures.current(one.0)?;
        let shown = if one.1 { current.previous()? } else { current };
        Some(
            view! {
                <button type="button" class="chip"
                    aria-pressed=move || if kind.get() == one { "true" } else { "false" }
                    on:click=move |_| kind.set(one)>{shown.label(locale)}</button>
            }
            .into_any(),
        )
    })
    .collect();
    let compose = matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. }).then(|| {
        view! {
            <a class="button" href=Place::NewDefinition(None).path() data-testid="compose">
                {icon(Pictogram::Plus)}{w::COMPOSE.of(locale)}
            </a>
        }
    });
    let table = move || match period() {
        Some(period) => network_table(workspace, period),
        None => ().into_any(),
    };
    view! {
        <section class="section">
            <div class="section__head">
                <h2 class="title-block">{w::OF_NETWORK.of(locale)}</h2>
                {compose}
            </div>
            <p class="note">{w::OF_NETWORK_TEXT.of(locale)}</p>
            <div class="chips" role="group" aria-label=w::PERIOD.of(locale)>{chips}</div>
            {table}
        </section>
    }
    .into_any()
}

fn network_table(workspace: Workspace, period: Period) -> AnyView {
    let locale = workspace.l();
    let figures = Figures::now(workspace);
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for definition in figures.catalogue.known() {
        if !definition.periods.contains(&period.kind()) {
            continue;
        }
        let Some(computed) = figures.computed(definition, period) else {
            continue;
        };
        let is_own = figures.catalogue.is_own(&definition.code);
        let of = (definition, is_own);
        match computed.value {
            Ok(value) => known.push(value_row(of, &computed, value, locale)),
            Err(reason) => {
                let title = definition.title.text(locale);
                let code = &definition.code;
                unknown.push(gap_row(code, title, reason.message(locale)));
            }
        }
    }
    for own in figures.catalogue.own.iter().filter(|own| own.read.is_err()) {
        let (code, title) = (own.record.id.to_string(), own.record.name(locale));
        unknown.push(gap_row(
            &code,
            title,
            w::UNKNOWN_SOURCE.of(locale).to_owned(),
        ));
    }
    let label = w::OF_NETWORK.of(locale);
    let unknown_count = unknown.len();
    let unknown = (!unknown.is_empty()).then(|| {
        view! {
            <details class="fold indicators__unknown">
                <summary>{w::WITHOUT_DATA.of(locale)}": "{unknown_count}</summary>
                <ul class="rows">{unknown}</ul>
            </details>
        }
    });
    view! {
        <div class="table-sheet" role="region" tabindex="0" aria-label=label>
            <table class="table table--rows indicators" data-testid="computed">
                <thead><tr>
                    <th scope="col">{w::INDICATOR.of(locale)}</th>
                    <th scope="col" class="table__number">{w::VALUE.of(locale)}</th>
                    <th scope="col">{w::MADE_OF.of(locale)}</th>
                </tr></thead>
                <tbody>{known}</tbody>
            </table>
        </div>
        {unknown}
    }
    .into_any()
}

fn path_of(code: &str) -> String {
    let place = Code::read(code).map(Place::Definition);
    place.unwrap_or(Place::Indicators).path()
}

fn value_row(
    (definition, is_own): (&Definition, bool),
    computed: &Computed,
    value: Value,
    locale: Locale,
) -> AnyView {
    let missing = computed.undecided.len();
    let made_of = match value {
        Value::Share { part, whole: all } => parts_words(definition, part, all, locale),
        Value::Number(_) => counted(
            computed.denominator.len(),
            member_noun(definition.of),
            locale,
        ),
    };
    let missing = (missing > 0).then(|| {
        let words = format!("{}: {}", w::UNDECIDED.of(locale), whole(missing, locale));
        view! { <span class="caption indicators__about">{words}</span> }
    });
    view! {
        <tr>
            <th scope="row" class="table__name">
                <a href=path_of(&definition.code)>{tied(definition.title.text(locale))}</a>
                {is_own.then(|| view! { <span class="caption indicators__about">{w::OWN.of(locale)}</span> })}
            </th>
            <td class="table__number indicators__value" data-label=w::VALUE.of(locale)>
                {number_of(value.number(), Some(unit_of(definition)), locale)}
            </td>
            <td data-label=w::MADE_OF.of(locale)><span>{made_of}{missing}</span></td>
        </tr>
    }
    .into_any()
}

fn gap_row(code: &str, title: &str, reason: String) -> AnyView {
    view! {
        <li class="row">
            <div class="row__text">
                <a class="row__title" href=path_of(code)>{tied(title)}</a>
                <p class="row__line">{reason}</p>
            </div>
        </li>
    }
    .into_any()
}

/// «11 из 14 школ»; of sums of numbers only the numbers.
pub fn parts_words(definition: &Definition, part: u64, all: u64, locale: Locale) -> String {
    let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
    let all = match definition.result {
        Outcome::Share | Outcome::Count => counted(number(all), member_noun(definition.of), locale),
        _ => whole(number(all), locale),
    };
    w::part_of_whole(locale, &whole(number(part), locale), &all)
}

/// The noun after «из 14».
pub fn member_noun(members: Members) -> &'static crate::words::numbers::Noun {
    match members {
        Members::Schools => &w::SCHOOLS_OF,
        Members::Organisations => &w::ORGANISATIONS_OF,
        Members::Activities => &w::ACTIVITIES_OF,
    }
}
