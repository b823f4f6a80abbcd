//! What breaks if somebody leaves: bridges, cut vertices, and who is cut off or left without any
//! support.
//!
//! Lowest reachable entry by a walk in depth (R. Tarjan, 1972), with a stack of its own instead of
//! recursion. A subtree is one piece of the order of the walk, so that lists of what is cut off
//! need no second walk.

use super::adjacency::{Adjacency, Direction};
use crate::order::sort_by_key;

/// The weak places of a network. O(nodes + edges) in time and memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cuts {
    /// Nodes in the order of the walk: components one after another.
    order: Vec<usize>,
    /// Place of each node in the order.
    enter: Vec<usize>,
    /// How many nodes the walk found below each, itself included.
    size: Vec<usize>,
    /// The first node of each node's component.
    root: Vec<usize>,
    /// Cut vertices with the nodes below them that nothing else holds, by ascending vertex.
    separated: Vec<(usize, usize)>,
    /// Partnerships that are bridges with the node below, by ascending partnership.
    bridges: Vec<(usize, usize)>,
}

/// A partnership without which a part of the network is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// Index of the partnership.
    pub edge: usize,
    /// Organisations of the smaller side.
    pub cut_off: usize,
}

/// An organisation without which a part of the network is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutVertex {
    pub node: usize,
    /// Organisations outside of the largest part that is left, itself not counted.
    pub cut_off: usize,
}

const NOWHERE: usize = usize::MAX;

impl Cuts {
    /// Finds them. Of two partnerships between the same organisations neither is a bridge.
    pub fn of(adjacency: &Adjacency) -> Self {
        let count = adjacency.len();
        let mut cuts = Cuts {
            order: Vec::with_capacity(count),
            enter: vec![NOWHERE; count],
            size: vec![0; count],
            root: vec![NOWHERE; count],
            separated: Vec::new(),
            bridges: Vec::new(),
        };
        let mut low = vec![NOWHERE; count];
        let mut via = vec![NOWHERE; count];
        let mut walked = vec![0; count];
        let mut stack = Vec::new();
        for root in 0..count {
            if cuts.enter[root] != NOWHERE {
                continue;
            }
            low[root] = cuts.come_to(root, root);
            stack.push(root);
            let separated_before = cuts.separated.len();
            let mut below_root = 0;
            while let Some(at) = stack.last().copied() {
                if let Some(step) = adjacency.of(at).get(walked[at]) {
                    walked[at] += 1;
                    let next = step.node;
                    if step.edge == via[at] {
                        continue;
                    }
                    if cuts.enter[next] == NOWHERE {
                        low[next] = cuts.come_to(next, root);
                        via[next] = step.edge;
                        stack.push(next);
                    } else {
                        low[at] = low[at].min(cuts.enter[next]);
                    }
                    continue;
                }
                stack.pop();
                cuts.size[at] = cuts.order.len() - cuts.enter[at];
                if let Some(above) = stack.last().copied() {
                    low[above] = low[above].min(low[at]);
                    if low[at] > cuts.enter[above] {
                        cuts.bridges.push((via[at], at));
                    }
                    if low[at] >= cuts.enter[above] {
                        cuts.separated.push((above, at));
                        below_root += usize::from(above == root);
                    }
                }
            }
            // The walk's first node holds something together only if it began two branches.
            if below_root < 2 {
                let of_root = |(above, _): &(usize, usize)| *above == root;
                if let Some(at) = cuts.separated[separated_before..].iter().position(of_root) {
                    cuts.separated.remove(separated_before + at);
                }
            }
        }
        sort_by_key(&mut cuts.separated, |pair| *pair);
        sort_by_key(&mut cuts.bridges, |pair| *pair);
        cuts
    }

    /// Gives a node its place in the order of the walk.
    fn come_to(&mut self, node: usize, root: usize) -> usize {
        self.enter[node] = self.order.len();
        self.root[node] = root;
        self.order.push(node);
        self.enter[node]
    }

