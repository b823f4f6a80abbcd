//! `/`: the networks, a sentence each.

use super::network::SummarySentence;
use super::{Place, Shell, Visit};
use crate::components::{ExampleStrip, NoticeKind, notice};
use crate::words::numbers::counted;
use crate::words::public;
use leptos::prelude::*;
use opora_domain::Network;
use opora_graph::Summary;

/// One network of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkCard {
    pub network: Network,
    pub summary: Summary,
}

/// The list; the example network last, and marked.
#[component]
pub fn NetworksPage(visit: Visit, networks: Vec<NetworkCard>) -> impl IntoView {
    let locale = visit.locale;
    let mut networks = networks;
    networks.sort_by_key(|card| {
        (
            card.network.is_example,
            opora_domain::choice::normal(&card.network.municipality),
        )
    });
    let head = view! {
        <div class="cover__head"><div class="cover__words">
            <h1 class="title-public">{public::SCHOOLS_HELP_SCHOOLS.of(locale)}</h1>
            <p class="cover__sub">{public::NETWORKS_SUB.of(locale)}</p>
        </div></div>
    };
    let content = if networks.is_empty() {
        let title = public::NO_NETWORKS.of(locale);
        let text = public::NO_NETWORKS_TEXT.of(locale);
        view! { {notice(NoticeKind::Empty, title, text)} }.into_any()
    } else {
        let count = counted(networks.len(), &public::NETWORKS, locale);
        let cards = networks
            .into_iter()
            .map(|card| card_view(&visit, card))
            .collect_view();
        view! {
            <section class="section" aria-labelledby="networks">
                <div class="section__head">
                    <h2 class="title-block" id="networks">{public::NETWORKS_ENTRY.of(locale)}</h2>
                    <p class="caption">{count}</p>
                </div>
                <ul class="networks">{cards}</ul>
            </section>
        }
        .into_any()
    };
    view! {
        <Shell visit=visit place=Place::Networks title=public::SCHOOLS_HELP_SCHOOLS.of(locale)
            description=public::NETWORKS_DESCRIPTION.of(locale) head=head.into_any()>
            {content}
        </Shell>
    }
}

fn card_view(visit: &Visit, card: NetworkCard) -> impl IntoView + use<> {
    let locale = visit.locale;
    let NetworkCard { network, summary } = card;
    let address = visit.network(&network.slug, "");
    view! {
        <li class="network-card">
            {network.is_example.then(|| view! { <ExampleStrip locale=locale/> })}
            <div class="network-card__words">
                <h3 class="title-block network-card__title">
                    <a href=address.clone() lang="ru">{network.municipality.clone()}</a>
                </h3>
                {(!network.region.is_empty())
                    .then(|| view! { <p class="caption" lang="ru">{network.region.clone()}</p> })}
            </div>
            <div class="network-card__text">
                <p><SummarySentence locale=locale summary=summary base=address/></p>
                {network.source.map(|source| view! {
                    <p class="caption">{public::source(locale, &source)}</p>
                })}
            </div>
        </li>
    }
}
