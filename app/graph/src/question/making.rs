//! From a question to its answer: who is meant, which graph is asked, what of it is named.
//!
//! A question is asked of what the filter lets through: whose families are hidden does not count
//! as connected by them. Lists are cut here, once, so that picture and words agree.

use super::answer::{Answer, Around, End, Said, Weak};
use super::emphasis::Emphasis;
use super::{Asked, Question, Ready, moments};
use crate::filter::{Filter, StatusFilter};
use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use crate::questions::cuts::left_without_support;
use crate::questions::load::{Isolate, Loads, isolates, loads};
use crate::questions::neighbours::{ego, neighbours};
use crate::questions::path::shortest_path;
use crate::questions::search::folded;
use crate::questions::{Adjacency, Communities, Cuts, Day, Direction, SearchIndex};
use opora_domain::{Interaction, PartnershipStatus};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Organisations a search names.
pub const FOUND_MAX: usize = 20;
/// Givers the question who carries most names.
pub const GIVERS_MAX: usize = 10;
/// Weak places that are named.
pub const WEAK_MAX: usize = 8;
/// Givers the picture shows when none carries much against the rest.
const GIVERS_SHOWN: usize = 3;

/// Answers what an address asks; `None` when it asks nothing. `whole` is the network with every
/// status, `interactions` are all of it, `today` ends «since». O(n log n) for most questions of a
/// network of size n; communities as [`Communities::of`].
pub fn answer(
    asked: &Asked,
    whole: &NetworkGraph,
    interactions: &[Interaction],
    today: Day,
) -> Option<Answer> {
    let question = asked.question.clone()?;
    let filter = &asked.filter;
    let moment = match question {
        Question::On(day) => Some(moments::on(whole, interactions, filter, day)),
        Question::Since(day) => Some(moments::between(whole, interactions, filter, day, today)),
        Question::Between(from, to) => {
            Some(moments::between(whole, interactions, filter, from, to))
        }
        _ => None,
    };
    if let Some(moment) = moment {
        return Some(Answer {
            question,
            graph: moment.graph,
            then: Some(moment.then),
            said: moment.said,
            emphasis: moment.emphasis,
        });
    }
    let graph = whole.filtered(filter);
    let (said, emphasis) = match &question {
        Question::Find(text) => found(&graph, text),
        Question::About { code, steps } => match organisation(&graph, code) {
            End::Found(node) => {
                let around = around(&graph, node, *steps);
                let emphasis = emphasis_of(&graph, &around);
                (Said::Around(around), emphasis)
            }
            End::NotFound | End::NotNamed => (Said::NoSuch, Emphasis::all()),
        },
        Question::Path { from, to } => path(&graph, from, to),
        Question::Only(Ready::Alone) => alone(whole, filter, &graph),
        Question::Only(Ready::Hubs) => hubs(&graph),
        Question::Only(Ready::Bridges) => weak(&graph),
        Question::Only(Ready::Communities) => together(&graph),
        Question::Since(_) | Question::On(_) | Question::Between(..) | Question::UnreadDay => {
            (Said::UnreadDay, Emphasis::all())
        }
    };
    Some(Answer {
        question,
        graph,
        then: None,
        said,
        emphasis,
    })
}

/// The organisation that is meant: of this code, or else the only one of this name, or else the
/// only one a search finds.
fn organisation(graph: &NetworkGraph, text: &str) -> End {
    if text.is_empty() {
        return End::NotNamed;
    }
    let mut nodes = graph.nodes.iter().map(|node| &node.organisation);
    if let Some(node) = nodes.position(|organisation| organisation.code == text) {
        return End::Found(node);
    }
    let wanted = folded(text);
    let nodes = graph.nodes.iter().enumerate();
    let of_name: Vec<usize> = nodes
        .filter(|(_, node)| folded(&node.organisation.name) == wanted)
        .map(|(at, _)| at)
        .collect();
    if let [node] = of_name[..] {
        return End::Found(node);
    }
    match SearchIndex::new(graph).find(text, 2)[..] {
        [only] if of_name.is_empty() => End::Found(only.node),
        _ => End::NotFound,
    }
}

