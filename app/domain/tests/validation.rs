//! Validation collects every problem, of every kind of record.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::{Fields, ProblemCode, RecordKind, Value, validate};
use serde_json::json;

fn check(kind: RecordKind, fields: Value, expected: &[(&str, ProblemCode)]) {
    let fields: Fields = serde_json::from_value(fields).unwrap();
    let problems = validate(kind, &fields);
    let found: Vec<(&str, ProblemCode)> = problems
        .iter()
        .map(|problem| (problem.field.as_str(), problem.code))
        .collect();
    assert_eq!(found, expected, "{fields:?}");
}

const A: &str = "00000000-0000-0000-0000-000000000001";

#[test]
fn all_problems_at_once() {
    use ProblemCode::*;
    check(
        RecordKind::Organisation,
        json!({"code": "Плохой код", "kind": "castle", "pupils": -1, "place": {"latitude": 91, "longitude": 0}, "colour": "red"}),
        &[
            ("code", NotACode),
            ("kind", NotAChoice),
            ("name", Missing),
            ("pupils", WrongShape),
            ("place", OutOfRange),
            ("colour", UnknownField),
        ],
    );
    check(
        RecordKind::Partnership,
        json!({"kind": "mentoring", "status": "active", "term": {"since": "2019", "until": "2014"}}),
        &[("term", EndBeforeStart), ("from", NoSide)],
    );
    check(
        RecordKind::Partnership,
        json!({"kind": "mentoring", "status": "active", "from": A, "to": A}),
        &[("to", SameSide)],
    );
    check(
        RecordKind::Interaction,
        json!({"partnership": "nobody", "kind": "seminar", "date": "2026-06-31", "participants": 4}),
        &[("partnership", WrongShape), ("date", WrongShape)],
    );
}

#[test]
fn half_known_is_valid() {
    check(
        RecordKind::Partnership,
        json!({"kind": "mentoring", "status": "proposed", "to": A}),
        &[],
    );
    check(
        RecordKind::Partnership,
        json!({"kind": "mentoring", "status": "proposed", "from": A}),
        &[],
    );
}

#[test]
fn null_is_nothing_known() {
    check(
        RecordKind::Organisation,
        json!({"code": "a", "kind": "school", "name": "A", "pupils": null}),
        &[],
    );
}
