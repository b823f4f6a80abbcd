//! `/network/SLUG/organisation/CODE`: what an organisation receives and gives, what it offers and
//! seeks, what was done this school year, and where it is.
//!
//! No standings, no results, no notes: they are not among the props, and the public never gets
//! them. Only the kind, the date and the number of participants of a meeting are shown.

mod ends;
mod fan;
mod meetings;
mod ways;

use super::practices::of_organisation;
use super::{Place, PublicPractice, Shell, Visit};
use crate::components::{Fact, NoticeKind, SmallMap, notice, role_mark_of_size, ruled_facts};
use crate::words::numbers::{Noun, counted, tied};
use crate::words::{dates, public};
use ends::{EndedRelations, OpenEnds};
use fan::PartnerFan;
use leptos::prelude::*;
use meetings::{Meetings, of_school_year};
use opora_domain::{
    Family, Interaction, Locale, Network, Openness, Organisation, OrganisationKind,
    PartnershipStatus, PlaceAccuracy, RecordId,
};
use opora_graph::fan::Direction;
use opora_graph::{Edge, NetworkGraph, Node, Role};
use std::collections::BTreeSet;
use ways::ways_view;

/// Size in px of the mark beside the name.
const TITLE_MARK_PX: u32 = 56;

/// The card of one organisation of `graph`, which is the whole network with every status.
/// `interactions` may be those of the whole network: the page takes those of its partnerships.
/// An organisation that is not in the graph gives the page that says so.
#[component]
pub fn OrganisationPage(
    visit: Visit,
    network: Network,
    graph: NetworkGraph,
    organisation: RecordId,
    interactions: Vec<Interaction>,
    #[prop(optional)] practices: Vec<PublicPractice>,
) -> impl IntoView {
    let Some(index) = graph.index_of(organisation) else {
        return view! { <super::NotFoundPage visit=visit/> }.into_any();
    };
    let locale = visit.locale;
    let node = graph.nodes[index].clone();
    let own: Vec<Interaction> = interactions
        .into_iter()
        .filter(|each| {
            graph
                .edges_of(index)
                .any(|edge| Some(edge.partnership.id) == each.partnership)
        })
        .collect();
    let this_year = of_school_year(own, visit.today);
    let name = tied(&node.organisation.name);
    let head = head_view(&visit, &network, &node);
    let main = main_view(&visit, &graph, index, this_year.len());
    let shared = of_organisation(&visit, &network, &practices, organisation);
    view! {
        <Shell visit=visit.clone() place=Place::InNetwork title=format!("{name}, {}", network.municipality)
            description=public::organisation_description(locale, &name, &network.municipality)
            is_example=network.is_example head=head>
            <div class="card">
                <div class="card__main">{main}{shared}</div>
                <div class="card__aside">
                    <div class="card__facts">
                        {ruled_facts(locale, facts_of(&visit, &network, &node.organisation))}
                        {place_view(&visit, &network, &graph, &node.organisation)}
                        {ways_view(&visit, &node.organisation)}
                    </div>
                    <Meetings visit=visit graph=graph organisation=index meetings=this_year/>
                </div>
            </div>
        </Shell>
    }
    .into_any()
}

fn head_view(visit: &Visit, network: &Network, node: &Node) -> AnyView {
    let locale = visit.locale;
    let organisation = &node.organisation;
    let name = tied(&organisation.name);
    // A full name that says no more than the short one is left out.
    let full_name =
        organisation.full_name.as_deref().map(tied).filter(|full| {
            opora_domain::choice::normal(full) != opora_domain::choice::normal(&name)
        });
    let address = visit.network(&network.slug, "");
    view! {
        <nav class="path" aria-label=public::PATH.of(locale)><ol>
            <li><a href=address.clone() lang="ru">{network.municipality.clone()}</a></li>
            <li><a href=format!("{address}#list")>{public::ORGANISATIONS_ENTRY.of(locale)}</a></li>
        </ol></nav>
        <div class="cover__head"><div class="cover__words">
            <div class="cover__title">
                {role_mark_of_size(node.role, TITLE_MARK_PX)}
                <h1 class="title-public" lang="ru">{name}</h1>
            </div>
            <p class="cover__sub cover__sub--marked">
                {role_words(node, locale)}
                {full_name.map(|full| view! { <br/><span lang="ru">{full}</span> })}
            </p>
        </div></div>
    }
    .into_any()
}

/// What it is. "Other school" says something only beside others.
fn role_words(node: &Node, locale: Locale) -> String {
    match node.role {
        Role::Supported { .. } | Role::Mentor { .. } => node.role.label(locale).to_owned(),
        Role::School | Role::Centre | Role::Partner => {
            fan::capitalised(node.organisation.kind.label(locale))
        }
    }
}

