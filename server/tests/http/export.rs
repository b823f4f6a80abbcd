//! `/network/SLUG/export/FILE`

use crate::app::{Answer, TestApp, network};
use axum::http::StatusCode;
use opora_domain::RecordKind;
use opora_office::{Plan, Workbook, read_file};
use opora_server::import;
use serde_json::Value;

const FILES: [(&str, &str, &str); 6] = [
    (
        "network.gexf",
        "application/xml; charset=utf-8",
        "yartsevo.gexf",
    ),
    (
        "network.graphml",
        "application/xml; charset=utf-8",
        "yartsevo.graphml",
    ),
    (
        "network.geojson",
        "application/geo+json",
        "yartsevo.geojson",
    ),
    ("network.json", "application/json", "yartsevo.json"),
    ("nodes.csv", "text/csv; charset=utf-8", "yartsevo-nodes.csv"),
    ("edges.csv", "text/csv; charset=utf-8", "yartsevo-edges.csv"),
];

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers[name].to_str().unwrap()
}

fn read(name: &str, answer: &Answer) -> Workbook {
    read_file(name, &answer.bytes, Some(&network("yartsevo"))).unwrap()
}

async fn plan_of(app: &TestApp, workbook: Workbook) -> Plan {
    let mut plans = import::plan(&app.store, &[workbook]).await.unwrap();
    plans.remove(0)
}

/// Rows of the sheet of partnerships in a file.
async fn partnerships(app: &TestApp, name: &str, answer: &Answer) -> usize {
    let plan = plan_of(app, read(name, answer)).await;
    let report = plan.files[0].report(opora_domain::Locale::Ru);
    let sheet = report.sheets.iter().find(|it| it.sheet == "Партнёрства");
    sheet.unwrap().rows
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_offered_for_keeping_and_comes_back_as_nothing_to_do() {
    let app = TestApp::with_samples().await;
    let visitor = app.anonymous();
    for (name, media_type, kept_as) in FILES {
        let answer = visitor
            .get(&format!("/network/yartsevo/export/{name}?status=any"))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        assert_eq!(header(&answer, "content-type"), media_type);
        let kept = format!("attachment; filename=\"{kept_as}\"");
        assert_eq!(header(&answer, "content-disposition"), kept);
        assert_eq!(header(&answer, "cache-control"), "no-cache");
        if name.ends_with("json") {
            let whole: Value = answer.json();
            assert!(whole.is_object(), "{name}");
            continue;
        }
        let workbook = read(name, &answer);
        assert_eq!(workbook.network(), &network("yartsevo"), "{name}");
        let kind = if name == "edges.csv" {
            RecordKind::Partnership
        } else {
            RecordKind::Organisation
        };
        assert!(workbook.has_rows_of(kind), "{name}");
        assert_eq!(plan_of(&app, workbook).await.steps, [], "{name}");
    }
    // A table for another program, in the language that is asked for.
    let english = visitor
        .get("/network/yartsevo/export/nodes.csv?lang=en")
        .await;
    assert!(english.text.starts_with("\u{feff}Id,Label,"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_imports_a_network_file() {
    let app = TestApp::with_samples().await;
    let coordinator = app.coordinator("yartsevo").await;
    let head = app.store.head(&coordinator.network).await.unwrap();
    let import = async |name: &str, mode: &str, bytes: Vec<u8>| {
        let address = format!("/api/import?name={name}&mode={mode}");
        let answer = coordinator.post_bytes(&address, bytes).await;
        let last: Value = serde_json::from_str(answer.text.lines().last().unwrap()).unwrap();
        last
    };
    let table = "Id,full_name\nyartsevo-school-2,Школа из таблицы\n";
    let preview = import("nodes.csv", "preview", table.into()).await;
    let change = &preview["report"]["changes"][0];
    assert_eq!(change["to"], "Школа из таблицы", "{preview}");
    assert_eq!(app.store.head(&coordinator.network).await.unwrap(), head);
    let done = import("nodes.csv", "confirm", table.into()).await;
    assert_eq!(done["report"]["sheets"][0]["changed"], 1, "{done}");
    let page = coordinator
        .get("/network/yartsevo/export/network.json")
        .await;
    assert!(page.text.contains("Школа из таблицы"));
    let bomb = "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b \"c\">]><gexf>&b;</gexf>";
    let refused = import("a.gexf", "confirm", bomb.into()).await;
    assert_eq!(refused["error"]["code"], "network-file", "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_filter_of_the_page_is_the_filter_of_the_file() {
    let app = TestApp::with_samples().await;
    let visitor = app.anonymous();
    let address = "/network/yartsevo/export/edges.csv?status=any";
    let all = visitor.get(address).await;
    assert_eq!(partnerships(&app, "edges.csv", &all).await, 8);
    let families = "&hide=mentoring&hide=site&hide=method&hide=resource&hide=social";
    let none = visitor.get(&format!("{address}{families}")).await;
    assert_eq!(partnerships(&app, "edges.csv", &none).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_members_is_in_no_file() {
    let app = TestApp::with_samples().await;
    // Also not for those who are signed in: the address is the public's.
    let coordinator = app.coordinator("yartsevo").await;
    for slug in ["abinsk", "vengerovo", "yartsevo"] {
        for (name, ..) in FILES {
            let address = format!("/network/{slug}/export/{name}?status=any");
            let answer = coordinator.get(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            for secret in [
                "Гаврилов",
                "Директор",
                "ШНОР",
                "ШНСУ",
                "low-results",
                "Решить ЕГЭ",
            ] {
                assert!(!answer.text.contains(secret), "{secret} in {address}");
            }
            // Not even the names of what only members see.
            for field in ["standings", "agreement", "stated_in"] {
                assert!(!answer.text.contains(field), "{field} in {address}");
            }
            if name == "network.json" {
                let whole: Value = answer.json();
                for (list, fields) in [
                    ("organisations", ["standings", "note"]),
                    ("partnerships", ["agreement", "source"]),
                ] {
                    for record in whole[list].as_array().unwrap() {
                        for field in fields {
                            assert!(record.get(field).is_none(), "{field} in {record}");
                        }
                    }
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_a_page() {
    let app = TestApp::with_samples().await;
    for address in [
        "/network/yartsevo/export/network.xls",
        "/network/none/export/nodes.csv",
        "/network/NONE/export/nodes.csv",
    ] {
        let answer = app.anonymous().get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.text.contains("lang=\"ru\""), "{address}");
    }
}
