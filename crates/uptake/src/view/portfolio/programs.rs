//! The portfolio on one day over all sellers, for programs.

use serde_json::{Value, json};
use uptake_app::PortfolioReport;
use uptake_calc::{DeploymentSum, UsageSum};
use uptake_model::percent::Percent;

use crate::view::{
    Flat,
    figures::{json_percent, json_usage_sum, ratio},
    flat::FlatCell,
};

/// The report as one document.
pub(super) fn json(report: &PortfolioReport) -> Value {
    let workloads = report.workloads.iter().map(|(it, sum)| {
        let head = json!({ "workload": it.code, "name": it.name, "service": it.service });
        joined(head, json_usage_sum(sum))
    });
    let skus = report.skus.iter().map(|(sku, sum)| {
        let head = json!({
            "sku_id": sku.id, "sku_part_number": sku.part_number, "product_name": sku.name,
            "service": sku.service, "is_mapped": sku.is_mapped,
        });
        let percent = sum.percent().filter(|_| sku.is_paid());
        joined(head, json_deployment(sum, percent))
    });
    let customers = report.by_customer.iter().map(|it| {
        json!({
            "customer_id": it.customer,
            "customer_name": it.name,
            "deployment": json_deployment(&it.deployment, it.deployment.percent()),
            "usage": json_usage_sum(&it.usage),
        })
    });
    json!({
        "day": report.day,
        "scope": "all",
        "customers": report.customers,
        "deployment": json_deployment(&report.deployment, report.deployment.percent()),
        "workloads": workloads.collect::<Vec<_>>(),
        "skus": skus.collect::<Vec<_>>(),
        "by_customer": customers.collect::<Vec<_>>(),
    })
}

/// The figures as flat rows: workloads, SKUs, customers.
pub(super) fn rows(report: &PortfolioReport) -> Flat {
    let mut flat = Flat::new(COLUMNS);
    let day = report.day;
    for (workload, sum) in &report.workloads {
        let mut cells = vec![
            ("row", "workload".into()),
            ("day", day.into()),
            ("service", (&workload.service).into()),
            ("workload", (&workload.code).into()),
            ("name", (&workload.name).into()),
        ];
        cells.extend(usage_cells(sum));
        flat.row(&cells);
    }
    for (sku, sum) in &report.skus {
        let percent = sum.percent().filter(|_| sku.is_paid());
        flat.row(&[
            ("row", "sku".into()),
            ("day", day.into()),
            ("service", (&sku.service).into()),
            ("sku_id", (&sku.id).into()),
            ("sku_part_number", (&sku.part_number).into()),
            ("name", (&sku.name).into()),
            ("sold", sum.counts.sold.into()),
            ("sold_own", sum.counts.sold_own.into()),
            ("assigned", sum.counts.assigned.into()),
            ("deployment_percent", percent.into()),
            ("excess", sum.excess.into()),
            ("unassigned", sum.unassigned().into()),
            ("customers_counted", sum.customers.into()),
        ]);
    }
    for it in &report.by_customer {
        let mut cells = vec![
            ("row", "customer".into()),
            ("day", day.into()),
            ("customer_id", it.customer.to_string().into()),
            ("name", (&it.name).into()),
            ("sold", it.deployment.counts.sold.into()),
            ("sold_own", it.deployment.counts.sold_own.into()),
            ("assigned", it.deployment.counts.assigned.into()),
            ("deployment_percent", it.deployment.percent().into()),
            ("excess", it.deployment.excess.into()),
            ("unassigned", it.deployment.unassigned().into()),
        ];
        cells.extend(usage_cells(&it.usage));
        flat.row(&cells);
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
    "sold",
    "sold_own",
    "assigned",
    "deployment_percent",
    "excess",
    "unassigned",
    "entitlements",
    "entitlements_own",
    "active",
    "held",
    "former",
    "never",
    "usage_percent",
    "covered_percent",
    "overage",
    "own_active_low",
    "own_active_high",
    "own_active_estimate",
    "customers_counted",
    "customers_missing",
    "median_percent",
];

fn usage_cells(sum: &UsageSum) -> Vec<(&'static str, FlatCell)> {
    let known = sum.customers > 0;
    let of = |count: u64| known.then_some(count).into();
    let own = sum.own_active();
    vec![
        ("entitlements", of(sum.entitlements)),
        ("entitlements_own", of(sum.entitlements_own)),
        ("active", of(sum.users.active())),
        ("held", of(sum.users.held)),
        ("former", of(sum.users.former)),
        ("never", of(sum.users.never)),
        ("usage_percent", sum.percent().into()),
        ("covered_percent", sum.covered_percent().into()),
        ("overage", of(sum.users.overage.total())),
        ("own_active_low", of(own.low)),
        ("own_active_high", of(own.high)),
        ("own_active_estimate", of(own.estimate)),
        ("customers_counted", sum.customers.into()),
        ("customers_missing", sum.missing.into()),
        ("median_percent", sum.spread.median().into()),
    ]
}

/// The keys of two objects in one.
fn joined(head: Value, tail: Value) -> Value {
    let (Value::Object(mut head), Value::Object(mut tail)) = (head, tail) else {
        return Value::Null;
    };
    head.append(&mut tail);
    Value::Object(head)
}

fn json_deployment(sum: &DeploymentSum, percent: Option<Percent>) -> Value {
    json!({
        "sold": sum.counts.sold,
        "sold_own": sum.counts.sold_own,
        "trial_seats": sum.counts.trial_seats,
        "grace_seats": sum.counts.grace_seats,
        "assigned": sum.counts.assigned,
        "deployment": ratio(Some(sum.counts.assigned), sum.counts.sold),
        "deployment_percent": json_percent(percent),
        "excess": sum.excess,
        "unassigned": sum.unassigned(),
        "customers": sum.customers,
        "median_percent": json_percent(sum.spread.median()),
    })
}
