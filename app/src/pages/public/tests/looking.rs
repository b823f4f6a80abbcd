//! Pages to look at with a browser, of generated networks: `cargo xtask graph-view` runs this with
//! `OPORA_PAGES` naming the folder where it has put the assets.

use super::*;
use opora_graph::generated::GeneratedNetwork;
use opora_graph::layout::layout;
use opora_graph::packed::PackedPicture;
use opora_graph::{Asked, Scene, View};
use std::collections::BTreeMap;
use std::path::Path;

/// Up to so many organisations the server draws; beyond, the picture is packed.
const DRAWN_MAX: usize = 500;

#[test]
#[ignore = "for looking, not for checking"]
fn pages_to_look_at() {
    let folder = std::env::var("OPORA_PAGES").expect("OPORA_PAGES names a folder");
    let folder = Path::new(&folder);
    let assets =
        std::fs::read_to_string(folder.join("assets.json")).expect("the assets' addresses");
    let assets: BTreeMap<String, String> = serde_json::from_str(&assets).expect("a map");
    for (organisations, relations) in [(55, 120), (500, 1_000), (1_200, 2_400), (5_000, 10_000)] {
        let graph = GeneratedNetwork::new(organisations, relations, 1)
            .graph("generated", 1)
            .expect("a slug");
        let layout = layout(&graph);
        let packed = format!("/assets/generated-{organisations}.packed");
        let picture = PackedPicture::of(&graph, &layout);
        let asset = folder.join(packed.trim_start_matches('/'));
        std::fs::write(asset.with_extension("json"), as_json(&picture)).expect("written");
        std::fs::write(asset, picture.to_bytes()).expect("written");
        for (locale, tag) in [(Locale::Ru, "ru"), (Locale::En, "en")] {
            for is_drawn in [true, false] {
                // As the server would, and 500 both ways, to compare.
                if is_drawn != (organisations <= DRAWN_MAX) && organisations != DRAWN_MAX {
                    continue;
                }
                let visit = Visit {
                    locale,
                    stylesheet: assets["opora.css"].clone(),
                    graph_view: Some(assets["graph-view.js"].clone()),
                    ..visit("/network/generated")
                };
                let network = Network {
                    municipality: format!("Пример: {organisations}"),
                    ..district().network
                };
                let scene = is_drawn.then(|| Scene::of(&graph, &layout, View::Network));
                let packed = (!is_drawn).then(|| packed.clone());
                let graph = graph.clone();
                let html = to_html(|| {
                    view! {
                        <NetworkPage visit=visit network=network graph=graph
                            asked=Asked::default() scene=scene packed=packed/>
                    }
                });
                let module = format!(
                    r#"<script type="module" src="{}"></script></body>"#,
                    assets["graph-view.js"]
                );
                let html = html.replace("</body>", &module);
                let kind = if is_drawn { "drawn" } else { "packed" };
                let name = format!("{organisations}-{kind}-{tag}.html");
                std::fs::write(folder.join(name), html).expect("written");
            }
        }
    }
}

#[test]
fn a_packed_picture_has_an_address_and_no_drawing() {
    let District { network, graph, .. } = district();
    let visit = visit("/network/generated");
    let html = to_html(|| {
        view! {
            <NetworkPage visit=visit network=network graph=graph asked=Asked::default()
                packed=Some("/network/generated/picture/0123".to_owned())/>
        }
    });
    assert!(html.contains(r#"data-picture="/network/generated/picture/0123""#));
    assert!(!html.contains("network-picture-title"));
    assert!(html.contains(r#"data-link="/network/generated/organisation/{}""#));
}

#[test]
fn without_the_module_nothing_is_there_for_it() {
    let District { network, graph, .. } = district();
    let visit = Visit {
        graph_view: None,
        ..visit("/network/generated")
    };
    let html = to_html(|| {
        view! { <NetworkPage visit=visit network=network graph=graph asked=Asked::default()/> }
    });
    assert!(html.contains("<svg") && !html.contains("<template"));
}

/// What other libraries are given to draw the same: who stands where, and who is tied to whom.
fn as_json(picture: &PackedPicture) -> String {
    let nodes: Vec<Value> = picture
        .nodes
        .iter()
        .map(|node| {
            let role = node.role.map_or("", |role| role.kind().code());
            json!({ "code": node.code, "name": node.name, "x": node.at.0, "y": node.at.1, "role": role })
        })
        .collect();
    let edges: Vec<Value> = picture
        .edges
        .iter()
        .map(|edge| json!({ "from": edge.from, "to": edge.to, "family": edge.family().code() }))
        .collect();
    json!({ "nodes": nodes, "edges": edges }).to_string()
}
