//! The warm start: a changed network is laid out so that people find what they knew where it was.
//!
//! Who stood somewhere stays near; newcomers come to their neighbours; pins hold exactly. Who was
//! alone and got a partner stays where it was too: only a cold layout moves it over.

use super::compact::CompactGraph;
use super::descent::Coordinates;
use super::packing::{self, Boxed};
use super::refinement::{Hold, Refinement};
use super::scale::{self, bounds};
use super::{
    Anchor, Options, Placement, Point, boxed, component, overlap, pivots_of, put, split, standing,
};
use crate::seeded::Seeded;

/// Rounds of the refinement: what is there is nearly right.
const ROUNDS: usize = 20;
/// Against what draws an old node, how much its former place does.
const STRENGTH: f32 = 6.0;
/// How far an old node may be drawn, as a part of the whole drawing's diagonal; being pushed aside
/// by marks comes on top.
const REACH: f32 = 0.03;

pub fn place(graph: &CompactGraph, anchors: &[Option<Anchor>], options: &Options) -> Placement {
    let anchor = |node: u32| anchors.get(node as usize).copied().flatten();
    let known: Vec<Point> = anchors.iter().flatten().map(|anchor| anchor.at).collect();
    let ((left, top), (width, height)) = bounds(&known);
    let diagonal = scale::away((0.0, 0.0), (width, height));
    let mut positions = vec![(0.0, 0.0); graph.len()];
    let mut standings = Vec::with_capacity(graph.len());
    for node in 0..graph.len() as u32 {
        positions[node as usize] = anchor(node).map_or((0.0, 0.0), |anchor| anchor.at);
        standings.push(standing(anchor(node)));
    }
    let (alone, components) = split(graph);
    let mut strangers: Vec<&[u32]> = Vec::new();
    for nodes in &components {
        let own: Vec<Option<Anchor>> = nodes.iter().map(|node| anchor(*node)).collect();
        if own.iter().any(Option::is_some) {
            let part = graph.part(nodes);
            let points = held(&part, &own, diagonal * REACH, options);
            for (node, point) in nodes.iter().zip(points) {
                positions[*node as usize] = point;
            }
        } else {
            strangers.push(nodes);
        }
    }
    // Components nobody knew, and the newly alone, stand below.
    let below = top + height + 2.0 * options.distance;
    let drawn: Vec<Vec<Point>> = strangers
        .iter()
        .map(|nodes| {
            let part = graph.part(nodes);
            scale::to_px(&component(&part, options.seed), &part, options)
        })
        .collect();
    let mut boxes: Vec<Boxed> = drawn.iter().map(|points| boxed(points, options)).collect();
    let (_, bottom) = packing::pack(&mut boxes, below, width, options.shape);
    for ((nodes, points), each) in strangers.iter().zip(&drawn).zip(&boxes) {
        put(
            &mut positions,
            nodes,
            points,
            (left + each.at.0, each.at.1),
            options,
        );
    }
    let newly_alone: Vec<u32> = alone
        .iter()
        .copied()
        .filter(|node| anchor(*node).is_none())
        .collect();
    let (places, _) = packing::rows(newly_alone.len(), bottom, width, 2.0 * options.distance);
    for (node, place) in newly_alone.iter().zip(places) {
        positions[*node as usize] = (left + place.0, place.1);
    }
    overlap::part(&mut positions, &standings, options.distance);
    Placement { positions, alone }
}

