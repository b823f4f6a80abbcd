//! A graph as flat arrays: neighbours of all nodes one after the other.
//!
//! It knows numbers only. A node's number is its place among the identities in ascending order,
//! which is the caller's duty; everything here is then independent of the order edges came in.

/// Nodes and weighted edges, undirected, without loops and doubles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompactGraph {
    /// Where each node's neighbours begin, and the end.
    starts: Vec<u32>,
    neighbours: Vec<u32>,
    weights: Vec<f32>,
    edges: Vec<Tie>,
}

/// An edge from the lower to the higher number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    pub a: u32,
    pub b: u32,
    /// Above 0: how strongly it pulls.
    pub weight: f32,
}

impl CompactGraph {
    /// A graph of so many nodes. Edges with themselves or with nobody are left out, doubles are
    /// one edge with their weights added; a weight that is not above 0 counts as 1.
    pub fn new(nodes: usize, edges: &[(u32, u32, f32)]) -> Self {
        let mut keyed: Vec<(u64, u32)> = edges
            .iter()
            .filter(|(a, b, _)| a != b && (*a as usize) < nodes && (*b as usize) < nodes)
            .map(|(a, b, weight)| {
                let is_sound = weight.is_finite() && *weight > 0.0;
                let key = u64::from(*a.min(b)) << 32 | u64::from(*a.max(b));
                // Positive floats are ordered as their bits are.
                (key, if is_sound { *weight } else { 1.0 }.to_bits())
            })
            .collect();
        keyed.sort_unstable();
        let mut ties: Vec<Tie> = Vec::with_capacity(keyed.len());
        let mut last = u64::MAX;
        for (key, bits) in keyed {
            let weight = f32::from_bits(bits);
            match ties.last_mut() {
                Some(tie) if key == last => tie.weight += weight,
                _ => ties.push(Tie {
                    a: (key >> 32) as u32,
                    b: key as u32,
                    weight,
                }),
            }
            last = key;
        }
        Self::of_ties(nodes, ties)
    }

    /// Of ties in ascending order.
    fn of_ties(nodes: usize, edges: Vec<Tie>) -> Self {
        let mut starts = vec![0_u32; nodes + 1];
        for tie in &edges {
            starts[tie.a as usize + 1] += 1;
            starts[tie.b as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut neighbours = vec![0; edges.len() * 2];
        let mut weights = vec![0.0; edges.len() * 2];
        let mut put = |from: u32, to: u32, weight: f32| {
            let at = next[from as usize] as usize;
            neighbours[at] = to;
            weights[at] = weight;
            next[from as usize] += 1;
        };
        for tie in &edges {
            put(tie.b, tie.a, tie.weight);
        }
        for tie in &edges {
            put(tie.a, tie.b, tie.weight);
        }
        CompactGraph {
            starts,
            neighbours,
            weights,
            edges,
        }
    }

    /// How many nodes.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Ascending.
    pub fn edges(&self) -> &[Tie] {
        &self.edges
    }

    /// Ascending.
    pub fn neighbours(&self, node: u32) -> &[u32] {
        &self.neighbours[self.range(node)]
    }

    /// In the order of the neighbours.
    pub fn weights(&self, node: u32) -> &[f32] {
        &self.weights[self.range(node)]
    }

    pub fn degree(&self, node: u32) -> usize {
        self.range(node).len()
    }

    fn range(&self, node: u32) -> std::ops::Range<usize> {
        self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize
    }

    /// Hops from a node to all others, `u16::MAX` where no way leads (or none shorter than that);
    /// `reached` gets the nodes of its component, nearest first, itself the first of all.
    pub fn hops_from(&self, source: u32, hops: &mut [u16], reached: &mut Vec<u32>) {
        hops.fill(u16::MAX);
        reached.clear();
        reached.push(source);
        hops[source as usize] = 0;
        let mut next = 0;
        while let Some(node) = reached.get(next).copied() {
            next += 1;
            let further = hops[node as usize].saturating_add(1).min(u16::MAX - 1);
            for &neighbour in self.neighbours(node) {
                if hops[neighbour as usize] == u16::MAX {
                    hops[neighbour as usize] = further;
                    reached.push(neighbour);
                }
            }
        }
    }

    /// The connected components by their first node, each ascending.
    pub fn components(&self) -> Vec<Vec<u32>> {
        let mut component = vec![u32::MAX; self.len()];
        let mut components: Vec<Vec<u32>> = Vec::new();
        let mut waiting = Vec::new();
        for first in 0..self.len() as u32 {
            if component[first as usize] == u32::MAX {
                let number = components.len() as u32;
                components.push(Vec::new());
                component[first as usize] = number;
                waiting.push(first);
                while let Some(node) = waiting.pop() {
                    for &neighbour in self.neighbours(node) {
                        if component[neighbour as usize] == u32::MAX {
                            component[neighbour as usize] = number;
                            waiting.push(neighbour);
                        }
                    }
                }
            }
            components[component[first as usize] as usize].push(first);
        }
        components
    }

    /// The part of some of the nodes, given ascending, numbered anew.
    pub fn part(&self, nodes: &[u32]) -> Self {
        let mut numbers = vec![u32::MAX; self.len()];
        for (number, node) in nodes.iter().enumerate() {
            numbers[*node as usize] = number as u32;
        }
        let mut edges = Vec::new();
        for (number, node) in nodes.iter().enumerate() {
            for (neighbour, weight) in self.neighbours(*node).iter().zip(self.weights(*node)) {
                let other = numbers[*neighbour as usize];
                if other != u32::MAX && other > number as u32 {
                    edges.push(Tie {
                        a: number as u32,
                        b: other,
                        weight: *weight,
                    });
                }
            }
        }
        Self::of_ties(nodes.len(), edges)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_strangers_and_doubles_are_put_right() {
        let graph = CompactGraph::new(
            4,
            &[
                (2, 1, 1.5),
                (1, 1, 9.0),
                (1, 2, 0.25),
                (0, 7, 1.0),
                (3, 1, f32::NAN),
            ],
        );
        let ties: Vec<(u32, u32, f32)> = graph
            .edges()
            .iter()
            .map(|tie| (tie.a, tie.b, tie.weight))
            .collect();
        assert_eq!(ties, [(1, 2, 1.75), (1, 3, 1.0)]);
        assert_eq!(graph.neighbours(1), [2, 3]);
        assert_eq!(graph.neighbours(2), [1]);
        assert_eq!(graph.degree(0), 0);
        assert_eq!(graph.components(), [vec![0], vec![1, 2, 3]]);
        assert_eq!(graph.part(&[1, 3]).neighbours(0), [1]);
    }

    #[test]
    fn the_order_of_edges_changes_nothing() {
        let edges = [(0, 1, 0.1), (1, 0, 0.7), (1, 2, 1.0), (0, 1, 1e-8)];
        let mut turned = edges;
        turned.reverse();
        assert_eq!(CompactGraph::new(3, &edges), CompactGraph::new(3, &turned));
    }
}
