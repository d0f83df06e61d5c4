//! Every sum is the one that reports print, and the sums of parts are the sum of the whole.

use std::collections::{BTreeMap, BTreeSet};

use uptake_app::live::{
    AttentionQuery, Attribute, Dimension, Filter, GroupKey, GroupsQuery, Portfolio, PortfolioQuery,
    ProductsQuery, Ranked, Trend, TrendQuery,
};
use uptake_calc::{DeploymentSum, Measure, UsageSum};
use uptake_model::{CustomerId, Day, DayRange, Scope, SellerScope};

use super::world::{Marked, by, ids, list};
use crate::folder::Dice;

const SEEDS: [u64; 2] = [101, 107];

fn query(day: Day, filter: Filter) -> PortfolioQuery {
    PortfolioQuery { filter, ..PortfolioQuery::all(day) }
}

#[tokio::test]
async fn sums_are_those_of_the_portfolio_report() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let mut dice = Dice(seed);
        for day in marked.days() {
            for scope in [Scope::All, marked.some(&mut dice)] {
                let what = format!("seed {seed}, {day}");
                let report = now.data().portfolio(&scope, day, SellerScope::All).await.unwrap();
                let live = now.portfolio(&scope, &PortfolioQuery::all(day)).await.unwrap();
                assert_eq!(live.deployment, report.deployment.settled(), "{what}");
                let skus: BTreeMap<&str, _> =
                    live.skus.iter().map(|(name, sum)| (name.label(), sum)).collect();
                assert_eq!(skus.len(), report.skus.len(), "{what}");
                for (name, sum) in &report.skus {
                    assert_eq!(*skus[name.label()], sum.settled(), "{what}, {}", name.label());
                }
                assert_eq!(live.workloads.len(), report.workloads.len(), "{what}");
                for ((name, sum), (_, expected)) in live.workloads.iter().zip(&report.workloads) {
                    assert_eq!(*sum, expected.settled(), "{what}, {}", name.code);
                }
                let mut usage: UsageSum = UsageSum::default();
                for line in &report.by_customer {
                    usage.join(&line.usage);
                }
                assert_eq!(live.usage, usage.settled(), "{what}");
            }
        }
    }
}

#[tokio::test]
async fn the_answer_for_a_scope_is_the_sum_over_its_customers() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let mut dice = Dice(seed);
        for day in marked.days() {
            let (scope, filter) = (marked.some(&mut dice), Marked::filter(&mut dice));
            let Scope::Customers(customers) = &scope else { unreachable!() };
            let mut sum = Sum::default();
            for customer in customers {
                let one = Scope::one(*customer);
                sum.add(&now.portfolio(&one, &query(day, filter.clone())).await.unwrap());
            }
            let mut whole = Sum::default();
            whole.add(&now.portfolio(&scope, &query(day, filter.clone())).await.unwrap());
            assert_eq!(whole, sum, "seed {seed}, {day}, {filter:?}");
        }
    }
}

/// The counts of a portfolio, which add up.
#[derive(Debug, Default, PartialEq)]
struct Sum {
    customers: u64,
    unknown: u64,
    deployment: DeploymentSum<()>,
    usage: UsageSum<()>,
    before: UsageSum<()>,
    workloads: BTreeMap<String, u64>,
}

impl Sum {
    fn add(&mut self, it: &Portfolio) {
        self.customers += it.customers;
        self.unknown += it.customers_unknown;
        self.deployment.join(&it.deployment.bare());
        self.usage.join(&it.usage.bare());
        if let Some(before) = &it.before {
            self.before.join(&before.usage);
        }
        for (name, sum) in &it.workloads {
            *self.workloads.entry(name.code.clone()).or_default() += sum.users.active();
        }
    }
}

#[tokio::test]
async fn a_filter_by_mark_is_the_scope_of_those_who_have_it() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let day = marked.portfolio.today;
        let tagged = ["gold", "north", ""].map(|it| BTreeSet::from([it.to_owned()]));
        for tags in tagged {
            let filter = Filter { tags: tags.clone(), ..Filter::default() };
            let mut meant: BTreeSet<CustomerId> = BTreeSet::new();
            let all = now.customers(&Scope::All, &list(day, by(Measure::Sold), ASC)).await.unwrap();
            for row in all.rows {
                let own: Vec<String> =
                    row.profile.tags.iter().map(|it| it.to_lowercase()).collect();
                let is_meant = if tags.contains("") {
                    own.is_empty()
                } else {
                    own.iter().any(|it| tags.contains(it))
                };
                if is_meant {
                    meant.insert(row.profile.customer);
                }
            }
            let scope = Scope::Customers(meant);
            let filtered = now.portfolio(&Scope::All, &query(day, filter)).await.unwrap();
            let scoped = now.portfolio(&scope, &PortfolioQuery::all(day)).await.unwrap();
            assert_eq!(filtered, scoped, "seed {seed}, {tags:?}");
        }
    }
}

