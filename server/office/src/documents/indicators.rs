//! The report on indicators: base, then plan and fact of every period side by side, and whether the
//! newest plan that has a fact was met. A gap is a dash, never a zero.

use super::page::{Block, Content, Document, Head, Look, Row, Table};
use super::passport::{numbered, under_title};
use super::road_map::figure;
use super::{Filing, words};
use opora_domain::programme_contents::Origin;
use opora_domain::{Direction, Figure, Indicator, Locale, PeriodFigure, Progress, date_words};

pub(super) fn report(filing: &Filing<'_>) -> Document {
    let locale = filing.locale;
    let indicators = &filing.contents.indicators;
    let title = words::INDICATORS.of(locale).to_owned();
    let mut blocks = vec![Block::Paragraph(Look::Title, title.clone())];
    under_title(filing, &mut blocks);
    if indicators.is_empty() {
        let text = words::NO_INDICATORS.of(locale).to_owned();
        blocks.push(Block::Paragraph(Look::Body, text));
    } else {
        blocks.push(Block::Table(table(indicators, locale)));
        let is_less_better = |it: &Indicator| it.direction == Some(Direction::LessIsBetter);
        let notes = [
            (words::GAP_NOTE, true),
            (words::LESS_NOTE, indicators.iter().any(is_less_better)),
        ];
        for (note, is_needed) in notes {
            if is_needed {
                let note = note.of(locale).to_owned();
                blocks.push(Block::Paragraph(Look::Small, note));
            }
        }
    }
    for line in explained(filing) {
        blocks.push(Block::Paragraph(Look::Small, line));
    }
    let made_on = date_words::date(filing.written_on, locale);
    blocks.push(Block::Paragraph(Look::Small, made_on));
    blocks.push(Block::Signature(words::HEAD.of(locale).to_owned()));
    Document {
        title,
        is_landscape: true,
        is_dense: false,
        blocks,
    }
}

/// Where the facts nobody enters come from, and what is said of single facts.
pub(super) fn explained(filing: &Filing<'_>) -> Vec<String> {
    let locale = filing.locale;
    let contents = filing.contents;
    let called = |it: &Indicator| numbered(it.number.as_deref(), it.title.trim());
    let origins = contents.indicators.iter().filter_map(|it| {
        let origin = contents.fact_source(it.id)?;
        let said = match origin {
            Origin::Computed { .. } => origin.words(locale).unwrap_or_default(),
            Origin::ForMembers => words::FOR_MEMBERS.of(locale),
            Origin::Deleted => words::DELETED_DEFINITION.of(locale),
            Origin::Unknown => words::UNKNOWN_DEFINITION.of(locale),
        };
        Some(format!("{}. {said}", called(it).trim_end_matches('.')))
    });
    let origins: Vec<String> = origins.collect();
    let notes = contents.indicators.iter().flat_map(|it| {
        let notes = it
            .fact_notes
            .iter()
            .filter(|note| !note.value.trim().is_empty());
        notes.map(move |note| {
            let period = match note.period.trim() {
                "" => words::UNDATED.of(locale),
                period => period,
            };
            format!(
                "{}, {period}: {}",
                called(it).trim_end_matches('.'),
                note.value.trim()
            )
        })
    });
    let notes: Vec<String> = notes.collect();
    let mut lines = vec![];
    for (heading, said) in [
        (words::COMPUTED_FACTS, origins),
        (words::NOTES_ON_FACTS, notes),
    ] {
        if !said.is_empty() {
            lines.push(heading.of(locale).to_owned());
            lines.extend(said);
        }
    }
    lines
}

