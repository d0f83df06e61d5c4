//! What must not work: every operation of the document, asked by everybody, with every kind
//! of id, and in ways that no honest client has.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::program::{Answer, Asker, CONTOSO, FABRIKAM, NOBODY, Server, head};

/// An operation of the document.
struct Operation {
    method: String,
    path: String,
    permission: Option<String>,
    has_body: bool,
    is_open: bool,
}

fn operations(server: &Server) -> Vec<Operation> {
    let document = server.ask(&Asker::default(), "GET", "/api/openapi.json", None).json();
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            all.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                permission: operation["x-permission"].as_str().map(str::to_owned),
                has_body: operation.get("requestBody").is_some(),
                is_open: operation["security"].as_array().is_some_and(|it| {
                    it.iter().any(|it| it.as_object().is_some_and(serde_json::Map::is_empty))
                }),
            });
        }
    }
    assert!(all.len() > 30, "the document has {} operations", all.len());
    all
}

impl Operation {
    /// The address with an id in the place of each parameter.
    fn with(&self, id: &str) -> String {
        let parts = self.path.split('/').map(|it| if it.starts_with('{') { id } else { it });
        let path = parts.collect::<Vec<_>>().join("/");
        let query = match path.rsplit('/').next() {
            Some("groups") => "?by=sku",
            Some("explain") if path.contains("/portfolio/") => "?count=sold",
            Some("explain") => "?workload=exchange",
            _ => "",
        };
        format!("{path}{query}")
    }

    fn ask(&self, server: &Server, asker: &Asker, id: &str) -> Answer {
        let body = self.has_body.then(|| json!({}));
        let seen = [("if-match", "\"1\"")];
        server.ask_with(asker, &self.method, &self.with(id), body.as_ref(), &seen)
    }
}

#[test]
fn every_operation_asks_for_its_permission() {
    let server = Server::with_sample();
    let admin = server.admin();
    let all = json!({ "kind": "all" });
    let permissions: BTreeMap<&str, Vec<&str>> = BTreeMap::from([
        (
            "user_admin",
            vec![
                "sign_in",
                "read_insights",
                "export",
                "manage_members",
                "make_tokens",
                "read_audit",
                "manage_plays",
            ],
        ),
        (
            "admin_agent",
            vec![
                "sign_in",
                "read_insights",
                "export",
                "import",
                "manage_catalogue",
                "make_tokens",
                "act",
            ],
        ),
        ("sales_agent", vec!["sign_in", "read_insights", "export", "make_tokens", "act"]),
        ("helpdesk_agent", vec!["sign_in"]),
        ("api_only", vec!["read_insights", "export", "import"]),
    ]);
    let operations = operations(&server);
    for it in operations.iter().filter(|it| !it.is_open) {
        let what = format!("{} {}", it.method, it.path);
        let answer = it.ask(&server, &Asker::default(), NOBODY);
        assert_eq!(answer.problem(), "401 not_signed_in", "{what}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{what}");
    }
    for (role, may) in permissions {
        let asker = server.member(&admin, role, &all);
        // What signs out or changes the asker would spoil the rest.
        let harmless =
            |it: &&Operation| !it.path.contains("/session") && !it.path.contains("/profile");
        for it in operations.iter().filter(harmless) {
            let Some(permission) = &it.permission else { continue };
            let answer = it.ask(&server, &asker, NOBODY);
            let is_refused = answer.status == 403;
            let what = format!("{role}: {} {} {}", it.method, it.path, answer.text());
            assert_eq!(is_refused, !may.contains(&permission.as_str()), "{what}");
            assert!(answer.status < 500, "{what}");
        }
    }
}

