//! Marks that would lie on each other are pushed apart, found by a grid of one distance's width.
//!
//! It keeps who is beside whom as far as pushing does; it does not keep names apart.

use super::Point;
use std::collections::BTreeMap;

/// Rounds of pushing; what still lies on another afterwards is put on the nearest free place.
const ROUNDS: usize = 80;
/// Pushed a little farther than must be, so that rounding leaves nobody short.
const MARGIN: f32 = 1.02;

/// Looked at beside each node at most: more than can stand there apart, so that a heap does not cost
/// the square of its number.
const BESIDE: usize = 32;

/// How freely a node may be pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Never moved.
    Pinned,
    /// Was there before: moved only by others that were.
    Old,
    New,
}

/// Moves points until no two are nearer than `distance`, two pinned ones excepted.
///
/// `standings` is empty when all are new.
pub fn part(points: &mut [Point], standings: &[Standing], distance: f32) {
    let standing = |node: usize| standings.get(node).copied().unwrap_or(Standing::New);
    let mut grid = Grid::default();
    let mut moves = vec![(0.0_f32, 0.0_f32); points.len()];
    let wanted = distance * MARGIN;
    for _ in 0..ROUNDS {
        grid.fill(points, wanted);
        moves.fill((0.0, 0.0));
        let mut is_clear = true;
        grid.for_near_pairs(points, |a, b| {
            let (dx, dy) = (points[b].0 - points[a].0, points[b].1 - points[a].1);
            let square = dx * dx + dy * dy;
            if square >= wanted * wanted {
                return;
            }
            is_clear &= square >= distance * distance;
            let away = f32::sqrt(square);
            let (x, y) = if away > distance * 1e-4 {
                (dx / away, dy / away)
            } else {
                apart(a, b)
            };
            let by = (wanted - away) * 0.5;
            let (for_a, for_b) = match standing(a).cmp(&standing(b)) {
                _ if standing(a) == Standing::Pinned && standing(b) == Standing::Pinned => {
                    (0.0, 0.0)
                }
                std::cmp::Ordering::Less => (0.0, 2.0),
                std::cmp::Ordering::Equal => (1.0, 1.0),
                std::cmp::Ordering::Greater => (2.0, 0.0),
            };
            moves[a].0 -= x * by * for_a;
            moves[a].1 -= y * by * for_a;
            moves[b].0 += x * by * for_b;
            moves[b].1 += y * by * for_b;
        });
        if is_clear {
            return;
        }
        for (point, by) in points.iter_mut().zip(&moves) {
            *point = (point.0 + by.0, point.1 + by.1);
        }
    }
    put_free(points, &standing, distance);
}

/// A direction for two at one point: another one for each pair, without an angle's functions.
fn apart(a: usize, b: usize) -> Point {
    let turn = ((a * 7 + b * 13) % 32) as f32 / 16.0 - 1.0;
    let square = turn * turn;
    let side = if (a + b).is_multiple_of(2) { 1.0 } else { -1.0 };
    (
        side * (1.0 - square) / (1.0 + square),
        side * 2.0 * turn / (1.0 + square),
    )
}

/// Nodes by the cell they stand in, cells in reading order.
#[derive(Default)]
struct Grid {
    /// Row and column in the upper half, the node in the lower.
    keyed: Vec<(u64, u32)>,
}

impl Grid {
    fn fill(&mut self, points: &[Point], width: f32) {
        let left = points
            .iter()
            .map(|point| point.0)
            .fold(f32::INFINITY, f32::min);
        let top = points
            .iter()
            .map(|point| point.1)
            .fold(f32::INFINITY, f32::min);
        self.keyed.clear();
        self.keyed
            .extend(points.iter().enumerate().map(|(node, point)| {
                let column = ((point.0 - left) / width) as u32;
                let row = ((point.1 - top) / width) as u32;
                (u64::from(row) << 32 | u64::from(column), node as u32)
            }));
        self.keyed.sort_unstable();
    }

