use insta::assert_snapshot;
use proptest::prelude::*;

use super::{Percent, Spread};

fn spread(ratios: &[(u64, u64)]) -> Spread {
    let mut spread = Spread::default();
    for (part, whole) in ratios {
        spread.add(*part, *whole);
    }
    spread
}

/// The median, and how many are in each band.
fn check(ratios: &[(u64, u64)]) -> String {
    let spread = spread(ratios);
    let median = spread.median().map_or_else(|| "no median".to_owned(), |it| it.to_string());
    format!("{median}, {:?}", spread.bands())
}

#[test]
fn the_median_of_an_odd_number_is_the_middle_one() {
    assert_snapshot!(check(&[(9, 10), (1, 3), (5, 10)]), @"50.00, [0, 1, 1, 0, 1]");
    assert_snapshot!(check(&[(2, 3)]), @"66.67, [0, 0, 0, 1, 0]");
}

#[test]
fn the_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle() {
    assert_snapshot!(check(&[(9, 10), (0, 7), (5, 10), (3, 10)]), @"40.00, [1, 1, 1, 0, 1]");
    assert_snapshot!(check(&[(14, 10), (7, 10)]), @"105.00, [0, 0, 0, 1, 1]");
}

#[test]
fn the_median_is_rounded_once_and_not_made_of_rounded_percentages() {
    // 0.44053 % and 0.44643 %, each 0.44 % or 0.45 % when rounded; their mean is 0.44348 %.
    assert_snapshot!(check(&[(1, 227), (1, 224)]), @"0.44, [2, 0, 0, 0, 0]");
    // Half of a hundredth goes up: 0.005 %, and the mean of 0 % and 0.01 %.
    assert_snapshot!(check(&[(1, 20_000)]), @"0.01, [1, 0, 0, 0, 0]");
    assert_snapshot!(check(&[(0, 1), (1, 10_000)]), @"0.01, [2, 0, 0, 0, 0]");
    // A little less than half goes down.
    assert_snapshot!(check(&[(0, 1), (1, 10_001)]), @"0.00, [2, 0, 0, 0, 0]");
}

#[test]
fn a_band_begins_at_its_lower_end_and_the_last_has_no_upper_one() {
    assert_snapshot!(check(&[(0, 9)]), @"0.00, [1, 0, 0, 0, 0]");
    assert_snapshot!(check(&[(20, 100)]), @"20.00, [0, 1, 0, 0, 0]");
    assert_snapshot!(check(&[(4_999, 25_000)]), @"20.00, [1, 0, 0, 0, 0]");
    assert_snapshot!(check(&[(2, 5)]), @"40.00, [0, 0, 1, 0, 0]");
    assert_snapshot!(check(&[(3, 5)]), @"60.00, [0, 0, 0, 1, 0]");
    assert_snapshot!(check(&[(4, 5)]), @"80.00, [0, 0, 0, 0, 1]");
    assert_snapshot!(check(&[(10, 10)]), @"100.00, [0, 0, 0, 0, 1]");
    assert_snapshot!(check(&[(14, 10)]), @"140.00, [0, 0, 0, 0, 1]");
}

#[test]
fn a_customer_without_a_percentage_is_in_no_median_and_no_band() {
    assert_snapshot!(check(&[]), @"no median, [0, 0, 0, 0, 0]");
    assert_snapshot!(check(&[(3, 0), (0, 0)]), @"no median, [0, 0, 0, 0, 0]");
    assert_snapshot!(check(&[(3, 0), (1, 2)]), @"50.00, [0, 0, 1, 0, 0]");
}

#[test]
fn numbers_beyond_all_seats_of_the_world_are_compared_exactly() {
    let most = u64::MAX;
    assert_snapshot!(check(&[(most, most), (most - 1, most)]), @"100.00, [0, 0, 0, 0, 2]");
    assert_snapshot!(check(&[(1, most), (0, 1), (most, most)]), @"0.00, [2, 0, 0, 0, 1]");
    assert_snapshot!(check(&[(1 << 32, 1), (0, 1)]), @"214748364800.00, [1, 0, 0, 0, 1]");
}

/// The percentages in order, each with a common denominator.
fn sorted(ratios: &[(u64, u64)]) -> Vec<(u64, u64)> {
    let mut sorted: Vec<(u64, u64)> = ratios.iter().copied().filter(|it| it.1 > 0).collect();
    sorted.sort_by(|one, two| (one.0 * two.1).cmp(&(two.0 * one.1)));
    sorted
}

proptest! {
    #[test]
    fn the_median_is_the_exact_one_rounded_half_away_from_zero(
        ratios in prop::collection::vec((0_u64..40, 0_u64..30), 0..9),
    ) {
        let sorted = sorted(&ratios);
        let median = spread(&ratios).median().map(Percent::hundredths);
        let Some(last) = sorted.len().checked_sub(1) else {
            prop_assert_eq!(median, None);
            return Ok(());
        };
        let middles = [sorted.get(last >> 1), sorted.get((last + 1) >> 1)];
        let [Some((a, b)), Some((c, d))] = middles else { panic!("no middle") };
        let (twice, whole) = (a * d + c * b, b * d);
        // n hundredths are right when |20,000 · mean − 2n| ≤ 1, and at a tie n is the upper.
        let n = median.unwrap_or(u64::MAX);
        prop_assert!(twice * 10_000 < (2 * n + 1) * whole);
        prop_assert!(twice * 10_000 + whole >= 2 * n * whole);
    }

    #[test]
    fn joined_spreads_are_the_spread_of_all(
        one in prop::collection::vec((0_u64..40, 0_u64..30), 0..9),
        two in prop::collection::vec((0_u64..40, 0_u64..30), 0..9),
    ) {
        let mut joined = spread(&one);
        joined.join(&spread(&two));
        let all = spread(&[one, two].concat());
        prop_assert_eq!(joined.median(), all.median());
        prop_assert_eq!(joined.bands(), all.bands());
    }
}
