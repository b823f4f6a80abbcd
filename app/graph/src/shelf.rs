//! The shelf: unconnected organisations stand in rows at the lower left, never scattered.

use crate::geometry::Point;
use crate::lettering::Lettering;
use crate::network_graph::{NetworkGraph, Node};
use crate::order::reading_order;

/// Width of one place on the shelf, px; wider when the shelf has the picture's whole width.
const CELL_WIDTH: f64 = 134.0;
const CELL_WIDTH_MAX: f64 = 176.0;
/// Places in one row at most.
const CELLS_MAX: usize = 6;
/// Room for the caption above the first row, px.
const CAPTION_HEIGHT: f64 = 14.0;
const PADDING: f64 = 12.0;
/// A place on the shelf of a large network, px: marks without room for names.
const DENSE_CELL: (f64, f64) = (56.0, 48.0);

/// Where the unconnected stand, relative to the upper left of the shelf's frame, px.
pub struct Shelf {
    /// Node indices in reading order.
    pub nodes: Vec<usize>,
    pub positions: Vec<Point>,
    pub width: f64,
    pub height: f64,
}

impl Shelf {
    /// Spreads a shelf that has a row of its own over so much width.
    pub fn widen(&mut self, width: f64) {
        let cells = ((self.width - 2.0 * PADDING) / CELL_WIDTH).max(1.0);
        let cell_width = ((width - 2.0 * PADDING) / cells).clamp(CELL_WIDTH, CELL_WIDTH_MAX);
        for position in &mut self.positions {
            position.0 = PADDING + (position.0 - PADDING) * cell_width / CELL_WIDTH;
        }
        self.width = cells * cell_width + 2.0 * PADDING;
    }
}

/// Arranges the nodes on a shelf that is at most so wide; `None` when there are none.
///
/// Schools being helped come first, then mentors, other schools, centres, partners; within a role
/// by name.
pub fn arrange(graph: &NetworkGraph, mut nodes: Vec<usize>, width_max: f64) -> Option<Shelf> {
    if nodes.is_empty() {
        return None;
    }
    sort(graph, &mut nodes);
    let mut cells_max = 1;
    while cells_max < CELLS_MAX && (cells_max + 1) as f64 * CELL_WIDTH + 2.0 * PADDING <= width_max
    {
        cells_max += 1;
    }
    let rows = nodes.len().div_ceil(cells_max);
    let cells = nodes.len().div_ceil(rows);
    let mut positions = Vec::with_capacity(nodes.len());
    let mut top = CAPTION_HEIGHT;
    for row in nodes.chunks(cells) {
        let above = row
            .iter()
            .map(|node| room_above(&graph.nodes[*node]))
            .fold(0.0, f64::max);
        let below = row
            .iter()
            .map(|node| room_below(&graph.nodes[*node]))
            .fold(0.0, f64::max);
        for cell in 0..row.len() {
            positions.push((PADDING + (cell as f64 + 0.5) * CELL_WIDTH, top + above));
        }
        top += above + below;
    }
    Some(Shelf {
        nodes,
        positions,
        width: cells as f64 * CELL_WIDTH + 2.0 * PADDING,
        height: top,
    })
}

/// The shelf of a large network, in the same order: its hundreds side by side, over the whole
/// width, their names to be read from nearer.
pub fn arrange_dense(graph: &NetworkGraph, mut nodes: Vec<usize>, width: f64) -> Option<Shelf> {
    if nodes.is_empty() {
        return None;
    }
    sort(graph, &mut nodes);
    let cells = (((width - 2.0 * PADDING) / DENSE_CELL.0) as usize).max(1);
    let rows = nodes.len().div_ceil(cells);
    let place = |index: usize| {
        let (column, row) = ((index % cells) as f64, (index / cells) as f64);
        (
            PADDING + (column + 0.5) * DENSE_CELL.0,
            PADDING + (row + 0.5) * DENSE_CELL.1,
        )
    };
    Some(Shelf {
        positions: (0..nodes.len()).map(place).collect(),
        nodes,
        width,
        height: rows as f64 * DENSE_CELL.1 + 2.0 * PADDING,
    })
}

fn sort(graph: &NetworkGraph, nodes: &mut Vec<usize>) {
    let standing = nodes.iter().map(|index| &graph.nodes[*index]);
    let standing: Vec<_> = standing
        .map(|node| (node.role, &node.organisation))
        .collect();
    let order = reading_order(&standing);
    *nodes = order.into_iter().map(|place| nodes[place]).collect();
}

/// Two open ends stand beside the mark, more of them above it as well.
fn room_above(node: &Node) -> f64 {
    if node.open_ends > 2 { 54.0 } else { 22.0 }
}

fn room_below(node: &Node) -> f64 {
    node.role.half_size() + Lettering::on_shelf(&node.organisation, true).height() + 14.0
}
