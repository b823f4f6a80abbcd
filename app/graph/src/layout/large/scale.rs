//! From hops to px: a drawing is turned to lie, and made so large that its marks have room.

use super::compact::CompactGraph;
use super::descent::Coordinates;
use super::pivots::Pivots;
use super::quadtree::Quadtree;
use super::{Options, Point};

/// An edge is at least so many distances long on average.
const EDGE_MIN: f32 = 2.2;
/// Of a thousand nodes, so many may be nearer to another than marks may be before they are parted.
const CROWDED: usize = 600;
/// A drawing is not made larger than this many times the room its marks need side by side.
const ROOMY: f32 = 12.0;

/// The drawing in px, lying rather than standing.
pub fn to_px(all: &Coordinates, graph: &CompactGraph, options: &Options) -> Vec<Point> {
    let points = lying((0..graph.len()).map(|node| all.at(node)).collect());
    let scale = px_per_hop(all, graph, options);
    points
        .iter()
        .map(|point| (point.0 * scale, point.1 * scale))
        .collect()
}

/// How large a hop is drawn, px.
pub fn px_per_hop(all: &Coordinates, graph: &CompactGraph, options: &Options) -> f32 {
    let points: Vec<Point> = (0..graph.len()).map(|node| all.at(node)).collect();
    let lengths: f64 = graph
        .edges()
        .iter()
        .map(|tie| f64::from(away(points[tie.a as usize], points[tie.b as usize])))
        .sum();
    let mean = (lengths / graph.edges().len().max(1) as f64) as f32;
    let mut nearest = Quadtree::default().nearest(all, graph.len());
    nearest.sort_unstable_by(f32::total_cmp);
    let crowded = nearest
        .get(graph.len() * CROWDED / 1_000)
        .copied()
        .unwrap_or(1.0);
    let (_, (width, height)) = bounds(&points);
    let most =
        options.distance * f32::sqrt(graph.len() as f32 * ROOMY) / width.max(height).max(1e-3);
    let for_edges = options.distance * EDGE_MIN / mean.max(1e-6);
    let for_marks = options.distance / crowded.max(1e-6);
    for_marks.min(most).max(for_edges)
}

/// What a hop is in a drawing in px: the scale that fits the distances to the pivots best.
pub fn px_per_hop_of(points: &[Point], pivots: &Pivots) -> Option<f32> {
    let (mut sum, mut squares) = (0.0_f64, 0.0_f64);
    for (number, pivot) in pivots.nodes.iter().enumerate() {
        let at = points[*pivot as usize];
        for (node, point) in points.iter().enumerate() {
            let hops = f64::from(pivots.hops(node, number));
            if hops > 0.0 {
                let ratio = f64::from(away(*point, at)) / hops;
                sum += ratio;
                squares += ratio * ratio;
            }
        }
    }
    // The drawing is in px: hops are px divided by Σr² / Σr.
    (sum > 0.0).then(|| (squares / sum) as f32)
}

/// Turned so that the longer way of the whole is level.
fn lying(points: Vec<Point>) -> Vec<Point> {
    let count = points.len().max(1) as f64;
    let (mut x, mut y) = (0.0_f64, 0.0_f64);
    for point in &points {
        x += f64::from(point.0);
        y += f64::from(point.1);
    }
    let (x, y) = (x / count, y / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in &points {
        let (dx, dy) = (f64::from(point.0) - x, f64::from(point.1) - y);
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    // The first axis of the scatter, as a direction of length 1.
    let spread = f64::sqrt((xx - yy) * (xx - yy) + 4.0 * xy * xy);
    let axis = if xx >= yy {
        (xx - yy + spread, 2.0 * xy)
    } else {
        (2.0 * xy, yy - xx + spread)
    };
    let length = f64::sqrt(axis.0 * axis.0 + axis.1 * axis.1);
    if length < 1e-12 {
        return points;
    }
    let (cos, sin) = (axis.0 / length, axis.1 / length);
    points
        .iter()
        .map(|point| {
            let (dx, dy) = (f64::from(point.0) - x, f64::from(point.1) - y);
            ((dx * cos + dy * sin) as f32, (dy * cos - dx * sin) as f32)
        })
        .collect()
}

/// Upper left corner, and width and height; nothing for no points.
pub fn bounds(points: &[Point]) -> (Point, (f32, f32)) {
    let first = points.first().copied().unwrap_or_default();
    let (from, to) = points.iter().fold((first, first), |(from, to), point| {
        (
            (from.0.min(point.0), from.1.min(point.1)),
            (to.0.max(point.0), to.1.max(point.1)),
        )
    });
    (from, (to.0 - from.0, to.1 - from.1))
}

pub fn away(a: Point, b: Point) -> f32 {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    f32::sqrt(dx * dx + dy * dy)
}
