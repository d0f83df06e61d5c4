use uptake_calc::{Cost, SignalUnit};
use uptake_model::Guid;
use uptake_play::{Evidence, Since, Stake};

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn recommended(stake: u64, since: &str) -> Recommendation {
    let since = Since { day: day(since), or_earlier: false };
    let evidence = Evidence {
        subject: Subject::Workload("teams".into()),
        cited: Vec::new(),
        stake: Some(stake),
        cost: Cost::default(),
        since,
    };
    Recommendation {
        customer: CustomerId(Guid::from_u128(7)),
        play: "low_adoption".parse().unwrap(),
        day: day("2026-03-10"),
        evidence: vec![evidence],
        stake: Stake { count: Some(stake), unit: SignalUnit::Seats, cost: Cost::default() },
        is_ranked: true,
    }
}

/// What is decided on 2026-03-10, when on 2026-03-01 something was decided about 10 seats.
fn check(standing: Standing, now: &Recommendation) -> bool {
    let cause = DecidedCause {
        subject: "workload:teams".to_owned(),
        stake: Some(10),
        last_seen: day("2026-03-01"),
    };
    let decision = Decision {
        customer: now.customer,
        play: "low_adoption".to_owned(),
        standing,
        causes: vec![cause],
        decided_on: day("2026-03-01"),
        decided_by: None,
        decided_at_ms: 0,
    };
    Decisions::of(vec![decision], BTreeSet::new()).about(now, day("2026-03-10")).is_some()
}

#[test]
fn a_snooze_is_over_on_its_day() {
    let now = recommended(10, "2026-01-04");
    assert!(check(Standing::Snoozed { until: day("2026-03-11") }, &now));
    assert!(!check(Standing::Snoozed { until: day("2026-03-10") }, &now));
}

#[test]
fn what_was_dismissed_is_open_again_for_another_cause_only() {
    let dismissed = || Standing::Dismissed { reason: "no".to_owned() };
    assert!(check(dismissed(), &recommended(10, "2026-01-04")));
    assert!(!check(dismissed(), &recommended(20, "2026-01-04")), "twice as much is at stake");
    let mut other = recommended(10, "2026-01-04");
    other.play = "near_limit".parse().unwrap();
    assert!(!check(dismissed(), &other), "another play");
}
