//! The partner's own licences in the portfolio, for people.
//!
//! Who sits on whose seat is not known, so that every figure is a range with an estimate
//! (`spec/metrics.md`, 8).

use std::cmp::Reverse;

use uptake_app::PortfolioReport;
use uptake_calc::{DeploymentSum, OwnBounds, OwnPercents, OwnSum};
use uptake_l10n::{Arg, Words};

use super::{PRODUCTS, and_more, product, untold};
use crate::view::{
    Page,
    figures::{self, at_least},
    sheet::{Column, Sheet},
};

pub(super) mod programs;
#[cfg(test)]
mod tests;

/// What of the own sales is assigned.
pub(super) fn headline(words: &Words, report: &PortfolioReport) -> String {
    let sum = &report.deployment;
    let assigned = assigned_range(words, sum);
    let percent = percent_range(words, sum.own.percents());
    let args = [
        ("own", Arg::Count(sum.counts.sold_own)),
        ("sold", Arg::Count(sum.counts.sold)),
        ("assigned", Arg::Text(&assigned)),
        ("percent", Arg::Text(&percent)),
    ];
    let untold = untold(words, sum.own.missing);
    format!("{}\n{untold}", words.say("portfolio-deployed-own", &args))
}

/// Usage of the own entitlements by workload.
pub(super) fn usage(page: &Page<'_>, report: &PortfolioReport) -> Option<String> {
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut columns = vec![
        Column::text(heading("column-workload")),
        Column::number(heading("head-entitlements-own")),
    ];
    columns.extend(usage_columns(words));
    let mut sheet = Sheet::new(columns);
    for (workload, sum) in &report.workloads {
        let mut cells = vec![workload.name.clone()];
        cells.extend(usage_cells(words, &sum.own, sum.own.percents()));
        sheet.row(cells);
    }
    (!report.workloads.is_empty()).then(|| sheet.render(page.width))
}

/// Usage of the own seats by product and workload, most seats first.
pub(super) fn products(page: &Page<'_>, report: &PortfolioReport) -> Option<String> {
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut columns = vec![
        Column::text(heading("column-product_name")),
        Column::text(heading("column-workload")),
        Column::number(heading("head-sold-own")),
    ];
    columns.extend(usage_columns(words));
    let mut sheet = Sheet::new(columns);
    let mut rows: Vec<_> = report.products.iter().collect();
    rows.sort_by_key(|(.., sum)| Reverse(sum.own.seats));
    for (sku, workload, sum) in rows.iter().take(PRODUCTS) {
        let mut cells = vec![product(words, sku), workload.name.clone()];
        cells.extend(usage_cells(words, &sum.own, sku.own_percents(&sum.own)));
        sheet.row(cells);
    }
    let rest = more(words, report, rows.len());
    (!rows.is_empty()).then(|| sheet.render(page.width) + &rest)
}

/// Deployment of the own seats by product.
pub(super) fn deployment(page: &Page<'_>, report: &PortfolioReport) -> Option<String> {
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut sheet = Sheet::new(vec![
        Column::text(heading("column-product_name")),
        Column::number(heading("head-sold-own")),
        Column::number(heading("head-assigned")),
        Column::number(heading("head-own-estimate")),
        Column::number(heading("head-deployment")),
        Column::number(heading("head-customers")).may_go(1),
    ]);
    for (sku, sum) in report.skus.iter().take(PRODUCTS) {
        sheet.row(vec![
            product(words, sku),
            words.count(sum.counts.sold_own),
            assigned_range(words, sum),
            figures::count(words, sum.is_told().then(|| sum.own_assigned().estimate)),
            percent_range(words, sku.own_percents(&sum.own)),
            words.count(sum.own.customers),
        ]);
    }
    let rest = more(words, report, report.skus.len());
    (!report.skus.is_empty()).then(|| sheet.render(page.width) + &rest)
}

fn more(words: &Words, report: &PortfolioReport, rows: usize) -> String {
    let command = format!("uptake portfolio --on {} --scope own --output csv", report.day);
    and_more(words, rows.saturating_sub(PRODUCTS), &command)
}

fn usage_columns(words: &Words) -> Vec<Column> {
    let heading = |id: &str| words.say(id, &[]);
    vec![
        Column::number(heading("head-own-low")).may_go(1),
        Column::number(heading("head-own-high")).may_go(1),
        Column::number(heading("head-own-estimate")).may_go(3),
        Column::number(heading("head-usage-own")),
        Column::number(heading("head-missing")).may_go(2),
    ]
}

/// Own seats, both ends, the estimate, the percentage and the customers without data.
fn usage_cells(words: &Words, own: &OwnSum, percents: Option<OwnPercents>) -> Vec<String> {
    let (is_known, is_bound) = (own.customers > 0, own.lower_bounds > 0);
    let of = |count: u64| figures::count(words, is_known.then_some(count));
    let bounds = own.bounds();
    vec![
        of(own.seats),
        at_least(is_bound, of(bounds.low)),
        at_least(is_bound, of(bounds.high)),
        at_least(is_bound, of(bounds.estimate)),
        at_least(is_bound, percent_range(words, percents)),
        words.count(own.missing),
    ]
}

/// How many of the own seats are held, if anything tells it.
fn assigned_range(words: &Words, sum: &DeploymentSum) -> String {
    if !sum.is_told() {
        return figures::missing(words);
    }
    count_range(words, sum.own_assigned())
}

fn count_range(words: &Words, it: OwnBounds) -> String {
    if it.low == it.high {
        return words.count(it.low);
    }
    format!("{}–{}", words.count(it.low), words.count(it.high))
}

fn percent_range(words: &Words, percents: Option<OwnPercents>) -> String {
    let range = percents.map(|it| match (it.low, it.high) {
        (low, high) if low == high => words.percent(low),
        (low, high) => format!("{}–{}", words.percent(low), words.percent(high)),
    });
    range.unwrap_or_else(|| figures::missing(words))
}
