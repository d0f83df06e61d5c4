use axum::body::to_bytes;
use insta::assert_snapshot;

use super::*;

async fn shown(fault: Fault) -> String {
    let response = fault.response();
    let mut text = response.status().as_u16().to_string();
    for (name, value) in response.headers() {
        text = format!("{text}\n{name}: {}", value.to_str().unwrap());
    }
    let body = to_bytes(response.into_body(), 4096).await.unwrap();
    format!("{text}\n{}", String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_request_that_is_not_let_in_is_told_why() {
    assert_snapshot!(shown(Fault::TokenMissing).await, @r#"
    401
    www-authenticate: OAuth realm="uptake"
    {"code":"800001","description":"the request carries no token","source":"PartnerCenter"}
    "#);
    assert_snapshot!(shown(Fault::Denied).await, @r#"
    401
    www-authenticate: OAuth realm="uptake"
    {"code":"400","description":"access is denied","source":"PartnerCenter"}
    "#);
    assert_snapshot!(shown(Fault::Forbidden).await, @r#"
    403
    {"code":"900150","description":"the role has no right to this operation","source":"PartnerCenter"}
    "#);
}

#[tokio::test]
async fn too_many_requests_have_a_shape_of_their_own() {
    assert_snapshot!(shown(Fault::TooMany { retry_after_seconds: 57 }).await, @r#"
    429
    retry-after: 57
    {"statusCode":429,"message":"Rate limit is exceeded. Try again in 57 seconds."}
    "#);
}

#[tokio::test]
async fn what_is_not_found_has_the_code_of_its_kind() {
    let mut codes = Vec::new();
    for fault in [
        Fault::NotFound,
        Fault::CustomerNotFound,
        Fault::SubscriptionNotFound,
        Fault::UserNotFound,
        Fault::CustomerIdMalformed,
        Fault::Input(String::new()),
        Fault::UnknownWord(String::new()),
        Fault::Method,
        Fault::Server,
    ] {
        let (status, code, _) = fault.parts();
        codes.push(format!("{} {code}", status.as_u16()));
    }
    assert_snapshot!(codes.join(", "), @"404 1000, 404 60003, 404 20003, 404 60002, 400 900118, 400 800002, 400 900126, 405 800002, 500 800003");
}

#[tokio::test]
async fn descriptions_are_no_longer_than_clients_are_told() {
    let text = shown(Fault::Input("x".repeat(5000))).await;
    assert_eq!(text.matches('x').count(), 1024);
}
