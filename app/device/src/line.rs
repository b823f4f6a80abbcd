//! The line to the district: requests and their typed failures. Decides nothing.
//!
//! A request without an answer counts as no line after a while. Should the server have taken it
//! all the same, repeating it changes nothing: operations are numbered.

use crate::fetch::{Request, Response};
use crate::json;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use opora_domain::{NetworkId, RecordId};
use opora_sync::wire::{MEDIA_TYPE, NEXT_PAGE, WireError};
use opora_sync::{
    CarryDone, HistoryLine, PullRequest, PullResponse, PushRequest, PushResponse, Seq, SessionInfo,
    SignIn, Wire,
};
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::JsValue;

/// Longest wait for an answer.
const ANSWER_MS_MAX: u32 = 30_000;

type Sending = Pin<Box<dyn Future<Output = Result<Response, JsValue>>>>;

pub type Pulling = Pin<Box<dyn Future<Output = Result<Page, LineError>>>>;

/// An answer on its way, of one type for all messages: code for each would weigh more.
type Answering = Pin<Box<dyn Future<Output = Result<Answered, LineError>>>>;

/// What came back, read to its end.
struct Answered {
    status: u16,
    body: Vec<u8>,
}

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
    session_of(answer(Request::get("/api/session")).await?)
}

pub async fn sign_in(sign_in: &SignIn) -> Result<SessionInfo, LineError> {
    let body = serde_json::json!({ "login": sign_in.login, "password": sign_in.password });
    let body = JsValue::from(body.to_string());
    session_of(answer(Request::post("/api/session", "application/json", &body)).await?)
}

pub async fn sign_out() -> Result<(), LineError> {
    match answer(Request::delete("/api/session")).await {
        Ok(_) | Err(LineError::SignedOut) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Sends a push; with `is_spelt_out` nothing in it is named by a line of the history.
pub async fn push(request: &PushRequest, is_spelt_out: bool) -> Result<PushResponse, LineError> {
    post("/api/sync/push", &bytes(&request.to_wire_as(is_spelt_out))).await
}

/// Asks for a page of news of at most so many records.
pub fn pull(request: &PullRequest, records_max: u32) -> Pulling {
    let path = format!("/api/sync/pull?records={records_max}");
    let body = bytes(&request.to_wire());
    Box::pin(async move {
        let response = begun(Request::post(&path, MEDIA_TYPE, &body)).await?;
        let next = response.header(NEXT_PAGE);
        Ok(Page {
            next: next.and_then(|seq| seq.parse().ok()).map(Seq),
            response,
        })
    })
}

/// A page of news whose beginning has come.
pub struct Page {
    /// Where the next page begins, so that it can be asked for while this one is on its way.
    /// `None` also when that is not known yet.
    pub next: Option<Seq>,
    response: Response,
}

impl Page {
    /// The whole of it.
    pub async fn read(self) -> Result<PullResponse, LineError> {
        message(whole(self.response).await?)
    }
}

/// Brings entries of another device to the district.
pub async fn carry(file: &Uint8Array) -> Result<CarryDone, LineError> {
    post("/api/sync/carry", file).await
}

/// A record's history, oldest change first.
pub async fn history(network: &NetworkId, record: RecordId) -> Result<Vec<HistoryLine>, LineError> {
    let network = network.as_str();
    let path = format!("/api/sync/history?network={network}&record={record}");
    let request = Request::get(&path).and_then(|request| request.accepting(MEDIA_TYPE));
    message(answer(request).await?)
}

/// A JSON file of the network for those who are signed in to it; `null` for what is no JSON.
pub async fn member_file(network: &NetworkId, path: &str) -> Result<Value, LineError> {
    let path = format!("/api/network/{}/{path}", network.as_str());
    let answered = answer(Request::get(&path)).await?;
    let text = std::str::from_utf8(&answered.body).unwrap_or_default();
    Ok(json::read(text))
}

fn bytes(message: &[u8]) -> Uint8Array {
    Uint8Array::from(message)
}

async fn post<T: Wire>(path: &str, body: &Uint8Array) -> Result<T, LineError> {
    message(answer(Request::post(path, MEDIA_TYPE, body)).await?)
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

fn answer(request: Result<Request, JsValue>) -> Answering {
    Box::pin(async move { whole(begun(request).await?).await })
}

/// An answer that is none of failure, its body still on its way.
async fn begun(request: Result<Request, JsValue>) -> Result<Response, LineError> {
    let response = sent(request).await?;
    match response.ok() {
        true => Ok(response),
        false => Err(failure(response).await),
    }
}

async fn whole(response: Response) -> Result<Answered, LineError> {
    let status = response.status();
    let body = response.bytes().await.map_err(|_| LineError::Down)?;
    Ok(Answered { status, body })
}

fn message<T: Wire>(answered: Answered) -> Result<T, LineError> {
    T::from_wire(&answered.body).map_err(|error| unreadable(answered.status, &error))
}

fn unreadable(status: u16, error: &WireError) -> LineError {
    let code = match error {
        WireError::Version(_) => "too-new",
        _ => "unreadable",
    };
    LineError::Server {
        status,
        code: code.to_owned(),
    }
}

fn session_of(answered: Answered) -> Result<SessionInfo, LineError> {
    std::str::from_utf8(&answered.body)
        .ok()
        .and_then(|text| json::session(&json::read(text)))
        .ok_or_else(|| unreadable(answered.status, &WireError::Short))
}

async fn failure(response: Response) -> LineError {
    let status = response.status();
    if status == 401 {
        return LineError::SignedOut;
    }
    let text = response.text().await.unwrap_or_default();
    let error: Value = json::read(&text);
    match (status, error.is_null()) {
        // A proxy without its server behind it: the line is down.
        (502..=504, true) => LineError::Down,
        (status, _) => LineError::Server {
            status,
            code: json::text(&error, "code"),
        },
    }
}
