//! Names on the screen: those who carry most first, never one over another.

use super::large;
use opora_graph_view::camera::Stage;
use opora_graph_view::grid::Grid;
use opora_graph_view::names::{HELPED_FROM_AFAR, Names, carried};
use opora_graph_view::sift::Shown;
use opora_graph_view::sizes::scale;
use std::time::Instant;

#[test]
#[expect(clippy::print_stdout, reason = "how long it takes is worth reading")]
fn names_stand_apart_at_every_zoom() {
    let picture = large();
    let (grid, shown) = (Grid::new(&picture.marks), Shown::all(picture));
    let stage = Stage {
        width: 880.0,
        height: 700.0,
        picture: (picture.width, picture.height),
    };
    let mut names = Names::new(picture);
    let hub = (0..picture.marks.len())
        .max_by_key(|at| picture.marks[*at].helped)
        .unwrap();
    let mut camera = stage.onto(&stage.fit(), picture.marks[hub].at, 0.0);
    for _ in 0..9 {
        let size = scale(camera.zoom);
        let start = Instant::now();
        let placed = names.placed(picture, &shown, &grid, (&stage, &camera), size, &[]);
        println!(
            "zoom {:.2}: {} names in {:.1?}",
            camera.zoom,
            placed.len(),
            start.elapsed()
        );
        assert!(!placed.is_empty());
        for (at, name) in placed.iter().enumerate() {
            let rect = &name.rect;
            assert!(
                rect.left >= 0.0 && rect.top >= 0.0 && rect.right <= 880.0 && rect.bottom <= 700.0
            );
            for other in &placed[..at] {
                assert!(!rect.overlaps(&other.rect), "{name:?} {other:?}");
            }
        }
        if camera.zoom < 0.4 {
            // From afar only of those who carry.
            let few = placed
                .iter()
                .map(|name| picture.marks[name.mark as usize].helped);
            assert!(few.min().unwrap() >= HELPED_FROM_AFAR);
        }
        camera = stage.zoomed(&camera, 1.5, (440.0, 350.0));
    }
}

#[test]
fn the_one_looked_at_is_named_at_every_zoom() {
    let picture = large();
    let (grid, shown) = (Grid::new(&picture.marks), Shown::all(picture));
    let stage = Stage {
        width: 880.0,
        height: 700.0,
        picture: (picture.width, picture.height),
    };
    let quiet = (0..picture.marks.len() as u32)
        .find(|mark| picture.marks[*mark as usize].helped == 0)
        .unwrap();
    let camera = stage.fit();
    let size = scale(camera.zoom);
    let mut names = Names::new(picture);
    let placed = names.placed(picture, &shown, &grid, (&stage, &camera), size, &[quiet]);
    assert_eq!(placed[0].mark, quiet);
    assert_eq!(placed.iter().filter(|name| name.mark == quiet).count(), 1);
}

#[test]
fn names_go_with_their_marks_and_never_over_each_other() {
    let picture = large();
    let (grid, shown) = (Grid::new(&picture.marks), Shown::all(picture));
    let stage = Stage {
        width: 880.0,
        height: 700.0,
        picture: (picture.width, picture.height),
    };
    let from = stage.zoomed(&stage.fit(), 2.0, (440.0, 350.0));
    let size = scale(from.zoom);
    let placed = Names::new(picture).placed(picture, &shown, &grid, (&stage, &from), size, &[]);
    assert!(placed.len() > 10);
    let to = stage.panned(&from, (60.0, -25.0));
    let moved = carried(&placed, picture, &stage, (&from, &to));
    assert_eq!(moved.len(), placed.len());
    for (before, after) in placed.iter().zip(&moved) {
        assert!((after.rect.left - before.rect.left - 60.0).abs() < 1e-6);
        assert!((after.at.1 - before.at.1 + 25.0).abs() < 1e-6);
    }
    // Seen from farther, some have no room; the most important always has.
    let to = stage.zoomed(&from, 0.5, (440.0, 350.0));
    let moved = carried(&placed, picture, &stage, (&from, &to));
    assert!(moved.len() < placed.len() && moved[0].mark == placed[0].mark);
    for (at, name) in moved.iter().enumerate() {
        for other in &moved[..at] {
            assert!(!name.rect.overlaps(&other.rect), "{name:?} {other:?}");
        }
    }
}
