//! Makes a drawing readable: fewer crossings, no line through a mark it does not belong to, room
//! for names. Local search over a fixed number of places, so it always ends and always alike.

use crate::geometry::{Point, Rect, at_angle, cross, distance, distance_to_segment, moved};
use crate::seeded::Seeded;

/// Marks nearer than this, px, are pushed apart; names need more room sideways.
const ROOM: f64 = 88.0;
const ROOM_SIDEWAYS: f64 = 1.45;
/// A line this near to a foreign mark, px, seems to end there.
const CLEARANCE: f64 = 18.0;
/// The length a line tries to have, px.
const EDGE_LENGTH: f64 = 105.0;
/// Segment tests spent on one component at most.
const BUDGET: usize = 24_000_000;
const ROUNDS_MAX: usize = 26;
const DIRECTIONS: usize = 8;

/// One component while it is being settled.
pub struct Drawing<'a> {
    pub positions: Vec<Point>,
    pub edges: &'a [(usize, usize)],
    /// Hops between all pairs, see [`crate::stress::hops`].
    pub hops: &'a [u16],
    /// Where nodes may stand.
    pub frame: Rect,
    incident: Vec<Vec<usize>>,
}

impl<'a> Drawing<'a> {
    pub fn new(
        positions: Vec<Point>,
        edges: &'a [(usize, usize)],
        hops: &'a [u16],
        frame: Rect,
    ) -> Self {
        let mut incident = vec![Vec::new(); positions.len()];
        for (index, &(a, b)) in edges.iter().enumerate() {
            incident[a].push(index);
            incident[b].push(index);
        }
        Drawing {
            positions,
            edges,
            hops,
            frame,
            incident,
        }
    }

    /// Moves nodes one by one to better places, with steps that shrink as `parts` of the whole
    /// work goes from 0 to 1.
    pub fn settle(&mut self, seed: u64, parts: std::ops::Range<f64>) {
        let count = self.positions.len();
        if count < 2 {
            return;
        }
        let mut seeded = Seeded::new(seed);
        let tests_a_round = (DIRECTIONS + 2)
            * (2 * self.edges.len() * (self.edges.len() + count)
                + count * (self.edges.len() + count));
        let rounds = (BUDGET / tests_a_round.max(1)).clamp(3, ROUNDS_MAX);
        let mut order: Vec<usize> = (0..count).collect();
        for round in 0..rounds {
            let part = round as f64 / rounds as f64;
            if !parts.contains(&part) {
                continue;
            }
            let left = 1.0 - part;
            let step = 10.0 + 150.0 * left * left;
            seeded.shuffle(&mut order);
            for &node in &order {
                self.improve(node, step, &mut seeded);
            }
        }
    }

    /// Moves one node, no farther than a step or to anywhere in the frame that a seed draws, if it is
    /// better there.
    pub fn improve_one(&mut self, node: usize, step: f64, seed: u64) {
        self.improve(node, step, &mut Seeded::new(seed));
    }

    /// The sum of all nodes' costs: less is better.
    pub fn cost(&self) -> f64 {
        (0..self.positions.len())
            .map(|node| self.cost_at(node, self.positions[node], f64::INFINITY))
            .sum()
    }

    fn improve(&mut self, node: usize, step: f64, seeded: &mut Seeded) {
        let here = self.positions[node];
        let mut best = (self.cost_at(node, here, f64::INFINITY), here);
        let turn = seeded.unit();
        let far = (
            self.frame.left + seeded.unit() * self.frame.width(),
            self.frame.top + seeded.unit() * self.frame.height(),
        );
        let round = (0..DIRECTIONS).map(|index| {
            let angle = (index as f64 + turn) * std::f64::consts::TAU / DIRECTIONS as f64;
            moved(here, at_angle(angle), step)
        });
        for place in round.chain([self.barycentre(node), far]) {
            let place = (
                place.0.clamp(self.frame.left, self.frame.right),
                place.1.clamp(self.frame.top, self.frame.bottom),
            );
            let cost = self.cost_at(node, place, best.0);
            if cost < best.0 {
                best = (cost, place);
            }
        }
        self.positions[node] = best.1;
    }

    fn barycentre(&self, node: usize) -> Point {
        let mut sum = (0.0, 0.0);
        let incident = &self.incident[node];
        for &edge in incident {
            let other = self.positions[self.other_end(edge, node)];
            sum = (sum.0 + other.0, sum.1 + other.1);
        }
        let count = incident.len().max(1) as f64;
        (sum.0 / count, sum.1 / count)
    }

