use proptest::prelude::*;
use uptake_model::{
    SellerScope,
    counts::{ActiveCounts, CoverageState, DeploymentCounts, OverageParts, UsageCounts},
};

use super::Count;
use crate::{DeploymentSum, UsageSum};

fn deployment() -> impl Strategy<Value = DeploymentCounts> {
    (0_u64..50, 0_u64..50, 0_u64..9, 0_u64..9, prop::option::weighted(0.8, 0_u64..60)).prop_map(
        |(sold, own, trial_seats, grace_seats, assigned)| DeploymentCounts {
            sold,
            sold_own: own.min(sold),
            trial_seats,
            grace_seats,
            assigned,
        },
    )
}

fn usage() -> impl Strategy<Value = UsageCounts> {
    let parts = (0_u64..9, 0_u64..9, 0_u64..9, 0_u64..9, 0_u64..9);
    let known = (any::<bool>(), any::<bool>());
    (0_u64..50, 0_u64..50, (0_u64..9, 0_u64..9, 0_u64..9, 0_u64..9), parts, known).prop_map(
        |(entitlements, own, (held, former, never, active_other), parts, (is_known, is_told))| {
            let (turnover, duplicate, trial, unlicensed, other) = parts;
            let overage = OverageParts { turnover, duplicate, trial, unlicensed, other };
            let mut users = ActiveCounts { held, former, never, untold: 0, active_other, overage };
            if !is_told {
                users = ActiveCounts { held: 0, former: 0, never: 0, untold: held, ..users };
            }
            UsageCounts {
                entitlements,
                entitlements_own: own.min(entitlements),
                users: is_known.then_some(users),
                coverage: if is_known { CoverageState::Complete } else { CoverageState::Missing },
                days_covered: 28,
                preliminary: false,
            }
        },
    )
}

/// Whether the parts of a count, each rounded by itself, add up to the sum.
fn adds_up(count: Count, sellers: SellerScope, parts: &[Option<u64>], sum: Option<u64>) -> bool {
    let known: Vec<u64> = parts.iter().copied().flatten().collect();
    let told = known.iter().sum::<u64>();
    let is_rounded =
        sellers == SellerScope::Own && !matches!(count, Count::Sold | Count::Entitlements);
    let most = if is_rounded { u64::try_from(known.len()).unwrap() } else { 0 };
    sum.unwrap_or(0).abs_diff(told) <= most
}

proptest! {
    #[test]
    fn every_count_is_the_sum_of_the_customers_parts(
        skus in prop::collection::vec(prop::collection::vec(deployment(), 0..4), 0..6),
        workloads in prop::collection::vec(prop::collection::vec(usage(), 0..4), 0..6),
    ) {
        let deployed: Vec<_> = skus.iter().map(DeploymentSum::over_skus).collect();
        let used: Vec<_> = workloads.iter().map(UsageSum::over_workloads).collect();
        let (mut deployment, mut usage) = (DeploymentSum::<()>::default(), UsageSum::<()>::default());
        for it in &deployed {
            deployment.add_customer(it);
        }
        for it in &used {
            usage.add_customer(it);
        }
        for sellers in [SellerScope::All, SellerScope::Own] {
            for count in Count::ALL {
                let parts: Vec<_> = deployed.iter().map(|it| it.count(count, sellers)).collect();
                let sum = deployment.count(count, sellers);
                prop_assert!(adds_up(count, sellers, &parts, sum), "{count:?} {sellers:?} {parts:?}");
                let parts: Vec<_> = used.iter().map(|it| it.count(count, sellers)).collect();
                let sum = usage.count(count, sellers);
                prop_assert!(adds_up(count, sellers, &parts, sum), "{count:?} {sellers:?} {parts:?}");
            }
        }
    }

    #[test]
    fn own_seats_without_a_holder_are_those_that_are_not_held(
        skus in prop::collection::vec(deployment(), 0..5),
    ) {
        let sum = DeploymentSum::<()>::over_skus(&skus);
        let (held, free) = (sum.own_assigned(), sum.own_unassigned());
        let seats = sum.own.seats;
        prop_assert!(free.low <= free.estimate && free.estimate <= free.high);
        prop_assert_eq!((free.low + held.high, free.high + held.low), (seats, seats));
        prop_assert_eq!(free.estimate + held.estimate, seats);
        prop_assert!(free.low <= sum.unassigned());
    }
}

#[test]
fn a_count_is_of_deployment_or_of_usage() {
    let (mut deployment, mut usage) = (DeploymentSum::<()>::default(), UsageSum::<()>::default());
    deployment.add(&DeploymentCounts { assigned: Some(0), ..DeploymentCounts::default() }, true);
    let known = UsageCounts { users: Some(ActiveCounts::default()), ..UsageCounts::default() };
    usage.add(&known);
    for count in Count::ALL {
        for (sellers, is_told) in [(SellerScope::All, true), (SellerScope::Own, count.is_of_own())]
        {
            let told = (deployment.count(count, sellers), usage.count(count, sellers));
            let zero = is_told.then_some(0);
            let expected = if count.is_of_deployment() { (zero, None) } else { (None, zero) };
            assert_eq!(told, expected, "{count:?} {sellers:?}");
        }
    }
}

#[test]
fn of_whom_nothing_tells_who_holds_what_there_is_no_count_of_deployment() {
    let mut deployment = DeploymentSum::<()>::default();
    deployment.add(&DeploymentCounts { sold: 9, ..DeploymentCounts::default() }, true);
    for count in [Count::Assigned, Count::Excess, Count::Unassigned] {
        assert_eq!(deployment.count(count, SellerScope::All), None, "{count:?}");
        assert_eq!(deployment.count(count, SellerScope::Own), None, "{count:?}");
    }
    assert_eq!(deployment.count(Count::Sold, SellerScope::All), Some(9));
}

#[test]
fn of_whom_nothing_is_known_there_is_no_count() {
    let mut usage = UsageSum::<()>::default();
    usage.add(&UsageCounts { entitlements: 10, ..UsageCounts::default() });
    assert_eq!(usage.count(Count::Entitlements, SellerScope::All), None);
    assert_eq!(usage.count(Count::Active, SellerScope::All), None);
}

#[test]
fn where_it_is_not_told_who_holds_what_only_the_active_are_counted() {
    let users = ActiveCounts { untold: 7, ..ActiveCounts::default() };
    let concealed = UsageCounts { entitlements: 10, users: Some(users), ..UsageCounts::default() };
    let mut usage = UsageSum::<()>::default();
    usage.add(&concealed);
    let of = |usage: &UsageSum<()>| {
        [Count::Active, Count::Untold, Count::Held, Count::Former, Count::Never, Count::Covered]
            .map(|it| usage.count(it, SellerScope::All))
    };
    assert_eq!(of(&usage), [Some(7), Some(7), None, None, None, None]);
    let users = ActiveCounts { held: 4, former: 2, never: 1, ..ActiveCounts::default() };
    usage.add(&UsageCounts { entitlements: 3, users: Some(users), ..UsageCounts::default() });
    assert_eq!(of(&usage), [Some(14), Some(7), Some(4), Some(2), Some(1), Some(3)]);
}
