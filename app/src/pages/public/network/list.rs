//! The same network as a list: equal to the picture, under the same filter, with the same marks.

mod group;

use super::order_of_name;
use super::tree::tree_view;
use crate::components::{edge_mark, open_end_mark, role_mark};
use crate::pages::public::Visit;
use crate::words::numbers::{counted, tied, whole};
use crate::words::{NO_DATA, NONE, dates, public, questions};
use group::Group;
use leptos::prelude::*;
use opora_domain::{Family, Locale, Openness, PartialDate, PartnershipStatus};
use opora_graph::filter::{Filter, StatusFilter};
use opora_graph::question::Listing;
use opora_graph::{Asked, Edge, NetworkGraph, Node, Role};
use std::collections::BTreeSet;

/// Partners named in a cell before the rest becomes a number.
const PARTNERS_MAX: usize = 3;

/// `shown` is what the filter left; `has_meetings` says whether the network records meetings at
/// all: where it does not, their absence is a gap in the data. `ended` is how many relations of
/// the whole network are over.
#[component]
pub fn NetworkList(
    visit: Visit,
    shown: NetworkGraph,
    asked: Asked,
    has_meetings: bool,
    ended: usize,
) -> impl IntoView {
    let locale = visit.locale;
    let current = asked.listing;
    let body = match current {
        Listing::Table => table_view(&visit, &shown, has_meetings),
        Listing::Settlements => tree_view(&visit, &shown),
    };
    let network = shown
        .nodes
        .first()
        .map(|node| node.organisation.network.clone());
    let switches = network.map(|network| {
        let items = Listing::ALL.iter().map(|listing| {
            let asked = Asked {
                listing: *listing,
                ..asked.clone()
            };
            let href = format!("{}#list", visit.network(&network, &asked.to_query()));
            let is_current = (asked.listing == current).then_some("true");
            view! { <a class="segmented__item" href=href aria-current=is_current>{listing.label(locale)}</a> }
        });
        view! {
            <div class="segmented" role="group" aria-label=questions::LISTING.of(locale)>{items.collect_view()}</div>
        }
    });
    let foot = foot_view(&visit, &shown, &asked, ended);
    view! {
        <section class="section network-list" id="list">
            <div class="list-head">
                <h2 class="title-block" id="list-title">{public::SAME_AS_LIST.of(locale)}</h2>
                {switches}
                <p class="caption">{counted(shown.nodes.len(), &public::ORGANISATIONS, locale)}</p>
            </div>
            {body}
            {foot}
        </section>
    }
}

fn table_view(visit: &Visit, shown: &NetworkGraph, has_meetings: bool) -> AnyView {
    let locale = visit.locale;
    let mut rows: Vec<usize> = (0..shown.nodes.len()).collect();
    rows.sort_by_cached_key(|row| order_of_name(&shown.nodes[*row].organisation.name));
    let groups = Group::ALL.iter().filter_map(|group| {
        let members: Vec<usize> = rows
            .iter()
            .copied()
            .filter(|row| Group::of(shown.nodes[*row].role) == *group)
            .collect();
        let role = shown.nodes[*members.first()?].role;
        let head = view! {
            <tr class="table__group">
                <th scope="rowgroup" colspan="5" id=group.anchor()>
                    <span class="table__group-head">
                        <span>{group.label(role, locale)}</span><span>{whole(members.len(), locale)}</span>
                    </span>
                </th>
            </tr>
        };
        let rows = members.into_iter().map(|row| row_view(visit, shown, row, has_meetings));
        Some(view! { <tbody>{head}{rows.collect_view()}</tbody> })
    });
    view! {
        <div class="table-sheet" role="region" tabindex="0" aria-labelledby="list-title">
            <table class="table">
                <thead><tr>
                    <th scope="col">{public::ORGANISATION.of(locale)}</th>
                    <th scope="col">{public::ROLE.of(locale)}</th>
                    <th scope="col">{public::HELPS.of(locale)}</th>
                    <th scope="col">{public::HELPED_BY.of(locale)}</th>
                    <th scope="col" class="table__number">{public::LAST_MEETING.of(locale)}</th>
                </tr></thead>
                {groups.collect_view()}
            </table>
        </div>
    }
    .into_any()
}

