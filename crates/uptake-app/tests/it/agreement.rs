//! The whole path against the reference: random portfolios are written as files, imported
//! in pieces and exported again, and every row of every day is what the text says.

use std::collections::BTreeMap;

use uptake_app::ExportKind;
use uptake_export::Format;
use uptake_model::{
    CustomerId, Day, Scope,
    counts::{DeploymentCounts, ProductUsageCounts, UsageCounts},
};

use crate::{
    folder::{Dice, Folder, export, export_as, parse},
    generator::MAPPED,
    portfolio::{Known, Portfolio, name_of, run, sku_id},
    reference::{Figures, figures},
};

mod portfolio;

/// How many portfolios are compared: some 3.5 customers on some 120 days each, more than
/// 3,000 points in all.
const SEEDS: u64 = 8;

type Row = Vec<String>;

/// The rows that the exports are to have.
#[derive(Default)]
struct Expected {
    deployment: Vec<Row>,
    usage: Vec<Row>,
    product_usage: Vec<Row>,
    portfolio: Vec<Row>,
    /// That of the first customer alone.
    portfolio_of_one: Vec<Row>,
}

impl Expected {
    fn of(portfolio: &Portfolio) -> (Self, usize) {
        let mut expected = Self::default();
        let mut points = 0;
        for day in portfolio.days.iter() {
            let mut all = Vec::new();
            for (id, facts) in &portfolio.customers {
                let figures = figures(&portfolio.plan, facts, day);
                expected.add(portfolio, *id, day, &figures);
                all.push(figures);
                points += 1;
            }
            expected.portfolio.extend(portfolio::rows(portfolio, day, &all));
            expected.portfolio_of_one.extend(portfolio::rows(portfolio, day, &all[..1]));
        }
        (expected, points)
    }

    fn add(&mut self, portfolio: &Portfolio, id: CustomerId, day: Day, figures: &Figures) {
        let who = [day.to_string(), id.to_string(), neutral(name_of(id))];
        let mut deployment: Vec<_> = figures.deployment.iter().collect();
        deployment.sort_by_key(|(sku, _)| by_id(**sku));
        for (sku, counts) in deployment {
            let cells = deployment_cells(counts, has_percent(portfolio, *sku));
            self.deployment.push([&who[..], &product(*sku), &cells].concat());
        }
        for (workload, counts) in &figures.usage {
            let what = ["office365".to_owned(), format!("w{workload}")];
            self.usage.push([&who[..], &what, &usage_cells(counts)].concat());
        }
        let mut products: Vec<_> = figures.product_usage.iter().collect();
        products.sort_by_key(|((sku, workload), _)| (by_id(*sku), *workload));
        for ((sku, workload), counts) in products {
            let mut what = product(*sku).to_vec();
            what.push(format!("w{workload}"));
            let cells = product_usage_cells(counts, has_percent(portfolio, *sku));
            self.product_usage.push([&who[..], &what, &cells].concat());
        }
    }
}

/// Text that looks like a formula is neutralised.
fn neutral(text: String) -> String {
    if text.starts_with('=') { format!("'{text}") } else { text }
}

fn has_percent(portfolio: &Portfolio, sku: usize) -> bool {
    portfolio.plan.skus()[sku].class == uptake_model::SkuClass::Paid
}

/// The place of a SKU in exports, which sort by GUID: the unmapped one has none.
fn by_id(sku: usize) -> usize {
    if sku < MAPPED { 1 + sku } else { 0 }
}

/// GUID, part number, name, service.
fn product(sku: usize) -> [String; 4] {
    if sku >= MAPPED {
        return [String::new(), "UNMAPPED".to_owned(), String::new(), String::new()];
    }
    let id = sku_id(sku).to_string();
    [id, format!("SKU_{sku}"), format!("SKU {sku}"), "office365".to_owned()]
}

/// Hundredths rounded half up, which of positive numbers is away from zero.
fn percent(part: u64, whole: u64) -> String {
    let hundredths = (part * 20_000 + whole).checked_div(whole * 2);
    hundredths
        .map_or_else(String::new, |it| format!("{}.{:02}", it.div_euclid(100), it.rem_euclid(100)))
}

fn deployment_cells(it: &DeploymentCounts, has_percent: bool) -> Vec<String> {
    let counts = [it.sold, it.sold_own, it.trial_seats, it.grace_seats];
    let mut cells: Vec<String> = counts.iter().map(u64::to_string).collect();
    let Some(assigned) = it.assigned else {
        cells.extend([String::new(), String::new(), String::new()]);
        return cells;
    };
    cells.push(assigned.to_string());
    cells.push(if has_percent { percent(assigned, it.sold) } else { String::new() });
    cells.push(assigned.saturating_sub(it.sold).to_string());
    cells
}

fn usage_cells(it: &UsageCounts) -> Vec<String> {
    let mut cells = vec![it.entitlements.to_string(), it.entitlements_own.to_string()];
    if let Some(users) = &it.users {
        let active = users.held + users.former + users.never;
        let counts = [active, users.held, users.former, users.never, users.active_other];
        cells.extend(counts.iter().map(u64::to_string));
        cells.push(percent(active, it.entitlements));
        cells.push(percent(users.held.min(it.entitlements), it.entitlements));
        let over = &users.overage;
        let overage = active.saturating_sub(it.entitlements);
        let parts =
            [overage, over.turnover, over.duplicate, over.trial, over.unlicensed, over.other];
        cells.extend(parts.iter().map(u64::to_string));
    } else {
        cells.extend(vec![String::new(); 13]);
    }
    cells.push(it.coverage.as_str().to_owned());
    cells.push(it.days_covered.to_string());
    cells
}

