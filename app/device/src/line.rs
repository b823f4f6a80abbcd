//! The line to the district: requests and their typed failures. Decides nothing.
//!
//! A request without an answer counts as no line after a while. Should the server have taken it
//! all the same, repeating it changes nothing: operations are numbered.

use futures::future::{Either, select};
use gloo_net::http::{Request, Response};
use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use opora_domain::{NetworkId, RecordId};
use opora_sync::wire::{MEDIA_TYPE, WireError};
use opora_sync::{
    ApiError, CarryDone, HistoryLine, PullRequest, PullResponse, PushRequest, PushResponse,
    SessionInfo, SignIn, Wire,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;

/// Longest wait for an answer.
const ANSWER_MS_MAX: u32 = 30_000;

type Sending = Pin<Box<dyn Future<Output = Result<Response, gloo_net::Error>>>>;

/// Why a request brought no answer to work with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The request never reached the server, or the answer never came.
    #[error("no line")]
    Down,
    #[error("sign-in needed")]
    SignedOut,
    #[error("server error {status}: {code}")]
    Server { status: u16, code: String },
}

pub async fn session() -> Result<SessionInfo, LineError> {
    answer(in_time(Box::pin(Request::get("/api/session").send())).await?).await
}

pub async fn sign_in(sign_in: &SignIn) -> Result<SessionInfo, LineError> {
    post("/api/session", sign_in).await
}

pub async fn sign_out() -> Result<(), LineError> {
    let response = in_time(Box::pin(Request::delete("/api/session").send())).await?;
    match response.ok() || response.status() == 401 {
        true => Ok(()),
        false => Err(failure(response).await),
    }
}

/// Sends a push; with `is_spelt_out` nothing in it is named by a line of the history.
pub async fn push(request: &PushRequest, is_spelt_out: bool) -> Result<PushResponse, LineError> {
    exchange("/api/sync/push", request.to_wire_as(is_spelt_out)).await
}

pub async fn pull(request: &PullRequest) -> Result<PullResponse, LineError> {
    exchange("/api/sync/pull", request.to_wire()).await
}

/// Brings entries of another device to the district.
pub async fn carry(file: Uint8Array) -> Result<CarryDone, LineError> {
    answer(post_bytes("/api/sync/carry", file).await?).await
}

/// A record's history, oldest change first.
pub async fn history(network: &NetworkId, record: RecordId) -> Result<Vec<HistoryLine>, LineError> {
    let path = format!(
        "/api/sync/history?network={}&record={record}",
        network.as_str()
    );
    answer(in_time(Box::pin(Request::get(&path).send())).await?).await
}

async fn exchange<T: Wire>(path: &str, message: Vec<u8>) -> Result<T, LineError> {
    let response = post_bytes(path, Uint8Array::from(message.as_slice())).await?;
    if !response.ok() {
        return Err(failure(response).await);
    }
    let bytes = response.binary().await.map_err(|_| LineError::Down)?;
    T::from_wire(&bytes).map_err(|error| LineError::Server {
        status: response.status(),
        code: match error {
            WireError::Version(_) => "too-new".to_owned(),
            _ => "unreadable".to_owned(),
        },
    })
}

async fn post_bytes(path: &str, bytes: Uint8Array) -> Result<Response, LineError> {
    let request = Request::post(path)
        .header("content-type", MEDIA_TYPE)
        .body(bytes)
        .map_err(|_| unwritable())?;
    in_time(Box::pin(request.send())).await
}

async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, LineError> {
    let request = Request::post(path).json(body).map_err(|_| unwritable())?;
    answer(in_time(Box::pin(request.send())).await?).await
}

fn unwritable() -> LineError {
    LineError::Server {
        status: 0,
        code: "unwritable".to_owned(),
    }
}

async fn in_time(sending: Sending) -> Result<Response, LineError> {
    match select(sending, TimeoutFuture::new(ANSWER_MS_MAX)).await {
        Either::Left((response, _)) => response.map_err(|_| LineError::Down),
        Either::Right(_) => Err(LineError::Down),
    }
}

async fn answer<T: DeserializeOwned>(response: Response) -> Result<T, LineError> {
    if !response.ok() {
        return Err(failure(response).await);
    }
    let text = response.text().await.map_err(|_| LineError::Down)?;
    serde_json::from_str(&text).map_err(|_| LineError::Server {
        status: response.status(),
        code: "unreadable".to_owned(),
    })
}

async fn failure(response: Response) -> LineError {
    match response.status() {
        401 => LineError::SignedOut,
        status => match (status, response.json::<ApiError>().await) {
            (status, Ok(error)) => LineError::Server {
                status,
                code: error.code,
            },
            // A proxy without its server behind it: the line is down.
            (502..=504, Err(_)) => LineError::Down,
            (status, Err(_)) => LineError::Server {
                status,
                code: String::new(),
            },
        },
    }
}
