use uptake_calc::{Cost, SignalUnit};
use uptake_model::{CustomerId, Guid};

use super::*;
use crate::Stake;

fn recommended(customer: u128, play: &str, count: u64, is_ranked: bool) -> Recommendation {
    Recommendation {
        customer: CustomerId(Guid::from_u128(customer)),
        play: play.parse().unwrap(),
        day: "2026-03-04".parse().unwrap(),
        evidence: Vec::new(),
        stake: Stake { count: Some(count), unit: SignalUnit::Seats, cost: Cost::default() },
        is_ranked,
    }
}

#[test]
fn most_at_stake_comes_first_and_the_tiny_last() {
    let mut all = vec![
        recommended(1, "b", 3, false),
        recommended(2, "a", 10, true),
        recommended(1, "b", 10, true),
        recommended(1, "a", 10, true),
        recommended(3, "a", 500, true),
    ];
    sort_by_stake(&mut all);
    let order: Vec<String> =
        all.iter().map(|it| format!("{}{}", it.customer.0.as_u128(), it.play)).collect();
    assert_eq!(order, ["3a", "1a", "1b", "2a", "1b"]);
}
