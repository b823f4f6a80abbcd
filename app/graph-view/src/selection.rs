//! Marks inside what was drawn with the pointer: a rectangle or a loop.

use crate::grid::Grid;
use crate::picture::{Mark, Point};
use opora_graph::order::sort_by_key;

/// Marks between two corners, in reading order.
pub fn in_rectangle(grid: &Grid, a: Point, b: Point) -> Vec<u32> {
    let mut found = Vec::new();
    let from = (a.0.min(b.0), a.1.min(b.1));
    let to = (a.0.max(b.0), a.1.max(b.1));
    grid.each_in(from, to, |mark| found.push(mark));
    sort_by_key(&mut found, |mark| *mark);
    found
}

/// Marks inside a loop, which closes by itself, in reading order. Where it crosses itself, what is
/// enclosed an even number of times is outside.
pub fn in_loop(grid: &Grid, marks: &[Mark], around: &[Point]) -> Vec<u32> {
    let Some(first) = around.first().copied() else {
        return Vec::new();
    };
    let (from, to) = around.iter().fold((first, first), |(from, to), at| {
        (
            (from.0.min(at.0), from.1.min(at.1)),
            (to.0.max(at.0), to.1.max(at.1)),
        )
    });
    let mut found = in_rectangle(grid, from, to);
    found.retain(|mark| is_inside(marks[*mark as usize].at, around));
    found
}

/// A ray to the right crosses the loop an odd number of times.
fn is_inside(at: Point, around: &[Point]) -> bool {
    let mut is_inside = false;
    let mut before = around[around.len() - 1];
    for corner in around {
        if (corner.1 > at.1) != (before.1 > at.1) {
            let part = (at.1 - corner.1) / (before.1 - corner.1);
            if at.0 < corner.0 + (before.0 - corner.0) * part {
                is_inside = !is_inside;
            }
        }
        before = *corner;
    }
    is_inside
}
