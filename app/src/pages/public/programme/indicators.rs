//! Indicators as a table of the document's own columns, and the same as pictures of plan and
//! fact. A period without a value stays empty: a gap is never a zero.

use super::section;
use crate::components::{PlanFact, PlanFactSize, plan_fact_svg};
use crate::pages::public::Visit;
use crate::words::numbers::tied;
use crate::words::{NO_DATA, programme as words};
use leptos::prelude::*;
use opora_domain::figure::number_words;
use opora_domain::programme_contents::Origin;
use opora_domain::{
    Direction, Figure, FigureReading, Indicator, IndicatorUnit, Locale, PeriodFigure,
    ProgrammeContents, Progress,
};

/// A column of the document: a period of the plan or of the fact.
#[derive(Clone, PartialEq)]
struct Column {
    is_plan: bool,
    period: String,
}

pub fn indicators_view(visit: &Visit, contents: &ProgrammeContents) -> Option<AnyView> {
    let locale = visit.locale;
    let indicators = &contents.indicators[..];
    if indicators.is_empty() {
        return None;
    }
    let columns = columns_of(indicators);
    let has_base = indicators.iter().any(|it| it.baseline.is_some());
    let heads = columns.iter().map(|column| {
        let words = match (column.is_plan, column.period.as_str()) {
            (true, "") => words::PLAN.of(locale).to_owned(),
            (false, "") => words::FACT.of(locale).to_owned(),
            (true, period) => words::plan_of(locale, period),
            (false, period) => words::fact_of(locale, period),
        };
        view! { <th scope="col" class="table__number">{words}</th> }
    });
    let rows = indicators
        .iter()
        .map(|it| row_view(it, &columns, has_base, locale));
    let base = has_base
        .then(|| view! { <th scope="col" class="table__number">{words::BASE.of(locale)}</th> });
    let pictures = indicators.iter().filter_map(|it| picture_view(it, locale));
    let pictures: Vec<_> = pictures.collect();
    let pictures = (!pictures.is_empty()).then(|| {
        view! {
            <details class="fold programme__pictures">
                <summary>{words::AS_PICTURES.of(locale)}</summary>
                <div class="plan-facts">{pictures}</div>
            </details>
        }
    });
    let body = view! {
        <div class="table-sheet" role="region" tabindex="0" aria-label=words::INDICATORS_TITLE.of(locale)>
            <table class="table programme__indicators">
                <thead><tr>
                    <th scope="col">{words::NUMBER.of(locale)}</th>
                    <th scope="col">{words::INDICATOR.of(locale)}</th>
                    <th scope="col">{words::UNIT.of(locale)}</th>
                    {base}
                    {heads.collect_view()}
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {origins_view(contents, locale)}
        {pictures}
    };
    Some(section(
        "indicators",
        words::INDICATORS_TITLE.of(locale),
        body.into_any(),
    ))
}

/// Where the facts come from that nobody enters: the definition in words, or why there is no number.
fn origins_view(contents: &ProgrammeContents, locale: Locale) -> Option<AnyView> {
    let rows = contents.indicators.iter().filter_map(|it| {
        let origin = contents.fact_source(it.id)?;
        let said = match origin {
            Origin::Computed { .. } => origin.words(locale).unwrap_or_default(),
            Origin::ForMembers => words::FOR_MEMBERS.of(locale),
            Origin::Deleted => words::DELETED_DEFINITION.of(locale),
            Origin::Unknown => words::UNKNOWN_DEFINITION.of(locale),
        };
        let title = match &it.number {
            Some(number) => format!("{number} {}", it.title),
            None => it.title.clone(),
        };
        let row = view! {
            <dt lang="ru">{tied(&title)}</dt>
            <dd>{said.to_owned()}</dd>
        };
        Some(row.into_any())
    });
    let rows: Vec<AnyView> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let list = view! {
        <div class="programme__origins">
            <h3 class="title-section">{words::COMPUTED_FACTS.of(locale)}</h3>
            <dl>{rows}</dl>
        </div>
    };
    Some(list.into_any())
}

