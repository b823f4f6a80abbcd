//! Sync messages in the two forms people's programs speak: the compact one, and the JSON of
//! protocol 1, which devices that have been away for long still send. The answer has the form of
//! the question.

use crate::error::RequestError;
use axum::Json;
use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use opora_domain::schema::SCHEMA_VERSION;
use opora_sync::wire::{MEDIA_TYPE, ReceivedPush, WireError};
use opora_sync::{PROTOCOL_VERSION, PullRequest, PushRequest, Wire};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How a message is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Compact,
    Json,
}

impl Form {
    pub fn of(headers: &HeaderMap) -> Self {
        let is_compact = [header::CONTENT_TYPE, header::ACCEPT].iter().any(|name| {
            headers
                .get(name)
                .is_some_and(|kind| kind.as_bytes() == MEDIA_TYPE.as_bytes())
        });
        if is_compact {
            Form::Compact
        } else {
            Form::Json
        }
    }

    pub fn push(self, body: &Bytes) -> Result<ReceivedPush, RequestError> {
        let push = match self {
            Form::Compact => ReceivedPush::from_wire(body).map_err(unreadable)?,
            Form::Json => ReceivedPush::from(json::<PushRequest>(body)?),
        };
        check_versions(push.header().protocol, push.header().schema)?;
        Ok(push)
    }

    pub fn pull(self, body: &Bytes) -> Result<PullRequest, RequestError> {
        let request = match self {
            Form::Compact => PullRequest::from_wire(body).map_err(unreadable)?,
            Form::Json => json(body)?,
        };
        check_versions(request.protocol, request.schema)?;
        Ok(match self {
            Form::Compact => request,
            // What came later than protocol 1 is not to be expected of this device.
            Form::Json => PullRequest {
                protocol: 1,
                ..request
            },
        })
    }

    pub fn answer(self, message: &(impl Wire + Serialize)) -> Response {
        match self {
            Form::Compact => {
                ([(header::CONTENT_TYPE, MEDIA_TYPE)], message.to_wire()).into_response()
            }
            Form::Json => Json(message).into_response(),
        }
    }
}

fn json<T: DeserializeOwned>(body: &Bytes) -> Result<T, RequestError> {
    serde_json::from_slice(body).map_err(|error| RequestError::Malformed(error.to_string()))
}

fn unreadable(error: WireError) -> RequestError {
    match error {
        WireError::Version(version) => RequestError::TooNew(version.into()),
        error => RequestError::Malformed(error.to_string()),
    }
}

fn check_versions(protocol: u32, schema: u32) -> Result<(), RequestError> {
    if protocol > PROTOCOL_VERSION {
        Err(RequestError::TooNew(protocol))
    } else if schema > SCHEMA_VERSION {
        Err(RequestError::TooNew(schema))
    } else {
        Ok(())
    }
}
