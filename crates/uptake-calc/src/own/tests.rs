use insta::assert_snapshot;
use proptest::prelude::*;

use super::{OwnSum, own_active};

fn check(active: u64, own: u64, others: u64) -> String {
    let it = own_active(active, own, others);
    format!("{} to {}, about {}", it.low, it.high, it.estimate)
}

/// The sum over customers, each with active, own and others.
fn sum(customers: &[(u64, u64, u64)]) -> OwnSum {
    let mut sum = OwnSum::default();
    for (active, own, others) in customers {
        sum.join(&OwnSum::of(*active, *own, *others));
    }
    sum
}

fn percents(customers: &[(u64, u64, u64)]) -> String {
    let Some(it) = sum(customers).percents() else { return "undefined".to_owned() };
    format!("{} % to {} %, about {} %", it.low, it.high, it.estimate)
}

#[test]
fn both_ends_and_the_estimate_are_told() {
    assert_snapshot!(check(8, 6, 4), @"4 to 6, about 5");
    assert_snapshot!(check(3, 6, 4), @"0 to 3, about 2");
    assert_snapshot!(check(5, 6, 0), @"5 to 5, about 5");
    assert_snapshot!(check(5, 0, 6), @"0 to 0, about 0");
    assert_snapshot!(check(0, 6, 4), @"0 to 0, about 0");
}

#[test]
fn more_users_than_seats_fill_the_own_ones_and_no_more() {
    assert_snapshot!(check(12, 6, 4), @"6 to 6, about 6");
    assert_snapshot!(check(12, 6, 0), @"6 to 6, about 6");
    assert_snapshot!(check(5, 0, 0), @"0 to 0, about 0");
}

#[test]
fn a_thousand_halves_are_five_hundred() {
    assert_snapshot!(sum(&vec![(1, 1, 1); 1_000]).bounds().estimate, @"500");
}

#[test]
fn the_sum_of_estimates_is_rounded_once_half_away_from_zero() {
    assert_snapshot!(sum(&[(1, 1, 5); 2]).bounds().estimate, @"0");
    assert_snapshot!(sum(&[(1, 1, 5); 3]).bounds().estimate, @"1");
    assert_snapshot!(sum(&[(1, 1, 2), (1, 1, 5)]).bounds().estimate, @"1");
    assert_snapshot!(sum(&[(1, 1, 2); 4]).bounds().estimate, @"1");
    assert_snapshot!(sum(&[(1, 1, 2); 5]).bounds().estimate, @"2");
}

#[test]
fn percentages_are_of_the_own_seats() {
    assert_snapshot!(percents(&[(8, 6, 4)]), @"66.67 % to 100.00 %, about 80.00 %");
    assert_snapshot!(percents(&[(1, 3, 0), (1, 4, 4)]), @"14.29 % to 28.57 %, about 21.43 %");
    assert_snapshot!(percents(&[(5, 0, 9)]), @"undefined");
}

#[test]
fn customers_without_own_seats_are_not_counted() {
    let mut sum = sum(&[(1, 0, 5), (1, 1, 5)]);
    sum.join(&OwnSum::unknown(0));
    sum.join(&OwnSum::unknown(7));
    sum.join(&OwnSum::of(1, 1, 1).as_lower_bound());
    sum.join(&OwnSum::of(1, 0, 1).as_lower_bound());
    assert_snapshot!(
        format!("{} of {} seats, {} missing, {} at least", sum.customers, sum.seats, sum.missing, sum.lower_bounds),
        @"2 of 2 seats, 1 missing, 1 at least"
    );
}

#[test]
fn numbers_beyond_all_seats_of_the_world_have_bounds_too() {
    let most = u64::MAX;
    assert_eq!(check(most, most, most), format!("0 to {most}, about {}", 1_u64 << 63));
    assert_eq!(check(most, most, 0), format!("{most} to {most}, about {most}"));
}

proptest! {
    #[test]
    fn the_ends_are_those_of_the_text(active in 0_u64..300, own in 0_u64..200, others in 0_u64..200) {
        let it = own_active(active, own, others);
        // max(0, A − X) and min(A, O), as long as the users have seats.
        let signed = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
        if active <= own + others {
            prop_assert_eq!(signed(it.low), (signed(active) - signed(others)).max(0));
        }
        prop_assert_eq!(it.high, active.min(own));
    }

    #[test]
    fn the_estimate_is_active_times_own_by_all_seats(
        active in 0_u64..300, own in 0_u64..200, others in 0_u64..200,
    ) {
        let estimate = own_active(active, own, others).estimate;
        let seats = own + others;
        // |A · O / (O + X) − estimate| ≤ ½, and at a tie it is the upper one.
        let users = active.min(seats);
        prop_assert!(2 * users * own < (2 * estimate + 1) * seats.max(1));
        prop_assert!(2 * users * own + seats >= 2 * estimate * seats);
        prop_assert!(seats > 0 || estimate == 0);
    }

    #[test]
    fn the_estimate_of_a_sum_is_the_exact_sum_rounded(
        customers in prop::collection::vec((0_u64..9, 0_u64..5, 0_u64..5), 0..30),
    ) {
        // Wholes of up to 8 have the common multiple 840.
        let parts = customers.iter().map(|(active, own, others)| {
            let seats = own + others;
            (active.min(&seats) * own * 840).checked_div(seats).unwrap_or(0)
        });
        let exact: u64 = parts.sum();
        let sum = sum(&customers);
        prop_assert_eq!(sum.bounds().estimate, (exact + 420).div_euclid(840));
        if let Some(percents) = sum.percents() {
            let hundredths = (exact * 20_000 + sum.seats * 840).div_euclid(sum.seats * 1_680);
            prop_assert_eq!(percents.estimate.hundredths(), hundredths);
        }
    }

    #[test]
    fn the_estimate_lies_between_the_ends(
        customers in prop::collection::vec((0_u64..1000, 0_u64..1000, 0_u64..1000), 0..9),
    ) {
        let it = sum(&customers).bounds();
        prop_assert!(it.low <= it.estimate && it.estimate <= it.high);
    }
}
