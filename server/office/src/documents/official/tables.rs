//! The tables of a form, filled with what the programme says. A value that is not there is a dash, what
//! only heads its parts has none.

use super::super::layouts::{Column, Form, IndicatorColumn, PlanColumn};
use super::super::page::{Content, Head, Row, Table, lines};
use super::super::road_map::{figure, responsible};
use super::super::{Filing, words};
use opora_domain::choice::normal;
use opora_domain::{Activity, FigureReading, Indicator, IndicatorUnit, PeriodFigure};

pub(super) fn indicators_table(filing: &Filing<'_>, form: &Form<IndicatorColumn>) -> Table {
    let indicators = &filing.contents.indicators;
    let planned = periods(indicators.iter(), |it| &it.plan);
    let reached = periods(indicators.iter(), |it| &it.fact);
    // Where nothing has periods the column stands all the same, unnamed periods as they are.
    let named = |periods: &[String]| match periods.is_empty() {
        true => vec![String::new()],
        false => periods.to_vec(),
    };
    let has_units = form
        .columns
        .iter()
        .any(|it| it.shows == IndicatorColumn::Unit);
    let is_percent = !has_units
        && indicators
            .iter()
            .all(|it| it.is_heading() || it.unit == Some(IndicatorUnit::Percent));
    let mut heads: Vec<Head> = vec![];
    let mut widths = vec![];
    let mut cells: Vec<CellOf> = vec![];
    for Column { shows, name, width } in form.columns {
        let several: Option<(Vec<String>, bool)> = match shows {
            IndicatorColumn::Plans => Some((named(&planned), true)),
            IndicatorColumn::Facts => Some((named(&reached), false)),
            _ => None,
        };
        let Some((periods, is_plan)) = several else {
            // «Показатель (%)», where all of them are.
            let name = match (
                shows,
                is_percent
                    && form
                        .columns
                        .iter()
                        .any(|it| it.shows == IndicatorColumn::Facts),
            ) {
                (IndicatorColumn::Title, true) => format!("{name} (%)"),
                _ => (*name).to_owned(),
            };
            heads.push(Head::new(name));
            widths.push(*width);
            cells.push(CellOf::Column(*shows));
            continue;
        };
        for period in periods {
            let name = match period.as_str() {
                "" => words::UNDATED.of(filing.locale).to_owned(),
                period => period.to_owned(),
            };
            heads.push(Head::new(name));
            widths.push(*width);
            cells.push(CellOf::Period(period, is_plan));
        }
    }
    let columns = heads.len();
    let mut header = vec![heads];
    if form.has_numbers {
        header.push((1..=columns).map(|it| Head::new(it.to_string())).collect());
    }
    let mut rows = vec![];
    if form.has_goal {
        rows.extend(goal(filing).map(Row::Section));
    }
    // A form with units has numbers only; one without says what a number is beside it.
    let keeps_sign = !has_units;
    rows.extend(indicators.iter().map(|it| {
        let cells = cells.iter().map(|cell| {
            indicator_cell(it, cell, keeps_sign && !is_headed_percent(form, is_percent))
        });
        Row::Cells(cells.collect())
    }));
    Table {
        widths: shares(&widths),
        header,
        rows,
    }
}

/// The sign stands in the heading.
fn is_headed_percent(form: &Form<IndicatorColumn>, is_percent: bool) -> bool {
    is_percent
        && form
            .columns
            .iter()
            .any(|it| it.shows == IndicatorColumn::Facts)
}

/// What a cell of an indicator shows.
enum CellOf {
    Column(IndicatorColumn),
    /// A period, of the plan or of the facts.
    Period(String, bool),
}

fn indicator_cell(indicator: &Indicator, cell: &CellOf, keeps_sign: bool) -> Content {
    let value = |found: Option<&opora_domain::Figure>| match figure(found) {
        Content::Number { value, .. } => Content::Number {
            value,
            has_percent_sign: keeps_sign && indicator.unit == Some(IndicatorUnit::Percent),
        },
        Content::Empty if indicator.is_heading() => Content::Empty,
        Content::Empty => Content::Mark("—".to_owned()),
        other => other,
    };
    match cell {
        CellOf::Period(period, is_plan) => {
            let figures = if *is_plan {
                &indicator.plan
            } else {
                &indicator.fact
            };
            let found = figures.iter().find(|it| it.period.text == *period);
            value(found.map(|it| &it.figure))
        }
        CellOf::Column(column) => match column {
            IndicatorColumn::Number => Content::mark(indicator.number.as_deref()),
            IndicatorColumn::Title => Content::text(Some(&indicator.title)),
            IndicatorColumn::Unit => Content::mark(indicator.unit_text.as_deref()),
            IndicatorColumn::Base => value(indicator.baseline.as_ref()),
            IndicatorColumn::Target => value(indicator.plan.last().map(|it| &it.figure)),
            IndicatorColumn::Plans | IndicatorColumn::Facts => Content::Empty,
        },
    }
}

/// Each period once: in time where all of them say a year, else as the document has them.
pub(super) fn periods<'a>(
    indicators: impl Iterator<Item = &'a Indicator>,
    of: fn(&Indicator) -> &Vec<PeriodFigure>,
) -> Vec<String> {
    let mut periods: Vec<&opora_domain::Period> = vec![];
    for figure in indicators.flat_map(of) {
        if !periods.iter().any(|it| it.text == figure.period.text) {
            periods.push(&figure.period);
        }
    }
    if periods.iter().all(|it| it.first_month().is_some()) {
        periods.sort_by_key(|it| it.first_month());
    }
    periods.iter().map(|it| it.text.clone()).collect()
}

