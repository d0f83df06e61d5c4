//! What is known of each day (`spec/metrics.md`, 7).

use std::collections::BTreeSet;

use uptake_model::{Day, DayRange, counts::CoverageState, facts::CoverageKind};

use crate::{
    CoverageFact, Plan,
    bits::{Frame, WINDOW_DAYS},
    window::window_max,
};

/// A value is preliminary while its newest source was recorded less than this many days
/// after its day.
const FINAL_AFTER_DAYS: i32 = 3;

/// How many days a window has (`spec/metrics.md`, 1).
pub(crate) const WINDOW_LENGTH: i32 = 28;

/// Whether a value that this coverage speaks of can still be preliminary: recorded again at a
/// later day, it may become final.
pub fn may_settle(kind: CoverageKind, days: DayRange, recorded_on: Day) -> bool {
    let last = match kind {
        CoverageKind::Daily => days.last().plus(WINDOW_LENGTH - 1),
        CoverageKind::Snapshot => days.last(),
    };
    recorded_on.days_since(last) < FINAL_AFTER_DAYS
}

/// What is known about one workload on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// How much.
    pub state: CoverageState,
    /// Of the 28 days of the window, how many.
    pub days_covered: u8,
    /// Whether the newest source came less than 3 days after the day.
    pub preliminary: bool,
}

/// What is known of the days of one activity source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceDays {
    /// The days without daily rows: of these nothing is known but by a snapshot.
    pub missing: Vec<DayRange>,
    /// The days as of which a snapshot was taken.
    pub snapshots: Vec<Day>,
}

/// What is known about every workload of the plan on each of `days`, by number.
pub fn known_days(plan: &Plan, facts: &[CoverageFact], days: DayRange) -> Vec<Vec<Known>> {
    coverage(plan, facts, Frame::new(days), days.first())
}

/// What is known of a source on each of `days`.
pub fn known_source_days(facts: &[CoverageFact], source: u16, days: DayRange) -> SourceDays {
    let of_source = || facts.iter().filter(|it| it.source.is_none_or(|it| it == source));
    let of_kind = |kind| {
        let ranges = of_source().filter(move |it| it.kind == kind);
        ranges.filter_map(|it| it.days.intersect(days)).flat_map(DayRange::iter).collect()
    };
    let daily: BTreeSet<Day> = of_kind(CoverageKind::Daily);
    let snapshots: BTreeSet<Day> = of_kind(CoverageKind::Snapshot);
    let mut missing: Vec<DayRange> = Vec::new();
    for day in days.iter().filter(|it| !daily.contains(it)) {
        match missing.last_mut() {
            Some(last) if last.last().plus(1) == day => *last = last.hull(DayRange::single(day)),
            Some(_) | None => missing.push(DayRange::single(day)),
        }
    }
    SourceDays { missing, snapshots: snapshots.into_iter().collect() }
}

/// What is known about one source.
#[derive(Debug, Clone)]
struct SourceMarks {
    /// By bit: the day by itself.
    daily: Vec<bool>,
    /// By asked day: whether a snapshot tells the whole window.
    snapshot: Vec<bool>,
    /// By asked day: when the newest word on its window was recorded.
    newest: Vec<Option<Day>>,
}

/// What is known about every workload of the plan on every asked day.
pub(crate) fn coverage(
    plan: &Plan,
    facts: &[CoverageFact],
    frame: Frame,
    first: Day,
) -> Vec<Vec<Known>> {
    let of_source = |source: u16| source_days(facts, source, frame);
    // Mostly every source has the same coverage: it is computed once then.
    let alike = facts.iter().all(|it| it.source.is_none());
    let shared = alike.then(|| of_source(0));
    let workloads = plan.workloads().iter();
    let known = workloads.map(|workload| match (&shared, workload.sources.as_slice()) {
        (_, []) => combine(&[], frame, first),
        (Some(days), _) => combine(std::slice::from_ref(days), frame, first),
        (None, sources) => {
            let sources: Vec<_> = sources.iter().map(|it| of_source(*it)).collect();
            combine(&sources, frame, first)
        }
    });
    known.collect()
}

fn source_days(facts: &[CoverageFact], source: u16, frame: Frame) -> SourceMarks {
    let mut daily: Vec<Option<Day>> = vec![None; frame.bits()];
    let mut snapshot: Vec<Option<Day>> = vec![None; frame.bits()];
    for fact in facts.iter().filter(|it| it.source.is_none_or(|it| it == source)) {
        let days = match fact.kind {
            CoverageKind::Daily => &mut daily,
            CoverageKind::Snapshot => &mut snapshot,
        };
        let (from, until) = frame.interval(fact.days.first(), Some(fact.days.last().plus(1)));
        for day in days.iter_mut().take(until).skip(from) {
            *day = (*day).max(Some(fact.recorded_on));
        }
    }
    let snapshot = snapshot.split_off(WINDOW_DAYS - 1);
    let newest = window_max(daily.iter().copied()).zip(&snapshot);
    SourceMarks {
        newest: newest.map(|(daily, snapshot)| daily.max(*snapshot)).collect(),
        daily: daily.iter().map(Option::is_some).collect(),
        snapshot: snapshot.iter().map(Option::is_some).collect(),
    }
}

/// A day of the window is covered when all sources cover it. Where only some do, the number
/// is a lower bound nevertheless, even of 0 covered days: who was seen was active.
fn combine(sources: &[SourceMarks], frame: Frame, first: Day) -> Vec<Known> {
    let together = days_together(sources, frame);
    let mut day = first;
    let mut known = Vec::with_capacity(frame.days());
    for (at, together) in together.into_iter().enumerate() {
        let told = |it: &&SourceMarks| it.snapshot.get(at).is_some_and(|it| *it);
        let days_covered = if sources.iter().any(|it| told(&it)) {
            let others: Vec<_> = sources.iter().filter(|it| !told(it)).collect();
            let window = at..at + WINDOW_DAYS;
            let is_covered = |bit: &usize| others.iter().all(|it| it.is_known(*bit));
            u8::try_from(window.filter(is_covered).count()).unwrap_or(u8::MAX)
        } else {
            together
        };
        let newest = sources.iter().filter_map(|it| *it.newest.get(at)?).max();
        let state = if newest.is_none() {
            CoverageState::Missing
        } else if usize::from(days_covered) == WINDOW_DAYS {
            CoverageState::Complete
        } else {
            CoverageState::LowerBound
        };
        let preliminary = newest.is_some_and(|it| it.days_since(day) < FINAL_AFTER_DAYS);
        known.push(Known { state, days_covered, preliminary });
        day = day.plus(1);
    }
    known
}

impl SourceMarks {
    fn is_known(&self, bit: usize) -> bool {
        self.daily.get(bit).is_some_and(|it| *it)
    }
}

/// For each asked day how many days of its window all sources cover; 0 without a source.
fn days_together(sources: &[SourceMarks], frame: Frame) -> Vec<u8> {
    let is_covered = |bit| !sources.is_empty() && sources.iter().all(|it| it.is_known(bit));
    let mut covered = 0_u8;
    let counts = (0..frame.bits()).map(|bit| {
        covered += u8::from(is_covered(bit));
        covered -= u8::from(bit.checked_sub(WINDOW_DAYS).is_some_and(is_covered));
        covered
    });
    counts.skip(WINDOW_DAYS - 1).collect()
}
