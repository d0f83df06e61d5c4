//! One customer on one day.

use std::collections::BTreeSet;

use serde_json::Value;
use uptake_app::{CustomerReport, SkuName};
use uptake_l10n::{Arg, Words, coverage_text, status_text, visible};
use uptake_model::{
    counts::{ActiveCounts, CoverageState, DeploymentCounts, ProductUsageCounts, UsageCounts},
    percent::Percent,
};

use super::{
    Flat, Page, View,
    figures::{self, at_least, is_lower_bound},
    portfolio::product,
    sellers::sold_by_text,
    sheet::{Column, Sheet},
};

mod programs;
#[cfg(test)]
mod tests;

/// Days in the window that usage looks at.
const WINDOW: u64 = 28;

/// One customer on one day.
pub(crate) struct CustomerView {
    /// What it shows.
    pub(crate) report: CustomerReport,
}

impl View for CustomerView {
    fn table(&self, page: &Page<'_>) -> String {
        let (words, report) = (page.words, &self.report);
        let mut text = header(words, report);
        let mut section = |heading: &str, body: Option<String>| {
            if let Some(body) = body {
                text.extend([format!("\n{}\n{body}", words.say(heading, &[]))]);
            }
        };
        section("customer-deployment", deployment(page, report));
        section("customer-usage", usage(page, report));
        section("portfolio-overage", overage(words, report));
        section("customer-product-usage", product_usage(page, report));
        section("customer-subscriptions", subscriptions(page, report));
        section("customer-coverage", Some(coverage(words, report)));
        text
    }

    fn json(&self) -> Value {
        programs::json(&self.report)
    }

    fn rows(&self) -> Flat {
        programs::rows(&self.report)
    }
}

/// Assigned of sold, if that is told and the SKU is sold per person.
pub(super) fn deployment_percent(sku: &SkuName, counts: &DeploymentCounts) -> Option<Percent> {
    Percent::of(counts.assigned?, counts.sold).filter(|_| sku.is_paid())
}

fn usage_percent(counts: &UsageCounts) -> Option<Percent> {
    counts.users.and_then(|it| Percent::of(it.active(), counts.entitlements))
}

fn covered_percent(counts: &UsageCounts) -> Option<Percent> {
    counts.covered().and_then(|it| Percent::of(it, counts.entitlements))
}

fn product_percent(sku: &SkuName, counts: &ProductUsageCounts) -> Option<Percent> {
    counts.active.and_then(|it| Percent::of(it, counts.qualified)).filter(|_| sku.is_paid())
}

fn header(words: &Words, report: &CustomerReport) -> String {
    let id = report.customer.to_string();
    let record = report.record.as_ref();
    let name = record.map(|it| it.name.as_str()).filter(|it| !it.is_empty()).unwrap_or(&id);
    let title = words
        .say("customer-title", &[("customer", Arg::Text(name)), ("day", Arg::Day(report.day))]);
    let mut facts = vec![id.clone()];
    if let Some(record) = record {
        let texts = [&record.domain, &record.country, &record.segment];
        facts.extend(texts.into_iter().flatten().cloned());
    }
    let mut text = format!("{title}\n{}\n", visible(&facts.join(" · ")));
    if let Some(people) = report.people {
        let active = figures::count(words, people.active);
        let active = ("active", Arg::Text(&active));
        let said = match people.licensed {
            Some(licensed) => {
                words.say("customer-people", &[active, ("licensed", Arg::Count(licensed))])
            }
            None => words.say("customer-people-untold", &[active]),
        };
        text.extend([format!("{said}\n")]);
    }
    text
}

fn deployment(page: &Page<'_>, report: &CustomerReport) -> Option<String> {
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut sheet = Sheet::new(vec![
        Column::text(heading("column-product_name")),
        Column::number(heading("head-sold")),
        Column::number(heading("head-sold-own")).may_go(2),
        Column::number(heading("head-assigned")),
        Column::number(heading("head-deployment")),
        Column::number(heading("head-excess")).may_go(1),
        Column::number(heading("head-trial")).may_go(3),
        Column::number(heading("head-grace")).may_go(3),
    ]);
    for (sku, counts) in &report.deployment {
        sheet.row(vec![
            product(words, sku),
            words.count(counts.sold),
            words.count(counts.sold_own),
            figures::count(words, counts.assigned),
            figures::percent(words, deployment_percent(sku, counts)),
            figures::count(words, counts.excess()),
            words.count(counts.trial_seats),
            words.count(counts.grace_seats),
        ]);
    }
    (!report.deployment.is_empty()).then(|| sheet.render(page.width))
}

fn usage(page: &Page<'_>, report: &CustomerReport) -> Option<String> {
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
        Column::number(heading("head-other")).may_go(3),
        Column::text(heading("column-coverage")).may_go(1),
    ]);
    for (workload, counts) in &report.usage {
        let users = counts.users.as_ref();
        let [held, former, never] = figures::classes(users);
        let is_bound = is_lower_bound(counts);
        sheet.row(vec![
            workload.name.clone(),
            words.count(counts.entitlements),
            at_least(is_bound, figures::count(words, users.map(ActiveCounts::active))),
            at_least(is_bound, figures::percent(words, usage_percent(counts))),
            at_least(is_bound, figures::percent(words, covered_percent(counts))),
            figures::count(words, held),
            figures::count(words, former),
            figures::count(words, never),
            figures::count(words, users.map(|it| it.overage.total())),
            figures::count(words, users.map(|it| it.active_other)),
            coverage_cell(words, counts),
        ]);
    }
    (!report.usage.is_empty()).then(|| sheet.render(page.width))
}

