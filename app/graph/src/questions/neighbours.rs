//! Who is near one organisation: its partners by kind and direction, and the network around it in
//! one, two or three steps.

use super::adjacency::{Adjacency, Direction};
use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use opora_domain::PartnershipKind;

/// A partner of an organisation by one partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    pub kind: PartnershipKind,
    /// Who helps, seen from the organisation that was asked about.
    pub direction: Direction,
    /// Index of the partner.
    pub node: usize,
    /// Index of the partnership.
    pub edge: usize,
}

/// The partners of an organisation by kind in the order of the glossary, then those it helps
/// before those that help it, then by identity of partner and partnership. A partner stands once
/// for each partnership. O(d log d) for d partnerships.
pub fn neighbours(graph: &NetworkGraph, adjacency: &Adjacency, node: usize) -> Vec<Neighbour> {
    let steps = adjacency.of(node).iter();
    let mut neighbours: Vec<Neighbour> = steps
        .map(|step| Neighbour {
            kind: graph.edges[step.edge].partnership.kind,
            direction: step.direction,
            node: step.node,
            edge: step.edge,
        })
        .collect();
    sort_by_key(&mut neighbours, |each| {
        (each.kind, each.direction, each.node, each.edge)
    });
    neighbours
}

/// Most steps a network around somebody goes.
pub const STEPS_MAX: usize = 3;

/// The network around one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ego {
    /// By how many steps away, then by index; the organisation itself first.
    pub nodes: Vec<Near>,
    /// Indices of all partnerships between them, ascending.
    pub edges: Vec<usize>,
}

/// An organisation near another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    pub node: usize,
    /// Length of the shortest path, whichever way help goes on it; 0 for the organisation itself.
    pub steps: usize,
}

/// Everybody within so many steps, from 1 to [`STEPS_MAX`] (other numbers are taken as the nearer
/// of the two), and what is between them. Empty for a node there is not. O(nodes + steps walked).
pub fn ego(adjacency: &Adjacency, node: usize, steps: usize) -> Ego {
    if node >= adjacency.len() {
        return Ego::default();
    }
    let steps = steps.clamp(1, STEPS_MAX);
    let mut is_near = vec![false; adjacency.len()];
    is_near[node] = true;
    let mut nodes = vec![Near { node, steps: 0 }];
    let mut head = 0;
    while let Some(at) = nodes.get(head).copied() {
        head += 1;
        if at.steps == steps {
            break;
        }
        for step in adjacency.of(at.node) {
            if !is_near[step.node] {
                is_near[step.node] = true;
                nodes.push(Near {
                    node: step.node,
                    steps: at.steps + 1,
                });
            }
        }
    }
    sort_by_key(&mut nodes, |near| (near.steps, near.node));
    let mut edges: Vec<usize> = Vec::new();
    for near in &nodes {
        let inside = adjacency.of(near.node).iter().filter(|step| {
            // Each partnership once, from the side that gives.
            step.direction == Direction::Gives && is_near[step.node]
        });
        edges.extend(inside.map(|step| step.edge));
    }
    sort_by_key(&mut edges, |edge| *edge);
    Ego { nodes, edges }
}