fn goal(filing: &Filing<'_>) -> Option<String> {
    let programme = &filing.contents.programme;
    let goal = programme.annex_goal.as_ref().or(programme.goal.as_ref())?;
    Some(format!("Цель программы: {}", goal.trim()))
}

pub(super) fn plan_table(filing: &Filing<'_>, form: &Form<PlanColumn>) -> Table {
    let years = years(filing);
    let has_years = form.columns.iter().any(|it| it.shows == PlanColumn::Years);
    let mut first: Vec<Head> = vec![];
    let mut second: Vec<Head> = vec![];
    let mut widths = vec![];
    for Column { shows, name, width } in form.columns {
        match shows {
            PlanColumn::Years => {
                let count = years.len();
                let head = Head::new(*name).over(count);
                first.push(head);
                second.extend(years.iter().map(|it| Head::new(it.clone())));
                widths.extend(vec![
                    width / u32::try_from(count).unwrap_or(1).max(1);
                    count
                ]);
            }
            _ => {
                let head = Head::new(*name);
                first.push(if has_years { head.down(2) } else { head });
                widths.push(*width);
            }
        }
    }
    let columns = widths.len();
    let mut header = vec![first];
    if has_years {
        header.push(second);
    }
    if form.has_numbers {
        header.push((1..=columns).map(|it| Head::new(it.to_string())).collect());
    }
    let mut rows = vec![];
    if form.has_goal {
        rows.extend(goal(filing).map(Row::Section));
    }
    for (section, activities) in sections(&filing.contents.activities) {
        // Where no column says when, the section does, as far as it is one time.
        let when = match form
            .columns
            .iter()
            .any(|it| it.shows == PlanColumn::Deadline)
        {
            true => None,
            false => common_deadline(&activities),
        };
        if let Some(section) = section {
            rows.push(Row::Section(match &when {
                Some(when) => format!("{section}: {when}"),
                None => section.to_owned(),
            }));
        }
        for activity in activities {
            if activity.is_empty_section() {
                rows.push(Row::Nothing(
                    words::EMPTY_SECTION.of(filing.locale).to_owned(),
                ));
                continue;
            }
            let mut cells = vec![];
            for Column { shows, .. } in form.columns {
                match shows {
                    PlanColumn::Number => cells.push(Content::mark(activity.number.as_deref())),
                    PlanColumn::Title => cells.push(title(activity, form, when.is_some())),
                    PlanColumn::Deadline => {
                        cells.push(Content::text(Some(&activity.deadline.text)))
                    }
                    PlanColumn::Responsible => cells.push(responsible(activity)),
                    PlanColumn::FundedBy => {
                        cells.push(Content::text(activity.funding_source.as_deref()));
                    }
                    PlanColumn::Years => {
                        // «x» is said of every year, a value of the last one.
                        let planned = activity.planned_value.as_ref();
                        let is_of_all =
                            planned.is_some_and(|it| it.reading == FigureReading::NotApplicable);
                        let value = figure(planned);
                        let first = if is_of_all {
                            value.clone()
                        } else {
                            Content::Empty
                        };
                        cells.extend(vec![first; years.len() - 1]);
                        cells.push(value);
                    }
                }
            }
            rows.push(Row::Cells(cells));
        }
    }
    Table {
        widths: shares(&widths),
        header,
        rows,
    }
}

/// What is to be done; and by when, where neither a column nor the section says it.
fn title(activity: &Activity, form: &Form<PlanColumn>, is_said_above: bool) -> Content {
    let has_column = form
        .columns
        .iter()
        .any(|it| it.shows == PlanColumn::Deadline);
    let mut all = lines(activity.title.as_deref().unwrap_or_default());
    let deadline = activity.deadline.text.trim();
    if !has_column && !is_said_above && !deadline.is_empty() {
        all.push(format!("Срок: {}", lines(deadline).join("; ")));
    }
    match all.is_empty() {
        true => Content::Empty,
        false => Content::Text(all),
    }
}

/// The activities by section, in the document's order.
pub(super) fn sections(activities: &[Activity]) -> Vec<(Option<&str>, Vec<&Activity>)> {
    let mut sections: Vec<(Option<&str>, Vec<&Activity>)> = vec![];
    for activity in activities {
        let own = activity.section.as_deref().map(str::trim);
        match sections.last_mut() {
            Some((last, all)) if last.map(normal) == own.map(normal) => all.push(activity),
            _ => sections.push((own, vec![activity])),
        }
    }
    sections
}

/// The one time all of them have.
fn common_deadline(activities: &[&Activity]) -> Option<String> {
    let first = activities.first()?.deadline.text.trim();
    let is_one = activities.iter().all(|it| it.deadline.text.trim() == first);
    (is_one && !first.is_empty()).then(|| lines(first).join("; "))
}

/// The first and the last year of the programme; one, where it is one or none is known.
fn years(filing: &Filing<'_>) -> Vec<String> {
    let term = &filing.contents.programme.term;
    let year = |end: Option<opora_domain::PartialDate>| end.map(|it| it.year().to_string());
    let mut years: Vec<String> = [year(term.since), year(term.until)]
        .into_iter()
        .flatten()
        .collect();
    years.dedup();
    if years.is_empty() {
        years.push(words::PLANNED_VALUE.of(filing.locale).to_owned());
    }
    years
}

fn shares(widths: &[u32]) -> Vec<u32> {
    let whole: u32 = widths.iter().sum::<u32>().max(1);
    widths.iter().map(|width| width * 1_000 / whole).collect()
}
