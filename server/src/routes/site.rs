//! Files of the built site: assets, the workspace's shell, its service worker.

use crate::error::RequestError;
use crate::state::AppState;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

pub async fn asset(
    State(state): State<AppState>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, RequestError> {
    state
        .site
        .answer(&format!("assets/{name}"), &headers)
        .ok_or(RequestError::NotFound)
}

/// Every address under `/app` is the same shell; the workspace finds its way itself.
pub async fn workspace(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, RequestError> {
    state
        .site
        .answer("app.html", &headers)
        .ok_or(RequestError::NotFound)
}

pub async fn file(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, RequestError> {
    let name = uri.path().trim_start_matches('/');
    state
        .site
        .answer(name, &headers)
        .ok_or(RequestError::NotFound)
}

pub async fn icon(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, RequestError> {
    let address = state.site.address("icon.svg");
    state
        .site
        .answer(address.trim_start_matches('/'), &headers)
        .ok_or(RequestError::NotFound)
}