fn found(graph: &NetworkGraph, text: &str) -> (Said, Emphasis) {
    if !text.chars().any(char::is_alphanumeric) {
        return (Said::NothingToFind, Emphasis::all());
    }
    let all = SearchIndex::new(graph).find(text, graph.nodes.len());
    let mut nodes: Vec<usize> = all.iter().map(|each| each.node).collect();
    let one = match organisation(graph, text) {
        End::Found(node) => Some(around(graph, node, 1)),
        End::NotFound | End::NotNamed => None,
    };
    nodes.retain(|node| one.as_ref().is_none_or(|one| one.node != *node));
    let left_out = nodes.len().saturating_sub(FOUND_MAX);
    nodes.truncate(FOUND_MAX);
    let emphasis = match &one {
        Some(around) => emphasis_of(graph, around),
        None => Emphasis::of(graph, nodes.iter().copied(), []),
    };
    let others = nodes;
    let said = Said::Found {
        one,
        others,
        left_out,
    };
    (said, emphasis)
}

fn around(graph: &NetworkGraph, node: usize, steps: usize) -> Around {
    let adjacency = Adjacency::new(graph, StatusFilter::Any);
    Around {
        node,
        steps,
        ego: ego(&adjacency, node, steps),
        neighbours: neighbours(graph, &adjacency, node),
    }
}

fn emphasis_of(graph: &NetworkGraph, around: &Around) -> Emphasis {
    let nodes = around.ego.nodes.iter().map(|near| near.node);
    let mut emphasis = Emphasis::of(graph, nodes, around.ego.edges.iter().copied());
    let ends = graph
        .open_ends_of(around.node)
        .map(|end| end.partnership.id);
    if let Some(strong) = &mut emphasis.strong {
        strong.extend(ends);
    }
    emphasis
}

fn path(graph: &NetworkGraph, from: &str, to: &str) -> (Said, Emphasis) {
    let (from, to) = (organisation(graph, from), organisation(graph, to));
    let (Some(start), Some(end)) = (from.node(), to.node()) else {
        let named = [from, to].into_iter().filter_map(End::node);
        let named: Vec<usize> = named.collect();
        let emphasis = if named.is_empty() {
            Emphasis::all()
        } else {
            Emphasis::of(graph, named, [])
        };
        return (Said::Ends { from, to }, emphasis);
    };
    if start == end {
        return (Said::SameEnds(start), Emphasis::of(graph, [start], []));
    }
    let adjacency = Adjacency::new(graph, StatusFilter::Any);
    let steps = shortest_path(graph, &adjacency, start, end);
    let between = steps.iter().flatten();
    let nodes = between.clone().map(|step| step.to).chain([start, end]);
    let emphasis = Emphasis::of(graph, nodes, between.map(|step| step.edge));
    let said = Said::Path {
        from: start,
        to: end,
        steps,
    };
    (said, emphasis)
}

/// Asked of every status: that a partnership has ended is part of the answer.
fn alone(whole: &NetworkGraph, filter: &Filter, graph: &NetworkGraph) -> (Said, Emphasis) {
    let ever = whole.filtered(&Filter {
        status: StatusFilter::Any,
        ..filter.clone()
    });
    // The same organisations in the same order: a filter hides them by role alone.
    let alone: Vec<Isolate> = isolates(&ever);
    let emphasis = Emphasis::of(graph, alone.iter().map(|each| each.node), []);
    (Said::Alone(alone), emphasis)
}

