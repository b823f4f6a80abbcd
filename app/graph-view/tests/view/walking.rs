//! Walking by keys: in, out, along, round, and back.

use super::{large, small};
use opora_graph::RoleKind;
use opora_graph_view::find::Index;
use opora_graph_view::keys::{Wish, wish};
use opora_graph_view::sift::{Shown, Sift};
use opora_graph_view::walk::{Move, Walk};

/// Where one is after each of some keys; `-` is outside.
fn walked(keys: &str, shown: &Shown) -> String {
    let picture = small();
    let mut walk = Walk::default();
    keys.split(' ')
        .map(|key| {
            let code = match key {
                "d" => "ArrowDown",
                "u" => "ArrowUp",
                "l" => "ArrowLeft",
                "r" => "ArrowRight",
                "n" => "KeyN",
                "b" => "Backspace",
                "e" => "Escape",
                other => other,
            };
            let Some(Wish::Walk(step)) = wish(code) else {
                panic!("{key} is a step");
            };
            walk.go(step, &picture, shown);
            walk.here().map_or("-".to_owned(), |mark| mark.to_string())
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn keys_lead_by_containment_and_adjacency() {
    let all = Shown::all(&small());
    for (keys, places) in [
        // In to the first, along, and no farther than the ends.
        ("d r r r r r l", "0 1 2 3 4 4 3"),
        ("d l", "0 0"),
        ("End Home", "4 0"),
        ("l", "4"),
        ("r", "0"),
        // Partners of 0 are 2 and 4; those of 2 are 4, 0, 1.
        ("d d r r u r", "0 2 4 4 0 1"),
        ("d d d r r u u u", "0 2 4 0 1 2 0 -"),
        // Round the partners of 0.
        ("d n n n", "0 2 4 2"),
        // Back is where one was, whatever the step.
        ("d d r b b b b", "0 2 4 2 0 - -"),
        ("d r d e b", "0 1 2 - 2"),
        // Nobody helps 3 and it helps nobody.
        ("d r r r d n", "0 1 2 3 3 3"),
        ("u e", "- -"),
    ] {
        assert_eq!(walked(keys, &all), places, "{keys}");
    }
}

#[test]
fn the_hidden_are_not_met() {
    let picture = small();
    let sift = Sift {
        roles: vec![RoleKind::Mentor],
        ..Sift::default()
    };
    let shown = sift.of(&picture, &Index::new(&picture.marks));
    assert_eq!(walked("d r r r", &shown), "0 1 3 4");
    assert_eq!(walked("d d r", &shown), "0 4 4");
}

#[test]
fn straight_to_a_mark_and_on_from_there() {
    let picture = small();
    let all = Shown::all(&picture);
    let mut walk = Walk::default();
    assert!(walk.go(Move::To(3), &picture, &all));
    assert!(!walk.go(Move::To(3), &picture, &all));
    assert_eq!((walk.here(), walk.depth()), (Some(3), 1));
    assert!(walk.go(Move::Left, &picture, &all));
    assert_eq!(walk.here(), Some(2));
}

#[test]
fn every_key_works_in_the_russian_layout() {
    // Keys are told by their place; what they print differs.
    for code in ["KeyN", "Slash", "Equal", "Minus", "Digit0"] {
        assert!(wish(code).is_some(), "{code}");
    }
    for code in ["KeyA", "Enter", "Tab", "Space", "F5"] {
        assert_eq!(wish(code), None, "{code}");
    }
}

#[test]
fn everybody_is_reached_by_one_key() {
    let picture = large();
    let all = Shown::all(picture);
    let mut walk = Walk::default();
    walk.go(Move::Down, picture, &all);
    let mut reached = 1;
    while walk.go(Move::Right, picture, &all) {
        reached += 1;
        if reached > 300 {
            break;
        }
    }
    assert!(reached > 300);
    assert!(walk.go(Move::Last, picture, &all));
    assert_eq!(walk.here(), Some(picture.marks.len() as u32 - 1));
}
