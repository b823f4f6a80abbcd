//! `/api/network/SLUG/round/ID/answers.xlsx`: one round as a table, for those who see the answers of
//! every school. A school has its own answers on its device and is given no table of one row.

use crate::error::RequestError;
use crate::language::locale_of;
use crate::routes::programme::{SPREADSHEET, kept_file, seen_by_member};
use crate::routes::public;
use crate::session::AuthSession;
use crate::state::AppState;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use opora_domain::{NetworkId, RecordId, Viewer};
use opora_office::DistrictContents;
use opora_office::documents::write_round;

/// The table of one round.
pub async fn table(
    State(state): State<AppState>,
    session: AuthSession,
    Path((network, round)): Path<(String, String)>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, RequestError> {
    let network = NetworkId::new(network).map_err(|_| RequestError::NotFound)?;
    let round: RecordId = round.parse().map_err(|_| RequestError::NotFound)?;
    let (viewer, records) = seen_by_member(&state, &session, &network).await?;
    if !matches!(viewer, Viewer::Coordinator { .. } | Viewer::Observer { .. }) {
        return Err(RequestError::Forbidden);
    }
    let contents = DistrictContents::new(network.clone(), viewer, records);
    let locale = locale_of(&headers, &uri);
    let written_on = public::today();
    // Aside of the requests: a round of a thousand schools takes a while.
    let writing = move || write_round(&contents, round, locale, written_on);
    let bytes = tokio::task::spawn_blocking(writing)
        .await
        .map_err(|error| RequestError::Malformed(error.to_string()))??
        .ok_or(RequestError::NotFound)?;
    kept_file(&network, "round.xlsx", SPREADSHEET, bytes, "no-store")
}