fn hubs(graph: &NetworkGraph) -> (Said, Emphasis) {
    let loads: Loads = loads(graph);
    let hubs = loads.givers.iter().take_while(|load| load.is_hub).count();
    let shown = if hubs == 0 {
        GIVERS_SHOWN
    } else {
        hubs.min(GIVERS_MAX)
    };
    let givers: BTreeSet<usize> = loads.givers.iter().take(shown).map(|l| l.node).collect();
    let edges: Vec<usize> = (0..graph.edges.len())
        .filter(|at| {
            let edge = &graph.edges[*at];
            edge.partnership.status == PartnershipStatus::Active && givers.contains(&edge.from)
        })
        .collect();
    let helped = edges.iter().map(|at| graph.edges[*at].to);
    let nodes: Vec<usize> = helped.chain(givers.iter().copied()).collect();
    let emphasis = Emphasis::of(graph, nodes, edges);
    (Said::Hubs(loads), emphasis)
}

/// Counted in live partnerships: what is only planned holds nobody yet.
fn weak(graph: &NetworkGraph) -> (Said, Emphasis) {
    let live = Adjacency::live(graph);
    let cuts = Cuts::of(&live);
    let mut falls_off = vec![0; graph.nodes.len()];
    for vertex in cuts.cut_vertices() {
        falls_off[vertex.node] = vertex.cut_off;
    }
    let mut ranked: Vec<(usize, Vec<usize>)> = (0..graph.nodes.len())
        .map(|node| (node, left_without_support(&live, node)))
        .filter(|(node, unsupported)| falls_off[*node] + unsupported.len() > 0)
        .collect();
    sort_by_key(&mut ranked, |(node, unsupported)| {
        (Reverse(falls_off[*node] + unsupported.len()), *node)
    });
    let left_out = ranked.len().saturating_sub(WEAK_MAX);
    ranked.truncate(WEAK_MAX);
    let places: Vec<Weak> = ranked
        .into_iter()
        .map(|(node, unsupported)| {
            let mut cut_off = cuts.cut_off_by(node).concat();
            sort_by_key(&mut cut_off, |node| *node);
            Weak {
                node,
                cut_off,
                unsupported,
            }
        })
        .collect();
    let mut nodes: BTreeSet<usize> = BTreeSet::new();
    let mut edges: BTreeSet<usize> = BTreeSet::new();
    for place in &places {
        let lost: BTreeSet<usize> = place
            .cut_off
            .iter()
            .chain(&place.unsupported)
            .copied()
            .collect();
        let held = live.of(place.node).iter();
        edges.extend(
            held.filter(|step| lost.contains(&step.node))
                .map(|step| step.edge),
        );
        nodes.extend(lost);
        nodes.insert(place.node);
    }
    let mut emphasis = Emphasis::of(graph, nodes, edges);
    let numbered = places.iter().enumerate();
    emphasis.numbers = numbered
        .map(|(at, place)| (graph.nodes[place.node].organisation.id, at + 1))
        .collect();
    (Said::Weak { places, left_out }, emphasis)
}

fn together(graph: &NetworkGraph) -> (Said, Emphasis) {
    let live = Adjacency::live(graph);
    let communities = Communities::of(&live);
    let of = |node: usize| communities.of[node];
    let inside = (0..graph.nodes.len()).flat_map(|node| live.of(node));
    let edges: Vec<usize> = inside
        .filter(|step| step.direction == Direction::Gives)
        .map(|step| step.edge)
        .filter(|at| of(graph.edges[*at].from) == of(graph.edges[*at].to))
        .collect();
    let members = communities.members.iter().enumerate();
    let numbers: Vec<(usize, usize)> = members
        .flat_map(|(group, nodes)| nodes.iter().map(move |node| (*node, group + 1)))
        .collect();
    let mut emphasis = Emphasis::of(graph, numbers.iter().map(|(node, _)| *node), edges);
    emphasis.numbers = numbers
        .into_iter()
        .map(|(node, group)| (graph.nodes[node].organisation.id, group))
        .collect();
    (Said::Together(communities), emphasis)
}