#[test]
fn foreign_ids_are_answered_like_random_ones_everywhere() {
    let server = Server::with_sample();
    let admin = server.admin();
    let scope = json!({ "kind": "list", "customers": [CONTOSO] });
    let agent = server.member(&admin, "admin_agent", &scope);
    for it in operations(&server).iter().filter(|it| it.path.contains("{customer_id}")) {
        let what = format!("{} {}", it.method, it.path);
        let (foreign, random) =
            (it.ask(&server, &agent, FABRIKAM), it.ask(&server, &agent, NOBODY));
        assert_eq!(foreign.problem(), "404 unknown_customer", "{what}");
        assert_eq!((foreign.status, &foreign.body), (random.status, &random.body), "{what}");
        for malformed in ["x", "%00", "..%2F..", "'%20OR%201=1--", "111", "%F0%9F%92%A9"] {
            let answer = it.ask(&server, &agent, malformed);
            assert_eq!(answer.status, 404, "{what} {malformed}: {}", answer.text());
        }
    }
}

#[test]
fn no_error_tells_of_paths_versions_or_the_way_we_are_built() {
    let server = Server::with_sample();
    let admin = server.admin();
    let asks = [
        ("GET", "/nowhere".to_owned()),
        ("GET", "/api/v1/customers/x".to_owned()),
        ("DELETE", "/api/v1/portfolio".to_owned()),
        ("GET", format!("/api/v1/customers/{CONTOSO}/explain?workload=nothing")),
        ("GET", "/api/v1/portfolio?on=9999-99-99".to_owned()),
        ("GET", "/api/v1/portfolio?on=0001-01-01".to_owned()),
        ("GET", "/api/v1/customers?cursor=name.asc.zz.1".to_owned()),
        ("GET", "/api/v1/customers?search=%27%3B%20DROP%20TABLE%20members--".to_owned()),
        ("GET", "/../../etc/passwd".to_owned()),
        ("GET", "/api/v1/exports/..%2f..%2fstate.sqlite/file".to_owned()),
    ];
    for (method, path) in asks {
        let answer = server.ask(&admin, method, &path, None);
        let text = answer.text();
        assert!(answer.status < 500, "{path}: {text}");
        if answer.status >= 400 {
            answer.problem();
            for leak in [env!("CARGO_MANIFEST_DIR"), "src/", ".rs", "panicked", "sqlite", "axum"] {
                assert!(!text.contains(leak), "{path}: {text}");
            }
        }
        assert_eq!(answer.header("server"), None);
    }
}

#[test]
fn requests_of_other_sites_change_nothing() {
    let server = Server::empty();
    let admin = server.admin();
    let host = server.origin.strip_prefix("http://").unwrap().to_owned();
    let change = json!({ "name": "Eve" });
    let send = |headers: &[(&str, &str)]| {
        server.ask_with(&admin, "PATCH", "/api/v1/profile", Some(&change), headers)
    };
    let evil = [("origin", "https://evil.example"), ("host", host.as_str())];
    assert_eq!(send(&evil).problem(), "403 cross_site");
    assert_eq!(send(&[("sec-fetch-site", "cross-site")]).problem(), "403 cross_site");
    assert_eq!(send(&[("sec-fetch-site", "same-site")]).problem(), "403 cross_site");
    assert_eq!(server.get(&admin, "/session")["name"], "Ana");
    assert_eq!(send(&[("sec-fetch-site", "same-origin")]).status, 204);
}

/// The head of a request whose body of this many bytes never comes: a server that closes the
/// connection may break off whoever is still sending.
fn announced(asker: &Asker, bytes: usize) -> String {
    let cookie = asker.cookie.as_deref().unwrap();
    format!(
        "PATCH /api/v1/profile HTTP/1.1\r\nhost: uptake.example\r\ncookie: {cookie}\r\n\
         content-type: application/json\r\ncontent-length: {bytes}\r\n\r\n"
    )
}

