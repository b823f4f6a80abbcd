//! Where names and empty sides go: beside their marks, where they cover least.
//!
//! Tried at twelve positions; greedy first, then a few rounds of second thoughts. It never drops a
//! name: hiding names at small sizes is the style sheet's work. Of each name only what is near is
//! looked at, or thousands of names would take minutes; what is not near has no price.

use crate::geometry::{
    Point, Rect, at_angle, cross, direction, distance, distance_to_segment, moved,
};
use crate::lettering::Lettering;
use crate::order::sort_by_key;

/// How a line of a label is aligned to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// What a name may cover, at a price.
pub struct Surroundings<'a> {
    pub frame: Rect,
    /// Marks with their radii.
    pub marks: &'a [(Point, f64)],
    pub lines: &'a [(Point, Point)],
    /// Captions and the like, never to be covered.
    pub blocks: &'a [Rect],
}

/// What of the surroundings is near one name or one empty side, in the same order.
struct Near<'a> {
    around: &'a Surroundings<'a>,
    marks: Vec<(usize, Point, f64)>,
    lines: Vec<(Point, Point)>,
}

impl Surroundings<'_> {
    /// All that touches a rectangle or comes within so many px of it.
    fn near(&self, rect: Rect, room: f64) -> Near<'_> {
        // A px more than must be: what is let through in vain has no price.
        let rect = rect.grown(room + 1.0);
        let is_beside = |(x, y): Point, radius: f64| {
            x + radius >= rect.left
                && x - radius <= rect.right
                && y + radius >= rect.top
                && y - radius <= rect.bottom
        };
        let marks = self.marks.iter().enumerate();
        let marks = marks.filter(|(_, (at, radius))| is_beside(*at, *radius));
        let lines = self.lines.iter().filter(|(a, b)| {
            a.0.max(b.0) >= rect.left
                && a.0.min(b.0) <= rect.right
                && a.1.max(b.1) >= rect.top
                && a.1.min(b.1) <= rect.bottom
        });
        Near {
            around: self,
            marks: marks
                .map(|(index, (at, radius))| (index, *at, *radius))
                .collect(),
            lines: lines.copied().collect(),
        }
    }
}

/// A placed name: the rectangle it takes and its alignment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    pub rect: Rect,
    pub anchor: Anchor,
}

const POSITIONS: usize = 12;
const SECOND_THOUGHTS: usize = 5;

/// Places the names of marks; `fixed` names stand below their marks whatever it costs.
///
/// `marks[i]` of the surroundings belongs to `names[i]`; more marks may follow.
pub fn place_names(
    names: &[Lettering],
    fixed: &[bool],
    surroundings: &Surroundings,
) -> Vec<Placed> {
    let candidates: Vec<[Placed; POSITIONS]> = names
        .iter()
        .zip(surroundings.marks)
        .map(|(name, (at, radius))| positions(*at, *radius, name))
        .collect();
    let prices: Vec<[f64; POSITIONS]> = candidates
        .iter()
        .enumerate()
        .map(|(index, candidates)| {
            let near = surroundings.near(reach_of(candidates), MARK_ROOM);
            std::array::from_fn(|position| {
                PREFERENCE[position] + price(index, candidates[position].rect, &near)
            })
        })
        .collect();
    let beside = beside_each_other(&candidates);
    let mut chosen: Vec<Option<usize>> =
        fixed.iter().map(|is_fixed| is_fixed.then_some(0)).collect();
    // Those with the least choice first.
    let mut order: Vec<usize> = (0..names.len()).filter(|index| !fixed[*index]).collect();
    let freedom = |index: usize| prices[index].iter().filter(|price| **price < 4.0).count();
    sort_by_key(&mut order, |index| (freedom(*index), *index));
    for _ in 0..=SECOND_THOUGHTS {
        let before = chosen.clone();
        for &index in &order {
            chosen[index] = (0..POSITIONS)
                .map(|position| {
                    let rect = candidates[index][position].rect;
                    let shared: f64 = beside[index]
                        .iter()
                        .filter_map(|other| Some(candidates[*other][chosen[*other]?].rect))
                        .map(|other| rect.overlap(other))
                        .map(|area| if area > 0.0 { 12.0 + area * 0.12 } else { 0.0 })
                        .sum();
                    (prices[index][position] + shared, position)
                })
                .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
                .map(|(_, position)| position);
        }
        if before == chosen {
            break;
        }
    }
    chosen
        .iter()
        .zip(&candidates)
        .map(|(chosen, candidates)| candidates[chosen.unwrap_or(0)])
        .collect()
}

