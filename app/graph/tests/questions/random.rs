//! Random networks against counting by brute force. The seed of a failing one is in the message.

use crate::drawn::*;
use opora_graph::questions::path::shortest_path;
use opora_graph::questions::{Adjacency, AsOf, Communities, Components, Cuts, Day, Direction};
use opora_graph::{NetworkGraph, StatusFilter};

const SEEDS: u64 = 300;

fn random(seed: u64) -> NetworkGraph {
    let mut numbers = Numbers::new(seed);
    let schools = 1 + numbers.below(12);
    let count = numbers.below(2 * schools);
    let statuses = [Active, Completed, Proposed];
    let edges: Vec<_> = (0..count)
        .map(|_| {
            (
                numbers.below(schools),
                numbers.below(schools),
                statuses[numbers.below(3)],
            )
        })
        .collect();
    graph(schools, &edges)
}

/// Labels of what hangs together, by going over all edges until nothing changes.
fn labels(
    graph: &NetworkGraph,
    counts: impl Fn(usize) -> bool,
    is_there: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut labels: Vec<usize> = (0..graph.nodes.len()).collect();
    for _ in 0..graph.nodes.len() {
        for (at, edge) in graph.edges.iter().enumerate() {
            if counts(at) && is_there(edge.from) && is_there(edge.to) {
                let least = labels[edge.from].min(labels[edge.to]);
                (labels[edge.from], labels[edge.to]) = (least, least);
            }
        }
    }
    labels
}

/// The groups of those who had one label in `before`, the largest first, then by first member.
fn parts(labels: &[usize], among: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for label in 0..labels.len() {
        let members = (0..labels.len()).filter(|node| labels[*node] == label && among(*node));
        parts.push(members.collect());
    }
    parts.retain(|part| !part.is_empty());
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    parts
}

#[test]
fn components_bridges_and_cut_vertices_are_those_of_brute_force() {
    let mut found = 0;
    for seed in 0..SEEDS {
        let graph = random(seed);
        let adjacency = Adjacency::new(&graph, StatusFilter::Any);
        let together = labels(&graph, |_| true, |_| true);
        let components = Components::of(&adjacency);
        assert_eq!(
            components.members,
            parts(&together, |_| true),
            "seed {seed}"
        );
        let cuts = Cuts::of(&adjacency);
        let bridges: Vec<_> = cuts.bridges().collect();
        for (at, edge) in graph.edges.iter().enumerate() {
            let without = labels(&graph, |other| other != at, |_| true);
            let mut expected = Vec::new();
            if without[edge.from] != without[edge.to] {
                expected = parts(&without, |node| together[node] == together[edge.from]).remove(1);
            }
            assert_eq!(cuts.beyond(at), expected, "seed {seed}, edge {at}");
            let said = bridges.iter().find(|bridge| bridge.edge == at);
            assert_eq!(
                said.map_or(0, |bridge| bridge.cut_off),
                expected.len(),
                "seed {seed}"
            );
        }
        let cut_vertices = cuts.cut_vertices();
        for node in 0..graph.nodes.len() {
            let without = labels(&graph, |_| true, |other| other != node);
            let mut expected = parts(&without, |other| {
                other != node && together[other] == together[node]
            });
            if !expected.is_empty() {
                expected.remove(0);
            }
            assert_eq!(cuts.cut_off_by(node), expected, "seed {seed}, node {node}");
            let said = cut_vertices.iter().find(|each| each.node == node);
            let count = expected.iter().map(Vec::len).sum::<usize>();
            assert_eq!(said.map_or(0, |each| each.cut_off), count, "seed {seed}");
            found += usize::from(count > 0);
        }
    }
    assert!(found > 100);
}

