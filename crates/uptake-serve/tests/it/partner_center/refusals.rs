//! Who is not let in, and what is not there.

use super::*;
use axum::http::header;

/// The calls about one customer.
fn about(id: &str) -> Vec<String> {
    let paths = [
        "",
        "/analytics/licenses/deployment",
        "/analytics/licenses/usage",
        "/subscriptions",
        "/subscriptions/e3",
        "/subscribedskus",
        "/users",
        "/users/u1/licenses",
        "/servicerequests",
    ];
    paths.iter().map(|it| format!("/v1/customers/{id}{it}")).collect()
}

#[tokio::test]
async fn foreign_customers_are_answered_like_unknown_ones() {
    let portfolio = Portfolio::new().await;
    for (foreign, unknown) in about(CONTOSO).into_iter().zip(about(NOBODY)) {
        let foreign_told = portfolio.ask_as("fabrikam", &foreign).await;
        assert_eq!(foreign_told.status, StatusCode::NOT_FOUND, "{foreign}");
        assert_eq!(foreign_told, portfolio.ask_as("fabrikam", &unknown).await, "{foreign}");
        assert_eq!(foreign_told, portfolio.ask_as("admin", &unknown).await, "{foreign}");
    }
    let rows = portfolio.ask_as("fabrikam", "/v1/analytics/commercial/usage/license").await;
    assert!(!String::from_utf8(rows.body).unwrap().contains("CONTOSO"));
    let customers = portfolio.ask_as("fabrikam", "/v1/customers").await.json();
    assert_eq!(customers["totalCount"], 1);
    let partner = portfolio.ask_as("fabrikam", "/v1/analytics/licenses/deployment").await.json();
    assert_eq!(lines(&partner["items"], &["serviceCode", "licensesSold"]), "o365 | 5");
}

#[tokio::test]
async fn malformed_ids_are_told_apart_for_everybody_alike() {
    let portfolio = Portfolio::new().await;
    for uri in about("not-a-guid") {
        let told = portfolio.ask_as("fabrikam", &uri).await;
        assert_eq!(told.status, StatusCode::BAD_REQUEST, "{uri}");
        assert_eq!(told.json()["code"], "900118", "{uri}");
    }
}

#[tokio::test]
async fn nobody_is_let_in_without_a_valid_token() {
    let portfolio = Portfolio::new().await;
    let api = portfolio.api(MetricDefinition::Entitlements, false);
    let bare = ask(&api, Request::get("/v1/nothing").body(Body::empty()).unwrap()).await;
    assert_eq!((bare.status, &bare.json()["code"]), (StatusCode::UNAUTHORIZED, &"800001".into()));
    assert!(bare.headers.contains_key(header::WWW_AUTHENTICATE));
    let wrong = portfolio.ask_as("wrong", "/v1/customers").await;
    assert_eq!((wrong.status, &wrong.json()["code"]), (StatusCode::UNAUTHORIZED, &"400".into()));
    let busy = portfolio.ask_as("busy", "/v1/customers").await;
    assert_eq!(busy.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(busy.headers[header::RETRY_AFTER], "57");
}

#[tokio::test]
async fn roles_see_what_they_may() {
    let portfolio = Portfolio::new().await;
    for uri in about(CONTOSO) {
        let helpdesk = portfolio.ask_as("helpdesk", &uri).await;
        assert_eq!(helpdesk.json()["code"], "900150", "{uri}");
        let program = portfolio.ask_as("program", &uri).await;
        let is_personal = uri.contains("/users");
        let expected = if is_personal { StatusCode::FORBIDDEN } else { StatusCode::OK };
        assert_eq!(program.status, expected, "{uri}");
    }
    let foreign = portfolio.ask_as("program", &format!("/v1/customers/{NOBODY}/users")).await;
    let known = portfolio.ask_as("program", &format!("/v1/customers/{CONTOSO}/users")).await;
    assert_eq!(foreign, known, "whether a customer exists is not told either");
}

#[tokio::test]
async fn what_is_not_there_is_told_by_its_kind() {
    let portfolio = Portfolio::new().await;
    for (uri, status, code) in [
        ("/v1/orders".to_owned(), 404, "1000"),
        (format!("/v1/customers/{CONTOSO}/subscriptions/none"), 404, "20003"),
        (format!("/v1/customers/{CONTOSO}/subscriptions/e3-other"), 404, "20003"),
        (format!("/v1/customers/{CONTOSO}/users/none/licenses"), 404, "60002"),
        ("/v1/customers?size=0".to_owned(), 400, "800002"),
        ("/v1/customers?seekOperation=sideways".to_owned(), 400, "900126"),
        (format!("/v1/customers/{CONTOSO}/subscribedskus?licenseGroupIds=group9"), 400, "900126"),
        ("/v1/analytics/commercial/usage/license?filter=x".to_owned(), 400, "800002"),
    ] {
        let told = portfolio.ask_as("admin", &uri).await;
        assert_eq!((told.status.as_u16(), &told.json()["code"]), (status, &code.into()), "{uri}");
    }
    let api = portfolio.api(MetricDefinition::Entitlements, false);
    let post = Request::post("/v1/customers").header("authorization", "Bearer admin");
    let told = ask(&api, post.body(Body::empty()).unwrap()).await;
    assert_eq!(told.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_byte_order_mark_comes_only_when_it_is_wanted() {
    let portfolio = Portfolio::new().await;
    for (wanted, first) in [(false, b'{'), (true, 0xef)] {
        let api = portfolio.api(MetricDefinition::Entitlements, wanted);
        let told = ask(&api, get("admin", "/v1/customers")).await;
        assert_eq!(told.body[0], first);
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_of_the_original() {
    let portfolio = Portfolio::new().await;
    for uri in ["/v1/customers", "/v1/nothing"] {
        let mut request = get("admin", uri);
        let id = "e128c8e2-4c33-4940-a3e2-2e59b0abdc67";
        request.headers_mut().insert("MS-RequestId", id.parse().unwrap());
        let told = ask(&portfolio.api(MetricDefinition::Entitlements, false), request).await;
        assert_eq!(told.headers["ms-requestid"], id);
        assert_eq!(told.headers["content-type"], "application/json; charset=utf-8");
        for name in ["ms-correlationid", "ms-cv", "ms-serverid", "request-context"] {
            assert!(told.headers.contains_key(name), "{name}");
        }
    }
}
