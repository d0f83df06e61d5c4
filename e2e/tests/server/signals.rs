//! Signals: what is asked of a customer's tickets and seats, and who sees texts.

use serde_json::{Value, json};

use crate::program::{CONTOSO, Server, command};

/// A server with tickets of Contoso beside the sample.
fn with_tickets() -> (Server, crate::program::Asker) {
    let server = Server::with_sample();
    let admin = server.admin();
    let before = server.get(&admin, "/version")["ledger_entry"].as_i64().unwrap();
    let text = format!(
        "customer_id,ticket_id,opened_on,category,product,subject\n\
         {CONTOSO},t1,2026-03-02,,Exchange,How do I share a calendar? Ana Torres\n\
         {CONTOSO},t2,2026-03-31,fault,Phone of Ana Torres,Broken for ana@contoso.com\n"
    );
    std::fs::write(server.folder().path().join("tickets.csv"), text).unwrap();
    let imported = command(server.folder()).args(["import", "tickets.csv"]).output().unwrap();
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    let shown = || server.get(&admin, "/version")["ledger_entry"].as_i64().unwrap() > before;
    let deadline = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while !shown() {
        assert!(std::time::Instant::now() < deadline, "the import is never shown");
        std::thread::yield_now();
    }
    (server, admin)
}

#[test]
fn texts_are_for_those_who_may_see_them_masked_and_each_view_is_logged() {
    let (server, admin) = with_tickets();
    let sales = server.member(&admin, "sales_agent", &json!({ "kind": "all" }));
    let path = format!("/customers/{CONTOSO}/tickets?on=2026-03-31");
    let plain = server.get(&sales, &path);
    assert_eq!(plain["total"], 2);
    assert_eq!(plain["items"][1]["category"], "how_to");
    assert_eq!(plain["items"][1]["is_classified"], true);
    assert!(plain["items"].as_array().unwrap().iter().all(|it| it["subject"] == Value::Null));
    assert_eq!(plain["items"][0]["product"], Value::Null, "it may name somebody");
    assert_eq!(plain["items"][1]["product"], "Exchange");
    let texts = format!("/api/v1{path}&texts=true");
    assert_eq!(server.ask(&sales, "GET", &texts, None).problem(), "403 not_allowed");
    let told = server.get(&admin, &format!("{path}&texts=true"));
    assert_eq!(told["items"][0]["subject"], "Broken for [address]");
    assert_eq!(told["items"][0]["product"], "Phone of [name]");
    assert_eq!(told["items"][1]["subject"], "How do I share a calendar? [name]");
    let audit = server.get(&admin, "/audit?action=personal_data.view");
    assert_eq!(audit["items"].as_array().unwrap().len(), 1);
    assert_eq!(audit["items"][0]["subject"], CONTOSO);
}

#[test]
fn signals_support_and_growth_are_answered() {
    let (server, admin) = with_tickets();
    let signals = server.get(&admin, &format!("/customers/{CONTOSO}/signals?on=2026-03-31"));
    assert_eq!(signals["signals"]["sold_seats"], 7);
    assert_eq!(signals["signals"]["csat_mean"], Value::Null);
    assert_eq!(signals["unused"][0]["exposure"]["unpriced_seats"], 5);
    let of_own = server.get(&admin, &format!("/customers/{CONTOSO}/signals?sellers=own"));
    let own = of_own["unused"].as_array().unwrap();
    assert_eq!(own.len(), 1, "what another partner sold is not the partner's own: {own:?}");
    assert_eq!((&own[0]["sku_part_number"], &own[0]["sold"]), (&json!("SPE_E3"), &json!(2)));
    let support = server.get(&admin, &format!("/customers/{CONTOSO}/support?on=2026-03-31"));
    let months = support["months"].as_array().unwrap();
    assert_eq!(months.last().unwrap()["tickets"]["how_to"], 1);
    let all = server.get(&admin, "/portfolio/support?on=2026-03-31");
    assert_eq!(all["customers"], 2);
    let month = all["months"].as_array().unwrap().last().unwrap();
    assert_eq!(month["customers_complete"], 0, "not all of its days are covered");
    assert_eq!((&month["customers_partial"], &month["tickets"]["how_to"]), (&json!(1), &json!(1)));
    assert_eq!(month["how_to_per_100"], Value::Null, "of some of the tickets no ratio is made");
    let by_product = server.ask(&admin, "GET", "/api/v1/portfolio/support?skus=SPE_E3", None);
    assert_eq!(by_product.problem(), "400 invalid_parameter");
    let growth = server.get(&admin, "/portfolio/growth?by=country&on=2026-03-31");
    let months = growth["total"]["months"].as_array().unwrap();
    assert_eq!(months.last().unwrap()["seats"]["end"], 11);
    assert_eq!(growth["groups"].as_array().unwrap().len(), 2);
}
