//! The partner's own licences in the portfolio, for programs: nothing but own figures.

use serde_json::{Value, json};
use uptake_app::{PortfolioReport, SkuName};
use uptake_calc::{DeploymentSum, OwnPercents, OwnSum};
use uptake_model::percent::Percent;

use crate::view::{Flat, figures::json_percent, flat::FlatCell, portfolio::programs::joined};

/// The report as one document.
pub(in crate::view::portfolio) fn json(report: &PortfolioReport) -> Value {
    let workloads = report.workloads.iter().map(|(it, sum)| {
        let head = json!({
            "workload": it.code, "name": it.name, "service": it.service,
            "entitlements_own": known_seats(&sum.own),
        });
        joined(head, json_usage(&sum.own, sum.own.percents()), json!({}))
    });
    let skus = report.skus.iter().map(|(sku, sum)| {
        let head = json!({
            "sku_id": sku.id, "sku_part_number": sku.part_number, "product_name": sku.name,
            "service": sku.service, "is_mapped": sku.is_mapped,
        });
        joined(head, json_deployment(sum, sku.own_percents(&sum.own)), json!({}))
    });
    let products = report.products.iter().map(|(sku, workload, sum)| {
        let head = json!({
            "sku_id": sku.id, "sku_part_number": sku.part_number, "product_name": sku.name,
            "service": sku.service, "workload": workload.code,
            "qualified_own": known_seats(&sum.own),
        });
        joined(head, json_usage(&sum.own, sku.own_percents(&sum.own)), json!({}))
    });
    let customers = report.by_customer.iter().map(|it| {
        json!({
            "customer_id": it.customer,
            "customer_name": it.name,
            "deployment": json_deployment(&it.deployment, it.deployment.own.percents()),
            "entitlements_own": known_seats(&it.usage.own),
            "usage": json_usage(&it.usage.own, it.usage.own.percents()),
        })
    });
    json!({
        "day": report.day,
        "scope": "own",
        "customers": report.customers,
        "deployment": json_deployment(&report.deployment, report.deployment.own.percents()),
        "workloads": workloads.collect::<Vec<_>>(),
        "skus": skus.collect::<Vec<_>>(),
        "product_usage": products.collect::<Vec<_>>(),
        "by_customer": customers.collect::<Vec<_>>(),
    })
}

/// The figures as flat rows: workloads, SKUs, SKUs with workloads, customers.
pub(in crate::view::portfolio) fn rows(report: &PortfolioReport) -> Flat {
    let mut flat = Flat::new(COLUMNS);
    let day = report.day;
    let mut row = |kind: &str, cells: Vec<Vec<(&'static str, FlatCell)>>| {
        let head = vec![("row", kind.into()), ("day", day.into())];
        flat.row(&[vec![head], cells].concat().concat());
    };
    for (it, sum) in &report.workloads {
        let what = vec![
            ("service", (&it.service).into()),
            ("workload", (&it.code).into()),
            ("name", (&it.name).into()),
        ];
        let usage = usage_cells("entitlements_own", &sum.own, sum.own.percents());
        row("workload", vec![what, usage, customers_cells(&sum.own)]);
    }
    for (sku, sum) in &report.skus {
        let deployment = deployment_cells(sum, sku.own_percents(&sum.own));
        row("sku", vec![sku_cells(sku), deployment, customers_cells(&sum.own)]);
    }
    for (sku, workload, sum) in &report.products {
        let what = vec![("workload", (&workload.code).into())];
        let usage = usage_cells("qualified_own", &sum.own, sku.own_percents(&sum.own));
        row("product", vec![sku_cells(sku), what, usage, customers_cells(&sum.own)]);
    }
    for it in &report.by_customer {
        let who =
            vec![("customer_id", it.customer.to_string().into()), ("name", (&it.name).into())];
        let deployment = deployment_cells(&it.deployment, it.deployment.own.percents());
        let usage = usage_cells("entitlements_own", &it.usage.own, it.usage.own.percents());
        row("customer", vec![who, deployment, usage]);
    }
    flat
}

