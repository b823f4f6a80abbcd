//! `/network/SLUG/embed`: the picture alone, for an `<iframe>` of somebody else's page. Nothing
//! here knows who is looking: no session, no cookie, no form. Every link opens the whole page.

use super::Visit;
use super::network::enlivened;
use super::network::plate::picture_options;
use super::territories::{part_name, territories_options};
use super::{SummarySentence, network_sentence};
use crate::components::ExampleStrip;
use crate::words::{OPORA, public};
use leptos::prelude::*;
use opora_domain::{Network, Organisation};
use opora_graph::svg::{picture, picture_of_answer};
use opora_graph::territories::drawn;
use opora_graph::{Answer, Asked, NetworkGraph, Scene, Scope, Summary, Territories};

/// What the picture is of.
#[derive(Clone)]
pub enum Embedded {
    /// Of the graph with every status.
    Organisations(Box<NetworkGraph>, Option<Box<Answer>>, Box<Scene>),
    Territories(Box<Territories>),
}

#[component]
pub fn EmbedPage(
    visit: Visit,
    network: Network,
    asked: Asked,
    summary: Summary,
    embedded: Embedded,
) -> impl IntoView {
    let locale = visit.locale;
    let name = part_name(&network, &visit.scope);
    let query = asked.to_query();
    let (svg, parts, caption) = match &embedded {
        Embedded::Organisations(graph, answer, scene) => {
            let shown = graph.filtered(&asked.filter);
            let link = |organisation: &Organisation| {
                visit.organisation(&organisation.network, &organisation.code)
            };
            let options = picture_options(&visit, &network, &shown, &link);
            let svg = match answer {
                Some(answer) => picture_of_answer(scene, &options, &answer.emphasis),
                None => picture(scene, &options),
            };
            let parts = visit
                .graph_view
                .is_some()
                .then(|| enlivened::parts(&visit, &network.slug));
            (svg, parts, public::ARROW.of(locale))
        }
        Embedded::Territories(territories) => {
            let link = |scope: &Scope| visit.part(&network.slug, scope, &query);
            let options = territories_options(&visit, &network, territories, &link);
            let svg = drawn::picture(territories, &options);
            (svg, None, public::TERRITORIES_CAPTION.of(locale))
        }
    };
    let whole = visit.network(&network.slug, &query);
    let title = format!(
        "{} · {}",
        public::network_title(locale, &name),
        OPORA.of(locale)
    );
    let head = view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta name="robots" content="noindex"/>
            <title>{title}</title>
            <meta name="description" content=network_sentence(locale, &summary)/>
            <base target="_blank"/>
            <link rel="stylesheet" href=visit.stylesheet.clone()/>
        </head>
    }
    .into_any();
    view! {
        <html lang=locale.tag()>
            {head}
            <body class="embedded">
                {network.is_example.then(|| view! { <ExampleStrip locale=locale/> })}
                <main class="embedded__page">
                    <p><SummarySentence locale=locale summary=summary base=whole.clone()/></p>
                    <figure class="plate">
                        {parts}
                        <div class="plate__bar">
                            <h1 class="title-section"><a href=whole.clone() lang="ru">{name}</a></h1>
                        </div>
                        <div class="plate__picture" inner_html=svg></div>
                        <figcaption class="plate__foot">
                            <p>{caption}</p>
                            <a href=whole>{public::EMBED_WHOLE.of(locale)}</a>
                        </figcaption>
                    </figure>
                </main>
            </body>
        </html>
    }
}
