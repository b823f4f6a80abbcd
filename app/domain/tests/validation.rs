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

#[test]
fn questions_of_a_round() {
    use ProblemCode::*;
    let long = "я".repeat(301);
    for (questions, expected) in [
        (
            json!([{"factor": "Вакансии", "unit": "единиц"}, {"factor": "Психолог", "hint": "ставок"}]),
            None,
        ),
        (json!([]), Some(Missing)),
        (json!([{"factor": " "}]), Some(Missing)),
        (json!([{"unit": "единиц"}]), Some(WrongShape)),
        (json!([{"factor": "А", "answer": "1"}]), Some(WrongShape)),
        (json!([{"factor": 1}]), Some(WrongShape)),
        (json!(["А"]), Some(WrongShape)),
        (json!({"factor": "А"}), Some(WrongShape)),
        (json!([{"factor": long}]), Some(TooLong)),
        (
            json!([{"factor": "Учёт"}, {"factor": " учет "}]),
            Some(Repeated),
        ),
        (
            json!(
                (0..61)
                    .map(|n| json!({"factor": n.to_string()}))
                    .collect::<Vec<_>>()
            ),
            Some(TooLong),
        ),
    ] {
        let expected: Vec<_> = expected
            .map(|code| ("questions", code))
            .into_iter()
            .collect();
        check(
            RecordKind::Round,
            json!({"title": "Сбор", "due": "2026-12-01", "locked": false, "questions": questions}),
            &expected,
        );
    }
    check(
        RecordKind::Return,
        json!({"round": A, "school": A, "value": "12"}),
        &[("factor", Missing)],
    );
}

#[test]
fn what_schools_share() {
    use ProblemCode::*;
    for (link, expected) in [
        (json!("https://a.example/b"), None),
        (json!("javascript:alert(1)"), Some(NotAnAddress)),
        (json!("a.example"), Some(NotAnAddress)),
        (json!(1), Some(WrongShape)),
    ] {
        let expected: Vec<_> = expected.map(|code| ("link", code)).into_iter().collect();
        check(
            RecordKind::Practice,
            json!({"title": "Опыт", "school": A, "date": "2026-03", "link": link}),
            &expected,
        );
    }
    check(
        RecordKind::Practice,
        json!({}),
        &[("title", Missing), ("school", Missing)],
    );
    check(
        RecordKind::Adoption,
        json!({"practice": A, "school": A, "date": "2026"}),
        &[],
    );
    check(
        RecordKind::Contest,
        json!({"title": "К", "level": "world"}),
        &[("level", NotAChoice)],
    );
    check(
        RecordKind::Participation,
        json!({"contest": A, "school": A, "result": "winner"}),
        &[],
    );
    let cell = |count| json!({"school": A, "year": "2026", "kind": "plans", "count": count});
    check(RecordKind::Development, cell(json!(0)), &[]);
    check(
        RecordKind::Development,
        cell(json!(10_001)),
        &[("count", OutOfRange)],
    );
}
