use proptest::prelude::*;
use uptake_model::{
    counts::{ActiveCounts, CoverageState, DeploymentCounts, UsageCounts},
    percent::Percent,
};

use super::Points;
use crate::{DeploymentSum, UsageSum};

fn deployed((sold, sold_own, assigned): (u64, u64, u64)) -> DeploymentSum<()> {
    let sold_own = sold_own.min(sold);
    let assigned = Some(assigned);
    let counts = DeploymentCounts { sold, sold_own, assigned, ..DeploymentCounts::default() };
    let mut sum = DeploymentSum::default();
    sum.add(&counts, true);
    sum
}

fn used((entitlements, own, held): (u64, u64, u64)) -> UsageSum<()> {
    let counts = UsageCounts {
        entitlements,
        entitlements_own: own.min(entitlements),
        users: Some(ActiveCounts { held, ..ActiveCounts::default() }),
        coverage: CoverageState::Complete,
        days_covered: 28,
        preliminary: false,
    };
    let mut sum = UsageSum::default();
    sum.add(&counts);
    sum
}

/// What a reader of two printed percentages would subtract.
fn printed(earlier: Option<Percent>, later: Option<Percent>) -> Option<i64> {
    let cents = |it: Percent| it.to_string().replace('.', "").parse::<i64>().unwrap();
    Some(cents(later?) - cents(earlier?))
}

fn hundredths(it: Option<Points>) -> Option<i64> {
    it.map(Points::hundredths)
}

proptest! {
    #[test]
    fn a_change_is_the_difference_of_what_is_printed(
        then in (0_u64..60, 0_u64..60, 0_u64..80),
        now in (0_u64..60, 0_u64..60, 0_u64..80),
    ) {
        let (before, after) = (deployed(then), deployed(now));
        let change = after.change_since(&before);
        prop_assert_eq!(hundredths(change.all), printed(before.percent(), after.percent()));
        prop_assert_eq!(hundredths(change.own), printed(before.own_percent(), after.own_percent()));
        let (before, after) = (used(then), used(now));
        let change = after.change_since(&before);
        prop_assert_eq!(hundredths(change.all), printed(before.percent(), after.percent()));
        let covered = printed(before.covered_percent(), after.covered_percent());
        prop_assert_eq!(hundredths(change.covered), covered);
        prop_assert_eq!(hundredths(change.own), printed(before.own_percent(), after.own_percent()));
    }

    #[test]
    fn there_and_back_is_no_change(
        then in (0_u64..60, 0_u64..60, 0_u64..80),
        now in (0_u64..60, 0_u64..60, 0_u64..80),
    ) {
        let (there, back) = (used(now).change_since(&used(then)), used(then).change_since(&used(now)));
        prop_assert_eq!(hundredths(there.all), hundredths(back.all).map(|it| -it));
    }
}

#[test]
fn without_a_percentage_on_either_day_there_is_no_change() {
    let (none, some) = (deployed((0, 0, 3)), deployed((10, 0, 3)));
    assert_eq!(some.change_since(&none).all, None);
    assert_eq!(none.change_since(&some).all, None);
    assert_eq!(hundredths(some.change_since(&deployed((10, 0, 9))).all), Some(-6000));
}
