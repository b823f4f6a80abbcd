//! `/api/network/SLUG/round/ID/answers.xlsx`, and who gets what of a round.

use crate::app::{Answer, TestApp, Visitor, network};
use axum::http::StatusCode;
use opora_domain::{Fields, RecordId, RecordKind, Return};
use opora_office::read_workbook;
use opora_server::import;
use opora_store::{Location, Store};
use opora_sync::{Action, Base, PROTOCOL_VERSION, PullRequest, PullResponse, Seq};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Cursor;
use uuid::Uuid;

const SLUG: &str = "yartsevo";
const POINTS: &str = "Оценка 7391";

fn round() -> RecordId {
    RecordId(Uuid::from_u128(0x0190_f3a2_0000_7000_8000_0000_0000_0077))
}

fn create(record: RecordId, kind: RecordKind, fields: Value) -> (RecordId, RecordKind, Action) {
    let fields: Fields = serde_json::from_value(fields).unwrap();
    (record, kind, Action::Create { fields })
}

/// A round that asks these schools for points and for a number.
async fn opened(coordinator: &Visitor<'_>, schools: &[RecordId]) {
    let questions = json!([
        {"factor": "Сеть", "unit": "0–2 балла"}, {"factor": "Вакансии", "unit": "единиц"},
    ]);
    let fields = json!({
        "title": "Оценка руководителей", "period": "2025/2026", "due": "2026-06-01",
        "questions": questions,
    });
    let mut made = vec![create(round(), RecordKind::Round, fields)];
    for school in schools {
        for (factor, unit) in [("Сеть", "0–2 балла"), ("Вакансии", "единиц")]
        {
            let id = Return::identity(&network(SLUG), round(), *school, factor);
            let fields = json!({
                "round": round(), "school": school, "factor": factor, "unit": unit,
            });
            made.push(create(id, RecordKind::Return, fields));
        }
    }
    let answer = coordinator.push(1, made).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(!answer.text.contains("refused"), "{}", answer.text);
}

async fn set(visitor: &Visitor<'_>, n: u64, record: RecordId, field: &str, value: Value) -> Answer {
    let action = Action::Set {
        field: field.to_owned(),
        value,
        base: Base::Version(Seq(0)),
        was: Value::Null,
    };
    visitor
        .push(n, vec![(record, RecordKind::Return, action)])
        .await
}

/// Everything a device of this visitor gets.
async fn pulled(visitor: &Visitor<'_>) -> String {
    let mut cursor = Seq(0);
    let mut all = String::new();
    loop {
        let request = PullRequest {
            protocol: PROTOCOL_VERSION,
            schema: opora_domain::schema::SCHEMA_VERSION,
            network: network(SLUG),
            cursor,
            view: 0,
            lineage: 0,
        };
        let answer = visitor.post("/api/sync/pull", &request).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        all.push_str(&answer.text);
        let page: PullResponse = serde_json::from_str(&answer.text).unwrap();
        if !page.has_more || page.cursor == cursor {
            return all;
        }
        cursor = page.cursor;
    }
}

fn texts(answer: &Answer) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(&answer.bytes)).unwrap();
    let mut texts = String::new();
    for part in 0..package.len() {
        let mut part = package.by_index(part).unwrap();
        texts.push_str(&std::io::read_to_string(&mut part).unwrap());
    }
    texts
}

fn address() -> String {
    format!("/api/network/{SLUG}/round/{}/answers.xlsx", round())
}