/// What the order of the positions is worth when nothing else decides.
const PREFERENCE: [f64; POSITIONS] = [0.0, 0.3, 0.5, 0.7, 1.2, 1.3, 1.5, 1.6, 1.0, 1.1, 1.2, 1.3];

fn positions((x, y): Point, radius: f64, name: &Lettering) -> [Placed; POSITIONS] {
    let (half_width, half_height) = (name.width / 2.0 + 1.0, name.height() / 2.0);
    let (aside, down) = (radius + 5.0 + half_width, radius + 3.0 + half_height);
    let slant = radius * 0.7 + 2.0;
    let (slant_x, slant_y) = (slant + half_width, slant + half_height);
    let half_line = half_height * 0.6;
    let at = |dx: f64, dy: f64, anchor: Anchor| Placed {
        rect: Rect::around((x + dx, y + dy), half_width, half_height),
        anchor,
    };
    [
        at(0.0, down, Anchor::Middle),
        at(aside, 0.0, Anchor::Start),
        at(0.0, -down, Anchor::Middle),
        at(-aside, 0.0, Anchor::End),
        at(slant_x, slant_y, Anchor::Start),
        at(-slant_x, slant_y, Anchor::End),
        at(slant_x, -slant_y, Anchor::Start),
        at(-slant_x, -slant_y, Anchor::End),
        at(aside, half_line, Anchor::Start),
        at(-aside, half_line, Anchor::End),
        at(aside, -half_line, Anchor::Start),
        at(-aside, -half_line, Anchor::End),
    ]
}

/// All that a name can take, wherever it stands.
fn reach_of(candidates: &[Placed; POSITIONS]) -> Rect {
    candidates[1..]
        .iter()
        .fold(candidates[0].rect, |all, Placed { rect, .. }| Rect {
            left: all.left.min(rect.left),
            top: all.top.min(rect.top),
            right: all.right.max(rect.right),
            bottom: all.bottom.max(rect.bottom),
        })
}

/// Of each name, the others that can come to lie on it, ascending.
fn beside_each_other(candidates: &[[Placed; POSITIONS]]) -> Vec<Vec<usize>> {
    let reaches: Vec<Rect> = candidates.iter().map(reach_of).collect();
    let others = |(index, reach): (usize, &Rect)| {
        let all = reaches.iter().enumerate();
        all.filter(|(other, rect)| *other != index && reach.overlap(**rect) > 0.0)
            .map(|(other, _)| other)
            .collect()
    };
    reaches.iter().enumerate().map(others).collect()
}

/// Free of names round a mark, px.
const MARK_ROOM: f64 = 2.0;

fn price(own: usize, rect: Rect, near: &Near) -> f64 {
    let mut price = 0.0;
    if !near.around.frame.contains(rect) {
        price += 400.0;
    }
    for block in near.around.blocks {
        if rect.overlap(*block) > 0.0 {
            price += 60.0;
        }
    }
    for (index, at, radius) in &near.marks {
        let covered = rect.overlap(Rect::around(*at, radius + MARK_ROOM, radius + MARK_ROOM));
        if *index != own && covered > 0.0 {
            price += 14.0 + covered * 0.1;
        }
    }
    for line in &near.lines {
        let inside = rect.length_inside(*line);
        if inside > 0.0 {
            price += 1.6 + inside * 0.06;
        }
    }
    price
}

