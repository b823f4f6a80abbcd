//! The picture of a network as a file, under the same query as its page: SVG, PNG at two pixels
//! for one, and the preview that stands for the page where it is passed on. And packed, for the
//! page's own canvas.

use super::public::{find, packed_of, shown, visit};
use crate::error::RequestError;
use crate::public_network::Shown;
use crate::raster;
use crate::state::AppState;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use opora_app::pages::public::{
    Visit, network_sentence, picture_name, scene_file, territories_file,
};
use opora_graph::{Asked, Scope};

/// Pixels of a PNG for each of the picture's own.
const PNG_SCALE: f32 = 2.0;

/// A picture and the words that go with it.
struct Drawn {
    svg: String,
    /// The name of the network or of its part.
    name: String,
    sentence: String,
}

/// `/network/SLUG/picture.svg`
pub async fn svg(
    State(state): State<AppState>,
    Path(network): Path<String>,
    request: Request,
) -> Result<Response, RequestError> {
    let drawn = drawn(&state, network, asked(&state, &request)).await?;
    Ok(file(
        drawn.svg.into_bytes(),
        "image/svg+xml; charset=utf-8",
        &drawn.name,
        "svg",
    ))
}

/// `/network/SLUG/picture.png`
pub async fn png(
    State(state): State<AppState>,
    Path(network): Path<String>,
    request: Request,
) -> Result<Response, RequestError> {
    let drawn = drawn(&state, network, asked(&state, &request)).await?;
    let bytes = raster::png(drawn.svg, PNG_SCALE).await?;
    Ok(file(bytes, "image/png", &drawn.name, "png"))
}

/// `/network/SLUG/preview.png`
pub async fn preview(
    State(state): State<AppState>,
    Path(network): Path<String>,
    request: Request,
) -> Result<Response, RequestError> {
    let drawn = drawn(&state, network, asked(&state, &request)).await?;
    let bytes = raster::preview(drawn.svg, &drawn.name, &drawn.sentence).await?;
    Ok(([(header::CONTENT_TYPE, "image/png")], bytes).into_response())
}

/// `/network/SLUG/packed/HASH`: everybody of a part, for a canvas. Who asks for a picture of
/// before gets the present one, which is whole in itself, but may not keep it under that address.
pub async fn packed(
    State(state): State<AppState>,
    Path((network, hash)): Path<(String, String)>,
    request: Request,
) -> Result<Response, RequestError> {
    let known = find(&state, network).await?;
    let scope = Scope::from_query(request.uri().query().unwrap_or_default());
    let part = tokio::task::spawn_blocking(move || known.packable(&scope)).await;
    let part = part.ok().flatten().ok_or(RequestError::NotFound)?;
    let packed = packed_of(part).await.ok_or(RequestError::NotFound)?;
    Ok(packed.answer(&hash, request.headers()))
}

/// What is asked for, in whose language.
fn asked(state: &AppState, request: &Request) -> (Visit, Asked) {
    let asked = Asked::from_query(request.uri().query().unwrap_or_default());
    (visit(state, request), asked)
}

async fn drawn(
    state: &AppState,
    network: String,
    (visit, asked): (Visit, Asked),
) -> Result<Drawn, RequestError> {
    let known = find(state, network).await?;
    let worked_out = shown(&known, &visit.scope, &asked, visit.today).await;
    let (part, shown) = worked_out.ok_or(RequestError::NotFound)?;
    let network = &known.network;
    let svg = match shown {
        Shown::Territories(territories) => {
            territories_file(&visit, network, &territories, &asked.to_query())
        }
        Shown::Organisations { scene, .. } => {
            let scene = scene.ok_or(RequestError::NotFound)?;
            scene_file(&visit, network, &part.graph.filtered(&asked.filter), &scene)
        }
    };
    Ok(Drawn {
        svg,
        name: picture_name(&visit, network),
        sentence: network_sentence(visit.locale, &part.summary),
    })
}

fn file(bytes: Vec<u8>, media_type: &'static str, name: &str, extension: &str) -> Response {
    let mut response = ([(header::CONTENT_TYPE, media_type)], bytes).into_response();
    // The name in its own letters, as RFC 8187 writes them.
    let name: String = name
        .bytes()
        .map(|byte| match byte.is_ascii_alphanumeric() {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect();
    let disposition =
        format!("inline; filename=\"opora.{extension}\"; filename*=UTF-8''{name}.{extension}");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
