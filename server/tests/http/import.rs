//! `/api/import`

use crate::app::{TestApp, sample};
use axum::http::StatusCode;
use serde_json::Value;

fn last_line(text: &str) -> Value {
    serde_json::from_str(text.lines().last().unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_workbook_again_changes_nothing() {
    let app = TestApp::with_samples().await;
    let coordinator = app.coordinator("yartsevo").await;
    let head = app.store.head(&coordinator.network).await.unwrap();
    for mode in ["preview", "confirm"] {
        let address = format!("/api/import?name=yartsevo.xlsx&mode={mode}");
        let answer = coordinator.post_bytes(&address, sample("yartsevo")).await;
        assert_eq!(answer.status, StatusCode::OK);
        let report = &last_line(&answer.text)["report"];
        for sheet in report["sheets"].as_array().unwrap() {
            assert_eq!(
                (&sheet["created"], &sheet["changed"]),
                (&0.into(), &0.into()),
                "{sheet}"
            );
        }
    }
    assert_eq!(app.store.head(&coordinator.network).await.unwrap(), head);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_imports_only_into_her_own_network() {
    let app = TestApp::with_samples().await;
    let coordinator = app.coordinator("yartsevo").await;
    let answer = coordinator
        .post_bytes("/api/import?name=a.xlsx&mode=confirm", sample("abinsk"))
        .await;
    assert_eq!(last_line(&answer.text)["error"]["code"], "forbidden");
    let school = app.school("yartsevo", "yartsevo-school-2").await;
    let answer = school
        .post_bytes("/api/import?name=a.xlsx&mode=preview", sample("yartsevo"))
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let nobody = app
        .anonymous()
        .post_bytes("/api/import?name=a.xlsx&mode=preview", sample("yartsevo"))
        .await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_workbook_is_said_and_writes_nothing() {
    let app = TestApp::with_samples().await;
    let coordinator = app.coordinator("yartsevo").await;
    let head = app.store.head(&coordinator.network).await.unwrap();
    let mut broken = sample("yartsevo");
    broken.truncate(broken.len() / 2);
    for bytes in [b"not a workbook".to_vec(), vec![], broken] {
        let answer = coordinator
            .post_bytes("/api/import?name=a.xlsx&mode=confirm", bytes)
            .await;
        let error = &last_line(&answer.text)["error"];
        assert!(
            !error["message"].as_str().unwrap().is_empty(),
            "{}",
            answer.text
        );
    }
    assert_eq!(app.store.head(&coordinator.network).await.unwrap(), head);
}