fn row_view(
    visit: &Visit,
    shown: &NetworkGraph,
    row: usize,
    has_meetings: bool,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let node = &shown.nodes[row];
    let organisation = &node.organisation;
    let address = visit.organisation(&organisation.network, &organisation.code);
    let last = shown
        .edges_of(row)
        .filter_map(|edge| edge.last_interaction)
        .max_by_key(|date| date.last_day());
    view! {
        <tr>
            <th scope="row" class="table__name"><div>
                {role_mark(node.role)}
                <span class="table__title">
                    <a href=address.clone() lang="ru">{tied(&organisation.name)}</a>
                    <span class="table__line">{short_line(shown, row, locale)}</span>
                </span>
            </div></th>
            <td class="table__role">{role_words(node, locale)}</td>
            {partners_cell(visit, shown, row, Side::Gives, &address)}
            {partners_cell(visit, shown, row, Side::Receives, &address)}
            {last_cell(visit, last, has_meetings)}
        </tr>
    }
}

/// What stands under the name on a phone, where the columns are left out.
fn short_line(shown: &NetworkGraph, row: usize, locale: Locale) -> String {
    let is_active = |edge: &&Edge| edge.partnership.status == PartnershipStatus::Active;
    let distinct = |side: Side| -> BTreeSet<usize> {
        let edges = shown.edges_of(row).filter(is_active);
        edges.filter_map(|edge| side.partner(edge, row)).collect()
    };
    let planned = shown
        .edges_of(row)
        .filter(|edge| {
            matches!(
                edge.partnership.status,
                PartnershipStatus::Proposed | PartnershipStatus::Agreed
            )
        })
        .count();
    let (helpers, helped) = (distinct(Side::Receives), distinct(Side::Gives));
    let mentor = shown
        .edges_of(row)
        .find(|edge| edge.to == row && opora_graph::network_graph::is_live_mentoring(edge))
        .map(|edge| tied(&shown.nodes[edge.from].organisation.name));
    let ends = |openness: Openness| {
        shown
            .open_ends_of(row)
            .filter(|end| end.openness == openness)
            .count()
    };
    let mut parts: Vec<String> = Vec::new();
    match (mentor, helpers.len()) {
        (Some(name), 1) => parts.push(public::line_mentor(locale, &name)),
        (Some(name), count) => {
            parts.push(public::line_mentor(locale, &name));
            parts.push(public::more(
                locale,
                &counted(count - 1, &public::PARTNERS, locale),
            ));
        }
        (None, 0) => {}
        (None, 1) => parts.push(public::line_helped_one(
            locale,
            &counted(1, &public::PARTNERS, locale),
        )),
        (None, count) => parts.push(public::line_helped(
            locale,
            &counted(count, &public::PARTNERS, locale),
        )),
    }
    if !helped.is_empty() {
        let partners = counted(helped.len(), &public::PARTNERS_DATIVE, locale);
        parts.push(public::line_helps(locale, &partners));
    }
    if planned > 0 {
        parts.push(public::line_planned(
            locale,
            &counted(planned, &public::PARTNERSHIPS, locale),
        ));
    }
    if parts.is_empty() {
        let none = public::NO_PARTNERS_YET
            .of(locale)
            .trim_end_matches('.')
            .to_lowercase();
        parts.push(none);
    }
    for (count, noun) in [
        (ends(Openness::Offer), &public::OFFERS_SHORT),
        (ends(Openness::Request), &public::REQUESTS_SHORT),
    ] {
        if count > 0 {
            parts.push(counted(count, noun, locale));
        }
    }
    parts.join(", ")
}

