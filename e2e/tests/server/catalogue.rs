//! Adding to the catalogue.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::program::{Asker, Server};

const SKUS: &str = r#"
[[sku]]
id = "11111111-2222-4333-8444-555555555555"
part_number = "MYSTERY"
name = "Mystery Suite"
service = "office365"
class = "paid"
base = ["exchange"]
addon = []
"#;

fn add(server: &Server, asker: &Asker, text: &str, query: &str) -> crate::program::Answer {
    let body = json!({ "name": "ours.toml", "text": text });
    server.send(asker, "POST", &format!("/catalogue{query}"), &body)
}

#[test]
fn a_product_that_was_unmapped_is_added_and_counts_from_then_on() {
    let server = Server::with_sample();
    let admin = server.admin();
    let unmapped = || server.get(&admin, "/catalogue/unmapped")["skus"].clone();
    assert_eq!(unmapped()[0]["sku_part_number"], "MYSTERY");
    let tried = add(&server, &admin, SKUS, "?dry_run=true");
    assert_eq!(tried.status, 200, "{}", tried.text());
    assert_eq!(tried.json()["skus"], json!({ "added": 1, "replaced": 0 }));
    assert_ne!(unmapped(), json!([]), "nothing was kept");
    let added = add(&server, &admin, SKUS, "");
    assert_eq!(added.status, 200, "{}", added.text());
    assert_eq!(added.json()["is_dry_run"], false);
    assert_eq!(unmapped(), json!([]));
    let portfolio = server.get(&admin, "/portfolio?on=2026-03-31");
    let workloads = portfolio["workloads"].as_array().unwrap();
    let exchange = workloads.iter().find(|it| it["workload"] == "exchange").unwrap();
    assert_eq!(exchange["usage"]["entitlements"], 7);
    let ledger = server.get(&admin, "/imports")["items"][0].clone();
    assert_eq!(
        (&ledger["kind"], &ledger["catalogue_file"]),
        (&json!("catalogue"), &json!("ours.toml"))
    );
    let audit = server.get(&admin, "/audit?action=catalogue.add");
    assert_eq!(audit["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_file_with_mistakes_is_refused_with_the_line_of_each() {
    let server = Server::with_sample();
    let admin = server.admin();
    let refused = |text: &str, query: &str| {
        let refused = add(&server, &admin, text, query);
        assert_eq!(refused.problem(), "422 catalogue_refused");
        let told = |it: &Value| format!("{}: {}", it["line"], it["text"].as_str().unwrap());
        let problem = refused.json();
        let problems = problem["problems"].as_array().unwrap().iter();
        problems.map(told).collect::<Vec<_>>().join("\n")
    };
    let wrong = SKUS.replace("\"paid\"", "\"gratis\"").replace("addon = []\n", "");
    let told = refused(&wrong, "");
    assert_snapshot!(told, @"
    2: the key `addon` is missing in an entry of kind `sku`
    7: this word is not known in column `class`: `gratis`
    ");
    assert_eq!(refused(&wrong, "?dry_run=true"), told);
    let undefined = SKUS.replace("\"exchange\"", "\"nothing\"");
    let told = refused(&undefined, "");
    assert!(told.contains("nothing") && !told.starts_with("null"), "{told}");
    let sales = server.member(&admin, "sales_agent", &json!({ "kind": "all" }));
    assert_eq!(add(&server, &sales, SKUS, "").problem(), "403 not_allowed");
}
