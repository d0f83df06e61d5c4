use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;

/// 2026-03-04, a Wednesday.
fn wednesday() -> Day {
    "2026-03-04".parse().unwrap()
}

/// Since when a cause stands of which the Sundays before say `+` it stood, `-` it did not,
/// `?` nothing.
fn check(earlier: &str) -> String {
    let verdict = |it| match it {
        '+' => Some(true),
        '-' => Some(false),
        _ => None,
    };
    let days = days_before(wednesday());
    let since = since(wednesday(), days.into_iter().zip(earlier.chars().map(verdict)));
    format!("{}{}", since.day, if since.or_earlier { " or earlier" } else { "" })
}

#[test]
fn the_days_that_are_looked_at_are_the_sundays_of_a_quarter() {
    let days = days_before(wednesday());
    assert_eq!(days.len(), 13);
    assert_eq!(days[0].to_string(), "2026-03-01");
    assert_eq!(days[12].to_string(), "2025-12-07");
    assert!(days.iter().all(|it| it.weekday() == 6));
    let sunday: Day = "2026-03-01".parse().unwrap();
    assert_eq!(days_before(sunday)[0].to_string(), "2026-02-22", "a day is not before itself");
}

#[test]
fn a_cause_stands_since_it_was_last_gone_for_a_window() {
    assert_snapshot!(check("+++------"), @"2026-02-15");
    assert_snapshot!(check("------"), @"2026-03-04");
    assert_snapshot!(check("+++++++++++++"), @"2025-12-07 or earlier");
}

#[test]
fn being_off_for_less_than_a_window_is_no_end() {
    assert_snapshot!(check("+---+-----"), @"2026-02-01");
    // Four Sundays off are 35 days between the two on which it stood.
    assert_snapshot!(check("+----+----"), @"2026-03-01");
}

#[test]
fn days_without_data_neither_end_nor_begin_a_cause() {
    assert_snapshot!(check("+?????+----"), @"2026-01-18");
    assert_snapshot!(check("+??????????"), @"2026-03-01 or earlier");
    assert_snapshot!(check("+???-??????"), @"2026-03-01");
    assert_snapshot!(check(""), @"2026-03-04 or earlier");
    assert_snapshot!(check("+--"), @"2026-03-01");
}

proptest! {
    /// It never stands since a day on which it did not, nor since one before which the window
    /// would have to be looked at and says that it was gone.
    #[test]
    fn it_stood_on_the_day_it_began(past in prop::collection::vec(prop::option::of(any::<bool>()), 0..13)) {
        let days = days_before(wednesday());
        let earlier: Vec<_> = days.into_iter().zip(past).collect();
        let since = since(wednesday(), earlier.clone());
        let stood = |day| day == wednesday() || earlier.contains(&(day, Some(true)));
        prop_assert!(stood(since.day));
        // Between two days on which it stood there is no stretch of a window in which it is
        // known to be gone.
        let mut stood_on: Vec<Day> = earlier.iter().filter(|it| it.1 == Some(true)).map(|it| it.0).collect();
        stood_on.retain(|it| *it >= since.day);
        stood_on.insert(0, wednesday());
        for pair in stood_on.windows(2) {
            let off = earlier.iter().any(|(day, it)| *it == Some(false) && pair[1] < *day && *day < pair[0]);
            prop_assert!(!off || pair[0].days_since(pair[1]) <= GONE_DAYS + 7);
        }
    }
}