/// How far an empty side stands from the mark's middle, px.
pub const REACH: f64 = 36.0;
/// How much farther those beyond the tenth stand, px.
const REACH_FURTHER: f64 = 18.0;
/// A line this near to a ring has a price, px; nothing farther away has one.
const RING_NEAR: f64 = 12.0;
/// Radius of an empty side's ring with its clearance, px.
const RING_ROOM: f64 = 7.0;
const ANGLES: u32 = 24;

/// Finds directions for the empty sides of one mark. `taken` are the rings placed before.
pub fn place_open_ends(
    own: usize,
    count: usize,
    surroundings: &Surroundings,
    taken: &mut Vec<(Point, f64)>,
) -> Vec<Point> {
    if count == 0 {
        return Vec::new();
    }
    let (at, _) = surroundings.marks[own];
    let far = REACH + REACH_FURTHER;
    let near = surroundings.near(Rect::around(at, far, far), RING_NEAR);
    let mut rings = Vec::with_capacity(count);
    for index in 0..count {
        let reach = if index < 10 {
            REACH
        } else {
            REACH + REACH_FURTHER
        };
        let ring = (0..ANGLES)
            .map(|turn| {
                let angle = f64::from(turn) * std::f64::consts::TAU / f64::from(ANGLES);
                let ring = moved(at, at_angle(angle), reach);
                (
                    ring_price(own, ring, &near, taken) + f64::from(turn) * 0.01,
                    ring,
                )
            })
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map_or(moved(at, (1.0, 0.0), reach), |(_, ring)| ring);
        taken.push((ring, RING_ROOM));
        rings.push(ring);
    }
    rings
}

fn ring_price(own: usize, ring: Point, near: &Near, taken: &[(Point, f64)]) -> f64 {
    let surroundings = near.around;
    let (at, _) = surroundings.marks[own];
    let reach = distance(at, ring);
    let mut price = 0.0;
    if !surroundings.frame.contains(Rect::around(ring, 8.0, 8.0)) {
        price += 100.0;
    }
    for block in surroundings.blocks {
        if block.length_inside((at, ring)) > 0.0
            || block.overlap(Rect::around(ring, 7.0, 7.0)) > 0.0
        {
            price += 60.0;
        }
    }
    for (index, mark, radius) in &near.marks {
        if *index != own && distance_to_segment(*mark, (at, ring)) < radius + 9.0 {
            price += 20.0;
        }
    }
    for (other, room) in taken {
        let near = distance(*other, ring) - room - RING_ROOM;
        price += if near < 0.0 {
            20.0
        } else {
            (4.0 - near / 6.0).max(0.0)
        };
    }
    for line in &near.lines {
        let away = distance_to_segment(ring, *line);
        if away < RING_NEAR {
            price += 4.0 + (RING_NEAR - away) * 0.3;
        }
        if cross((at, ring), *line) {
            price += 6.0;
        }
        // Its own line should not run along another that leaves the same mark.
        let beside = distance_to_segment(moved(at, direction(at, ring), reach * 0.6), *line);
        if beside < 10.0 {
            price += 5.0 + (10.0 - beside) * 0.6;
        }
    }
    price
}

/// Empty sides on the shelf: beside the mark, more of them in a half circle above it.
pub fn shelf_open_ends(at: Point, count: usize) -> Vec<Point> {
    (0..count)
        .map(|index| {
            let part = if count < 2 {
                0.0
            } else {
                index as f64 / (count - 1) as f64
            };
            let reach = if count > 9 && index % 2 == 1 {
                REACH + 16.0
            } else {
                REACH
            };
            moved(at, at_angle(-std::f64::consts::PI * part), reach)
        })
        .collect()
}
