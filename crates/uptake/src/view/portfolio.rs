//! The portfolio on one day.

use std::cmp::Reverse;

use serde_json::Value;
use uptake_app::{CustomerLine, PortfolioReport, SkuName};
use uptake_calc::DeploymentSum;
use uptake_l10n::{Arg, Words, visible};
use uptake_model::SellerScope;

use super::{
    Flat, Page, View,
    figures::{self, at_least},
    sheet::{Column, Sheet},
};

mod own;
mod programs;
#[cfg(test)]
mod tests;

/// Products that the table shows; the others are in JSON, CSV and exports.
const PRODUCTS: usize = 15;
/// Customers in each of the lists at the end.
const CUSTOMERS: usize = 5;

/// The headings of the bands, from the lowest.
const BANDS: [&str; 5] =
    ["head-band-0", "head-band-1", "head-band-2", "head-band-3", "head-band-4"];

/// The portfolio on one day.
pub(crate) struct PortfolioView {
    /// What it shows.
    pub(crate) report: PortfolioReport,
}

impl View for PortfolioView {
    fn table(&self, page: &Page<'_>) -> String {
        let report = &self.report;
        let mut text = headline(page.words, report);
        let mut section = |heading: &str, body: Option<String>| {
            if let Some(body) = body {
                text.extend([format!("\n{}\n{body}", page.words.say(heading, &[]))]);
            }
        };
        match report.sellers {
            SellerScope::All => {
                section("portfolio-usage", usage(page, report));
                section("portfolio-spread", spread(page, report));
                section("portfolio-overage", overage(page.words, report));
                section("portfolio-deployment", deployment(page, report));
                section("portfolio-low", low(page, report));
                section("portfolio-unassigned", unassigned(page, report));
                section("portfolio-above", above(page, report));
            }
            SellerScope::Own => {
                section("portfolio-usage-own", own::usage(page, report));
                section("portfolio-products-own", own::products(page, report));
                section("portfolio-deployment-own", own::deployment(page, report));
            }
        }
        text
    }

    fn json(&self) -> Value {
        match self.report.sellers {
            SellerScope::All => programs::json(&self.report),
            SellerScope::Own => own::programs::json(&self.report),
        }
    }

    fn rows(&self) -> Flat {
        match self.report.sellers {
            SellerScope::All => programs::rows(&self.report),
            SellerScope::Own => own::programs::rows(&self.report),
        }
    }
}

fn headline(words: &Words, report: &PortfolioReport) -> String {
    let scope = match report.sellers {
        SellerScope::All => words.say("scope-all", &[]),
        SellerScope::Own => words.say("scope-own", &[]),
    };
    let customers = words.say("unit-customers", &[("count", Arg::Count(report.customers))]);
    let title = words.say("portfolio-title", &[("day", Arg::Day(report.day))]);
    let mut text = format!("{title} · {customers} · {scope}\n");
    match report.sellers {
        SellerScope::All => text.push_str(&deployed(words, &report.deployment)),
        SellerScope::Own => text.push_str(&own::headline(words, report)),
    }
    text
}

fn deployed(words: &Words, sum: &DeploymentSum) -> String {
    let mut text = String::new();
    if sum.is_told() {
        let percent = figures::percent(words, sum.percent());
        let args = [
            ("assigned", Arg::Count(sum.assigned())),
            ("sold", Arg::Count(sum.sold_told)),
            ("percent", Arg::Text(&percent)),
        ];
        text.extend([format!("{}\n", words.say("portfolio-deployed", &args))]);
    }
    text.push_str(&untold(words, sum.missing));
    if sum.excess > 0 {
        let excess = ("count", Arg::Count(sum.excess));
        text.extend([format!("{}\n", words.say("portfolio-excess", &[excess]))]);
    }
    text
}

/// How many customers are left out because nothing tells who holds what.
fn untold(words: &Words, customers: u64) -> String {
    if customers == 0 {
        return String::new();
    }
    format!("{}\n", words.say("portfolio-untold", &[("count", Arg::Count(customers))]))
}

fn usage(page: &Page<'_>, report: &PortfolioReport) -> Option<String> {
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut sheet = Sheet::new(vec![
        Column::text(heading("column-workload")),
        Column::number(heading("head-entitlements")),
        Column::number(heading("head-active")),
        Column::number(heading("head-usage")),
        Column::number(heading("head-covered")),
        Column::number(heading("head-held")).may_go(2),
        Column::number(heading("head-former")).may_go(2),
        Column::number(heading("head-never")).may_go(2),
        Column::number(heading("head-overage")),
        Column::number(heading("head-customers")).may_go(4),
        Column::number(heading("head-missing")).may_go(1),
    ]);
    for (workload, sum) in &report.workloads {
        let is_known = sum.customers > 0;
        let of = |count: u64| figures::count(words, is_known.then_some(count));
        let [held, former, never] = figures::classes(is_known.then_some(&sum.users));
        let is_bound = sum.lower_bounds > 0;
        sheet.row(vec![
            workload.name.clone(),
            of(sum.entitlements),
            at_least(is_bound, of(sum.users.active())),
            at_least(is_bound, figures::percent(words, sum.percent())),
            at_least(is_bound, figures::percent(words, sum.covered_percent())),
            figures::count(words, held),
            figures::count(words, former),
            figures::count(words, never),
            of(sum.users.overage.total()),
            words.count(sum.customers),
            words.count(sum.missing),
        ]);
    }
    (!report.workloads.is_empty()).then(|| sheet.render(page.width))
}

