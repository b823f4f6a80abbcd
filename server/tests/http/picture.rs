//! A network from afar, and pictures as files.

use crate::app::{Answer, TestApp, Visitor};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use opora_graph::packed::PackedPicture;
use opora_server::samples::generate_country;
use std::collections::BTreeSet;

const PAGE: &str = "/network/example-country";

fn first_link<'a>(text: &'a str, mark: &str) -> &'a str {
    let (_, rest) = text.split_once(mark).unwrap_or_else(|| panic!("{mark}"));
    let (_, rest) = rest.split_once("href=\"").unwrap();
    rest.split_once('"').unwrap().0
}

async fn opened(visitor: &Visitor<'_>, address: &str) -> Answer {
    let page = visitor.get(&address.replace("&amp;", "&")).await;
    assert_eq!(page.status, StatusCode::OK, "{address}");
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_network_opens_territory_by_territory_and_is_a_file() {
    let app = TestApp::with_samples().await;
    generate_country(&app.store, 510, 400, 1).await.unwrap();
    let visitor = app.anonymous();
    let whole = opened(&visitor, PAGE).await.text;
    assert!(whole.contains("of-territories") && whole.contains("Пример: район 1"));
    assert!(!whole.contains("style=") && !whole.contains("<script"));
    let inside = first_link(&whole, "class=\"territory\"").to_owned();
    assert!(inside.contains("municipality="), "{inside}");
    let part = opened(&visitor, &inside).await.text;
    assert!(part.contains("/organisation/o"), "organisations are links");
    assert!(part.contains("Пример страны"), "the way back is named");
    let card = opened(&visitor, first_link(&part, "class=\"node"))
        .await
        .text;
    assert!(card.contains("/organisation/o"), "partners are links");
    // Everything inside a part stays in it: links and the form.
    let legend = &part[part.find("class=\"legend\"").unwrap()..];
    assert!(legend.contains("name=\"municipality\""));
    assert!(!part.contains("low-results"));
    let nowhere = visitor.get(&format!("{PAGE}?region=nowhere")).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);

    // Pictures are files under the query of their page.
    for page in ["/network/yartsevo", PAGE] {
        let svg = opened(&visitor, &format!("{page}/picture.svg")).await;
        assert_eq!(
            svg.headers[header::CONTENT_TYPE],
            "image/svg+xml; charset=utf-8"
        );
        assert!(svg.text.starts_with("<svg xmlns="), "{}", &svg.text[..80]);
        // Programs that open pictures know no variables.
        assert!(svg.text.contains("<style>") && !svg.text.contains("var("));
        let hidden = opened(&visitor, &format!("{page}/picture.svg?hide=role-supported")).await;
        assert_ne!(hidden.text, svg.text, "{page}");
        let png = opened(&visitor, &format!("{page}/picture.png")).await;
        assert!(png.bytes.starts_with(b"\x89PNG"));
        let width = u32::from_be_bytes(png.bytes[16..20].try_into().unwrap());
        assert!(width >= 1760, "two pixels for one: {width}");
        let preview = opened(&visitor, &format!("{page}/preview.png")).await;
        assert_eq!(
            preview.bytes[16..24],
            [0, 0, 4, 176, 0, 0, 2, 118],
            "1200 by 630"
        );
        assert_ne!(preview.bytes, png.bytes);
    }
    let missing = visitor.get("/network/nowhere/picture.png").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_network_answers_questions_about_few() {
    let app = TestApp::with_samples().await;
    generate_country(&app.store, 510, 400, 1).await.unwrap();
    let visitor = app.anonymous();
    let whole = opened(&visitor, PAGE).await.text;
    assert!(whole.contains("name=\"find\"") && whole.contains("name=\"from\""));
    let inside = first_link(&whole, "class=\"territory\"").to_owned();
    let part = opened(&visitor, &inside).await.text;
    let card = first_link(&part, "class=\"node").to_owned();
    let code = card.split(['?', '#']).next().unwrap();
    let code = code.rsplit('/').next().unwrap();

    let found = opened(&visitor, &format!("{PAGE}?find={code}")).await.text;
    assert!(found.contains("id=\"answer\"") && found.contains(code));
    assert!(found.contains("<svg class=\"network-picture"));
    let nodes = found.matches("class=\"node").count();
    assert!((1..100).contains(&nodes), "{nodes} marks");
    let around = opened(&visitor, &format!("{PAGE}?about={code}&steps=3"))
        .await
        .text;
    assert!(around.contains("id=\"answer\"") && around.contains(code));
    let nothing = opened(&visitor, &format!("{PAGE}?find=zzzz")).await.text;
    assert!(nothing.contains("id=\"answer\"") && !nothing.contains("<svg class=\"network-picture"));
    // What is asked of all is asked inside a territory, and said so.
    let alone = opened(&visitor, &format!("{PAGE}?only=alone")).await.text;
    assert!(alone.contains("of-territories") && alone.contains("id=\"answer\""));

    // A file of a part holds that part.
    let (page, query) = inside.split_once('?').unwrap();
    let query = query.replace("&amp;", "&");
    let nodes = opened(&visitor, &format!("{page}/export/nodes.csv?{query}")).await;
    let all = opened(&visitor, &format!("{page}/export/nodes.csv")).await;
    let rows = |answer: &Answer| answer.text.lines().count();
    assert!(rows(&nodes) > 1 && rows(&nodes) < rows(&all));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_may_stand_on_any_page_and_nothing_else_may() {
    let app = TestApp::with_samples().await;
    let visitor = app.anonymous();
    let page = "/network/yartsevo";
    let embedded = opened(&visitor, &format!("{page}/embed?lang=en")).await;
    let policy = embedded.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(policy.contains("frame-ancestors *") && policy.contains("form-action 'none'"));
    assert!(!embedded.headers.contains_key(header::SET_COOKIE));
    assert!(embedded.text.contains("<svg class=\"network-picture"));
    assert!(embedded.text.contains("target=\"_blank\"") && !embedded.text.contains("<form"));
    assert!(!embedded.text.contains("style="));
    let whole = opened(&visitor, page).await;
    assert!(whole.text.contains(&format!("{page}/embed")));
    let policy = whole.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(policy.contains("frame-ancestors 'none'"));
    let missing = visitor.get("/network/nowhere/embed").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

/// The address of the packed picture a page names.
fn packed_address(page: &Answer) -> String {
    let (_, rest) = page.text.split_once("data-picture=\"").unwrap();
    rest.split_once('"').unwrap().0.replace("&amp;", "&")
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_of_a_large_network_is_offered_for_a_canvas() {
    let app = TestApp::with_module().await;
    generate_country(&app.store, 510, 400, 1).await.unwrap();
    let visitor = app.anonymous();
    let from_afar = opened(&visitor, PAGE).await;
    assert!(!from_afar.text.contains("data-picture"));
    assert!(from_afar.text.contains("?marks=organisations#picture"));

    // Without script the territories stay the picture and the table, and each opens.
    let page = opened(&visitor, &format!("{PAGE}?marks=organisations&hide=social")).await;
    assert!(page.text.contains("of-territories") && page.text.contains("<table"));
    assert_eq!(page.text.matches("<script").count(), 1, "the module alone");
    assert!(!page.text.contains("style="));
    assert!(page.text.contains("name=\"marks\" value=\"organisations\""));
    let territory = first_link(&page.text, "class=\"territory\"").to_owned();
    let inside = opened(&visitor, &territory).await;
    assert!(inside.text.contains("/organisation/o"));

    let address = packed_address(&page);
    let packed = visitor.get(&address).await;
    assert_eq!(packed.status, StatusCode::OK);
    assert_eq!(
        packed.headers[header::CACHE_CONTROL],
        "public, max-age=31536000, immutable"
    );
    let picture = PackedPicture::from_bytes(&packed.bytes).unwrap();
    assert_eq!(picture.nodes.len(), 510);
    assert_eq!(picture.edges.len() + picture.open_ends.len(), 400);
    let places: BTreeSet<String> = picture
        .nodes
        .iter()
        .map(|node| format!("{:?}", node.at))
        .collect();
    assert_eq!(places.len(), 510, "nobody stands on another");
    assert!(
        picture.nodes.iter().all(|node| node.core.bits() == 0),
        "standings are not for the public"
    );
    let code = &picture.nodes[0].code;
    opened(&visitor, &format!("{PAGE}/organisation/{code}")).await;

    // Few bytes on the line; the same content.
    let request = Request::builder()
        .method(Method::GET)
        .uri(&address)
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .body(Body::empty())
        .unwrap();
    let small = visitor.answer(request).await;
    assert_eq!(small.headers[header::CONTENT_ENCODING], "br");
    assert!(
        small.bytes.len() * 2 < packed.bytes.len(),
        "{}",
        small.bytes.len()
    );

    // Another hash: what is there now, but not to be kept. Nothing for what is drawn as SVG.
    let before = visitor.get(&format!("{PAGE}/packed/0123")).await;
    assert_eq!(before.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(before.bytes, packed.bytes);
    for nowhere in ["/network/yartsevo/packed/0123", "/network/none/packed/0123"] {
        let answer = visitor.get(nowhere).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    let part = territory.split_once('?').unwrap().1.replace("&amp;", "&");
    let answer = visitor.get(&format!("{PAGE}/packed/0123?{part}")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
