//! A picture as data: marks, lines, empty sides, names and frames, in px at 100 %.
//!
//! No colours, no words but names, no language: those belong to [`crate::svg`] and the style
//! sheet.

use crate::arrangement::Arrangement;
use crate::filter::{Filter, View};
use crate::geometry::{Point, Rect, direction};
use crate::layout::{Layout, UnknownRing};
use crate::lettering::{LETTER_SIZE, LINE_HEIGHT, Lettering};
use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use crate::placing::{Placed, Surroundings, place_names};
use crate::roles::Role;
use opora_domain::{
    Family, Openness, Organisation, PartnershipKind, PartnershipStatus, Place, RecordId,
};

mod lines;

use lines::{edges_of, open_ends_of, order_of};

pub use crate::placing::Anchor;

/// Everything a picture shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    pub view: View,
    /// In the order of the graph.
    pub nodes: Vec<SceneNode>,
    /// From the lowest to the topmost.
    pub edges: Vec<SceneEdge>,
    pub open_ends: Vec<SceneOpenEnd>,
    pub shelf: Option<ShelfFrame>,
    pub unknown: Option<UnknownRing>,
    /// On a map: from marks that stand aside to their true points.
    pub leaders: Vec<(Point, Point)>,
}

/// One organisation: its mark and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneNode {
    pub organisation: Organisation,
    pub role: Role,
    pub at: Point,
    pub label: Label,
    /// Partnerships shown in this scene.
    pub partnerships: usize,
    /// Offers and requests shown in this scene.
    pub open_ends: usize,
    pub is_on_shelf: bool,
    pub is_place_unknown: bool,
}

/// A name: lines from the first baseline down.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub lines: Vec<String>,
    /// Where the first line's baseline is aligned.
    pub at: Point,
    pub anchor: Anchor,
    pub is_strong: bool,
    /// What the name covers, by estimate.
    pub rect: Rect,
}

/// One line between two marks.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneEdge {
    /// One, or all that are merged into this line: more than three between the same two.
    pub partnerships: Vec<RecordId>,
    /// Index of the node that gives.
    pub from: usize,
    /// Index of the node that receives.
    pub to: usize,
    /// Of the merged, the topmost.
    pub family: Family,
    pub kind: PartnershipKind,
    pub status: PartnershipStatus,
    pub curve: Curve,
}

/// A straight line or a quadratic Bézier curve, from the edge of one mark to that of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    pub start: Point,
    pub control: Option<Point>,
    pub end: Point,
}

impl Curve {
    /// The point half-way.
    pub fn middle(&self) -> Point {
        self.at(0.5)
    }

    /// The direction of length 1 in which the curve arrives.
    pub fn arrives(&self) -> Point {
        direction(self.control.unwrap_or(self.start), self.end)
    }

    /// The point at a part of the way from 0 to 1.
    pub(crate) fn at(&self, part: f64) -> Point {
        let between = |a: Point, b: Point| (a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part);
        match self.control {
            None => between(self.start, self.end),
            Some(control) => between(between(self.start, control), between(control, self.end)),
        }
    }

    /// Straight pieces that stand for the curve where distances are judged.
    fn pieces(&self) -> Vec<(Point, Point)> {
        let count = if self.control.is_some() { 4 } else { 1 };
        let at = |step: u32| self.at(f64::from(step) / f64::from(count));
        (0..count).map(|step| (at(step), at(step + 1))).collect()
    }
}

/// An offer or a request: a short line between its mark and a ring nobody stands for yet.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneOpenEnd {
    pub partnership: RecordId,
    /// Index of the named side.
    pub node: usize,
    pub openness: Openness,
    pub family: Family,
    pub kind: PartnershipKind,
    pub status: PartnershipStatus,
    /// The ring's middle.
    pub ring: Point,
    /// The line, in the direction of help.
    pub curve: Curve,
}

/// The frame of the unconnected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShelfFrame {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
    pub count: usize,
}

/// Radius of an unnamed side's ring, px.
pub const UNNAMED_RADIUS: f64 = 4.5;
const FRAME_MARGIN: f64 = 6.0;

impl Scene {
    /// The scene of what a filter shows, laid out for this once: see [`Arrangement`].
    pub fn new(whole: &NetworkGraph, filter: &Filter, centre: Option<Place>) -> Self {
        let arrangement = Arrangement::new(whole, filter, centre);
        arrangement.scene(filter).unwrap_or_default()
    }

