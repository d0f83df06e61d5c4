//! The portfolio against its reference, and the invariants of `spec/metrics.md`, section 9,
//! that speak of several customers: 6 and 17.

use std::collections::BTreeMap;

use proptest::{prelude::*, test_runner::TestCaseResult};
use uptake_calc::{CustomerCounts, DayCounts, DeploymentSum, OwnSum, PortfolioDay, Spread, rollup};
use uptake_model::{
    CustomerId, Day, Guid, SkuClass,
    counts::{DeploymentCounts, UsageCounts},
    percent::Percent,
};

use crate::{
    generator::{FRESH, World, runner_of_seed, shifted, worlds},
    reference::{Figures, figures},
    totals::{Customers, Own, Totals, totals},
};

/// Customers with the same products over the same days.
fn portfolios() -> impl Strategy<Value = Vec<World>> {
    prop::collection::vec(worlds(), 1..6).prop_map(|worlds| {
        let first = worlds[0].clone();
        let alike = worlds.into_iter().map(|it| {
            let by = first.days.first().days_since(it.days.first());
            World { facts: shifted(&it.facts, by), ..first.clone() }
        });
        alike.collect()
    })
}

fn id(number: usize) -> CustomerId {
    CustomerId(Guid::from_u128(u128::try_from(number).unwrap()))
}

fn rolled(worlds: &[World]) -> BTreeMap<CustomerId, CustomerCounts> {
    let rolled = worlds.iter().enumerate();
    rolled.map(|(at, it)| (id(at), rollup(&it.plan(), &it.facts, it.days))).collect()
}

/// By SKU, whether it is sold per person.
fn paid(world: &World) -> Vec<bool> {
    world.plan().skus().iter().map(|it| it.class == SkuClass::Paid).collect()
}

/// Every eleventh day: enough of them for all cases.
fn some_days(world: &World) -> impl Iterator<Item = Day> {
    world.days.iter().step_by(11)
}

/// What the sums say, in the form of the reference.
fn told(day: &PortfolioDay) -> Totals {
    let deployed = |it: &DeploymentSum| {
        let customers = Customers {
            counted: it.customers,
            missing: it.missing,
            lower_bounds: 0,
            percent: it.percent().map(Percent::hundredths),
            ..spread(&it.spread, &it.own)
        };
        (it.counts, it.excess, customers)
    };
    let usage = day.usage.iter().map(|(workload, it)| {
        let counts = UsageCounts {
            entitlements: it.entitlements,
            entitlements_own: it.entitlements_own,
            users: (it.customers > 0).then_some(it.users),
            ..UsageCounts::default()
        };
        let customers = Customers {
            counted: it.customers,
            missing: it.missing,
            lower_bounds: it.lower_bounds,
            percent: it.percent().map(Percent::hundredths),
            ..spread(&it.spread, &it.own)
        };
        (*workload, (counts, it.covered, customers))
    });
    let product_usage = day.product_usage.iter().map(|(key, it)| {
        let customers = Customers {
            counted: it.customers,
            missing: it.missing,
            lower_bounds: it.lower_bounds,
            percent: it.percent().map(Percent::hundredths),
            ..spread(&it.spread, &it.own)
        };
        (*key, (it.qualified, it.active, customers))
    });
    Totals {
        deployment: day.deployment.iter().map(|(sku, it)| (*sku, deployed(it))).collect(),
        deployed: deployed(&day.deployment_total),
        usage: usage.collect(),
        product_usage: product_usage.collect(),
    }
}

fn spread(spread: &Spread, own: &OwnSum) -> Customers {
    let bounds = own.bounds();
    Customers {
        median: spread.median().map(Percent::hundredths),
        bands: spread.bands(),
        own: Own {
            seats: own.seats,
            counted: own.customers,
            missing: own.missing,
            low: bounds.low,
            high: bounds.high,
            estimate: bounds.estimate,
        },
        ..Customers::default()
    }
}

fn assert_agrees(worlds: &[World]) -> TestCaseResult {
    let rolled = rolled(worlds);
    let (plan, is_paid) = (worlds[0].plan(), paid(&worlds[0]));
    for day in some_days(&worlds[0]) {
        let figures: Vec<Figures> =
            worlds.iter().map(|it| figures(&plan, &it.facts, day)).collect();
        let expected = totals(&figures, &is_paid);
        let got = told(&PortfolioDay::of(&rolled, day, &|it| is_paid[it]));
        prop_assert_eq!(&got.deployment, &expected.deployment, "deployment on {}", day);
        prop_assert_eq!(&got.deployed, &expected.deployed, "all deployment on {}", day);
        prop_assert_eq!(&got.usage, &expected.usage, "usage on {}", day);
        prop_assert_eq!(&got.product_usage, &expected.product_usage, "products on {}", day);
    }
    Ok(())
}

#[test]
fn the_portfolio_agrees_with_the_reference_on_every_figure() {
    for seed in 0..60 {
        let mut runner = runner_of_seed(seed);
        let worlds = portfolios().new_tree(&mut runner).expect("no portfolio is refused");
        if let Err(error) = runner.run_one(worlds, |it| assert_agrees(&it)) {
            panic!("seed {seed}: {error}");
        }
    }
}

