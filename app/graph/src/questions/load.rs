//! Who carries too much and who is alone: help counted by the status "active" alone.
//!
//! It judges no school and does not ask whether partners met lately, as there is no clock.

use super::adjacency::{Adjacency, Direction};
use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use opora_domain::OrganisationKind;
use std::cmp::Reverse;

/// The live help one organisation gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    pub node: usize,
    /// Live partnerships in which it gives.
    pub partnerships: usize,
    /// Different organisations it helps by them.
    pub helped: usize,
    /// It carries much against the rest: see [`loads`].
    pub is_hub: bool,
}

/// All live help of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loads {
    /// Everybody who gives live help: most helped first, then most partnerships, then by identity.
    pub givers: Vec<Load>,
    /// The median of `helped` among them; of two in the middle the lower. 0 when nobody gives.
    pub median_helped: usize,
    /// All live partnerships.
    pub partnerships: usize,
}

/// The fewest organisations a hub helps.
pub const HUB_HELPED_MIN: usize = 3;

/// Who gives live help to how many. A hub helps at least [`HUB_HELPED_MIN`] organisations and more
/// than twice as many as the median giver. O(nodes + edges), and O(g log g) for g givers.
pub fn loads(graph: &NetworkGraph) -> Loads {
    let live = Adjacency::live(graph);
    let mut counted_for = vec![usize::MAX; live.len()];
    let mut givers = Vec::new();
    let mut all = 0;
    for node in 0..live.len() {
        let (mut partnerships, mut helped) = (0, 0);
        for step in live.of(node) {
            if step.direction == Direction::Gives {
                partnerships += 1;
                helped += usize::from(counted_for[step.node] != node);
                counted_for[step.node] = node;
            }
        }
        all += partnerships;
        if partnerships > 0 {
            givers.push(Load {
                node,
                partnerships,
                helped,
                is_hub: false,
            });
        }
    }
    sort_by_key(&mut givers, |load| {
        (Reverse((load.helped, load.partnerships)), load.node)
    });
    // From the most downwards: the lower of the two in the middle is the later one.
    let median_helped = givers.get(givers.len() / 2).map_or(0, |load| load.helped);
    for load in &mut givers {
        load.is_hub = load.helped >= HUB_HELPED_MIN && load.helped > 2 * median_helped;
    }
    Loads {
        givers,
        median_helped,
        partnerships: all,
    }
}

/// What an organisation without any live partnership has instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Instead {
    /// No partnership has ever been recorded.
    Nothing,
    /// Only ended ones.
    Ended,
    /// At least one that is proposed or agreed.
    Planned,
}

/// An organisation without any live partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Isolate {
    pub node: usize,
    pub is_supported: bool,
    pub instead: Instead,
    /// Its offers and requests that are not ended: somebody it could be given.
    pub open_ends: usize,
}

/// Who is alone: supported schools first, then other schools, then the rest; within them those
/// with least instead first, then by identity. O(nodes + edges), and O(i log i) for i isolates.
/// Help that nobody recorded is not known here: they are alone as far as the network says.
pub fn isolates(graph: &NetworkGraph) -> Vec<Isolate> {
    let mut is_live = vec![false; graph.nodes.len()];
    let mut instead = vec![Instead::Nothing; graph.nodes.len()];
    for edge in &graph.edges {
        let status = edge.partnership.status;
        let known = if status.is_open() {
            Instead::Planned
        } else {
            Instead::Ended
        };
        for node in [edge.from, edge.to] {
            is_live[node] |= status == opora_domain::PartnershipStatus::Active;
            instead[node] = instead[node].max(known);
        }
    }
    let mut open_ends = vec![0; graph.nodes.len()];
    for end in &graph.open_ends {
        open_ends[end.node] += usize::from(end.partnership.status.is_open());
    }
    let alone = (0..graph.nodes.len()).filter(|node| !is_live[*node]);
    let mut isolates: Vec<Isolate> = alone
        .map(|node| Isolate {
            node,
            is_supported: graph.nodes[node].organisation.is_supported,
            instead: instead[node],
            open_ends: open_ends[node],
        })
        .collect();
    sort_by_key(&mut isolates, |each| {
        let is_school = graph.nodes[each.node].organisation.kind == OrganisationKind::School;
        (!each.is_supported, !is_school, each.instead, each.node)
    });
    isolates
}
