//! Rows that tests show the shapes with.

use std::sync::Arc;

use uptake_calc::{Channel, SkuUnits};
use uptake_model::{
    Day, SkuClass,
    counts::{CoverageState, DeploymentCounts, ProductUsageCounts},
    facts::{Seller, Status},
};

use super::source::{
    CustomerRow, DeploymentRow, Product, SubscriptionRow, UnitsRow, UsageRow, UserRow, Workload,
};

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn northwind() -> Arc<CustomerRow> {
    Arc::new(CustomerRow {
        id: "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04".parse().unwrap(),
        name: "Northwind".to_owned(),
        domain: Some("northwind.example".to_owned()),
        country: Some("ES".to_owned()),
        reseller_id: Some("4711".to_owned()),
    })
}

pub(super) fn e3() -> Arc<Product> {
    Arc::new(Product {
        id: "6fd2c87f-b296-42f0-b197-1e91e994b900".to_owned(),
        part_number: "ENTERPRISEPACK".to_owned(),
        name: "Office 365 E3".to_owned(),
        service: "office365".to_owned(),
        service_name: "Office 365".to_owned(),
        class: SkuClass::Paid,
    })
}

pub(super) fn exchange() -> Arc<Workload> {
    Arc::new(Workload {
        code: "exchange".to_owned(),
        name: "Exchange".to_owned(),
        service: "office365".to_owned(),
        service_name: "Office 365".to_owned(),
    })
}

/// 100 of 206 seats are own, 5 are assigned.
pub(super) fn deployment() -> DeploymentRow {
    let counts = DeploymentCounts {
        sold: 206,
        sold_own: 100,
        assigned: Some(5),
        ..DeploymentCounts::default()
    };
    DeploymentRow { customer: northwind(), product: e3(), counts }
}

pub(super) fn usage(active: Option<u64>) -> UsageRow {
    UsageRow {
        customer: northwind(),
        product: e3(),
        workload: exchange(),
        channel: Channel::Reseller,
        counts: ProductUsageCounts { qualified: 10, active, coverage: CoverageState::Complete },
    }
}

pub(super) fn subscription() -> SubscriptionRow {
    SubscriptionRow {
        customer: northwind(),
        id: "a4c1340d-6911-4758-bba3-0c4c6007d161".to_owned(),
        product: e3(),
        quantity: 10,
        status: Status::Active,
        is_trial: false,
        seller: Seller::Own,
        term: Some("P1Y".to_owned()),
        billing_cycle: Some("monthly".to_owned()),
        auto_renew: Some(true),
        created_on: day("2025-03-01"),
        commitment_end: Some(day("2026-03-01")),
        trial_since: Some(day("2025-02-01")),
        converted_on: Some(day("2025-03-01")),
        ended_on: None,
        renewed_on: None,
    }
}

pub(super) fn units() -> UnitsRow {
    let units = SkuUnits { active: 10, warning: 5, suspended: 3 };
    UnitsRow { product: e3(), units, consumed: Some(12) }
}

pub(super) fn ana() -> UserRow {
    UserRow {
        id: "95794928-9abe-4548-8b43-50ffc20b9404".to_owned(),
        principal_name: Some("ana@northwind.example".to_owned()),
        display_name: Some("Ana".to_owned()),
        deleted_on: Some(day("2026-03-01")),
        held: vec![e3()],
    }
}

/// What is sent for a value, laid out for people.
pub(super) fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap()
}
