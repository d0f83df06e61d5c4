//! One customer on one day, for programs.

use serde_json::{Value, json};
use uptake_app::{CustomerReport, SkuName, SubscriptionLine, WorkloadName};
use uptake_model::{
    Day,
    counts::{ActiveCounts, DeploymentCounts, ProductUsageCounts, UsageCounts},
};

use super::{covered_percent, deployment_percent, product_percent, usage_percent};
use crate::view::{
    Flat,
    figures::{classes, json_overage, json_percent, overage_cells, ratio},
    flat::FlatCell,
};

/// The report as one document.
pub(super) fn json(report: &CustomerReport) -> Value {
    let record = report.record.as_ref();
    json!({
        "day": report.day,
        "customer_id": report.customer,
        "customer_name": record.map(|it| &it.name),
        "domain": record.and_then(|it| it.domain.as_ref()),
        "country": record.and_then(|it| it.country.as_ref()),
        "segment": record.and_then(|it| it.segment.as_ref()),
        "reseller_id": record.and_then(|it| it.reseller_id.as_ref()),
        "known_from": report.known.first(),
        "known_to": report.known.last(),
        "deployment": report.deployment.iter().map(json_deployment).collect::<Vec<_>>(),
        "usage": report.usage.iter().map(json_usage).collect::<Vec<_>>(),
        "product_usage":
            report.product_usage.iter().map(json_product_usage).collect::<Vec<_>>(),
        "people": report.people.map(|it| json!({
            "active": it.active, "licensed": it.licensed,
        })),
        "subscriptions": report.subscriptions.iter().map(json_subscription).collect::<Vec<_>>(),
    })
}

/// The figures as flat rows: deployment, usage, usage by product.
pub(super) fn rows(report: &CustomerReport) -> Flat {
    let mut flat = Flat::new(COLUMNS);
    let (day, customer) = (report.day, report.customer.to_string());
    for (sku, counts) in &report.deployment {
        flat.row(&[
            ("row", "deployment".into()),
            ("day", day.into()),
            ("customer_id", (&customer).into()),
            ("sku_id", (&sku.id).into()),
            ("sku_part_number", (&sku.part_number).into()),
            ("product_name", (&sku.name).into()),
            ("service", (&sku.service).into()),
            ("sold", counts.sold.into()),
            ("sold_own", counts.sold_own.into()),
            ("trial_seats", counts.trial_seats.into()),
            ("grace_seats", counts.grace_seats.into()),
            ("assigned", counts.assigned.into()),
            ("deployment_percent", deployment_percent(sku, counts).into()),
            ("excess", counts.excess().into()),
        ]);
    }
    for it in &report.usage {
        flat.row(&usage_cells(day, &customer, it));
    }
    for (sku, workload, counts) in &report.product_usage {
        flat.row(&[
            ("row", "product_usage".into()),
            ("day", day.into()),
            ("customer_id", (&customer).into()),
            ("sku_id", (&sku.id).into()),
            ("sku_part_number", (&sku.part_number).into()),
            ("product_name", (&sku.name).into()),
            ("service", (&sku.service).into()),
            ("workload", (&workload.code).into()),
            ("qualified", counts.qualified.into()),
            ("active", counts.active.into()),
            ("usage_percent", product_percent(sku, counts).into()),
            ("coverage", counts.coverage.as_str().into()),
        ]);
    }
    flat
}

