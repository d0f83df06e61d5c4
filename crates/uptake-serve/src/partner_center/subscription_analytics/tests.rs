use insta::assert_snapshot;

use super::*;
use crate::partner_center::{
    samples::{day, pretty, subscription},
    table::Kind,
};

fn flat() -> FlatSubscription {
    FlatSubscription { row: subscription(), last_used_on: Some(day("2026-02-27")) }
}

#[test]
fn a_row_has_the_documented_fields() {
    assert_snapshot!(pretty(&flat()), @r#"
    {
      "customerTenantId": "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04",
      "customerName": "Northwind",
      "customerMarket": "ES",
      "id": "a4c1340d-6911-4758-bba3-0c4c6007d161",
      "status": "ACTIVE",
      "productName": "Office 365 E3",
      "subscriptionType": "Office",
      "autoRenewEnabled": true,
      "partnerId": "4711",
      "friendlyName": "Office 365 E3",
      "partnerName": "",
      "providerName": "",
      "creationDate": "2025-03-01T00:00:00",
      "effectiveStartDate": "2025-03-01T00:00:00",
      "commitmentEndDate": "2026-03-01T00:00:00",
      "currentStateEndDate": "2026-03-01T00:00:00",
      "trialToPaidConversionDate": "2025-03-01T00:00:00",
      "trialStartDate": "2025-02-01T00:00:00",
      "trialEndDate": "2025-03-01T00:00:00",
      "lastUsageDate": "2026-02-27T00:00:00",
      "deprovisionedDate": null,
      "lastRenewalDate": null,
      "licenseCount": 10,
      "billingCycleName": "MONTHLY"
    }
    "#);
}

#[test]
fn every_column_has_the_cell_that_the_row_shows() {
    let shown = serde_json::to_value(flat()).unwrap();
    for column in COLUMNS {
        let row = flat();
        let cell = match row.cell(column.name) {
            Cell::Text(text) => serde_json::json!(text),
            Cell::Flag(flag) => serde_json::json!(flag),
            Cell::Day(day) => serde_json::json!(day.map(moment::without_offset)),
        };
        assert_eq!(cell, shown[column.name], "{}", column.name);
        assert_eq!(column.kind == Kind::Day, column.name.ends_with("Date"), "{}", column.name);
    }
}

#[test]
fn a_subscription_that_has_ended_has_no_next_state() {
    let mut ended = flat();
    ended.row.ended_on = Some(day("2026-02-28"));
    let shown = serde_json::to_value(&ended).unwrap();
    assert_eq!(shown["currentStateEndDate"], serde_json::Value::Null);
    assert_eq!(shown["deprovisionedDate"], "2026-02-28T00:00:00");
}
