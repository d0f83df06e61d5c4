//! On which days a person is active: a habit per workload, a weekly rhythm, holidays.

use rand::{RngExt, rngs::StdRng};

use super::{DAYS, people::Person};

/// An activity source, the share of people who use it at all, and on which part of their
/// working days on average. The sum of the products is 1.75 working days a day.
const SOURCES: [(&str, f64, f64); 6] = [
    ("exchange", 0.95, 0.70),
    ("office_apps", 0.60, 0.44),
    ("onedrive", 0.60, 0.40),
    ("sharepoint", 0.50, 0.35),
    ("teams", 0.80, 0.57),
    ("yammer", 0.20, 0.18),
];
/// How much of a working day's activity is left on a day of the weekend.
const WEEKEND: f64 = 0.06;
/// Day 4 of the year is its first Sunday, day 3 its first Saturday.
const FIRST_SATURDAY: u16 = 3;

/// The days of a person's activity by source: sources and days ascend.
pub(super) fn active_days(person: &Person, rng: &mut StdRng) -> Vec<(&'static str, Vec<u16>)> {
    let holiday = rng.random_range(150..240_u16);
    let back = holiday + rng.random_range(5..26);
    let mut active = Vec::new();
    for (source, share, mean) in SOURCES {
        if !rng.random_bool(share) {
            continue;
        }
        // From hardly ever to every day.
        let habit = (2.0 * mean * rng.random::<f64>()).min(0.98);
        let days: Vec<u16> = (person.from..person.until)
            .filter(|day| !(holiday..back).contains(day) && rng.random_bool(rhythm(*day, habit)))
            .collect();
        if !days.is_empty() {
            active.push((source, days));
        }
    }
    active
}

/// How likely a person with this habit is active on `day`.
fn rhythm(day: u16, habit: f64) -> f64 {
    let since_saturday = (day + 7 - FIRST_SATURDAY) % 7;
    let is_christmas = day + 10 >= DAYS && day + 1 < DAYS;
    if since_saturday < 2 || is_christmas { habit * WEEKEND } else { habit }
}
