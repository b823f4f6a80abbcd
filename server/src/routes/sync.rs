//! `/api/sync`: push, pull, and the stream that says there is news.

use crate::error::RequestError;
use crate::now_ms;
use crate::session::AuthSession;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::{Stream, StreamExt};
use opora_domain::{NetworkId, Viewer};
use opora_store::Account;
use opora_sync::protocol::PUSH_OPERATIONS_MAX;
use opora_sync::{PROTOCOL_VERSION, PullRequest, PullResponse, PushRequest, PushResponse};
use serde::Deserialize;
use std::convert::Infallible;
use tokio_stream::wrappers::BroadcastStream;

pub async fn push(
    State(state): State<AppState>,
    session: AuthSession,
    Json(request): Json<PushRequest>,
) -> Result<Json<PushResponse>, RequestError> {
    let account = member(&session, &request.network)?;
    check_protocol(request.protocol)?;
    if request.operations.len() > PUSH_OPERATIONS_MAX {
        return Err(RequestError::Malformed("too many operations".to_owned()));
    }
    Ok(Json(
        state
            .store
            .push(&account.author(), &request, now_ms())
            .await?,
    ))
}

pub async fn pull(
    State(state): State<AppState>,
    session: AuthSession,
    Json(request): Json<PullRequest>,
) -> Result<Json<PullResponse>, RequestError> {
    let account = member(&session, &request.network)?;
    check_protocol(request.protocol)?;
    Ok(Json(state.store.pull(&account.viewer, &request).await?))
}

#[derive(Deserialize)]
pub struct LiveQuery {
    network: NetworkId,
}

/// Says only that a network has news and up to which number; the data come by pull.
pub async fn live(
    State(state): State<AppState>,
    session: AuthSession,
    Query(query): Query<LiveQuery>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, RequestError> {
    member(&session, &query.network)?;
    let network = query.network;
    let now = state.store.head(&network).await?;
    let first = futures::stream::iter([event(&network, now.0)]);
    let watched = network.clone();
    let news = BroadcastStream::new(state.store.heads()).filter_map(move |news| {
        let said = match news {
            Ok((changed, seq)) if changed == watched => Some(event(&watched, seq.0)),
            Ok(_) => None,
            // Too slow to keep up: the device asks with its cursor anyway.
            Err(_) => Some(event(&watched, 0)),
        };
        std::future::ready(said)
    });
    let mut stopping = state.stopping.clone();
    let stream = first.chain(news).map(Ok).take_until(async move {
        let _ = stopping.wait_for(|is_stopping| *is_stopping).await;
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()))
}

fn event(network: &NetworkId, seq: u64) -> Event {
    let data = serde_json::json!({ "network": network, "seq": seq });
    Event::default().data(data.to_string())
}

/// The signed-in account, if this is its network.
pub fn member<'a>(
    session: &'a AuthSession,
    network: &NetworkId,
) -> Result<&'a Account, RequestError> {
    let account = &session.user.as_ref().ok_or(RequestError::SignedOut)?.0;
    match &account.viewer {
        Viewer::Public => Err(RequestError::Forbidden),
        viewer if viewer.network() == Some(network) => Ok(account),
        _ => Err(RequestError::Forbidden),
    }
}

fn check_protocol(protocol: u32) -> Result<(), RequestError> {
    if protocol > PROTOCOL_VERSION {
        Err(RequestError::TooNew(protocol))
    } else {
        Ok(())
    }
}
