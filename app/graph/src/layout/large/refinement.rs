//! The refinement: neighbours draw each other near, all push all apart, and the distances of the
//! sparse stress hold the whole in shape.
//!
//! Repulsion by degree is that of ForceAtlas2 (Jacomy et al., PLOS ONE 2014), attraction that grows
//! stronger at short distance that of t-FDP (Zhong et al., TVCG 2023), stress and repulsion in one
//! fixed-point step are those of maxent-stress (Gansner, Hu, North, TVCG 2013). Nodes are moved all
//! at once from where all stood before, so the order of nodes means nothing.

use super::compact::CompactGraph;
use super::descent::{Coordinates, pulls};
use super::lanes::{LANES, Lanes, packs};
use super::pivots::Pivots;
use super::quadtree::Quadtree;

/// A cell farther away than its side is one body (θ of Barnes and Hut).
const THETA: f32 = 1.0;
/// Of the way to the fixed point, how much is gone in a round: the whole way swings for ever on a
/// star.
const STRIDE: f32 = 0.9;
/// How much stronger neighbours draw each other when they are near, and how near that is, in
/// square hops.
const GRIP: f32 = 4.0;
const GRIP_SQUARE: f32 = 0.1;
/// Repulsion, as a multiple of what would balance plain springs where the start left the nodes.
const ROOM: f64 = 12.0;
/// What the sparse stress counts for, beside what the edges count for: first and last round.
const SHAPE_FIRST: f32 = 2.0;
const SHAPE_LAST: f32 = 0.8;

/// A refinement of one component, in hops.
pub struct Refinement<'a> {
    graph: &'a CompactGraph,
    pivots: &'a Pivots,
    tree: Quadtree,
    next: Coordinates,
    masses: Vec<f32>,
    entropy: f32,
    shape: f32,
}

/// What holds a node where it was.
pub struct Hold<'a> {
    pub anchors: &'a [Option<(f32, f32)>],
    pub is_pinned: &'a [bool],
    /// Against the sum of what draws a node, how much its anchor does.
    pub strength: f32,
    /// No anchored node gets farther from its anchor, hops.
    pub reach: f32,
}

impl<'a> Refinement<'a> {
    /// Takes its measures of repulsion from where the start left the nodes.
    pub fn new(graph: &'a CompactGraph, pivots: &'a Pivots, all: &Coordinates) -> Self {
        let mut refinement = Self::unmeasured(graph, pivots, all);
        let springs: f64 = graph
            .edges()
            .iter()
            .map(|tie| tie_square(tie.a, tie.b, all))
            .sum();
        refinement.entropy = (ROOM * springs / refinement.pairs().max(1.0)) as f32;
        refinement
    }

    /// Takes them so that the nodes as they stand are neither too near nor too far in all.
    pub fn of_standing(graph: &'a CompactGraph, pivots: &'a Pivots, all: &Coordinates) -> Self {
        let mut refinement = Self::unmeasured(graph, pivots, all);
        let mut inwards = 0.0_f64;
        for tie in graph.edges() {
            let square = tie_square(tie.a, tie.b, all);
            let grip = f64::from(GRIP) / (f64::from(GRIP_SQUARE) + square);
            inwards += f64::from(tie.weight) * square * (1.0 + grip);
        }
        let places = pivots.places(all);
        for pack in 0..packs(graph.len()) {
            let (x, y, _) = pulls(pivots, &places, pack, all);
            for lane in 0..LANES.min(graph.len() - pack * LANES) {
                let at = all.at(pack * LANES + lane);
                let outwards =
                    f64::from(x[lane]) * f64::from(at.0) + f64::from(y[lane]) * f64::from(at.1);
                inwards -= outwards * f64::from(SHAPE_LAST * refinement.shape);
            }
        }
        refinement.entropy = (inwards.max(0.0) / refinement.pairs().max(1.0)) as f32;
        refinement
    }

