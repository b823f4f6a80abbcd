//! What the module works out, outside a browser: pointing, sifting, walking, finding, naming.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod naming;
mod pointing;
mod sifting;
mod speaking;
mod walking;

use opora_domain::{Family, PartnershipStatus};
use opora_graph::Role;
use opora_graph::generated::GeneratedNetwork;
use opora_graph::layout::layout;
use opora_graph::packed::{PackedPicture, StandingCore};
use opora_graph_view::picture::{Line, Mark, Picture};
use opora_graph_view::shapes::{Source, strokes};
use opora_graph_view::sizes::{half_px, scale};
use std::sync::OnceLock;

/// 5,000 organisations and 10,000 relations, made and laid out once.
fn large() -> &'static Picture {
    static LARGE: OnceLock<Picture> = OnceLock::new();
    LARGE.get_or_init(|| {
        let graph = GeneratedNetwork::new(5_000, 10_000, 1)
            .graph("generated", 1)
            .unwrap();
        let bytes = PackedPicture::of(&graph, &layout(&graph)).to_bytes();
        Picture::unpacked(PackedPicture::from_bytes(&bytes).unwrap())
    })
}

fn mark(name: &str, x: f64, y: f64, role: Role) -> Mark {
    Mark {
        name: name.to_owned(),
        at: (x, y),
        role: Some(role),
        core: StandingCore::default(),
        count: 1,
        helped: 0,
        degree: 0,
    }
}

fn line(from: u32, to: u32, family: Family, status: PartnershipStatus) -> Line {
    Line {
        from,
        to,
        family,
        status,
        weight: 1,
    }
}

/// Two schools with one mentor, a museum that helps one of them and the mentor, one alone.
fn small() -> Picture {
    use PartnershipStatus::{Active, Proposed};
    let seeking = Role::Supported {
        has_live_mentor: false,
    };
    let marks = vec![
        mark(
            "Дальняя СОШ № 3",
            10.0,
            10.0,
            Role::Supported {
                has_live_mentor: true,
            },
        ),
        mark("Ёлкинская школа", 110.0, 10.0, seeking),
        mark("Гимназия № 5", 60.0, 60.0, Role::Mentor { mentees: 1 }),
        mark("Одинокая школа", 200.0, 200.0, Role::School),
        mark("Музей", 10.0, 110.0, Role::Partner),
    ];
    let lines = vec![
        line(2, 0, Family::Mentoring, Active),
        line(2, 1, Family::Mentoring, Proposed),
        line(2, 1, Family::Site, Active),
        line(4, 0, Family::Social, Active),
        line(4, 2, Family::Social, Active),
    ];
    Picture::new(300.0, 220.0, marks, lines)
}

#[test]
fn help_is_counted_once_for_each_who_gets_it() {
    let picture = small();
    let helped: Vec<u32> = picture.marks.iter().map(|mark| mark.helped).collect();
    let degrees: Vec<u32> = picture.marks.iter().map(|mark| mark.degree).collect();
    assert_eq!(helped, [0, 0, 2, 0, 2]);
    assert_eq!(degrees, [2, 2, 4, 0, 2]);
    assert_eq!(picture.partners(0, |_| true), [2, 4]);
    // Who helps it comes first.
    assert_eq!(picture.partners(2, |_| true), [4, 0, 1]);
    assert_eq!(picture.side(2, true, |_| true), [0, 1]);
    assert_eq!(picture.partners(77, |_| true), [0; 0]);
}

#[test]
fn who_stands_on_the_shelf_is_counted() {
    let picture = large();
    let alone = picture.marks.iter().filter(|mark| mark.degree == 0).count();
    assert!(alone > 50, "{alone}");
    let ends = |at: u32| picture.ends.iter().any(|end| end.mark == at);
    let with_ends = (0..picture.marks.len() as u32)
        .filter(|at| picture.marks[*at as usize].degree == 0 && ends(*at))
        .count();
    let on_shelf = picture.on_shelf();
    assert!(
        (alone - with_ends..=alone).contains(&on_shelf),
        "{on_shelf} of {alone}"
    );
    assert_eq!(small().on_shelf(), 0, "there is no shelf");
}

#[test]
fn lines_to_nobody_are_left_out() {
    let marks = vec![mark("А", 0.0, 0.0, Role::School)];
    let lines = vec![
        line(0, 0, Family::Site, PartnershipStatus::Active),
        line(0, 9, Family::Site, PartnershipStatus::Active),
    ];
    let picture = Picture::new(1.0, 1.0, marks, lines);
    assert!(picture.lines.is_empty() && picture.steps(0).is_empty());
}

#[test]
fn who_carries_most_is_largest() {
    let picture = large();
    let most = picture.marks.iter().max_by_key(|mark| mark.helped).unwrap();
    let ordinary = picture.marks.iter().filter(|mark| mark.helped == 0);
    let px = |mark: &Mark| half_px(picture.size(mark), scale(0.13));
    let largest = ordinary.map(px).fold(0.0, f64::max);
    assert!(most.helped >= 10, "{}", most.helped);
    // From afar, where all of it is on the screen.
    assert!(px(most) >= 2.0 * largest, "{} {largest}", px(most));
}

#[test]
fn lines_between_the_same_two_lie_beside_each_other() {
    use PartnershipStatus::Active;
    let school = || Role::School;
    let marks = vec![
        mark("A", 0.0, 0.0, school()),
        mark("B", 100.0, 0.0, school()),
        mark("C", 50.0, 80.0, school()),
    ];
    let lines = vec![
        line(0, 1, Family::Mentoring, Active),
        line(1, 0, Family::Mentoring, Active),
        line(0, 2, Family::Mentoring, Active),
        line(1, 0, Family::Resource, Active),
    ];
    let picture = Picture::new(200.0, 200.0, marks, lines);
    let strokes = strokes(&picture);
    // To the left of its own way: whoever goes the other way has the other sign.
    let place = |index: u32| {
        let stroke = strokes
            .iter()
            .find(|stroke| stroke.source == Source::Line(index));
        let stroke = stroke.unwrap();
        if stroke.from.0 < stroke.to.0 {
            stroke.shift
        } else {
            -stroke.shift
        }
    };
    let (first, second, third) = (place(0), place(1), place(3));
    assert_eq!(second - first, third - second);
    assert!(second == 0.0 && third > second && place(2) == 0.0);
    // Mentoring is painted last.
    let families: Vec<Family> = strokes.iter().map(|stroke| stroke.family).collect();
    assert_eq!(families[0], Family::Resource);
}