    /// The bridges by ascending partnership.
    pub fn bridges(&self) -> impl Iterator<Item = Bridge> {
        self.bridges.iter().map(|(edge, below)| {
            let size = self.size[*below];
            let others = self.size[self.root[*below]] - size;
            Bridge {
                edge: *edge,
                cut_off: size.min(others),
            }
        })
    }

    /// The organisations of the smaller side of a bridge, ascending; of two equal sides the one
    /// without the first identity. Empty for a partnership that is no bridge.
    pub fn beyond(&self, edge: usize) -> Vec<usize> {
        let Ok(found) = self.bridges.binary_search_by_key(&edge, |(edge, _)| *edge) else {
            return Vec::new();
        };
        let below = self.bridges[found].1;
        // The first identity of a component is where its walk began: never below.
        let mut side = if 2 * self.size[below] <= self.size[self.root[below]] {
            self.below(below).to_vec()
        } else {
            self.without(self.root[below], &[below])
        };
        sort_by_key(&mut side, |node| *node);
        side
    }

    /// The cut vertices by ascending node.
    pub fn cut_vertices(&self) -> Vec<CutVertex> {
        let runs = self.separated.chunk_by(|a, b| a.0 == b.0);
        runs.map(|run| {
            let node = run[0].0;
            let sizes = run.iter().map(|(_, below)| self.size[*below]);
            let others = self.size[self.root[node]] - 1;
            let rest = others - sizes.clone().sum::<usize>();
            CutVertex {
                node,
                cut_off: others - sizes.fold(rest, usize::max),
            }
        })
        .collect()
    }

    /// What falls off if an organisation leaves: every part but the largest, each ascending, the
    /// largest first, then by the first identity; of equal largest parts the one with the first
    /// identity stays. Empty when nothing falls off. O(component).
    pub fn cut_off_by(&self, node: usize) -> Vec<Vec<usize>> {
        let start = self.separated.partition_point(|(above, _)| *above < node);
        let end = self.separated.partition_point(|(above, _)| *above <= node);
        if start == end {
            return Vec::new();
        }
        let below: Vec<usize> = self.separated[start..end]
            .iter()
            .map(|pair| pair.1)
            .collect();
        let mut rest = self.without(self.root[node], &below);
        rest.retain(|other| *other != node);
        let mut parts: Vec<Vec<usize>> = below
            .iter()
            .map(|below| self.below(*below).to_vec())
            .collect();
        parts.push(rest);
        parts.retain(|part| !part.is_empty());
        for part in &mut parts {
            sort_by_key(part, |node| *node);
        }
        sort_by_key(&mut parts, |part| (std::cmp::Reverse(part.len()), part[0]));
        parts.remove(0);
        parts
    }

    /// A node and all the walk found below it.
    fn below(&self, node: usize) -> &[usize] {
        &self.order[self.enter[node]..self.enter[node] + self.size[node]]
    }

    /// What is below a node without some branches, which do not overlap.
    fn without(&self, node: usize, branches: &[usize]) -> Vec<usize> {
        let mut branches: Vec<usize> = branches.iter().map(|each| self.enter[*each]).collect();
        sort_by_key(&mut branches, |enter| *enter);
        let mut kept = Vec::new();
        let mut at = self.enter[node];
        for branch in branches {
            kept.extend_from_slice(&self.order[at..branch]);
            at = branch + self.size[self.order[branch]];
        }
        kept.extend_from_slice(&self.order[at..self.enter[node] + self.size[node]]);
        kept
    }
}

/// Who receives help from one organisation and from nobody else: if it leaves they are left
/// without any support. Ascending; with an adjacency of live partnerships it is live help.
/// O(nodes + the partnerships of those it helps).
pub fn left_without_support(adjacency: &Adjacency, node: usize) -> Vec<usize> {
    let gives = |step: &&super::Step| step.direction == Direction::Gives;
    let helped = adjacency.of(node).iter().filter(gives);
    let mut helped: Vec<usize> = helped.map(|step| step.node).collect();
    sort_by_key(&mut helped, |node| *node);
    helped.dedup();
    helped.retain(|other| {
        let mut steps = adjacency.of(*other).iter();
        steps.all(|step| step.direction == Direction::Gives || step.node == node)
    });
    helped
}
