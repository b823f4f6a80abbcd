//! What can be taken away from a network's page: the picture, the network for other programs,
//! tables, and the picture for a page of one's own. Everything keeps the address's filter.

use crate::pages::public::Visit;
use crate::words::public;
use leptos::prelude::*;
use opora_domain::Network;

/// Height the picture is first given on another page, CSS px.
const EMBED_HEIGHT: u32 = 640;

/// `query` is the address's, `name` what the part is called.
pub fn files_view(visit: &Visit, network: &Network, query: &str, name: &str) -> AnyView {
    let locale = visit.locale;
    let file = |path: &str, words: &'static str| {
        let address = visit.picture(&network.slug, path, query);
        view! { <li><a href=address>{words}</a></li> }
    };
    let groups = [
        (
            public::FILES_PICTURE,
            vec![file("picture.svg", "SVG"), file("picture.png", "PNG")],
        ),
        (
            public::FILES_NETWORK,
            vec![
                file("export/network.gexf", "GEXF"),
                file("export/network.graphml", "GraphML"),
                file("export/network.geojson", "GeoJSON"),
                file("export/network.json", "JSON"),
            ],
        ),
        (
            public::FILES_TABLES,
            vec![
                file("export/nodes.csv", public::FILES_NODES.of(locale)),
                file("export/edges.csv", public::FILES_EDGES.of(locale)),
            ],
        ),
    ];
    let groups = groups.map(|(words, files)| {
        view! {
            <dt class="label">{words.of(locale)}</dt>
            <dd><ul class="files__list">{files}</ul></dd>
        }
    });
    let embed = visit.picture(&network.slug, "embed", query);
    // A page of somebody else needs the whole address; without one it is only looked at here.
    let code = visit.origin.as_ref().map(|origin| {
        let address = format!("{}{embed}", origin.trim_end_matches('/'));
        let address = address.replace('&', "&amp;").replace('"', "&quot;");
        let name = name.replace('&', "&amp;").replace('"', "&quot;");
        let code = format!(
            r#"<iframe src="{address}" title="{name}" width="100%" height="{EMBED_HEIGHT}" loading="lazy"></iframe>"#
        );
        view! {
            <label class="field__label" for="embed-code">{public::EMBED_CODE.of(locale)}</label>
            <textarea class="field__input files__code" id="embed-code" rows="3" readonly spellcheck="false">{code}</textarea>
        }
    });
    view! {
        <details class="fold files">
            <summary>{public::FILES.of(locale)}</summary>
            <dl class="files__groups">
                {groups.into_iter().collect_view()}
                <dt class="label">{public::EMBED.of(locale)}</dt>
                <dd><a href=embed.clone()>{public::EMBED_LOOK.of(locale)}</a>{code}</dd>
            </dl>
        </details>
    }
    .into_any()
}
