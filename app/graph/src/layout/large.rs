//! Layout of large networks: from some hundred nodes up to the schools of a country, cold in a
//! second or so, or warm from where everybody stood before.
//!
//! A component is spread by sparse stress ([`descent`]), worked out with Barnes–Hut repulsion
//! ([`refinement`]), brought to scale, its marks parted ([`overlap`]) and packed ([`packing`]). The
//! same input gives the same bits natively and in WebAssembly: fixed seeds and round counts, no
//! function of the platform's but the square root, no fused multiplication, no threads.
//!
//! It knows neither names nor roles, and leaves no room for names.

mod compact;
mod descent;
mod lanes;
mod overlap;
mod packing;
mod pivots;
mod quadtree;
mod refinement;
mod scale;
mod union;
mod warm;

pub use compact::{CompactGraph, Tie};
pub use union::{Moment, Union, carried};

use crate::seeded::Seeded;
use descent::Coordinates;
use overlap::Standing;
use packing::Boxed;
use pivots::Pivots;
use refinement::Refinement;

/// A place in the drawing, px: to the right and down.
pub type Point = (f32, f32);

/// Nodes to which distances are known, in small and in large components.
const PIVOTS: usize = 60;
const PIVOTS_OF_FEW: usize = 150;
/// A component of up to so many is small here.
const FEW: usize = 2_000;
/// Rounds of the descent and of the refinement.
const ROUNDS: usize = 20;
const ROUNDS_REFINED: usize = 60;

/// What may differ between two layouts of one graph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    pub seed: u64,
    /// No two marks are nearer, px.
    pub distance: f32,
    /// Wanted width of the whole by its height.
    pub shape: f32,
    /// The whole is not narrower, px, so that little networks fill the plate.
    pub width_min: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            seed: 0x0f0f_2026,
            distance: super::DISTANCE_MIN as f32,
            shape: 1.5,
            width_min: 0.0,
        }
    }
}

/// Where a node stood before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    pub at: Point,
    /// A person has put it there: it stays exactly.
    pub is_pinned: bool,
}

/// Where nodes stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// One for each node, px; in a cold layout no coordinate is below 0.
    pub positions: Vec<Point>,
    /// Nodes without any edge, ascending: in a cold layout they stand in a block below all others.
    pub alone: Vec<u32>,
}

impl Placement {
    /// FNV-1a over the bits of all positions: one number for one drawing.
    pub fn fingerprint(&self) -> u64 {
        let bytes = self
            .positions
            .iter()
            .flat_map(|(x, y)| [x.to_bits(), y.to_bits()])
            .flat_map(u32::to_le_bytes);
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }
}

/// Lays a graph out.
///
/// `anchors` is empty or has one place for each node: those with an anchor stay near it, new ones
/// come to their neighbours. Without any anchor the layout is cold.
pub fn place(graph: &CompactGraph, anchors: &[Option<Anchor>], options: &Options) -> Placement {
    if anchors.iter().any(Option::is_some) {
        warm::place(graph, anchors, options)
    } else {
        cold(graph, options)
    }
}

fn cold(graph: &CompactGraph, options: &Options) -> Placement {
    let (alone, components) = split(graph);
    let mut positions = vec![(0.0, 0.0); graph.len()];
    let drawn: Vec<Vec<Point>> = components
        .iter()
        .map(|nodes| {
            let part = graph.part(nodes);
            let mut points = scale::to_px(&component(&part, options.seed), &part, options);
            overlap::part(&mut points, &[], options.distance);
            points
        })
        .collect();
    let mut boxes: Vec<Boxed> = drawn.iter().map(|points| boxed(points, options)).collect();
    let (width, bottom) = packing::pack(&mut boxes, 0.0, options.width_min, options.shape);
    for ((nodes, points), each) in components.iter().zip(&drawn).zip(&boxes) {
        put(&mut positions, nodes, points, each.at, options);
    }
    let cell = options.distance * 2.0;
    let width = width.max(f32::sqrt(alone.len() as f32 * options.shape) * cell);
    let (places, _) = packing::rows(alone.len(), bottom, width, cell);
    for (node, place) in alone.iter().zip(places) {
        positions[*node as usize] = place;
    }
    Placement { positions, alone }
}

/// Nodes without an edge, and components of two and more.
fn split(graph: &CompactGraph) -> (Vec<u32>, Vec<Vec<u32>>) {
    let (alone, components): (Vec<_>, Vec<_>) = graph
        .components()
        .into_iter()
        .partition(|nodes| nodes.len() == 1);
    (alone.into_iter().flatten().collect(), components)
}

/// A connected graph in hops, cold.
fn component(part: &CompactGraph, seed: u64) -> Coordinates {
    let mut random = Seeded::new(seed);
    let pivots = pivots_of(part, &mut random);
    let mut all = Coordinates::scattered(part.len(), &mut random);
    for step in descent::steps(pivots.longest, ROUNDS) {
        descent::round(part, &pivots, step, &mut all, &mut random);
    }
    Refinement::new(part, &pivots, &all).run(ROUNDS_REFINED, &mut all);
    all
}

fn pivots_of(part: &CompactGraph, random: &mut Seeded) -> Pivots {
    let wanted = if part.len() <= FEW {
        PIVOTS_OF_FEW
    } else {
        PIVOTS
    };
    Pivots::of(part, wanted, random)
}

/// The room a drawing needs, with half a free distance on every side.
fn boxed(points: &[Point], options: &Options) -> Boxed {
    let (_, (width, height)) = scale::bounds(points);
    Boxed {
        width: width + 2.0 * options.distance,
        height: height + 2.0 * options.distance,
        at: (0.0, 0.0),
    }
}

/// Puts a component's drawing into its box.
fn put(positions: &mut [Point], nodes: &[u32], points: &[Point], at: Point, options: &Options) {
    let (corner, _) = scale::bounds(points);
    for (node, point) in nodes.iter().zip(points) {
        positions[*node as usize] = (
            at.0 + options.distance + (point.0 - corner.0),
            at.1 + options.distance + (point.1 - corner.1),
        );
    }
}

/// How freely nodes with and without an anchor may be pushed.
fn standing(anchor: Option<Anchor>) -> Standing {
    match anchor {
        Some(Anchor {
            is_pinned: true, ..
        }) => Standing::Pinned,
        Some(_) => Standing::Old,
        None => Standing::New,
    }
}

/// One round of the refinement, for measuring what a round costs: everything is ready before
/// [`Rounds::round`] is called.
pub struct Rounds<'a> {
    refinement: Refinement<'a>,
    all: Coordinates,
}

impl<'a> Rounds<'a> {
    /// Begins where the descent leaves a connected graph.
    pub fn with<T>(graph: &'a CompactGraph, seed: u64, then: impl FnOnce(&mut Rounds) -> T) -> T {
        let mut random = Seeded::new(seed);
        let pivots = pivots_of(graph, &mut random);
        let mut all = Coordinates::scattered(graph.len(), &mut random);
        for step in descent::steps(pivots.longest, ROUNDS) {
            descent::round(graph, &pivots, step, &mut all, &mut random);
        }
        then(&mut Rounds {
            refinement: Refinement::new(graph, &pivots, &all),
            all,
        })
    }

    /// All nodes, all edges, all pivots, once.
    pub fn round(&mut self) {
        self.refinement.run(1, &mut self.all);
    }
}
