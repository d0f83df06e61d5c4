//! Plain and concealed names: a tenant's people stand in reports under one or the other, and
//! each name is a user of its own.
//!
//! When the tenant flips the setting, everybody appears a second time. The two populations
//! are never added: on each day the one counts that the newest data about that day names.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{Day, DayRange, facts::CoverageKind};

use crate::rows::CoverageRow;

#[cfg(test)]
mod tests;

/// Under which names people stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Population {
    /// Names that the service concealed.
    Concealed,
    /// Any others.
    Plain,
}

impl Population {
    /// The population that a report is about.
    pub(crate) fn of(row: &CoverageRow) -> Self {
        if row.concealed { Self::Concealed } else { Self::Plain }
    }
}

/// How new and how much it is what data says about a day; the greatest counts. A snapshot
/// knows the whole window, and plain names tell more than concealed ones.
type Rank = (Day, bool, usize, Population);

/// Days on which the window before a day still lies.
const WINDOW_TAIL: i32 = 27;

/// Cuts days where another population counts. A day of which nothing is known goes with the
/// days before it.
pub(crate) fn pieces(coverage: &[CoverageRow], days: DayRange) -> Vec<(DayRange, Population)> {
    let populations: BTreeSet<Population> = coverage.iter().map(Population::of).collect();
    let (Some(only), true) = (populations.first(), populations.len() < 2) else {
        return if populations.is_empty() {
            vec![(days, Population::Plain)]
        } else {
            cut(coverage, days)
        };
    };
    vec![(days, *only)]
}

fn cut(coverage: &[CoverageRow], days: DayRange) -> Vec<(DayRange, Population)> {
    let (snapshots, daily): (Vec<_>, Vec<_>) =
        coverage.iter().partition(|it| it.kind == CoverageKind::Snapshot);
    let mut lists: BTreeMap<Day, BTreeMap<Population, usize>> = BTreeMap::new();
    for row in snapshots {
        *lists.entry(row.last_day).or_default().entry(Population::of(row)).or_default() += 1;
    }
    let mut cut: Vec<(DayRange, Population)> = Vec::new();
    for day in days.iter() {
        let of_lists = lists.get(&day).into_iter().flatten();
        let of_lists = of_lists.map(|(population, count)| (day, true, *count, *population));
        let of_daily =
            daily.iter().filter(|it| it.first_day <= day && it.last_day >= day.plus(-WINDOW_TAIL));
        let of_daily = of_daily.map(|it| (it.last_day.min(day), false, 1, Population::of(it)));
        let newest: Option<Rank> = of_lists.chain(of_daily).max();
        match (newest.map(|it| it.3), cut.last_mut()) {
            (None, Some((piece, _))) => *piece = piece.hull(DayRange::single(day)),
            (Some(population), Some((piece, same))) if *same == population => {
                *piece = piece.hull(DayRange::single(day));
            }
            (population, _) => {
                let population = population.unwrap_or(Population::Plain);
                cut.push((DayRange::single(day), population));
            }
        }
    }
    cut
}
