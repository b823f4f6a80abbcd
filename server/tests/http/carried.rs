//! `/api/sync/carry`: what waits on a device, brought by hand.

use crate::app::{Answer, TestApp, Visitor};
use crate::device::{Laptop, code};
use axum::http::StatusCode;
use opora_domain::RecordKind;
use opora_sync::wire::Carried;
use opora_sync::{CarryDone, Wire};
use serde_json::json;

/// Everything that waits there, as a file.
fn file_of(laptop: &mut Laptop<'_>) -> Vec<u8> {
    let (push, _) = laptop.replica.push_to_carry().unwrap();
    let carried = Carried {
        user: laptop.user,
        push: push.into(),
    };
    carried.to_wire()
}

async fn carry(visitor: &Visitor<'_>, file: Vec<u8>) -> Answer {
    visitor.post_bytes("/api/sync/carry", file).await
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_carried_by_hand_are_the_same_push() {
    let app = TestApp::with_samples().await;
    let own = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let foreign = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-6")
        .await;
    let mut laptop = Laptop::of(app.school("yartsevo", "yartsevo-school-2").await).await;
    laptop.pull().await;
    laptop.set(own, "settlement", json!("carried"));
    laptop.set(foreign, "settlement", json!("not theirs"));
    let file = file_of(&mut laptop);

    let coordinator = app.coordinator("yartsevo").await;
    let stranger = app.coordinator("abinsk").await;
    assert_eq!(
        carry(&laptop.visitor, file.clone()).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        carry(&stranger, file.clone()).await.status,
        StatusCode::FORBIDDEN
    );
    let answer = carry(&coordinator, b"a picture".to_vec()).await;
    assert_eq!(
        (answer.status, code(&answer)),
        (StatusCode::BAD_REQUEST, json!("not-carried"))
    );
    for _ in 0..2 {
        let answer = carry(&coordinator, file.clone()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let done: CarryDone = serde_json::from_str(&answer.text).unwrap();
        assert_eq!((done.received, done.conflicted, done.refused), (1, 0, 1));
        assert_eq!(done.label, "editor-yartsevo-school-2");
    }
    // The coordinator's own rights are not lent to what she carries.
    let stored = app.store.records_by_id([foreign]).await.unwrap();
    assert_ne!(
        stored[0].record.fields.get("settlement"),
        Some(&json!("not theirs"))
    );

    // The line is back: the device is told the same answers.
    laptop.push().await;
    assert_eq!(laptop.value(own, "settlement"), json!("carried"));
    assert_eq!(laptop.replica.rejects().len(), 1);
    let lines = app.store.history(own).await.unwrap();
    let written = lines.iter().filter(|line| line.to == json!("carried"));
    assert_eq!(written.count(), 1);
}

/// Its device may have numbered the same entries anew since: taken from both, they would be done
/// twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_from_before_a_restored_backup_is_not_taken_and_its_device_sends_it() {
    let app = TestApp::with_samples().await;
    let own = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let mut laptop = Laptop::of(app.school("yartsevo", "yartsevo-school-2").await).await;
    laptop.pull().await;
    laptop.set(own, "settlement", json!("carried"));
    let file = file_of(&mut laptop);
    app.store.begin_lineage().await.unwrap();

    let coordinator = app.coordinator("yartsevo").await;
    let head = app.store.head(&coordinator.network).await.unwrap();
    let answer = carry(&coordinator, file.clone()).await;
    assert_eq!(
        (answer.status, code(&answer)),
        (StatusCode::CONFLICT, json!("lineage"))
    );
    let message = answer.json()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("к резервной копии"), "{message}");
    assert!(message.contains("уйдёт само"), "{message}");
    assert_eq!(app.store.head(&coordinator.network).await.unwrap(), head);

    // As it says: with a line, the device sends what is in the file.
    laptop.pull().await;
    laptop.push().await;
    assert_eq!(laptop.value(own, "settlement"), json!("carried"));
    let answer = carry(&coordinator, file).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let lines = app.store.history(own).await.unwrap();
    let written = lines.iter().filter(|line| line.to == json!("carried"));
    assert_eq!(written.count(), 1);
}