#[tokio::test(flavor = "multi_thread")]
async fn points_of_a_school_are_seen_by_it_and_by_those_who_steer() {
    let app = TestApp::with_samples().await;
    let coordinator = app.coordinator(SLUG).await;
    let school = |code| app.id(SLUG, RecordKind::Organisation, code);
    let (own, other) = (
        school("yartsevo-school-2").await,
        school("yartsevo-school-6").await,
    );
    opened(&coordinator, &[own, other]).await;
    let editor = app.school(SLUG, "yartsevo-school-2").await;
    let neighbour = app.school(SLUG, "yartsevo-school-6").await;
    let points = Return::identity(&network(SLUG), round(), own, "Сеть");
    let done = set(&editor, 1, points, "note", json!(POINTS)).await;
    assert!(done.text.contains("applied"), "{}", done.text);
    let done = set(&editor, 2, points, "value", json!("2")).await;
    assert!(done.text.contains("applied"), "{}", done.text);
    // A school is not its own judge of whether it is asked.
    let refused = set(&editor, 3, points, "left_out", json!(true)).await;
    assert!(refused.text.contains("read-only"), "{}", refused.text);
    let refused = set(&neighbour, 1, points, "value", json!("0")).await;
    assert!(refused.text.contains("refused"), "{}", refused.text);

    assert!(pulled(&editor).await.contains(POINTS));
    assert!(pulled(&coordinator).await.contains(POINTS));
    // Of what it does not see, a device is told identities to forget, and nothing else.
    let seen = pulled(&neighbour).await;
    assert!(!seen.contains(POINTS) && seen.contains("Оценка руководителей"));
    for (visitor, knows) in [(&editor, true), (&coordinator, true), (&neighbour, false)] {
        let address = format!("/api/sync/history?network={SLUG}&record={points}");
        let history = visitor.get(&address).await;
        assert_eq!(history.text.contains(POINTS), knows, "{}", history.text);
    }
    // The public's pages and files of the network say nothing of it.
    for address in [
        format!("/network/{SLUG}"),
        format!("/network/{SLUG}/organisation/yartsevo-school-2"),
        format!("/network/{SLUG}/programme"),
    ] {
        let page = app.anonymous().get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(!page.text.contains(POINTS) && !page.text.contains("Оценка руководителей"));
    }
    let public = format!("/network/{SLUG}/programme/programme.xlsx");
    let member = format!("/api/network/{SLUG}/programme/programme.xlsx");
    for answer in [
        app.anonymous().get(&public).await,
        neighbour.get(&member).await,
    ] {
        let text = texts(&answer);
        assert!(!text.contains(POINTS) && !text.contains("name=\"Мониторинг\""));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_of_a_round_is_for_those_who_see_every_school() {
    let app = TestApp::with_samples().await;
    let coordinator = app.coordinator(SLUG).await;
    let own = app
        .id(SLUG, RecordKind::Organisation, "yartsevo-school-2")
        .await;
    opened(&coordinator, &[own]).await;
    let answer = coordinator.get(&address()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.headers["cache-control"], "no-store");
    let kept = answer.headers["content-disposition"].to_str().unwrap();
    assert_eq!(kept, "attachment; filename=\"yartsevo-round.xlsx\"");
    assert!(texts(&answer).contains("Оценка руководителей"));
    let english = coordinator.get(&format!("{}?lang=en", address())).await;
    assert!(texts(&english).contains("Not answered"));

    let school = app.school(SLUG, "yartsevo-school-2").await;
    let other = app.coordinator("abinsk").await;
    for (visitor, expected) in [
        (&school, StatusCode::FORBIDDEN),
        (&other, StatusCode::FORBIDDEN),
        (&app.anonymous(), StatusCode::UNAUTHORIZED),
    ] {
        assert_eq!(visitor.get(&address()).await.status, expected);
    }
    for (wrong, right) in [
        (round().to_string(), own.to_string()),
        (SLUG.to_owned(), "abinsk".to_owned()),
    ] {
        let answer = coordinator.get(&address().replace(&wrong, &right)).await;
        assert_ne!(answer.status, StatusCode::OK, "{right}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rounds_come_back_from_the_workbook() {
    let app = TestApp::with_samples().await;
    let coordinator = app.coordinator(SLUG).await;
    let own = app
        .id(SLUG, RecordKind::Organisation, "yartsevo-school-2")
        .await;
    opened(&coordinator, &[own]).await;
    let editor = app.school(SLUG, "yartsevo-school-2").await;
    let vacancies = Return::identity(&network(SLUG), round(), own, "Вакансии");
    set(&editor, 1, vacancies, "value", json!("1,5")).await;
    let member = format!("/api/network/{SLUG}/programme/programme.xlsx");
    let file = coordinator.get(&member).await;
    let workbook = read_workbook("programme.xlsx", &file.bytes).unwrap();
    let mut plans = import::plan(&app.store, std::slice::from_ref(&workbook))
        .await
        .unwrap();
    assert_eq!(plans.remove(0).steps, []);
    let empty = Store::open(&Location::Memory).await.unwrap();
    let plan = import::plan(&empty, std::slice::from_ref(&workbook))
        .await
        .unwrap()
        .remove(0);
    let done = import::confirm(&empty, &import::operator(&plan.network), &plan).await;
    assert!(done.unwrap().refused.is_empty());
    assert_eq!(dump(&empty).await, dump(&app.store).await);
    // And a second time it brings nothing.
    let mut again = import::plan(&empty, &[workbook]).await.unwrap();
    assert_eq!(again.remove(0).steps, []);
}

async fn dump(store: &Store) -> BTreeMap<RecordId, (RecordKind, Fields)> {
    let states = store.records(&network(SLUG)).await.unwrap();
    let records = states.into_iter().map(|state| {
        let mut fields = state.record.fields;
        fields.retain(|_, value| !value.is_null());
        (state.record.id, (state.record.kind, fields))
    });
    records.collect()
}
