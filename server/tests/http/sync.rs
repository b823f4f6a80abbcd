//! `/api/sync`

use crate::app::TestApp;
use axum::http::StatusCode;
use opora_domain::{RecordId, RecordKind};
use opora_sync::{Action, Base, PROTOCOL_VERSION, PullRequest, PushResponse, Seq};
use serde_json::{Value, json};
use uuid::Uuid;

fn set(field: &str, value: Value) -> Action {
    // As the import left it: the first version of the field is that of its creation.
    Action::Set {
        field: field.to_owned(),
        value,
        base: Base::Version(Seq(0)),
        was: Value::Null,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_pushes_or_pulls_without_signing_in() {
    let app = TestApp::with_samples().await;
    let visitor = app.anonymous();
    let pull = PullRequest {
        protocol: PROTOCOL_VERSION,
        schema: 1,
        network: visitor.network.clone(),
        cursor: Seq(0),
        view: 0,
        lineage: 0,
    };
    assert_eq!(
        visitor.post("/api/sync/pull", &pull).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        visitor.push(1, vec![]).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        visitor.get("/api/sync/live?network=yartsevo").await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_network_is_out_of_reach() {
    let app = TestApp::with_samples().await;
    let mut coordinator = app.coordinator("abinsk").await;
    coordinator.network = crate::app::network("yartsevo");
    let pull = PullRequest {
        protocol: PROTOCOL_VERSION,
        schema: 1,
        network: coordinator.network.clone(),
        cursor: Seq(0),
        view: 0,
        lineage: 0,
    };
    assert_eq!(
        coordinator.post("/api/sync/pull", &pull).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        coordinator.push(1, vec![]).await.status,
        StatusCode::FORBIDDEN
    );
    // Nor by naming a record of another network in one's own.
    coordinator.network = crate::app::network("abinsk");
    let foreign = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let answer = coordinator
        .push(
            1,
            vec![(
                foreign,
                RecordKind::Organisation,
                set("settlement", json!("X")),
            )],
        )
        .await;
    let response: PushResponse = serde_json::from_str(&answer.text).unwrap();
    assert_eq!(answer.json()["results"][0]["code"], "unknown-record");
    assert!(response.records.is_empty(), "and nothing of it comes back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_sees_its_own_notes_and_not_those_of_others() {
    let app = TestApp::with_samples().await;
    let own = app.school("yartsevo", "yartsevo-school-2").await;
    let other = app.school("yartsevo", "yartsevo-school-6").await;
    let pull = PullRequest {
        protocol: PROTOCOL_VERSION,
        schema: 1,
        network: own.network.clone(),
        cursor: Seq(0),
        view: 0,
        lineage: 0,
    };
    let mut notes = vec![];
    for visitor in [&own, &other] {
        let page = visitor.post("/api/sync/pull", &pull).await.json();
        let records = page["records"].as_array().unwrap().clone();
        assert_eq!(records.len(), 1 + 12 + 8);
        let with_note = records
            .iter()
            .filter(|record| record["fields"].get("note").is_some());
        notes.push(
            with_note
                .map(|record| record["fields"]["code"].clone())
                .collect::<Vec<_>>(),
        );
    }
    assert_eq!(
        notes,
        [
            vec![json!("yartsevo-school-2")],
            vec![json!("yartsevo-school-6")]
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_operations_are_refused_one_by_one() {
    let app = TestApp::with_samples().await;
    let school = app.school("yartsevo", "yartsevo-school-2").await;
    let own = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let other = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-6")
        .await;
    let mine = app
        .id("yartsevo", RecordKind::Partnership, "yartsevo-p-1")
        .await;
    let theirs = app
        .id("yartsevo", RecordKind::Partnership, "yartsevo-p-2")
        .await;
    let visit = |partnership: RecordId, by: RecordId| Action::Create {
        fields: [
            ("partnership".to_owned(), json!(partnership)),
            ("kind".to_owned(), json!("lesson-visit")),
            ("date".to_owned(), json!("2026-11-20")),
            ("recorded_by".to_owned(), json!(by)),
        ]
        .into(),
    };
    let new = || RecordId(Uuid::now_v7());
    let answer = school
        .push(
            1,
            vec![
                (
                    own,
                    RecordKind::Organisation,
                    set("settlement", json!("Ярцево")),
                ),
                (new(), RecordKind::Interaction, visit(mine, own)),
                (
                    other,
                    RecordKind::Organisation,
                    set("settlement", json!("X")),
                ),
                (theirs, RecordKind::Partnership, set("theme", json!("X"))),
                (new(), RecordKind::Interaction, visit(theirs, own)),
                (new(), RecordKind::Interaction, visit(mine, other)),
                (own, RecordKind::Organisation, set("standings", json!([]))),
                (own, RecordKind::Organisation, set("code", json!("x"))),
                (own, RecordKind::Organisation, set("__proto__", json!("x"))),
                (
                    RecordId::of_network(&school.network),
                    RecordKind::Network,
                    set("region", json!("X")),
                ),
                (
                    own,
                    RecordKind::Organisation,
                    Action::Delete { base: Seq(99) },
                ),
            ],
        )
        .await;
    let outcomes: Vec<String> = answer.json()["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["outcome"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(outcomes[..2], ["applied", "applied"], "{}", answer.text);
    assert!(
        outcomes[2..].iter().all(|outcome| outcome == "refused"),
        "{}",
        answer.text
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_and_a_newer_protocol_are_told_apart() {
    let app = TestApp::with_samples().await;
    let school = app.school("yartsevo", "yartsevo-school-2").await;
    let own = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let answer = school
        .push(
            5,
            vec![(own, RecordKind::Organisation, set("settlement", json!("X")))],
        )
        .await;
    assert_eq!(
        (answer.status, answer.json()["code"].as_str()),
        (StatusCode::CONFLICT, Some("gap"))
    );
    let pull = PullRequest {
        protocol: PROTOCOL_VERSION + 1,
        schema: 1,
        network: school.network.clone(),
        cursor: Seq(0),
        view: 0,
        lineage: 0,
    };
    assert_eq!(
        school.post("/api/sync/pull", &pull).await.status,
        StatusCode::UPGRADE_REQUIRED
    );
}
