//! Two coordinators at one round: what each asks is asked, and asking the same twice is no trouble.

use crate::district::{District, id, set};
use opora_domain::{Fields, RecordKind, Refusal};
use opora_sync::{Action, Base, Outcome};
use serde_json::{Value, json};

fn question(factor: &str) -> Value {
    json!({ "factor": factor })
}

/// Round 30 with one question, and the return of school 1 to it, 40.
fn district() -> District {
    let mut district = District::new();
    let round = json!({ "title": "Round", "questions": [question("a")] });
    district.create(30, RecordKind::Round, round);
    district.create(40, RecordKind::Return, asked(1, "a"));
    district
}

fn asked(school: u128, factor: &str) -> Value {
    json!({ "round": id(30), "school": id(school), "factor": factor })
}

#[test]
fn questions_added_apart_are_both_asked() {
    let mut district = district();
    let base = Base::Version(district.version(30, "questions"));
    let was = json!([question("a")]);
    for (device, factor) in [(1, "b"), (2, "c")] {
        let questions = json!([question("a"), question(factor)]);
        let action = set("questions", questions, base, was.clone());
        let outcome = district.apply(device, 1, 30, RecordKind::Round, action);
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }
    let both = json!([question("a"), question("b"), question("c")]);
    assert_eq!(district.field(30, "questions"), both);
    // One question worded with two units is for a person to decide.
    let base = Base::Version(district.version(30, "questions"));
    for (device, unit) in [(1, "km"), (2, "m")] {
        let mut questions = both.as_array().unwrap().clone();
        questions.push(json!({ "factor": "d", "unit": unit }));
        let action = set("questions", Value::Array(questions), base, both.clone());
        district.apply(device, 2, 30, RecordKind::Round, action);
    }
    assert_eq!(district.records[&id(30)].conflicts.len(), 1);
}

#[test]
fn a_return_asked_for_twice_is_one_and_keeps_its_answer() {
    let mut district = district();
    let base = Base::Version(district.version(40, "value"));
    let answer = set("value", json!("12"), base, Value::Null);
    district.apply(3, 1, 40, RecordKind::Return, answer);
    let mut again = |device, fields: Value| {
        let fields: Fields = serde_json::from_value(fields).unwrap();
        let action = Action::Create { fields };
        district.apply(device, 1, 40, RecordKind::Return, action)
    };
    let outcome = again(1, asked(1, "a"));
    assert!(matches!(outcome, Outcome::Unchanged { .. }), "{outcome:?}");
    // What would be another answer, or another question under its identity, is refused.
    let mut other = asked(1, "a");
    other["value"] = json!("13");
    for (device, fields) in [(4, other), (5, asked(2, "a")), (6, asked(1, "b"))] {
        let refused = Outcome::Refused {
            code: Refusal::AlreadyExists,
            fields: vec![],
        };
        assert_eq!(again(device, fields), refused);
    }
    assert_eq!(district.field(40, "value"), json!("12"));
}
