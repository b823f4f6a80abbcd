//! The passport: a stamp of approval, the lines of the document under their names, a signature.
//! Every item of a list is a row of its own, so that a page ends between items.

use super::page::{Block, Content, Document, Head, Look, Row, Table, lines};
use super::road_map::amount_lines;
use super::{Filing, words};
use opora_domain::{Locale, Programme, Stage, date_words};

pub(super) fn passport(filing: &Filing<'_>) -> Document {
    let locale = filing.locale;
    let programme = &filing.contents.programme;
    let mut blocks = vec![];
    stamp(programme, locale, &mut blocks);
    blocks.push(Block::Paragraph(
        Look::Title,
        words::PASSPORT.of(locale).to_owned(),
    ));
    under_title(filing, &mut blocks);
    let mut rows = vec![];
    for (name, texts) in sections(filing) {
        let mut texts = texts.into_iter();
        let Some(first) = texts.next() else { continue };
        rows.push(Row::Cells(vec![
            Content::Text(vec![name]),
            Content::Text(lines(&first)),
        ]));
        let further =
            |text: String| Row::Further(vec![Content::Empty, Content::Text(lines(&text))]);
        rows.extend(texts.map(further));
    }
    blocks.push(Block::Table(Table {
        widths: vec![300, 700],
        header: vec![vec![
            Head::new(words::LINE.of(locale)),
            Head::new(words::CONTENT.of(locale)),
        ]],
        rows,
    }));
    blocks.push(Block::Signature(words::HEAD.of(locale).to_owned()));
    Document {
        title: words::PASSPORT.of(locale).to_owned(),
        is_landscape: false,
        is_dense: false,
        blocks,
    }
}

/// Who has approved it; where the document does not say, lines for it.
pub(super) fn stamp(programme: &Programme, locale: Locale, blocks: &mut Vec<Block>) {
    let mut said: Vec<String> = programme
        .approvals
        .iter()
        .flat_map(|it| lines(it))
        .collect();
    let heading = if said.is_empty() {
        said = vec![
            words::HEAD.of(locale).to_owned(),
            "_______________ / _______________".to_owned(),
            words::DATE_LINE.of(locale).to_owned(),
        ];
        words::TO_APPROVE
    } else {
        words::APPROVED
    };
    let all = std::iter::once(heading.of(locale).to_owned()).chain(said);
    blocks.extend(all.map(|line| Block::Paragraph(Look::Stamp, line)));
}

/// The programme's name, whose it is and when.
pub(super) fn under_title(filing: &Filing<'_>, blocks: &mut Vec<Block>) {
    let locale = filing.locale;
    let programme = &filing.contents.programme;
    let network = filing.network;
    let name = programme.name(locale);
    let mut subtitles = vec![match name.starts_with('«') {
        true => name.to_owned(),
        false => format!("«{name}»"),
    }];
    subtitles.push(network.place_words());
    subtitles.extend(date_words::term(&programme.term, locale));
    if network.is_example {
        subtitles.push(words::EXAMPLE.of(locale).to_owned());
    }
    let subtitles = subtitles.into_iter();
    blocks.extend(subtitles.map(|line| Block::Paragraph(Look::Subtitle, line)));
}

/// The lines of the passport: name and texts. Without a text there is no line.
fn sections(filing: &Filing<'_>) -> Vec<(String, Vec<String>)> {
    let locale = filing.locale;
    let contents = filing.contents;
    let programme = &contents.programme;
    let one = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    let executors = programme.executors();
    let executors = executors.into_iter().map(str::to_owned).collect();
    let tasks = contents.tasks.iter();
    let tasks = tasks.map(|it| numbered(it.number.as_deref(), &it.text));
    let stages = contents.stages.iter();
    let stages = stages.filter_map(|stage| stage_line(stage, locale));
    let indicators = contents.indicators.iter();
    let indicators = indicators.map(|it| numbered(it.number.as_deref(), &it.title));
    let known = [
        (words::NAME, one(&programme.title)),
        (words::OTHER_TITLE, one(&programme.other_title)),
        (words::KIND, one(&programme.document_kind)),
        (
            words::TERM,
            date_words::term(&programme.term, locale)
                .into_iter()
                .collect(),
        ),
        (words::LEGAL_BASES, programme.legal_bases.clone()),
        (words::ADMINISTRATOR, one(&programme.administrator)),
        (words::EXECUTORS, executors),
        (words::GOAL, one(&programme.goal)),
        (words::ANNEX_GOAL, one(&programme.annex_goal)),
        (words::TASKS, tasks.collect()),
        (words::STAGES, stages.collect()),
        (words::INDICATOR_NAMES, indicators.collect()),
        (words::MAIN_ACTIVITIES, programme.main_activities.clone()),
        (words::MECHANISM, programme.mechanism.clone()),
        (words::FUNDING, programme.funding.clone()),
        (
            words::AMOUNTS_SUM,
            amount_lines(&contents.activities, locale),
        ),
        (words::SPENDING, programme.spending.clone()),
        (words::EXPECTED_RESULTS, programme.expected_results.clone()),
        (words::FORECAST_BASES, programme.forecast_bases.clone()),
        (words::DEFINITIONS, programme.definitions.clone()),
    ];
    let known = known.map(|(name, texts)| (name.of(locale).to_owned(), texts));
    let other = programme.other.iter();
    let other = other.map(|it| (it.key.clone(), vec![it.text.clone()]));
    known.into_iter().chain(other).collect()
}

/// «1. Текст»; a number that already ends itself stays as it is.
pub(super) fn numbered(number: Option<&str>, text: &str) -> String {
    match number {
        Some(number) => format!("{} {text}", with_point(number)),
        None => text.to_owned(),
    }
}

pub(super) fn with_point(number: &str) -> String {
    match number.ends_with(|c: char| c.is_alphanumeric()) {
        true => format!("{number}."),
        false => number.to_owned(),
    }
}

/// «I. Подготовительный: 2018 г. (по паспорту)»
fn stage_line(stage: &Stage, locale: Locale) -> Option<String> {
    let title = stage.title.as_deref().unwrap_or_default();
    let mut line = numbered(stage.number.as_deref(), title);
    if let Some(term) = date_words::term(&stage.term, locale) {
        line = format!("{}: {term}", line.trim_end());
    }
    if let Some(note) = &stage.note {
        line = format!("{line} ({note})");
    }
    (!line.trim().is_empty()).then_some(line)
}
