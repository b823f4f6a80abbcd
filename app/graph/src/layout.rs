//! Positions of a network's organisations, the same for the same network everywhere and always.
//!
//! Two engines. [`small`] draws what is read name by name, as a person would draw it, in a time
//! that grows with the cube of the number. [`large`] draws any number, starts warm from where
//! everybody stood, and keeps pins; it leaves no room for names. [`layout`] chooses by
//! [`LARGE_FROM`]; who needs anchors, pins or many moments calls [`large::place`] itself. A client
//! lays out only what is small, by [`layout_by_name`]: the large engine is heavy to carry. A server
//! lets a network's next version follow the one before: [`FormerLayout`].

mod former;
pub mod large;
mod small;

pub use former::FormerLayout;
pub use small::layout as layout_by_name;

use crate::geometry::Point;
use crate::network_graph::NetworkGraph;
use crate::shelf;
use large::{Anchor, CompactGraph, Options};

/// Where each node stands, px, origin at the upper left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// One for each node of the graph it was made for, in its order.
    pub positions: Vec<Point>,
    pub width: f64,
    pub height: f64,
    /// Indices of the unconnected, in the order they stand on the shelf.
    pub shelf: Vec<usize>,
    /// The shelf's frame as left, top, width, height; `None` when nobody stands on it.
    pub shelf_frame: Option<(f64, f64, f64, f64)>,
    /// On a map: the ring of those whose place is unknown.
    pub unknown: Option<UnknownRing>,
    /// On a map: nodes that stand aside of their true point, with that point.
    pub aside: Vec<(usize, Point)>,
}

/// On a map: where organisations stand whose place nobody recorded. They belong to the
/// municipality, so the ring is tied to its centre; where on the ring one stands means nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownRing {
    pub center: Point,
    pub radius_x: f64,
    pub radius_y: f64,
    /// The municipality's centre on the map; `None` when that is unknown too.
    pub tied_to: Option<Point>,
    /// Indices of the nodes on the ring.
    pub nodes: Vec<usize>,
}

/// Width of a picture of up to some 75 organisations, px: the public plate at 100 %.
pub const WIDTH: f64 = 880.0;
/// No picture is lower, px.
pub const HEIGHT_MIN: f64 = 160.0;
/// Between the frame and the outermost marks, px: room for names.
const PADDING_X: f64 = 62.0;
const PADDING_Y: f64 = 42.0;
/// Between the shelf's frame and the picture's, px.
const SHELF_MARGIN: f64 = 18.0;
/// Above the shelf's frame, px: its caption.
const SHELF_ROOM: f64 = 34.0;
/// Two marks are never nearer than this, px: targets of 24 px do not touch.
pub const DISTANCE_MIN: f64 = 28.0;
/// From so many organisations on the large engine draws.
pub const LARGE_FROM: usize = 400;

impl Layout {
    /// The layout of a part of the graph this one was made for: nobody moves.
    pub fn restricted(&self, whole: &NetworkGraph, part: &NetworkGraph) -> Layout {
        let old: Vec<usize> = part
            .nodes
            .iter()
            .filter_map(|node| whole.index_of(node.organisation.id))
            .collect();
        let new = |old_index: &usize| old.iter().position(|each| each == old_index);
        Layout {
            positions: old.iter().map(|index| self.positions[*index]).collect(),
            shelf: self.shelf.iter().filter_map(new).collect(),
            unknown: self.unknown.as_ref().map(|ring| UnknownRing {
                nodes: ring.nodes.iter().filter_map(new).collect(),
                ..ring.clone()
            }),
            aside: self
                .aside
                .iter()
                .filter_map(|(index, point)| Some((new(index)?, *point)))
                .collect(),
            ..self.clone()
        }
    }
}

/// Lays a network out. Which relations there are decides; their families do not.
pub fn layout(graph: &NetworkGraph) -> Layout {
    if graph.nodes.len() < LARGE_FROM {
        small::layout(graph)
    } else {
        of_large(graph, &[])
    }
}

/// The network as numbers: nodes in their order, one edge for all relations of two, the heavier
/// the more there are.
pub fn compact(graph: &NetworkGraph) -> CompactGraph {
    let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let edges: Vec<(u32, u32, f32)> = graph
        .edges
        .iter()
        .map(|edge| (number(edge.from), number(edge.to), 1.0))
        .collect();
    CompactGraph::new(graph.nodes.len(), &edges)
}

/// A large network with its shelf below: cold without anchors.
fn of_large(graph: &NetworkGraph, anchors: &[Option<Anchor>]) -> Layout {
    let options = Options {
        width_min: (WIDTH - 2.0 * PADDING_X) as f32,
        ..Options::default()
    };
    let placed = large::place(&compact(graph), anchors, &options);
    let mut positions: Vec<Point> = placed
        .positions
        .iter()
        .map(|(x, y)| (PADDING_X + f64::from(*x), PADDING_Y + f64::from(*y)))
        .collect();
    let is_alone = |node: usize| placed.alone.binary_search(&(node as u32)).is_ok();
    if !anchors.is_empty() {
        pull_onto_plate(&mut positions, is_alone);
    }
    let (mut width, mut height) = (WIDTH, HEIGHT_MIN);
    for (node, at) in positions.iter().enumerate() {
        if !is_alone(node) {
            width = width.max(at.0 + PADDING_X);
            height = height.max(at.1 + PADDING_Y);
        }
    }
    let alone = placed.alone.iter().map(|node| *node as usize).collect();
    let shelf = shelf::arrange_dense(graph, alone, width - 2.0 * SHELF_MARGIN);
    let mut shelf_frame = None;
    if let Some(shelf) = &shelf {
        let top = height + SHELF_ROOM;
        for (node, at) in shelf.nodes.iter().zip(&shelf.positions) {
            positions[*node] = (SHELF_MARGIN + at.0, top + at.1);
        }
        shelf_frame = Some((SHELF_MARGIN, top, shelf.width, shelf.height));
        height = top + shelf.height + SHELF_MARGIN;
    }
    Layout {
        positions,
        width,
        height,
        shelf: shelf.map(|shelf| shelf.nodes).unwrap_or_default(),
        shelf_frame,
        ..Layout::default()
    }
}

/// A warm layout may have drawn somebody beyond the left or upper edge: then all are moved, together.
fn pull_onto_plate(positions: &mut [Point], is_alone: impl Fn(usize) -> bool) {
    // What may be lost of the padding before that is worth moving everybody.
    const SPARE: f64 = 0.5;
    let (mut left, mut top) = (f64::INFINITY, f64::INFINITY);
    for (node, at) in positions.iter().enumerate() {
        if !is_alone(node) {
            (left, top) = (left.min(at.0), top.min(at.1));
        }
    }
    let back = |edge: f64, padding: f64| {
        if edge < padding * SPARE {
            padding - edge
        } else {
            0.0
        }
    };
    let by = (back(left, PADDING_X), back(top, PADDING_Y));
    for at in positions {
        *at = (at.0 + by.0, at.1 + by.1);
    }
}
