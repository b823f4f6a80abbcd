//! A school's sheet: its standings, partnerships, what took place, exam results, and where the
//! network's indicators count it, on one page of A4. Ranks nobody and says nothing of other schools.

use super::page::{Block, Content, Document, Head, Look, Row, Table};
use super::words;
use opora_domain::figure::number_words;
use opora_domain::{
    AgainstMinimum, Assessment, Figure, Interaction, Locale, Network, Organisation, PartialDate,
    Partnership, RecordId, YearMinimums, date_words,
};
use std::collections::BTreeMap;

/// What is known of one organisation, as one viewer may see it.
#[derive(Clone, Debug)]
pub struct SchoolSheet {
    pub network: Network,
    pub organisation: Organisation,
    /// Those it takes part in.
    pub partnerships: Vec<Partnership>,
    /// What took place on them.
    pub interactions: Vec<Interaction>,
    /// Its own results.
    pub results: Vec<Assessment>,
    /// Of all schools: what some result states as a year's minimum.
    pub minimums: YearMinimums,
    /// The period the indicators are of, in words.
    pub period: String,
    pub indicators: Vec<(String, Counted)>,
    /// What other organisations are called.
    pub names: BTreeMap<RecordId, String>,
    pub locale: Locale,
    pub written_on: PartialDate,
}

/// Where an indicator counts an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// In numerator and denominator.
    Counts,
    /// In the denominator alone.
    CountsNot,
    /// Data are missing about it.
    Undecided,
}

/// Rows of one table: together they stay on a page.
const PARTNERSHIPS_MAX: usize = 5;
const MEETINGS_MAX: usize = 3;
const RESULTS_MAX: usize = 5;
const INDICATORS_MAX: usize = 5;
const TOPIC_CHARS_MAX: usize = 44;

pub(super) fn sheet(of: &SchoolSheet) -> Document {
    let locale = of.locale;
    let organisation = &of.organisation;
    let name = organisation
        .full_name
        .as_deref()
        .unwrap_or(&organisation.name);
    let mut blocks = vec![Block::Paragraph(Look::Title, organisation.name.clone())];
    if name != organisation.name {
        blocks.push(Block::Paragraph(Look::Subtitle, name.to_owned()));
    }
    let place = [
        organisation.settlement.as_deref().unwrap_or_default(),
        organisation
            .municipality
            .as_deref()
            .unwrap_or(&of.network.municipality),
        organisation.region.as_deref().unwrap_or(&of.network.region),
    ];
    let place = place.into_iter().filter(|it| !it.is_empty());
    blocks.push(Block::Paragraph(
        Look::Subtitle,
        place.collect::<Vec<_>>().join(", "),
    ));
    let as_of = words::AS_OF.of(locale);
    let day = date_words::date(of.written_on, locale);
    blocks.push(Block::Paragraph(Look::Subtitle, format!("{as_of} {day}")));
    if of.network.is_example {
        blocks.push(Block::Paragraph(
            Look::Subtitle,
            words::EXAMPLE.of(locale).to_owned(),
        ));
    }
    blocks.push(Block::Table(card(of)));
    let sections = [
        (
            words::PARTNERSHIPS,
            partnerships(of),
            of.partnerships.len(),
            PARTNERSHIPS_MAX,
        ),
        (
            words::MEETINGS,
            meetings(of),
            of.interactions.len(),
            MEETINGS_MAX,
        ),
        (words::RESULTS, results(of), of.results.len(), RESULTS_MAX),
    ];
    for (title, table, count, most) in sections {
        part(
            title.of(locale).to_owned(),
            table,
            (count, most),
            locale,
            &mut blocks,
        );
    }
    let title = format!("{}, {}", words::IN_INDICATORS.of(locale), of.period);
    let counts = (of.indicators.len(), INDICATORS_MAX);
    part(title, indicators(of), counts, locale, &mut blocks);
    blocks.push(Block::Signature(words::HEAD.of(locale).to_owned()));
    Document {
        title: organisation.name.clone(),
        is_landscape: false,
        is_dense: true,
        blocks,
    }
}