fn product_usage_cells(it: &ProductUsageCounts, has_percent: bool) -> Vec<String> {
    let percent = it.active.filter(|_| has_percent).map(|it_| percent(it_, it.qualified));
    vec![
        it.qualified.to_string(),
        it.active.map(|it| it.to_string()).unwrap_or_default(),
        percent.unwrap_or_default(),
        it.coverage.as_str().to_owned(),
    ]
}

fn assert_rows(got: &[Row], expected: &[Row], what: &str) {
    let differs = got.iter().zip(expected).find(|(got, expected)| got != expected);
    if let Some((got, expected)) = differs {
        panic!("{what}:\n     got {got:?}\nexpected {expected:?}");
    }
    assert_eq!(got.len(), expected.len(), "{what}: rows; the first are equal");
}

async fn assert_exports(folder: &mut Folder, portfolio: &Portfolio, seed: u64) -> usize {
    let (expected, points) = Expected::of(portfolio);
    let data = folder.data().await;
    for (kind, expected) in [
        (ExportKind::Deployment, expected.deployment),
        (ExportKind::Usage, expected.usage),
        (ExportKind::ProductUsage, expected.product_usage),
    ] {
        let (_, got) = parse(&export(data, kind, portfolio.days).await);
        assert_rows(&got, &expected, &format!("seed {seed}, {kind:?}"));
        let one = *portfolio.customers.keys().next().unwrap();
        let scope = Scope::one(one);
        let got = export_as(data, kind, Format::Csv, &scope, portfolio.days).await;
        let (_, got) = parse(&String::from_utf8(got).unwrap());
        let mut expected = expected;
        expected.retain(|it| it[1] == one.to_string());
        assert_rows(&got, &expected, &format!("seed {seed}, {kind:?} of one customer"));
    }
    let one = Scope::one(*portfolio.customers.keys().next().unwrap());
    for (scope, expected) in [(Scope::All, expected.portfolio), (one, expected.portfolio_of_one)] {
        let kind = ExportKind::Portfolio;
        let got = export_as(data, kind, Format::Csv, &scope, portfolio.days).await;
        let (_, got) = parse(&String::from_utf8(got).unwrap());
        assert_rows(&got, &expected, &format!("seed {seed}, {kind:?} of {scope:?}"));
    }
    points
}

/// What no export says: people, and whether a figure is preliminary.
async fn assert_reports(folder: &mut Folder, portfolio: &Portfolio, seed: u64) {
    let data = folder.data().await;
    for (id, facts) in &portfolio.customers {
        let Ok(known) = data.known_days(&Scope::All, *id).await else { continue };
        let days = portfolio.days.iter().filter(|it| *it >= known.first());
        let near = [0, 1, 2, 3].map(|it| portfolio.today.plus(it));
        for day in days.step_by(29).chain(near.into_iter().filter(|it| *it >= known.first())) {
            let expected = figures(&portfolio.plan, facts, day);
            let report = data.customer(&Scope::All, *id, day).await.unwrap();
            let what = format!("seed {seed}, {id} on {day}");
            assert_eq!(report.people, Some(expected.people), "{what}");
            let usage: BTreeMap<String, UsageCounts> =
                report.usage.into_iter().map(|(name, it)| (name.code, it)).collect();
            let expected: BTreeMap<String, UsageCounts> =
                expected.usage.into_iter().map(|(it, counts)| (format!("w{it}"), counts)).collect();
            assert_eq!(usage, expected, "{what}");
        }
    }
}

#[tokio::test]
async fn files_in_any_pieces_give_the_figures_of_the_text() {
    let mut points = 0;
    for seed in 1..=SEEDS {
        let portfolio = Portfolio::of_seed(seed, Known::Ranges);
        let mut folder = portfolio.folder().await;
        run(&mut folder, &portfolio.commands(&mut Dice(seed), 2)).await;
        points += assert_exports(&mut folder, &portfolio, seed).await;
        assert_reports(&mut folder, &portfolio, seed).await;
    }
    assert!(points > 3_000, "only {points} points were compared");
}

#[tokio::test]
async fn files_of_each_day_in_turn_give_the_figures_of_the_text() {
    for seed in [21] {
        let portfolio = Portfolio::of_seed(seed, Known::Daily);
        let mut folder = portfolio.folder().await;
        let mut dice = Dice(seed);
        let days: Vec<Vec<String>> = portfolio.by_day().into_values().collect();
        let mut rest = days.as_slice();
        while !rest.is_empty() {
            let (some, others) = rest.split_at(rest.len().min(1 + dice.below(20)));
            let command = crate::portfolio::Command::native(some.concat(), None);
            run(&mut folder, &[command]).await;
            rest = others;
        }
        assert_exports(&mut folder, &portfolio, seed).await;
        assert_reports(&mut folder, &portfolio, seed).await;
    }
}
