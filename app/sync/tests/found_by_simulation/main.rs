//! What the simulator has found, each as the shortest story that shows it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod device;
mod district;
mod own_changes;
mod rounds;

use district::{District, id, set};
use opora_domain::{RecordKind, Refusal};
use opora_sync::{Action, Base, ConflictId, OpNumber, Outcome, Seq};
use serde_json::json;

#[test]
fn a_visit_still_concerns_both_sides_after_an_edit_of_it() {
    let mut district = District::new();
    let version = district.records[&id(20)].version("topic");
    let action = set(
        "topic",
        json!("New"),
        Base::Version(version),
        json!("Topic"),
    );
    let outcome = district.apply(1, 1, 20, RecordKind::Interaction, action);
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    assert_eq!(district.records[&id(20)].record.parties, [id(2), id(1)]);
}

#[test]
fn a_further_own_edit_of_a_list_keeps_what_others_added_meanwhile() {
    let mut district = District::new();
    let base = Base::Version(district.version(10, "subjects"));
    let mut edit = |device, n, base, was, value| {
        let action = set("subjects", value, base, was);
        district.apply(device, n, 10, RecordKind::Partnership, action)
    };
    edit(2, 1, base, json!(["a"]), json!(["a", "c"]));
    edit(1, 1, base, json!(["a"]), json!(["a", "b"]));
    let own = Base::Own {
        n: OpNumber(1),
        root: Seq(4),
    };
    edit(1, 2, own, json!(["a", "b"]), json!(["a", "b", "d"]));
    assert_eq!(district.field(10, "subjects"), json!(["a", "c", "b", "d"]));
}

/// Device 2 has a candidate beside the theme that device 1 has set.
fn district_with_candidate() -> (District, ConflictId) {
    let mut district = District::new();
    let base = Base::Version(district.version(10, "theme"));
    for device in [1, 2] {
        let action = set(
            "theme",
            json!(format!("theme {device}")),
            base,
            json!("Theme"),
        );
        district.apply(device, 1, 10, RecordKind::Partnership, action);
    }
    let conflict = district.records[&id(10)].conflicts[0].id;
    (district, conflict)
}

#[test]
fn a_decision_closes_only_the_candidate_it_was_made_about() {
    let (mut district, seen) = district_with_candidate();
    let own = Base::Own {
        n: OpNumber(1),
        root: Seq(4),
    };
    let other = set("theme", json!("other"), own, json!("theme 2"));
    district.apply(2, 2, 10, RecordKind::Partnership, other);
    let decision = Action::Resolve {
        conflict: seen,
        field: "theme".to_owned(),
        value: json!("theme 1"),
        base: district.version(10, "theme"),
    };
    let outcome = district.apply(3, 1, 10, RecordKind::Partnership, decision);
    assert!(
        matches!(outcome, Outcome::Refused { .. }),
        "{outcome:?}: nobody has seen the new candidate"
    );
    assert_eq!(district.records[&id(10)].conflicts.len(), 1);
}

#[test]
fn a_deletion_takes_no_candidate_with_it_that_nobody_saw() {
    let (mut district, _) = district_with_candidate();
    let before_the_candidate = district.version(10, "theme");
    let action = Action::Delete {
        base: before_the_candidate,
    };
    let outcome = district.apply(3, 1, 10, RecordKind::Partnership, action);
    let changed_since = Outcome::Refused {
        code: Refusal::ChangedSince,
        fields: vec![],
    };
    assert_eq!(outcome, changed_since);
}

#[test]
fn an_edit_after_an_own_decision_for_the_present_value_is_no_conflict() {
    let (mut district, conflict) = district_with_candidate();
    let base = district.version(10, "theme");
    let decision = Action::Resolve {
        conflict,
        field: "theme".to_owned(),
        value: json!("theme 1"),
        base,
    };
    district.apply(3, 1, 10, RecordKind::Partnership, decision);
    let own = Base::Own {
        n: OpNumber(1),
        root: base,
    };
    let action = set("theme", json!("new"), own, json!("theme 1"));
    let outcome = district.apply(3, 2, 10, RecordKind::Partnership, action);
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
}

#[test]
fn an_edit_after_an_own_refused_one_stands_on_the_one_before() {
    let mut district = District::new();
    let root = district.version(10, "theme");
    let own = |n| Base::Own {
        n: OpNumber(n),
        root,
    };
    let edits = [
        set("theme", json!("one"), Base::Version(root), json!("Theme")),
        set("theme", json!(true), own(1), json!("one")),
        set("theme", json!("three"), own(2), json!(true)),
    ];
    for (action, n) in edits.into_iter().zip(1..) {
        district.apply(1, n, 10, RecordKind::Partnership, action);
    }
    assert_eq!(district.field(10, "theme"), json!("three"));
}

#[test]
fn a_record_comes_back_when_what_it_links_to_is_there() {
    let mut district = District::new();
    for (record, kind) in [(20, RecordKind::Interaction), (10, RecordKind::Partnership)] {
        let base = district.records[&id(record)].seq;
        let n = record as u64;
        district.apply(n.into(), 1, record, kind, Action::Delete { base });
        let outcome = district.apply(n.into(), 2, record, kind, Action::Restore { base });
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }
}

#[test]
fn a_decision_about_a_side_is_handed_on_to_the_visits() {
    let mut district = District::new();
    let base = Base::Version(district.version(10, "to"));
    district.create(
        4,
        RecordKind::Organisation,
        json!({ "code": "s-4", "kind": "school", "name": "School" }),
    );
    for (device, side) in [(1, 3), (2, 4)] {
        let action = set("to", json!(id(side)), base, json!(id(1)));
        district.apply(device, 1, 10, RecordKind::Partnership, action);
    }
    let decision = Action::Resolve {
        conflict: district.records[&id(10)].conflicts[0].id,
        field: "to".to_owned(),
        value: json!(id(4)),
        base: district.version(10, "to"),
    };
    district.apply(3, 1, 10, RecordKind::Partnership, decision);
    assert_eq!(district.records[&id(20)].record.parties, [id(2), id(4)]);
}