/// Plans before facts, each in the document's order.
fn columns_of(indicators: &[Indicator]) -> Vec<Column> {
    let mut columns: Vec<Column> = vec![];
    for is_plan in [true, false] {
        for indicator in indicators {
            let figures = if is_plan {
                &indicator.plan
            } else {
                &indicator.fact
            };
            for figure in figures {
                let column = Column {
                    is_plan,
                    period: figure.period.text.clone(),
                };
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
        }
    }
    columns
}

fn row_view(indicator: &Indicator, columns: &[Column], has_base: bool, locale: Locale) -> AnyView {
    let title = tied(&indicator.title);
    let number = indicator.number.clone();
    if indicator.is_heading() {
        let span = (columns.len() + 2 + usize::from(has_base)).to_string();
        return view! {
            <tr class="programme__heading">
                <td>{number}</td>
                <th scope="rowgroup" colspan=span lang="ru">{title}</th>
            </tr>
        }
        .into_any();
    }
    let cell = |figure: Option<&Figure>| {
        let words = figure.map(|figure| figure_words(figure, indicator.unit, locale));
        view! { <td class="table__number">{words}</td> }
    };
    let base = has_base.then(|| cell(indicator.baseline.as_ref()));
    let cells = columns.iter().map(|column| {
        let figures = if column.is_plan {
            &indicator.plan
        } else {
            &indicator.fact
        };
        cell(value_of(figures, &column.period))
    });
    let direction = indicator.direction.map(|direction| direction.label(locale));
    let progress = indicator.planned_progress().map(|progress| {
        let words = match progress {
            Progress::Better => words::PLANNED_BETTER,
            Progress::Worse => words::PLANNED_WORSE,
            Progress::Unchanged => words::PLANNED_UNCHANGED,
        };
        words.of(locale)
    });
    let about: Vec<&str> = direction.into_iter().chain(progress).collect();
    let about = (!about.is_empty()).then(|| about.join(", "));
    let part = indicator.parent.is_some().then_some("programme__part");
    view! {
        <tr class=part>
            <td>{number}</td>
            <th scope="row" class="table__name">
                <span lang="ru">{title}</span>
                {about.map(|about| view! { <span class="caption programme__about">{about}</span> })}
            </th>
            <td>{indicator.unit.map(|unit| unit.label(locale))}</td>
            {base}
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

fn value_of<'a>(figures: &'a [PeriodFigure], period: &str) -> Option<&'a Figure> {
    let found = figures.iter().find(|it| it.period.text == period);
    found.map(|it| &it.figure)
}

/// A number as people write it; what is no number stands as the document has it.
fn figure_words(figure: &Figure, unit: Option<IndicatorUnit>, locale: Locale) -> String {
    match figure.reading {
        FigureReading::Number { value, .. } => number_of(value, unit, locale),
        FigureReading::NotApplicable => words::NOT_APPLICABLE.of(locale).to_owned(),
        FigureReading::Words => figure.text.clone(),
    }
}

fn number_of(value: f64, unit: Option<IndicatorUnit>, locale: Locale) -> String {
    let number = number_words(value, locale);
    match (unit, locale) {
        (Some(IndicatorUnit::Percent), Locale::Ru) => format!("{number}\u{a0}%"),
        (Some(IndicatorUnit::Percent), Locale::En) => format!("{number}%"),
        _ => number,
    }
}

/// Base, then every period once with its plan and its fact.
fn picture_view(indicator: &Indicator, locale: Locale) -> Option<AnyView> {
    let mut periods: Vec<PlanFact> = vec![];
    if let Some(base) = indicator.baseline.as_ref().and_then(Figure::number) {
        periods.push(PlanFact {
            label: words::BASE_LABEL.of(locale).to_owned(),
            plan: None,
            fact: Some(base),
            is_base: true,
            is_ahead: false,
        });
    }
    let first = periods.len();
    for (figures, is_plan) in [(&indicator.plan, true), (&indicator.fact, false)] {
        for figure in figures {
            let label = match figure.period.text.as_str() {
                "" => words::UNDATED.of(locale),
                text => text,
            };
            let at = (first..periods.len()).find(|at| periods[*at].label == label);
            let at = at.unwrap_or_else(|| {
                periods.push(PlanFact {
                    label: label.to_owned(),
                    ..PlanFact::default()
                });
                periods.len() - 1
            });
            if is_plan {
                periods[at].plan = figure.figure.number();
            } else {
                periods[at].fact = figure.figure.number();
            }
        }
    }
    let is_less_better = indicator.direction == Some(Direction::LessIsBetter);
    let say = |value: f64| number_of(value, indicator.unit, locale);
    let svg = plan_fact_svg(
        PlanFactSize::SMALL,
        &periods,
        is_less_better,
        say,
        NO_DATA.of(locale),
    )?;
    let title = match &indicator.number {
        Some(number) => format!("{number} {}", indicator.title),
        None => indicator.title.clone(),
    };
    let picture = view! {
        <figure class="plan-facts__one">
            <figcaption lang="ru">{tied(&title)}</figcaption>
            <div inner_html=svg></div>
        </figure>
    };
    Some(picture.into_any())
}
