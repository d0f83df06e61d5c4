use uptake_model::counts::ActiveCounts;

use super::*;

fn day(number: i32) -> Day {
    "2026-06-01".parse::<Day>().unwrap().plus(number - 1)
}

/// Workloads that are known completely on some days of June and in part on all later ones, up
/// to the 30th.
fn counts(complete: &[(i32, i32)]) -> CustomerCounts {
    let range = |first, last| DayRange::new(day(first), day(last)).unwrap();
    let span = |days, coverage| Span {
        days,
        counts: UsageCounts {
            entitlements: 10,
            users: Some(ActiveCounts { held: 3, ..ActiveCounts::default() }),
            coverage,
            ..UsageCounts::default()
        },
    };
    let spans = complete.iter().map(|(first, last)| {
        vec![
            span(range(*first, *last), CoverageState::Complete),
            span(range(last + 1, 30), CoverageState::LowerBound),
        ]
    });
    CustomerCounts { usage: spans.enumerate().collect(), ..CustomerCounts::default() }
}

fn check(complete: &[(i32, i32)], on: i32) -> i32 {
    own_day(&counts(complete), day(on)).days_since(day(1)) + 1
}

#[test]
fn it_is_the_newest_day_on_which_use_is_known_completely() {
    assert_eq!(check(&[(1, 20)], 20), 20);
    assert_eq!(check(&[(1, 18)], 20), 18);
    assert_eq!(check(&[(1, 20), (1, 18)], 20), 18, "all of them");
    assert_eq!(check(&[(1, 20), (1, 2)], 20), 20, "one that has stopped coming holds back none");
}

#[test]
fn what_is_older_than_14_days_is_not_looked_at() {
    assert_eq!(check(&[(1, 6)], 20), 6);
    assert_eq!(check(&[(1, 5)], 20), 20);
    assert_eq!(check(&[], 20), 20);
}

#[test]
fn a_workload_that_is_new_or_gone_moves_no_day() {
    assert_eq!(check(&[(1, 20), (20, 20)], 20), 20);
    assert_eq!(own_day(&counts(&[(1, 20)]), day(25)), day(20));
    let mut gone = counts(&[(1, 20), (1, 10)]);
    gone.usage[1].1.truncate(1);
    assert_eq!(own_day(&gone, day(20)), day(20));
}
