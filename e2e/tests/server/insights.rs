//! Figures: the same as those of the command line, and only of customers in scope.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::program::{Asker, CONTOSO, FABRIKAM, NOBODY, Server, command};

/// What the command line answers.
fn told(server: &Server, words: &str) -> Value {
    let output = command(server.folder())
        .args(["--output", "json"])
        .args(words.split(' '))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_portfolio_has_the_figures_of_the_command_line() {
    let server = Server::with_sample();
    let admin = server.admin();
    let own = server.get(&admin, "/portfolio?on=2026-03-31");
    let cli = told(&server, "portfolio --on 2026-03-31");
    for name in ["sold", "sold_own", "assigned"] {
        assert_eq!(own["deployment"][name], cli["deployment"][name], "{name}");
    }
    let exchange = |workloads: &Value| {
        let workloads = workloads.as_array().unwrap().clone();
        workloads.into_iter().find(|it| it["workload"] == "exchange").unwrap()
    };
    let ours = exchange(&own["workloads"]);
    assert_eq!(ours["usage"]["users"]["active"], 3);
    assert_eq!(ours["usage"]["users"]["usage"], json!({ "part": 3, "whole": 2, "percent": 150.0 }));
    assert_eq!(ours["usage"]["users"]["overage"]["turnover"], 1);
    assert_eq!(ours["usage"]["customers_missing"], 1, "nothing is known of Fabrikam");
}

#[test]
fn unknown_is_null_and_never_zero() {
    let server = Server::with_sample();
    let admin = server.admin();
    let customer = server.get(&admin, &format!("/customers/{FABRIKAM}?on=2026-03-31"));
    let usage = customer["usage"].as_array().unwrap();
    assert!(!usage.is_empty());
    for it in usage {
        assert_eq!(it["entitlements"], 4);
        assert_eq!(it["users"], Value::Null);
        assert_eq!(it["coverage"], "missing");
    }
}

#[test]
fn a_customer_out_of_scope_looks_like_one_that_does_not_exist() {
    let server = Server::with_sample();
    let admin = server.admin();
    let scope = json!({ "kind": "list", "customers": [CONTOSO] });
    let sales = server.member(&admin, "sales_agent", &scope);
    let list = server.get(&sales, "/customers");
    assert_eq!(list["total"], 1);
    assert_eq!(list["items"][0]["customer_id"], CONTOSO);
    assert_eq!(server.get(&sales, "/portfolio")["customers"], 1);
    for rest in ["", "/trend", "/coverage", "/subscriptions", "/explain?workload=exchange"] {
        let ask = |customer: &str| {
            server.ask(&sales, "GET", &format!("/api/v1/customers/{customer}{rest}"), None)
        };
        let (foreign, unknown) = (ask(FABRIKAM), ask(NOBODY));
        assert_eq!(foreign.problem(), "404 unknown_customer", "{rest}");
        assert_eq!(foreign.body, unknown.body, "{rest}");
        assert_eq!(ask(CONTOSO).status, 200, "{rest}");
    }
}

#[test]
fn a_tag_scopes_to_the_customers_that_carry_it() {
    let server = Server::with_sample();
    let admin = server.admin();
    let total = |asker: &Asker| server.get(asker, "/customers")["total"].clone();
    let south = server.member(&admin, "sales_agent", &json!({ "kind": "tag", "tag": "South" }));
    assert_eq!(total(&south), 1);
    let north = server.member(&admin, "admin_agent", &json!({ "kind": "tag", "tag": "north" }));
    assert_eq!(total(&north), 2);
}

#[test]
fn names_of_users_are_for_those_who_may_see_them_and_each_view_is_logged() {
    let server = Server::with_sample();
    let admin = server.admin();
    let sales = server.member(&admin, "sales_agent", &json!({ "kind": "all" }));
    let path = format!("/customers/{CONTOSO}/explain?workload=exchange&on=2026-03-31");
    let plain = server.get(&sales, &path);
    assert_eq!(plain["people_total"], 3);
    assert_eq!(plain["agrees"], true);
    assert!(plain["people"].as_array().unwrap().iter().all(|it| it["user_id"] == Value::Null));
    assert!(!plain.to_string().contains("ana@contoso.com"));
    let named = format!("/api/v1{path}&names=true");
    assert_eq!(server.ask(&sales, "GET", &named, None).problem(), "403 not_allowed");
    let named = server.get(&admin, &format!("{path}&names=true"));
    assert!(named.to_string().contains("ana@contoso.com"));
    let audit = server.get(&admin, "/audit?action=personal_data.view");
    assert_eq!(audit["items"].as_array().unwrap().len(), 1);
    assert_eq!(audit["items"][0]["subject"], CONTOSO);
}

#[test]
fn the_list_is_searched_sorted_and_paged() {
    let server = Server::with_sample();
    let admin = server.admin();
    let names = |query: &str| {
        let page = server.get(&admin, &format!("/customers?on=2026-03-31&{query}"));
        let names = page["items"].as_array().unwrap().iter();
        names.map(|it| it["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("search=CONTOSO"), ["Contoso"]);
    assert_eq!(names("sort=sold&direction=desc"), ["Contoso", "<b>Fabrikam</b>"]);
    assert_eq!(names("sort=usage_percent"), ["Contoso", "<b>Fabrikam</b>"], "missing is last");
    assert_eq!(names("countries=de"), ["<b>Fabrikam</b>"]);
    let first = server.get(&admin, "/customers?limit=1");
    let next = first["next"].as_str().unwrap();
    let second = server.get(&admin, &format!("/customers?limit=1&cursor={next}"));
    assert_ne!(first["items"], second["items"]);
    assert_eq!(second["next"], Value::Null);
}

#[test]
fn a_question_that_was_mistyped_is_refused() {
    let server = Server::with_sample();
    let admin = server.admin();
    let title = |query: &str| {
        let answer = server.ask(&admin, "GET", &format!("/api/v1/portfolio?{query}"), None);
        assert_eq!(answer.status, 400, "{query}");
        let problem = answer.json();
        format!("{}: {}", problem["title"].as_str().unwrap(), problem["hint"].as_str().unwrap())
    };
    assert_snapshot!(title("onn=2026-03-31"), @"the parameter `onn` cannot be used: it must be left out: this question does not take it");
    assert_snapshot!(title("on=31.3.2026"), @"the parameter `on` cannot be used: it must be a day like 2026-03-01");
    assert_snapshot!(title("sellers=mine"), @"the parameter `sellers` cannot be used: it must be one of all, own");
}

#[test]
fn an_answer_that_the_reader_has_already_is_not_sent_again() {
    let server = Server::with_sample();
    let admin = server.admin();
    let path = "/api/v1/portfolio";
    let first = server.ask(&admin, "GET", path, None);
    let tag = first.header("etag").unwrap();
    assert_eq!(first.header("cache-control"), Some("private, no-cache"));
    let again = server.ask_with(&admin, "GET", path, None, &[("if-none-match", tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let other = "/api/v1/portfolio?sellers=own";
    let other = server.ask_with(&admin, "GET", other, None, &[("if-none-match", tag)]);
    assert_eq!(other.status, 200);
}

#[test]
fn a_new_import_is_shown_by_a_running_server() {
    let server = Server::with_sample();
    let admin = server.admin();
    let before = server.get(&admin, "/version")["ledger_entry"].as_i64().unwrap();
    std::fs::write(
        server.folder().path().join("more.csv"),
        format!("customer_id,name\n{NOBODY},Northwind\n"),
    )
    .unwrap();
    let imported = command(server.folder()).args(["import", "more.csv"]).output().unwrap();
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    let shown = || server.get(&admin, "/version")["ledger_entry"].as_i64().unwrap() > before;
    let deadline = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while !shown() {
        assert!(std::time::Instant::now() < deadline, "the import is never shown");
        std::thread::yield_now();
    }
}

#[test]
fn a_server_without_data_says_so() {
    let server = Server::empty();
    let admin = server.admin();
    let answer = server.ask(&admin, "GET", "/api/v1/portfolio", None);
    assert_eq!(answer.problem(), "404 no_data");
    assert_eq!(server.ask(&Asker::default(), "GET", "/api/v1/health", None).status, 200);
}
