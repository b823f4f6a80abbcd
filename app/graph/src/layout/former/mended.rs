//! A network read name by name after a change: who has a relation and had one stays to the pixel.
//!
//! Who got a first relation leaves the shelf for the best place beside the partners that can be had
//! without moving anybody; components of newcomers only stand below everything. The shelf keeps its
//! corner; its order is by role and name, so that those after a newcomer move on by one place. When
//! there is no good place for somebody, it says so instead of squeezing.

use crate::geometry::{Point, Rect, distance, moved};
use crate::layout::small::{self, components_of, laid};
use crate::layout::{
    DISTANCE_MIN, HEIGHT_MIN, Layout, PADDING_X, PADDING_Y, SHELF_MARGIN, SHELF_ROOM,
};
use crate::network_graph::NetworkGraph;
use crate::settle::Drawing;
use crate::{shelf, stress};

/// Rounds in which newcomers look for their places, and the longest step of the first, px.
const ROUNDS: u32 = 16;
const STEP: f64 = 160.0;
const SEED: u64 = 0x0f0f_2026;

/// `stood` has the former place of each node that had a relation. `None` when somebody finds no
/// place, or when nobody stays.
pub fn layout(graph: &NetworkGraph, former: &Layout, stood: &[Option<Point>]) -> Option<Layout> {
    let (components, isolates) = components_of(graph);
    let is_known = |nodes: &Vec<usize>| nodes.iter().any(|node| stood[*node].is_some());
    let (known, strangers): (Vec<_>, Vec<_>) = components.into_iter().partition(is_known);
    if known.is_empty() {
        return None;
    }
    let mut positions = vec![(0.0, 0.0); graph.nodes.len()];
    seat(graph, former, stood, &known.concat(), &mut positions)?;
    let lowest = known
        .iter()
        .flatten()
        .map(|node| positions[*node].1)
        .fold(0.0, f64::max);
    let mut bottom = lowest + PADDING_Y;
    let mut width = former.width;

    let wide = former.width - 2.0 * SHELF_MARGIN;
    let frame = former.shelf_frame;
    let mut shelf = shelf::arrange(graph, isolates, frame.map_or(wide, |frame| frame.2));
    let mut shelf_frame = None;
    if let Some(shelf) = &mut shelf {
        let (left, top) = match frame {
            Some((left, top, shelf_width, _)) => {
                shelf.widen(shelf_width);
                (left, top)
            }
            None => {
                shelf.widen(wide);
                (SHELF_MARGIN, bottom + SHELF_ROOM)
            }
        };
        for (node, at) in shelf.nodes.iter().zip(&shelf.positions) {
            positions[*node] = (left + at.0, top + at.1);
        }
        shelf_frame = Some((left, top, shelf.width, shelf.height));
        bottom = bottom.max(top + shelf.height + SHELF_MARGIN);
    }
    if !strangers.is_empty() {
        let boxes: Vec<small::Laid> = strangers.iter().map(|nodes| laid(graph, nodes)).collect();
        width = boxes.iter().map(|each| each.width).fold(width, f64::max);
        for row in &small::rows_of(&boxes, width) {
            small::stand(
                &mut positions,
                &boxes,
                row,
                (0.0, width),
                (bottom, row.height),
            );
            bottom += row.height;
        }
    }
    Some(Layout {
        positions,
        width,
        height: bottom.max(HEIGHT_MIN),
        shelf: shelf.map(|shelf| shelf.nodes).unwrap_or_default(),
        shelf_frame,
        unknown: None,
        aside: Vec::new(),
    })
}

/// Places for all of these nodes: their former ones, or found for them.
fn seat(
    graph: &NetworkGraph,
    former: &Layout,
    stood: &[Option<Point>],
    nodes: &[usize],
    positions: &mut [Point],
) -> Option<()> {
    let mut number = vec![usize::MAX; graph.nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        number[*node] = at;
    }
    let edges: Vec<(usize, usize)> = small::ties_between(graph, |node| {
        (number[node] < usize::MAX).then_some(number[node])
    });
    let mut places: Vec<Option<Point>> = nodes.iter().map(|node| stood[*node]).collect();
    let newcomers = begin_beside_partners(&edges, &mut places)?;
    let hops = stress::hops(nodes.len(), &edges);
    let places: Vec<Point> = places.into_iter().flatten().collect();
    let free = free_frame(former, &places);
    let mut drawing = Drawing::new(places, &edges, &hops, free);
    for round in 0..ROUNDS {
        let left = 1.0 - f64::from(round) / f64::from(ROUNDS);
        for node in &newcomers {
            drawing.improve_one(*node, 6.0 + STEP * left * left, SEED + u64::from(round));
        }
    }
    let has_room = newcomers.iter().all(|node| {
        let at = drawing.positions[*node];
        let others = drawing.positions.iter().enumerate();
        others
            .filter(|(other, _)| other != node)
            .all(|(_, other)| distance(at, *other) >= DISTANCE_MIN)
    });
    for (node, at) in nodes.iter().zip(&drawing.positions) {
        positions[*node] = *at;
    }
    has_room.then_some(())
}

/// Gives everybody without a place a first one, a step aside of the middle of the partners; tells
/// who they are. `None` when somebody cannot be reached.
fn begin_beside_partners(
    edges: &[(usize, usize)],
    places: &mut [Option<Point>],
) -> Option<Vec<usize>> {
    let newcomers: Vec<usize> = (0..places.len())
        .filter(|node| places[*node].is_none())
        .collect();
    let mut waiting = newcomers.clone();
    while !waiting.is_empty() {
        let before = places.to_vec();
        let count = waiting.len();
        waiting.retain(|node| {
            let partners: Vec<Point> = edges
                .iter()
                .filter_map(|(a, b)| match (a == node, b == node) {
                    (true, false) => before[*b],
                    (false, true) => before[*a],
                    _ => None,
                })
                .collect();
            let known = partners.len() as f64;
            if known > 0.0 {
                let sum = partners
                    .iter()
                    .fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
                let aside = crate::geometry::at_angle(*node as f64);
                places[*node] = Some(moved((sum.0 / known, sum.1 / known), aside, DISTANCE_MIN));
            }
            known == 0.0
        });
        if waiting.len() == count {
            return None;
        }
    }
    Some(newcomers)
}

/// Where newcomers may stand: on the plate, not on the shelf.
fn free_frame(former: &Layout, places: &[Point]) -> Rect {
    let bounds = Rect::of(places.iter().copied());
    let bottom = bounds.map_or(former.height, |bounds| bounds.bottom);
    let plate = Rect {
        left: PADDING_X,
        top: PADDING_Y,
        right: former.width - PADDING_X,
        bottom: bottom.max(PADDING_Y),
    };
    let Some((left, top, shelf_width, _)) = former.shelf_frame else {
        return plate;
    };
    let above = Rect {
        bottom: plate.bottom.min(top - SHELF_ROOM - PADDING_Y / 2.0),
        ..plate
    };
    let beside = Rect {
        left: left + shelf_width + PADDING_X,
        ..plate
    };
    // The larger of what is above the shelf and what is beside it.
    let area = |rect: Rect| rect.width().max(0.0) * rect.height().max(0.0);
    if area(above) >= area(beside) {
        above
    } else {
        beside
    }
}
