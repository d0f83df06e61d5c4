use insta::assert_snapshot;

use super::*;

fn identity() -> Identity {
    Identity {
        server_id: 102_030_524,
        application: Guid::from_u128(7),
        fresh: Arc::new(|| 0x7dcd_5122_d700_5c41_4ade_d4e6_0000_0001),
    }
}

fn stamped(headers: &HeaderMap) -> String {
    let mut response = Response::new(Body::empty());
    Ids::of(headers, &identity()).stamp(&mut response, &identity());
    let lines = response.headers().iter();
    lines.map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap())).collect()
}

#[test]
fn ids_of_the_request_are_echoed() {
    let mut headers = HeaderMap::new();
    headers.insert(REQUEST_ID, value("E128C8E2-4C33-4940-A3E2-2E59B0ABDC67"));
    headers.insert(CORRELATION_ID, value("{b2bfce8d-9f04-4e1e-9ff1-4d3cf48770f4}"));
    assert_snapshot!(stamped(&headers), @"
    ms-requestid: E128C8E2-4C33-4940-A3E2-2E59B0ABDC67
    ms-correlationid: {b2bfce8d-9f04-4e1e-9ff1-4d3cf48770f4}
    ms-cv: fc1RItcAXEFK3tTm.0
    ms-serverid: 102030524
    request-context: appId=cid-v1:00000000-0000-0000-0000-000000000007
    content-type: application/json; charset=utf-8
    cache-control: no-store
    ");
}

#[test]
fn ids_that_are_missing_or_no_guids_are_made_anew() {
    let mut headers = HeaderMap::new();
    headers.insert(REQUEST_ID, value("<script>"));
    let text = stamped(&headers);
    assert!(text.contains("ms-requestid: 7dcd5122-d700-5c41-4ade-d4e600000001"), "{text}");
    assert!(text.contains("ms-correlationid: 7dcd5122-d700-5c41-4ade-d4e600000001"), "{text}");
}