    fn unmeasured(graph: &'a CompactGraph, pivots: &'a Pivots, all: &Coordinates) -> Self {
        let nodes = 0..graph.len() as u32;
        let places = pivots.places(all);
        let weights: f64 = (0..packs(graph.len()))
            .flat_map(|pack| pulls(pivots, &places, pack, all).2)
            .map(f64::from)
            .sum();
        let edges: f64 = graph
            .edges()
            .iter()
            .map(|tie| f64::from(tie.weight) * 2.0)
            .sum();
        Refinement {
            graph,
            pivots,
            tree: Quadtree::default(),
            next: Coordinates::new(graph.len()),
            masses: nodes.map(|node| graph.degree(node) as f32 + 1.0).collect(),
            entropy: 0.0,
            shape: (edges / weights.max(1.0)) as f32,
        }
    }

    /// Sum over all pairs of the product of their masses.
    fn pairs(&self) -> f64 {
        let mass: f64 = self.masses.iter().map(|mass| f64::from(*mass)).sum();
        let squares: f64 = self.masses.iter().map(|mass| f64::from(mass * mass)).sum();
        (mass * mass - squares) / 2.0
    }

    /// So many rounds, the stress counting less and less.
    pub fn run(&mut self, rounds: usize, all: &mut Coordinates) {
        for shape in shapes(rounds) {
            self.round(shape, all, None);
        }
    }

    /// So many rounds in which nodes that stood somewhere stay near it, the pinned ones there.
    pub fn run_held(&mut self, rounds: usize, all: &mut Coordinates, hold: &Hold) {
        for _ in 0..rounds {
            self.round(SHAPE_LAST, all, Some(hold));
        }
    }

    /// One round, `shape` being what the stress counts for.
    fn round(&mut self, shape: f32, all: &mut Coordinates, hold: Option<&Hold>) {
        self.tree.build(all, &self.masses);
        self.tree.repulsion(THETA, &mut self.next);
        let shape = shape * self.shape;
        let places = self.pivots.places(all);
        let mut pulled: (Lanes, Lanes, Lanes) = Default::default();
        for node in 0..self.graph.len() {
            if node % LANES == 0 {
                pulled = pulls(self.pivots, &places, node / LANES, all);
            }
            let lane = node % LANES;
            let (at, push) = (all.at(node), self.next.at(node));
            let room = self.entropy * self.masses[node];
            let mut x = room * push.0 + shape * pulled.0[lane];
            let mut y = room * push.1 + shape * pulled.1[lane];
            let mut whole = shape * pulled.2[lane];
            let ties = self.graph.neighbours(node as u32).iter();
            for (neighbour, weight) in ties.zip(self.graph.weights(node as u32)) {
                let other = all.at(*neighbour as usize);
                let (dx, dy) = (other.0 - at.0, other.1 - at.1);
                let drawn = weight * (1.0 + GRIP / (GRIP_SQUARE + dx * dx + dy * dy));
                x += drawn * dx;
                y += drawn * dy;
                whole += drawn;
            }
            let by = STRIDE / whole;
            let free = (at.0 + by * x, at.1 + by * y);
            self.next.put(
                node,
                match hold {
                    Some(hold) => hold.held(node, at, free),
                    None => free,
                },
            );
        }
        std::mem::swap(&mut self.next, all);
    }
}

impl Hold<'_> {
    fn held(&self, node: usize, at: (f32, f32), free: (f32, f32)) -> (f32, f32) {
        let Some(anchor) = self.anchors[node] else {
            return free;
        };
        if self.is_pinned[node] {
            return at;
        }
        let share = 1.0 / (1.0 + self.strength);
        let (dx, dy) = ((free.0 - anchor.0) * share, (free.1 - anchor.1) * share);
        let away = f32::sqrt(dx * dx + dy * dy);
        let kept = if away > self.reach {
            self.reach / away
        } else {
            1.0
        };
        (anchor.0 + dx * kept, anchor.1 + dy * kept)
    }
}

/// What the stress counts for in each of so many rounds.
fn shapes(rounds: usize) -> impl Iterator<Item = f32> {
    let factor = libm::powf(
        SHAPE_LAST / SHAPE_FIRST,
        1.0 / rounds.saturating_sub(1).max(1) as f32,
    );
    std::iter::successors(Some(SHAPE_FIRST), move |shape| Some(shape * factor)).take(rounds)
}

fn tie_square(a: u32, b: u32, all: &Coordinates) -> f64 {
    let (a, b) = (all.at(a as usize), all.at(b as usize));
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    f64::from(dx * dx + dy * dy)
}
