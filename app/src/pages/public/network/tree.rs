//! The same network by settlement: settlement, organisation, partners, to be unfolded one by one.
//! For screen readers and phones; it says what table and picture say, under the same filter.

use super::order_of_name;
use crate::components::{edge_mark, open_end_mark, role_mark};
use crate::pages::public::Visit;
use crate::words::numbers::{counted, tied};
use crate::words::{public, questions};
use leptos::prelude::*;
use opora_domain::choice::normal;
use opora_domain::letters::all_small;
use opora_domain::{Openness, PartnershipStatus};
use opora_graph::{Edge, NetworkGraph};
use std::collections::BTreeMap;

/// What is shown, as a tree of three levels.
pub fn tree_view(visit: &Visit, shown: &NetworkGraph) -> AnyView {
    let locale = visit.locale;
    // Settlements of one spelling are one; those not given come last.
    let mut settlements: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for (at, node) in shown.nodes.iter().enumerate() {
        let settlement = node.organisation.settlement.as_deref().unwrap_or_default();
        let key = (normal(settlement).is_empty(), normal(settlement));
        settlements.entry(key).or_default().push(at);
    }
    let settlements = settlements.into_values().map(|mut members| {
        members.sort_by_key(|node| order_of_name(&shown.nodes[*node].organisation.name));
        let named = members.first().and_then(|node| {
            let settlement = shown.nodes[*node].organisation.settlement.clone();
            settlement.filter(|name| !name.trim().is_empty())
        });
        let name = match named {
            Some(name) => view! { <span lang="ru">{name}</span> }.into_any(),
            None => questions::NO_SETTLEMENT.of(locale).into_any(),
        };
        let number = counted(members.len(), &public::ORGANISATIONS, locale);
        let members = members
            .into_iter()
            .map(|node| organisation(visit, shown, node));
        view! {
            <details class="tree__place" open=true>
                <summary><b>{name}</b>", " <span class="quiet">{number}</span></summary>
                <ul class="tree__list">{members.collect_view()}</ul>
            </details>
        }
    });
    view! { <div class="tree">{settlements.collect_view()}</div> }.into_any()
}

fn organisation(visit: &Visit, shown: &NetworkGraph, node: usize) -> impl IntoView + use<> {
    let locale = visit.locale;
    let here = &shown.nodes[node];
    let role = all_small(here.role.label(locale));
    let href = visit.organisation(&here.organisation.network, &here.organisation.code);
    let mut edges: Vec<&Edge> = shown.edges_of(node).collect();
    let other = |edge: &Edge| {
        if edge.from == node {
            edge.to
        } else {
            edge.from
        }
    };
    edges.sort_by_key(|edge| {
        let name = order_of_name(&shown.nodes[other(edge)].organisation.name);
        (edge.to != node, edge.family, name)
    });
    let partners = edges.into_iter().map(|edge| {
        let words = if edge.to == node {
            public::HELPED_BY
        } else {
            public::HELPS
        };
        let partner = &shown.nodes[other(edge)].organisation;
        let href = visit.organisation(&partner.network, &partner.code);
        let status = edge.partnership.status;
        let state =
            (status != PartnershipStatus::Active).then(|| format!(", {}", status.label(locale)));
        view! {
            <li>{edge_mark(edge.family)}<span>
                {words.of(locale)} ": " <a href=href lang="ru">{tied(&partner.name)}</a>
                ", " {edge.partnership.kind.label(locale)}{state}
            </span></li>
        }
    });
    let ends = shown.open_ends_of(node).map(|end| {
        let words = match end.openness {
            Openness::Request => public::REQUEST_OPEN,
            Openness::Offer | Openness::Partnership => public::OFFER_OPEN,
        };
        view! { <li>{open_end_mark(end.openness, end.family)}<span>{words.of(locale)}</span></li> }
    });
    let count = here.degree + here.open_ends;
    let number = match here.degree {
        0 => public::NO_PARTNERS_YET
            .of(locale)
            .trim_end_matches('.')
            .to_lowercase(),
        degree => counted(degree, &public::PARTNERSHIPS, locale),
    };
    let name = tied(&here.organisation.name);
    view! {
        <li><details class="tree__organisation">
            <summary>{role_mark(here.role)}<span><b lang="ru">{name.clone()}</b>", " {role} ", " {number}</span></summary>
            <ul class="tree__list">
                <li><a href=href>{questions::CARD.of(locale)}<span class="visually-hidden">": " {name}</span></a></li>
                {partners.collect_view()}{(count > here.degree).then(|| ends.collect_view())}
            </ul>
        </details></li>
    }
}