    /// Calls with every two nodes of one cell or of touching ones, the lower number first.
    fn for_near_pairs(&self, points: &[Point], mut found: impl FnMut(usize, usize)) {
        debug_assert_eq!(self.keyed.len(), points.len());
        let mut below = 0;
        for (at, (cell, node)) in self.keyed.iter().enumerate() {
            let mut call = |other: u32| {
                let (a, b) = (*node as usize, other as usize);
                found(a.min(b), a.max(b));
            };
            for (_, other) in self.keyed[at + 1..]
                .iter()
                .take_while(|(key, _)| *key <= cell + 1)
                .take(BESIDE)
            {
                call(*other);
            }
            // The three cells below lie one after the other in reading order.
            let first = (cell + (1 << 32)).saturating_sub(u64::from(*cell as u32 > 0));
            while self.keyed.get(below).is_some_and(|(key, _)| *key < first) {
                below += 1;
            }
            let last = cell + (1 << 32) + 1;
            for (_, other) in self.keyed[below..]
                .iter()
                .take_while(|(key, _)| *key <= last)
                .take(BESIDE)
            {
                call(*other);
            }
        }
    }
}

/// Puts every node that is too near to one before it on the nearest free place; those that may
/// move least come first.
fn put_free(points: &mut [Point], standing: &dyn Fn(usize) -> Standing, distance: f32) {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|node| (standing(*node), *node));
    let mut taken: BTreeMap<(i32, i32), Vec<Point>> = BTreeMap::new();
    let mut rings: BTreeMap<(i32, i32), i32> = BTreeMap::new();
    let cell = |point: Point| {
        let floor = |at: f32| libm::floorf(at / distance) as i32;
        (floor(point.0), floor(point.1))
    };
    for node in order {
        let wanted = points[node];
        let is_free = |point: Point, taken: &BTreeMap<(i32, i32), Vec<Point>>| {
            let (column, row) = cell(point);
            (row - 1..=row + 1).all(|row| {
                (column - 1..=column + 1).all(|column| {
                    taken.get(&(column, row)).is_none_or(|others| {
                        others.iter().all(|other| {
                            let (dx, dy) = (other.0 - point.0, other.1 - point.1);
                            dx * dx + dy * dy >= distance * distance
                        })
                    })
                })
            })
        };
        let mut place = wanted;
        // Where one of this cell found its place, there is none much nearer for the next.
        let ring_known = rings.entry(cell(wanted)).or_insert(0);
        let mut ring = (*ring_known - 1).max(0);
        while standing(node) != Standing::Pinned && !is_free(place, &taken) {
            ring += 1;
            let free = ring_of(ring, wanted, distance)
                .filter(|point| is_free(*point, &taken))
                .min_by(|a, b| {
                    let square = |point: &Point| {
                        let (dx, dy) = (point.0 - wanted.0, point.1 - wanted.1);
                        dx * dx + dy * dy
                    };
                    square(a).total_cmp(&square(b))
                });
            if let Some(free) = free {
                place = free;
                *ring_known = ring;
            }
        }
        points[node] = place;
        taken.entry(cell(place)).or_default().push(place);
    }
}

/// The points of a square round a point, half a distance apart.
fn ring_of(ring: i32, center: Point, distance: f32) -> impl Iterator<Item = Point> {
    let step = distance * 0.5;
    let at = move |column: i32, row: i32| {
        (
            center.0 + column as f32 * step,
            center.1 + row as f32 * step,
        )
    };
    (-ring..=ring).flat_map(move |along| {
        [
            at(along, -ring),
            at(along, ring),
            at(-ring, along),
            at(ring, along),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeded::Seeded;

    fn nearest(points: &[Point]) -> f32 {
        let mut nearest = f32::INFINITY;
        for (at, a) in points.iter().enumerate() {
            for b in &points[at + 1..] {
                nearest = nearest.min((a.0 - b.0).hypot(a.1 - b.1));
            }
        }
        nearest
    }

    #[test]
    fn a_crowd_and_a_heap_are_parted() {
        let mut random = Seeded::new(1);
        let crowd: Vec<Point> = (0..400)
            .map(|_| {
                (
                    (random.unit() * 200.0) as f32,
                    (random.unit() * 200.0) as f32,
                )
            })
            .collect();
        for mut points in [crowd, vec![(5.0, 5.0); 120]] {
            part(&mut points, &[], 28.0);
            assert!(nearest(&points) >= 27.99, "{}", nearest(&points));
        }
    }

    #[test]
    fn who_stands_apart_is_not_moved_and_the_old_give_way_to_nobody_new() {
        let mut points = vec![(0.0, 0.0), (100.0, 0.0), (101.0, 0.0), (300.0, 0.0)];
        let standings = [
            Standing::New,
            Standing::Pinned,
            Standing::New,
            Standing::Old,
        ];
        part(&mut points, &standings, 28.0);
        assert_eq!(
            [points[0], points[1], points[3]],
            [(0.0, 0.0), (100.0, 0.0), (300.0, 0.0)]
        );
        assert!(nearest(&points) >= 28.0);
    }
}
