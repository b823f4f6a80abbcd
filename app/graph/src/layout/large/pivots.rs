//! Sparse stress: distances to a few well-spread nodes stand for the distances between all (Ortmann,
//! Klimenta, Brandes: A Sparse Stress Model, GD 2016, arXiv:1608.08909).

use super::compact::CompactGraph;
use super::descent::Coordinates;
use super::lanes::{LANES, Lanes, packs};
use crate::seeded::Seeded;

/// The pivots of one connected graph, with the hops of every node to every pivot.
pub struct Pivots {
    pub nodes: Vec<u32>,
    /// Of each pack of nodes, of each pivot, of each node of the pack: hops; 0 beyond the last node.
    hops: Vec<u16>,
    /// In the same order: how much each of these distances counts. It could be looked up by pivot
    /// and hops, which would take twice as long as reading it.
    shares: Vec<f32>,
    /// The farthest any node is from any pivot, in hops.
    pub longest: u16,
}

impl Pivots {
    /// Draws `wanted` pivots, or all nodes when there are no more.
    ///
    /// The first is the node with most neighbours; each further one is drawn by its distance to
    /// the nearest pivot, so that the ends are there and the crowded middle as well.
    pub fn of(graph: &CompactGraph, wanted: usize, random: &mut Seeded) -> Self {
        let count = graph.len();
        let wanted = wanted.min(count);
        let mut rows: Vec<Vec<u16>> = Vec::with_capacity(wanted);
        let mut nodes = Vec::with_capacity(wanted);
        let mut nearest = vec![u16::MAX; count];
        let mut region = vec![0_u32; count];
        let mut reached = Vec::with_capacity(count);
        let mut pivot = (0..count as u32)
            .rev()
            .max_by_key(|node| graph.degree(*node));
        while let Some(node) = pivot {
            let mut row = vec![u16::MAX; count];
            graph.hops_from(node, &mut row, &mut reached);
            for (at, hops) in row.iter().enumerate() {
                if *hops < nearest[at] {
                    nearest[at] = *hops;
                    region[at] = nodes.len() as u32;
                }
            }
            nodes.push(node);
            rows.push(row);
            pivot = (nodes.len() < wanted).then(|| drawn_by_distance(&nearest, random));
        }
        let longest = rows.iter().flatten().copied().max().unwrap_or(0);
        let (weights, weight_starts) = weights_of(&rows, &region);
        let mut hops = vec![0; packs(count) * rows.len() * LANES];
        let mut shares = vec![0.0; hops.len()];
        for (number, row) in rows.iter().enumerate() {
            let weights = &weights[weight_starts[number] as usize..];
            for (at, each) in row.iter().enumerate() {
                let place = (at / LANES * rows.len() + number) * LANES + at % LANES;
                hops[place] = *each;
                shares[place] = weights[usize::from(*each)];
            }
        }
        Pivots {
            nodes,
            hops,
            shares,
            longest,
        }
    }

    /// Hops of a node to a pivot.
    pub fn hops(&self, node: usize, number: usize) -> u16 {
        self.hops[(node / LANES * self.nodes.len() + number) * LANES + node % LANES]
    }

    /// Of a pack of nodes: their hops to every pivot, and how much each of these distances counts.
    #[inline]
    pub fn pack(&self, pack: usize) -> (&[[u16; LANES]], &[Lanes]) {
        let long = self.nodes.len() * LANES;
        let part = pack * long..(pack + 1) * long;
        let (hops, _) = self.hops[part.clone()].as_chunks();
        let (shares, _) = self.shares[part].as_chunks();
        (hops, shares)
    }

    /// Where the pivots stand.
    pub fn places(&self, all: &Coordinates) -> Vec<(f32, f32)> {
        self.nodes
            .iter()
            .map(|node| all.at(*node as usize))
            .collect()
    }
}

/// A node that is no pivot yet, the farther the likelier.
fn drawn_by_distance(nearest: &[u16], random: &mut Seeded) -> u32 {
    let sum: usize = nearest.iter().map(|hops| usize::from(*hops)).sum();
    let mut left = random.below(sum);
    for (node, hops) in nearest.iter().enumerate() {
        if left < usize::from(*hops) {
            return node as u32;
        }
        left -= usize::from(*hops);
    }
    0
}

/// A pivot stands for the nodes nearest to it: a distance of d to it counts s / d², s being how
/// many of its region are within d / 2 of it.
fn weights_of(rows: &[Vec<u16>], region: &[u32]) -> (Vec<f32>, Vec<u32>) {
    let mut weights = Vec::new();
    let mut starts = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        let longest = usize::from(row.iter().copied().max().unwrap_or(0));
        let mut within = vec![0_u32; longest + 1];
        for (at, hops) in row.iter().enumerate() {
            if region[at] as usize == number {
                within[usize::from(*hops)] += 1;
            }
        }
        for hops in 1..within.len() {
            within[hops] += within[hops - 1];
        }
        starts.push(weights.len() as u32);
        weights.push(0.0);
        weights.extend((1..=longest).map(|hops| within[hops / 2] as f32 / (hops * hops) as f32));
    }
    (weights, starts)
}
