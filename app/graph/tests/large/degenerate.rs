//! Graphs nobody has, which must end and be finite all the same.

use crate::nearest;
use opora_graph::layout::large::{Anchor, CompactGraph, Options, place};

/// Name, number of nodes, edges.
type Case = (&'static str, usize, Vec<(u32, u32)>);

fn cases() -> Vec<Case> {
    let complete = (0..100)
        .flat_map(|a| (a + 1..100).map(move |b| (a, b)))
        .collect();
    let grid = |at: u32| [(at, at + 1), (at, at + 40)];
    vec![
        ("nobody", 0, vec![]),
        ("one", 1, vec![]),
        ("two apart", 2, vec![]),
        ("a pair", 2, vec![(0, 1)]),
        ("loops only", 3, vec![(0, 0), (1, 1), (2, 2)]),
        ("doubles", 3, vec![(0, 1); 900]),
        ("a triangle", 3, vec![(0, 1), (1, 2), (2, 0)]),
        (
            "a star of 5,000",
            5_000,
            (1..5_000).map(|leaf| (0, leaf)).collect(),
        ),
        (
            "a path of 5,000",
            5_000,
            (1..5_000).map(|at| (at - 1, at)).collect(),
        ),
        (
            "a ring of 5,000",
            5_000,
            (0..5_000).map(|at| (at, (at + 1) % 5_000)).collect(),
        ),
        ("all with all of 100", 100, complete),
        (
            "two sides of 60",
            120,
            (0..3_600).map(|at| (at / 60, 60 + at % 60)).collect(),
        ),
        (
            "1,000 pairs",
            2_000,
            (0..1_000).map(|at| (2 * at, 2 * at + 1)).collect(),
        ),
        ("5,000 alone", 5_000, vec![]),
        ("a grid", 1_600, (0..1_600).flat_map(grid).collect()),
    ]
}

fn graph_of(nodes: usize, edges: &[(u32, u32)]) -> CompactGraph {
    let edges: Vec<(u32, u32, f32)> = edges.iter().map(|(a, b)| (*a, *b, 1.0)).collect();
    CompactGraph::new(nodes, &edges)
}

#[test]
fn every_case_ends_finite_and_apart() {
    for (name, nodes, edges) in cases() {
        let placed = place(&graph_of(nodes, &edges), &[], &Options::default());
        assert_eq!(placed.positions.len(), nodes, "{name}");
        assert!(
            placed
                .positions
                .iter()
                .all(|at| at.0.is_finite() && at.1.is_finite()),
            "{name}"
        );
        let least = Options::default().distance * 0.999;
        assert!(
            nearest(&placed.positions) >= least,
            "{name}: {}",
            nearest(&placed.positions)
        );
    }
}

#[test]
fn a_warm_start_from_one_heap_ends_finite_and_apart() {
    // Finding free places round one point takes the square of their number: few are enough.
    for (name, nodes, edges) in cases().into_iter().filter(|case| case.1 <= 2_000) {
        let heap = vec![
            Some(Anchor {
                at: (7.0, 7.0),
                is_pinned: false
            });
            nodes
        ];
        let placed = place(&graph_of(nodes, &edges), &heap, &Options::default());
        assert!(
            placed
                .positions
                .iter()
                .all(|at| at.0.is_finite() && at.1.is_finite()),
            "{name}"
        );
        let least = Options::default().distance * 0.999;
        assert!(
            nearest(&placed.positions) >= least,
            "{name}: {}",
            nearest(&placed.positions)
        );
    }
}