/// A second role is said in words.
fn role_words(node: &Node, locale: Locale) -> String {
    let mut words = node.role.label(locale).to_owned();
    if node.mentees > 0 && !matches!(node.role, Role::Mentor { .. }) {
        words.push_str(", ");
        words.push_str(public::ALSO_MENTOR.of(locale));
    }
    words
}

fn last_cell(
    visit: &Visit,
    last: Option<PartialDate>,
    has_meetings: bool,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let class = if last.is_some() {
        "table__number"
    } else {
        "table__number table__none"
    };
    let words = match last {
        Some(date) => dates::date_near(date, visit.today, locale),
        None if has_meetings => NONE.of(locale).to_owned(),
        None => NO_DATA.of(locale).to_owned(),
    };
    view! { <td class=class>{words}</td> }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Gives,
    Receives,
}

impl Side {
    /// The other side of an edge that ends at `row` on this side.
    const fn partner(self, edge: &Edge, row: usize) -> Option<usize> {
        match self {
            Side::Gives if edge.from == row => Some(edge.to),
            Side::Receives if edge.to == row => Some(edge.from),
            _ => None,
        }
    }
}

fn partners_cell(
    visit: &Visit,
    shown: &NetworkGraph,
    row: usize,
    side: Side,
    address: &str,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let (openness, open_words) = match side {
        Side::Gives => (Openness::Offer, public::OFFER_OPEN),
        Side::Receives => (Openness::Request, public::REQUEST_OPEN),
    };
    let mut partners: Vec<(Family, usize)> = shown
        .edges_of(row)
        .filter_map(|edge| Some((edge.family, side.partner(edge, row)?)))
        .collect();
    partners.sort_by_cached_key(|(family, other)| {
        (
            *family,
            order_of_name(&shown.nodes[*other].organisation.name),
        )
    });
    partners.dedup();
    let mut ends: Vec<Family> = shown
        .open_ends_of(row)
        .filter(|end| end.openness == openness)
        .map(|end| end.family)
        .collect();
    ends.dedup();
    if partners.is_empty() && ends.is_empty() {
        return view! { <td class="table__none">{NONE.of(locale)}</td> }.into_any();
    }
    let rest = partners.len().saturating_sub(PARTNERS_MAX);
    // One more line would say no more than the one partner itself.
    let named = if rest == 1 {
        partners.len()
    } else {
        partners.len() - rest
    };
    let names = partners[..named].iter().map(|(family, other)| {
        let other = &shown.nodes[*other].organisation;
        let href = visit.organisation(&other.network, &other.code);
        view! { <li>{edge_mark(*family)}<a href=href lang="ru">{tied(&other.name)}</a></li> }
    });
    let more = (rest > 1).then(|| {
        let words = public::more(locale, &counted(rest, &public::PARTNERS, locale));
        view! { <li class="table__more"><a href=address.to_owned()>{words}</a></li> }
    });
    let ends = ends.into_iter().map(|family| {
        view! {
            <li class="quiet">{open_end_mark(openness, family)}{open_words.of(locale)}</li>
        }
    });
    view! {
        <td><ul class="table__partners">
            {names.collect_view()}{more}{ends.collect_view()}
        </ul></td>
    }
    .into_any()
}

/// How many relations are over, when they are left out.
fn foot_view(
    visit: &Visit,
    shown: &NetworkGraph,
    asked: &Asked,
    ended: usize,
) -> Option<impl IntoView + use<>> {
    let network = shown.nodes.first()?.organisation.network.clone();
    (asked.filter.status == StatusFilter::Open && ended > 0).then(|| {
        let locale = visit.locale;
        let all = Asked {
            filter: Filter {
                status: StatusFilter::Any,
                ..asked.filter.clone()
            },
            ..asked.clone()
        };
        let href = format!("{}#list", visit.network(&network, &all.to_query()));
        view! {
            <p class="caption list-foot">
                {public::ENDED_HIDDEN.of(locale)} " " {whole(ended, locale)} ", "
                <a href=href>{public::SHOW_ENDED.of(locale)}</a> "."
            </p>
        }
    })
}
