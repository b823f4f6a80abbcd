//! The public pages

use crate::app::TestApp;
use axum::http::StatusCode;
use opora_domain::{RecordId, RecordKind};
use opora_server::samples::generate_country;
use opora_sync::{Action, Base};
use serde_json::{Value, json};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_complete_without_script() {
    let app = TestApp::with_samples().await;
    let visitor = app.anonymous();
    let home = visitor.get("/").await;
    for slug in ["abinsk", "vengerovo", "yartsevo"] {
        assert!(
            home.text.contains(&format!("/network/{slug}")),
            "{}",
            home.text
        );
    }
    for (slug, organisations) in [("abinsk", 13), ("vengerovo", 5), ("yartsevo", 12)] {
        let page = visitor.get(&format!("/network/{slug}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("<svg"), "{slug}");
        assert!(!page.text.contains("<script"), "{slug}");
        assert!(
            !page.text.contains("style="),
            "the policy forbids inline styles"
        );
        let picture = &page.text[page.text.find("<svg class=\"network-picture").unwrap()..];
        let picture = &picture[..picture.find("</svg>").unwrap()];
        let links: std::collections::BTreeSet<&str> = picture
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|address| address.contains("/organisation/"))
            .collect();
        assert_eq!(
            links.len(),
            organisations,
            "every organisation of {slug} is a link in the picture"
        );
        for link in links {
            assert_eq!(visitor.get(link).await.status, StatusCode::OK, "{link}");
        }
        assert!(page.text.contains("<table"), "{slug}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_personal_data_and_no_standing_is_public() {
    let app = TestApp::with_samples().await;
    let visitor = app.anonymous();
    let mut pages = vec!["/".to_owned()];
    for slug in ["abinsk", "vengerovo", "yartsevo"] {
        pages.push(format!("/network/{slug}"));
        for state in app.store.records(&crate::app::network(slug)).await.unwrap() {
            if state.record.kind == RecordKind::Organisation {
                let code = state.record.fields["code"].as_str().unwrap().to_owned();
                pages.push(format!("/network/{slug}/organisation/{code}"));
            }
        }
    }
    assert_eq!(pages.len(), 1 + 3 + 13 + 5 + 12);
    for page in pages {
        let text = visitor.get(&page).await.text;
        for secret in [
            "Гаврилов",
            "Директор",
            "ШНОР",
            "ШНСУ",
            "low-results",
            "Решить ЕГЭ",
        ] {
            assert!(!text.contains(secret), "{secret} on {page}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_shows_and_a_private_note_does_not() {
    let app = TestApp::with_samples().await;
    let school = app.school("yartsevo", "yartsevo-school-2").await;
    let partnership = app
        .id("yartsevo", RecordKind::Partnership, "yartsevo-p-1")
        .await;
    let state = app
        .store
        .records_by_id([partnership])
        .await
        .unwrap()
        .remove(0);
    let base = Base::Version(state.version("status"));
    let was = Value::Null;
    let visit: opora_domain::Fields = [
        ("partnership".to_owned(), json!(partnership)),
        ("kind".to_owned(), json!("lesson-visit")),
        ("date".to_owned(), json!("2026-11-20")),
        ("private_note".to_owned(), json!("secret-7391")),
        ("discussion".to_owned(), json!("secret-7391")),
    ]
    .into();
    let before = app
        .anonymous()
        .get("/network/yartsevo/organisation/yartsevo-school-2")
        .await
        .text;
    let answer = school
        .push(
            1,
            vec![
                (
                    partnership,
                    RecordKind::Partnership,
                    Action::Set {
                        field: "status".to_owned(),
                        value: json!("active"),
                        base,
                        was,
                    },
                ),
                (
                    RecordId(Uuid::now_v7()),
                    RecordKind::Interaction,
                    Action::Create { fields: visit },
                ),
            ],
        )
        .await;
    assert!(!answer.text.contains("refused"), "{}", answer.text);
    let after = app
        .anonymous()
        .get("/network/yartsevo/organisation/yartsevo-school-2")
        .await
        .text;
    assert_ne!(before, after);
    assert!(!after.contains("secret-7391"));
    assert!(
        !app.anonymous()
            .get("/network/yartsevo")
            .await
            .text
            .contains("secret-7391")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_said_in_the_readers_language() {
    let app = TestApp::with_samples().await;
    let visitor = app.anonymous();
    for address in [
        "/nothing",
        "/network/none",
        "/network/NONE",
        "/network/abinsk/organisation/none",
    ] {
        let page = visitor.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(page.text.contains("lang=\"ru\""), "{address}");
    }
    let english = visitor.get("/network/abinsk?lang=en").await;
    assert!(english.text.contains("lang=\"en\""));
    assert!(
        english.headers["set-cookie"]
            .to_str()
            .unwrap()
            .starts_with("lang=en")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_stands_as_its_document_has_it() {
    let app = TestApp::with_samples().await;
    let visitor = app.anonymous();
    let page = async |slug: &str| {
        let page = visitor.get(&format!("/network/{slug}/programme")).await;
        assert_eq!(page.status, StatusCode::OK, "{slug}");
        assert!(!page.text.contains("<script") && !page.text.contains("style="));
        // Nothing in the samples looks like a person's name: nothing is left out.
        assert!(!page.text.contains("[…]"), "{slug}");
        page.text
    };
    let network = visitor.get("/network/yartsevo").await.text;
    assert!(network.contains("/network/yartsevo/programme"));

    let yartsevo = page("yartsevo").await;
    // Indicator 3: from 25 to 100 percent; 4 heads its parts.
    assert!(yartsevo.contains("25\u{a0}%") && yartsevo.contains("100\u{a0}%"));
    assert_eq!(yartsevo.matches("programme__part").count(), 3);
    let vengerovo = page("vengerovo").await;
    assert!(vengerovo.contains("19\u{a0}мероприятий, 11\u{a0}показателей"));
    // What is wrong in the document stays as it is, and is said to be wrong.
    assert!(vengerovo.contains("2019-2014г."));
    assert!(vengerovo.contains("окончание раньше начала"));
    let abinsk = page("abinsk").await;
    assert!(abinsk.contains("Между этапами перерыв"));
    assert!(abinsk.contains("в\u{a0}этом разделе мероприятий нет"));

    let unknown = Uuid::nil();
    for address in [
        "/network/nowhere/programme".to_owned(),
        format!("/network/yartsevo/programme?id={unknown}"),
    ] {
        let answer = visitor.get(&address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
    }
    // A network without a programme says so.
    generate_country(&app.store, 20, 20, 1).await.unwrap();
    let none = page("example-country").await;
    assert!(none.contains("пока не внесена"));
}
