//! `/api/sync`: push, pull, and the stream that says there is news.

use super::message::Form;
use crate::error::RequestError;
use crate::now_ms;
use crate::session::AuthSession;
use crate::state::AppState;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::{Stream, StreamExt};
use opora_domain::{NetworkId, RecordId, Viewer};
use opora_store::{Account, StoreError};
use opora_sync::protocol::{PULL_RECORDS, PULL_RECORDS_MAX, PUSH_OPERATIONS_MAX};
use opora_sync::wire::{Carried, NEXT_PAGE};
use opora_sync::{CarryDone, Wire};
use serde::Deserialize;
use std::convert::Infallible;
use tokio_stream::wrappers::BroadcastStream;

pub async fn push(
    State(state): State<AppState>,
    session: AuthSession,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, RequestError> {
    let form = Form::of(&headers);
    let push = form.push(&body)?;
    let account = member(&session, &push.header().network)?;
    if push.header().operations.len() > PUSH_OPERATIONS_MAX {
        return Err(RequestError::Malformed("too many operations".to_owned()));
    }
    let done = state.store.push(&account.author(), push, now_ms()).await?;
    Ok(form.answer(&done))
}

#[derive(Deserialize)]
pub struct PullQuery {
    /// Most records in the page.
    records: Option<usize>,
}

pub async fn pull(
    State(state): State<AppState>,
    session: AuthSession,
    headers: HeaderMap,
    Query(query): Query<PullQuery>,
    body: Bytes,
) -> Result<Response, RequestError> {
    let form = Form::of(&headers);
    let request = form.pull(&body)?;
    let account = member(&session, &request.network)?;
    let records_max = query.records.unwrap_or(PULL_RECORDS);
    let news = state
        .store
        .pull(
            &account.viewer,
            &request,
            records_max.clamp(1, PULL_RECORDS_MAX),
        )
        .await?;
    let mut answer = form.answer(&news);
    let is_same_but_cursor =
        !news.is_reset && news.view == request.view && news.lineage == request.lineage;
    if news.has_more && is_same_but_cursor && news.cursor > request.cursor {
        let next = HeaderValue::from(news.cursor.0);
        answer.headers_mut().insert(NEXT_PAGE, next);
    }
    Ok(answer)
}

/// What waited on a device, brought by hand: the same push with the same rights as over the line,
/// those of the account that made it. Only a coordinator of the network brings it.
///
/// A file from before a backup was put back is not taken: its device may have numbered the same
/// entries anew since, and they would be done twice. What waits there goes over the line.
pub async fn carry(
    State(state): State<AppState>,
    session: AuthSession,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, RequestError> {
    let carried =
        Carried::from_wire(&body).map_err(|error| RequestError::NotCarried(error.to_string()))?;
    let network = carried.push.header().network.clone();
    let bringer = member(&session, &network)?;
    if !matches!(bringer.viewer, Viewer::Coordinator { .. }) {
        return Err(RequestError::Forbidden);
    }
    let maker = state
        .store
        .account(carried.user)
        .await?
        .filter(|maker| maker.viewer.network() == Some(&network))
        .ok_or(RequestError::UnknownMaker)?;
    let done = state
        .store
        .push(&maker.author(), carried.push, now_ms())
        .await
        .map_err(|error| match error {
            StoreError::OtherLineage => RequestError::CarriedFromOtherLife,
            error => error.into(),
        })?;
    tracing::info!(%network, operations = done.results.len(), "entries carried by hand");
    Ok(Form::of(&headers).answer(&CarryDone::of(&maker.label, &done.results)))
}

#[derive(Deserialize)]
pub struct HistoryQuery {
    network: NetworkId,
    record: RecordId,
}

/// Who changed what of a record, when, from which value to which: the fields the asking person
/// may see, oldest change first.
pub async fn history(
    State(state): State<AppState>,
    session: AuthSession,
    headers: HeaderMap,
    Query(query): Query<HistoryQuery>,
) -> Result<Response, RequestError> {
    let account = member(&session, &query.network)?;
    let lines = state
        .store
        .history_for(&account.viewer, &query.network, query.record)
        .await?;
    Ok(Form::of(&headers).answer(&lines))
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
    match account.viewer.network() == Some(network) {
        true => Ok(account),
        false => Err(RequestError::Revoked),
    }
}
