//! What a device has changed itself since it looked is no reason to send its deletion or its decision
//! back; what anybody else has changed is.

use crate::district::{District, id, set};
use opora_domain::{RecordKind, Refusal};
use opora_sync::{Action, Base, OpNumber, Outcome, Seq};
use serde_json::{Value, json};

const KIND: RecordKind = RecordKind::Partnership;

fn changed_since(fields: &[&str]) -> Outcome {
    Outcome::Refused {
        code: Refusal::ChangedSince,
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
    }
}

/// Device 1 sets the theme, as it saw it first.
fn edit_theme(district: &mut District) {
    let base = Base::Version(district.version(10, "theme"));
    let edit = set("theme", json!("mine"), base, json!("Theme"));
    district.apply(1, 1, 10, KIND, edit);
}

#[test]
fn an_own_edit_is_no_reason_to_refuse_an_own_deletion() {
    let mut district = District::new();
    let seen = district.records[&id(10)].seq;
    edit_theme(&mut district);
    let outcome = district.apply(1, 2, 10, KIND, Action::Delete { base: seen });
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
}

#[test]
fn a_record_made_and_deleted_without_a_line_is_gone() {
    let mut district = District::new();
    let fields = json!({
        "kind": "mentoring", "status": "proposed", "from": id(2), "to": id(3), "theme": "New",
    });
    let create = Action::Create {
        fields: serde_json::from_value(fields).unwrap(),
    };
    district.apply(1, 1, 30, KIND, create);
    let outcome = district.apply(1, 2, 30, KIND, Action::Delete { base: Seq(0) });
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
}

#[test]
fn an_edit_of_somebody_else_before_or_after_the_own_one_is() {
    for is_before in [true, false] {
        let mut district = District::new();
        let seen = district.records[&id(10)].seq;
        let others = |district: &mut District| {
            let base = Base::Version(district.version(10, "agreement"));
            let edit = set("agreement", json!("theirs"), base, Value::Null);
            district.apply(2, 1, 10, KIND, edit);
        };
        if is_before {
            others(&mut district);
        }
        edit_theme(&mut district);
        if !is_before {
            others(&mut district);
        }
        let outcome = district.apply(1, 2, 10, KIND, Action::Delete { base: seen });
        assert_eq!(outcome, changed_since(&[]), "before: {is_before}");
    }
}

/// The list then says more than the device has sent, though the device was the last to set it.
#[test]
fn a_list_with_items_of_somebody_else_is_not_deleted_by_who_never_saw_them() {
    let mut district = District::new();
    let seen = district.records[&id(10)].seq;
    let base = Base::Version(district.version(10, "subjects"));
    let mut add = |device: u128, n: u64, base: Base, was: Value, now: Value| {
        let edit = set("subjects", now, base, was);
        district.apply(device, n, 10, KIND, edit)
    };
    add(2, 1, base, json!(["a"]), json!(["a", "theirs"]));
    add(1, 1, base, json!(["a"]), json!(["a", "mine"]));
    let own = Base::Own {
        n: OpNumber(1),
        root: seen,
    };
    add(1, 2, own, json!(["a", "mine"]), json!(["mine"]));
    let outcome = district.apply(1, 3, 10, KIND, Action::Delete { base: seen });
    assert_eq!(outcome, changed_since(&[]));
    assert_eq!(district.field(10, "subjects"), json!(["theirs", "mine"]));
}

#[test]
fn an_own_edit_is_no_reason_to_refuse_an_own_decision() {
    for is_changed_by_others in [false, true] {
        let mut district = District::new();
        let base = Base::Version(district.version(10, "theme"));
        for device in [2, 3] {
            let edit = set(
                "theme",
                json!(format!("theme {device}")),
                base,
                json!("Theme"),
            );
            district.apply(device, 1, 10, KIND, edit);
        }
        // Device 1 sees both, writes a third value, and decides for the candidate after all.
        let seen = district.version(10, "theme");
        let third = set(
            "theme",
            json!("third"),
            Base::Version(seen),
            json!("theme 2"),
        );
        district.apply(1, 1, 10, KIND, third);
        if is_changed_by_others {
            let base = Base::Version(district.version(10, "theme"));
            let edit = set("theme", json!("fourth"), base, json!("third"));
            district.apply(2, 2, 10, KIND, edit);
        }
        let decision = Action::Resolve {
            conflict: district.records[&id(10)].conflicts[0].id,
            field: "theme".to_owned(),
            value: json!("theme 3"),
            base: seen,
        };
        let outcome = district.apply(1, 2, 10, KIND, decision);
        match is_changed_by_others {
            true => assert_eq!(outcome, changed_since(&["theme"])),
            false => {
                assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
                assert_eq!(district.field(10, "theme"), json!("theme 3"));
            }
        }
    }
}
