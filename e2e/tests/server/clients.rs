//! Programs of others: an unmodified client of Partner Center reads the same figures as the
//! own API gives.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::program::{Asker, CONTOSO, Server};

/// Runs the client on a customer; `expected` is what it must find.
fn read(server: &Server, token: &Asker, customer: &str, expected: &Value) -> (bool, String) {
    let python = std::env::var_os("UPTAKE_PYTHON")
        .expect("UPTAKE_PYTHON names a Python with the test packages: run `make test`");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/clients/partner_center.py");
    let mut child = Command::new(python)
        .args([script, &server.origin, token.token.as_ref().unwrap(), customer, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(expected.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.success(), text)
}

/// What the own API says of Contoso on the last day of the sample.
fn expected(server: &Server, asker: &Asker) -> Value {
    let customer = server.get(asker, &format!("/customers/{CONTOSO}?on=2026-03-31"));
    let list = |name: &str| customer[name].as_array().unwrap().clone();
    // Partner Center lists what the partner sold, and nobody else's.
    let subscriptions = list("subscriptions")
        .into_iter()
        .filter(|it| it["seller"] == "own")
        .map(|it| json!({ "id": it["subscription_id"], "quantity": it["quantity"] }));
    let label = |it: &Value| {
        let names = ["product_name", "sku_part_number", "sku_id"];
        names.iter().map(|name| it[*name].clone()).find(|it| *it != json!("")).unwrap()
    };
    let deployment = list("deployment").into_iter().map(|it| {
        json!({
            "product": label(&it), "sold": it["sold"], "sold_own": it["sold_own"],
            "assigned": it["assigned"],
        })
    });
    let usage = list("product_usage").into_iter().map(|it| {
        json!({
            "product": label(&it["sku"]), "workload": it["workload"],
            "qualified": it["qualified"], "active": it["active"],
        })
    });
    json!({
        "subscriptions": subscriptions.collect::<Vec<_>>(),
        "deployment": deployment.collect::<Vec<_>>(),
        "product_usage": usage.collect::<Vec<_>>(),
    })
}

#[test]
fn a_client_of_partner_center_reads_the_figures_of_the_own_api() {
    let server = Server::with_sample();
    let admin = server.admin();
    let token = server.token(&admin, &["read_insights"], None);
    let mut figures = expected(&server, &token);
    let (is_same, text) = read(&server, &token, CONTOSO, &figures);
    assert!(is_same, "{text}");
    // The comparison can fail.
    figures["deployment"][0]["assigned"] = json!(99);
    let (is_same, text) = read(&server, &token, CONTOSO, &figures);
    assert!(!is_same, "{text}");
}

#[test]
fn partner_center_answers_only_tokens_and_only_customers_in_scope() {
    let server = Server::with_sample();
    let admin = server.admin();
    let ask = |asker: &Asker, path: &str| server.ask(asker, "GET", path, None);
    let nobody = ask(&Asker::default(), "/v1/customers?size=10");
    assert_eq!((nobody.status, nobody.json()["code"].clone()), (401, json!("800001")));
    let cookie = ask(&admin, "/v1/customers?size=10");
    assert_eq!(cookie.status, 401, "a page of another site could send the cookie along");
    let scope = json!({ "kind": "list", "customers": [CONTOSO] });
    let sales = server.member(&admin, "sales_agent", &scope);
    let token = server.token(&sales, &["read_insights"], None);
    let seen = ask(&token, "/V1//customers/?size=10").json();
    assert_eq!(seen["totalCount"], 1);
    let foreign = ask(&token, "/v1/customers/22222222-2222-2222-2222-222222222222");
    let random = ask(&token, "/v1/customers/99999999-9999-9999-9999-999999999999");
    assert_eq!((foreign.status, &foreign.body), (404, &random.body));
}
