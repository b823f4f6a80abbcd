//! The layout of large networks: alike everywhere, apart, near where it was, and never without end.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod degenerate;
mod stable;

use opora_graph::generated::GeneratedNetwork;
use opora_graph::layout::large::{CompactGraph, Options, Point, place};
use opora_graph::quality::quality;

fn graph_of(network: &GeneratedNetwork) -> CompactGraph {
    let edges: Vec<(u32, u32, f32)> = network
        .edges
        .iter()
        .map(|(from, to)| (*from, *to, 1.0))
        .collect();
    CompactGraph::new(network.kinds.len(), &edges)
}

/// The least distance between any two, px; grows with the square of their number.
fn nearest(points: &[Point]) -> f32 {
    let mut nearest = f32::INFINITY;
    for (at, a) in points.iter().enumerate() {
        for b in &points[at + 1..] {
            nearest = nearest.min((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1));
        }
    }
    nearest.sqrt()
}

/// Left, top, right, bottom.
fn frame(points: impl Iterator<Item = Point>) -> [f32; 4] {
    points.fold(
        [
            f32::INFINITY,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::NEG_INFINITY,
        ],
        |frame, (x, y)| {
            [
                frame[0].min(x),
                frame[1].min(y),
                frame[2].max(x),
                frame[3].max(y),
            ]
        },
    )
}

/// Organisations, relations and fingerprint, a line each. A change of these numbers moves every
/// large picture: say so in the commit. The same are expected of the WebAssembly
/// (`end2end/graph-bench/same.mjs`).
const GOLDEN: &str = include_str!("golden.txt");

fn golden() -> Vec<(usize, usize, u64)> {
    let line = |line: &str| {
        let mut words = line.split_whitespace();
        let mut next = || words.next().unwrap().to_owned();
        let (organisations, relations) = (next().parse().unwrap(), next().parse().unwrap());
        (
            organisations,
            relations,
            u64::from_str_radix(&next(), 16).unwrap(),
        )
    };
    GOLDEN.lines().map(line).collect()
}

#[test]
fn a_hundred_runs_have_one_fingerprint() {
    let (organisations, relations, golden) = golden()[0];
    let graph = graph_of(&GeneratedNetwork::new(organisations, relations, 1));
    for _ in 0..100 {
        let placed = place(&graph, &[], &Options::default());
        assert_eq!(placed.fingerprint(), golden, "{:x}", placed.fingerprint());
    }
}

#[test]
fn the_fingerprints_are_those_written_down() {
    for (organisations, relations, golden) in golden() {
        let graph = graph_of(&GeneratedNetwork::new(organisations, relations, 1));
        let placed = place(&graph, &[], &Options::default());
        assert_eq!(placed.fingerprint(), golden, "{:x}", placed.fingerprint());
    }
}

#[test]
fn the_order_in_which_edges_come_means_nothing() {
    let network = GeneratedNetwork::new(500, 1_000, 4);
    let mut turned = network.clone();
    turned.edges.reverse();
    for edge in turned.edges.iter_mut().step_by(3) {
        *edge = (edge.1, edge.0);
    }
    assert_eq!(
        place(&graph_of(&network), &[], &Options::default()),
        place(&graph_of(&turned), &[], &Options::default())
    );
}

#[test]
fn marks_do_not_overlap_and_components_stand_apart() {
    let options = Options::default();
    for seed in 1..6 {
        let graph = graph_of(&GeneratedNetwork::new(1_500, 3_000, seed));
        let placed = place(&graph, &[], &options);
        assert!(nearest(&placed.positions) >= options.distance * 0.999);
        let frames: Vec<[f32; 4]> = graph
            .components()
            .iter()
            .map(|nodes| frame(nodes.iter().map(|node| placed.positions[*node as usize])))
            .collect();
        for (at, a) in frames.iter().enumerate() {
            for b in &frames[at + 1..] {
                let is_beside = a[2] < b[0] || b[2] < a[0];
                let is_below = a[3] < b[1] || b[3] < a[1];
                assert!(is_beside || is_below, "{a:?} {b:?}");
            }
        }
        assert!(placed.positions.iter().all(|at| at.0 >= 0.0 && at.1 >= 0.0));
    }
}

#[test]
fn the_quality_does_not_fall() {
    // What the best of the libraries measured in end2end/graph-bench comes to on the same graphs.
    for (organisations, relations, stress, neighbourhood) in
        [(500, 1_000, 0.1259, 0.70), (5_000, 10_000, 0.1739, 0.58)]
    {
        let graph = graph_of(&GeneratedNetwork::new(organisations, relations, 1));
        let placed = place(&graph, &[], &Options::default());
        let reached = quality(&graph, &placed.positions, 500, 3);
        assert!(reached.stress <= stress, "{reached:?}");
        assert!(reached.neighbourhood >= neighbourhood, "{reached:?}");
    }
}
