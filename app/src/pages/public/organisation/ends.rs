//! Offers and requests of an organisation, and what has ended.

use super::fan::capitalised;
use crate::components::{edge_mark, open_end_mark};
use crate::pages::public::Visit;
use crate::words::numbers::tied;
use crate::words::{dates, public};
use leptos::prelude::*;
use opora_domain::{Openness, Partnership, PartnershipStatus};
use opora_graph::NetworkGraph;

/// Open offers, or open requests: no partner is named, and none is guessed.
#[component]
pub fn OpenEnds(
    visit: Visit,
    graph: NetworkGraph,
    organisation: usize,
    openness: Openness,
) -> impl IntoView {
    let locale = visit.locale;
    let rows: Vec<_> = graph
        .open_ends_of(organisation)
        .filter(|end| end.openness == openness && end.partnership.status.is_open())
        .map(|end| {
            let words = words_of(&visit, &end.partnership);
            view! { <li class="offer">{open_end_mark(openness, end.family)}{words}</li> }
        })
        .collect();
    let (id, title) = match openness {
        Openness::Request => ("seeks", public::SEEKS),
        _ => ("offers", public::SHARES),
    };
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section__head">
                    <h2 class="title-block" id=id>{title.of(locale)}</h2>
                    <p class="caption">{public::SHARES_HINT.of(locale)}</p>
                </div>
                <ul>{rows}</ul>
            </section>
        }
    })
}

/// Partnerships, offers and requests that are over.
#[component]
pub fn EndedRelations(visit: Visit, graph: NetworkGraph, organisation: usize) -> impl IntoView {
    let locale = visit.locale;
    let edges = graph
        .edges_of(organisation)
        .filter(|edge| !edge.partnership.status.is_open())
        .map(|edge| {
            let other = if edge.from == organisation { edge.to } else { edge.from };
            let other = &graph.nodes[other].organisation;
            let address = visit.organisation(&other.network, &other.code);
            let name = view! { <a href=address lang="ru">{tied(&other.name)}</a> };
            view! {
                <li class="offer">{edge_mark(edge.family)}
                    <div class="offer__text"><p class="strong">{name}</p>{details(&visit, &edge.partnership)}</div></li>
            }
            .into_any()
        });
    let ends = graph
        .open_ends_of(organisation)
        .filter(|end| !end.partnership.status.is_open())
        .map(|end| {
            view! {
                <li class="offer">{open_end_mark(end.openness, end.family)}
                    {words_of(&visit, &end.partnership)}</li>
            }
            .into_any()
        });
    let rows: Vec<AnyView> = edges.chain(ends).collect();
    (!rows.is_empty()).then(|| view! {
        <section class="section" aria-labelledby="ended">
            <div class="section__head"><h2 class="title-block" id="ended">{public::ENDED.of(locale)}</h2></div>
            <ul>{rows}</ul>
        </section>
    })
}

/// A relation without its other side: what it is about, then kind, term and state.
fn words_of(visit: &Visit, partnership: &Partnership) -> impl IntoView + use<> {
    let subjects = capitalised(&partnership.subjects.join(", "));
    let theme = partnership.theme.clone().unwrap_or_default();
    let title = match (subjects.is_empty(), theme.is_empty()) {
        (true, true) => capitalised(partnership.kind.label(visit.locale)),
        (true, false) => theme,
        (false, true) => subjects,
        (false, false) => format!("{subjects}: {theme}"),
    };
    view! { <div class="offer__text"><p lang="ru">{title}</p>{details_line(visit, partnership)}</div> }
}

fn details(visit: &Visit, partnership: &Partnership) -> impl IntoView + use<> {
    let theme = partnership.theme.clone();
    view! {
        {theme.map(|theme| view! { <p lang="ru">{theme}</p> })}
        {details_line(visit, partnership)}
    }
}

fn details_line(visit: &Visit, partnership: &Partnership) -> impl IntoView + use<> {
    let locale = visit.locale;
    let mut parts = vec![capitalised(partnership.kind.label(locale))];
    parts.extend(dates::term(&partnership.term, locale));
    if partnership.status != PartnershipStatus::Active {
        parts.push(partnership.status.label(locale).to_owned());
    }
    view! { <p class="caption">{parts.join(", ")}</p> }
}
