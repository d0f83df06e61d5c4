use insta::assert_snapshot;
use proptest::prelude::*;

use super::{Day, DayRange};

fn check(text: &str) -> String {
    match text.parse::<Day>() {
        Ok(day) => format!("{day} {}", day.epoch_days()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_day_is_read_only_as_year_month_day() {
    assert_snapshot!(check("2026-03-01"), @"2026-03-01 20513");
    assert_snapshot!(check("2024-02-29"), @"2024-02-29 19782");
    assert_snapshot!(check("2026-02-29"), @"`2026-02-29` is not a day, write it as 2026-03-01");
    assert_snapshot!(check("2026-3-1"), @"`2026-3-1` is not a day, write it as 2026-03-01");
    assert_snapshot!(check("+026-03-01"), @"`+026-03-01` is not a day, write it as 2026-03-01");
    assert_snapshot!(check("1969-12-31"), @"`1969-12-31` is not a day, write it as 2026-03-01");
}

#[test]
fn a_month_has_all_its_days() {
    let months: Vec<String> = "2025-12-15..2026-03-01"
        .parse::<DayRange>()
        .unwrap()
        .months()
        .map(|it| format!("{it} {}", it.range().days()))
        .collect();
    assert_snapshot!(months.join(", "), @"2025-12 31, 2026-01 31, 2026-02 28, 2026-03 31");
}

#[test]
fn the_known_weekdays_come_out() {
    let monday: Day = "2026-11-23".parse().unwrap();
    assert_eq!(monday.weekday(), 0);
    assert_eq!(monday.plus(6).weekday(), 6);
}

proptest! {
    #[test]
    fn a_day_prints_as_it_is_read(epoch_days in Day::MIN.epoch_days()..=Day::MAX.epoch_days()) {
        let day = Day::from_epoch_days(epoch_days);
        prop_assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
        prop_assert!(day.month().range().contains(day));
    }
}
