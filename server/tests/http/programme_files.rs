//! `/network/SLUG/programme/FILE` and `/api/network/SLUG/programme/FILE`

use crate::app::{Answer, TestApp, Visitor, network};
use axum::http::StatusCode;
use opora_domain::{Fields, RecordId, RecordKind};
use opora_office::{Plan, Workbook, read_workbook};
use opora_server::import;
use opora_store::{Location, Store};
use opora_sync::{Action, Base};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Cursor;

const FILES: [(&str, bool); 5] = [
    ("programme.xlsx", true),
    ("tables.xlsx", true),
    ("passport.docx", false),
    ("road-map.docx", false),
    ("indicators.docx", false),
];
const FOR_MEMBERS: [RecordKind; 3] = [
    RecordKind::Assessment,
    RecordKind::ContextFact,
    RecordKind::Note,
];

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers[name].to_str().unwrap()
}

/// All text of a package, whatever part it is in.
fn texts(answer: &Answer) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(&answer.bytes)).unwrap();
    let mut texts = String::new();
    for part in 0..package.len() {
        let mut part = package.by_index(part).unwrap();
        texts.push_str(&std::io::read_to_string(&mut part).unwrap());
    }
    texts
}

fn workbook(answer: &Answer) -> Workbook {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    read_workbook("programme.xlsx", &answer.bytes).unwrap()
}

async fn plan_of(store: &Store, workbook: Workbook) -> Plan {
    let mut plans = import::plan(store, &[workbook]).await.unwrap();
    plans.remove(0)
}