fn table(indicators: &[Indicator], locale: Locale) -> Table {
    let periods = periods_of(indicators);
    let is_judged = indicators.iter().any(|it| is_met(it).is_some());
    let mut first = vec![
        Head::new(words::NUMBER.of(locale)).down(2),
        Head::new(words::INDICATOR.of(locale)).down(2),
        Head::new(words::UNIT.of(locale)).down(2),
        Head::new(words::BASE.of(locale)).down(2),
    ];
    let mut second = vec![];
    for period in &periods {
        let name = match period.as_str() {
            "" => words::UNDATED.of(locale),
            period => period,
        };
        first.push(Head::new(name).over(2));
        second.push(Head::new(words::PLAN.of(locale)));
        second.push(Head::new(words::FACT.of(locale)));
    }
    if is_judged {
        first.push(Head::new(words::DONE.of(locale)).down(2));
    }
    let mut widths = vec![6, 44, 13, 13];
    widths.extend(vec![
        if periods.len() > 4 { 8 } else { 11 };
        periods.len() * 2
    ]);
    widths.extend(is_judged.then_some(14));
    let whole: u32 = widths.iter().sum();
    let numbers = (1..=widths.len()).map(|number| Head::new(number.to_string()));
    let header = vec![first, second, numbers.collect()];
    let rows = indicators
        .iter()
        .map(|it| row(it, &periods, is_judged, locale));
    Table {
        rows: rows.collect(),
        widths: widths.iter().map(|width| width * 1_000 / whole).collect(),
        header,
    }
}

/// The periods of plans and facts: in time where all say a year, else in the document's order.
fn periods_of(indicators: &[Indicator]) -> Vec<String> {
    let mut periods: Vec<&PeriodFigure> = vec![];
    for figure in indicators
        .iter()
        .flat_map(|it| it.plan.iter().chain(&it.fact))
    {
        if !periods
            .iter()
            .any(|it| it.period.text == figure.period.text)
        {
            periods.push(figure);
        }
    }
    if periods.iter().all(|it| it.period.first_month().is_some()) {
        periods.sort_by_key(|it| it.period.first_month());
    }
    periods.iter().map(|it| it.period.text.clone()).collect()
}

fn row(indicator: &Indicator, periods: &[String], is_judged: bool, locale: Locale) -> Row {
    let number = Content::mark(indicator.number.as_deref());
    let is_less_better = indicator.direction == Some(Direction::LessIsBetter);
    let title = match is_less_better {
        true => format!("{} ↓", indicator.title),
        false => indicator.title.clone(),
    };
    let title = Content::text(Some(&title));
    if indicator.is_heading() {
        let empty = periods.len() * 2 + 2 + usize::from(is_judged);
        let cells = [number, title].into_iter();
        return Row::Cells(cells.chain(vec![Content::Empty; empty]).collect());
    }
    let gap = || Content::Mark(words::GAP.of(locale).to_owned());
    let value = |found: Option<&Figure>| match figure(found) {
        Content::Empty => gap(),
        // The unit has its own column.
        Content::Number { value, .. } => Content::Number {
            value,
            has_percent_sign: false,
        },
        other => other,
    };
    let of = |figures: &[PeriodFigure], period: &String| {
        let found = figures.iter().find(|it| it.period.text == *period);
        value(found.map(|it| &it.figure))
    };
    let unit = indicator.unit.map(|unit| unit.label(locale));
    let unit = unit.or(indicator.unit_text.as_deref());
    let mut cells = vec![
        number,
        title,
        Content::mark(unit),
        value(indicator.baseline.as_ref()),
    ];
    for period in periods {
        cells.push(of(&indicator.plan, period));
        cells.push(of(&indicator.fact, period));
    }
    if is_judged {
        cells.push(match is_met(indicator) {
            Some(true) => Content::Mark(words::IS_DONE.of(locale).to_owned()),
            Some(false) => Content::Mark(words::IS_NOT_DONE.of(locale).to_owned()),
            None => gap(),
        });
    }
    Row::Cells(cells)
}

/// The newest plan that has a fact was met; `None` where there is none, or nobody says what is
/// better.
fn is_met(indicator: &Indicator) -> Option<bool> {
    let direction = indicator.direction?;
    let mut pairs: Vec<_> = indicator
        .plan
        .iter()
        .filter_map(|plan| {
            let fact = indicator
                .fact
                .iter()
                .find(|it| it.period.text == plan.period.text)?;
            let (planned, reached) = (plan.figure.number()?, fact.figure.number()?);
            Some((plan.period.first_month(), planned, reached))
        })
        .collect();
    pairs.sort_by_key(|(month, ..)| *month);
    let (_, planned, reached) = pairs.last()?;
    Some(direction.judge(*planned, *reached) != Progress::Worse)
}
