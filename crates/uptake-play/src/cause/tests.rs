use std::collections::BTreeSet;

use proptest::prelude::*;
use uptake_calc::Cost;

use super::*;
use crate::{Since, days_before, since};

fn day(number: i32) -> Day {
    // A Monday.
    "2026-01-05".parse::<Day>().unwrap().plus(number)
}

/// It does not stand, and was not seen to.
const OFF: Absent = Absent::Off { last_stood: None };

fn exchange() -> Subject {
    Subject::Workload("exchange".into())
}

fn evidence(subject: Subject, stake: u64, since: Since) -> Evidence {
    let stake = Some(stake);
    Evidence { subject, cited: Vec::new(), stake, cost: Cost::default(), since }
}

fn since_day(number: i32) -> Since {
    Since { day: day(number), or_earlier: false }
}

/// Whether a decision of day 0 about 10 seats still covers what stands on a day.
fn covers(on: i32, now: &[Evidence]) -> bool {
    let decided = [Cause { subject: exchange(), stake: Some(10), last_seen: day(0) }];
    Settled::on(day(on), &decided, now, &|_| OFF).covers_all
}

#[test]
fn the_same_cause_does_not_come_back() {
    assert!(covers(1, &[evidence(exchange(), 10, since_day(0))]));
    assert!(covers(1, &[evidence(exchange(), 10, since_day(-50))]));
    assert!(covers(300, &[evidence(exchange(), 10, Since { day: day(210), or_earlier: true })]));
    assert!(covers(27, &[evidence(exchange(), 10, since_day(27))]));
    assert!(covers(1, &[]), "nothing stands");
}

#[test]
fn another_cause_does() {
    assert!(covers(28, &[evidence(exchange(), 10, since_day(28))]), "27 days without it");
    assert!(!covers(29, &[evidence(exchange(), 10, since_day(29))]), "it was gone");
    let teams = evidence(Subject::Workload("teams".into()), 1, since_day(0));
    assert!(!covers(1, &[evidence(exchange(), 10, since_day(0)), teams]), "another subject");
    assert!(covers(1, &[evidence(exchange(), 19, since_day(0))]));
    assert!(!covers(1, &[evidence(exchange(), 20, since_day(0))]), "twice as much");
}

#[test]
fn what_is_at_stake_has_not_grown_by_becoming_known() {
    let decided = [Cause { subject: exchange(), stake: None, last_seen: day(0) }];
    let of = |decided: &[Cause], stake| {
        let now = [Evidence { stake, ..evidence(exchange(), 0, since_day(0)) }];
        Settled::on(day(1), decided, &now, &|_| OFF)
    };
    let known = of(&decided, Some(50));
    assert!(known.covers_all);
    assert_eq!(known.kept[0].stake, Some(50));
    assert!(of(&known.kept, None).covers_all, "it is unknown again");
    assert_eq!(of(&known.kept, None).kept, known.kept);
    assert!(of(&known.kept, Some(99)).covers_all);
    assert!(!of(&known.kept, Some(100)).covers_all, "twice as much as was known first");
}

#[test]
fn a_growth_by_a_few_is_none() {
    let decided = [Cause { subject: exchange(), stake: Some(2), last_seen: day(0) }];
    let covers = |stake| {
        let now = [evidence(exchange(), stake, since_day(0))];
        Settled::on(day(1), &decided, &now, &|_| OFF).covers_all
    };
    assert!(covers(6), "three times as much, and only four more");
    assert!(!covers(7));
}

#[test]
fn a_cause_that_does_not_stand_is_remembered_for_a_window() {
    let decided = [Cause { subject: exchange(), stake: Some(10), last_seen: day(0) }];
    let kept = |on, absent: Absent| Settled::on(day(on), &decided, &[], &|_| absent).kept.len();
    assert_eq!(kept(27, OFF), 1);
    assert_eq!(kept(28, OFF), 0);
    assert_eq!(kept(300, Absent::Unknown), 1, "of which nothing is known is not gone");
    let stood = Absent::Off { last_stood: Some(day(13)) };
    assert_eq!(kept(28, stood), 1, "it stood in between");
    assert_eq!(kept(41, stood), 0);
}

/// The causes that stood on some days, looked at on others.
#[derive(Debug)]
struct Story {
    stood: BTreeSet<i32>,
    looked: Vec<i32>,
}

fn story() -> impl Strategy<Value = Story> {
    let runs = prop::collection::vec((1_i32..40, 1_i32..60), 1..6);
    let steps = prop::collection::vec(1_i32..=14, 1..40);
    (runs, steps).prop_map(|(runs, steps)| {
        let mut stood: BTreeSet<i32> = (-100..=0).collect();
        let mut at = 1;
        for (off, on) in runs {
            at += off;
            stood.extend(at..at + on);
            at += on;
        }
        let looked = steps.iter().scan(0, |at, step| {
            *at += step;
            Some(*at)
        });
        Story { stood, looked: looked.collect() }
    })
}

proptest! {
    /// Decided on day 0 and looked at again and again: while the cause was never gone for a
    /// window it stays settled, and once it was gone for two windows it never is again.
    #[test]
    fn a_decision_lasts_as_long_as_its_cause(story in story()) {
        let stood = |number: i32| story.stood.contains(&number);
        let mut causes = vec![Cause { subject: exchange(), stake: Some(10), last_seen: day(0) }];
        let mut was_reopened = false;
        for looked in &story.looked {
            let earlier = days_before(day(*looked))
                .into_iter()
                .map(|it| (it, Some(stood(it.days_since(day(0))))));
            let now: Vec<Evidence> = stood(*looked)
                .then(|| evidence(exchange(), 10, since(day(*looked), earlier)))
                .into_iter()
                .collect();
            let sundays = days_before(day(*looked)).into_iter();
            let last_stood = sundays.into_iter().find(|it| stood(it.days_since(day(0))));
            let absent = Absent::Off { last_stood };
            let settled = Settled::on(day(*looked), &causes, &now, &|_| absent);
            // The longest stretch without the cause that lies behind.
            let (mut longest, mut off) = (0, 0);
            for number in 1..=*looked {
                off = if stood(number) { 0 } else { off + 1 };
                longest = longest.max(off);
            }
            if longest < GONE_DAYS - 14 {
                prop_assert!(settled.covers_all, "day {looked}: it was off for {longest} days only");
            }
            if longest >= 2 * GONE_DAYS && stood(*looked) {
                prop_assert!(!settled.covers_all, "day {looked}: it was off for {longest} days");
            }
            if was_reopened && stood(*looked) {
                prop_assert!(!settled.covers_all, "it came back to rest by itself");
            }
            was_reopened |= !settled.covers_all;
            causes = settled.kept;
        }
    }

    /// What is remembered is settled again on the same day, and asking twice changes nothing.
    #[test]
    fn asking_again_on_the_same_day_says_the_same(stake in 1_u64..100, ago in 0_i32..80) {
        let decided = [Cause { subject: exchange(), stake: Some(10), last_seen: day(0) }];
        let now = [evidence(exchange(), stake, since_day(40 - ago))];
        let once = Settled::on(day(40), &decided, &now, &|_| OFF);
        let twice = Settled::on(day(40), &once.kept, &now, &|_| OFF);
        prop_assert_eq!(&once, &twice);
    }
}
