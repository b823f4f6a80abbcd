//! Positions by place. Nobody's place is invented: an organisation without one stands on a ring
//! that is tied to the municipality's centre and says so.
//!
//! It draws no borders and no base map. Places are exact to a settlement, so several
//! organisations may share a point: they are moved apart, and a thin line leads to the point.

use crate::albers::Albers;
use crate::geometry::{Point, Rect, at_angle, distance, moved};
use crate::layout::{DISTANCE_MIN, Layout, UnknownRing, WIDTH};
use crate::lettering::natural_key;
use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use crate::settle::part;
use opora_domain::Place;
use std::f64::consts::TAU;

/// Height of the map, px; less when all known places are one point.
const HEIGHT: f64 = 640.0;
const HEIGHT_OF_POINT: f64 = 340.0;
/// Between the frame and the outermost marks, px.
const PADDING: f64 = 64.0;
/// A kilometre is never drawn longer, px: a village would look like a district.
const PX_A_KM_MAX: f64 = 40.0;
/// Room for one organisation on the ring, px of its circumference.
const RING_STEP: f64 = 78.0;

/// Places a network on a map. `centre` is the main town of the municipality.
pub fn place(graph: &NetworkGraph, centre: Option<Place>) -> Layout {
    let place_of = |index: usize| {
        graph.nodes[index]
            .organisation
            .place
            .filter(Place::is_on_earth)
    };
    let (known, mut unknown): (Vec<usize>, Vec<usize>) =
        (0..graph.nodes.len()).partition(|index| place_of(*index).is_some());
    sort_by_key(&mut unknown, |index| {
        let node = &graph.nodes[*index];
        (
            node.role.kind(),
            natural_key(&node.organisation.name),
            node.organisation.id,
        )
    });
    let centre = centre.filter(Place::is_on_earth);
    let ring_size = ring_size(unknown.len());
    let beside = if unknown.is_empty() || known.is_empty() {
        0.0
    } else {
        2.0 * ring_size.0 + 90.0
    };
    let below = beside > 430.0;
    let height = if are_one_point(
        known
            .iter()
            .filter_map(|index| place_of(*index))
            .chain(centre),
    ) {
        HEIGHT_OF_POINT
    } else {
        HEIGHT
    };
    let area = Rect {
        left: PADDING,
        top: PADDING,
        right: WIDTH - PADDING - if below { 0.0 } else { beside },
        bottom: height - PADDING,
    };

    let mut positions = vec![(0.0, 0.0); graph.nodes.len()];
    let mut aside = Vec::new();
    let mut centre_at = None;
    if let Some(origin) = centre.or_else(|| known.first().and_then(|index| place_of(*index))) {
        let albers = Albers::around(origin);
        let mut points: Vec<Point> = known
            .iter()
            .filter_map(|index| place_of(*index))
            .map(|at| albers.project(at))
            .collect();
        if centre.is_some() {
            points.push((0.0, 0.0));
        }
        fit(&mut points, area);
        if centre.is_some() && !known.is_empty() {
            centre_at = points.last().copied();
        }
        points.truncate(known.len());
        let moved = moved_apart(&points);
        for ((node, truth), at) in known.iter().zip(&points).zip(&moved) {
            positions[*node] = *at;
            if distance(*truth, *at) > 5.0 {
                aside.push((*node, *truth));
            }
        }
    }

    let ring = (!unknown.is_empty()).then(|| {
        let center = if known.is_empty() {
            (WIDTH / 2.0, ring_size.1 + 110.0)
        } else if below {
            (WIDTH / 2.0, height + ring_size.1 + 40.0)
        } else {
            (WIDTH - ring_size.0 - 78.0, height / 2.0)
        };
        for (step, node) in unknown.iter().enumerate() {
            let angle = TAU * (step as f64 / unknown.len() as f64 - 0.25);
            let (x, y) = at_angle(angle);
            positions[*node] = (center.0 + x * ring_size.0, center.1 + y * ring_size.1);
        }
        let tied_to = if known.is_empty() {
            centre.map(|_| center)
        } else {
            centre_at
        };
        UnknownRing {
            center,
            radius_x: ring_size.0,
            radius_y: ring_size.1,
            tied_to,
            nodes: unknown.clone(),
        }
    });
    let height = match &ring {
        Some(ring) if known.is_empty() || below => ring.center.1 + ring.radius_y + 90.0,
        _ => height,
    };
    Layout {
        positions,
        width: WIDTH,
        height,
        unknown: ring,
        aside,
        ..Layout::default()
    }
}

fn are_one_point(mut places: impl Iterator<Item = Place>) -> bool {
    let first = places.next();
    places.all(|place| {
        first.is_some_and(|first| {
            (place.latitude - first.latitude).abs() < 1e-4
                && (place.longitude - first.longitude).abs() < 1e-4
        })
    })
}

/// Half the width and height of a ring for so many organisations: wide, as names are.
fn ring_size(count: usize) -> Point {
    let radius = (count as f64 * RING_STEP / TAU).max(58.0);
    ((radius * 1.35).min(WIDTH / 2.0 - 110.0), radius * 0.8)
}

/// Kilometres to px: as large as the area allows, in its middle.
fn fit(points: &mut [Point], area: Rect) {
    let Some(bounds) = Rect::of(points.iter().copied()) else {
        return;
    };
    let scale = (area.width() / bounds.width().max(1e-6))
        .min(area.height() / bounds.height().max(1e-6))
        .min(PX_A_KM_MAX);
    let from = crate::geometry::middle((bounds.left, bounds.top), (bounds.right, bounds.bottom));
    let to = crate::geometry::middle((area.left, area.top), (area.right, area.bottom));
    for point in points {
        *point = (
            to.0 + (point.0 - from.0) * scale,
            to.1 + (point.1 - from.1) * scale,
        );
    }
}

/// Those on one point stand round it; those too near each other are pushed apart a little.
fn moved_apart(points: &[Point]) -> Vec<Point> {
    let mut places = points.to_vec();
    for (index, point) in points.iter().enumerate() {
        let same: Vec<usize> = (0..points.len())
            .filter(|other| distance(points[*other], *point) < 0.5)
            .collect();
        if same.len() > 1 {
            let turn = same.iter().position(|other| *other == index).unwrap_or(0);
            let angle = TAU * turn as f64 / same.len() as f64 + std::f64::consts::PI;
            let radius = (same.len() as f64 * (DISTANCE_MIN + 2.0) / TAU).max(22.0);
            places[index] = moved(*point, at_angle(angle), radius);
        }
    }
    part(&mut places, DISTANCE_MIN);
    places
}
