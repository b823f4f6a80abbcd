//! The road map as a plan of activities: the columns published plans have, of them only those the
//! programme says something in.

use super::page::{Block, Content, Document, Head, Look, Row, Table, lines};
use super::passport::{stamp, under_title};
use super::{Filing, words};
use opora_domain::choice::normal;
use opora_domain::{Activity, AmountTotals, Figure, FigureReading, Locale, Thousands};

/// A column: its name, its width beside the others, whether anything stands in it, and a row's cell.
struct Column {
    name: words::Phrase,
    width: u32,
    is_there: bool,
    cell: fn(&Activity, Locale) -> Content,
}

pub(super) fn road_map(filing: &Filing<'_>) -> Document {
    let locale = filing.locale;
    let mut blocks = vec![];
    stamp(&filing.contents.programme, locale, &mut blocks);
    for (look, text) in [
        (Look::Title, words::ROAD_MAP),
        (Look::Subtitle, words::ROAD_MAP_SUB),
    ] {
        blocks.push(Block::Paragraph(look, text.of(locale).to_owned()));
    }
    under_title(filing, &mut blocks);
    let activities = &filing.contents.activities;
    if activities.is_empty() {
        let text = words::NO_ACTIVITIES.of(locale).to_owned();
        blocks.push(Block::Paragraph(Look::Body, text));
    } else {
        blocks.push(Block::Table(table(activities, locale)));
    }
    let amounts = amount_lines(activities, locale);
    if !amounts.is_empty() {
        let heading = format!("{}:", words::AMOUNTS_SUM.of(locale));
        blocks.push(Block::Paragraph(Look::Body, heading));
        let lines = amounts.into_iter();
        blocks.extend(lines.map(|line| Block::Paragraph(Look::Body, line)));
    }
    blocks.push(Block::Signature(words::HEAD.of(locale).to_owned()));
    Document {
        title: words::ROAD_MAP.of(locale).to_owned(),
        is_landscape: true,
        is_dense: false,
        blocks,
    }
}

fn table(activities: &[Activity], locale: Locale) -> Table {
    let mut columns = columns(activities);
    columns.retain(|column| column.is_there);
    let whole: u32 = columns.iter().map(|column| column.width).sum();
    let names = columns.iter().map(|it| Head::new(it.name.of(locale)));
    let numbers = (1..=columns.len()).map(|number| Head::new(number.to_string()));
    let mut rows = vec![];
    let mut section: Option<String> = None;
    for activity in activities {
        let own = activity.section.as_deref().map(normal);
        if own != section
            && let Some(title) = activity.section.as_deref()
        {
            rows.push(Row::Section(title.trim().to_owned()));
        }
        section = own;
        if activity.is_empty_section() {
            rows.push(Row::Nothing(words::EMPTY_SECTION.of(locale).to_owned()));
        } else {
            let cells = columns.iter().map(|it| (it.cell)(activity, locale));
            rows.push(Row::Cells(cells.collect()));
        }
    }
    Table {
        widths: columns.iter().map(|it| it.width * 1_000 / whole).collect(),
        header: vec![names.collect(), numbers.collect()],
        rows,
    }
}

