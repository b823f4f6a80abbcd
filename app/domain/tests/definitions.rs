//! Who sees and writes a network's own definition, and the notes on the facts of an indicator.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::schema::{SCHEMA_VERSION, field_of, fields_of, version_of};
use opora_domain::{
    Fields, Indicator, NetworkId, OwnDefinition, Record, RecordId, RecordKind, Viewer, may_write,
    project, validate,
};
use serde_json::json;
use uuid::Uuid;

fn network() -> NetworkId {
    NetworkId::new("a").unwrap()
}

fn record(kind: RecordKind, fields: serde_json::Value) -> Record {
    Record {
        id: RecordId(Uuid::from_u128(5)),
        kind,
        network: network(),
        fields: serde_json::from_value(fields).unwrap(),
        parties: vec![],
        deleted: false,
    }
}

fn school() -> Viewer {
    Viewer::School {
        network: network(),
        organisation: RecordId(Uuid::from_u128(1)),
    }
}

fn coordinator() -> Viewer {
    Viewer::Coordinator { network: network() }
}

fn definition() -> Record {
    record(
        RecordKind::Definition,
        json!({
            "title": "Доля школ в сети", "source": "{\"of\":\"schools\"}",
            "direction": "more-is-better", "note": "для отчёта",
        }),
    )
}

#[test]
fn the_coordinator_writes_definitions_and_everybody_reads_them_without_the_note() {
    let definition = definition();
    assert_eq!(validate(RecordKind::Definition, &definition.fields), []);
    for spec in fields_of(RecordKind::Definition) {
        assert!(may_write(&coordinator(), &definition, Some(spec.name), false).is_ok());
        assert!(may_write(&school(), &definition, Some(spec.name), false).is_err());
    }
    for is_creation in [true, false] {
        assert!(may_write(&coordinator(), &definition, None, is_creation).is_ok());
        assert!(may_write(&school(), &definition, None, is_creation).is_err());
    }
    let seen = |viewer: &Viewer| OwnDefinition::read(&project(&definition, viewer).unwrap());
    let own = seen(&school());
    assert_eq!(own.note.as_deref(), Some("для отчёта"));
    assert_eq!(seen(&Viewer::Public), OwnDefinition { note: None, ..own });
}

#[test]
fn a_definition_without_a_name_or_a_text_is_refused_and_so_is_one_too_long() {
    let problems = |fields: serde_json::Value| -> Vec<String> {
        let fields: Fields = serde_json::from_value(fields).unwrap();
        let problems = validate(RecordKind::Definition, &fields);
        problems.into_iter().map(|it| it.field).collect()
    };
    assert_eq!(problems(json!({"title": "Доля"})), ["source"]);
    assert_eq!(problems(json!({"source": "{}"})), ["title"]);
    let long = "я".repeat(33_001);
    assert_eq!(
        problems(json!({"title": "Доля", "source": long})),
        ["source"]
    );
}

#[test]
fn notes_on_facts_stay_inside_the_network() {
    let indicator = record(
        RecordKind::Indicator,
        json!({
            "title": "Доля", "fact": [{"period": "2020", "value": "12,5"}],
            "fact_notes": [{"period": "2020", "value": "сообщила Иванова А. А."}],
        }),
    );
    assert_eq!(validate(RecordKind::Indicator, &indicator.fields), []);
    let seen = |viewer: &Viewer| Indicator::read(&project(&indicator, viewer).unwrap());
    assert_eq!(seen(&school()).fact_notes.len(), 1);
    let public = seen(&Viewer::Public);
    assert!(public.fact_notes.is_empty());
    // The fact itself is as it was: its stored form has not changed.
    assert_eq!(public.fact, seen(&coordinator()).fact);
}

#[test]
fn programs_of_schema_3_are_not_sent_the_kind_and_keep_the_field() {
    assert_eq!(SCHEMA_VERSION, 4);
    assert_eq!(version_of(RecordKind::Definition), 4);
    assert_eq!(version_of(RecordKind::Indicator), 2);
    assert!(field_of(RecordKind::Indicator, "fact_notes").is_some());
}