#[test]
fn a_body_with_unknown_fields_or_of_another_kind_is_refused() {
    let server = Server::empty();
    let admin = server.admin();
    let assigned = json!({ "name": "Ana", "role": "global_admin" });
    let answer = server.send(&admin, "PATCH", "/profile", &assigned);
    assert_eq!(answer.problem(), "400 invalid_body");
    let ask = |kind: &str, body: &Value| {
        server.ask_with(&admin, "PATCH", "/api/v1/profile", Some(body), &[("content-type", kind)])
    };
    assert_eq!(ask("text/plain", &json!({})).problem(), "415 unsupported_media_type");
    assert!(server.said_to(&announced(&admin, 2_000_000)).starts_with("HTTP/1.1 413 "));
    let deep = "[".repeat(100_000);
    let answer = server.ask_with(
        &admin,
        "PATCH",
        "/api/v1/profile",
        Some(&Value::String(deep)),
        &[("content-type", "application/json")],
    );
    assert_eq!(answer.problem(), "400 invalid_body");
}

/// Asks to sign in on connections of their own, all before an answer is read, so that it does
/// not count how long a password takes to check. Gives the head of the first refusal, counted
/// from the last question.
fn refusal(server: &Server, accounts: &[String], forwarded: impl Fn(usize) -> String) -> String {
    let ask = |(at, account): (usize, &String)| {
        let body = json!({ "email": account, "password": "not the password" }).to_string();
        server.write(&format!(
            "POST /api/v1/session HTTP/1.1\r\nhost: {}\r\nx-forwarded-for: {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            server.host(),
            forwarded(at),
            body.len(),
        ))
    };
    let asked: Vec<_> = accounts.iter().enumerate().map(ask).collect();
    let mut heads = asked.into_iter().rev().map(head);
    heads.find(|it| it.starts_with("HTTP/1.1 429 ")).expect("one is refused")
}

#[test]
fn guessing_passwords_is_slowed_down_by_account_and_by_address() {
    let server = Server::empty();
    server.admin();
    let one = vec!["ana@partner.example".to_owned(); 25];
    let refused = refusal(&server, &one, |_| "203.0.113.1".to_owned());
    let after = refused.lines().find_map(|it| it.strip_prefix("retry-after: ")).unwrap();
    assert!((1..=60).contains(&after.parse::<u64>().unwrap()), "{refused}");
    // Whoever says to be someone else is still counted by the real address.
    let many: Vec<String> = (0..60).map(|it| format!("m{it}@partner.example")).collect();
    refusal(&server, &many, |it| format!("203.0.113.{it}"));
}

#[test]
fn every_answer_has_the_headers_that_keep_browsers_safe() {
    let server = Server::with_sample();
    let admin = server.admin();
    for path in ["/", "/api/v1/portfolio", "/api/v1/nowhere", "/api/openapi.json"] {
        let answer = server.ask(&admin, "GET", path, None);
        for name in [
            "content-security-policy",
            "strict-transport-security",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "permissions-policy",
            "cross-origin-opener-policy",
            "cache-control",
        ] {
            assert!(answer.header(name).is_some(), "{path} has no {name}");
        }
    }
}

#[test]
fn a_method_in_a_header_is_not_believed() {
    let server = Server::empty();
    let admin = server.admin();
    let override_it = [("x-http-method-override", "DELETE"), ("x-method-override", "DELETE")];
    let answer = server.ask_with(&admin, "GET", "/api/v1/session", None, &override_it);
    assert_eq!(answer.status, 200);
    assert_eq!(server.ask(&admin, "GET", "/api/v1/session", None).status, 200);
}

#[test]
fn a_made_up_token_or_session_lets_nobody_in() {
    let server = Server::with_sample();
    server.admin();
    let made_up = [
        String::new(),
        "x".to_owned(),
        "0".repeat(64),
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbmEifQ.".to_owned(),
        "' OR '1'='1".to_owned(),
    ];
    for secret in made_up {
        let program = Asker { cookie: None, token: Some(secret.clone()) };
        let person = Asker { cookie: Some(format!("__Host-uptake={secret}")), token: None };
        for asker in [program, person] {
            let answer = server.ask(&asker, "GET", "/api/v1/portfolio", None);
            assert_eq!(answer.problem(), "401 not_signed_in", "{secret}");
        }
    }
}
