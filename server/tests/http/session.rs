//! `/api/session`

use crate::app::TestApp;
use axum::body::Body;
use axum::http::{Request, StatusCode};

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_an_unknown_name_are_answered_alike() {
    let app = TestApp::with_samples().await;
    let _known = app.coordinator("abinsk").await;
    let mut visitor = app.anonymous();
    let wrong = visitor.sign_in("coordinator-abinsk", "wrong").await;
    let unknown = visitor.sign_in("nobody", "wrong").await;
    assert_eq!(
        (wrong.status, unknown.status),
        (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED)
    );
    assert_eq!(wrong.text, unknown.text);
    assert_eq!(
        visitor.get("/api/session").await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_says_who_it_is_until_signed_out() {
    let app = TestApp::with_samples().await;
    let school = app.school("yartsevo", "yartsevo-school-2").await;
    let session = school.get("/api/session").await.json();
    assert_eq!(session["network"], "yartsevo");
    assert_eq!(session["viewer"]["role"], "school");
    assert!(
        !session.to_string().contains("argon2"),
        "the hash stays where it is"
    );
    assert_eq!(
        school.delete("/api/session").await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        school.get("/api/session").await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_cannot_sign_in_for_us() {
    let app = TestApp::with_samples().await;
    let request = Request::builder()
        .method("POST")
        .uri("/api/session")
        .header("host", "localhost")
        .header("origin", "http://elsewhere.example")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/json")
        .body(Body::from(r#"{"login":"a","password":"b"}"#))
        .unwrap();
    assert_eq!(
        app.anonymous().answer(request).await.status,
        StatusCode::FORBIDDEN
    );
}
