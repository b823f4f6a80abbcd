//! What all answers are told with: links to organisations and to further questions, and the
//! evidence of a partnership in words.

use crate::components::{edge_mark, role_mark};
use crate::pages::public::Visit;
use crate::pages::public::network::order_of_name;
use crate::words::numbers::{counted, tied, whole};
use crate::words::{dates, public, questions};
use leptos::prelude::*;
use opora_domain::{Locale, Network, Openness, PartnershipStatus};
use opora_graph::{Asked, Edge, NetworkGraph, OpenEnd, Question};

/// Rows of an answer before the rest is folded away.
const ROWS_MAX: usize = 12;
/// Names in one row before the rest becomes a number.
const NAMES_MAX: usize = 24;

/// Who reads, what was asked, and the graph the answer's indices mean.
pub struct Telling<'a> {
    pub visit: &'a Visit,
    pub network: &'a Network,
    pub asked: &'a Asked,
    pub graph: &'a NetworkGraph,
    /// The graph holds only those who answer: others have to be typed.
    pub is_from_afar: bool,
}

impl Telling<'_> {
    /// From whom one can choose; `None` where that is not everybody.
    pub fn offered(&self) -> Option<&NetworkGraph> {
        (!self.is_from_afar).then_some(self.graph)
    }

    pub fn locale(&self) -> Locale {
        self.visit.locale
    }

    pub fn name(&self, node: usize) -> String {
        tied(&self.graph.nodes[node].organisation.name)
    }

    /// The organisation's name, leading to its card.
    pub fn link(&self, node: usize) -> AnyView {
        let organisation = &self.graph.nodes[node].organisation;
        let href = self
            .visit
            .organisation(&organisation.network, &organisation.code);
        view! { <a href=href lang="ru">{self.name(node)}</a> }.into_any()
    }

    /// Mark and name.
    pub fn marked(&self, node: usize) -> AnyView {
        view! { {role_mark(self.graph.nodes[node].role)}{self.link(node)} }.into_any()
    }

    /// Names with commas between, in the order of the alphabet.
    pub fn names(&self, nodes: &[usize]) -> AnyView {
        let locale = self.locale();
        let mut nodes = nodes.to_vec();
        nodes.sort_by_key(|node| order_of_name(&self.graph.nodes[*node].organisation.name));
        let rest = nodes.len().saturating_sub(NAMES_MAX);
        let named = nodes.iter().take(NAMES_MAX).enumerate();
        let names = named.map(|(at, node)| {
            view! { {(at > 0).then_some(", ")}{self.link(*node)} }
        });
        let rest = (rest > 0).then(|| {
            let number = counted(rest, &public::ORGANISATIONS, locale);
            format!(", {}", questions::and_others(locale, &number))
        });
        view! { {names.collect_view()}{rest} }.into_any()
    }

    /// The address that asks something else of what is shown.
    pub fn ask(&self, question: Question) -> String {
        let query = self.asked.asking(Some(question)).to_query();
        format!("{}#answer", self.visit.network(&self.network.slug, &query))
    }

    pub fn code(&self, node: usize) -> String {
        self.graph.nodes[node].organisation.code.clone()
    }

    /// Further questions about one organisation.
    pub fn onwards(&self, node: usize) -> AnyView {
        let locale = self.locale();
        let around = self.ask(Question::About {
            code: self.code(node),
            steps: 1,
        });
        let path = self.ask(Question::Path {
            from: self.code(node),
            to: String::new(),
        });
        let name = self.name(node);
        view! {
            <span class="answer__onwards">
                <a href=around>{questions::AROUND.of(locale)}<span class="visually-hidden">": " {name.clone()}</span></a>
                " "
                <a href=path>{questions::PATH_TO.of(locale)}<span class="visually-hidden">": " {name}</span></a>
            </span>
        }
        .into_any()
    }

    /// «наставничество, со 2 сентября 2025 г., 12 встреч, последняя 19 ноября».
    pub fn evidence(&self, edge: &Edge) -> String {
        let locale = self.locale();
        let partnership = &edge.partnership;
        let mut parts = vec![partnership.kind.label(locale).to_owned()];
        if partnership.status != PartnershipStatus::Active {
            parts.push(partnership.status.label(locale).to_owned());
        }
        parts.extend(dates::term(&partnership.term, locale));
        if edge.interactions > 0 {
            parts.push(counted(edge.interactions, &public::MEETINGS, locale));
        } else if partnership.status == PartnershipStatus::Active {
            parts.push(public::NO_MEETINGS.of(locale).to_owned());
        }
        if let Some(last) = edge.last_interaction {
            let date = dates::date_near(last, self.visit.today, locale);
            parts.push(public::last_on(locale, &date));
        }
        parts.join(", ")
    }

    /// «Школа № 1 → Школа № 5: …evidence…»
    pub fn partnership(&self, edge: usize) -> AnyView {
        let edge = &self.graph.edges[edge];
        view! {
            <li>
                {edge_mark(edge.family)}
                <span>{self.link(edge.from)} {arrow_from_giver(edge)} {self.link(edge.to)} ": " {self.evidence(edge)}</span>
            </li>
        }
        .into_any()
    }

    /// «Школа № 5: запрос, партнёр не назван, наставничество, с 2024 г.»
    pub fn open_end(&self, end: &OpenEnd) -> AnyView {
        let locale = self.locale();
        let what = match end.openness {
            Openness::Request => public::REQUEST_OPEN,
            Openness::Offer | Openness::Partnership => public::OFFER_OPEN,
        };
        let kind = end.partnership.kind.label(locale).to_owned();
        let term = dates::term(&end.partnership.term, locale);
        let parts: Vec<String> = [Some(what.of(locale).to_owned()), Some(kind), term]
            .into_iter()
            .flatten()
            .collect();
        view! {
            <li>
                {crate::components::open_end_mark(end.openness, end.family)}
                <span>{self.link(end.node)} ": " {parts.join(", ")}</span>
            </li>
        }
        .into_any()
    }
}

/// Rows of an answer: the first of them, and the rest to be unfolded.
pub fn rows(rows: Vec<AnyView>, locale: Locale) -> AnyView {
    let mut first = rows;
    let rest = if first.len() > ROWS_MAX + 1 {
        first.split_off(ROWS_MAX)
    } else {
        Vec::new()
    };
    let rest = (!rest.is_empty()).then(|| {
        let words = questions::and_others(locale, &whole(rest.len(), locale));
        view! {
            <details class="fold">
                <summary>{words}</summary>
                <ul class="answer__list">{rest}</ul>
            </details>
        }
    });
    view! { <ul class="answer__list">{first}</ul>{rest} }.into_any()
}

/// Help has a direction, a common project has none.
pub fn arrow_from_giver(edge: &Edge) -> &'static str {
    if edge.family == opora_domain::Family::Social {
        " — "
    } else {
        " → "
    }
}
