//! The layout of a network that is read name by name: up to some hundred organisations.
//!
//! Connected components are drawn one by one (stress, then local search), packed in rows, and the
//! unconnected stand on a shelf at the lower left. It knows no warm start and no pins: a changed
//! network is laid out anew.

use super::{
    DISTANCE_MIN, HEIGHT_MIN, Layout, PADDING_X, PADDING_Y, SHELF_MARGIN, SHELF_ROOM, WIDTH,
};
use crate::geometry::{Point, Rect, at_angle};
use crate::lettering::Lettering;
use crate::network_graph::NetworkGraph;
use crate::order::{sort_by, sort_by_key};
use crate::settle::{Drawing, part};
use crate::{shelf, stress};

/// Area for one organisation and its name, px².
const ROOM_AREA: f64 = 10_200.0;
/// Between the two of a pair, px.
const PAIR_LENGTH: f64 = 150.0;
/// First drawings tried, and how many of the best are worked out further.
const TRIALS: u64 = 10;
const TRIALS_SETTLED: usize = 3;
/// The part of the settling after which only the best goes on.
const FIRST_PART: f64 = 0.25;
const SEED: u64 = 0x0f0f_2026;

/// Lays a network out.
pub fn layout(graph: &NetworkGraph) -> Layout {
    let (components, isolates) = components_of(graph);
    let mut boxes: Vec<Laid> = components.iter().map(|nodes| laid(graph, nodes)).collect();
    sort_by(&mut boxes, |a, b| {
        b.width
            .total_cmp(&a.width)
            .then(b.height.total_cmp(&a.height))
    });
    let width = boxes
        .first()
        .map_or(WIDTH, |widest| widest.width.max(WIDTH));

    let mut positions = vec![(0.0, 0.0); graph.nodes.len()];
    let mut rows = rows_of(&boxes, width);
    let mut shelf = shelf::arrange(graph, isolates, width - 2.0 * SHELF_MARGIN);
    // The last row stands beside the shelf when there is room.
    let is_shared = match (&shelf, rows.last()) {
        (Some(shelf), Some(row)) => {
            let shelf_width = shelf.width + 2.0 * SHELF_MARGIN;
            shelf_width <= width * 0.5 && shelf_width + row.width <= width
        }
        _ => false,
    };
    let last = if is_shared { rows.pop() } else { None };
    let mut top = 0.0;
    for row in &rows {
        stand(&mut positions, &boxes, row, (0.0, width), (top, row.height));
        top += row.height;
    }
    let mut shelf_frame = None;
    if let Some(shelf) = &mut shelf {
        let beside = last.as_ref().map_or(0.0, |row| row.height);
        if let Some(row) = &last {
            let left = shelf.width + SHELF_MARGIN;
            let height = beside.max(shelf.height + SHELF_ROOM + SHELF_MARGIN);
            stand(
                &mut positions,
                &boxes,
                row,
                (left, width - left),
                (top, height),
            );
        } else {
            shelf.widen(width - 2.0 * SHELF_MARGIN);
        }
        let shelf_top = (top + SHELF_ROOM).max(top + beside - shelf.height - SHELF_MARGIN);
        for (node, at) in shelf.nodes.iter().zip(&shelf.positions) {
            positions[*node] = (SHELF_MARGIN + at.0, shelf_top + at.1);
        }
        shelf_frame = Some((SHELF_MARGIN, shelf_top, shelf.width, shelf.height));
        top = (shelf_top + shelf.height + SHELF_MARGIN).max(top + beside);
    }
    Layout {
        positions,
        width,
        height: top.max(HEIGHT_MIN),
        shelf: shelf.map(|shelf| shelf.nodes).unwrap_or_default(),
        shelf_frame,
        unknown: None,
        aside: Vec::new(),
    }
}

/// A component with its own origin.
pub(super) struct Laid {
    nodes: Vec<usize>,
    positions: Vec<Point>,
    pub width: f64,
    pub height: f64,
}