#[test]
fn a_path_is_shortest_and_real() {
    let mut walked = 0;
    for seed in 0..SEEDS {
        let graph = random(seed);
        let count = graph.nodes.len();
        for counted in [StatusFilter::Any, StatusFilter::Only(Active)] {
            let adjacency = Adjacency::new(&graph, counted);
            let far = usize::MAX / 4;
            let mut distances = vec![vec![far; count]; count];
            for (node, from) in distances.iter_mut().enumerate() {
                from[node] = 0;
            }
            for edge in &graph.edges {
                if counted.lets_through(edge.partnership.status) {
                    distances[edge.from][edge.to] = 1;
                    distances[edge.to][edge.from] = 1;
                }
            }
            for by in 0..count {
                for from in 0..count {
                    for to in 0..count {
                        let way = distances[from][by] + distances[by][to];
                        distances[from][to] = distances[from][to].min(way);
                    }
                }
            }
            for (from, ways) in distances.iter().enumerate() {
                for (to, way) in ways.iter().enumerate() {
                    let path = shortest_path(&graph, &adjacency, from, to);
                    let length = path.as_ref().map_or(far, Vec::len);
                    assert_eq!(length, (*way).min(far), "seed {seed}: {from} to {to}");
                    let mut at = from;
                    for step in path.unwrap_or_default() {
                        let edge = &graph.edges[step.edge];
                        let sides = match step.direction {
                            Direction::Gives => (edge.from, edge.to),
                            Direction::Receives => (edge.to, edge.from),
                        };
                        assert_eq!(
                            (at, sides),
                            (step.from, (step.from, step.to)),
                            "seed {seed}"
                        );
                        assert!(counted.lets_through(edge.partnership.status), "seed {seed}");
                        at = step.to;
                        walked += 1;
                    }
                    assert!(at == to || length == far, "seed {seed}: {from} to {to}");
                }
            }
        }
    }
    assert!(walked > 1000);
}

#[test]
fn communities_hang_together_and_beat_one_for_all() {
    for seed in 0..SEEDS {
        let graph = random(seed);
        let adjacency = Adjacency::new(&graph, StatusFilter::Any);
        let communities = Communities::of(&adjacency);
        assert!(communities.modularity >= -1e-12, "seed {seed}");
        let inside = labels(
            &graph,
            |at| {
                let edge = &graph.edges[at];
                communities.of[edge.from] == communities.of[edge.to]
            },
            |_| true,
        );
        let is_in_one = |node: usize| communities.of[node].is_some();
        assert_eq!(
            communities.members,
            parts(&inside, is_in_one),
            "seed {seed}"
        );
        for node in 0..graph.nodes.len() {
            assert_eq!(is_in_one(node), graph.nodes[node].degree > 0, "seed {seed}");
        }
    }
}

#[test]
fn answers_do_not_depend_on_the_order_of_input() {
    for seed in 0..50 {
        let graph = random(seed);
        let mut numbers = Numbers::new(seed + 1000);
        let mut organisations: Vec<_> =
            graph.nodes.iter().map(|n| n.organisation.clone()).collect();
        let mut partnerships: Vec<_> = graph.edges.iter().map(|e| e.partnership.clone()).collect();
        for last in (1..organisations.len()).rev() {
            organisations.swap(last, numbers.below(last + 1));
        }
        for last in (1..partnerships.len()).rev() {
            partnerships.swap(last, numbers.below(last + 1));
        }
        let mixed = NetworkGraph::new(organisations, partnerships, Vec::new());
        let of = |graph: &NetworkGraph| {
            let adjacency = Adjacency::new(graph, StatusFilter::Any);
            let paths: Vec<_> = (0..graph.nodes.len())
                .map(|to| shortest_path(graph, &adjacency, 0, to))
                .collect();
            let then = AsOf::day(
                graph,
                &[],
                Day {
                    year: 2020,
                    month: 1,
                    day: 1,
                },
            );
            (
                Communities::of(&adjacency),
                Cuts::of(&adjacency),
                paths,
                then,
            )
        };
        assert_eq!(of(&graph), of(&mixed), "seed {seed}");
    }
}

#[test]
fn communities_that_were_planted_are_found() {
    for seed in 0..20 {
        let mut numbers = Numbers::new(seed);
        let (groups, size) = (8, 20);
        let mut edges = Vec::new();
        for group in 0..groups {
            for member in 0..size {
                let own = |other: usize| group + groups * (other % size);
                edges.push((own(member), own(member + 1)));
                edges.extend((0..4).map(|_| (own(member), own(numbers.below(size)))));
            }
            edges.extend((0..4).map(|_| (group, numbers.below(groups * size))));
        }
        let graph = live(groups * size, &edges);
        let communities = Communities::of(&Adjacency::live(&graph));
        assert_eq!(communities.members.len(), groups, "seed {seed}");
        for node in 0..groups * size {
            assert_eq!(
                communities.of[node],
                communities.of[node % groups],
                "seed {seed}"
            );
        }
    }
}