fn columns(activities: &[Activity]) -> Vec<Column> {
    let any = |says: fn(&Activity) -> bool| activities.iter().any(says);
    let column = |name, width, is_there, cell: fn(&Activity, Locale) -> Content| Column {
        name,
        width,
        is_there,
        cell,
    };
    vec![
        column(words::NUMBER, 6, true, |it, _| {
            Content::mark(it.number.as_deref())
        }),
        column(words::ACTIVITY, 42, true, |it, _| {
            Content::text(it.title.as_deref())
        }),
        column(words::DEADLINE, 15, true, |it, _| {
            Content::text(Some(&it.deadline.text))
        }),
        column(words::RESPONSIBLE, 30, true, |it, _| responsible(it)),
        column(
            words::FUNDED_BY,
            16,
            any(|it| it.funding_source.is_some()),
            |it, _| Content::text(it.funding_source.as_deref()),
        ),
        column(
            words::AMOUNTS,
            16,
            any(|it| !it.amounts.is_empty()),
            |it, _| {
                let lines = it
                    .amounts
                    .iter()
                    .map(|it| format!("{}: {}", it.period, it.value));
                said(lines.collect())
            },
        ),
        column(
            words::PLANNED_VALUE,
            11,
            any(|it| it.planned_value.is_some()),
            |it, _| figure(it.planned_value.as_ref()),
        ),
        column(
            words::STATUS,
            13,
            any(|it| it.status.is_some() || it.years.iter().any(|year| year.status_text.is_some())),
            |it, locale| {
                let of_whole = it.status.map(|status| status.label(locale).to_owned());
                let years = it.years.iter().filter_map(|year| {
                    let word = year.status.map(|status| status.label(locale).to_owned());
                    let word = word.or(year.status_text.clone())?;
                    Some(format!("{}: {word}", year.period))
                });
                said(of_whole.into_iter().chain(years).collect())
            },
        ),
        column(
            words::RESULT,
            20,
            any(|it| it.result.is_some() || it.years.iter().any(|year| year.result.is_some())),
            |it, _| {
                let of_whole = it.result.iter().flat_map(|text| lines(text));
                let years = it.years.iter().filter_map(|year| {
                    let result = year.result.as_deref()?;
                    Some(format!("{}: {result}", year.period))
                });
                said(of_whole.chain(years).collect())
            },
        ),
    ]
}

/// Who answers for it: each but the last ends with a semicolon, as in the documents.
pub(super) fn responsible(activity: &Activity) -> Content {
    let names = activity.responsible.iter().flat_map(|it| lines(&it.text));
    match names.collect::<Vec<_>>() {
        names if names.is_empty() => Content::Empty,
        mut names => {
            let last = names.len() - 1;
            names[..last].iter_mut().for_each(|name| name.push(';'));
            Content::Text(names)
        }
    }
}

fn said(lines: Vec<String>) -> Content {
    match lines.is_empty() {
        true => Content::Empty,
        false => Content::Text(lines),
    }
}

/// What the road map costs, a line for each source: «Местный бюджет. 2020: 12,5; 2021: 10. Всего:
/// 22,5»; behind them what could not be read.
pub(super) fn amount_lines(activities: &[Activity], locale: Locale) -> Vec<String> {
    let totals = AmountTotals::of(activities.iter());
    let whole = words::AMOUNTS_WHOLE.of(locale);
    let line = |name: &str, sums: Vec<String>, sum: Thousands| {
        format!(
            "{name}. {}. {whole}: {}",
            sums.join("; "),
            sum.words(locale)
        )
    };
    let mut all: Vec<String> = vec![];
    for ((source, sum), cells) in totals.by_source.iter().zip(&totals.cells) {
        let name = match source.is_empty() {
            true => words::NO_SOURCE.of(locale),
            false => source.as_str(),
        };
        let years = totals.by_year.iter().zip(cells);
        let sums = years
            .filter_map(|((year, _), money)| Some(format!("{year}: {}", (*money)?.words(locale))));
        all.push(line(&capital(name), sums.collect(), *sum));
    }
    if totals.by_source.len() > 1 {
        let sums = totals.by_year.iter();
        let sums = sums.map(|(year, money)| format!("{year}: {}", money.words(locale)));
        all.push(line(whole, sums.collect(), totals.whole));
    }
    if totals.unread > 0 {
        let words = words::UNREAD_AMOUNTS.of(locale);
        all.push(format!("{words}: {}", totals.unread));
    }
    all
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(opora_domain::letters::capital);
    first.into_iter().chain(letters).collect()
}

/// A number as one; «x» in the middle, as documents have it.
pub(super) fn figure(figure: Option<&Figure>) -> Content {
    match figure.map(|it| (it.reading, it.text.as_str())) {
        None => Content::Empty,
        Some((
            FigureReading::Number {
                value,
                has_percent_sign,
            },
            _,
        )) => Content::Number {
            value,
            has_percent_sign,
        },
        Some((FigureReading::NotApplicable, _)) => Content::Mark("х".to_owned()),
        Some((FigureReading::Words, text)) => Content::text(Some(text)),
    }
}
