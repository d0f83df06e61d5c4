//! The portfolio on one day over all sellers, for programs.

use serde_json::{Value, json};
use uptake_app::PortfolioReport;
use uptake_calc::{DeploymentSum, Spread, UsageSum};
use uptake_model::{counts::CoverageState, percent::Percent};

use crate::view::{
    Flat,
    figures::{classes, json_percent, json_usage_sum, overage_cells, ratio},
    flat::FlatCell,
};

/// The report as one document.
pub(super) fn json(report: &PortfolioReport) -> Value {
    let workloads = report.workloads.iter().map(|(it, sum)| {
        let head = json!({ "workload": it.code, "name": it.name, "service": it.service });
        joined(head, json_usage_sum(sum), json_customers(sum))
    });
    let skus = report.skus.iter().map(|(sku, sum)| {
        let head = json!({
            "sku_id": sku.id, "sku_part_number": sku.part_number, "product_name": sku.name,
            "service": sku.service, "is_mapped": sku.is_mapped,
        });
        let percent = sum.percent().filter(|_| sku.is_paid());
        joined(head, json_deployment(sum, percent), json!({}))
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
        cells.extend(customers_cells(sum));
        cells.extend(spread_cells(&sum.spread));
        flat.row(&cells);
    }
    for (sku, sum) in &report.skus {
        let mut cells = vec![
            ("row", "sku".into()),
            ("day", day.into()),
            ("service", (&sku.service).into()),
            ("sku_id", (&sku.id).into()),
            ("sku_part_number", (&sku.part_number).into()),
            ("name", (&sku.name).into()),
            ("customers_counted", sum.customers.into()),
            ("customers_missing", sum.missing.into()),
        ];
        cells.extend(deployment_cells(sum, sum.percent().filter(|_| sku.is_paid())));
        cells.extend(spread_cells(&sum.spread));
        flat.row(&cells);
    }
    for it in &report.by_customer {
        let mut cells = vec![
            ("row", "customer".into()),
            ("day", day.into()),
            ("customer_id", it.customer.to_string().into()),
            ("name", (&it.name).into()),
        ];
        cells.extend(deployment_cells(&it.deployment, it.deployment.percent()));
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
    "trial_seats",
    "grace_seats",
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
    "own_active_low",
    "own_active_high",
    "own_active_estimate",
    "customers_counted",
    "customers_missing",
    "customers_lower_bound",
    "customers_untold",
    "median_percent",
    "band_0_20",
    "band_20_40",
    "band_40_60",
    "band_60_80",
    "band_80_100",
];

fn deployment_cells(
    sum: &DeploymentSum,
    percent: Option<Percent>,
) -> Vec<(&'static str, FlatCell)> {
    let told = |it: u64| sum.is_told().then_some(it);
    vec![
        ("sold", sum.counts.sold.into()),
        ("sold_own", sum.counts.sold_own.into()),
        ("trial_seats", sum.counts.trial_seats.into()),
        ("grace_seats", sum.counts.grace_seats.into()),
        ("assigned", told(sum.assigned()).into()),
        ("deployment_percent", percent.into()),
        ("excess", told(sum.excess).into()),
        ("unassigned", told(sum.unassigned()).into()),
    ]
}

fn usage_cells(sum: &UsageSum) -> Vec<(&'static str, FlatCell)> {
    let known = sum.customers > 0;
    let of = |count: u64| known.then_some(count).into();
    let own = sum.own_active();
    let [held, former, never] = classes(known.then_some(&sum.users));
    let mut cells = vec![
        ("entitlements", of(sum.entitlements)),
        ("entitlements_own", of(sum.entitlements_own)),
        ("active", of(sum.users.active())),
        ("held", held.into()),
        ("former", former.into()),
        ("never", never.into()),
        ("active_other", of(sum.users.active_other)),
        ("usage_percent", sum.percent().into()),
        ("covered_percent", sum.covered_percent().into()),
        ("coverage", coverage(sum).map(CoverageState::as_str).into()),
        ("own_active_low", of(own.low)),
        ("own_active_high", of(own.high)),
        ("own_active_estimate", of(own.estimate)),
    ];
    cells.extend(overage_cells(known.then_some(&sum.users.overage)));
    cells
}

/// How many customers are in a sum over customers. The sum of one customer is over its
/// workloads, and has none.
fn customers_cells(sum: &UsageSum) -> [(&'static str, FlatCell); 4] {
    [
        ("customers_counted", sum.customers.into()),
        ("customers_missing", sum.missing.into()),
        ("customers_lower_bound", sum.lower_bounds.into()),
        ("customers_untold", sum.untold.into()),
    ]
}

/// How much is known of what is in a sum: nothing, at least this, or the whole; `None` when
/// there is nothing to know.
fn coverage(sum: &UsageSum) -> Option<CoverageState> {
    match (sum.customers, sum.missing, sum.lower_bounds) {
        (0, 0, _) => None,
        (0, _, _) => Some(CoverageState::Missing),
        (_, _, 0) => Some(CoverageState::Complete),
        (_, _, _) => Some(CoverageState::LowerBound),
    }
}

/// The median over customers and how many lie in each band of 20 points (`spec/metrics.md`,
/// 8).
fn spread_cells(spread: &Spread) -> Vec<(&'static str, FlatCell)> {
    let mut cells = vec![("median_percent", spread.median().into())];
    cells.extend(BANDS.into_iter().zip(spread.bands().map(FlatCell::from)));
    cells
}

const BANDS: [&str; 5] = ["band_0_20", "band_20_40", "band_40_60", "band_60_80", "band_80_100"];

/// The keys of three objects in one.
pub(super) fn joined(head: Value, body: Value, tail: Value) -> Value {
    let mut all = serde_json::Map::new();
    for part in [head, body, tail] {
        if let Value::Object(mut part) = part {
            all.append(&mut part);
        }
    }
    Value::Object(all)
}

/// How many customers are in a sum over customers, and how their percentages are spread.
fn json_customers(sum: &UsageSum) -> Value {
    json!({
        "customers_counted": sum.customers,
        "customers_missing": sum.missing,
        "customers_lower_bound": sum.lower_bounds,
        "customers_untold": sum.untold,
        "median_percent": json_percent(sum.spread.median()),
        "bands": sum.spread.bands(),
    })
}

fn json_deployment(sum: &DeploymentSum, percent: Option<Percent>) -> Value {
    let told = |it: u64| sum.is_told().then_some(it);
    json!({
        "sold": sum.counts.sold,
        "sold_own": sum.counts.sold_own,
        "trial_seats": sum.counts.trial_seats,
        "grace_seats": sum.counts.grace_seats,
        "assigned": told(sum.assigned()),
        "deployment": ratio(told(sum.assigned()), sum.sold_told),
        "deployment_percent": json_percent(percent),
        "excess": told(sum.excess),
        "unassigned": told(sum.unassigned()),
        "customers": sum.customers,
        "customers_missing": sum.missing,
        "median_percent": json_percent(sum.spread.median()),
        "bands": sum.spread.bands(),
    })
}
