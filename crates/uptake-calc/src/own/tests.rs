use insta::assert_snapshot;
use proptest::prelude::*;

use super::own_active;

fn check(active: u64, own: u64, others: u64) -> String {
    let (low, high, estimate) = own_active(active, own, others);
    format!("{low} to {high}, about {estimate}")
}

#[test]
fn both_ends_and_the_estimate_are_told() {
    assert_snapshot!(check(8, 6, 4), @"4 to 6, about 5");
    assert_snapshot!(check(3, 6, 4), @"0 to 3, about 2");
    assert_snapshot!(check(12, 6, 4), @"6 to 6, about 6");
    assert_snapshot!(check(5, 0, 0), @"0 to 0, about 0");
}

proptest! {
    #[test]
    fn the_estimate_lies_between_the_ends(active in 0_u64..1000, own in 0_u64..1000, others in 0_u64..1000) {
        let (low, high, estimate) = own_active(active, own, others);
        prop_assert!(low <= estimate && estimate <= high && high <= own.min(active));
    }
}