/// A table under its name, which says how many of its rows are here.
fn part(
    title: String,
    table: Option<Table>,
    (count, most): (usize, usize),
    locale: Locale,
    blocks: &mut Vec<Block>,
) {
    let title = match count > most {
        true => format!(
            "{title} ({} {most} {} {count})",
            words::SHOWN.of(locale),
            words::PAGE_OF.of(locale)
        ),
        false => title,
    };
    blocks.push(Block::Paragraph(Look::Section, title));
    match table {
        Some(table) => blocks.push(Block::Table(table)),
        None => {
            let text = words::NOTHING_RECORDED.of(locale).to_owned();
            blocks.push(Block::Paragraph(Look::Body, text));
        }
    }
}

fn table(widths: &[u32], names: &[words::Phrase], rows: Vec<Row>, locale: Locale) -> Option<Table> {
    (!rows.is_empty()).then(|| Table {
        widths: widths.to_vec(),
        header: vec![
            names
                .iter()
                .map(|name| Head::new(name.of(locale)))
                .collect(),
        ],
        rows,
    })
}

fn card(of: &SchoolSheet) -> Table {
    let locale = of.locale;
    let organisation = &of.organisation;
    let standings = organisation.standings.iter().map(|it| {
        let since = it
            .since
            .map(|day| format!(", {}", date_words::since(day, locale)));
        let until = it
            .until
            .map(|day| format!(", {}", date_words::until(day, locale)));
        let word = it.kind.label(locale);
        format!(
            "{word}{}{}",
            since.unwrap_or_default(),
            until.unwrap_or_default()
        )
    });
    let standings: Vec<String> = standings.collect();
    let pupils = organisation.pupils.map(|pupils| pupils.to_string());
    let lines = [
        (
            words::KIND_OF_ORGANISATION,
            vec![organisation.kind.label(locale).to_owned()],
        ),
        (words::STANDINGS, standings),
        (words::PUPILS, pupils.into_iter().collect()),
    ];
    let rows = lines.into_iter().map(|(name, texts)| {
        let said = match texts.is_empty() {
            true => vec![words::GAP.of(locale).to_owned()],
            false => texts,
        };
        let name = name.of(locale).to_owned();
        Row::Cells(vec![Content::Text(vec![name]), Content::Text(said)])
    });
    Table {
        widths: vec![300, 700],
        header: vec![],
        rows: rows.collect(),
    }
}

fn partnerships(of: &SchoolSheet) -> Option<Table> {
    let locale = of.locale;
    let own = of.organisation.id;
    let mut all: Vec<&Partnership> = of.partnerships.iter().collect();
    // What is carried out first, then the newest.
    all.sort_by_key(|it| {
        let since = it.term.since.map(PartialDate::first_day);
        (
            it.status != opora_domain::PartnershipStatus::Active,
            std::cmp::Reverse(since),
            it.id,
        )
    });
    let rows = all.into_iter().take(PARTNERSHIPS_MAX).map(|it| {
        let other = if it.to == Some(own) { it.from } else { it.to };
        let side = match it.to == Some(own) {
            true => words::IS_HELPED,
            false => words::HELPS,
        };
        let other = name_of(of, other);
        Row::Cells(vec![
            Content::text(Some(it.kind.label(locale))),
            Content::Text(vec![format!("{} {other}", side.of(locale))]),
            Content::text(date_words::term(&it.term, locale).as_deref()),
            Content::text(Some(it.status.label(locale))),
        ])
    });
    let names = [
        words::KIND_OF_HELP,
        words::WITH_WHOM,
        words::DEADLINE,
        words::STATUS,
    ];
    table(&[230, 340, 270, 160], &names, rows.collect(), locale)
}

fn name_of(of: &SchoolSheet, id: Option<RecordId>) -> String {
    let known = id.and_then(|id| of.names.get(&id));
    known
        .cloned()
        .unwrap_or_else(|| words::NOT_NAMED.of(of.locale).to_owned())
}