/// Customers by their own percentage: the median, and the bands of 20 points
/// (`spec/metrics.md`, 8).
fn spread(page: &Page<'_>, report: &PortfolioReport) -> Option<String> {
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut columns =
        vec![Column::text(heading("column-workload")), Column::number(heading("head-median"))];
    columns.extend(BANDS.map(|id| Column::number(heading(id))));
    let mut sheet = Sheet::new(columns);
    let known = report.workloads.iter().filter(|(_, sum)| sum.spread.median().is_some());
    let mut is_empty = true;
    for (workload, sum) in known {
        let mut cells = vec![workload.name.clone(), figures::percent(words, sum.spread.median())];
        cells.extend(sum.spread.bands().map(|it| words.count(it)));
        sheet.row(cells);
        is_empty = false;
    }
    (!is_empty).then(|| sheet.render(page.width))
}

/// Each workload's overage with its causes in words.
fn overage(words: &Words, report: &PortfolioReport) -> Option<String> {
    let mut text = String::new();
    for (workload, sum) in &report.workloads {
        let parts = &sum.users.overage;
        if parts.total() == 0 {
            continue;
        }
        text.extend([format!("{}: {}\n", visible(&workload.name), words.count(parts.total()))]);
        for cause in figures::causes(words, parts, workload) {
            text.extend([format!("  {cause}\n")]);
        }
    }
    (!text.is_empty()).then_some(text)
}

fn deployment(page: &Page<'_>, report: &PortfolioReport) -> Option<String> {
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut columns = vec![
        Column::text(heading("column-product_name")),
        Column::number(heading("head-sold")),
        Column::number(heading("head-assigned")),
        Column::number(heading("head-deployment")),
        Column::number(heading("head-excess")).may_go(1),
        Column::number(heading("head-trial")).may_go(3),
        Column::number(heading("head-grace")).may_go(3),
        Column::number(heading("head-customers")).may_go(2),
    ];
    let some_missing = report.skus.iter().any(|(_, sum)| sum.missing > 0);
    if some_missing {
        columns.push(Column::number(heading("head-missing")));
    }
    let mut sheet = Sheet::new(columns);
    for (sku, sum) in report.skus.iter().take(PRODUCTS) {
        let mut cells = vec![
            product(words, sku),
            words.count(sum.counts.sold),
            figures::count(words, sum.counts.assigned),
            figures::percent(words, sum.percent().filter(|_| sku.is_paid())),
            figures::count(words, sum.is_told().then_some(sum.excess)),
            words.count(sum.counts.trial_seats),
            words.count(sum.counts.grace_seats),
            words.count(sum.customers),
        ];
        cells.extend(some_missing.then(|| words.count(sum.missing)));
        sheet.row(cells);
    }
    let day = report.day;
    let command = format!("uptake export portfolio --from {day} --to {day} --out -");
    let rest = and_more(words, report.skus.len().saturating_sub(PRODUCTS), &command);
    (!report.skus.is_empty()).then(|| sheet.render(page.width) + &rest)
}

/// What a product is called; one that the catalogue lacks is marked.
pub(super) fn product(words: &Words, sku: &SkuName) -> String {
    if sku.is_mapped {
        return sku.label().to_owned();
    }
    format!("{} ({})", sku.label(), words.say("unmapped", &[]))
}

fn and_more(words: &Words, rest: usize, command: &str) -> String {
    let count = u64::try_from(rest).unwrap_or(u64::MAX);
    if count == 0 {
        return String::new();
    }
    let args = [("count", Arg::Count(count)), ("command", Arg::Text(command))];
    format!("{}\n", words.say("portfolio-more", &args))
}

fn low(page: &Page<'_>, report: &PortfolioReport) -> Option<String> {
    let known = report.by_customer.iter().filter(|it| it.usage.covered_percent().is_some());
    customers(page, known.take(CUSTOMERS).collect())
}

fn unassigned(page: &Page<'_>, report: &PortfolioReport) -> Option<String> {
    customers(page, largest(report, |it| it.deployment.unassigned()))
}

fn above(page: &Page<'_>, report: &PortfolioReport) -> Option<String> {
    customers(page, largest(report, |it| it.usage.users.overage.total()))
}

/// The customers with the most of something, without those who have none of it.
fn largest(report: &PortfolioReport, of: impl Fn(&CustomerLine) -> u64) -> Vec<&CustomerLine> {
    let mut lines: Vec<&CustomerLine> = report.by_customer.iter().filter(|it| of(it) > 0).collect();
    lines.sort_by_key(|it| (Reverse(of(it)), it.customer));
    lines.truncate(CUSTOMERS);
    lines
}

fn customers(page: &Page<'_>, lines: Vec<&CustomerLine>) -> Option<String> {
    if lines.is_empty() {
        return None;
    }
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut sheet = Sheet::new(vec![
        Column::text(heading("column-customer_name")),
        Column::code(heading("column-customer_id")).may_go(2),
        Column::number(heading("head-sold")).may_go(1),
        Column::number(heading("head-assigned")).may_go(1),
        Column::number(heading("head-unassigned")),
        Column::number(heading("head-usage")),
        Column::number(heading("head-covered")),
        Column::number(heading("head-overage")),
    ]);
    for it in lines {
        let is_bound = it.usage.lower_bounds > 0;
        let is_known = it.usage.customers > 0;
        let is_told = it.deployment.is_told();
        let overage = is_known.then(|| it.usage.users.overage.total());
        let name = if it.name.is_empty() { it.customer.to_string() } else { it.name.clone() };
        sheet.row(vec![
            name,
            it.customer.to_string(),
            words.count(it.deployment.counts.sold),
            figures::count(words, is_told.then_some(it.deployment.assigned())),
            figures::count(words, is_told.then_some(it.deployment.unassigned())),
            at_least(is_bound, figures::percent(words, it.usage.percent())),
            at_least(is_bound, figures::percent(words, it.usage.covered_percent())),
            figures::count(words, overage),
        ]);
    }
    Some(sheet.render(page.width))
}
