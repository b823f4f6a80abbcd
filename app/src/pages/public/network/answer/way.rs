//! How two organisations are connected, as a sentence and step by step; and what is asked when
//! an end is not known.

use super::telling::{Telling, arrow_from_giver};
use crate::components::edge_mark;
use crate::pages::public::network::ask::{hidden_fields, organisations_field};
use crate::words::numbers::counted;
use crate::words::questions;
use leptos::prelude::*;
use opora_domain::Family;
use opora_graph::question::End;
use opora_graph::questions::Direction;
use opora_graph::questions::path::PathStep;

/// «Школа № 5 ← наставничество ← Школа № 1», then who helps whom with its evidence.
pub fn path(telling: &Telling, from: usize, steps: Option<&[PathStep]>) -> AnyView {
    let locale = telling.locale();
    let Some(steps) = steps else {
        return view! { <p class="answer__lead">{questions::NO_PATH.of(locale)}</p> }.into_any();
    };
    let links = steps.iter().map(|step| {
        let edge = &telling.graph.edges[step.edge];
        let arrow = match (edge.family, step.direction) {
            (Family::Social, _) => " — ",
            (_, Direction::Gives) => " → ",
            (_, Direction::Receives) => " ← ",
        };
        let kind = edge.partnership.kind.label(locale);
        view! { <span class="answer__way">{arrow}{kind}{arrow}</span>{telling.link(step.to)} }
    });
    let lines = steps.iter().map(|step| {
        let edge = &telling.graph.edges[step.edge];
        let (giver, receiver) = (telling.name(edge.from), telling.name(edge.to));
        let who = if arrow_from_giver(edge) == " → " {
            questions::helps(locale, &giver, &receiver)
        } else {
            questions::together(locale, &giver, &receiver)
        };
        view! {
            <li>{edge_mark(edge.family)}<span>{who} ": " {telling.evidence(edge)}</span></li>
        }
    });
    let length = questions::path_length(locale, &counted(steps.len(), &questions::STEPS, locale));
    view! {
        <p class="answer__lead">{telling.link(from)}{links.collect_view()}"."</p>
        <p>{length}</p>
        <ol class="answer__list">{lines.collect_view()}</ol>
    }
    .into_any()
}

/// One end is named, or none, or one cannot be found: what to do, and where.
pub fn ends(telling: &Telling, from: End, to: End) -> AnyView {
    let locale = telling.locale();
    let sentence = match (from, to) {
        (End::NotFound, _) | (_, End::NotFound) => questions::END_NOT_FOUND.of(locale).to_owned(),
        (End::Found(node), _) | (_, End::Found(node)) => {
            questions::choose_other(locale, &telling.name(node))
        }
        (End::NotNamed, End::NotNamed) => questions::CHOOSE_ENDS.of(locale).to_owned(),
    };
    // The named end is kept: only the other one is asked for.
    let named = from.node().or(to.node()).map(|node| telling.code(node));
    let kept = named
        .clone()
        .map(|code| view! { <input type="hidden" name="from" value=code/> });
    let first = named.is_none().then(|| {
        let label = questions::END_FIRST.of(locale);
        organisations_field(
            telling.offered(),
            "answer-from",
            "from",
            label,
            ("", ""),
            locale,
        )
    });
    let label = questions::END_SECOND.of(locale);
    let second = {
        let named = named.as_deref().unwrap_or_default();
        organisations_field(
            telling.offered(),
            "answer-to",
            "to",
            label,
            ("", named),
            locale,
        )
    };
    let action = telling.visit.network(&telling.network.slug, "");
    let action = action.split('?').next().unwrap_or_default().to_owned();
    view! {
        <p class="answer__lead">{sentence}</p>
        <form class="ask__form" method="get" action=format!("{action}#answer")>
            {hidden_fields(telling.visit, &telling.asked.asking(None).to_query())}
            {kept}{first}{second}
            <button class="button" type="submit">{questions::SHOW_PATH.of(locale)}</button>
        </form>
    }
    .into_any()
}