fn meetings(of: &SchoolSheet) -> Option<Table> {
    let locale = of.locale;
    let own = of.organisation.id;
    let mut all: Vec<&Interaction> = of.interactions.iter().collect();
    all.sort_by_key(|it| {
        (
            std::cmp::Reverse(it.date.map(PartialDate::first_day)),
            it.id,
        )
    });
    let rows = all.into_iter().take(MEETINGS_MAX).map(|it| {
        let on = of
            .partnerships
            .iter()
            .find(|one| Some(one.id) == it.partnership);
        let other = on.map(|one| {
            if one.to == Some(own) {
                one.from
            } else {
                one.to
            }
        });
        Row::Cells(vec![
            Content::text(it.date.map(|day| date_words::date(day, locale)).as_deref()),
            Content::text(Some(it.kind.label(locale))),
            Content::Text(vec![name_of(of, other.flatten())]),
            Content::text(it.topic.as_deref().map(shortened).as_deref()),
        ])
    });
    let names = [
        words::DATE,
        words::WHAT_TOOK_PLACE,
        words::WITH_WHOM,
        words::TOPIC,
    ];
    table(&[200, 160, 230, 410], &names, rows.collect(), locale)
}

/// As much of a topic as a line holds.
fn shortened(topic: &str) -> String {
    let line = topic.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() > TOPIC_CHARS_MAX {
        true => {
            let cut: String = line.chars().take(TOPIC_CHARS_MAX - 1).collect();
            format!("{}…", cut.trim_end())
        }
        false => line,
    }
}

fn results(of: &SchoolSheet) -> Option<Table> {
    let locale = of.locale;
    let mut all: Vec<&Assessment> = of.results.iter().collect();
    all.sort_by_key(|it| (std::cmp::Reverse(it.year.first_month()), it.order, it.id));
    let number = |figure: Option<&Figure>| match figure.and_then(Figure::number) {
        Some(value) => Content::Number {
            value,
            has_percent_sign: false,
        },
        None => Content::mark(figure.map(|it| it.text.as_str())),
    };
    let rows = all.into_iter().take(RESULTS_MAX).map(|it| {
        let stands = match of.minimums.against(it) {
            AgainstMinimum::Below { by } => {
                format!(
                    "{} {}",
                    words::BELOW_BY.of(locale),
                    number_words(by, locale)
                )
            }
            AgainstMinimum::Reached { .. } => words::REACHED.of(locale).to_owned(),
            AgainstMinimum::NotTaken => words::NOT_TAKEN.of(locale).to_owned(),
            AgainstMinimum::NoMinimum | AgainstMinimum::NoMean | AgainstMinimum::NoData => {
                words::GAP.of(locale).to_owned()
            }
        };
        let exam = it
            .exam
            .map_or(it.exam_text.as_deref(), |exam| Some(exam.label(locale)));
        let subject = [exam, it.subject.as_deref()].into_iter().flatten();
        Row::Cells(vec![
            Content::mark(Some(&it.year.text)),
            Content::Text(vec![subject.collect::<Vec<_>>().join(", ")]),
            number(it.takers.as_ref()),
            number(it.mean.as_ref()),
            Content::Mark(stands),
        ])
    });
    let names = [
        words::YEAR,
        words::EXAM_AND_SUBJECT,
        words::TAKERS,
        words::MEAN_MARK,
        words::AGAINST_MINIMUM,
    ];
    table(&[100, 370, 160, 140, 230], &names, rows.collect(), locale)
}

fn indicators(of: &SchoolSheet) -> Option<Table> {
    let locale = of.locale;
    let rows = of
        .indicators
        .iter()
        .take(INDICATORS_MAX)
        .map(|(title, counted)| {
            let said = match counted {
                Counted::Counts => words::COUNTS,
                Counted::CountsNot => words::COUNTS_NOT,
                Counted::Undecided => words::DATA_MISSING,
            };
            Row::Cells(vec![
                Content::text(Some(title)),
                Content::Mark(said.of(locale).to_owned()),
            ])
        });
    let names = [words::INDICATOR, words::THE_SCHOOL];
    table(&[800, 200], &names, rows.collect(), locale)
}