/// Components of two and more nodes, and the nodes without any edge; by ascending index.
pub(super) fn components_of(graph: &NetworkGraph) -> (Vec<Vec<usize>>, Vec<usize>) {
    let count = graph.nodes.len();
    let mut leader: Vec<usize> = (0..count).collect();
    fn find(leader: &mut [usize], mut node: usize) -> usize {
        while leader[node] != node {
            leader[node] = leader[leader[node]];
            node = leader[node];
        }
        node
    }
    for edge in &graph.edges {
        let (a, b) = (find(&mut leader, edge.from), find(&mut leader, edge.to));
        leader[a.max(b)] = a.min(b);
    }
    let mut members = vec![Vec::new(); count];
    for node in 0..count {
        let first = find(&mut leader, node);
        members[first].push(node);
    }
    members.retain(|nodes| !nodes.is_empty());
    let (isolates, components): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|nodes| nodes.len() == 1);
    (components, isolates.into_iter().flatten().collect())
}

/// Draws one component.
pub(super) fn laid(graph: &NetworkGraph, nodes: &[usize]) -> Laid {
    let count = nodes.len();
    let at = |node: usize| nodes.binary_search(&node).ok();
    let edges = ties_between(graph, at);

    let mut positions = match graph.edges.iter().find_map(|edge| at(edge.from)) {
        // Two lie side by side, help going to the right.
        Some(gives) if count == 2 => vec![
            (gives as f64 * PAIR_LENGTH, 0.0),
            ((1 - gives) as f64 * PAIR_LENGTH, 0.0),
        ],
        _ => drawn(count, &edges),
    };
    let bounds = Rect::of(positions.iter().copied()).unwrap_or(frame_for(count));
    let widest = nodes
        .iter()
        .map(|node| Lettering::of(&graph.nodes[*node].organisation, true).width)
        .fold(0.0, f64::max);
    let padding_x = (widest / 2.0 + 8.0).max(PADDING_X);
    for position in &mut positions {
        *position = (
            position.0 - bounds.left + padding_x,
            position.1 - bounds.top + PADDING_Y,
        );
    }
    Laid {
        nodes: nodes.to_vec(),
        positions,
        width: bounds.width() + 2.0 * padding_x,
        height: bounds.height() + 2.0 * PADDING_Y,
    }
}

/// Who is bound to whom among some nodes, by the numbers they are given; each pair once, ascending.
pub(super) fn ties_between(
    graph: &NetworkGraph,
    number: impl Fn(usize) -> Option<usize>,
) -> Vec<(usize, usize)> {
    let mut ties: Vec<(usize, usize)> = graph
        .edges
        .iter()
        .filter_map(|edge| Some((number(edge.from)?, number(edge.to)?)))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    sort_by_key(&mut ties, |tie| *tie);
    ties.dedup();
    ties
}

/// Positions of a component of more than two: the best of some first drawings, worked out.
fn drawn(count: usize, edges: &[(usize, usize)]) -> Vec<Point> {
    let hops = stress::hops(count, edges);
    let frame = frame_for(count);
    let mut drawings: Vec<(f64, Drawing)> = (0..TRIALS)
        .map(|trial| {
            let first = stress::spread(count, &hops, SEED.wrapping_add(trial));
            let drawing = Drawing::new(fitted(&first, frame), edges, &hops, frame);
            (drawing.cost(), drawing)
        })
        .collect();
    sort_by(&mut drawings, |a, b| a.0.total_cmp(&b.0));
    drawings.truncate(TRIALS_SETTLED);
    for (cost, drawing) in &mut drawings {
        drawing.settle(SEED, 0.0..FIRST_PART);
        *cost = drawing.cost();
    }
    sort_by(&mut drawings, |a, b| a.0.total_cmp(&b.0));
    drawings.truncate(1);
    for (_, drawing) in &mut drawings {
        drawing.settle(SEED, FIRST_PART..1.0);
    }
    let mut positions = drawings
        .into_iter()
        .next()
        .map(|(_, drawing)| drawing.positions)
        .unwrap_or_default();
    part(&mut positions, DISTANCE_MIN + 2.0);
    positions
}

