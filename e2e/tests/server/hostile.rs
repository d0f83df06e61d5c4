//! Requests made to break something: the server answers them, tells nothing, and goes on.

use serde_json::{Value, json};

use crate::program::{Asker, CONTOSO, PASSWORD, Server, signed_in};

/// Values that have broken other programs.
const HOSTILE: &[&str] = &[
    "%27%20OR%20%271%27%3D%271",
    "%27%3B%20DROP%20TABLE%20members%3B--",
    "1%20UNION%20SELECT%20secret%20FROM%20sessions",
    "..%2F..%2F..%2Fetc%2Fpasswd",
    "%00",
    "%FF%FE",
    "%E2%80%AE",
    "-1",
    "9223372036854775808",
    "1e999",
    "NaN",
    "%7B%22%24gt%22%3A%22%22%7D",
    "%24%7B7*7%7D",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "a%0D%0Aset-cookie%3A%20x%3Dy",
];

/// Addresses of every reading operation with its parameters.
fn readings(server: &Server) -> Vec<(String, Vec<String>)> {
    let document = server.ask(&Asker::default(), "GET", "/api/openapi.json", None).json();
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let Some(operation) = methods.get("get") else { continue };
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let in_query = parameters.filter(|it| it["in"] == "query");
        let names: Vec<String> =
            in_query.map(|it| it["name"].as_str().unwrap().to_owned()).collect();
        let parts = path.split('/').map(|it| if it.starts_with('{') { CONTOSO } else { it });
        all.push((parts.collect::<Vec<_>>().join("/"), names));
    }
    all
}

#[test]
fn no_parameter_takes_what_is_made_to_break_it() {
    let server = Server::with_sample_and("[server]\nrequests_per_minute = 1000000\n");
    let admin = server.admin();
    let before = server.get(&admin, "/portfolio");
    let mut asked = 0;
    for (path, names) in readings(&server) {
        for name in &names {
            for value in HOSTILE {
                let address = format!("{path}?{name}={value}");
                let answer = server.ask(&admin, "GET", &address, None);
                let text = answer.text();
                assert!(answer.status < 500, "{address}: {text}");
                assert_eq!(answer.header("x"), None, "{address}");
                assert!(!text.contains("root:"), "{address}: {text}");
                let kind = answer.header("content-type").unwrap_or_default();
                assert!(!kind.contains("html"), "{address}: {kind}");
                asked += 1;
            }
        }
    }
    assert!(asked > 500, "only {asked} requests");
    assert_eq!(server.get(&admin, "/portfolio"), before);
    assert_eq!(server.get(&admin, "/members")["items"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_bomb_of_filters_is_refused() {
    let server = Server::with_sample();
    let admin = server.admin();
    let program = server.token(&admin, &["read_insights"], None);
    let many = "country=ES&".repeat(500);
    let nested = format!("{}a eq 1{}", "(".repeat(1_500), ")".repeat(1_500));
    let nested = nested.replace(' ', "%20");
    let chain = format!("status%20eq%20%27active%27{}", "%20and%20a%20eq%20%27b%27".repeat(300));
    let partner = "/v1/analytics/subscriptions?filter=";
    let asks = [
        (&admin, format!("/api/v1/customers?{many}")),
        (&admin, format!("/api/v1/customers?search={}", "%25_".repeat(1_000))),
        (&admin, "/api/v1/customers?limit=4294967295".to_owned()),
        (&program, format!("{partner}{nested}")),
        (&program, format!("{partner}{chain}")),
    ];
    for (asker, address) in asks {
        let answer = server.ask(asker, "GET", &address, None);
        let start: String = address.chars().take(60).collect();
        assert!(
            (400..500).contains(&answer.status),
            "{start}: {} {}",
            answer.status,
            answer.text()
        );
    }
    server.get(&admin, "/portfolio");
}

#[test]
fn a_head_of_any_size_is_answered_and_the_next_one_too() {
    let server = Server::with_sample();
    let admin = server.admin();
    let large = "a".repeat(1 << 20);
    let requests = [
        format!("GET / HTTP/1.1\r\nhost: uptake.example\r\nx-large: {large}\r\n\r\n"),
        format!("GET /{large} HTTP/1.1\r\nhost: uptake.example\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: uptake.example\r\n{}\r\n", "x: y\r\n".repeat(10_000)),
        "\u{0}\u{1}\u{2}\r\n\r\n".to_owned(),
    ];
    for request in requests {
        let start: String = request.chars().take(40).collect();
        let said = server.said_or_closed(&request);
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 4"), "{start:?}: {said}");
        server.get(&admin, "/portfolio");
    }
}

#[test]
fn links_are_made_of_the_configured_address_and_of_no_header() {
    let server = Server::with_sample_and("[server]\npublic_origin = \"https://uptake.example\"\n");
    let admin = server.admin();
    let new = json!({
        "name": "Bo", "email": "bo@partner.example", "role": "sales_agent",
        "customers": { "kind": "all" },
    });
    let spoofed = [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "http"),
        ("forwarded", "host=evil.example;proto=http"),
        ("x-original-url", "/api/v1/audit"),
    ];
    let added = server.ask_with(&admin, "POST", "/api/v1/members", Some(&new), &spoofed);
    assert_eq!(added.status, 201, "{}", added.text());
    let link = added.json()["link"]["url"].as_str().unwrap().to_owned();
    assert!(link.starts_with("https://uptake.example/"), "{link}");
}

#[test]
fn a_session_that_was_chosen_before_signing_in_is_never_the_one_after_it() {
    let server = Server::empty();
    let admin = server.admin();
    let credentials = json!({ "email": "ana@partner.example", "password": PASSWORD });
    for planted in ["__Host-uptake=planted", admin.cookie.as_deref().unwrap()] {
        let browser = Asker { cookie: Some(planted.to_owned()), token: None };
        let answer = server.send(&browser, "POST", "/session", &credentials);
        assert_eq!(answer.status, 200, "{}", answer.text());
        let after = signed_in(&answer);
        assert_ne!(after.cookie.as_deref(), Some(planted));
        let who: Value = server.get(&after, "/session");
        assert_eq!(who["email"], "ana@partner.example");
    }
    let planted = Asker { cookie: Some("__Host-uptake=planted".to_owned()), token: None };
    let answer = server.ask(&planted, "GET", "/api/v1/session", None);
    assert_eq!(answer.problem(), "401 not_signed_in");
}
