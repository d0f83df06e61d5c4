use insta::assert_snapshot;
use proptest::prelude::*;

use super::Percent;

fn check(part: u64, whole: u64) -> String {
    Percent::of(part, whole).map_or_else(|| "unknown".to_owned(), |it| it.to_string())
}

#[test]
fn it_rounds_as_two_captured_microsoft_values_do() {
    assert_snapshot!(check(5, 206), @"2.43");
    assert_snapshot!(check(124, 474), @"26.16");
}

#[test]
fn half_a_hundredth_is_rounded_away_from_zero() {
    assert_snapshot!(check(1, 20_000), @"0.01");
    assert_snapshot!(check(1, 20_001), @"0.00");
    assert_snapshot!(check(1, 8), @"12.50");
}

#[test]
fn above_100_percent_is_kept_and_nothing_of_nothing_is_unknown() {
    assert_snapshot!(check(14, 10), @"140.00");
    assert_snapshot!(check(0, 7), @"0.00");
    assert_snapshot!(check(3, 0), @"unknown");
}

proptest! {
    #[test]
    fn it_is_within_half_a_hundredth_of_the_quotient(part in 0_u64..1_000_000, whole in 1_u64..1_000_000) {
        let percent = Percent::of(part, whole).unwrap().hundredths();
        let error = (i128::from(percent) * i128::from(whole) - i128::from(part) * 10_000).abs();
        prop_assert!(error * 2 <= i128::from(whole));
    }
}
