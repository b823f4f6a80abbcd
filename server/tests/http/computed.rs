//! Indicators the network computes, on the public programme page and in the files; definitions of its
//! own; the published forms; a school's sheet.

use crate::app::{Answer, TestApp, Visitor};
use axum::http::StatusCode;
use opora_domain::{RecordId, RecordKind};
use opora_sync::{Action, Base, Seq};
use serde_json::{Value, json};
use std::io::Cursor;

/// All text of a document.
fn texts(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let mut package = zip::ZipArchive::new(Cursor::new(&answer.bytes)).unwrap();
    let mut part = package.by_name("word/document.xml").unwrap();
    std::io::read_to_string(&mut part).unwrap()
}

async fn push(
    coordinator: &Visitor<'_>,
    n: u64,
    record: RecordId,
    kind: RecordKind,
    action: Action,
) {
    let pushed = coordinator.push(n, vec![(record, kind, action)]).await;
    assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.text);
    assert!(pushed.text.contains("applied"), "{}", pushed.text);
}

fn set(field: &str, value: Value) -> Action {
    Action::Set {
        field: field.to_owned(),
        value,
        base: Base::Version(Seq(0)),
        was: Value::Null,
    }
}

const PAGE: &str = "/network/yartsevo/programme";
const REPORT: &str = "/network/yartsevo/programme/indicators.docx";

#[tokio::test(flavor = "multi_thread")]
async fn the_public_sees_numbers_it_may_see_and_is_told_of_the_others() {
    let app = TestApp::with_samples().await;
    let coordinator = app.coordinator("yartsevo").await;
    let public = app.anonymous();
    let before = public.get(PAGE).await.text;
    assert!(!before.contains("Вычислено из"));
    let indicator = |number: usize| {
        let code = format!("programme-1-indicator-{number}");
        let app = &app;
        async move { app.id("yartsevo", RecordKind::Indicator, &code).await }
    };
    let kind = RecordKind::Indicator;
    // What the public sees whole, what it does not, what a newer program knows.
    for (n, number, source) in [
        (1, 1, "schools-in-network"),
        (2, 2, "supported-with-mentor"),
        (3, 3, "of-a-newer-program"),
    ] {
        let id = indicator(number).await;
        push(
            &coordinator,
            2 * n - 1,
            id,
            kind,
            set("source", json!(source)),
        )
        .await;
        let fact = json!([{"period": "2018", "value": "77,7"}]);
        push(&coordinator, 2 * n, id, kind, set("fact", fact)).await;
    }
    let definition: RecordId = "0190f3a2-0000-7000-8000-00000000dede".parse().unwrap();
    let own = json!({
        "title": "Своё", "note": "только для своих",
        "source": r#"{"of": "schools", "counted": {"partnership": {"side": "either", "when": "begun"}},
            "result": "share", "periods": ["calendar-year"], "gaps": "tell"}"#,
    });
    let create = Action::Create {
        fields: serde_json::from_value(own).unwrap(),
    };
    push(&coordinator, 7, definition, RecordKind::Definition, create).await;
    let fifth = indicator(5).await;
    let source = json!(definition.to_string());
    push(&coordinator, 8, fifth, kind, set("source", source)).await;
    let fact = json!([{"period": "2018", "value": "66,6"}]);
    push(&coordinator, 9, fifth, kind, set("fact", fact)).await;

    let page = public.get(PAGE).await.text.replace('\u{a0}', " ");
    assert!(page.contains("Вычислено из записей сети"), "{page}");
    // The definitions in words: a shipped one, and the network's own.
    assert!(page.contains("включены в сетевое взаимодействие"), "{page}");
    assert!(page.contains("которые видны только участникам сети: здесь числа нет"));
    assert!(page.contains("этой программе неизвестно"));
    // What was entered before is no fact of a computed indicator, and a note is nobody's outside.
    for gone in ["77,7", "66,6", "только для своих", "наставник"] {
        assert!(!page.contains(gone), "{gone}");
    }
    let report = texts(&public.get(REPORT).await).replace('\u{a0}', " ");
    assert!(report.contains("в открытом документе числа нет"));
    assert!(!report.contains("77,7"));
    // Those who are signed in get every number.
    let member = "/api/network/yartsevo/programme/indicators.docx";
    let member = texts(&coordinator.get(member).await);
    assert!(!member.contains("в открытом документе числа нет"));
    assert!(member.contains("вида «наставничество»"), "{member}");

    // The definition goes, what was entered stays.
    let seq = app.store.records_by_id(vec![definition]).await.unwrap()[0].seq;
    push(
        &coordinator,
        10,
        definition,
        RecordKind::Definition,
        Action::Delete { base: seq },
    )
    .await;
    let page = public.get(PAGE).await.text.replace('\u{a0}', " ");
    assert!(
        page.contains("считался показатель, удалено") && page.contains("66,6"),
        "{page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_the_one_that_fits_unless_one_is_named() {
    let app = TestApp::with_samples().await;
    let public = app.anonymous();
    let address = |slug: &str, rest: &str| format!("/network/{slug}/programme/{rest}");
    let fitting = texts(
        &public
            .get(&address("vengerovo", "official-plan.docx"))
            .await,
    );
    assert!(fitting.contains("План основных мероприятий"));
    let named = "official-plan.docx?layout=yartsevo";
    let named = texts(&public.get(&address("vengerovo", named)).await);
    assert!(named.contains("Приложение № 2") && !named.contains("План основных мероприятий"));
    let unknown = public
        .get(&address("vengerovo", "official.xlsx?layout=x"))
        .await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let tables = public.get(&address("yartsevo", "official.xlsx")).await;
    assert_eq!(tables.status, StatusCode::OK);
    let member = "/api/network/yartsevo/programme/official-indicators.docx";
    assert_eq!(public.get(member).await.status, StatusCode::UNAUTHORIZED);
    let coordinator = app.coordinator("yartsevo").await;
    assert!(texts(&coordinator.get(member).await).contains("ЦЕЛЕВЫЕ ПОКАЗАТЕЛИ"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schools_sheet_is_for_those_who_are_signed_in_to_its_network() {
    let app = TestApp::with_samples().await;
    let school = app
        .id("yartsevo", RecordKind::Organisation, "yartsevo-school-2")
        .await;
    let address = |name: &str| format!("/api/network/yartsevo/organisation/{school}/{name}");
    let nobody = app.anonymous().get(&address("sheet.docx")).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let other = app
        .coordinator("abinsk")
        .await
        .get(&address("sheet.docx"))
        .await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    let own = app.school("yartsevo", "yartsevo-school-2").await;
    let sheet = own.get(&address("sheet.docx")).await;
    assert_eq!(sheet.headers["cache-control"], "no-store");
    let text = texts(&sheet);
    for wanted in [
        "Результаты экзаменов",
        "Партнёрства",
        "В показателях сети",
        "(подпись)",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    let page = own.get(&address("sheet.html?lang=en")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Exam results") && page.text.contains("<html lang=\"en\""));
    for wrong in ["sheet.pdf", "x"] {
        assert_eq!(own.get(&address(wrong)).await.status, StatusCode::NOT_FOUND);
    }
    let unknown =
        "/api/network/yartsevo/organisation/0190f3a2-0000-7000-8000-000000000001/sheet.docx";
    assert_eq!(own.get(unknown).await.status, StatusCode::NOT_FOUND);
}