    /// The scene of a graph with a layout made for it, or restricted to it.
    pub fn of(graph: &NetworkGraph, layout: &Layout, view: View) -> Self {
        let mut edges = edges_of(graph, layout);
        sort_by_key(&mut edges, |edge| {
            (order_of(edge.family), edge.partnerships.first().copied())
        });

        let frame = Rect {
            left: 0.0,
            top: 0.0,
            right: layout.width,
            bottom: layout.height,
        };
        let frame = frame.grown(-FRAME_MARGIN);
        let mut marks: Vec<(Point, f64)> = graph
            .nodes
            .iter()
            .zip(&layout.positions)
            .map(|(node, at)| (*at, node.role.half_size()))
            .collect();
        let mut lines: Vec<(Point, Point)> =
            edges.iter().flat_map(|edge| edge.curve.pieces()).collect();
        let blocks = blocks_of(layout);
        let open_ends = {
            let surroundings = Surroundings {
                frame,
                marks: &marks,
                lines: &lines,
                blocks: &blocks,
            };
            open_ends_of(graph, layout, &surroundings)
        };
        lines.extend(open_ends.iter().map(|end| (end.curve.start, end.curve.end)));
        marks.extend(open_ends.iter().map(|end| (end.ring, UNNAMED_RADIUS)));

        let is_on_shelf = membership(graph, &layout.shelf);
        let unknown = layout
            .unknown
            .as_ref()
            .map_or(&[][..], |ring| &ring.nodes[..]);
        let is_place_unknown = membership(graph, unknown);
        let names: Vec<Lettering> = graph
            .nodes
            .iter()
            .zip(&is_on_shelf)
            .map(|(node, is_on_shelf)| {
                let lettering = if *is_on_shelf {
                    Lettering::on_shelf
                } else {
                    Lettering::of
                };
                lettering(&node.organisation, node.role.is_strong())
            })
            .collect();
        let surroundings = Surroundings {
            frame,
            marks: &marks,
            lines: &lines,
            blocks: &blocks,
        };
        let placed = place_names(&names, &is_on_shelf, &surroundings);
        let nodes = graph
            .nodes
            .iter()
            .enumerate()
            .zip(names.into_iter().zip(placed))
            .map(|((index, node), (name, placed))| SceneNode {
                organisation: node.organisation.clone(),
                role: node.role,
                at: layout.positions[index],
                label: label_of(name, placed),
                partnerships: node.degree,
                open_ends: node.open_ends,
                is_on_shelf: is_on_shelf[index],
                is_place_unknown: is_place_unknown[index],
            })
            .collect();
        let shelf = layout.shelf_frame.filter(|_| !layout.shelf.is_empty());
        let shelf = shelf.map(|(left, top, width, height)| ShelfFrame {
            left,
            top,
            width,
            height,
            count: layout.shelf.len(),
        });
        Scene {
            width: layout.width,
            height: layout.height,
            view,
            nodes,
            edges,
            open_ends,
            shelf,
            unknown: layout.unknown.clone().filter(|ring| !ring.nodes.is_empty()),
            leaders: layout
                .aside
                .iter()
                .map(|(node, truth)| (layout.positions[*node], *truth))
                .collect(),
        }
    }
}

fn membership(graph: &NetworkGraph, nodes: &[usize]) -> Vec<bool> {
    let mut is_member = vec![false; graph.nodes.len()];
    for node in nodes {
        is_member[*node] = true;
    }
    is_member
}

/// The shelf's caption and the words inside the ring of unknown places.
fn blocks_of(layout: &Layout) -> Vec<Rect> {
    let shelf = layout.shelf_frame.map(|(left, top, _, _)| Rect {
        left,
        top: top - 20.0,
        right: left + 190.0,
        bottom: top,
    });
    let ring = layout
        .unknown
        .as_ref()
        .map(|ring| Rect::around(ring.center, 62.0, 26.0));
    shelf.into_iter().chain(ring).collect()
}

fn label_of(name: Lettering, placed: Placed) -> Label {
    let rect = placed.rect;
    let x = match placed.anchor {
        Anchor::Start => rect.left + 1.0,
        Anchor::Middle => (rect.left + rect.right) / 2.0,
        Anchor::End => rect.right - 1.0,
    };
    // The baseline leaves a quarter of the line to descenders.
    let y = rect.top + LINE_HEIGHT * 0.75 + (LINE_HEIGHT - LETTER_SIZE) * 0.25;
    Label {
        lines: name.lines,
        at: (x, y),
        anchor: placed.anchor,
        is_strong: name.is_strong,
        rect,
    }
}