fn main_view(
    visit: &Visit,
    graph: &NetworkGraph,
    index: usize,
    meetings: usize,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let node = &graph.nodes[index];
    let is_school = node.organisation.kind == OrganisationKind::School;
    let open = |direction: Direction| -> Vec<Edge> {
        graph
            .edges_of(index)
            .filter(|edge| edge.partnership.status.is_open())
            .filter(|edge| match direction {
                Direction::Receives => edge.to == index,
                Direction::Gives => edge.from == index,
            })
            .cloned()
            .collect()
    };
    let (receives, gives) = (open(Direction::Receives), open(Direction::Gives));
    let has_open_ends = graph
        .open_ends_of(index)
        .any(|end| end.partnership.status.is_open());
    let has_any =
        graph.edges_of(index).next().is_some() || graph.open_ends_of(index).next().is_some();
    let lead = lead_view(visit, graph, node, &receives, &gives, meetings);
    let nothing = (!has_any).then(|| {
        let title = public::NO_RELATIONS.of(locale);
        let text = public::NO_RELATIONS_TEXT.of(locale);
        view! { {notice(NoticeKind::Empty, title, text)} }
    });
    let (who_helps, whom_helps) = if is_school {
        (public::WHO_HELPS_SCHOOL, public::WHOM_SCHOOL_HELPS)
    } else {
        (public::WHO_HELPS, public::WHOM_HELPS)
    };
    let fan = |id: &'static str, title: &'static str, direction: Direction, edges: Vec<Edge>| {
        (!edges.is_empty()).then(|| view! {
            <section class="section" aria-labelledby=id>
                <div class="section__head">
                    <h2 class="title-block" id=id>{title}</h2>
                    <p class="caption">{public::NOW.of(locale)}</p>
                </div>
                <PartnerFan visit=visit.clone() graph=graph.clone() organisation=index direction=direction edges=edges/>
            </section>
        })
    };
    view! {
        {has_any.then_some(lead)}
        {nothing}
        {fan("receives", who_helps.of(locale), Direction::Receives, receives)}
        {fan("gives", whom_helps.of(locale), Direction::Gives, gives)}
        {has_open_ends.then(|| view! {
            <OpenEnds visit=visit.clone() graph=graph.clone() organisation=index openness=Openness::Offer/>
            <OpenEnds visit=visit.clone() graph=graph.clone() organisation=index openness=Openness::Request/>
        })}
        <EndedRelations visit=visit.clone() graph=graph.clone() organisation=index/>
    }
}

/// «Школе помогают 6 партнёров. В этом учебном году записано: 35 встреч. Наставник: Школа № 3, с
/// сентября 2025 г.»
fn lead_view(
    visit: &Visit,
    graph: &NetworkGraph,
    node: &Node,
    receives: &[Edge],
    gives: &[Edge],
    meetings: usize,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let is_school = node.organisation.kind == OrganisationKind::School;
    // What is only proposed or agreed is not help yet.
    let is_active = |edge: &&Edge| edge.partnership.status == PartnershipStatus::Active;
    let partners = |edges: &[Edge], side: fn(&Edge) -> usize| {
        edges
            .iter()
            .filter(is_active)
            .map(side)
            .collect::<BTreeSet<_>>()
            .len()
    };
    let planned = receives
        .iter()
        .chain(gives)
        .filter(|edge| !is_active(edge))
        .count();
    let planned_words = counted(planned, &public::PARTNERSHIPS, locale);
    let (helpers, helped) = (
        partners(receives, |edge| edge.from),
        partners(gives, |edge| edge.to),
    );
    let number = |anchor: &'static str, count: usize, noun: &Noun| {
        view! { <a class="number" href=format!("#{anchor}")>{counted(count, noun, locale)}</a> }
    };
    let is_helped = (helpers > 0).then(|| {
        let is_one = public::PARTNERS.after(helpers, locale) == public::PARTNERS.after(1, locale);
        let words = match (is_school, is_one) {
            (true, true) => public::SCHOOL_IS_HELPED_BY_ONE,
            (true, false) => public::SCHOOL_IS_HELPED_BY,
            (false, true) => public::ORGANISATION_IS_HELPED_BY_ONE,
            (false, false) => public::ORGANISATION_IS_HELPED_BY,
        };
        view! { {words.of(locale)} " " {number("receives", helpers, &public::PARTNERS)} ". " }
    });
    let helps = (helped > 0).then(|| {
        let words = match (helpers > 0, is_school) {
            (true, _) => public::IT_HELPS,
            (false, true) => public::SCHOOL_HELPS,
            (false, false) => public::ORGANISATION_HELPS,
        };
        view! { {words.of(locale)} " " {number("gives", helped, &public::PARTNERS_DATIVE)} ". " }
    });
    let other = match (helpers + helped > 0, planned > 0) {
        (true, true) => Some(public::planned(locale, &planned_words)),
        (false, true) => Some(public::only_planned(locale, &planned_words)),
        (false, false) => Some(public::NO_PARTNERS_NAMED.of(locale).to_owned()),
        (true, false) => None,
    };
    let other = other.map(|other| format!("{other} "));
    let met = (meetings > 0).then(|| {
        view! { {public::THIS_YEAR_PASSED.of(locale)} " " {number("meetings", meetings, &public::MEETINGS)} ". " }
    });
    let mentor = mentor_view(visit, graph, node, receives);
    let index = graph.index_of(node.organisation.id);
    let ends = |openness: Openness| {
        graph
            .open_ends
            .iter()
            .filter(|end| Some(end.node) == index && end.openness == openness)
            .filter(|end| end.partnership.status.is_open())
            .count()
    };
    let offers = Some(ends(Openness::Offer)).filter(|count| *count > 0);
    let requests = Some(ends(Openness::Request)).filter(|count| *count > 0);
    let waiting = (offers.is_some() || requests.is_some()).then(|| {
        view! {
            {public::WAIT_FOR_SIDE.of(locale)} " "
            {offers.map(|count| number("offers", count, &public::OFFERS))}
            {(offers.is_some() && requests.is_some()).then_some(", ")}
            {requests.map(|count| number("seeks", count, &public::REQUESTS))} "."
        }
    });
    view! { <p class="lead">{is_helped}{helps}{other}{met}{mentor}{waiting}</p> }
}

