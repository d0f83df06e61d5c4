//! Pages of collections and datasets, followed as clients follow them.

use axum::{Router, body::to_bytes, routing};
use tower::ServiceExt as _;
use uptake_serve::partner_center::{mount, router};

use super::*;

/// Follows the links of a collection; with `slashes`, as the Java client joins them.
async fn followed(portfolio: &Portfolio, first: &str, slashes: bool) -> Vec<Value> {
    let api = portfolio.api(MetricDefinition::Entitlements, false);
    let mut items = Vec::new();
    let mut request = get("admin", &format!("/v1{first}"));
    loop {
        let told = ask(&api, request).await;
        assert_eq!(told.status, StatusCode::OK, "{}", String::from_utf8_lossy(&told.body));
        let page = told.json();
        let new = page["items"].as_array().unwrap();
        assert_eq!(page["totalCount"].as_u64(), u64::try_from(new.len()).ok());
        items.extend(new.iter().cloned());
        let next = &page["links"]["next"];
        if next.is_null() {
            assert_eq!(page["continuationToken"], Value::Null);
            return items;
        }
        let joint = if slashes { "/" } else { "" };
        request = get("admin", &format!("/v1{joint}{}", next["uri"].as_str().unwrap()));
        let header = &next["headers"][0];
        assert_eq!(header["key"], "MS-ContinuationToken");
        assert_eq!(header["value"], page["continuationToken"]);
        let token = header["value"].as_str().unwrap().parse().unwrap();
        request.headers_mut().insert("ms-continuationtoken", token);
    }
}

#[tokio::test]
async fn pages_followed_by_their_links_are_the_whole() {
    let portfolio = Portfolio::new().await;
    for path in [
        "/customers?size=",
        "/customers?filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22x%22%2C%22Operator%22%3A%22not_equals%22%7D&size=",
        &format!("/customers/{CONTOSO}/users?size="),
        &format!("/customers/{CONTOSO}/users?sortField=displayName&sortDirection=desc&size="),
        &format!("/customers/{CONTOSO}/subscriptions?size="),
    ] {
        let whole = followed(&portfolio, &format!("{path}500"), false).await;
        assert!(whole.len() > 1, "{path}");
        for slashes in [false, true] {
            assert_eq!(followed(&portfolio, &format!("{path}1"), slashes).await, whole, "{path}");
        }
    }
}

#[tokio::test]
async fn a_token_of_another_filter_or_customer_is_refused() {
    let portfolio = Portfolio::new().await;
    let page = portfolio.ask(&format!("/v1/customers/{CONTOSO}/users?size=1")).await;
    let token = page["continuationToken"].as_str().unwrap();
    for path in ["/v1/customers?size=1", &format!("/v1/customers/{FABRIKAM}/users?size=1")] {
        let mut request = get("admin", path);
        request.headers_mut().insert("MS-ContinuationToken", token.parse().unwrap());
        let told = ask(&portfolio.api(MetricDefinition::Entitlements, false), request).await;
        assert_eq!(told.status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn pages_of_a_dataset_are_the_whole() {
    let portfolio = Portfolio::new().await;
    let path = "/partner/v1/analytics/commercial/usage/license";
    let whole = portfolio.ask(path).await;
    let mut rows = Vec::new();
    let mut next = format!("{path}?top=3");
    loop {
        let page = portfolio.ask(&next).await;
        assert_eq!(page["TotalCount"], whole["TotalCount"]);
        rows.extend(page["Value"].as_array().unwrap().iter().cloned());
        match page["@nextLink"].as_str() {
            Some(link) => next = link.to_owned(),
            None => break,
        }
    }
    assert_eq!(Value::Array(rows), whole["Value"]);
}

#[tokio::test]
async fn every_spelling_is_answered_the_same() {
    let portfolio = Portfolio::new().await;
    let spelt = |path: &str| -> Vec<String> {
        let doubled = path.replace('/', "//");
        let upper = path.to_uppercase();
        ["/v1", "/partner/v1", "/Partner/V1", "//v1"]
            .iter()
            .flat_map(|it| {
                [path, &format!("{path}/"), &doubled, &upper].map(|path| format!("{it}{path}"))
            })
            .collect()
    };
    for path in [
        "/analytics/licenses/deployment".to_owned(),
        "/analytics/licenses/usage".to_owned(),
        "/analytics/commercial/usage/license".to_owned(),
        "/analytics/commercial/deployment/license".to_owned(),
        "/analytics/subscriptions".to_owned(),
        format!("/customers/{CONTOSO}/analytics/licenses/usage"),
        format!("/customers/{CONTOSO}/subscribedskus"),
        "/customers".to_owned(),
    ] {
        let first = portfolio.ask(&format!("/v1{path}")).await;
        for spelling in spelt(&path) {
            assert_eq!(portfolio.ask(&spelling).await, first, "{spelling}");
        }
    }
    let names =
        ["filter=channel%20eq%20'Reseller'&top=2", "FILTER=CHANNEL%20EQ%20'RESELLER'&Top=2"];
    let path = "/v1/analytics/commercial/deployment/license?";
    let [a, b] = names.map(|it| format!("{path}{it}"));
    assert_eq!(portfolio.ask(&a).await["Value"], portfolio.ask(&b).await["Value"]);
}

#[tokio::test]
async fn other_paths_are_left_to_the_router_behind() {
    let portfolio = Portfolio::new().await;
    let api = portfolio.api(MetricDefinition::Entitlements, false);
    let outer = Router::new()
        .route("/api/v1/customers", routing::get(|| async { "ours" }))
        .fallback(|| async { "page" });
    let mounted = mount(outer, api.clone());
    for (uri, expected) in [
        ("/api/v1/customers", "ours"),
        ("/customers", "page"),
        ("//V1/Customers?size=1", "{\"totalCount\":1"),
        ("/v1/nothing", "{\"code\":\"1000\""),
    ] {
        let response = mounted.clone().oneshot(get("admin", uri)).await.unwrap();
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        assert!(body.starts_with(expected.as_bytes()), "{uri}");
    }
    let alone = router(api).oneshot(get("admin", "/elsewhere")).await.unwrap();
    assert_eq!(alone.status(), StatusCode::NOT_FOUND);
}
