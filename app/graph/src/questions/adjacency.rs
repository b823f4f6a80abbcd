//! Who is next to whom, in one flat list: what the other questions walk along.
//!
//! It knows edges only. Offers and requests lead nowhere, as their other side is not named.

use crate::filter::StatusFilter;
use crate::network_graph::NetworkGraph;
use opora_domain::PartnershipStatus;

/// The steps of every node, one node after the other. Made once for a graph and for the statuses
/// that count: O(nodes + edges) in time and memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjacency {
    /// Where the steps of each node begin; one more at the end.
    starts: Vec<usize>,
    steps: Vec<Step>,
}

/// A step from one organisation to another along a partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Index of the organisation the step leads to.
    pub node: usize,
    /// Index of the partnership.
    pub edge: usize,
    /// Who helps, seen from where the step leaves.
    pub direction: Direction,
}

/// Which way help goes, seen from one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// This side helps the other.
    Gives,
    /// The other helps this side.
    Receives,
}

impl Adjacency {
    /// Counts the partnerships of some statuses.
    pub fn new(graph: &NetworkGraph, counted: StatusFilter) -> Self {
        let counts = |at: usize| counted.lets_through(graph.edges[at].partnership.status);
        let edges: Vec<usize> = (0..graph.edges.len()).filter(|at| counts(*at)).collect();
        let mut starts = vec![0; graph.nodes.len() + 1];
        for at in &edges {
            starts[graph.edges[*at].from + 1] += 1;
            starts[graph.edges[*at].to + 1] += 1;
        }
        for node in 1..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut next = starts.clone();
        let nowhere = Step {
            node: 0,
            edge: 0,
            direction: Direction::Gives,
        };
        let mut steps = vec![nowhere; 2 * edges.len()];
        for edge in edges {
            let (from, to) = (graph.edges[edge].from, graph.edges[edge].to);
            for (at, node, direction) in [
                (from, to, Direction::Gives),
                (to, from, Direction::Receives),
            ] {
                steps[next[at]] = Step {
                    node,
                    edge,
                    direction,
                };
                next[at] += 1;
            }
        }
        Adjacency { starts, steps }
    }

    /// Counts live partnerships only: those whose status is active.
    pub fn live(graph: &NetworkGraph) -> Self {
        Self::new(graph, StatusFilter::Only(PartnershipStatus::Active))
    }

    /// How many organisations there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The steps that leave a node, by ascending partnership; none for a node there is not.
    pub fn of(&self, node: usize) -> &[Step] {
        match (self.starts.get(node), self.starts.get(node + 1)) {
            (Some(start), Some(end)) => &self.steps[*start..*end],
            _ => &[],
        }
    }
}
