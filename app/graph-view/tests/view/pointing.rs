//! Nearest marks and chosen ones, against trying all; and how long it takes among thousands.

use super::{large, small};
use opora_graph_view::grid::Grid;
use opora_graph_view::picture::Point;
use opora_graph_view::selection::{in_loop, in_rectangle};
use std::time::Instant;

fn points(count: usize) -> impl Iterator<Item = Point> {
    let picture = large();
    let mut state = 1_u64;
    let mut unit = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / f64::from(1 << 24)
    };
    (0..count).map(move |_| {
        // Outside of the picture too.
        let at = |unit: f64, length: f64| (unit * 1.2 - 0.1) * length;
        (at(unit(), picture.width), at(unit(), picture.height))
    })
}

#[test]
fn the_nearest_is_the_one_that_trying_all_finds() {
    let picture = large();
    let grid = Grid::new(&picture.marks);
    let is_wanted = |mark: u32| !mark.is_multiple_of(7);
    let mut found = 0;
    for at in points(500) {
        for within in [0.0, 24.0, 120.0, 5_000.0] {
            let away = |mark: u32| {
                let place = picture.marks[mark as usize].at;
                let (dx, dy) = (place.0 - at.0, place.1 - at.1);
                dx * dx + dy * dy
            };
            let all = (0..picture.marks.len() as u32).filter(|mark| is_wanted(*mark));
            let within_reach = all.filter(|mark| away(*mark) <= within * within);
            let expected = within_reach.min_by(|a, b| away(*a).total_cmp(&away(*b)));
            let nearest = grid.nearest(at, within, is_wanted);
            assert_eq!(nearest, expected, "{at:?} within {within}");
            found += usize::from(nearest.is_some());
        }
    }
    assert!(found > 500, "{found} points had somebody near");
}

#[test]
fn targets_of_24_px_reach_the_nearest() {
    let picture = small();
    let grid = Grid::new(&picture.marks);
    assert_eq!(grid.nearest((33.9, 10.0), 24.0, |_| true), Some(0));
    assert_eq!(grid.nearest((34.1, 10.0), 24.0, |_| true), None);
    assert_eq!(Grid::new(&[]).nearest((0.0, 0.0), 24.0, |_| true), None);
}

#[test]
fn a_loop_takes_those_inside() {
    let picture = large();
    let grid = Grid::new(&picture.marks);
    let (width, height) = (picture.width, picture.height);
    let corners = [(0.1 * width, 0.1 * height), (0.6 * width, 0.5 * height)];
    let chosen = in_rectangle(&grid, corners[1], corners[0]);
    let expected: Vec<u32> = (0..picture.marks.len() as u32)
        .filter(|mark| {
            let (x, y) = picture.marks[*mark as usize].at;
            x >= corners[0].0 && x <= corners[1].0 && y >= corners[0].1 && y <= corners[1].1
        })
        .collect();
    assert!(chosen.len() > 100);
    assert_eq!(chosen, expected);
    // The same rectangle as a loop, but for marks on its very edge.
    let [(left, top), (right, bottom)] = corners;
    let around = [(left, top), (right, top), (right, bottom), (left, bottom)];
    assert_eq!(in_loop(&grid, &picture.marks, &around), expected);
    // A triangle: half of it, by the sign of one cross product.
    let triangle = [(left, top), (right, top), (left, bottom)];
    let half: Vec<u32> = expected
        .into_iter()
        .filter(|mark| {
            let (x, y) = picture.marks[*mark as usize].at;
            (x - left) / (right - left) + (y - top) / (bottom - top) < 1.0
        })
        .collect();
    assert_eq!(in_loop(&grid, &picture.marks, &triangle), half);
    assert!(in_loop(&grid, &picture.marks, &[]).is_empty());
}

#[test]
#[expect(clippy::print_stdout, reason = "how long it takes is worth reading")]
fn pointing_among_thousands_is_quick() {
    let picture = large();
    let grid = Grid::new(&picture.marks);
    let points: Vec<Point> = points(10_000).collect();
    let start = Instant::now();
    let found = points
        .iter()
        .filter(|at| grid.nearest(**at, 24.0 / 0.15, |_| true).is_some())
        .count();
    let each_ms = start.elapsed().as_secs_f64() * 1_000.0 / points.len() as f64;
    println!("nearest of 5,000: {each_ms:.4} ms, {found} found");
    assert!(found > 1_000 && each_ms < 4.0);
}
