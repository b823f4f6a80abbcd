//! The messages of every published protocol version, kept for ever. A message that no longer
//! reads, or no longer writes the same, breaks devices that have been away: add a version
//! instead of changing a file.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::{DeviceId, NetworkId, RecordId, RecordKind, Refusal, UserId, Viewer};
use opora_sync::{
    Action, ApiError, Base, Conflict, ConflictId, Held, OpNumber, OpResult, Operation, Outcome,
    PullRequest, PullResponse, PushRequest, PushResponse, RecordView, Seq, SessionInfo,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fmt::Debug;
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
}

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
