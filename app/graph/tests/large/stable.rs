//! Warm starts: who stood somewhere is found there.

use crate::{frame, graph_of, nearest};
use opora_graph::generated::GeneratedNetwork;
use opora_graph::layout::large::{
    Anchor, CompactGraph, Moment, Options, Point, Union, carried, place,
};
use opora_graph::quality::quality;

fn anchors(positions: &[Point]) -> Vec<Option<Anchor>> {
    let anchor = |at: &Point| {
        Some(Anchor {
            at: *at,
            is_pinned: false,
        })
    };
    positions.iter().map(anchor).collect()
}

/// Mean and largest way between two layouts, as parts of the first one's diameter: the distance of
/// the two who stand farthest apart.
fn moves(before: &[Point], after: &[Point]) -> (f32, f32) {
    let square = |a: &Point, b: &Point| (a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1);
    let farthest = |a: &Point| before.iter().map(|b| square(a, b)).fold(0.0, f32::max);
    let diameter = before.iter().map(farthest).fold(0.0, f32::max).sqrt();
    let ways = before.iter().zip(after);
    let ways: Vec<f32> = ways
        .map(|(a, b)| (a.0 - b.0).hypot(a.1 - b.1) / diameter)
        .collect();
    let mean = ways.iter().sum::<f32>() / ways.len() as f32;
    (mean, ways.iter().copied().fold(0.0, f32::max))
}

#[test]
fn a_hundredth_more_edges_moves_hardly_anybody() {
    for (organisations, relations) in [(500, 1_000), (5_000, 10_000)] {
        for seed in 1..4 {
            let network = GeneratedNetwork::new(organisations, relations, seed);
            let options = Options::default();
            let before = place(&graph_of(&network), &[], &options).positions;
            let graph = graph_of(&network.grown(relations / 100, seed + 9));
            let after = place(&graph, &anchors(&before), &options).positions;
            let (mean, most) = moves(&before, &after);
            assert!(
                mean <= 0.01 && most <= 0.05,
                "{organisations}: {mean} {most}"
            );
            assert!(mean > 0.0, "nobody moved at all");
            assert!(nearest(&after) >= options.distance * 0.999);
            let (cold, warm) = (
                quality(&graph, &place(&graph, &[], &options).positions, 300, 3),
                quality(&graph, &after, 300, 3),
            );
            assert!(warm.stress < cold.stress * 1.15, "{warm:?} {cold:?}");
            assert!(
                warm.neighbourhood > cold.neighbourhood * 0.9,
                "{warm:?} {cold:?}"
            );
        }
    }
}

#[test]
fn newcomers_come_to_their_neighbours_and_the_old_stay() {
    let network = GeneratedNetwork::new(800, 1_600, 2);
    let options = Options::default();
    let whole = graph_of(&network);
    // Before, every 15th was not there yet.
    let is_new = |node: usize| node % 15 == 7;
    let old: Vec<u32> = (0..800).filter(|node| !is_new(*node as usize)).collect();
    let before = place(&whole.part(&old), &[], &options).positions;
    let all: Vec<u32> = (0..800).collect();
    let anchors = carried(&old, &before, |_| false, &all);
    let after = place(&whole, &anchors, &options).positions;
    let stayed: Vec<Point> = old.iter().map(|node| after[*node as usize]).collect();
    let (mean, most) = moves(&before, &stayed);
    assert!(mean <= 0.01 && most <= 0.05, "{mean} {most}");
    let [left, top, right, bottom] = frame(before.iter().copied());
    let diagonal = (right - left).hypot(bottom - top);
    let mut seen = 0;
    for node in (0..800).filter(|node| is_new(*node)) {
        let known = whole
            .neighbours(node as u32)
            .iter()
            .find(|other| !is_new(**other as usize));
        if let Some(neighbour) = known.filter(|_| whole.degree(node as u32) == 1) {
            let (a, b) = (after[node], after[*neighbour as usize]);
            assert!((a.0 - b.0).hypot(a.1 - b.1) < diagonal * 0.05);
            seen += 1;
        }
    }
    assert!(seen > 2, "the test has newcomers with one partner");
}

#[test]
fn pins_hold_exactly_warm_and_cold() {
    let network = GeneratedNetwork::new(600, 1_200, 3);
    let graph = graph_of(&network);
    let options = Options::default();
    let cold = place(&graph, &[], &options).positions;
    // Some pinned aside of where they would stand, all others anchored; then the pins alone.
    let pinned = |node: usize| node % 50 == 3;
    let mut held = anchors(&cold);
    for (node, anchor) in held
        .iter_mut()
        .enumerate()
        .filter(|(node, _)| pinned(*node))
    {
        let (x, y) = cold[node];
        *anchor = Some(Anchor {
            at: (x + 90.5, y - 33.25),
            is_pinned: true,
        });
    }
    let alone = held
        .iter()
        .map(|anchor| anchor.filter(|anchor| anchor.is_pinned))
        .collect();
    for anchors in [held, alone] {
        let placed = place(&graph, &anchors, &options).positions;
        for node in (0..600).filter(|node| pinned(*node)) {
            assert_eq!(placed[node], anchors[node].unwrap().at);
        }
        let near = (0..600).filter(|node| !pinned(*node)).all(|node| {
            (0..600).filter(|other| *other != node).all(|other| {
                let (a, b) = (placed[node], placed[other]);
                (a.0 - b.0).hypot(a.1 - b.1) >= options.distance * 0.999
            })
        });
        assert!(near, "only two pins may be too near each other");
        assert!(quality(&graph, &placed, 300, 3).stress < 0.25);
    }
}

#[test]
fn all_moments_share_one_layout() {
    let years: Vec<Moment<u64>> = (0..4_u64)
        .map(|year| Moment {
            nodes: (0..60 + year * 10).map(|node| node * 3).collect(),
            edges: (1..60 + year * 10)
                .map(|node| (node * 3, (node / (2 + year)) * 3))
                .collect(),
        })
        .collect();
    let union = Union::of(&years);
    assert_eq!(union.nodes.len(), 90);
    assert_eq!(
        union.shown.iter().map(Vec::len).collect::<Vec<_>>(),
        [60, 70, 80, 90]
    );
    let edges: usize = union.graph.edges().len();
    assert!(edges > 90, "the union has the edges of all years: {edges}");
    let placed = place(&union.graph, &[], &Options::default());
    assert_eq!(placed.positions.len(), 90);
    // A strange end is no edge, and no moment at all is an empty graph.
    let strange = Moment {
        nodes: vec![1_u64],
        edges: vec![(1, 2)],
    };
    assert!(Union::of(&[strange]).graph.edges().is_empty());
    assert_eq!(Union::<u64>::of(&[]).graph, CompactGraph::new(0, &[]));
}
