//! The messages of every published protocol version, kept for ever. A message that no longer
//! reads, or no longer writes the same, breaks devices that have been away: add a version
//! instead of changing a file.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::schema::fields_of;
use opora_domain::{DeviceId, NetworkId, RecordId, RecordKind, Refusal, UserId, Viewer};
use opora_sync::wire::names::{KINDS, NAMES};
use opora_sync::wire::{Carried, ReceivedPush};
use opora_sync::{
    Action, ApiError, Base, Conflict, ConflictId, Held, HistoryEntry, HistoryEvent, Meta, OpNumber,
    OpResult, Operation, Outcome, Page, PullRequest, PullResponse, PushRequest, PushResponse,
    RecordView, Reject, Seq, SessionInfo, Wire,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;
use uuid::Uuid;

fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, message: &T) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/v1")
        .join(format!("{name}.json"));
    let written = serde_json::to_value(message).unwrap();
    if std::env::var_os("OPORA_WRITE_GOLDEN").is_some() && !path.exists() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(
            &path,
            serde_json::to_string_pretty(&written).unwrap() + "\n",
        )
        .unwrap();
    }
    let golden: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(written, golden, "{name} is written as it was published");
    assert_eq!(
        serde_json::from_value::<T>(golden).unwrap(),
        *message,
        "{name} reads as it did"
    );
}

/// The compact form of version 2, as hexadecimal text.
fn check_wire<T: Wire + PartialEq + Debug>(name: &str, message: &T) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/v2")
        .join(format!("{name}.hex"));
    let written: String = message
        .to_wire()
        .chunks(32)
        .map(|line| {
            line.iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
                + "\n"
        })
        .collect();
    if std::env::var_os("OPORA_WRITE_GOLDEN").is_some() && !path.exists() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &written).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written, golden, "{name} is written as it was published");
    let digits: Vec<char> = golden.chars().filter(char::is_ascii_hexdigit).collect();
    let bytes: Vec<u8> = digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap())
        .collect();
    assert_eq!(
        &T::from_wire(&bytes).unwrap(),
        message,
        "{name} reads as it did"
    );
}

