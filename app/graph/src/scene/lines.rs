//! Lines between marks, and to the rings of sides nobody is named for.
//!
//! Where they start, end and bend; not how they look.

use super::{Curve, SceneEdge, SceneOpenEnd, UNNAMED_RADIUS, membership};
use crate::geometry::{Point, direction, distance, left_of, middle, moved};
use crate::layout::Layout;
use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use crate::placing::{Surroundings, place_open_ends, shelf_open_ends};
use crate::roles::Role;
use crate::symbols::{has_arrow, triangle_sides};
use opora_domain::{Family, Openness, PartnershipStatus};
use std::collections::BTreeMap;

/// Between parallel lines, px.
const PARALLEL_GAP: f64 = 5.0;
/// More lines between two marks than this become one line with a number.
const PARALLEL_MAX: usize = 3;
/// An arrow stops before the mark, px.
const ARROW_GAP: f64 = 3.0;

/// Method below, mentoring above.
pub fn order_of(family: Family) -> u8 {
    match family {
        Family::Method => 0,
        Family::Social => 1,
        Family::Resource => 2,
        Family::Site => 3,
        Family::Mentoring => 4,
    }
}

pub fn edges_of(graph: &NetworkGraph, layout: &Layout) -> Vec<SceneEdge> {
    let mut between: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, edge) in graph.edges.iter().enumerate() {
        between
            .entry((edge.from.min(edge.to), edge.from.max(edge.to)))
            .or_default()
            .push(index);
    }
    let mut drawn = Vec::with_capacity(graph.edges.len());
    for (pair, mut parallel) in between {
        sort_by_key(&mut parallel, |index| {
            (order_of(graph.edges[*index].family), *index)
        });
        let groups: Vec<Vec<usize>> = if parallel.len() > PARALLEL_MAX {
            vec![parallel]
        } else {
            parallel.into_iter().map(|index| vec![index]).collect()
        };
        let count = groups.len() as f64;
        for (place, group) in groups.into_iter().enumerate() {
            let Some(top) = group.last().map(|index| &graph.edges[*index]) else {
                continue;
            };
            let merged: Vec<PartnershipStatus> = group
                .iter()
                .map(|index| graph.edges[*index].partnership.status)
                .collect();
            let status = status_of(&merged).unwrap_or(top.partnership.status);
            let shift = (place as f64 - (count - 1.0) / 2.0) * PARALLEL_GAP;
            // The shift is seen from one of the two, whoever gives.
            let shift = if top.from == pair.0 { shift } else { -shift };
            drawn.push(SceneEdge {
                partnerships: group
                    .iter()
                    .map(|index| graph.edges[*index].partnership.id)
                    .collect(),
                from: top.from,
                to: top.to,
                family: top.family,
                kind: top.partnership.kind,
                status,
                curve: curve_of(graph, layout, top.from, top.to, shift, top.family, status),
            });
        }
    }
    drawn
}

/// Of merged relations the liveliest tells: active, agreed, proposed, completed, ended early.
fn status_of(merged: &[PartnershipStatus]) -> Option<PartnershipStatus> {
    use PartnershipStatus::{Active, Agreed, Completed, EndedEarly, Proposed};
    [Active, Agreed, Proposed, Completed, EndedEarly]
        .into_iter()
        .find(|each| merged.contains(each))
}

fn curve_of(
    graph: &NetworkGraph,
    layout: &Layout,
    from: usize,
    to: usize,
    shift: f64,
    family: Family,
    status: PartnershipStatus,
) -> Curve {
    let (a, b) = (layout.positions[from], layout.positions[to]);
    let aside = left_of(direction(a, b));
    let (a, b) = (moved(a, aside, shift), moved(b, aside, shift));
    let control = (status == PartnershipStatus::Proposed).then(|| {
        let bend = (distance(a, b) * 0.3).clamp(14.0, 64.0);
        moved(middle(a, b), aside, bend)
    });
    let (leaves, arrives) = (
        direction(a, control.unwrap_or(b)),
        direction(b, control.unwrap_or(a)),
    );
    let gap = if has_arrow(family, status) {
        ARROW_GAP
    } else {
        1.0
    };
    let start = moved(a, leaves, reach(graph.nodes[from].role, leaves) + 0.5);
    let end = moved(b, arrives, reach(graph.nodes[to].role, arrives) + gap);
    Curve {
        start,
        control,
        end,
    }
}

/// From the middle of a mark to its edge in one direction, px.
fn reach(role: Role, (x, y): Point) -> f64 {
    let half = role.half_size();
    match role {
        Role::Supported { .. } | Role::School => half,
        Role::Centre => half / x.abs().max(y.abs()),
        Role::Partner => half / (x.abs() + y.abs()),
        Role::Mentor { .. } => {
            let sides = triangle_sides(half);
            sides
                .iter()
                .map(|((nx, ny), away)| (nx * x + ny * y, away))
                .filter(|(towards, _)| *towards > 1e-6)
                .map(|(towards, away)| away / towards)
                .fold(f64::INFINITY, f64::min)
                .min(half * 1.3)
        }
    }
}

pub fn open_ends_of(
    graph: &NetworkGraph,
    layout: &Layout,
    surroundings: &Surroundings,
) -> Vec<SceneOpenEnd> {
    let is_on_shelf = membership(graph, &layout.shelf);
    let mut taken = Vec::new();
    let mut drawn = Vec::with_capacity(graph.open_ends.len());
    for (node, &(at, _)) in surroundings.marks.iter().enumerate() {
        let ends: Vec<_> = graph.open_ends_of(node).collect();
        let rings = if is_on_shelf[node] {
            shelf_open_ends(at, ends.len())
        } else {
            place_open_ends(node, ends.len(), surroundings, &mut taken)
        };
        for (end, ring) in ends.into_iter().zip(rings) {
            let outwards = direction(at, ring);
            let edge = reach(graph.nodes[node].role, outwards);
            let has_arrow = has_arrow(end.family, end.partnership.status);
            let gap = |receives: bool| {
                if receives && has_arrow {
                    ARROW_GAP
                } else {
                    1.0
                }
            };
            let is_request = end.openness == Openness::Request;
            let near = moved(at, outwards, edge + gap(is_request));
            let far = moved(ring, outwards, -(UNNAMED_RADIUS + gap(!is_request)));
            let (start, end_point) = if is_request { (far, near) } else { (near, far) };
            drawn.push(SceneOpenEnd {
                partnership: end.partnership.id,
                node,
                openness: end.openness,
                family: end.family,
                kind: end.partnership.kind,
                status: end.partnership.status,
                ring,
                curve: Curve {
                    start,
                    control: None,
                    end: end_point,
                },
            });
        }
    }
    drawn
}