    fn other_end(&self, edge: usize, node: usize) -> usize {
        let (a, b) = self.edges[edge];
        if a == node { b } else { a }
    }

    /// What it costs that a node stands at a place, the others staying. Counting stops when it is
    /// more than `enough`: all parts are positive.
    fn cost_at(&self, node: usize, place: Point, enough: f64) -> f64 {
        let count = self.positions.len();
        let mut cost = 0.0;
        for (other, &at) in self.positions.iter().enumerate() {
            if other == node {
                continue;
            }
            let (dx, dy) = ((place.0 - at.0) * (1.0 / ROOM_SIDEWAYS), place.1 - at.1);
            let square = dx * dx + dy * dy;
            if square < ROOM * ROOM {
                let near = 1.0 - f64::sqrt(square) / ROOM;
                cost += 20.0 * near * near + if square < 26.0 * 26.0 { 20.0 } else { 0.0 };
            }
            // A weak pull to where the distances along edges would have it.
            let hops = f64::from(self.hops[node * count + other]);
            let off = distance(place, at) / (EDGE_LENGTH * hops) - 1.0;
            cost += 0.25 * off * off / hops;
        }
        for &edge in &self.incident[node] {
            if cost > enough {
                return cost;
            }
            let other = self.other_end(edge, node);
            let segment = (place, self.positions[other]);
            let length = distance(segment.0, segment.1);
            let long = length / EDGE_LENGTH - 1.0;
            cost += if long > 0.0 {
                0.4 * long * long
            } else {
                3.0 * long * long
            };
            for (foreign, &at) in self.positions.iter().enumerate() {
                if foreign != node && foreign != other {
                    cost += closeness(at, segment);
                }
            }
            for &(a, b) in self.edges {
                if a == node || b == node || a == other || b == other {
                    continue;
                }
                if cross(segment, (self.positions[a], self.positions[b])) {
                    cost += 1.0;
                }
            }
            for &second in &self.incident[node] {
                if second != edge {
                    let third = self.other_end(second, node);
                    cost += 0.5 * narrowness(place, segment.1, self.positions[third]);
                }
            }
        }
        for &(a, b) in self.edges {
            if a != node && b != node {
                cost += closeness(place, (self.positions[a], self.positions[b]));
            }
        }
        cost
    }
}

fn closeness(point: Point, segment: (Point, Point)) -> f64 {
    let (a, b) = segment;
    if point.0 < a.0.min(b.0) - CLEARANCE
        || point.0 > a.0.max(b.0) + CLEARANCE
        || point.1 < a.1.min(b.1) - CLEARANCE
        || point.1 > a.1.max(b.1) + CLEARANCE
    {
        return 0.0;
    }
    let away = distance_to_segment(point, segment);
    if away < CLEARANCE {
        2.0 + 5.0 * (1.0 - away / CLEARANCE)
    } else {
        0.0
    }
}

/// From 0 for two lines at more than some 18° to 1 for lines that lie on each other.
fn narrowness(corner: Point, first: Point, second: Point) -> f64 {
    let a = (first.0 - corner.0, first.1 - corner.1);
    let b = (second.0 - corner.0, second.1 - corner.1);
    let lengths = f64::sqrt((a.0 * a.0 + a.1 * a.1) * (b.0 * b.0 + b.1 * b.1));
    if lengths < 1e-9 {
        return 1.0;
    }
    let cosine = (a.0 * b.0 + a.1 * b.1) / lengths;
    ((cosine - 0.95) / 0.05).max(0.0)
}

/// Pushes points apart until no two are nearer than `least` px, in fixed order.
pub fn part(positions: &mut [Point], least: f64) {
    for _ in 0..200 {
        let mut has_moved = false;
        for a in 0..positions.len() {
            for b in a + 1..positions.len() {
                let away = distance(positions[a], positions[b]);
                if away < least {
                    let along = crate::geometry::direction(positions[a], positions[b]);
                    let by = (least - away) / 2.0 + 0.05;
                    positions[a] = moved(positions[a], along, -by);
                    positions[b] = moved(positions[b], along, by);
                    has_moved = true;
                }
            }
        }
        if !has_moved {
            return;
        }
    }
}
