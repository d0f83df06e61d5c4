//! Why less than everything is known of a day: what coverage facts leave open, and what was
//! brought but does not count.

use std::collections::BTreeSet;

use uptake_model::{Day, DayRange, counts::CoverageState, facts::CoverageKind};

use crate::{CoverageFact, Known, Plan, coverage::WINDOW_LENGTH, window::window_max};

#[cfg(test)]
mod tests;

/// Why less than everything is known of a workload on a day. Where several reasons hold, the
/// last of them in this order is told: it is nearest to what a person can mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// Some days of the window lie before the first of which there is data.
    BeforeFirst,
    /// Some lie after the last of which data has come in.
    Late,
    /// Some lie between: their report was left out.
    Missing,
    /// There is no data at all of an activity source that counts for the workload.
    NeverReported,
    /// Rows that were set aside would have told of some days.
    RowsSetAside,
    /// A snapshot as of the day waits for confirmation.
    HeldSnapshot,
    /// The catalogue names no activity source for the workload.
    NoSource,
}

/// Days that a file would have told of, and that do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withheld {
    /// Which activity source of the plan; `None` for all of them.
    pub source: Option<u16>,
    /// Which days.
    pub days: DayRange,
    /// Why they do not count.
    pub why: WithheldWhy,
}

/// Why days that a file would have told of do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithheldWhy {
    /// Its snapshot waits for confirmation: it would tell of its own day.
    HeldSnapshot,
    /// Rows of it were set aside.
    RowsSetAside,
}

/// By workload of the plan, by number, why less than everything is known of each of `days`.
/// `known` tells what is known of them; a day of which everything is known has no reason.
pub fn lacks(
    plan: &Plan,
    (facts, withheld): (&[CoverageFact], &[Withheld]),
    known: &[Vec<Known>],
    days: DayRange,
) -> Vec<Vec<Option<Lack>>> {
    let sources = (0_u16..).zip(plan.sources());
    let by_source: Vec<Vec<Option<Lack>>> =
        sources.map(|(source, _)| source_lacks(facts, withheld, source, days)).collect();
    let of_workload = |(number, known): (usize, &Vec<Known>)| {
        let sources = plan.workloads().get(number).map_or(&[][..], |it| &it.sources);
        let reason = |at: usize| {
            let of_source = |it: &u16| *by_source.get(usize::from(*it))?.get(at)?;
            let worst = sources.iter().filter_map(of_source).max();
            worst.unwrap_or(if sources.is_empty() { Lack::NoSource } else { Lack::Missing })
        };
        let days = known.iter().enumerate();
        days.map(|(at, it)| (it.state != CoverageState::Complete).then(|| reason(at))).collect()
    };
    known.iter().enumerate().map(of_workload).collect()
}

/// Why less than everything is known of a source on each of `days`; `None` when everything is.
fn source_lacks(
    facts: &[CoverageFact],
    withheld: &[Withheld],
    source: u16,
    days: DayRange,
) -> Vec<Option<Lack>> {
    let of_source = |it: Option<u16>| it.is_none_or(|it| it == source);
    let facts: Vec<&CoverageFact> = facts.iter().filter(|it| of_source(it.source)).collect();
    let span = facts.iter().map(|it| it.days).reduce(DayRange::hull);
    let by_itself = |day: Day| match span {
        None => Lack::NeverReported,
        Some(span) if day < span.first() => Lack::BeforeFirst,
        Some(span) if day > span.last() => Lack::Late,
        Some(_) => Lack::Missing,
    };
    let window = DayRange::single(days.first().plus(1 - WINDOW_LENGTH)).hull(days);
    let covered = |kind: CoverageKind| -> BTreeSet<Day> {
        let ranges = facts.iter().filter(|it| it.kind == kind).map(|it| it.days);
        ranges.filter_map(|it| it.intersect(window)).flat_map(DayRange::iter).collect()
    };
    let (daily, snapshots) = (covered(CoverageKind::Daily), covered(CoverageKind::Snapshot));
    let withheld: Vec<&Withheld> = withheld.iter().filter(|it| of_source(it.source)).collect();
    let is_withheld = |day: Day, why: WithheldWhy| {
        withheld.iter().any(|it| it.why == why && it.days.contains(day))
    };
    let of_day = |day: Day| {
        let set_aside = is_withheld(day, WithheldWhy::RowsSetAside);
        let lack = if set_aside { Lack::RowsSetAside } else { by_itself(day) };
        (!daily.contains(&day)).then_some(lack)
    };
    // Snapshots alone tell nothing of the days before them: a lack is that of the day itself.
    let is_daily = facts.iter().any(|it| it.kind == CoverageKind::Daily);
    let in_window = window_max(window.iter().map(of_day));
    let asked = days.iter().zip(in_window).map(|(day, in_window)| {
        if snapshots.contains(&day) {
            return None;
        }
        let lack = if is_daily { in_window } else { of_day(day) };
        lack.map(
            |it| if is_withheld(day, WithheldWhy::HeldSnapshot) { Lack::HeldSnapshot } else { it },
        )
    });
    asked.collect()
}
