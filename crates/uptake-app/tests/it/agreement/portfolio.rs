//! The rows of the portfolio export, from the totals of the reference.

use uptake_model::{
    Day, SkuClass,
    counts::{DeploymentCounts, UsageCounts},
};

use super::{Row, by_id, product};
use crate::{
    portfolio::Portfolio,
    reference::Figures,
    totals::{Customers, totals},
};

/// The rows of a day over customers with these figures.
pub(super) fn rows(portfolio: &Portfolio, day: Day, customers: &[Figures]) -> Vec<Row> {
    let skus = portfolio.plan.skus().iter();
    let is_paid: Vec<bool> = skus.map(|it| it.class == SkuClass::Paid).collect();
    let totals = totals(customers, &is_paid);
    let mut rows = Vec::new();
    for (workload, (counts, covered, customers)) in &totals.usage {
        let what = [day.to_string(), "office365".to_owned(), format!("w{workload}")];
        let keys = [&what[..], &empty(3)].concat();
        let usage = usage_cells(counts, *covered, customers);
        rows.push([keys, empty(7), usage, customers_cells(customers)].concat());
    }
    let mut skus: Vec<_> = totals.deployment.iter().collect();
    skus.sort_by_key(|(sku, _)| by_id(**sku));
    for (sku, (counts, excess, customers)) in skus {
        let [id, part_number, name, service] = product(*sku);
        let keys = vec![day.to_string(), service, String::new(), id, part_number, name];
        let percent = customers.percent.filter(|_| is_paid[*sku]);
        let deployment = deployment_cells(counts, *excess, percent);
        rows.push([keys, deployment, empty(15), customers_cells(customers)].concat());
    }
    rows
}

fn empty(cells: usize) -> Row {
    vec![String::new(); cells]
}

fn percent(hundredths: Option<u64>) -> String {
    let digits = hundredths.map(|it| (it.div_euclid(100), it.rem_euclid(100)));
    digits.map_or_else(String::new, |(whole, rest)| format!("{whole}.{rest:02}"))
}

fn deployment_cells(it: &DeploymentCounts, excess: u64, of_sold: Option<u64>) -> Row {
    let counts = [it.sold, it.sold_own, it.trial_seats, it.grace_seats];
    let mut cells: Row = counts.iter().map(u64::to_string).collect();
    let assigned = it.assigned.map(|it| it.to_string());
    let excess = assigned.as_ref().map(|_| excess.to_string());
    cells.push(assigned.unwrap_or_default());
    cells.push(percent(of_sold));
    cells.push(excess.unwrap_or_default());
    cells
}

/// Nothing at all where no customer has a value.
fn usage_cells(it: &UsageCounts, covered: u64, customers: &Customers) -> Row {
    let Some(users) = &it.users else { return empty(15) };
    let counts = [
        it.entitlements,
        it.entitlements_own,
        users.held + users.former + users.never,
        users.held,
        users.former,
        users.never,
        users.active_other,
    ];
    let mut cells: Row = counts.iter().map(u64::to_string).collect();
    cells.push(percent(customers.percent));
    let rounded = (covered * 20_000 + it.entitlements).checked_div(2 * it.entitlements);
    cells.push(percent(rounded));
    let over = &users.overage;
    let parts = [over.turnover, over.duplicate, over.trial, over.unlicensed, over.other];
    cells.push(parts.iter().sum::<u64>().to_string());
    cells.extend(parts.iter().map(u64::to_string));
    cells
}

fn customers_cells(it: &Customers) -> Row {
    let mut cells = vec![it.counted.to_string(), it.missing.to_string(), percent(it.median)];
    cells.extend(it.bands.iter().map(u64::to_string));
    cells
}
