//! Where a network's next version begins: its organisations stay where the version before had them.
//!
//! The same relations between the same organisations are the same layout, to the bit. Beyond that, a
//! network that is read name by name keeps everybody who has a relation and had one exactly where
//! they were, and finds places for who came; a large one is laid out with its former places as
//! anchors, and who is no partner of anybody concerned does not move at all. When a fifth of it has changed since it was last laid out from nothing, so it is again:
//! a picture mended for ever would end as a bad one. Nothing is stored: a server that starts begins
//! from nothing.

mod mended;

use super::large::Anchor;
use super::{LARGE_FROM, Layout, PADDING_X, PADDING_Y, layout, of_large};
use crate::geometry::Point;
use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use opora_domain::RecordId;
use std::cmp::Ordering;

/// Of organisations and relations together, the part that may change before all is laid out anew.
const CHANGED_PART_MAX: f64 = 0.2;

/// A layout with what it was made for.
#[derive(Clone, Debug, PartialEq)]
pub struct FormerLayout {
    /// Of the nodes, ascending.
    organisations: Vec<RecordId>,
    /// By places among them, the lower first; ascending, each pair once.
    ties: Vec<(u32, u32)>,
    layout: Layout,
    /// Organisations and relations that came or went since all was laid out from nothing.
    changed: usize,
}

impl FormerLayout {
    /// The layout of a graph, as close to the former one as can be; from nothing if there is none.
    pub fn following(graph: &NetworkGraph, former: Option<&FormerLayout>) -> Self {
        let organisations = organisations_of(graph);
        let ties = ties_of(graph);
        let kept = former.and_then(|former| {
            let differences = former.differences(&organisations, &ties);
            if differences.count == 0 {
                return Some((former.layout.clone(), former.changed));
            }
            let changed = former.changed + differences.count;
            let most = (organisations.len() + ties.len()) as f64 * CHANGED_PART_MAX;
            if changed as f64 > most {
                return None;
            }
            let layout = former.adapted(graph, &differences)?;
            Some((layout, changed))
        });
        let (layout, changed) = kept.unwrap_or_else(|| (layout(graph), 0));
        FormerLayout {
            organisations,
            ties,
            layout,
            changed,
        }
    }

    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Organisations that came or went, and relations, as their ends.
    fn differences(&self, organisations: &[RecordId], ties: &[(u32, u32)]) -> Differences {
        let before = named(&self.organisations, &self.ties);
        let mut relations = Vec::new();
        for_each_unlike(&before, &named(organisations, ties), |tie| {
            relations.push(*tie);
        });
        let mut count = relations.len();
        for_each_unlike(&self.organisations, organisations, |_| count += 1);
        Differences { relations, count }
    }

    /// `None` when the former layout is no help.
    fn adapted(&self, graph: &NetworkGraph, differences: &Differences) -> Option<Layout> {
        let was_large = self.organisations.len() >= LARGE_FROM;
        let is_large = graph.nodes.len() >= LARGE_FROM;
        match (was_large, is_large) {
            (true, true) => Some(of_large(graph, &self.anchors(graph, differences))),
            (false, false) => mended::layout(graph, &self.layout, &self.connected(graph)),
            // The two engines draw at different scales.
            _ => None,
        }
    }

    /// Of each node of the graph: where it stood, if it had relations.
    fn connected(&self, graph: &NetworkGraph) -> Vec<Option<Point>> {
        let mut is_tied = vec![false; self.organisations.len()];
        for (a, b) in &self.ties {
            is_tied[*a as usize] = true;
            is_tied[*b as usize] = true;
        }
        let place = |id: &RecordId| {
            let at = self.organisations.binary_search(id).ok()?;
            is_tied[at].then(|| self.layout.positions[at])
        };
        graph
            .nodes
            .iter()
            .map(|node| place(&node.organisation.id))
            .collect()
    }

    /// The same for the large engine, which may move the ends of what changed and their partners
    /// only. Who stood on the shelf has no anchor: with a first partner one leaves it.
    fn anchors(&self, graph: &NetworkGraph, differences: &Differences) -> Vec<Option<Anchor>> {
        let mut is_end = vec![false; graph.nodes.len()];
        for (a, b) in &differences.relations {
            for node in [a, b].into_iter().filter_map(|id| graph.index_of(*id)) {
                is_end[node] = true;
            }
        }
        let mut is_concerned = is_end.clone();
        for edge in &graph.edges {
            is_concerned[edge.from] |= is_end[edge.to];
            is_concerned[edge.to] |= is_end[edge.from];
        }
        let anchor = |node: usize, at: Point| Anchor {
            at: ((at.0 - PADDING_X) as f32, (at.1 - PADDING_Y) as f32),
            is_pinned: !is_concerned[node],
        };
        let places = self.connected(graph).into_iter().enumerate();
        places
            .map(|(node, place)| {
                let place = place.filter(|_| graph.nodes[node].degree > 0)?;
                Some(anchor(node, place))
            })
            .collect()
    }
}

/// What two versions have not in common.
struct Differences {
    relations: Vec<(RecordId, RecordId)>,
    /// Organisations and relations.
    count: usize,
}

fn organisations_of(graph: &NetworkGraph) -> Vec<RecordId> {
    graph
        .nodes
        .iter()
        .map(|node| node.organisation.id)
        .collect()
}

fn ties_of(graph: &NetworkGraph) -> Vec<(u32, u32)> {
    let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let mut ties: Vec<(u32, u32)> = graph
        .edges
        .iter()
        .map(|edge| (edge.from.min(edge.to), edge.from.max(edge.to)))
        .map(|(a, b)| (number(a), number(b)))
        .collect();
    sort_by_key(&mut ties, |tie| *tie);
    ties.dedup();
    ties
}

/// Ties by identities, ascending as the ties are.
fn named(organisations: &[RecordId], ties: &[(u32, u32)]) -> Vec<(RecordId, RecordId)> {
    let at = |place: u32| organisations[place as usize];
    ties.iter().map(|(a, b)| (at(*a), at(*b))).collect()
}

/// Calls with every item that is in one of two ascending lists only.
fn for_each_unlike<T: Ord>(a: &[T], b: &[T], mut found: impl FnMut(&T)) {
    let (mut a, mut b) = (a, b);
    while let (Some((first, after_a)), Some((second, after_b))) = (a.split_first(), b.split_first())
    {
        match first.cmp(second) {
            Ordering::Less => {
                found(first);
                a = after_a;
            }
            Ordering::Greater => {
                found(second);
                b = after_b;
            }
            Ordering::Equal => {
                a = after_a;
                b = after_b;
            }
        }
    }
    a.iter().chain(b).for_each(found);
}