fn coverage_cell(words: &Words, counts: &UsageCounts) -> String {
    let mut text = coverage_text(words, counts.coverage);
    if counts.coverage == CoverageState::LowerBound {
        text = format!("{}/{WINDOW}", counts.days_covered);
    }
    if counts.preliminary && counts.users.is_some() {
        text = format!("{text}, {}", words.say("preliminary", &[]));
    }
    text
}

fn overage(words: &Words, report: &CustomerReport) -> Option<String> {
    let mut text = String::new();
    for (workload, counts) in &report.usage {
        let Some(users) = counts.users.filter(|it| it.overage.total() > 0) else { continue };
        text.extend([format!(
            "{}: {}\n",
            visible(&workload.name),
            words.count(users.overage.total())
        )]);
        for cause in figures::causes(words, &users.overage, workload) {
            text.extend([format!("  {cause}\n")]);
        }
    }
    (!text.is_empty()).then_some(text)
}

fn product_usage(page: &Page<'_>, report: &CustomerReport) -> Option<String> {
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut sheet = Sheet::new(vec![
        Column::text(heading("column-product_name")),
        Column::text(heading("column-workload")),
        Column::number(heading("head-qualified")),
        Column::number(heading("head-active")),
        Column::number(heading("head-usage")),
    ]);
    for (sku, workload, counts) in &report.product_usage {
        let is_bound = counts.coverage == CoverageState::LowerBound && counts.active.is_some();
        sheet.row(vec![
            product(words, sku),
            workload.name.clone(),
            words.count(counts.qualified),
            at_least(is_bound, figures::count(words, counts.active)),
            at_least(is_bound, figures::percent(words, product_percent(sku, counts))),
        ]);
    }
    (!report.product_usage.is_empty()).then(|| sheet.render(page.width))
}

fn subscriptions(page: &Page<'_>, report: &CustomerReport) -> Option<String> {
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut sheet = Sheet::new(vec![
        Column::text(heading("column-product_name")),
        Column::number(heading("head-seats")),
        Column::code(heading("head-status")),
        Column::text(heading("head-seller")).may_go(1),
        Column::code(heading("head-commitment-end")).may_go(2),
        Column::text(heading("head-subscription")).may_go(3),
    ]);
    for it in &report.subscriptions {
        let mut status = status_text(words, it.status);
        if it.is_trial {
            status = format!("{status}, {}", words.say("trial", &[]));
        }
        sheet.row(vec![
            product(words, &it.sku),
            words.count(it.quantity),
            status,
            sold_by_text(words, it.sold_by),
            it.commitment_end.map_or_else(|| figures::missing(words), |it| words.day(it)),
            it.subscription.clone().unwrap_or_else(|| figures::missing(words)),
        ]);
    }
    (!report.subscriptions.is_empty()).then(|| sheet.render(page.width))
}

/// How much is known, in sentences: the days of all facts, then each workload that lacks
/// some of its window, and what concealed names leave unknown.
fn coverage(words: &Words, report: &CustomerReport) -> String {
    let known = words.days(report.known);
    let mut text = format!("{}\n", words.say("customer-known", &[("days", Arg::Text(&known))]));
    for (workload, counts) in &report.usage {
        let id = match counts.coverage {
            CoverageState::Complete if !is_untold(counts) => continue,
            CoverageState::Complete => "customer-untold",
            CoverageState::LowerBound => "customer-lower-bound",
            CoverageState::Missing => "customer-missing",
        };
        let args = [
            ("workload", Arg::Text(&workload.name)),
            ("covered", Arg::Count(u64::from(counts.days_covered))),
            ("window", Arg::Count(WINDOW)),
        ];
        text.extend([format!("{}\n", words.say(id, &args))]);
    }
    for product in untold_products(words, report) {
        let args = [("product", Arg::Text(&product))];
        text.extend([format!("{}\n", words.say("customer-products-untold", &args))]);
    }
    if report.usage.iter().any(|(_, it)| it.preliminary && it.users.is_some()) {
        text.extend([format!("{}\n", words.say("customer-preliminary", &[]))]);
    }
    text
}

/// Whether users are known, and not who of them holds the workload.
fn is_untold(counts: &UsageCounts) -> bool {
    counts.users.is_some_and(|it| it.classes().is_none())
}

/// The products of which it is not known who uses them, though the users of the workload are.
fn untold_products(words: &Words, report: &CustomerReport) -> BTreeSet<String> {
    let known: BTreeSet<&str> = report
        .usage
        .iter()
        .filter(|(_, it)| it.users.is_some())
        .map(|(workload, _)| workload.code.as_str())
        .collect();
    let untold = report.product_usage.iter().filter(|(_, workload, counts)| {
        counts.active.is_none() && known.contains(workload.code.as_str())
    });
    untold.map(|(sku, ..)| product(words, sku)).collect()
}
