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
    let rests = ["", "/trend", "/coverage", "/subscriptions", "/explain?workload=exchange"];
    let signals = ["/signals", "/support", "/tickets", "/surveys"];
    for rest in rests.into_iter().chain(signals) {
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
fn a_customer_has_totals_and_what_has_changed_in_28_days() {
    let server = Server::with_sample();
    let admin = server.admin();
    let customer = server.get(&admin, &format!("/customers/{CONTOSO}?on=2026-03-31"));
    let row = server.get(&admin, "/customers?on=2026-03-31&search=contoso")["items"][0].clone();
    for name in ["deployment", "usage"] {
        assert_eq!(customer["totals"][name], row[name], "{name}");
    }
    let before = &customer["before"];
    assert_eq!(before["day"], "2026-03-03");
    let then = server.get(&admin, "/customers?on=2026-03-03&search=contoso")["items"][0].clone();
    assert_eq!(before["deployment"], then["deployment"]);
    let percent = |it: &Value| it["deployment"]["deployment"]["percent"].as_f64().unwrap();
    let change = before["deployment_change"]["deployment_points"].as_f64().unwrap();
    assert!((change - (percent(&row) - percent(&then))).abs() < 0.005, "{before}");
    let sku = customer["deployment"][0].clone();
    assert_eq!(sku["sku_part_number"], "MYSTERY");
    assert_eq!((&sku["unassigned"], &sku["unassigned_own"]["high"]), (&json!(5), &json!(0)));
    let first = server.get(&admin, &format!("/customers/{CONTOSO}?on=2026-02-02"));
    assert_eq!(first["before"], Value::Null, "nothing is known of that day");
}

#[test]
fn every_figure_of_the_portfolio_is_explained_by_the_customers_parts() {
    let server = Server::with_sample();
    let admin = server.admin();
    let portfolio = server.get(&admin, "/portfolio?on=2026-03-31");
    let explained =
        |query: &str| server.get(&admin, &format!("/portfolio/explain?on=2026-03-31&{query}"));
    for name in ["sold", "assigned", "excess", "unassigned", "trial_seats", "grace_seats"] {
        let told = explained(&format!("count={name}"));
        assert_eq!(told["sum"], portfolio["deployment"][name], "{name}");
        let parts = told["items"].as_array().unwrap().iter();
        let parts: u64 = parts.map(|it| it["part"].as_u64().unwrap()).sum();
        assert_eq!(told["sum"], parts, "{name}");
    }
    let active = explained("count=active&workload=exchange");
    assert_eq!(active["sum"], 3);
    assert_eq!(
        (&active["customers_counted"], &active["customers_missing"]),
        (&json!(1), &json!(1))
    );
    let parts: Vec<&Value> =
        active["items"].as_array().unwrap().iter().map(|it| &it["part"]).collect();
    assert_eq!(parts, [&json!(3), &Value::Null], "what is not known is last");
    let first = explained("count=sold&limit=1");
    assert_eq!((&first["total"], &first["items"][0]["name"]), (&json!(2), &json!("Contoso")));
    let next = first["next"].as_str().unwrap();
    let second = explained(&format!("count=sold&limit=1&cursor={next}"));
    assert_eq!(second["items"][0]["name"], "<b>Fabrikam</b>");
    assert_eq!(second["next"], Value::Null);
    for wrong in ["", "count=held&sellers=own", "count=sold&workload=exchange", "count=x"] {
        let path = format!("/api/v1/portfolio/explain?{wrong}");
        let answer = server.ask(&admin, "GET", &path, None);
        assert_eq!(answer.problem(), "400 invalid_parameter", "{wrong}");
    }
}

#[test]
fn a_trend_tells_workloads_only_when_they_are_asked_for() {
    let server = Server::with_sample();
    let admin = server.admin();
    let codes = |query: &str| {
        let path = format!("/portfolio/trend?from=2026-03-01&to=2026-03-31&{query}");
        let workloads = server.get(&admin, &path)["workloads"].clone();
        let codes = workloads.as_array()?.iter();
        Some(codes.map(|it| it["workload"].as_str().unwrap().to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(codes(""), None);
    assert_eq!(codes("workloads=exchange").unwrap(), ["exchange"]);
    assert!(codes("with=workloads").unwrap().len() > 1);
}

#[test]
fn coverage_says_why_a_day_is_not_complete() {
    let server = Server::with_sample();
    let admin = server.admin();
    let path = format!("/customers/{CONTOSO}/coverage?from=2026-03-27&to=2026-04-01");
    let coverage = server.get(&admin, &path);
    let workloads = coverage["workloads"].as_array().unwrap();
    let exchange = workloads.iter().find(|it| it["workload"] == "exchange").unwrap();
    let reasons: Vec<&Value> =
        exchange["days"].as_array().unwrap().iter().map(|it| &it["reason"]).collect();
    let (before, late) = (json!("before_first"), json!("late"));
    assert_eq!(reasons, [&before, &Value::Null, &Value::Null, &Value::Null, &Value::Null, &late]);
}

#[test]
fn customers_without_a_value_can_be_asked_for() {
    let server = Server::with_sample();
    let admin = server.admin();
    let path = server.folder().path().join("more.csv");
    std::fs::write(path, format!("customer_id,name\n{NOBODY},Northwind\n")).unwrap();
    let imported = command(server.folder()).args(["import", "more.csv"]).output().unwrap();
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    let deadline = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while server.get(&admin, "/customers")["total"] != 3 {
        assert!(std::time::Instant::now() < deadline, "the import is never shown");
        std::thread::yield_now();
    }
    let names = |query: &str| {
        let page = server.get(&admin, &format!("/customers?on=2026-03-31&{query}"));
        let names = page["items"].as_array().unwrap().iter();
        names.map(|it| it["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for filter in ["countries=-", "segments=-", "resellers=-", "tags=-"] {
        assert_eq!(names(filter), ["Northwind"], "{filter}");
    }
    assert_eq!(names("countries=-,de"), ["<b>Fabrikam</b>", "Northwind"]);
    assert_eq!(names("bands=-&band_of=usage_percent"), ["<b>Fabrikam</b>", "Northwind"]);
    assert_eq!(names("bands=0,1,2,3,4,-&band_of=usage_percent").len(), 3);
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
fn ranges_that_are_too_long_and_days_that_are_too_late_are_refused_by_name() {
    let server = Server::with_sample();
    let admin = server.admin();
    let problem = |path: &str| {
        let answer = server.ask(&admin, "GET", &format!("/api/v1{path}"), None);
        let hint = answer.json()["hint"].as_str().unwrap_or_default().to_owned();
        format!("{}: {hint}", answer.problem())
    };
    assert_snapshot!(problem("/portfolio?on=2030-01-01"), @"404 day_too_late: the last day that can be asked for is 2027-04-01");
    assert_snapshot!(problem("/portfolio/trend?to=2030-01-01"), @"404 day_too_late: the last day that can be asked for is 2027-04-01");
    assert_snapshot!(problem("/portfolio/trend?from=2020-01-01"), @"400 range_too_long: ask for at most 1200 days at once");
    assert_snapshot!(problem("/portfolio?on=2020-01-01"), @"404 no_data_on_day: the data begins on 2026-02-01");
}

#[test]
fn the_portfolio_is_divided_by_product() {
    let server = Server::with_sample();
    let admin = server.admin();
    let groups = server.get(&admin, "/portfolio/groups?by=product&on=2026-03-31");
    let groups = groups["items"].as_array().unwrap();
    let exchange = groups.iter().find(|it| it["workload"]["workload"] == "exchange").unwrap();
    assert_eq!(exchange["sku"]["sku_part_number"], "SPE_E3");
    let usage = &exchange["product_usage"];
    assert_eq!(usage["usage"], json!({ "part": 3, "whole": 2, "percent": 150.0 }));
    assert_eq!((&usage["customers_counted"], &usage["customers_missing"]), (&json!(1), &json!(1)));
    assert_eq!(usage["own"]["high"]["whole"], 2);
    let narrow = "/portfolio/groups?by=product&on=2026-03-31&workloads=exchange";
    let narrow = server.get(&admin, narrow)["items"].clone();
    assert_eq!(narrow.as_array().unwrap().len(), 1);
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
