//! Indicators and plan in one of the published forms. What the form has no column for is not in it:
//! which form loses least is found by [`fitting`]. Fills in nothing the programme does not say.

mod fitting;
mod tables;

pub use fitting::fitting;

use super::layouts::{IndicatorsForm, Layout, Line, ListMark, PlanForm};
use super::page::{Block, Document, Look, lines};
use super::passport::{numbered, stamp};
use super::{Filing, words};
use opora_domain::date_words;
use tables::{indicators_table, plan_table, sections};

/// The indicators in this form.
pub(super) fn indicators(filing: &Filing<'_>, layout: &Layout) -> Document {
    let contents = filing.contents;
    match &layout.indicators {
        IndicatorsForm::Expected(above) => {
            let mut blocks = headed(filing, above);
            let expected = contents.programme.expected_results.iter();
            let expected = expected.flat_map(|it| lines(it)).map(|it| dashed(&it));
            blocks.extend(expected.map(|it| Block::Paragraph(Look::Body, it)));
            if contents.programme.expected_results.is_empty() {
                blocks.push(nothing(filing, words::NO_INDICATORS));
            }
            signed(filing, title_of(above), false, blocks)
        }
        IndicatorsForm::Table(form) => {
            let mut blocks = headed(filing, form.above);
            if contents.indicators.is_empty() {
                blocks.push(nothing(filing, words::NO_INDICATORS));
            } else {
                blocks.push(Block::Table(indicators_table(filing, form)));
            }
            signed(filing, title_of(form.above), form.is_landscape, blocks)
        }
    }
}

/// The activities in this form.
pub(super) fn plan(filing: &Filing<'_>, layout: &Layout) -> Document {
    let activities = &filing.contents.activities;
    match &layout.plan {
        PlanForm::List { above, mark } => {
            let mut blocks = headed(filing, above);
            blocks.extend(list(filing, *mark));
            if activities.is_empty() {
                blocks.push(nothing(filing, words::NO_ACTIVITIES));
            }
            signed(filing, title_of(above), false, blocks)
        }
        PlanForm::Table(form) => {
            let mut blocks = headed(filing, form.above);
            if activities.is_empty() {
                blocks.push(nothing(filing, words::NO_ACTIVITIES));
            } else {
                blocks.push(Block::Table(plan_table(filing, form)));
            }
            signed(filing, title_of(form.above), form.is_landscape, blocks)
        }
    }
}

fn nothing(filing: &Filing<'_>, words: words::Phrase) -> Block {
    Block::Paragraph(Look::Body, words.of(filing.locale).to_owned())
}

fn title_of(above: &[Line]) -> &'static str {
    let title = above.iter().find_map(|line| match line {
        Line::Title(title) => Some(*title),
        _ => None,
    });
    title.unwrap_or_default()
}

fn signed(
    filing: &Filing<'_>,
    title: &str,
    is_landscape: bool,
    mut blocks: Vec<Block>,
) -> Document {
    blocks.push(Block::Signature(words::HEAD.of(filing.locale).to_owned()));
    Document {
        title: title.to_owned(),
        is_landscape,
        is_dense: false,
        blocks,
    }
}

fn headed(filing: &Filing<'_>, above: &[Line]) -> Vec<Block> {
    let programme = &filing.contents.programme;
    let name = programme.name(filing.locale);
    let quoted = match name.starts_with('«') {
        true => name.to_owned(),
        false => format!("«{name}»"),
    };
    let mut blocks = vec![];
    for line in above {
        let (look, text) = match line {
            Line::Approval => {
                stamp(programme, filing.locale, &mut blocks);
                continue;
            }
            Line::Annex(number) => {
                let lines = [
                    format!("Приложение № {number}"),
                    format!("к программе {quoted}"),
                ];
                blocks.extend(lines.map(|it| Block::Paragraph(Look::Stamp, it)));
                continue;
            }
            Line::Title(title) => (Look::Title, (*title).to_owned()),
            Line::Subtitle(text) => (Look::Subtitle, (*text).to_owned()),
            Line::Name => (Look::Subtitle, quoted.clone()),
            Line::Place => {
                let network = filing.network;
                let place = [network.municipality.as_str(), network.region.as_str()];
                let place = place.into_iter().filter(|it| !it.is_empty());
                (Look::Subtitle, place.collect::<Vec<_>>().join(", "))
            }
            Line::Term => match date_words::term(&programme.term, filing.locale) {
                Some(term) => (Look::Subtitle, term),
                None => continue,
            },
        };
        blocks.push(Block::Paragraph(look, text));
    }
    if filing.network.is_example {
        let text = words::EXAMPLE.of(filing.locale).to_owned();
        blocks.push(Block::Paragraph(Look::Subtitle, text));
    }
    blocks
}

fn list(filing: &Filing<'_>, mark: ListMark) -> Vec<Block> {
    let mut blocks = vec![];
    let mut number = 0;
    for (section, activities) in sections(&filing.contents.activities) {
        if let Some(section) = section {
            blocks.push(Block::Paragraph(Look::Section, section.to_owned()));
        }
        for activity in activities {
            let Some(title) = activity.title.as_deref() else {
                let text = words::EMPTY_SECTION.of(filing.locale).to_owned();
                blocks.push(Block::Paragraph(Look::Small, text));
                continue;
            };
            let title = lines(title).join(" ");
            let text = match mark {
                ListMark::Dash => dashed(&title),
                ListMark::Number => {
                    number += 1;
                    let own = activity
                        .number
                        .clone()
                        .unwrap_or_else(|| number.to_string());
                    numbered(Some(&own), &title)
                }
            };
            blocks.push(Block::Paragraph(Look::Body, text));
        }
    }
    blocks
}

/// «– сделать», whatever mark it had.
fn dashed(text: &str) -> String {
    let bare = text
        .trim()
        .trim_start_matches(['-', '–', '—', '*', '•'])
        .trim_start();
    format!("– {bare}")
}