fn mentor_view(
    visit: &Visit,
    graph: &NetworkGraph,
    node: &Node,
    receives: &[Edge],
) -> Option<impl IntoView + use<>> {
    let locale = visit.locale;
    let mentors: Vec<&Edge> = receives
        .iter()
        .filter(|edge| edge.family == Family::Mentoring)
        .filter(|edge| edge.partnership.status == PartnershipStatus::Active)
        .collect();
    if mentors.is_empty() {
        return node
            .role
            .is_without_mentor()
            .then(|| view! { {format!("{} ", public::NO_MENTOR.of(locale))} }.into_any());
    }
    let title = if mentors.len() == 1 {
        public::MENTOR_IS
    } else {
        public::MENTORS_ARE
    };
    let names = mentors
        .iter()
        .enumerate()
        .map(|(index, edge)| {
            let mentor = &graph.nodes[edge.from].organisation;
            let address = visit.organisation(&mentor.network, &mentor.code);
            // «г.» already ends with the stop that ends the sentence.
            let since = edge.partnership.term.since.map(|since| dates::since(since, locale));
            let since = since.map(|since| format!(", {}", since.trim_end_matches('.')));
            view! {
                {(index > 0).then_some("; ")}<a href=address lang="ru">{tied(&mentor.name)}</a>{since}
            }
        })
        .collect_view();
    Some(view! { {title.of(locale)} " " {names} ". " }.into_any())
}

fn facts_of(visit: &Visit, network: &Network, organisation: &Organisation) -> Vec<Fact> {
    let locale = visit.locale;
    let is_school = organisation.kind == OrganisationKind::School;
    let mut facts = vec![Fact::new(
        public::DISTRICT.of(locale),
        Some(network.municipality.clone()),
    )];
    if is_school || organisation.settlement.is_some() {
        facts.push(Fact::new(
            public::SETTLEMENT.of(locale),
            organisation.settlement.clone(),
        ));
    }
    if let Some(locality) = organisation.locality {
        facts.push(Fact::new(
            public::LOCALITY.of(locale),
            Some(locality.label(locale).to_owned()),
        ));
    }
    if is_school {
        let pupils = organisation
            .pupils
            .and_then(|pupils| usize::try_from(pupils).ok());
        let pupils = pupils.map(|pupils| crate::words::numbers::whole(pupils, locale));
        let small =
            (organisation.is_small == Some(true)).then(|| public::SMALL.of(locale).to_owned());
        let parts: Vec<String> = pupils.into_iter().chain(small).collect();
        let value = (!parts.is_empty()).then(|| parts.join(", "));
        facts.push(Fact::new(public::PUPILS_LABEL.of(locale), value));
    }
    facts
}

fn place_view(
    visit: &Visit,
    network: &Network,
    graph: &NetworkGraph,
    organisation: &Organisation,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let Some(place) = organisation.place else {
        return view! { <p class="caption">{public::PLACE_UNKNOWN_HERE.of(locale)}</p> }.into_any();
    };
    let caption = match place.accuracy {
        Some(PlaceAccuracy::Settlement) => public::TO_SETTLEMENT,
        Some(PlaceAccuracy::Building) => public::TO_BUILDING,
        None => public::ACCURACY_UNKNOWN,
    };
    let label = organisation
        .settlement
        .clone()
        .unwrap_or_else(|| tied(&organisation.name));
    let name = public::map_name(locale, &label);
    view! {
        <SmallMap graph=graph.clone() organisation=organisation.id centre=network.centre label=label
            centre_label=public::CENTRE.of(locale).to_owned() name=name caption=caption.of(locale).to_owned()/>
    }
    .into_any()
}
