//! `/api/import`: the same import as on the command line, of a workbook or a network file, for a
//! signed-in coordinator. Answers line by line, so that progress can be shown.

use crate::error::RequestError;
use crate::import::{confirm, note_refusals, plan};
use crate::language::locale_of;
use crate::session::AuthSession;
use crate::state::AppState;
use axum::body::{Body, Bytes};
use axum::extract::{OriginalUri, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use opora_domain::{Locale, Viewer};
use opora_office::read_file;
use opora_store::Account;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

#[derive(Deserialize)]
pub struct ImportQuery {
    name: String,
    mode: Mode,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mode {
    Preview,
    Confirm,
}

pub async fn import(
    State(state): State<AppState>,
    session: AuthSession,
    Query(query): Query<ImportQuery>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    bytes: Bytes,
) -> Result<Response, RequestError> {
    let account = session.user.ok_or(RequestError::SignedOut)?.0;
    if !matches!(account.viewer, Viewer::Coordinator { .. }) {
        return Err(RequestError::Forbidden);
    }
    let locale = locale_of(&headers, &uri);
    let (lines, received) = mpsc::channel::<serde_json::Value>(16);
    // The work goes on when the reader leaves: an import is taken whole or not at all.
    tokio::spawn(async move {
        let last = match work(&state, &account, &query, bytes, locale, &lines).await {
            Ok(report) => json!({ "report": report }),
            Err(error) => {
                error.log();
                json!({ "error": error.body(locale) })
            }
        };
        let _ = lines.send(last).await;
    });
    let body = ReceiverStream::new(received)
        .map(|line| Ok::<_, std::convert::Infallible>(format!("{line}\n")));
    Response::builder()
        .header(header::CONTENT_TYPE, "application/x-ndjson")
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::from_stream(body))
        .map_err(|error| RequestError::Malformed(error.to_string()))
}

async fn work(
    state: &AppState,
    account: &Account,
    query: &ImportQuery,
    bytes: Bytes,
    locale: Locale,
    lines: &mpsc::Sender<serde_json::Value>,
) -> Result<serde_json::Value, RequestError> {
    let tell = async |stage: &str, done: usize, total: usize| {
        // Nobody reading is no failure.
        let _ = lines
            .send(json!({"progress": {"stage": stage, "done": done, "total": total}}))
            .await;
    };
    tell("reading", 0, 1).await;
    let name = query.name.clone();
    // A table of a few edges may not say which district it is of: it is hers then.
    let district = account.viewer.network().cloned();
    let reading = move || read_file(&name, &bytes, district.as_ref());
    let workbook = tokio::task::spawn_blocking(reading)
        .await
        .map_err(|error| RequestError::Malformed(error.to_string()))?
        .map_err(RequestError::File)?;
    // A coordinator imports into her own network only.
    if account.viewer.network() != Some(workbook.network()) {
        return Err(RequestError::Forbidden);
    }
    tell("comparing", 0, 1).await;
    let plans = plan(&state.store, &[workbook]).await?;
    let Some(plan) = plans.first() else {
        return Err(RequestError::NotFound);
    };
    let mut preview = plan.files.first().map(|file| file.preview(locale));
    if query.mode == Mode::Confirm {
        let total = plan.steps.len();
        tell("writing", 0, total).await;
        let done = confirm(&state.store, &account.author(), plan).await?;
        if let Some(preview) = &mut preview {
            note_refusals(&mut preview.report, &done.refused, locale);
        }
        tell("writing", done.applied, total).await;
    }
    serde_json::to_value(preview).map_err(|error| RequestError::Malformed(error.to_string()))
}