const ASC: uptake_app::live::Direction = uptake_app::live::Direction::Ascending;

#[tokio::test]
async fn groups_add_up_to_the_portfolio() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let mut dice = Dice(seed);
        for day in marked.days() {
            let (scope, filter) = (marked.some(&mut dice), Marked::filter(&mut dice));
            let whole = now.portfolio(&scope, &query(day, filter.clone())).await.unwrap();
            let ask =
                |by| GroupsQuery { day, sellers: SellerScope::All, filter: filter.clone(), by };
            for attribute in [Attribute::Country, Attribute::Segment, Attribute::Reseller] {
                let groups =
                    now.groups(&scope, &ask(Dimension::Attribute(attribute))).await.unwrap();
                let (mut deployment, mut usage) = (DeploymentSum::default(), UsageSum::default());
                let mut customers = 0;
                for group in groups.iter() {
                    deployment.join(&group.deployment.unwrap().bare());
                    usage.join(&group.usage.unwrap().bare());
                    customers += group.customers;
                }
                assert_eq!(deployment, whole.deployment.bare(), "{attribute:?}");
                assert_eq!(usage, whole.usage.bare(), "{attribute:?}");
                assert_eq!(customers, whole.customers, "{attribute:?}");
            }
            let skus = now.groups(&scope, &ask(Dimension::Sku)).await.unwrap();
            for group in skus.iter() {
                let GroupKey::Sku(name) = &group.key else { panic!("{group:?}") };
                let of_whole = whole.skus.iter().find(|(it, _)| it == name);
                assert_eq!(group.deployment, of_whole.map(|it| it.1), "{name:?}");
            }
            assert_eq!(skus.len(), whole.skus.len());
            let workloads = now.groups(&scope, &ask(Dimension::Workload)).await.unwrap();
            let told: Vec<_> = workloads.iter().map(|it| it.usage.unwrap()).collect();
            let expected: Vec<_> = whole.workloads.iter().map(|it| it.1).collect();
            assert_eq!(told, expected, "seed {seed}, {day}");
        }
    }
}

#[tokio::test]
async fn products_are_those_of_the_portfolio_report() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let (day, mut dice) = (marked.portfolio.today, Dice(seed));
        for scope in [Scope::All, marked.some(&mut dice)] {
            let query = ProductsQuery { day, filter: Filter::default() };
            let told = now.products(&scope, &query).await.unwrap();
            let report = now.data().portfolio(&scope, day, SellerScope::Own).await.unwrap();
            for (sku, workload, usage) in &report.products {
                let own = told.iter().find(|it| it.sku == *sku && it.workload == *workload);
                assert_eq!(own.map(|it| &it.usage), Some(usage), "seed {seed}, {}", sku.label());
            }
            let workloads = BTreeSet::from(["w1".into()]);
            let narrow = Filter { workloads, ..Filter::default() };
            let narrow =
                now.products(&scope, &ProductsQuery { day, filter: narrow }).await.unwrap();
            let expected: Vec<_> = told.iter().filter(|it| it.workload.code == "w1").collect();
            assert_eq!(narrow.iter().collect::<Vec<_>>(), expected, "seed {seed}");
        }
    }
}

#[tokio::test]
async fn a_customer_with_several_tags_counts_in_each() {
    let marked = Marked::of_seed(101).await;
    let now = marked.now();
    let day = marked.portfolio.today;
    let by = Dimension::Attribute(Attribute::Tag);
    let ask = GroupsQuery { day, sellers: SellerScope::All, filter: Filter::default(), by };
    for group in now.groups(&Scope::All, &ask).await.unwrap().iter() {
        let GroupKey::Label(tag) = &group.key else { panic!("{group:?}") };
        let tags = BTreeSet::from([tag.clone().unwrap_or_default()]);
        let filter = Filter { tags, ..Filter::default() };
        let of_tag = now.portfolio(&Scope::All, &query(day, filter)).await.unwrap();
        assert_eq!(group.customers, of_tag.customers, "{tag:?}");
        assert_eq!(group.usage, Some(of_tag.usage), "{tag:?}");
        assert_eq!(group.deployment, Some(of_tag.deployment), "{tag:?}");
    }
}

