//! On which day a customer's signals are read. Not everybody's activity comes in on the same
//! day: what came in of one customer takes nothing away from another.

use uptake_calc::{CustomerCounts, on_day};
use uptake_model::{
    Day, DayRange,
    counts::{CoverageState, Span, UsageCounts},
};

#[cfg(test)]
mod tests;

/// Activity comes in some days after it was; what is older than this has stopped coming.
pub(super) const LAG_DAYS: i32 = 14;

/// The days on one of which a customer's signals are read for a day.
pub(super) fn days_for(day: Day) -> DayRange {
    DayRange::single(day.plus(-LAG_DAYS)).hull(DayRange::single(day))
}

/// The day on which a customer's signals are read for `day`: the newest of [`days_for`] on
/// which most of its workloads are known completely. Where none is known on any of them, it is
/// `day` itself, and usage is unknown.
pub(super) fn own_day(counts: &CustomerCounts, day: Day) -> Day {
    let own = counts.usage.iter().map(|(_, spans)| spans.as_slice());
    let own: Vec<&[Span<UsageCounts>]> = own.filter(|it| on_day(it, day).is_some()).collect();
    let mut best = (0, day);
    for on in (0..=LAG_DAYS).map(|lag| day.plus(-lag)) {
        let coverage = own.iter().filter_map(|it| on_day(it, on)).map(|it| it.coverage);
        let complete = coverage.filter(|it| *it == CoverageState::Complete).count();
        if complete > best.0 {
            best = (complete, on);
        }
        if complete == own.len() {
            break;
        }
    }
    best.1
}
