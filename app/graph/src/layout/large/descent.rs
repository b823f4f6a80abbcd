//! The start: sparse stress by stochastic gradient descent (Zheng, Pawar, Goodman: Graph Drawing by
//! Stochastic Gradient Descent, TVCG 2018, arXiv:1710.04626, section on sparse stress).
//!
//! Positions are in hops. It looks at distances only: nodes may come to stand on each other.

use super::compact::CompactGraph;
use super::lanes::{LANES, Lanes, loaded, packs, store};
use super::pivots::Pivots;
use crate::seeded::Seeded;

/// Step of the last round (ε of the paper).
const LAST_STEP: f32 = 0.1;
/// Added under the root, so that two at one point have a distance to divide by.
const TINY: f32 = 1e-12;

/// Coordinates of a component's nodes, both lists padded to whole packs.
#[derive(Clone, Debug, Default)]
pub struct Coordinates {
    pub x: Vec<f32>,
    pub y: Vec<f32>,
}

impl Coordinates {
    pub fn new(count: usize) -> Self {
        let padded = packs(count) * LANES;
        Coordinates {
            x: vec![0.0; padded],
            y: vec![0.0; padded],
        }
    }

    /// Anywhere in a square that has room for so many.
    pub fn scattered(count: usize, random: &mut Seeded) -> Self {
        let mut all = Self::new(count);
        let side = f64::sqrt(count as f64);
        for node in 0..count {
            all.x[node] = (random.unit() * side) as f32;
            all.y[node] = (random.unit() * side) as f32;
        }
        all
    }

    pub fn at(&self, node: usize) -> (f32, f32) {
        (self.x[node], self.y[node])
    }

    pub fn put(&mut self, node: usize, (x, y): (f32, f32)) {
        self.x[node] = x;
        self.y[node] = y;
    }
}

/// Steps of all rounds: from one that lets the farthest pair meet at once down to [`LAST_STEP`].
pub fn steps(longest: u16, rounds: usize) -> Vec<f32> {
    let first = f32::from(longest.max(1)) * f32::from(longest.max(1));
    let factor = libm::powf(
        LAST_STEP / first,
        1.0 / rounds.saturating_sub(1).max(1) as f32,
    );
    let next = |step: &f32| Some(step * factor);
    std::iter::successors(Some(first), next)
        .take(rounds)
        .collect()
}

/// One round: every node against every pivot, packs and pivots in a drawn order, then all edges.
///
/// A node moves towards its distance from the pivot, the pivot stays: it stands for its region.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn round(
    graph: &CompactGraph,
    pivots: &Pivots,
    step: f32,
    all: &mut Coordinates,
    random: &mut Seeded,
) {
    let count = pivots.nodes.len();
    let mut order: Vec<u32> = (0..count as u32).collect();
    random.shuffle(&mut order);
    let mut pack_order: Vec<u32> = (0..packs(graph.len()) as u32).collect();
    random.shuffle(&mut pack_order);
    for pack in pack_order {
        let pack = pack as usize;
        let turn = random.below(count);
        let (mut x, mut y) = (loaded(&all.x, pack), loaded(&all.y, pack));
        let (hops, shares) = pivots.pack(pack);
        for number in order[turn..].iter().chain(&order[..turn]) {
            let number = *number as usize;
            let (hops, share) = (&hops[number], &shares[number]);
            let (at_x, at_y) = all.at(pivots.nodes[number] as usize);
            for lane in 0..LANES {
                let (dx, dy) = (x[lane] - at_x, y[lane] - at_y);
                let away = f32::sqrt(dx * dx + dy * dy + TINY);
                let part = (share[lane] * step).min(1.0) * 0.5;
                let by = part * (f32::from(hops[lane]) - away) / away;
                x[lane] += dx * by;
                y[lane] += dy * by;
            }
        }
        store(&mut all.x, pack, x);
        store(&mut all.y, pack, y);
    }
    let mut edge_order: Vec<u32> = (0..graph.edges().len() as u32).collect();
    random.shuffle(&mut edge_order);
    let share = step.min(1.0) * 0.5;
    for edge in edge_order {
        let tie = graph.edges()[edge as usize];
        let (a, b) = (tie.a as usize, tie.b as usize);
        let (dx, dy) = (all.x[a] - all.x[b], all.y[a] - all.y[b]);
        let away = f32::sqrt(dx * dx + dy * dy + TINY);
        let by = share * (1.0 - away) / away;
        all.put(a, (all.x[a] + dx * by, all.y[a] + dy * by));
        all.put(b, (all.x[b] - dx * by, all.y[b] - dy * by));
    }
}

/// What all pivots together ask of the nodes of a pack: the weighted sum of the ways that would set
/// every distance right, as x and y, and the sum of the weights. `places` is where the pivots stand
/// ([`Pivots::places`]).
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn pulls(
    pivots: &Pivots,
    places: &[(f32, f32)],
    pack: usize,
    all: &Coordinates,
) -> (Lanes, Lanes, Lanes) {
    let (x, y) = (loaded(&all.x, pack), loaded(&all.y, pack));
    let mut sum: (Lanes, Lanes, Lanes) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
    let (hops, shares) = pivots.pack(pack);
    for ((hops, share), (at_x, at_y)) in hops.iter().zip(shares).zip(places) {
        for lane in 0..LANES {
            let (dx, dy) = (x[lane] - at_x, y[lane] - at_y);
            let away = f32::sqrt(dx * dx + dy * dy + TINY);
            let by = share[lane] * (f32::from(hops[lane]) - away) / away;
            sum.0[lane] += dx * by;
            sum.1[lane] += dy * by;
            sum.2[lane] += share[lane];
        }
    }
    sum
}
