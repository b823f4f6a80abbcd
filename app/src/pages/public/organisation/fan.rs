//! The fan: one line per partner into the partner's row. Picture and list at once.

use crate::components::edge_mark;
use crate::pages::public::Visit;
use crate::words::numbers::{counted, tied};
use crate::words::{dates, public};
use leptos::prelude::*;
use opora_domain::{Family, Locale, PartnershipStatus};
use opora_graph::fan::{Direction, fan_svg};
use opora_graph::{Edge, NetworkGraph, Role};

/// Heights of a row in px, as the style sheet has classes for them. The drawing needs rows of one
/// height.
const HEIGHT_MIN: u32 = 88;
const HEIGHT_MAX: u32 = 240;
const HEIGHT_STEP: u32 = 8;

/// `edges` all end at `organisation`, on the side `direction` says.
#[component]
pub fn PartnerFan(
    visit: Visit,
    graph: NetworkGraph,
    organisation: usize,
    direction: Direction,
    edges: Vec<Edge>,
) -> impl IntoView {
    let mut edges = edges;
    let partner_of = |edge: &Edge| match direction {
        Direction::Receives => edge.from,
        Direction::Gives => edge.to,
    };
    edges.sort_by_key(|edge| {
        let name = &graph.nodes[partner_of(edge)].organisation.name;
        (edge.family, opora_domain::choice::normal(name))
    });
    let height = row_height(&graph, &edges, partner_of);
    let ends: Vec<(Family, Direction, Role)> = edges
        .iter()
        .map(|edge| (edge.family, direction, graph.nodes[partner_of(edge)].role))
        .collect();
    let drawing = fan_svg(graph.nodes[organisation].role, &ends, f64::from(height));
    let rows = edges
        .iter()
        .map(|edge| row_view(&visit, &graph, edge, partner_of(edge)));
    view! {
        <div class=format!("fan fan--h{height}")>
            <div class="fan__drawing" aria-hidden="true" inner_html=drawing></div>
            <ul class="fan__rows">{rows.collect_view()}</ul>
        </div>
    }
}

fn row_view(
    visit: &Visit,
    graph: &NetworkGraph,
    edge: &Edge,
    partner: usize,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let partner = &graph.nodes[partner].organisation;
    let partnership = &edge.partnership;
    let address = visit.organisation(&partner.network, &partner.code);
    let subjects = capitalised(&partnership.subjects.join(", "));
    let status = (partnership.status != PartnershipStatus::Active)
        .then(|| view! { <p><span class="tag">{partnership.status.label(locale)}</span></p> });
    let evidence = if edge.interactions > 0 {
        let count = counted(edge.interactions, &public::MEETINGS, locale);
        let last = edge
            .last_interaction
            .map(|last| public::last_on(locale, &dates::date_near(last, visit.today, locale)));
        view! {
            <a class="number" href="#meetings">{count}</a>
            {last.map(|last| view! { <p>{last}</p> })}
        }
        .into_any()
    } else {
        view! { <p>{public::NO_MEETINGS.of(locale)}</p> }.into_any()
    };
    let term = match (
        partnership.term.until,
        dates::term(&partnership.term, locale),
    ) {
        (Some(until), _) if partnership.status == PartnershipStatus::Active => {
            dates::until(until, locale)
        }
        (_, Some(term)) if partnership.status != PartnershipStatus::Active => term,
        (None, Some(term)) if partnership.term.since.is_none() => term,
        _ => public::OPEN_ENDED.of(locale).to_owned(),
    };
    view! {
        <li class="fan__row">
            <span class="fan__line">{edge_mark(edge.family)}</span>
            <div class="fan__partner">
                <a href=address lang="ru">{tied(&partner.name)}</a>
                <p>{capitalised(partnership.kind.label(locale))}</p>
                {status}
            </div>
            <div class="fan__theme" lang="ru">
                {(!subjects.is_empty()).then(|| view! { <p class="fan__subject">{subjects}</p> })}
                {partnership.theme.clone().map(|theme| view! { <p>{theme}</p> })}
            </div>
            <div class="fan__evidence">{evidence}<p>{term}</p></div>
        </li>
    }
}

/// The least height that holds the longest row, by the mean width of letters.
fn row_height(graph: &NetworkGraph, edges: &[Edge], partner_of: impl Fn(&Edge) -> usize) -> u32 {
    let needed = edges
        .iter()
        .map(|edge| {
            let partnership = &edge.partnership;
            let theme = partnership.theme.as_deref().unwrap_or_default();
            let middle = lines(&partnership.subjects.join(", "), 29) * 22 + lines(theme, 36) * 18;
            let name = &graph.nodes[partner_of(edge)].organisation.name;
            let kind = lines(partnership.kind.label(Locale::Ru), 26) * 18;
            let tag = if partnership.status == PartnershipStatus::Active {
                0
            } else {
                24
            };
            let left = lines(name, 22) * 22 + kind + tag;
            middle.max(left) + 25
        })
        .max()
        .unwrap_or_default();
    u32::try_from(needed)
        .unwrap_or(HEIGHT_MAX)
        .next_multiple_of(HEIGHT_STEP)
        .clamp(HEIGHT_MIN, HEIGHT_MAX)
}

/// How many lines a text takes when a line holds so many letters.
fn lines(text: &str, letters_max: usize) -> usize {
    let mut lines = 0;
    let mut letters = letters_max + 1;
    for word in text.split(' ').flat_map(|word| word.split_inclusive('-')) {
        let length = word.chars().count();
        if letters + 1 + length > letters_max {
            lines += 1 + length.saturating_sub(1) / letters_max;
            letters = length;
        } else {
            letters += 1 + length;
        }
    }
    if text.is_empty() { 0 } else { lines }
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_words_wrap() {
        for (text, lines_expected) in [
            ("", 0),
            ("Школа", 1),
            (
                "Центр психолого-педагогической, медицинской и социальной помощи",
                4,
            ),
            ("Достопримечательностеведение", 2),
        ] {
            assert_eq!(lines(text, 22), lines_expected, "{text}");
        }
    }
}
