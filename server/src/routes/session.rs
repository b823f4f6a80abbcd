//! `/api/session`: sign in, who am I, sign out.

use crate::error::RequestError;
use crate::language::locale_of;
use crate::session::AuthSession;
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use opora_domain::record::text;
use opora_domain::{NetworkId, RecordId};
use opora_store::{Account, Store};
use opora_sync::{SessionInfo, SignIn};

pub async fn sign_in(
    State(state): State<AppState>,
    mut session: AuthSession,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Json(credentials): Json<SignIn>,
) -> Response {
    let locale = locale_of(&headers, &uri);
    let outcome = async {
        let user = session
            .authenticate(credentials)
            .await
            .map_err(|error| RequestError::Malformed(error.to_string()))?
            .ok_or(RequestError::WrongPassword)?;
        session
            .login(&user)
            .await
            .map_err(|error| RequestError::Malformed(error.to_string()))?;
        info(&state.store, &user.0).await
    };
    answer(outcome.await, locale)
}

pub async fn read(
    State(state): State<AppState>,
    session: AuthSession,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let outcome = match &session.user {
        Some(user) => info(&state.store, &user.0).await,
        None => Err(RequestError::SignedOut),
    };
    answer(outcome, locale_of(&headers, &uri))
}

pub async fn sign_out(mut session: AuthSession) -> Result<StatusCode, RequestError> {
    session
        .logout()
        .await
        .map_err(|error| RequestError::Malformed(error.to_string()))?;
    Ok(StatusCode::NO_CONTENT)
}

fn answer(outcome: Result<SessionInfo, RequestError>, locale: opora_domain::Locale) -> Response {
    match outcome {
        Ok(info) => Json(info).into_response(),
        Err(error) => {
            error.log();
            (error.status(), Json(error.body(locale))).into_response()
        }
    }
}

async fn info(store: &Store, account: &Account) -> Result<SessionInfo, RequestError> {
    let network: NetworkId = account
        .viewer
        .network()
        .cloned()
        .ok_or(RequestError::Forbidden)?;
    let records = store
        .records_by_id([RecordId::of_network(&network)])
        .await?;
    let title = records
        .first()
        .and_then(|state| text(&state.record.fields, "municipality").map(str::to_owned))
        .unwrap_or_else(|| network.to_string());
    Ok(SessionInfo {
        user: account.user,
        login: account.login.clone(),
        label: account.label.clone(),
        viewer: account.viewer.clone(),
        network,
        network_title: title,
    })
}