/// What several customers have together is what each of them has.
fn sums(days: &[DayCounts], seats: impl Fn(&DayCounts) -> u64) -> u64 {
    days.iter().map(seats).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    // 6
    #[test]
    fn seats_of_the_portfolio_add_up_over_customers_and_skus(worlds in portfolios()) {
        let rolled = rolled(&worlds);
        let is_paid = paid(&worlds[0]);
        for day in some_days(&worlds[0]) {
            let sum = PortfolioDay::of(&rolled, day, &|it| is_paid[it]);
            let days: Vec<DayCounts> = rolled.values().map(|it| DayCounts::of(it, day)).collect();
            for (sku, it) in &sum.deployment {
                let of = |it: &DayCounts| it.deployment.get(sku).copied().unwrap_or_default();
                prop_assert_eq!(it.counts.sold, sums(&days, |it| of(it).sold));
                prop_assert_eq!(it.counts.sold_own, sums(&days, |it| of(it).sold_own));
                prop_assert_eq!(it.assigned(), sums(&days, |it| of(it).assigned.unwrap_or(0)));
                // The ratio leaves out of whom nothing tells who holds the SKU.
                let told = |it: &DayCounts| Some(of(it)).filter(|it| it.assigned.is_some());
                let told = sums(&days, |it| told(it).unwrap_or_default().sold);
                prop_assert_eq!(it.sold_told, told);
                let missing = days.iter().filter_map(|it| it.deployment.get(sku));
                let missing = missing.filter(|it| it.assigned.is_none()).count();
                prop_assert_eq!(it.missing, u64::try_from(missing).unwrap());
            }
            let total = sum.deployment_total;
            let skus = || sum.deployment.iter().filter(|it| is_paid[*it.0]).map(|it| it.1);
            prop_assert_eq!(total.counts.sold, skus().map(|it| it.counts.sold).sum::<u64>());
            let own = |it: &DeploymentSum| it.own.seats;
            prop_assert_eq!(total.own.seats, skus().map(own).sum::<u64>());
            prop_assert_eq!(total.counts.sold_own, skus().map(|it| it.counts.sold_own).sum::<u64>());
            prop_assert_eq!(total.excess, skus().map(|it| it.excess).sum::<u64>());
            prop_assert_eq!(total.unassigned(), skus().map(DeploymentSum::unassigned).sum::<u64>());
            prop_assert!(total.customers <= u64::try_from(worlds.len()).unwrap());
        }
    }

    // 17
    #[test]
    fn two_copies_of_each_customer_double_the_counts_and_leave_the_ratios(
        worlds in portfolios(),
    ) {
        let once = rolled(&worlds);
        let mut twice = once.clone();
        twice.extend(once.values().cloned().enumerate().map(|(at, it)| (id(FRESH + at), it)));
        let is_paid = paid(&worlds[0]);
        for day in some_days(&worlds[0]) {
            let once = told(&PortfolioDay::of(&once, day, &|it| is_paid[it]));
            let twice = told(&PortfolioDay::of(&twice, day, &|it| is_paid[it]));
            let customers = |it: &Totals| -> Vec<Customers> {
                let deployment = it.deployment.values().map(|it| &it.2);
                let usage = it.usage.values().map(|it| &it.2);
                let products = it.product_usage.values().map(|it| &it.2);
                let all = deployment.chain([&it.deployed.2]).chain(usage).chain(products);
                all.cloned().collect()
            };
            prop_assert_eq!(customers(&once).len(), customers(&twice).len());
            for (once, twice) in customers(&once).into_iter().zip(customers(&twice)) {
                // The estimate is rounded after the sum: twice 0.5 is 1, not twice 1.
                let estimate = twice.own.estimate.abs_diff(2 * once.own.estimate);
                prop_assert!(estimate <= 1);
                let doubled = doubled(&once, twice.own.estimate);
                prop_assert_eq!(twice, doubled);
            }
            for (once, twice) in once.deployment.values().zip(twice.deployment.values()) {
                let plain = |it: DeploymentCounts| [it.sold, it.assigned.unwrap_or(0), it.trial_seats];
                let double = |it: DeploymentCounts| plain(it).map(|it| 2 * it);
                prop_assert_eq!(plain(twice.0), double(once.0));
            }
        }
    }

    // What a customer's total says beside the portfolio of a day.
    #[test]
    fn a_customers_total_is_over_all_workloads_and_its_percentage_over_those_with_seats(worlds in portfolios()) {
        for day in some_days(&worlds[0]) {
            for counts in rolled(&worlds).values() {
                let day = DayCounts::of(counts, day);
                let total = day.usage_total();
                let known = || day.usage.values().filter_map(|it| Some((it, it.users?)));
                prop_assert_eq!(total.customers, u64::from(known().next().is_some()));
                let is_missing = total.customers == 0 && !day.usage.is_empty();
                prop_assert_eq!(total.missing, u64::from(is_missing));
                let overage = known().map(|it| it.1.overage.total());
                prop_assert_eq!(total.users.overage.total(), overage.sum::<u64>());
                let entitled = || known().filter(|it| it.0.entitlements > 0);
                let active = entitled().map(|it| it.1.active()).sum();
                let entitlements = entitled().map(|it| it.0.entitlements).sum();
                prop_assert_eq!(total.percent(), Percent::of(active, entitlements));
                prop_assert_eq!(total.spread.median(), total.percent());
                prop_assert!(total.covered_percent() <= Some(Percent::from_hundredths(10_000)));
            }
        }
    }
}

fn doubled(it: &Customers, estimate: u64) -> Customers {
    Customers {
        counted: 2 * it.counted,
        missing: 2 * it.missing,
        lower_bounds: 2 * it.lower_bounds,
        percent: it.percent,
        median: it.median,
        bands: it.bands.map(|it| 2 * it),
        own: Own {
            seats: 2 * it.own.seats,
            counted: 2 * it.own.counted,
            missing: 2 * it.own.missing,
            low: 2 * it.own.low,
            high: 2 * it.own.high,
            estimate,
        },
    }
}