/// Where so many nodes may stand: wider than high, never wider than the plate while they fit.
fn frame_for(count: usize) -> Rect {
    let area = count as f64 * ROOM_AREA;
    let plate = WIDTH - 2.0 * PADDING_X - 4.0;
    let widest = plate * f64::sqrt(count as f64 / 75.0).max(1.0);
    // Few nodes lie flat, as their names do.
    let shape = 1.4 + 6.0 / count as f64;
    let width = f64::sqrt(area * shape).min(widest);
    Rect {
        left: 0.0,
        top: 0.0,
        right: width,
        bottom: area / width,
    }
}

/// Turns a drawing so that it suits the frame best and stretches it a little to fill it.
fn fitted(first: &[Point], frame: Rect) -> Vec<Point> {
    const TURNS: u32 = 36;
    let wanted = frame.width() / frame.height();
    let turned = |turn: u32| -> Vec<Point> {
        let (cos, sin) = at_angle(f64::from(turn) * std::f64::consts::PI / f64::from(TURNS));
        first
            .iter()
            .map(|(x, y)| (x * cos - y * sin, x * sin + y * cos))
            .collect()
    };
    let mut best = (f64::INFINITY, Vec::new(), frame);
    for turn in 0..TURNS {
        let points = turned(turn);
        let Some(bounds) = Rect::of(points.iter().copied()) else {
            continue;
        };
        let shape = bounds.width().max(0.01) / bounds.height().max(0.01);
        let off = (shape / wanted).max(wanted / shape);
        if off < best.0 {
            best = (off, points, bounds);
        }
    }
    let (_, points, bounds) = best;
    let (to_width, to_height) = (
        frame.width() / bounds.width().max(0.01),
        frame.height() / bounds.height().max(0.01),
    );
    let least = to_width.min(to_height);
    let (scale_x, scale_y) = (to_width.min(least * 1.5), to_height.min(least * 1.5));
    let center = crate::geometry::middle((bounds.left, bounds.top), (bounds.right, bounds.bottom));
    let target = crate::geometry::middle((frame.left, frame.top), (frame.right, frame.bottom));
    points
        .iter()
        .map(|(x, y)| {
            (
                target.0 + (x - center.0) * scale_x,
                target.1 + (y - center.1) * scale_y,
            )
        })
        .collect()
}

/// Components side by side.
pub(super) struct Row {
    boxes: Vec<usize>,
    width: f64,
    pub height: f64,
}

pub(super) fn rows_of(boxes: &[Laid], width: f64) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (index, laid) in boxes.iter().enumerate() {
        match rows.iter_mut().find(|row| row.width + laid.width <= width) {
            Some(row) => {
                row.boxes.push(index);
                row.width += laid.width;
                row.height = row.height.max(laid.height);
            }
            None => {
                rows.push(Row {
                    boxes: vec![index],
                    width: laid.width,
                    height: laid.height,
                });
            }
        }
    }
    rows
}

/// Puts a row into a rectangle, the free width shared evenly.
pub(super) fn stand(
    positions: &mut [Point],
    boxes: &[Laid],
    row: &Row,
    (left, width): (f64, f64),
    (top, height): (f64, f64),
) {
    let gap = (width - row.width).max(0.0) / (row.boxes.len() + 1) as f64;
    let mut left = left + gap;
    for laid in row.boxes.iter().map(|index| &boxes[*index]) {
        let top = top + (height - laid.height) / 2.0;
        for (node, at) in laid.nodes.iter().zip(&laid.positions) {
            positions[*node] = (left + at.0, top + at.1);
        }
        left += laid.width + gap;
    }
}
