//! The layout of large networks where it is measured: one run of it, and the same as functions a
//! WebAssembly host can call with numbers only.
//!
//! The host gets the generated network and the measures of quality from here too, so that every
//! engine is asked about the same graph and judged by the same judge. Nothing of this is shipped.

use opora_graph::generated::GeneratedNetwork;
use opora_graph::layout::large::{Anchor, CompactGraph, Options, Placement, Point, Rounds, place};
use opora_graph::quality::{Quality, quality};
use std::cell::RefCell;

/// Nodes by which quality is sampled, and the seed that draws them.
pub const SAMPLES: usize = 500;
const SAMPLES_SEED: u64 = 3;

/// A generated network, and a drawing of it.
#[derive(Default)]
pub struct Bench {
    network: Option<GeneratedNetwork>,
    edges: Vec<(u32, u32)>,
    graph: CompactGraph,
    placement: Placement,
}

impl Bench {
    pub fn new(organisations: usize, relations: usize, seed: u64) -> Self {
        let network = GeneratedNetwork::new(organisations, relations, seed);
        Bench {
            graph: graph_of(&network),
            edges: network.edges.clone(),
            network: Some(network),
            placement: Placement {
                positions: vec![(0.0, 0.0); organisations],
                ..Placement::default()
            },
        }
    }

    /// Lays the network out from nothing.
    pub fn place(&mut self) -> u64 {
        self.placement = place(&self.graph, &[], &Options::default());
        self.placement.fingerprint()
    }

    pub fn quality(&self) -> Quality {
        quality(
            &self.graph,
            &self.placement.positions,
            SAMPLES,
            SAMPLES_SEED,
        )
    }

    /// Lays the network out anew, warm, with a hundredth more relations: how far that moves its
    /// organisations. Nothing before [`Bench::place`].
    pub fn moves_of_a_hundredth(&self, seed: u64) -> Option<Moves> {
        let network = self.network.as_ref()?;
        let grown = network.grown((network.edges.len() / 100).max(1), seed);
        let before = &self.placement.positions;
        let anchors: Vec<Option<Anchor>> = before
            .iter()
            .map(|at| {
                Some(Anchor {
                    at: *at,
                    is_pinned: false,
                })
            })
            .collect();
        let after = place(&graph_of(&grown), &anchors, &Options::default());
        Moves::between(before, &after.positions)
    }

    /// The nodes of the largest component, which is what rounds are counted on.
    pub fn largest(&self) -> CompactGraph {
        let components = self.graph.components();
        let largest = components.iter().max_by_key(|nodes| nodes.len());
        largest.map_or_else(CompactGraph::default, |nodes| self.graph.part(nodes))
    }
}

/// How far a change moved those who stood already, as parts of the first drawing's diameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moves {
    pub mean: f64,
    pub most: f64,
}

impl Moves {
    /// `None` when there is no diameter to compare with.
    pub fn between(before: &[Point], after: &[Point]) -> Option<Self> {
        let diameter = width_at_most(before);
        if before.is_empty() || diameter <= 0.0 {
            return None;
        }
        let ways = before
            .iter()
            .zip(after)
            .map(|(a, b)| f64::hypot(f64::from(a.0 - b.0), f64::from(a.1 - b.1)) / diameter);
        let (sum, most) = ways.fold((0.0, 0.0_f64), |(sum, most), way| {
            (sum + way, most.max(way))
        });
        Some(Moves {
            mean: sum / before.len() as f64,
            most,
        })
    }
}

/// The widest a drawing is in any of some directions: never more than its true diameter, so that
/// a way is never made to look shorter than it is.
fn width_at_most(points: &[Point]) -> f64 {
    const DIRECTIONS: u32 = 90;
    let width = |direction: u32| {
        let (sin, cos) =
            (std::f64::consts::PI * f64::from(direction) / f64::from(DIRECTIONS)).sin_cos();
        let along = points
            .iter()
            .map(|(x, y)| f64::from(*x) * cos + f64::from(*y) * sin);
        let (least, most) = along.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), at| {
            (least.min(at), most.max(at))
        });
        most - least
    };
    (0..DIRECTIONS).map(width).fold(0.0, f64::max)
}

fn graph_of(network: &GeneratedNetwork) -> CompactGraph {
    let edges: Vec<(u32, u32, f32)> = network
        .edges
        .iter()
        .map(|(from, to)| (*from, *to, 1.0))
        .collect();
    CompactGraph::new(network.kinds.len(), &edges)
}

thread_local! {
    static BENCH: RefCell<Bench> = RefCell::new(Bench::default());
    static LARGEST: RefCell<CompactGraph> = RefCell::new(CompactGraph::default());
}

/// The host's functions: the names are the module's interface.
#[expect(
    unsafe_code,
    reason = "an exported name is unsafe to claim; nothing else here is"
)]
mod exported {
    use super::*;

    /// Makes a network; tells how many edges it has.
    #[unsafe(no_mangle)]
    extern "C" fn generate(organisations: u32, relations: u32, seed: u32) -> u32 {
        let bench = Bench::new(organisations as usize, relations as usize, seed.into());
        let count = bench.edges.len() as u32;
        LARGEST.set(bench.largest());
        BENCH.set(bench);
        count
    }

    #[unsafe(no_mangle)]
    extern "C" fn edge_from(edge: u32) -> u32 {
        BENCH.with_borrow(|bench| bench.edges[edge as usize].0)
    }

    #[unsafe(no_mangle)]
    extern "C" fn edge_to(edge: u32) -> u32 {
        BENCH.with_borrow(|bench| bench.edges[edge as usize].1)
    }

    /// Lays out; tells the fingerprint.
    #[unsafe(no_mangle)]
    extern "C" fn lay_out() -> u64 {
        BENCH.with_borrow_mut(Bench::place)
    }

    /// Runs the descent and then so many rounds of the refinement on the largest component; tells
    /// how many nodes that has.
    #[unsafe(no_mangle)]
    extern "C" fn rounds(count: u32) -> u32 {
        LARGEST.with_borrow(|graph| {
            Rounds::with(graph, 1, |rounds| (0..count).for_each(|_| rounds.round()));
            graph.len() as u32
        })
    }

    /// Puts a node where another engine has it.
    #[unsafe(no_mangle)]
    extern "C" fn put(node: u32, x: f32, y: f32) {
        BENCH.with_borrow_mut(|bench| bench.placement.positions[node as usize] = (x, y));
    }

    #[unsafe(no_mangle)]
    extern "C" fn stress() -> f64 {
        BENCH.with_borrow(|bench| bench.quality().stress)
    }

    #[unsafe(no_mangle)]
    extern "C" fn neighbourhood() -> f64 {
        BENCH.with_borrow(|bench| bench.quality().neighbourhood)
    }
}