/// Every record of a network: what it is and its fields that have a value. Versions, history and
/// who wrote it when are not in a file.
async fn dump(store: &Store, slug: &str) -> BTreeMap<RecordId, (RecordKind, Fields)> {
    let states = store.records(&network(slug)).await.unwrap();
    let records = states.into_iter().map(|state| {
        let mut fields = state.record.fields;
        fields.retain(|_, value| !value.is_null());
        (state.record.id, (state.record.kind, fields))
    });
    records.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_offered_for_keeping() {
    let app = TestApp::with_samples().await;
    let visitor = app.anonymous();
    for (name, is_spreadsheet) in FILES {
        let answer = visitor
            .get(&format!("/network/vengerovo/programme/{name}"))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        let kind = if is_spreadsheet {
            "spreadsheetml.sheet"
        } else {
            "wordprocessingml.document"
        };
        assert!(header(&answer, "content-type").ends_with(kind), "{name}");
        let kept = format!("attachment; filename=\"vengerovo-{name}\"");
        assert_eq!(header(&answer, "content-disposition"), kept);
        assert_eq!(header(&answer, "cache-control"), "no-cache");
        assert!(texts(&answer).len() > 1_000, "{name}");
    }
    let page = visitor.get("/network/vengerovo/programme?lang=en").await;
    for (name, _) in FILES {
        let address = format!("/network/vengerovo/programme/{name}?id=");
        assert!(page.text.contains(&address), "{name} is linked");
    }
    let link = page
        .text
        .split("href=\"")
        .find(|it| it.contains("/indicators.docx"));
    let link = link
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&");
    let english = visitor.get(&link).await;
    assert!(texts(&english).contains("REPORT ON INDICATORS"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_gets_no_results_and_no_names() {
    let app = TestApp::with_samples().await;
    // Also one who is signed in: the address is the public's.
    let coordinator = app.coordinator("yartsevo").await;
    let code = "programme-1-activity-1";
    let found = app
        .store
        .record_by_code(&network("yartsevo"), RecordKind::Activity, code)
        .await;
    let state = found.unwrap().unwrap();
    let set = Action::Set {
        field: "responsible".to_owned(),
        value: json!([{"text": "Иванова А.А., директор МОЦ"}]),
        base: Base::Version(state.versions["responsible"].seq),
        was: state.record.fields["responsible"].clone(),
    };
    let pushed = coordinator
        .push(1, vec![(state.record.id, RecordKind::Activity, set)])
        .await;
    assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.text);
    assert!(pushed.text.contains("applied"), "{}", pushed.text);
    for (name, _) in FILES {
        let public = format!("/network/yartsevo/programme/{name}");
        let public = texts(&coordinator.get(&public).await);
        for secret in ["Иванова", "Суетовская", "Суетовской", "22,5", "ШНОР"]
        {
            assert!(!public.contains(secret), "{secret} in {name}");
        }
    }
    let public = coordinator
        .get("/network/yartsevo/programme/road-map.docx")
        .await;
    assert!(texts(&public).contains("директор МОЦ"));
    let member = coordinator
        .get("/api/network/yartsevo/programme/road-map.docx")
        .await;
    assert!(texts(&member).contains("Иванова А.А."));
    assert_eq!(header(&member, "cache-control"), "no-store");
    let public = workbook(
        &coordinator
            .get("/network/yartsevo/programme/programme.xlsx")
            .await,
    );
    for kind in FOR_MEMBERS {
        assert!(!public.has_rows_of(kind), "{kind:?}");
    }
    assert!(public.has_rows_of(RecordKind::Activity));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_coordinator_takes_out_comes_back_as_the_same_database() {
    let app = TestApp::with_samples().await;
    for slug in ["abinsk", "vengerovo", "yartsevo"] {
        let coordinator = app.coordinator(slug).await;
        let address = format!("/api/network/{slug}/programme/programme.xlsx");
        let file = workbook(&coordinator.get(&address).await);
        // Into where it comes from it brings nothing.
        assert_eq!(plan_of(&app.store, file.clone()).await.steps, []);
        // Into an empty database it brings all.
        let empty = Store::open(&Location::Memory).await.unwrap();
        let plan = plan_of(&empty, file).await;
        let author = import::operator(&plan.network);
        let done = import::confirm(&empty, &author, &plan).await.unwrap();
        assert!(done.refused.is_empty());
        assert_eq!(
            dump(&empty, slug).await,
            dump(&app.store, slug).await,
            "{slug}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_gets_what_she_sees() {
    let app = TestApp::with_samples().await;
    let address = "/api/network/yartsevo/programme/programme.xlsx";
    let school = app.school("yartsevo", "yartsevo-school-2").await;
    let file = workbook(&school.get(address).await);
    for kind in FOR_MEMBERS {
        assert!(file.has_rows_of(kind), "{kind:?}");
    }
    // Of the notes of organisations she sees her own alone: they are not in it, and so an import of
    // her file empties none.
    assert_eq!(plan_of(&app.store, file).await.steps, []);
    let anonymous = app.anonymous().get(address).await;
    assert_eq!(anonymous.status, StatusCode::UNAUTHORIZED);
    let other = app.coordinator("abinsk").await.get(address).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_reads_what_deserves_a_second_look() {
    let app = TestApp::with_samples().await;
    let coordinator = app.coordinator("vengerovo").await;
    let address = "/api/network/vengerovo/programme/review.json";
    let review = coordinator.get(address).await.json();
    let findings = review["findings"].as_array().unwrap();
    let of = |code: &str| findings.iter().find(|it| it["code"] == code).unwrap();
    let range = of("impossible-range");
    assert_eq!(range["gravity"], "contradiction");
    assert_eq!(range["message"], "Окончание раньше начала: «2019-2014г.».");
    let called = range["at"][0]["called"].as_str().unwrap();
    assert!(called.starts_with("12. Методическая"), "{called}");
    assert_eq!(
        of("repeated-number")["at"].as_array().map(Vec::len),
        Some(2)
    );
    let english = coordinator.get(&format!("{address}?lang=en")).await.json();
    let words = |review: &Value| review["findings"][0]["message"].to_string();
    assert_ne!(words(&english), words(&review));
    // Nobody outside is told how rough the document is.
    let anonymous = app.anonymous().get(address).await;
    assert_eq!(anonymous.status, StatusCode::UNAUTHORIZED);
    let public = app
        .anonymous()
        .get("/network/vengerovo/programme/review.json")
        .await;
    assert_eq!(public.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_a_page() {
    let app = TestApp::with_samples().await;
    for address in [
        "/network/yartsevo/programme/programme.xls",
        "/network/yartsevo/programme/passport.docx?id=nothing",
        "/network/none/programme/passport.docx",
        "/network/NONE/programme/passport.docx",
    ] {
        let answer = app.anonymous().get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.text.contains("lang=\"ru\""), "{address}");
    }
    let coordinator = app.coordinator("yartsevo").await;
    let answer = coordinator
        .get("/api/network/yartsevo/programme/nothing.docx")
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

/// The coordinator's `n`th change: of a field of vengerovo's first programme or of one of its rows.
async fn set(
    (app, coordinator): (&TestApp, &Visitor<'_>),
    n: u64,
    (kind, code): (RecordKind, &str),
    field: &str,
    value: Value,
) {
    let district = network("vengerovo");
    let found = app.store.record_by_code(&district, kind, code).await;
    let state = found.unwrap().unwrap();
    let set = Action::Set {
        field: field.to_owned(),
        base: Base::Version(state.version(field)),
        was: state.record.fields.get(field).cloned().unwrap_or_default(),
        value,
    };
    let pushed = coordinator
        .push(n, vec![(state.record.id, kind, set)])
        .await;
    assert_eq!(pushed.json()["results"][0]["outcome"], "applied");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_that_is_kept_back_is_on_no_public_page_and_in_no_public_file() {
    let app = TestApp::with_samples().await;
    let secret = "Экспертная группа 7391";
    let coordinator = app.coordinator("vengerovo").await;
    let by = (&app, &coordinator);
    let activity = (RecordKind::Activity, "programme-1-activity-1");
    let programme = (RecordKind::Programme, "programme-1");
    set(by, 1, activity, "title", json!(secret)).await;
    let visitor = app.anonymous();
    let page = "/network/vengerovo/programme";
    assert!(visitor.get(page).await.text.contains(secret));
    let sections = json!(["road-map", "passport"]);
    set(by, 2, programme, "unpublished", sections).await;
    let told = visitor.get(page).await.text;
    assert!(!told.contains(secret));
    assert!(told.contains("Раздел не публикуется"));
    for (name, _) in FILES {
        let file = visitor.get(&format!("{page}/{name}")).await;
        assert_eq!(file.status, StatusCode::OK, "{name}");
        assert!(!texts(&file).contains(secret), "{name}");
    }
    // Members have all of it, and so has their file.
    let file = coordinator
        .get("/api/network/vengerovo/programme/road-map.docx")
        .await;
    assert!(texts(&file).contains(secret));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_is_the_programme_as_it_stood_when_it_was_named() {
    let app = TestApp::with_samples().await;
    let (kind, code) = (RecordKind::Activity, "programme-1-activity-1");
    let programme = app
        .id("vengerovo", RecordKind::Programme, "programme-1")
        .await;
    let activity = app.id("vengerovo", kind, code).await;
    let coordinator = app.coordinator("vengerovo").await;
    let by = (&app, &coordinator);
    set(by, 1, (kind, code), "title", json!("Было 7391")).await;
    let versions = json!([{"id": "v-1", "title": "Редакция 1", "date": "", "note": ""}]);
    let of_programme = (RecordKind::Programme, "programme-1");
    set(by, 2, of_programme, "versions", versions).await;
    set(by, 3, (kind, code), "title", json!("Стало 7391")).await;
    let base = "/api/network/vengerovo/programme";
    let asked = format!("id={programme}&version=v-1");
    let answer = coordinator.get(&format!("{base}/at.json?{asked}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(header(&answer, "cache-control"), "no-store");
    let past = answer.json();
    assert!(past["named_at"].as_i64().unwrap() > 0);
    let records = past["records"].as_array().unwrap();
    let found = records
        .iter()
        .find(|it| it["id"] == json!(activity))
        .unwrap();
    assert_eq!(found["fields"]["title"], "Было 7391");
    assert!(records.iter().all(|it| it["kind"] != "organisation"));
    let file = coordinator
        .get(&format!("{base}/road-map.docx?{asked}"))
        .await;
    let told = texts(&file);
    assert!(told.contains("Было 7391") && !told.contains("Стало 7391"));
    let now = coordinator
        .get(&format!("{base}/road-map.docx?id={programme}"))
        .await;
    assert!(texts(&now).contains("Стало 7391"));
    // Neither a workbook of what was, nor a version nobody named, nor for those outside.
    for address in [
        format!("{base}/programme.xlsx?{asked}"),
        format!("{base}/at.json?id={programme}&version=v-2"),
        format!("{base}/at.json?version=v-1"),
    ] {
        assert_eq!(
            coordinator.get(&address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    let visitor = app.anonymous();
    let refused = visitor.get(&format!("{base}/at.json?{asked}")).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let other = app.coordinator("yartsevo").await;
    let refused = other.get(&format!("{base}/at.json?{asked}")).await;
    assert!(refused.status.is_client_error());
    let school = app.school("vengerovo", "vengerovo-school-1").await;
    let answer = school.get(&format!("{base}/at.json?{asked}")).await;
    assert_eq!(answer.status, StatusCode::OK);
}
