//! The line to the district: requests and their typed failures. Decides nothing.
//!
//! A request without an answer counts as no line after a while. Should the server have taken it
//! all the same, repeating it changes nothing: operations are numbered.

use crate::fetch::{Request, Response};
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use opora_sync::{
    ApiError, PullRequest, PullResponse, PushRequest, PushResponse, SessionInfo, SignIn,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::JsValue;

/// Longest wait for an answer.
const ANSWER_MS_MAX: u32 = 30_000;

type Sending = Pin<Box<dyn Future<Output = Result<Response, JsValue>>>>;

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
    answer(sent(Request::get("/api/session")).await?).await
}

pub async fn sign_in(sign_in: &SignIn) -> Result<SessionInfo, LineError> {
    post("/api/session", sign_in).await
}

pub async fn sign_out() -> Result<(), LineError> {
    let response = sent(Request::delete("/api/session")).await?;
    match response.ok() || response.status() == 401 {
        true => Ok(()),
        false => Err(failure(response).await),
    }
}

pub async fn push(request: &PushRequest) -> Result<PushResponse, LineError> {
    post("/api/sync/push", request).await
}

pub async fn pull(request: &PullRequest) -> Result<PullResponse, LineError> {
    post("/api/sync/pull", request).await
}

async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, LineError> {
    let Ok(body) = serde_json::to_string(body) else {
        return Err(LineError::Server {
            status: 0,
            code: "unwritable".to_owned(),
        });
    };
    answer(
        sent(Request::post(
            path,
            "application/json",
            &JsValue::from(body),
        ))
        .await?,
    )
    .await
}

async fn sent(request: Result<Request, JsValue>) -> Result<Response, LineError> {
    let request = request.map_err(|_| LineError::Down)?;
    in_time(Box::pin(request.send())).await
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
        status => match (status, error_of(&response).await) {
            (status, Some(error)) => LineError::Server {
                status,
                code: error.code,
            },
            // A proxy without its server behind it: the line is down.
            (502..=504, None) => LineError::Down,
            (status, None) => LineError::Server {
                status,
                code: String::new(),
            },
        },
    }
}

async fn error_of(response: &Response) -> Option<ApiError> {
    let text = response.text().await.ok()?;
    serde_json::from_str(&text).ok()
}
