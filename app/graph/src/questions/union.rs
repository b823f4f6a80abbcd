//! Two states of one network as one graph to be laid out once, so that before and after differ in
//! what is shown and never in where it stands.

use super::changes::pairs;
use crate::network_graph::{Edge, NetworkGraph, Node, OpenEnd};
use opora_domain::RecordId;

/// When something is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    Before,
    Both,
    After,
}

impl Presence {
    pub const fn is_before(self) -> bool {
        matches!(self, Presence::Before | Presence::Both)
    }

    pub const fn is_after(self) -> bool {
        matches!(self, Presence::After | Presence::Both)
    }
}

/// Everything of both states, with identities as they were; of what is in both, the record of
/// the later state. Counts of nodes are of the union, roles of the state the record is from.
///
/// A partnership whose named sides changed stands twice, first with its former sides: neither
/// state would be told truly by one line. An offer that found its partner is an open end before
/// and an edge after.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    pub graph: NetworkGraph,
    /// Of each node of the graph.
    pub nodes: Vec<Presence>,
    /// Of each edge of the graph.
    pub edges: Vec<Presence>,
    /// Of each offer and request of the graph.
    pub open_ends: Vec<Presence>,
}

impl Union {
    /// O(n log n) for n nodes, and O(edges).
    pub fn of(before: &NetworkGraph, after: &NetworkGraph) -> Self {
        let mut nodes: Vec<(Presence, Node)> = Vec::new();
        for pair in pairs(&before.nodes, &after.nodes, |node| node.organisation.id) {
            nodes.extend(together(pair));
        }
        let ids: Vec<RecordId> = nodes.iter().map(|(_, node)| node.organisation.id).collect();
        let place = |id: RecordId| ids.binary_search(&id).unwrap_or_default();
        let in_union = |graph: &NetworkGraph| -> Vec<usize> {
            let nodes = graph.nodes.iter();
            nodes.map(|node| place(node.organisation.id)).collect()
        };
        let (old_places, new_places) = (in_union(before), in_union(after));

        let moved = |graph: &NetworkGraph, places: &[usize]| -> Vec<Edge> {
            let mut edges = graph.edges.clone();
            for edge in &mut edges {
                (edge.from, edge.to) = (places[edge.from], places[edge.to]);
            }
            edges
        };
        let (old, new) = (moved(before, &old_places), moved(after, &new_places));
        let mut edges: Vec<(Presence, Edge)> = Vec::new();
        for pair in pairs(&old, &new, |edge| edge.partnership.id) {
            match pair {
                (Some(old), Some(new)) if (old.from, old.to) != (new.from, new.to) => {
                    edges.push((Presence::Before, old.clone()));
                    edges.push((Presence::After, new.clone()));
                }
                pair => edges.extend(together(pair)),
            }
        }

        let moved = |graph: &NetworkGraph, places: &[usize]| -> Vec<OpenEnd> {
            let mut ends = graph.open_ends.clone();
            for end in &mut ends {
                end.node = places[end.node];
            }
            ends
        };
        let (old, new) = (moved(before, &old_places), moved(after, &new_places));
        let mut ends: Vec<(Presence, OpenEnd)> = Vec::new();
        for pair in pairs(&old, &new, |end| end.partnership.id) {
            match pair {
                (Some(old), Some(new)) if (old.node, old.openness) != (new.node, new.openness) => {
                    ends.push((Presence::Before, old.clone()));
                    ends.push((Presence::After, new.clone()));
                }
                pair => ends.extend(together(pair)),
            }
        }

        let (nodes, node_values) = nodes.into_iter().unzip();
        let (edges, edge_values) = edges.into_iter().unzip();
        let (open_ends, end_values) = ends.into_iter().unzip();
        let graph = NetworkGraph {
            nodes: node_values,
            edges: edge_values,
            open_ends: end_values,
        };
        Union {
            // Counts anew.
            graph: graph.part(|_| true, |_| true),
            nodes,
            edges,
            open_ends,
        }
    }
}

/// The later of two with when it is there.
fn together<T: Clone>(pair: (Option<&T>, Option<&T>)) -> Option<(Presence, T)> {
    match pair {
        (Some(_), Some(new)) => Some((Presence::Both, new.clone())),
        (Some(old), None) => Some((Presence::Before, old.clone())),
        (None, Some(new)) => Some((Presence::After, new.clone())),
        (None, None) => None,
    }
}
