//! `/network/SLUG/export/FILE`: what the public sees of a network, as files for other programs.
//! The query is the one of the network's page, so a file holds what the picture shows; without a
//! query these are the open partnerships, and `status=any` adds the ended ones.
//!
//! Nothing here asks who is signed in: fields for members are in no file of this address.

use crate::error::RequestError;
use crate::language::locale_of;
use crate::public_network::PublicNetwork;
use crate::routes::public;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header;
use axum::response::Response;
use opora_domain::NetworkId;
use opora_graph::{Filter, Scope};
use opora_office::{NetworkContents, NetworkFormat, write_network};

/// The files by the last part of the address.
const FILES: [(&str, NetworkFormat); 6] = [
    ("network.gexf", NetworkFormat::Gexf),
    ("network.graphml", NetworkFormat::GraphMl),
    ("network.geojson", NetworkFormat::GeoJson),
    ("network.json", NetworkFormat::Json),
    ("nodes.csv", NetworkFormat::CsvNodes),
    ("edges.csv", NetworkFormat::CsvEdges),
];

/// One file. What is not there is said on a page, as people follow links to files.
pub async fn file(
    State(state): State<AppState>,
    Path((network, name)): Path<(String, String)>,
    request: Request,
) -> Result<Response, RequestError> {
    let format = FILES.iter().find(|(known, _)| *known == name);
    let format = format.map(|(_, format)| *format);
    let known = match NetworkId::new(network) {
        Ok(network) => state.public.get(&state.store, &network).await?,
        Err(_) => None,
    };
    let (Some(format), Some(known)) = (format, known) else {
        return Ok(public::not_found(State(state), request).await);
    };
    let query = request.uri().query().unwrap_or_default();
    let (filter, scope) = (Filter::from_query(query), Scope::from_query(query));
    let locale = locale_of(request.headers(), request.uri());
    let name = format!("{}{}", known.network.slug, format.suffix());
    let writing = move || {
        let contents = contents(&known, &scope, &filter)?;
        Some(write_network(&contents, format, locale))
    };
    let written = tokio::task::spawn_blocking(writing)
        .await
        .map_err(|error| RequestError::Malformed(error.to_string()))?
        .ok_or(RequestError::NotFound)?;
    Response::builder()
        .header(header::CONTENT_TYPE, format.media_type())
        .header(
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        )
        .header(header::CACHE_CONTROL, "no-cache")
        // A table has the separators of the reader's language.
        .header(header::VARY, "accept-language, cookie")
        .body(Body::from(written.text))
        .map_err(|error| RequestError::Malformed(error.to_string()))
}

/// `None` when nobody stands in that part.
fn contents(known: &PublicNetwork, scope: &Scope, filter: &Filter) -> Option<NetworkContents> {
    let shown = known.part(scope)?.graph.filtered(filter);
    let organisations = shown.nodes.into_iter().map(|node| node.organisation);
    let edges = shown.edges.into_iter().map(|edge| edge.partnership);
    let open_ends = shown.open_ends.into_iter().map(|end| end.partnership);
    Some(NetworkContents::new(
        known.network.clone(),
        organisations.collect(),
        edges.chain(open_ends).collect(),
    ))
}