/// A component of which some are known: refined round them, in px.
fn held(part: &CompactGraph, own: &[Option<Anchor>], reach: f32, options: &Options) -> Vec<Point> {
    let mut random = Seeded::new(options.seed);
    let pivots = pivots_of(part, &mut random);
    let known = own.iter().flatten().count();
    let mut points = if 2 * known >= own.len() {
        beside_neighbours(part, own, options, &mut random)
    } else {
        aligned(
            scale::to_px(&component(part, options.seed), part, options),
            own,
        )
    };
    for (point, anchor) in points.iter_mut().zip(own) {
        *point = anchor.map_or(*point, |anchor| anchor.at);
    }
    let Some(hop) = scale::px_per_hop_of(&points, &pivots) else {
        return points;
    };
    // In hops, about the middle, as the refinement wants it.
    let ((left, top), (width, height)) = bounds(&points);
    let middle = (left + width / 2.0, top + height / 2.0);
    let to_hops = |point: Point| ((point.0 - middle.0) / hop, (point.1 - middle.1) / hop);
    let mut all = Coordinates::new(part.len());
    for (node, point) in points.iter().enumerate() {
        all.put(node, to_hops(*point));
    }
    let anchors: Vec<Option<Point>> = own
        .iter()
        .map(|each| each.map(|each| to_hops(each.at)))
        .collect();
    let is_pinned: Vec<bool> = own
        .iter()
        .map(|each| each.is_some_and(|each| each.is_pinned))
        .collect();
    let hold = Hold {
        anchors: &anchors,
        is_pinned: &is_pinned,
        strength: STRENGTH,
        reach: reach / hop,
    };
    Refinement::of_standing(part, &pivots, &all).run_held(ROUNDS, &mut all, &hold);
    for (node, point) in points.iter_mut().enumerate() {
        let at = all.at(node);
        *point = match own[node] {
            Some(Anchor {
                at,
                is_pinned: true,
            }) => at,
            _ => (middle.0 + at.0 * hop, middle.1 + at.1 * hop),
        };
    }
    points
}

/// New nodes at the middle of their known neighbours, a step aside; those beyond follow them.
fn beside_neighbours(
    part: &CompactGraph,
    own: &[Option<Anchor>],
    options: &Options,
    random: &mut Seeded,
) -> Vec<Point> {
    let mut points: Vec<Option<Point>> = own.iter().map(|each| each.map(|each| each.at)).collect();
    let mut waiting: Vec<u32> = (0..part.len() as u32)
        .filter(|node| own[*node as usize].is_none())
        .collect();
    while !waiting.is_empty() {
        let before = points.clone();
        let count = waiting.len();
        waiting.retain(|node| {
            let (mut x, mut y, mut whole) = (0.0, 0.0, 0.0);
            for neighbour in part.neighbours(*node) {
                if let Some(at) = before[*neighbour as usize] {
                    x += at.0;
                    y += at.1;
                    whole += 1.0;
                }
            }
            if whole > 0.0 {
                let mut aside = || ((random.unit() - 0.5) as f32) * 2.0 * options.distance;
                points[*node as usize] = Some((x / whole + aside(), y / whole + aside()));
            }
            whole == 0.0
        });
        if waiting.len() == count {
            break;
        }
    }
    points.into_iter().map(Option::unwrap_or_default).collect()
}

/// A drawing turned, mirrored if that is better, and moved so that the known come to their places
/// as well as they can.
fn aligned(points: Vec<Point>, own: &[Option<Anchor>]) -> Vec<Point> {
    let pairs: Vec<(Point, Point)> = points
        .iter()
        .zip(own)
        .filter_map(|(point, anchor)| anchor.map(|anchor| (*point, anchor.at)))
        .collect();
    let count = pairs.len().max(1) as f32;
    let middle = |of: fn(&(Point, Point)) -> Point| {
        let sum = pairs
            .iter()
            .map(of)
            .fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
        (sum.0 / count, sum.1 / count)
    };
    let (from, to) = (middle(|pair| pair.0), middle(|pair| pair.1));
    // For the drawing and its mirror image: the sums that give the best turn.
    let turn = |mirror: f32| {
        pairs.iter().fold((0.0_f32, 0.0_f32), |(cos, sin), (a, b)| {
            let (ax, ay) = (a.0 - from.0, (a.1 - from.1) * mirror);
            let (bx, by) = (b.0 - to.0, b.1 - to.1);
            (cos + ax * bx + ay * by, sin + ax * by - ay * bx)
        })
    };
    let (plain, mirrored) = (turn(1.0), turn(-1.0));
    let length = |turn: Point| scale::away((0.0, 0.0), turn);
    let (mirror, best) = if length(mirrored) > length(plain) {
        (-1.0, mirrored)
    } else {
        (1.0, plain)
    };
    let (cos, sin) = match length(best) {
        length if length > 1e-6 => (best.0 / length, best.1 / length),
        _ => (1.0, 0.0),
    };
    points
        .iter()
        .map(|point| {
            let (x, y) = (point.0 - from.0, (point.1 - from.1) * mirror);
            (to.0 + x * cos - y * sin, to.1 + x * sin + y * cos)
        })
        .collect()
}
