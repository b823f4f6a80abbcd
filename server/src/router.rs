//! Addresses to handlers, and what surrounds all of them.

use crate::routes::{
    export, import, picture, programme, public, rounds, school, session, site, sync,
};
use crate::session::{Accounts, Sessions};
use crate::state::AppState;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, header};
use axum::routing::{get, post};
use axum_login::AuthManagerLayerBuilder;
use std::sync::Arc;
use std::time::Duration;
use tower_governor::GovernorLayer;
use tower_governor::governor::GovernorConfigBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

/// Largest push, bytes.
const PUSH_BYTES_MAX: usize = 2 << 20;
/// Largest file of entries carried by hand, bytes.
const CARRIED_BYTES_MAX: usize = 16 << 20;
/// A school may be away for long: a session lives this long without a visit.
const SESSION_DAYS: i64 = 90;
/// Nothing but what this server serves; no inline script or style anywhere. The workspace's
/// WebAssembly is the one exception to «no evaluation».
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; \
    manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

/// The whole service.
pub fn router(state: AppState, is_secure: bool) -> Router {
    let sessions = SessionManagerLayer::new(Sessions(Arc::clone(&state.store)))
        .with_name("opora")
        .with_same_site(SameSite::Strict)
        .with_secure(is_secure)
        .with_expiry(Expiry::OnInactivity(time::Duration::days(SESSION_DAYS)));
    // Leptos renders on the runtime that is already there.
    let _ = any_spawner::Executor::init_tokio();
    let authentication =
        AuthManagerLayerBuilder::new(Accounts::new(Arc::clone(&state.store)), sessions).build();

    let mut api = Router::new()
        .route(
            "/api/sync/push",
            post(sync::push).layer(DefaultBodyLimit::max(PUSH_BYTES_MAX)),
        )
        .route("/api/sync/pull", post(sync::pull))
        .route(
            "/api/sync/carry",
            post(sync::carry).layer(DefaultBodyLimit::max(CARRIED_BYTES_MAX)),
        )
        .route("/api/sync/history", get(sync::history))
        .route("/api/sync/live", get(sync::live))
        .route(
            "/api/import",
            post(import::import).layer(DefaultBodyLimit::max(opora_office::FILE_BYTES_MAX + 1)),
        )
        .route(
            "/api/network/{network}/programme/{file}",
            get(programme::member_file),
        )
        .route(
            "/api/network/{network}/organisation/{organisation}/{file}",
            get(school::sheet),
        )
        .route(
            "/api/network/{network}/round/{round}/answers.xlsx",
            get(rounds::table),
        )
        .route("/api/session", get(session::read).delete(session::sign_out));
    // Guessing passwords is slow: thirty tries at once, then one every two seconds.
    let guessing = GovernorConfigBuilder::default()
        .period(Duration::from_secs(2))
        .burst_size(30)
        .finish();
    let sign_in = post(session::sign_in);
    api = match guessing {
        Some(guessing) => api.route("/api/session", sign_in.layer(GovernorLayer::new(guessing))),
        None => api.route("/api/session", sign_in),
    };
    let api = api.layer(authentication).layer(CsrfLayer::new());

    let documents = Router::new()
        .route("/", get(public::networks))
        .route("/network/{network}", get(public::network))
        .route("/network/{network}/embed", get(public::embed))
        .route("/network/{network}/programme", get(public::programme))
        .route("/network/{network}/practices", get(public::practices))
        .route(
            "/network/{network}/organisation/{code}",
            get(public::organisation),
        )
        .layer(SetResponseHeaderLayer::if_not_present(
            header::LINK,
            fonts_of(&state),
        ));
    let pages = Router::new()
        .merge(documents)
        .route("/network/{network}/picture.svg", get(picture::svg))
        .route("/network/{network}/picture.png", get(picture::png))
        .route("/network/{network}/preview.png", get(picture::preview))
        .route("/network/{network}/packed/{hash}", get(picture::packed))
        .route("/network/{network}/export/{file}", get(export::file))
        .layer(CompressionLayer::new().br(true).gzip(true));

    let files = Router::new()
        // Packed already.
        .route(
            "/network/{network}/programme/{file}",
            get(programme::public_file),
        )
        .route("/assets/{*name}", get(site::asset))
        .route("/app", get(site::workspace))
        .route("/app/{*rest}", get(site::workspace))
        .route("/service-worker.js", get(site::file))
        .route("/manifest.webmanifest", get(site::file))
        .route("/favicon.ico", get(site::icon));

    let fixed =
        |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    Router::new()
        .merge(api)
        .merge(pages)
        .merge(files)
        .fallback(public::not_found)
        .layer(fixed(
            header::CONTENT_SECURITY_POLICY,
            CONTENT_SECURITY_POLICY,
        ))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(CatchPanicLayer::new())
        .with_state(state)
}

/// Asks browsers for the letters together with the style sheet: letters that come late are not
/// used, so that nothing jumps. `None` on a site without them.
fn fonts_of(state: &AppState) -> Option<HeaderValue> {
    let fonts = ["golos-text-cyrillic.woff2", "golos-text-latin.woff2"];
    let addresses = fonts
        .iter()
        .filter_map(|font| state.site.address_if_there(font));
    let links: Vec<String> = addresses
        .map(|address| {
            format!("<{address}>; rel=preload; as=font; type=\"font/woff2\"; crossorigin")
        })
        .collect();
    HeaderValue::from_str(&links.join(", "))
        .ok()
        .filter(|value| !value.is_empty())
}
