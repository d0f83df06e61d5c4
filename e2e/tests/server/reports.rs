//! Reports of the Insights API, from the query to the file.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpListener,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::program::{Asker, CONTOSO, Server};

const REPORTS: &str = "/insights/v1/mpn/ScheduledReport";
const QUERY: &str =
    "SELECT CustomerTenantId,WorkloadName,PaidAvailableUnits FROM OfficeUsage TIMESPAN LAST_MONTH";

fn token(server: &Server, owner: &Asker) -> Asker {
    server.token(owner, &["read_insights", "export"], None)
}

/// Makes a query and a report of it that runs at once; the id of the report.
fn report(server: &Server, asker: &Asker, more: &Value) -> String {
    let query = json!({ "Name": "seats", "Query": QUERY });
    let query = server.ask(asker, "POST", "/insights/v1/mpn/ScheduledQueries", Some(&query));
    assert_eq!(query.status, 200, "{}", query.text());
    let mut body = json!({
        "ReportName": "now", "QueryId": query.json()["value"][0]["queryId"], "ExecuteNow": true,
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    let made = server.ask(asker, "POST", REPORTS, Some(&body));
    assert_eq!(made.status, 200, "{}", made.text());
    made.json()["value"][0]["reportId"].as_str().unwrap().to_owned()
}

/// The latest run of a report, once it is done.
fn run(server: &Server, asker: &Asker, report: &str) -> Value {
    let late = Instant::now() + Duration::from_mins(1);
    loop {
        let runs = server.ask(asker, "GET", &format!("{REPORTS}/execution/{report}"), None);
        if runs.status == 200 {
            assert_eq!(runs.json()["totalCount"], 1);
            return runs.json()["value"][0].clone();
        }
        assert_eq!(runs.status, 404, "{}", runs.text());
        assert!(Instant::now() < late, "the report does not run");
        thread::sleep(Duration::from_millis(50));
    }
}

/// The file behind a link, which takes no token.
fn file(server: &Server, link: &str) -> String {
    let path = link.strip_prefix(&server.origin).unwrap();
    let answer = server.ask(&Asker::default(), "GET", path, None);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_report_runs_with_what_its_member_may_see_and_is_fetched_without_a_token() {
    let server = Server::with_sample();
    let admin = server.admin();
    let program = token(&server, &admin);
    let all = report(&server, &program, &json!({}));
    let done = run(&server, &program, &all);
    assert_eq!(done["executionStatus"], "Completed");
    assert_eq!(done["reportLocation"], done["reportAccessSecureLink"]);
    let text = file(&server, done["reportAccessSecureLink"].as_str().unwrap());
    let (head, rows) = text.split_once('\n').unwrap();
    assert_eq!(head, "CustomerTenantId,WorkloadName,PaidAvailableUnits");
    assert!(rows.contains(CONTOSO) && rows.contains("22222222-"), "{text}");
    let listed = server.ask(&program, "GET", REPORTS, None).json();
    assert_eq!(listed["value"][0]["reportStatus"], "Inactive", "it runs once");

    let scope = json!({ "kind": "list", "customers": [CONTOSO] });
    let sales = token(&server, &server.member(&admin, "sales_agent", &scope));
    let one = report(&server, &sales, &json!({ "Format": "TSV" }));
    let link = run(&server, &sales, &one)["reportAccessSecureLink"].clone();
    let text = file(&server, link.as_str().unwrap());
    assert!(text.starts_with("CustomerTenantId\tWorkloadName\t"), "{text}");
    assert!(text.contains(CONTOSO) && !text.contains("22222222-"), "{text}");
    // Another's report is as good as none.
    let foreign = server.ask(&program, "GET", &format!("{REPORTS}/execution/{one}"), None);
    assert_eq!(foreign.status, 404);
    assert_eq!(server.ask(&program, "DELETE", &format!("{REPORTS}/{one}"), None).status, 404);
    let audit = server.get(&admin, "/audit");
    assert!(audit.to_string().contains("insights.report"), "{audit}");
}

#[test]
fn a_link_is_void_when_it_is_changed_and_when_its_report_is_dropped() {
    let server = Server::with_sample();
    let program = token(&server, &server.admin());
    let id = report(&server, &program, &json!({}));
    let link = run(&server, &program, &id)["reportAccessSecureLink"].clone();
    let path = link.as_str().unwrap().strip_prefix(&server.origin).unwrap().to_owned();
    let last = if path.ends_with('0') { "1" } else { "0" };
    let changed = format!("{}{last}", path.strip_suffix(|_: char| true).unwrap());
    for it in [changed.as_str(), "/insights/files/x/9/y", "/insights/files/../../state.sqlite/1/1"]
    {
        assert_eq!(server.ask(&Asker::default(), "GET", it, None).status, 404, "{it}");
    }
    let restarted = server.restarted();
    assert_eq!(restarted.ask(&Asker::default(), "GET", &path, None).status, 404, "a new key");
    let again = run(&restarted, &program, &id)["reportAccessSecureLink"].clone();
    assert!(!file(&restarted, again.as_str().unwrap()).is_empty());
    let dropped = restarted.ask(&program, "DELETE", &format!("{REPORTS}/{id}"), None);
    assert_eq!(dropped.status, 200, "{}", dropped.text());
    let path = again.as_str().unwrap().strip_prefix(&restarted.origin).unwrap();
    assert_eq!(restarted.ask(&Asker::default(), "GET", path, None).status, 404);
}

#[test]
fn whoever_waits_for_a_report_is_told_when_that_is_allowed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/done", listener.local_addr().unwrap());
    let config = "[server]\nprivate_callbacks = true\n";
    let server = Server::with_sample_and(config);
    let program = token(&server, &server.admin());
    let id = report(&server, &program, &json!({ "CallbackUrl": address, "CallbackMethod": "GET" }));
    let (stream, _) = listener.accept().unwrap();
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line).unwrap();
    (&stream).write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
    assert_eq!(line, format!("GET /done?reportId={id} HTTP/1.1\r\n"));
}
