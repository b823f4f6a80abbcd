//! `/network/SLUG/practices`

use crate::app::{TestApp, Visitor};
use axum::http::StatusCode;
use opora_domain::{RecordId, RecordKind};
use opora_sync::{Action, Base};
use serde_json::{Value, json};
use uuid::Uuid;

const PAGES: [&str; 3] = [
    "/network/yartsevo/practices",
    "/network/yartsevo/organisation/yartsevo-school-2",
    "/network/yartsevo",
];

fn create(fields: Value) -> Action {
    Action::Create {
        fields: serde_json::from_value(fields).unwrap(),
    }
}

fn publish(value: bool, was: Value) -> Action {
    Action::Set {
        field: "published".to_owned(),
        value: json!(value),
        base: Base::Unknown,
        was,
    }
}

async fn outcomes(
    visitor: &Visitor<'_>,
    first: u64,
    actions: Vec<(RecordId, RecordKind, Action)>,
) -> Vec<String> {
    let answer = visitor.push(first, actions).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let results = answer.json()["results"].as_array().unwrap().clone();
    let outcome = |it: &Value| it["outcome"].as_str().unwrap().to_owned();
    results.iter().map(outcome).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_practice_is_public_while_the_coordinator_publishes_it() {
    let app = TestApp::with_samples().await;
    let anybody = app.anonymous();
    let empty = anybody.get(PAGES[0]).await;
    assert_eq!(empty.status, StatusCode::OK);
    assert!(empty.text.contains("Опубликованных практик пока нет"));
    assert!(!empty.text.contains("<script") && !empty.text.contains("style="));
    let missing = anybody.get("/network/nowhere/practices").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);

    let school = app.school("yartsevo", "yartsevo-school-2").await;
    let id = |code: &'static str| app.id("yartsevo", RecordKind::Organisation, code);
    let own = id("yartsevo-school-2").await;
    let practice = RecordId(Uuid::now_v7());
    let adoption = RecordId(Uuid::now_v7());
    let card = json!({
        "title": "Уроки вдвоём", "school": own, "text": "Ведёт Гаврилова А. П., <b>тьютор</b>",
        "link": "https://a.example/\u{201d}onclick=",
    });
    let adopted = json!({"practice": practice, "school": own, "date": "2026-10-01"});
    let count =
        json!({"school": own, "year": "2026", "kind": "plans", "subject": "Тайнопись", "count": 7});
    let contest = json!({"title": "Смотр Тайнопись", "level": "regional", "school": own});
    let new = || RecordId(Uuid::now_v7());
    let made = outcomes(
        &school,
        1,
        vec![
            (practice, RecordKind::Practice, create(card)),
            (adoption, RecordKind::Adoption, create(adopted)),
            (new(), RecordKind::Development, create(count)),
            (new(), RecordKind::Contest, create(contest)),
            (practice, RecordKind::Practice, publish(true, json!(null))),
        ],
    )
    .await;
    assert_eq!(
        made,
        ["applied", "applied", "applied", "applied", "refused"]
    );
    for page in PAGES {
        let text = anybody.get(page).await.text;
        assert!(
            !text.contains("Уроки вдвоём") && !text.contains("Тайнопись"),
            "{page}"
        );
        assert!(page == PAGES[0] || !text.contains("/practices"), "{page}");
    }

    let coordinator = app.coordinator("yartsevo").await;
    let turn = |value: bool, was: Value| {
        vec![
            (practice, RecordKind::Practice, publish(value, was.clone())),
            (adoption, RecordKind::Adoption, publish(value, was)),
        ]
    };
    let published = outcomes(&coordinator, 1, turn(true, json!(null))).await;
    assert_eq!(published, ["applied", "applied"]);
    let page = anybody.get(PAGES[0]).await.text.replace('\u{a0}', " ");
    assert!(
        page.contains("Уроки вдвоём") && page.contains("1 октября 2026"),
        "{page}"
    );
    assert!(
        !page.contains("Гаврилова") && !page.contains("<b>тьютор"),
        "{page}"
    );
    assert!(!page.contains("Тайнопись"), "{page}");
    for page in &PAGES[1..] {
        let text = anybody.get(page).await.text;
        assert!(text.contains("/network/yartsevo/practices"), "{page}");
    }
    let english = anybody
        .get("/network/yartsevo/practices?lang=en")
        .await
        .text;
    assert!(english.contains("Best practices") && english.contains("Adopted by"));

    let gone = outcomes(&coordinator, 3, turn(false, json!(true))).await;
    assert_eq!(gone, ["applied", "applied"]);
    for page in PAGES {
        let text = anybody.get(page).await.text;
        assert!(!text.contains("Уроки вдвоём"), "{page}");
    }
}
