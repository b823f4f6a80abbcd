//! What filters leave, and what is found by its name.

use super::{large, small};
use opora_domain::{Family, PartnershipStatus};
use opora_graph::RoleKind;
use opora_graph_view::emphasis::{Emphasis, Eye, Tone};
use opora_graph_view::find::Index;
use opora_graph_view::sift::{Shown, Sift};
use std::time::Instant;

#[test]
fn a_line_needs_its_family_its_state_and_both_its_marks() {
    let picture = small();
    let index = Index::new(&picture.marks);
    let lines = |sift: Sift| sift.of(&picture, &index).lines;
    assert_eq!(lines(Sift::default()), [true; 5]);
    assert_eq!(Sift::default().of(&picture, &index), Shown::all(&picture));
    let no_mentoring = Sift {
        families: vec![Family::Mentoring],
        ..Sift::default()
    };
    assert_eq!(lines(no_mentoring), [false, false, true, true, true]);
    let no_proposed = Sift {
        statuses: vec![PartnershipStatus::Proposed],
        ..Sift::default()
    };
    assert_eq!(lines(no_proposed), [true, false, true, true, true]);
    let no_partners = Sift {
        roles: vec![RoleKind::Partner],
        ..Sift::default()
    };
    let shown = no_partners.of(&picture, &index);
    assert_eq!(shown.marks, [true, true, true, true, false]);
    assert_eq!(shown.lines, [true, true, true, false, false]);
}

#[test]
fn a_text_leaves_those_who_have_it_and_their_partners() {
    let picture = small();
    let index = Index::new(&picture.marks);
    let sift = Sift {
        text: "елк".to_owned(),
        ..Sift::default()
    };
    let shown = sift.of(&picture, &index);
    assert_eq!(shown.marks, [false, true, true, false, false]);
    assert_eq!(shown.lines, [false, true, true, false, false]);
}

#[test]
fn names_are_found_by_the_beginnings_of_their_words() {
    let picture = small();
    let index = Index::new(&picture.marks);
    for (query, found) in [
        ("дал", &[0][..]),
        ("школ", &[1, 3]),
        ("ШКОЛА ёл", &[1]),
        ("елк", &[1]),
        ("№5", &[2]),
        ("сош 3", &[0]),
        ("кола", &[]),
        ("", &[]),
        (" № ", &[]),
    ] {
        assert_eq!(index.find(query, 10), found, "{query}");
    }
    assert_eq!(index.find("школ", 1), [1]);
}

#[test]
fn partners_stand_out_and_the_hidden_stay_hidden() {
    use Tone::{Context, Focus, Hidden, Main, Near, Plain};
    let picture = small();
    let index = Index::new(&picture.marks);
    let all = Shown::all(&picture);
    assert_eq!(Emphasis::of(&picture, &all, None, &[]).marks, [Plain; 5]);
    let eye = |is_keyboard| {
        Some(Eye {
            mark: 0,
            is_keyboard,
        })
    };
    let looked_at = Emphasis::of(&picture, &all, eye(false), &[]);
    assert_eq!(looked_at.marks, [Main, Context, Near, Context, Near]);
    assert_eq!(looked_at.lines, [Near, Context, Context, Near, Context]);
    let without = Sift {
        roles: vec![RoleKind::Partner],
        ..Sift::default()
    }
    .of(&picture, &index);
    let focused = Emphasis::of(&picture, &without, eye(true), &[]);
    assert_eq!(focused.marks, [Focus, Context, Near, Context, Hidden]);
    assert_eq!(focused.lines[3], Hidden);
    let chosen = Emphasis::of(&picture, &all, None, &[0, 4]);
    assert_eq!(chosen.marks, [Near, Context, Context, Context, Near]);
    assert_eq!(chosen.lines, [Context, Context, Context, Near, Context]);
}

#[test]
#[expect(clippy::print_stdout, reason = "how long it takes is worth reading")]
fn sifting_thousands_is_quick() {
    let picture = large();
    let start = Instant::now();
    let index = Index::new(&picture.marks);
    let indexed = start.elapsed();
    let sift = Sift {
        families: vec![Family::Method],
        statuses: vec![PartnershipStatus::Proposed],
        roles: vec![RoleKind::Centre],
        text: "школа район 1".to_owned(),
    };
    let mut times: Vec<f64> = (0..20)
        .map(|_| {
            let start = Instant::now();
            let shown = sift.of(picture, &index);
            Emphasis::of(
                picture,
                &shown,
                Some(Eye {
                    mark: 40,
                    is_keyboard: false,
                }),
                &[],
            );
            start.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    // The quickest of twenty: the others tell what else the machine was doing.
    println!(
        "5,000 / 10,000: index {indexed:.1?}, sifted and toned in {:.2} ms",
        times[0]
    );
    assert!(times[0] < 50.0);
}