fn record(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

fn network() -> NetworkId {
    NetworkId::new("example").unwrap()
}

fn operation(n: u64, action: Action) -> Operation {
    Operation {
        n: OpNumber(n),
        record: record(1),
        kind: RecordKind::Partnership,
        action,
        at: 1_795_000_000_000,
    }
}

#[test]
fn push_request() {
    let fields = [
        ("kind".to_owned(), json!("mentoring")),
        ("to".to_owned(), json!(record(2))),
    ]
    .into();
    let set = |base| Action::Set {
        field: "theme".to_owned(),
        value: json!("Тема"),
        base,
        was: Value::Null,
    };
    let message = PushRequest {
        protocol: 1,
        schema: 1,
        network: network(),
        device: DeviceId(Uuid::from_u128(9)),
        lineage: 0,
        operations: vec![
            operation(1, Action::Create { fields }),
            operation(2, set(Base::Version(Seq(5)))),
            operation(
                3,
                set(Base::Own {
                    n: OpNumber(2),
                    root: Seq(5),
                }),
            ),
            operation(4, Action::Delete { base: Seq(7) }),
            operation(
                5,
                Action::Resolve {
                    conflict: ConflictId(Seq(8)),
                    field: "term".to_owned(),
                    value: json!({"since": "2026-09-01"}),
                    base: Seq(6),
                },
            ),
        ],
    };
    check("push-request", &message);

    let mut message = PushRequest {
        protocol: 2,
        lineage: 77,
        ..message
    };
    message
        .operations
        .push(operation(6, Action::Restore { base: Seq(9) }));
    message.operations.push(operation(7, set(Base::Unknown)));
    let push = ReceivedPush::from_wire(&message.to_wire_as(true)).unwrap();
    assert_eq!(push.header(), &message, "spelt out, a push reads as it was");
    let carried = Carried {
        user: UserId(Uuid::from_u128(7)),
        push,
    };
    check_wire("carried", &carried);

    // Named by lines of the history: whole again once they are looked up.
    let push = ReceivedPush::from_wire(&message.to_wire_as(false)).unwrap();
    check_wire("push-request", &push);
    assert_eq!(push.lines().collect::<Vec<_>>(), [Seq(5)]);
    let line = HistoryEntry {
        seq: Seq(5),
        record: record(1),
        event: HistoryEvent::Set,
        field: Some("theme".to_owned()),
        from: Value::Null,
        to: json!("Было"),
        user: UserId(Uuid::from_u128(7)),
        label: String::new(),
        device: DeviceId(Uuid::from_u128(9)),
        n: OpNumber(1),
        at_device: 0,
        at_server: 0,
    };
    let whole = push
        .clone()
        .whole(&[(Seq(5), line.clone())].into())
        .unwrap();
    assert_eq!(whole.operations[1].record, record(1));
    assert!(
        matches!(&whole.operations[1].action, Action::Set { was, .. } if *was == json!("Было")),
        "what stood there comes from the history"
    );
    // A line about something else, or none, is said so: nothing is guessed.
    let other_record = HistoryEntry {
        record: record(2),
        ..line.clone()
    };
    let other_field = HistoryEntry {
        field: Some("term".to_owned()),
        ..line
    };
    for line in [other_record, other_field] {
        assert!(push.clone().whole(&[(Seq(5), line)].into()).is_err());
    }
    assert!(push.whole(&BTreeMap::new()).is_err());
}

#[test]
fn push_response() {
    let result = |n, outcome| OpResult {
        n: OpNumber(n),
        outcome,
    };
    let message = PushResponse {
        results: vec![
            result(1, Outcome::Applied { seq: Seq(10) }),
            result(2, Outcome::Unchanged { version: Seq(5) }),
            result(
                3,
                Outcome::Conflicted {
                    seq: Seq(11),
                    conflict: ConflictId(Seq(11)),
                },
            ),
            result(
                4,
                Outcome::Refused {
                    code: Refusal::NotAllowed,
                    fields: vec!["theme".to_owned()],
                },
            ),
        ],
        records: vec![view()],
        head: Seq(11),
    };
    check("push-response", &message);
    check_wire("push-response", &message);
}

#[test]
fn pull() {
    let request = PullRequest {
        protocol: 1,
        schema: 1,
        network: network(),
        cursor: Seq(3),
        view: 0,
        lineage: 0,
    };
    check("pull-request", &request);
    let request = PullRequest {
        protocol: 2,
        view: 5,
        lineage: 77,
        ..request
    };
    check_wire("pull-request", &request);
    let response = PullResponse {
        records: vec![view()],
        leave: vec![record(4)],
        cursor: Seq(11),
        has_more: true,
        is_reset: false,
        view: 0,
        lineage: 0,
    };
    check("pull-response", &response);
    let response = PullResponse {
        is_reset: true,
        view: 5,
        lineage: 77,
        ..response
    };
    check_wire("pull-response", &response);
}

#[test]
fn rows_of_a_device() {
    let meta = Meta {
        cursor: Seq(300),
        view: 5,
        lineage: 77,
        received: 12,
        received_at: Some(1_795_000_000_000),
        ..Meta::new(
            DeviceId(Uuid::from_u128(9)),
            UserId(Uuid::from_u128(7)),
            network(),
        )
    };
    check_wire("meta", &meta);
    let mut cleared = view();
    cleared
        .projected
        .fields
        .insert("place".to_owned(), json!({"lat": 55.65, "lon": -12.5}));
    cleared
        .projected
        .fields
        .insert("subjects".to_owned(), json!(["физика", 7, true, null]));
    cleared.versions.insert("agreement".to_owned(), Seq(4));
    let page = Page {
        records: vec![Arc::new(view()), Arc::new(cleared)],
    };
    check_wire("page", &page);
    let reject = Reject {
        operation: operation(3, Action::Delete { base: Seq(7) }),
        code: Refusal::ChangedSince,
        fields: vec!["theme".to_owned(), "a field nobody knows".to_owned()],
        at: -1,
    };
    check_wire("reject", &reject);
}

/// Kinds that came with schema 2, in the compact form of version 2.
#[test]
fn records_of_a_programme() {
    let kinds: [(RecordKind, Value); 8] = [
        (
            RecordKind::Programme,
            json!({
                "code": "programme-1", "title": "Программа", "term": {"since": "2018", "until": "2021"},
                "legal_bases": ["Закон", "Приказ"], "other": [{"key": "Ключ", "text": ""}],
                "withheld": true,
            }),
        ),
        (
            RecordKind::Stage,
            json!({"programme": record(1), "order": 1024, "number": "III", "title": "Этап", "note": ""}),
        ),
        (RecordKind::Task, json!({"text": "Задача"})),
        (
            RecordKind::Indicator,
            json!({
                "title": "Доля", "parent": record(2), "unit": "Процент", "direction": "больше лучше",
                "baseline": "22,5", "plan": [{"period": "очередной год", "value": "100%"}], "fact": [],
            }),
        ),
        (
            RecordKind::Activity,
            json!({
                "section": "Раздел", "deadline": "2019-2014г.", "funding_source": "бюджет",
                "planned_value": "x", "status": "planned", "result": "Сделано",
                "responsible": [{"text": "ОО"}, {"text": "ИМЦ", "organisation": record(3)}],
            }),
        ),
        (
            RecordKind::Assessment,
            json!({
                "school": record(3), "year": "2017", "exam": "ЕГЭ", "subject": "история",
                "grade": "11", "takers": "5", "passed": "0", "mean": "22,5", "minimum": "36",
                "share_of_twos": "19%", "share_of_threes": "71%",
            }),
        ),
        (
            RecordKind::ContextFact,
            json!({"organisation": record(3), "factor": "Интернет", "value": "1"}),
        ),
        (RecordKind::Note, json!({"topic": "Тема", "text": "Текст"})),
    ];
    let page = Page {
        records: (5u128..)
            .zip(kinds)
            .map(|(number, (kind, fields))| {
                let fields: opora_domain::Fields = serde_json::from_value(fields).unwrap();
                let versions = fields.keys().map(|name| (name.clone(), Seq(20))).collect();
                let mut view = view();
                view.projected.id = record(number);
                view.projected.kind = kind;
                view.projected.fields = fields;
                view.versions = versions;
                view.conflicts = vec![];
                Arc::new(view)
            })
            .collect(),
    };
    check_wire("page-of-a-programme", &page);
    let operation = Operation {
        kind: RecordKind::Note,
        ..operation(4, Action::Delete { base: Seq(7) })
    };
    check_wire("operation-of-the-last-kind", &operation);
}

/// Kinds that came with schema 3, in the compact form of version 2.
#[test]
fn records_of_a_round() {
    let kinds: [(RecordKind, Value); 2] = [
        (
            RecordKind::Round,
            json!({
                "title": "Сбор", "period": "2026", "due": "2026-12-01", "locked": true, "note": "",
                "questions": [{"factor": "Вакансии", "unit": "единиц", "hint": "на день заполнения"}],
            }),
        ),
        (
            RecordKind::Return,
            json!({
                "round": record(5), "school": record(3), "factor": "Вакансии", "unit": "единиц",
                "value": "2", "note": "Математика",
            }),
        ),
    ];
    let records = (5u128..).zip(kinds).map(|(number, (kind, fields))| {
        let fields: opora_domain::Fields = serde_json::from_value(fields).unwrap();
        let mut view = view();
        view.versions = fields.keys().map(|name| (name.clone(), Seq(20))).collect();
        view.projected.id = record(number);
        view.projected.kind = kind;
        view.projected.fields = fields;
        view.conflicts = vec![];
        Arc::new(view)
    });
    let page = Page {
        records: records.collect(),
    };
    check_wire("page-of-a-round", &page);
    let operation = Operation {
        kind: RecordKind::Return,
        ..operation(4, Action::Delete { base: Seq(7) })
    };
    check_wire("operation-on-a-return", &operation);
}

/// Kinds that came with schema 4, in the compact form of version 2.
#[test]
fn records_of_practices() {
    let kinds: [(RecordKind, Value); 5] = [
        (
            RecordKind::Practice,
            json!({
                "title": "Опыт", "school": record(3), "subject": "химия", "theme": "Пробелы",
                "text": "Уроки вдвоём", "result": "", "date": "2026-03", "link": "https://a.example/b",
                "published": true,
            }),
        ),
        (
            RecordKind::Contest,
            json!({
                "title": "Смотр", "organiser": "ИМЦ", "level": "municipal", "year": "2025/2026",
                "date": "2026-02-01", "school": record(3),
            }),
        ),
        (
            RecordKind::Development,
            json!({"school": record(3), "year": "2026", "kind": "plans", "subject": "химия", "count": 2}),
        ),
        (
            RecordKind::Adoption,
            json!({"practice": record(5), "school": record(4), "date": "2026-10-01", "published": false}),
        ),
        (
            RecordKind::Participation,
            json!({"contest": record(6), "school": record(3), "result": "prize"}),
        ),
    ];
    let records = (5u128..).zip(kinds).map(|(number, (kind, fields))| {
        let fields: opora_domain::Fields = serde_json::from_value(fields).unwrap();
        let mut view = view();
        view.versions = fields.keys().map(|name| (name.clone(), Seq(20))).collect();
        view.projected.id = record(number);
        view.projected.kind = kind;
        view.projected.fields = fields;
        view.conflicts = vec![];
        Arc::new(view)
    });
    let page = Page {
        records: records.collect(),
    };
    check_wire("page-of-practices", &page);
    for (name, kind) in [
        ("operation-on-a-practice", RecordKind::Practice),
        ("operation-on-a-contest", RecordKind::Contest),
        ("operation-on-development", RecordKind::Development),
        ("operation-on-an-adoption", RecordKind::Adoption),
        ("operation-on-a-participation", RecordKind::Participation),
    ] {
        let operation = Operation {
            kind,
            ..operation(4, Action::Delete { base: Seq(7) })
        };
        check_wire(name, &operation);
    }
}

#[test]
fn a_definition_and_notes_of_schema_4() {
    let kinds = [
        (
            RecordKind::Definition,
            json!({
                "title": "Доля школ в сети", "other_title": "Schools in the network",
                "source": "{\"of\":\"schools\"}", "direction": "more-is-better", "note": "для отчёта",
            }),
        ),
        (
            // A field newer than its kind travels under its name.
            RecordKind::Indicator,
            json!({
                "title": "Доля", "fact": [{"period": "2020", "value": "12,5"}],
                "fact_notes": [{"period": "2020", "value": "на 1 марта"}],
            }),
        ),
    ];
    let records = (5u128..).zip(kinds).map(|(number, (kind, fields))| {
        let fields: opora_domain::Fields = serde_json::from_value(fields).unwrap();
        let mut view = view();
        view.versions = fields.keys().map(|name| (name.clone(), Seq(20))).collect();
        view.projected.id = record(number);
        view.projected.kind = kind;
        view.projected.fields = fields;
        view.conflicts = vec![];
        Arc::new(view)
    });
    let page = Page {
        records: records.collect(),
    };
    check_wire("page-of-a-definition", &page);
}

/// Fields that came to kinds of a programme with schema 4: their names travel as text.
#[test]
fn fields_that_came_to_a_programme() {
    let kinds: [(RecordKind, Value); 2] = [
        (
            RecordKind::Programme,
            json!({
                "title": "Программа", "unpublished": ["stages", "road-map"],
                "versions": [{"id": "v-1", "title": "Редакция 1", "date": "15.01.2020", "note": ""}],
            }),
        ),
        (
            RecordKind::Activity,
            json!({
                "title": "Семинары", "done_on": "2020-06-30",
                "year_status": [{"period": "2020", "value": "выполнено"}],
                "year_done": [{"period": "2020", "value": "2020-12-15"}],
                "year_results": [{"period": "2020", "value": "5 семинаров"}],
                "amounts": [{"period": "2020, область", "value": "1 200,50"}],
                "evidence": [record(4)],
            }),
        ),
    ];
    let records = (5u128..).zip(kinds).map(|(number, (kind, fields))| {
        let fields: opora_domain::Fields = serde_json::from_value(fields).unwrap();
        let mut view = view();
        view.versions = fields.keys().map(|name| (name.clone(), Seq(20))).collect();
        view.projected.id = record(number);
        view.projected.kind = kind;
        view.projected.fields = fields;
        view.conflicts = vec![];
        Arc::new(view)
    });
    let page = Page {
        records: records.collect(),
    };
    check_wire("page-of-a-road-map", &page);
}

/// Fields of kinds known before that came with schema 4: their names travel as text.
#[test]
fn a_round_that_repeats_another() {
    let kinds: [(RecordKind, Value); 2] = [
        (
            RecordKind::Round,
            json!({"title": "Сбор", "questions": [{"factor": "Вакансии"}], "repeats": record(4)}),
        ),
        (
            RecordKind::Return,
            json!({"round": record(5), "school": record(3), "factor": "Вакансии", "left_out": true}),
        ),
    ];
    let records = (5u128..).zip(kinds).map(|(number, (kind, fields))| {
        let fields: opora_domain::Fields = serde_json::from_value(fields).unwrap();
        let mut view = view();
        view.versions = fields.keys().map(|name| (name.clone(), Seq(20))).collect();
        view.projected.id = record(number);
        view.projected.kind = kind;
        view.projected.fields = fields;
        view.conflicts = vec![];
        Arc::new(view)
    });
    let page = Page {
        records: records.collect(),
    };
    check_wire("page-of-a-repeated-round", &page);
}

#[test]
fn numbers_of_names_stay() {
    // Append only: see `wire::names`.
    let published = [
        "region",
        "municipality",
        "source",
        "centre",
        "example",
        "code",
        "kind",
        "name",
        "full_name",
        "settlement",
        "locality",
        "small",
        "pupils",
        "standings",
        "place",
        "note",
        "from",
        "to",
        "theme",
        "subjects",
        "agreement",
        "term",
        "status",
        "partnership",
        "date",
        "participants",
        "topic",
        "discussion",
        "private_note",
        "recorded_by",
        "title",
        "other_title",
        "document_kind",
        "administrator",
        "executors",
        "goal",
        "annex_goal",
        "legal_bases",
        "funding",
        "spending",
        "main_activities",
        "approvals",
        "expected_results",
        "forecast_bases",
        "mechanism",
        "definitions",
        "other",
        "withheld",
        "programme",
        "order",
        "number",
        "text",
        "parent",
        "unit",
        "direction",
        "baseline",
        "plan",
        "fact",
        "section",
        "deadline",
        "responsible",
        "funding_source",
        "planned_value",
        "result",
        "school",
        "year",
        "exam",
        "subject",
        "grade",
        "takers",
        "passed",
        "mean",
        "minimum",
        "share_of_twos",
        "share_of_threes",
        "organisation",
        "factor",
        "value",
        "period",
        "due",
        "questions",
        "locked",
        "round",
    ];
    assert_eq!(NAMES[..published.len()], published);
    // They came with schema 4 and have no number: they travel as text. So does a field that came to a
    // kind programs in use know already: they keep it, where a number they do not know is damage.
    let as_text = [
        "link",
        "published",
        "practice",
        "organiser",
        "level",
        "contest",
        "count",
        "fact_notes",
        "repeats",
        "left_out",
    ];
    for kind in RecordKind::ALL {
        assert!(KINDS.contains(kind), "{kind:?} has a number");
        for field in fields_of(*kind) {
            let is_numbered = NAMES.contains(&field.name);
            let is_as_text =
                as_text.contains(&field.name) || AS_TEXT.contains(&(*kind, field.name));
            assert!(is_numbered != is_as_text, "{} of {kind:?}", field.name);
        }
    }
}

/// Fields that came to kinds which older programs know. Those take a number they do not know for
/// damage; a name as text they keep. None of them ever gets a number.
const AS_TEXT: [(RecordKind, &str); 8] = [
    (RecordKind::Programme, "unpublished"),
    (RecordKind::Programme, "versions"),
    (RecordKind::Activity, "done_on"),
    (RecordKind::Activity, "year_status"),
    (RecordKind::Activity, "year_done"),
    (RecordKind::Activity, "year_results"),
    (RecordKind::Activity, "amounts"),
    (RecordKind::Activity, "evidence"),
];

#[test]
fn session_and_error() {
    let info = SessionInfo {
        user: UserId(Uuid::from_u128(7)),
        login: "school-example".to_owned(),
        label: "Школа № 3".to_owned(),
        viewer: Viewer::School {
            network: network(),
            organisation: record(2),
        },
        network: network(),
        network_title: "Пример района".to_owned(),
    };
    check("session-info", &info);
    check(
        "error",
        &ApiError {
            code: "gap".to_owned(),
            message: "Текст".to_owned(),
        },
    );
}

fn view() -> RecordView {
    let held = |value: &str, user| Held {
        value: json!(value),
        user: UserId(Uuid::from_u128(user)),
        label: "Координатор".to_owned(),
        at: 1_795_000_000_000,
    };
    RecordView {
        projected: opora_domain::Projected {
            id: record(1),
            kind: RecordKind::Partnership,
            network: network(),
            fields: [("theme".to_owned(), json!("Тема"))].into(),
            is_supported: false,
        },
        seq: Seq(11),
        versions: [("theme".to_owned(), Seq(10))].into(),
        conflicts: vec![Conflict {
            id: ConflictId(Seq(11)),
            field: "theme".to_owned(),
            base: json!("Было"),
            theirs: held("Тема", 7),
            mine: held("Другая", 8),
            device: DeviceId(Uuid::from_u128(9)),
            n: OpNumber(3),
        }],
    }
}
