//! Answers to a search and to a question about one organisation.

use super::telling::Telling;
use crate::components::edge_mark;
use crate::words::numbers::{counted, whole};
use crate::words::{public, questions};
use leptos::prelude::*;
use opora_domain::Family;
use opora_graph::Question;
use opora_graph::network_graph::is_live_mentoring;
use opora_graph::question::Around;
use opora_graph::questions::Direction;
use opora_graph::questions::neighbours::{Neighbour, STEPS_MAX};

pub fn found(
    telling: &Telling,
    one: Option<&Around>,
    others: &[usize],
    left_out: usize,
) -> AnyView {
    let locale = telling.locale();
    let number = usize::from(one.is_some()) + others.len() + left_out;
    if number == 0 {
        return view! { <p class="answer__lead">{questions::NOT_FOUND.of(locale)}</p> }.into_any();
    }
    let sentence = questions::found(locale, &counted(number, &public::ORGANISATIONS, locale));
    let rows = others.iter().map(|node| found_row(telling, *node));
    let left_out = (left_out > 0).then(|| {
        let words = questions::found_left_out(locale, &whole(left_out, locale));
        view! { <p class="caption">{words}</p> }
    });
    let also = (one.is_some() && !others.is_empty()).then(|| {
        let words = questions::also_found(locale, &whole(others.len(), locale));
        view! { <h3 class="title-section">{words}</h3> }
    });
    view! {
        <p class="answer__lead">{sentence}</p>
        {one.map(|around| view! {
            <h3 class="title-section answer__name">{telling.marked(around.node)}</h3>
            <p>{telling.onwards(around.node)}</p>
            {around_body(telling, around)}
        })}
        {also}
        {(!others.is_empty()).then(|| view! { <ul class="answer__list">{rows.collect_view()}</ul> })}
        {left_out}
    }
    .into_any()
}

/// Name, place and mentors of somebody found, and where to ask on.
fn found_row(telling: &Telling, node: usize) -> impl IntoView + use<> {
    let locale = telling.locale();
    let organisation = &telling.graph.nodes[node].organisation;
    let settlement = organisation.settlement.as_ref();
    let settlement = settlement.map(|name| format!(", {name}"));
    let mentors = telling.graph.edges_of(node).filter(|edge| edge.to == node);
    let mut mentors: Vec<usize> = mentors
        .filter(|edge| is_live_mentoring(edge))
        .map(|edge| edge.from)
        .collect();
    mentors.sort_unstable();
    mentors.dedup();
    let is_seeking = telling.graph.nodes[node].role.is_without_mentor();
    let title = match mentors.len() {
        0 if is_seeking => Some(questions::SEEKS_MENTOR),
        0 => None,
        1 => Some(questions::MENTOR),
        _ => Some(questions::MENTORS),
    };
    let title = title.map(|words| format!(", {} ", words.of(locale)));
    view! {
        <li>
            <span class="answer__who">{telling.marked(node)}{settlement}{title}{telling.names(&mentors)}</span>
            {telling.onwards(node)}
        </li>
    }
}

pub fn around(telling: &Telling, around: &Around) -> AnyView {
    let locale = telling.locale();
    let current = around.steps;
    let steps = (1..=STEPS_MAX).map(|steps| {
        let href = telling.ask(Question::About {
            code: telling.code(around.node),
            steps,
        });
        let is_current = (steps == current).then_some("true");
        view! {
            <a class="chip" href=href aria-current=is_current>{counted(steps, &questions::STEPS, locale)}</a>
        }
    });
    let path = telling.ask(Question::Path {
        from: telling.code(around.node),
        to: String::new(),
    });
    view! {
        {around_body(telling, around)}
        <nav class="chips" aria-label=questions::HOW_FAR.of(locale)>{steps.collect_view()}</nav>
        <p><a href=path>{questions::PATH_TO.of(locale)}</a></p>
    }
    .into_any()
}

/// The sentence with its numbers, who helps, who is helped, and who is further away.
fn around_body(telling: &Telling, around: &Around) -> AnyView {
    let locale = telling.locale();
    let (nodes, edges) = (&around.ego.nodes, &around.ego.edges);
    let ends = telling.graph.open_ends_of(around.node);
    let ends: Vec<AnyView> = ends.map(|end| telling.open_end(end)).collect();
    let ends = (!ends.is_empty()).then(|| view! { <ul class="answer__list">{ends}</ul> });
    if nodes.len() < 2 {
        return view! { <p>{questions::NO_PARTNERSHIPS.of(locale)}</p>{ends} }.into_any();
    }
    let sentence = questions::within(
        locale,
        &counted(around.steps, &questions::STEPS_GENITIVE, locale),
        &counted(nodes.len() - 1, &public::ORGANISATIONS, locale),
        &counted(edges.len(), &public::PARTNERSHIPS, locale),
    );
    let is_social = |each: &&Neighbour| each.kind.family() == Family::Social;
    let directed = |direction: Direction| -> Vec<&Neighbour> {
        let all = around.neighbours.iter();
        all.filter(|each| !is_social(each) && each.direction == direction)
            .collect()
    };
    let social: Vec<&Neighbour> = around.neighbours.iter().filter(is_social).collect();
    let partners = |title: &'static str, neighbours: Vec<&Neighbour>| {
        let rows = neighbours.iter().map(|each| {
            let edge = &telling.graph.edges[each.edge];
            view! {
                <li>{edge_mark(edge.family)}<span>{telling.link(each.node)} ": " {telling.evidence(edge)}</span></li>
            }
        });
        (!neighbours.is_empty()).then(|| {
            view! {
                <p class="answer__part">{title}</p>
                <ul class="answer__list">{rows.collect_view()}</ul>
            }
        })
    };
    let further = (2..=around.steps).filter_map(|steps| {
        let there = nodes.iter().filter(|near| near.steps == steps);
        let there: Vec<usize> = there.map(|near| near.node).collect();
        if there.is_empty() {
            return None;
        }
        let words = questions::after_steps(locale, &counted(steps, &questions::STEPS, locale));
        Some(view! { <p>{words} " " {telling.names(&there)} "."</p> })
    });
    view! {
        <p>{sentence}</p>
        {partners(questions::WHO_HELPS_IT.of(locale), directed(Direction::Receives))}
        {partners(questions::WHOM_IT_HELPS.of(locale), directed(Direction::Gives))}
        {partners(questions::WITH_WHOM.of(locale), social)}
        {ends}
        {further.collect_view()}
    }
    .into_any()
}
