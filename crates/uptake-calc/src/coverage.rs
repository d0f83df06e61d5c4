//! What is known of each day (`spec/metrics.md`, 7).

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
const WINDOW_LENGTH: i32 = 28;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) state: CoverageState,
    pub(crate) days_covered: u8,
    pub(crate) preliminary: bool,
}

/// What is known about one source on one day.
#[derive(Debug, Clone, Copy)]
struct SourceDay {
    complete: bool,
    days_covered: u8,
    newest: Option<Day>,
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

fn source_days(facts: &[CoverageFact], source: u16, frame: Frame) -> Vec<SourceDay> {
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
    let mut covered = 0_u8;
    let counts: Vec<u8> = (0..daily.len())
        .map(|at| {
            covered += u8::from(daily.get(at).is_some_and(Option::is_some));
            let leaving = at.checked_sub(WINDOW_DAYS).and_then(|it| daily.get(it));
            covered -= u8::from(leaving.is_some_and(Option::is_some));
            covered
        })
        .collect();
    let newest = window_max(daily.iter().copied());
    let in_range = counts.iter().zip(&snapshot).skip(WINDOW_DAYS - 1).zip(newest);
    in_range
        .map(|((count, snapshot), newest)| {
            let complete = snapshot.is_some() || usize::from(*count) == WINDOW_DAYS;
            let days_covered = if complete { 28 } else { *count };
            SourceDay { complete, days_covered, newest: newest.max(*snapshot) }
        })
        .collect()
}

fn combine(sources: &[Vec<SourceDay>], frame: Frame, first: Day) -> Vec<Known> {
    let mut day = first;
    let mut known = Vec::with_capacity(frame.days());
    for at in 0..frame.days() {
        let today = || sources.iter().filter_map(|it| it.get(at));
        let state = if sources.is_empty() || today().all(|it| it.days_covered == 0) {
            CoverageState::Missing
        } else if today().all(|it| it.complete) {
            CoverageState::Complete
        } else {
            CoverageState::LowerBound
        };
        let newest = today().filter_map(|it| it.newest).max();
        known.push(Known {
            state,
            days_covered: today().map(|it| it.days_covered).min().unwrap_or(0),
            preliminary: state != CoverageState::Missing
                && newest.is_some_and(|it| it.days_since(day) < FINAL_AFTER_DAYS),
        });
        day = day.plus(1);
    }
    known
}
