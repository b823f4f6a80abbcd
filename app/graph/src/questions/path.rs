//! How two organisations are connected: the shortest way, as steps that can be said in words.
//!
//! Ways are counted in partnerships, and a partnership is walked both ways: the step says who
//! helps. It weighs nothing: a long partnership is not "nearer" than a short one.

use super::adjacency::{Adjacency, Direction, Step};
use crate::network_graph::NetworkGraph;
use opora_domain::PartnershipStatus;

/// From one organisation to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// Index of the organisation the step leaves.
    pub from: usize,
    /// Index of the organisation it comes to.
    pub to: usize,
    /// Index of the partnership between them.
    pub edge: usize,
    /// `Gives`: the first helps the second; `Receives`: the second helps the first.
    pub direction: Direction,
}

/// A shortest path: `None` when there is none, no steps from a node to itself. Make the adjacency
/// of live partnerships to ask for live ones only.
///
/// Of several it is the one whose organisations come first by identity, compared from the start;
/// of several partnerships between two organisations, the one that has come furthest (active,
/// agreed, proposed, completed, ended early), then the first by identity. O(nodes + edges).
pub fn shortest_path(
    graph: &NetworkGraph,
    adjacency: &Adjacency,
    from: usize,
    to: usize,
) -> Option<Vec<PathStep>> {
    if from >= adjacency.len() || to >= adjacency.len() {
        return None;
    }
    // From the end, so that the walk back goes from the start and can choose at every step.
    let mut distances: Vec<Option<usize>> = vec![None; adjacency.len()];
    distances[to] = Some(0);
    let mut queue = vec![(to, 0)];
    let mut head = 0;
    while let Some((at, distance)) = queue.get(head).copied() {
        if distances[from].is_some() {
            break;
        }
        head += 1;
        for step in adjacency.of(at) {
            if distances[step.node].is_none() {
                distances[step.node] = Some(distance + 1);
                queue.push((step.node, distance + 1));
            }
        }
    }
    let mut path = Vec::new();
    let (mut at, mut left) = (from, distances[from]?);
    while left > 0 {
        let leads_on = |step: &&Step| distances[step.node] == Some(left - 1);
        let ways = adjacency.of(at).iter().filter(leads_on);
        let step = ways.min_by_key(|step| {
            let status = graph.edges[step.edge].partnership.status;
            (step.node, lateness(status), step.edge)
        })?;
        path.push(PathStep {
            from: at,
            to: step.node,
            edge: step.edge,
            direction: step.direction,
        });
        (at, left) = (step.node, left - 1);
    }
    Some(path)
}

const fn lateness(status: PartnershipStatus) -> u8 {
    match status {
        PartnershipStatus::Active => 0,
        PartnershipStatus::Agreed => 1,
        PartnershipStatus::Proposed => 2,
        PartnershipStatus::Completed => 3,
        PartnershipStatus::EndedEarly => 4,
    }
}
