//! Answers about other moments than the present: the network as of a day, and what changed from
//! one day to another.
//!
//! Both days of a change are read by their dates alone, the later one too when it is today: a
//! partnership without dates would otherwise seem to have begun. Such ones are counted and said.

use super::answer::{AsOfDay, Changed, Said};
use super::emphasis::{Emphasis, Sign};
use crate::filter::{Filter, StatusFilter};
use crate::network_graph::NetworkGraph;
use crate::questions::time::{Dated, days_of_change};
use crate::questions::union::Presence;
use crate::questions::{AsOf, Day, Union};
use opora_domain::{Interaction, RecordId};
use std::collections::BTreeSet;

/// An answer's parts that depend on the moment.
pub struct Moment {
    pub graph: NetworkGraph,
    pub then: NetworkGraph,
    pub said: Said,
    pub emphasis: Emphasis,
}

pub fn on(whole: &NetworkGraph, interactions: &[Interaction], filter: &Filter, day: Day) -> Moment {
    let then = AsOf::day(whole, interactions, day);
    let graph = then.graph.filtered(filter);
    let shown = relations_of(&graph);
    let perhaps: Vec<RecordId> = partnerships(&then.perhaps)
        .filter(|id| shown.contains(id))
        .collect();
    let days = days_of_change(&whole.filtered(&any(filter)));
    let said = Said::On(AsOfDay {
        day,
        previous: days.iter().rev().find(|each| **each < day).copied(),
        next: days.iter().find(|each| **each > day).copied(),
        undated: undated(whole, filter, &then.undated),
        is_support_unknown: !then.support_unknown.is_empty(),
        perhaps: perhaps.clone(),
    });
    let emphasis = Emphasis {
        signs: perhaps.into_iter().map(|id| (id, Sign::Perhaps)).collect(),
        ..Emphasis::all()
    };
    Moment {
        graph,
        then: then.graph,
        said,
        emphasis,
    }
}

pub fn between(
    whole: &NetworkGraph,
    interactions: &[Interaction],
    filter: &Filter,
    from: Day,
    to: Day,
) -> Moment {
    let (from, to) = (from.min(to), from.max(to));
    let before = AsOf::day(whole, interactions, from);
    let after = AsOf::day(whole, interactions, to);
    let union = Union::of(
        &before.graph.filtered(filter),
        &after.graph.filtered(filter),
    );
    let at = |presences: &[Presence], wanted: Presence| -> Vec<usize> {
        let presences = presences.iter().enumerate();
        presences
            .filter(|(_, presence)| **presence == wanted)
            .map(|(at, _)| at)
            .collect()
    };
    let graph = union.graph;
    let changed = Changed {
        from,
        to,
        came: at(&union.edges, Presence::After),
        went: at(&union.edges, Presence::Before),
        ends_came: at(&union.open_ends, Presence::After),
        ends_went: at(&union.open_ends, Presence::Before),
        interactions: met(&graph, interactions, from, to),
        undated: undated(whole, filter, &after.undated),
    };
    let emphasis = emphasis_of(&graph, &changed);
    Moment {
        then: Union::of(&before.graph, &after.graph).graph,
        said: Said::Changed(changed),
        graph,
        emphasis,
    }
}

fn emphasis_of(graph: &NetworkGraph, changed: &Changed) -> Emphasis {
    let mut emphasis = Emphasis::all();
    let mut strong = BTreeSet::new();
    let node = |at: usize| graph.nodes[at].organisation.id;
    for (edges, sign) in [(&changed.came, Sign::Gained), (&changed.went, Sign::Lost)] {
        for edge in edges.iter().map(|at| &graph.edges[*at]) {
            strong.extend([edge.partnership.id, node(edge.from), node(edge.to)]);
            emphasis.signs.insert(edge.partnership.id, sign);
        }
    }
    for (ends, sign) in [
        (&changed.ends_came, Sign::Gained),
        (&changed.ends_went, Sign::Lost),
    ] {
        for end in ends.iter().map(|at| &graph.open_ends[*at]) {
            strong.extend([end.partnership.id, node(end.node)]);
            emphasis.signs.insert(end.partnership.id, sign);
        }
    }
    // Where nothing changed nothing has to step back.
    emphasis.strong = Some(strong).filter(|strong| !strong.is_empty());
    emphasis
}

/// Meetings of which it is sure that they were in these days.
fn met(graph: &NetworkGraph, interactions: &[Interaction], from: Day, to: Day) -> usize {
    let shown: BTreeSet<RecordId> = graph.edges.iter().map(|edge| edge.partnership.id).collect();
    let is_met = |each: &&Interaction| {
        let is_shown = each.partnership.is_some_and(|id| shown.contains(&id));
        let is_then = each
            .date
            .is_some_and(|date| Day::first_of(date) >= from && Day::last_of(date) <= to);
        is_shown && is_then
    };
    interactions.iter().filter(is_met).count()
}

fn any(filter: &Filter) -> Filter {
    Filter {
        status: StatusFilter::Any,
        ..filter.clone()
    }
}

fn undated(whole: &NetworkGraph, filter: &Filter, undated: &[Dated]) -> usize {
    let shown = relations_of(&whole.filtered(&any(filter)));
    partnerships(undated)
        .filter(|id| shown.contains(id))
        .count()
}

fn partnerships(dated: &[Dated]) -> impl Iterator<Item = RecordId> {
    dated.iter().filter_map(|each| match each {
        Dated::Partnership(id) => Some(*id),
        Dated::Standing { .. } => None,
    })
}

/// Partnerships, offers and requests.
fn relations_of(graph: &NetworkGraph) -> BTreeSet<RecordId> {
    let edges = graph.edges.iter().map(|edge| edge.partnership.id);
    let ends = graph.open_ends.iter().map(|end| end.partnership.id);
    edges.chain(ends).collect()
}
