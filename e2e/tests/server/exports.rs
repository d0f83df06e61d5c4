//! Exports in the background.

use serde_json::json;

use crate::program::{Answer, Asker, CONTOSO, Server, command};

fn made(
    server: &Server,
    asker: &Asker,
    request: &serde_json::Value,
) -> (String, serde_json::Value) {
    let queued = server.send(asker, "POST", "/exports", request);
    assert_eq!(queued.status, 202, "{}", queued.text());
    let id = queued.json()["export_id"].as_str().unwrap().to_owned();
    let deadline = std::time::Instant::now() + std::time::Duration::from_mins(1);
    loop {
        let export = server.get(asker, &format!("/exports/{id}"));
        if ["done", "failed"].contains(&export["status"].as_str().unwrap()) {
            return (id, export);
        }
        assert!(std::time::Instant::now() < deadline, "{export}");
        std::thread::yield_now();
    }
}

fn file(server: &Server, asker: &Asker, id: &str, headers: &[(&str, &str)]) -> Answer {
    server.ask_with(asker, "GET", &format!("/api/v1/exports/{id}/file"), None, headers)
}

#[test]
fn a_download_is_the_file_that_the_command_line_writes_and_can_be_resumed() {
    let server = Server::with_sample();
    let admin = server.admin();
    let request = json!({
        "kind": "usage", "from": "2026-03-01", "to": "2026-03-31", "format": "csv",
    });
    let (id, export) = made(&server, &admin, &request);
    assert_eq!(export["status"], "done", "{export}");
    let whole = file(&server, &admin, &id, &[]);
    let words = "export usage --from 2026-03-01 --to 2026-03-31 --out -";
    let told = command(server.folder()).args(words.split(' ')).output().unwrap();
    assert_eq!(whole.text(), String::from_utf8(told.stdout).unwrap());
    assert_eq!(export["size_bytes"], whole.body.len());
    let name = whole.header("content-disposition").unwrap();
    assert_eq!(name, "attachment; filename=\"usage-2026-03-01-2026-03-31.csv\"");
    let rest = file(&server, &admin, &id, &[("range", "bytes=100-")]);
    assert_eq!(rest.status, 206);
    assert_eq!(rest.body, whole.body[100..]);
    // Another member's exports are not there.
    let sales = server.member(&admin, "sales_agent", &json!({ "kind": "all" }));
    assert_eq!(file(&server, &sales, &id, &[]).problem(), "404 not_found");
    let removed = server.ask(&admin, "DELETE", &format!("/api/v1/exports/{id}"), None);
    assert_eq!(removed.status, 204);
    assert_eq!(file(&server, &admin, &id, &[]).problem(), "404 not_found");
}

#[test]
fn an_export_has_only_customers_that_its_owner_may_see() {
    let server = Server::with_sample();
    let admin = server.admin();
    let scope = json!({ "kind": "list", "customers": [CONTOSO] });
    let sales = server.member(&admin, "sales_agent", &scope);
    let request = json!({
        "kind": "deployment", "from": "2026-03-31", "to": "2026-03-31", "format": "csv",
    });
    let (id, _) = made(&server, &sales, &request);
    let text = file(&server, &sales, &id, &[]).text();
    assert!(text.contains("Contoso") && !text.contains("Fabrikam"), "{text}");
}

#[test]
fn an_export_has_only_customers_that_are_marked_as_asked() {
    let server = Server::with_sample();
    let admin = server.admin();
    let of = |marks: serde_json::Value| {
        let request = json!({
            "kind": "deployment", "from": "2026-03-31", "to": "2026-03-31", "format": "csv",
            "marks": marks,
        });
        let (id, export) = made(&server, &admin, &request);
        (file(&server, &admin, &id, &[]).text(), export["marks"].clone())
    };
    let (text, marks) = of(json!({ "countries": ["DE"] }));
    assert!(text.contains("Fabrikam") && !text.contains("Contoso"), "{text}");
    let expected = json!({ "countries": ["DE"], "segments": [], "resellers": [], "tags": [] });
    assert_eq!(marks, expected);
    let (text, _) = of(json!({ "countries": ["DE", "ES"], "tags": ["-"] }));
    let all = of(json!(null)).0;
    assert!(all.lines().count() >= text.lines().count() && all.contains("Contoso"), "{all}");
    let request = json!({
        "kind": "usage", "from": "2026-03-31", "to": "2026-03-31", "format": "csv",
        "marks": { "colour": ["red"] },
    });
    let refused = server.send(&admin, "POST", "/exports", &request);
    assert_eq!(refused.problem(), "400 invalid_body");
}