const COLUMNS: &[&str] = &[
    "row",
    "day",
    "service",
    "workload",
    "sku_id",
    "sku_part_number",
    "customer_id",
    "name",
    "sold_own",
    "own_assigned_low",
    "own_assigned_high",
    "own_assigned_estimate",
    "own_deployment_percent_low",
    "own_deployment_percent_high",
    "own_deployment_percent_estimate",
    "entitlements_own",
    "qualified_own",
    "own_active_low",
    "own_active_high",
    "own_active_estimate",
    "own_usage_percent_low",
    "own_usage_percent_high",
    "own_usage_percent_estimate",
    "customers_counted",
    "customers_missing",
    "customers_lower_bound",
];

/// The seats of those whose use is known; with nobody there is no number.
fn known_seats(own: &OwnSum) -> Option<u64> {
    (own.customers > 0).then_some(own.seats)
}

fn json_deployment(sum: &DeploymentSum, percents: Option<OwnPercents>) -> Value {
    let bounds = sum.is_told().then(|| sum.own_assigned());
    json!({
        "sold_own": sum.counts.sold_own,
        "own_assigned": bounds.map(|it| json!({
            "low": it.low, "high": it.high, "estimate": it.estimate,
        })),
        "own_deployment_percent": json_percents(percents),
        "customers_counted": sum.own.customers,
        "customers_missing": sum.own.missing,
    })
}

fn json_usage(own: &OwnSum, percents: Option<OwnPercents>) -> Value {
    let bounds = (own.customers > 0).then(|| own.bounds());
    json!({
        "own_active": bounds.map(|it| json!({
            "low": it.low, "high": it.high, "estimate": it.estimate,
        })),
        "own_usage_percent": json_percents(percents),
        "customers_counted": own.customers,
        "customers_missing": own.missing,
        "customers_lower_bound": own.lower_bounds,
    })
}

fn json_percents(percents: Option<OwnPercents>) -> Value {
    let json = |it: Percent| json_percent(Some(it));
    percents.map_or(
        Value::Null,
        |it| json!({ "low": json(it.low), "high": json(it.high), "estimate": json(it.estimate) }),
    )
}

fn sku_cells(sku: &SkuName) -> Vec<(&'static str, FlatCell)> {
    vec![
        ("service", (&sku.service).into()),
        ("sku_id", (&sku.id).into()),
        ("sku_part_number", (&sku.part_number).into()),
        ("name", (&sku.name).into()),
    ]
}

fn deployment_cells(
    sum: &DeploymentSum,
    percents: Option<OwnPercents>,
) -> Vec<(&'static str, FlatCell)> {
    let bounds = sum.own_assigned();
    let told = |it: u64| sum.is_told().then_some(it);
    vec![
        ("sold_own", sum.counts.sold_own.into()),
        ("own_assigned_low", told(bounds.low).into()),
        ("own_assigned_high", told(bounds.high).into()),
        ("own_assigned_estimate", told(bounds.estimate).into()),
        ("own_deployment_percent_low", percents.map(|it| it.low).into()),
        ("own_deployment_percent_high", percents.map(|it| it.high).into()),
        ("own_deployment_percent_estimate", percents.map(|it| it.estimate).into()),
    ]
}

fn usage_cells(
    seats: &'static str,
    own: &OwnSum,
    percents: Option<OwnPercents>,
) -> Vec<(&'static str, FlatCell)> {
    let of = |count: u64| (own.customers > 0).then_some(count).into();
    let bounds = own.bounds();
    vec![
        (seats, known_seats(own).into()),
        ("own_active_low", of(bounds.low)),
        ("own_active_high", of(bounds.high)),
        ("own_active_estimate", of(bounds.estimate)),
        ("own_usage_percent_low", percents.map(|it| it.low).into()),
        ("own_usage_percent_high", percents.map(|it| it.high).into()),
        ("own_usage_percent_estimate", percents.map(|it| it.estimate).into()),
    ]
}

fn customers_cells(own: &OwnSum) -> Vec<(&'static str, FlatCell)> {
    vec![
        ("customers_counted", own.customers.into()),
        ("customers_missing", own.missing.into()),
        ("customers_lower_bound", own.lower_bounds.into()),
    ]
}