#[tokio::test]
async fn a_trend_is_the_portfolio_of_each_day() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let mut dice = Dice(seed);
        let today = marked.portfolio.today;
        let days = DayRange::new(today.plus(-70), today.plus(30)).unwrap();
        for _ in 0..3 {
            let (scope, filter) = (marked.some(&mut dice), Marked::filter(&mut dice));
            let ask = TrendQuery { days, filter: filter.clone(), with_workloads: true };
            let trend = now.trend(&scope, &ask).await.unwrap();
            for (at, day) in days.iter().enumerate().step_by(3) {
                let what = format!("seed {seed}, {day}, {filter:?}");
                let whole = now.portfolio(&scope, &query(day, filter.clone())).await.unwrap();
                let known = whole.usage.customers > 0;
                let usage = trend.usage[at].as_ref().map(UsageSum::bare);
                let missing = trend.missing[at];
                assert_eq!(usage, known.then(|| whole.usage.bare()), "{what}");
                assert_eq!(missing, whole.usage.missing, "{what}");
                if let Some(told) = trend.deployment[at] {
                    let expected = whole.deployment.bare();
                    assert_eq!(told.bare(), expected, "{what}");
                } else {
                    assert_eq!(whole.customers, whole.customers_unknown, "{what}");
                }
                let workloads = trend.workloads.as_ref().unwrap();
                for (name, sum) in &whole.workloads {
                    let own = workloads.iter().find(|it| it.workload == *name).unwrap();
                    let expected = (sum.customers > 0).then(|| sum.bare());
                    assert_eq!(own.usage[at].as_ref().map(UsageSum::bare), expected, "{what}");
                    assert_eq!(own.missing[at], sum.missing, "{what}");
                }
            }
            let totals = TrendQuery { with_workloads: false, ..ask };
            let totals = now.trend(&scope, &totals).await.unwrap();
            assert_eq!(*totals, Trend { workloads: None, ..Trend::clone(&trend) });
        }
    }
}

#[tokio::test]
async fn the_customers_to_look_at_first_are_the_first_of_the_sorted_list() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let day = marked.portfolio.today;
        let sellers = SellerScope::All;
        let ask = AttentionQuery { day, sellers, filter: Filter::default(), most: 2 };
        let found = now.attention(&Scope::All, &ask).await.unwrap();
        let named = |list: &[Ranked]| -> Vec<(CustomerId, u64)> {
            list.iter().map(|it| (it.customer.profile.customer, it.value)).collect()
        };
        for (list_of, measure) in
            [(&found.unused, Measure::Unused), (&found.overage, Measure::Overage)]
        {
            let sorted = list(day, by(measure), uptake_app::live::Direction::Descending);
            let sorted = now.customers(&Scope::All, &sorted).await.unwrap();
            let values = sorted.rows.iter().filter_map(|it| {
                let value = it.totals.measure(measure, sellers).filter(|it| *it > 0)?;
                Some((it.profile.customer, value))
            });
            assert_eq!(named(list_of), values.take(2).collect::<Vec<_>>(), "{measure:?}");
        }
        let lowest = list(day, by(Measure::CoveredPercent), ASC);
        let lowest = now.customers(&Scope::All, &lowest).await.unwrap();
        let says = lowest
            .rows
            .iter()
            .filter(|it| it.totals.usage.entitlements >= 5 && it.totals.usage.lower_bounds == 0);
        let says: Vec<CustomerId> = says.map(|it| it.profile.customer).take(2).collect();
        let told: Vec<CustomerId> = named(&found.lowest).iter().map(|it| it.0).collect();
        assert!(told.iter().all(|it| ids(&lowest).contains(it)), "seed {seed}");
        assert_eq!(told, says[..told.len()], "seed {seed}");
        for fall in &found.falls {
            let before = fall.before.unwrap().usage.covered_percent().unwrap();
            let now = fall.customer.totals.usage.covered_percent().unwrap();
            assert_eq!(fall.value, before.hundredths() - now.hundredths());
        }
    }
}