fn usage_cells(
    day: Day,
    customer: &str,
    (workload, counts): &(WorkloadName, UsageCounts),
) -> Vec<(&'static str, FlatCell)> {
    let users = counts.users.as_ref();
    let [held, former, never] = classes(users);
    let mut cells = vec![
        ("row", "usage".into()),
        ("day", day.into()),
        ("customer_id", customer.into()),
        ("service", (&workload.service).into()),
        ("workload", (&workload.code).into()),
        ("entitlements", counts.entitlements.into()),
        ("entitlements_own", counts.entitlements_own.into()),
        ("active", users.map(ActiveCounts::active).into()),
        ("held", held.into()),
        ("former", former.into()),
        ("never", never.into()),
        ("active_other", users.map(|it| it.active_other).into()),
        ("usage_percent", usage_percent(counts).into()),
        ("covered_percent", covered_percent(counts).into()),
        ("coverage", counts.coverage.as_str().into()),
        ("days_covered", u64::from(counts.days_covered).into()),
        ("preliminary", counts.preliminary.into()),
    ];
    cells.extend(overage_cells(users.map(|it| &it.overage)));
    cells
}

const COLUMNS: &[&str] = &[
    "row",
    "day",
    "customer_id",
    "sku_id",
    "sku_part_number",
    "product_name",
    "service",
    "workload",
    "sold",
    "sold_own",
    "trial_seats",
    "grace_seats",
    "assigned",
    "deployment_percent",
    "excess",
    "entitlements",
    "entitlements_own",
    "qualified",
    "active",
    "held",
    "former",
    "never",
    "active_other",
    "usage_percent",
    "covered_percent",
    "overage",
    "overage_turnover",
    "overage_duplicate",
    "overage_trial",
    "overage_unlicensed",
    "overage_other",
    "coverage",
    "days_covered",
    "preliminary",
];

fn json_deployment((sku, counts): &(SkuName, DeploymentCounts)) -> Value {
    json!({
        "sku_id": sku.id, "sku_part_number": sku.part_number, "product_name": sku.name,
        "service": sku.service, "is_mapped": sku.is_mapped,
        "sold": counts.sold, "sold_own": counts.sold_own,
        "trial_seats": counts.trial_seats, "grace_seats": counts.grace_seats,
        "assigned": counts.assigned,
        "deployment": ratio(counts.assigned, counts.sold),
        "deployment_percent": json_percent(deployment_percent(sku, counts)),
        "excess": counts.excess(),
    })
}

fn json_usage((workload, counts): &(WorkloadName, UsageCounts)) -> Value {
    let users = counts.users.as_ref();
    let [held, former, never] = classes(users);
    json!({
        "workload": workload.code, "name": workload.name, "service": workload.service,
        "entitlements": counts.entitlements, "entitlements_own": counts.entitlements_own,
        "active": users.map(ActiveCounts::active),
        "held": held,
        "former": former,
        "never": never,
        "untold": users.map(|it| it.untold),
        "active_other": users.map(|it| it.active_other),
        "usage": ratio(users.map(ActiveCounts::active), counts.entitlements),
        "usage_percent": json_percent(usage_percent(counts)),
        "covered": ratio(counts.covered(), counts.entitlements),
        "covered_percent": json_percent(covered_percent(counts)),
        "overage": users.map(|it| json_overage(&it.overage)),
        "coverage": counts.coverage.as_str(),
        "days_covered": counts.days_covered,
        "preliminary": counts.preliminary,
    })
}

fn json_product_usage(
    (sku, workload, counts): &(SkuName, WorkloadName, ProductUsageCounts),
) -> Value {
    json!({
        "sku_id": sku.id, "sku_part_number": sku.part_number, "product_name": sku.name,
        "service": sku.service, "workload": workload.code,
        "qualified": counts.qualified, "active": counts.active,
        "usage": ratio(counts.active, counts.qualified),
        "usage_percent": json_percent(product_percent(sku, counts)),
        "coverage": counts.coverage.as_str(),
    })
}

fn json_subscription(it: &SubscriptionLine) -> Value {
    json!({
        "subscription_id": it.subscription,
        "sku_id": it.sku.id, "sku_part_number": it.sku.part_number, "product_name": it.sku.name,
        "quantity": it.quantity, "status": it.status, "is_trial": it.is_trial,
        "seller": it.sold_by.as_str(), "commitment_end": it.commitment_end, "as_of": it.as_of,
    })
}
