//! What the simulator has found, each as the shortest story that shows it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod district;

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
