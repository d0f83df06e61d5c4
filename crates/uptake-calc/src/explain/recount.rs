//! The figures of one product once more, from the parts that explain them.

use std::collections::BTreeSet;

use uptake_model::{
    Day,
    counts::{ActiveCounts, CoverageState, DeploymentCounts, UsageCounts},
    facts::{CoverageKind, Seller, Status},
};

use super::{Product, SeatRole, UserClass, active_users, holders, seat_parts, window};
use crate::{
    AssignedBy, CoverageFact, CustomerFacts, Plan, SpareSeats, overage_parts, told::names_all_on,
};

/// The usage of a workload on one day with what its overage was split by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageRecount {
    /// The figure.
    pub counts: UsageCounts,
    /// Seats that people could use but that the entitlements do not count.
    pub spare: SpareSeats,
    /// How much of held, of former and of never stands above the entitlements; nothing of
    /// users whose class is not told.
    pub above: [u64; 3],
    /// By activity source the days of the window of which nothing is known; a source with a
    /// snapshot as of the day has none.
    pub unknown_days: Vec<(u16, Vec<Day>)>,
}

/// Counts the usage of a workload on `day`.
pub fn recount_usage(
    plan: &Plan,
    facts: &CustomerFacts,
    workload: usize,
    day: Day,
) -> UsageRecount {
    let mut counts = UsageCounts::default();
    let mut spare = SpareSeats::default();
    for part in seat_parts(plan, facts, Product::Workload(workload), day) {
        let Some(state) = facts.subscriptions.get(part.state) else { continue };
        match part.role {
            SeatRole::Counted => {
                counts.entitlements += part.seats;
                counts.entitlements_own += if state.seller == Seller::Own { part.seats } else { 0 };
            }
            SeatRole::GraceSpare | SeatRole::Trial | SeatRole::Window | SeatRole::NotCounted => {
                let (now, within) = if state.is_trial {
                    (&mut spare.trial_now, &mut spare.trial_window)
                } else {
                    (&mut spare.grace_now, &mut spare.grace_window)
                };
                *now += part.seats;
                *within += part.window_seats;
            }
        }
    }
    let mut users = ActiveCounts::default();
    for user in active_users(plan, facts, workload, day) {
        let count = match user.class {
            UserClass::Held => &mut users.held,
            UserClass::Former => &mut users.former,
            UserClass::Never => &mut users.never,
            UserClass::Untold => &mut users.untold,
            UserClass::Other => &mut users.active_other,
        };
        *count += 1;
    }
    users.overage = overage_parts(counts.entitlements, &users, spare);
    let sources = sources(plan, facts, workload, day);
    know(&mut counts, &sources, day);
    let is_known = counts.coverage != CoverageState::Missing;
    counts.users = is_known.then_some(users);
    UsageRecount {
        above: if is_known { above(counts.entitlements, &users) } else { [0; 3] },
        counts,
        spare,
        unknown_days: sources.into_iter().map(|it| (it.source, it.unknown)).collect(),
    }
}

/// Counts the deployment of a SKU on `day`.
pub fn recount_deployment(
    plan: &Plan,
    facts: &CustomerFacts,
    sku: usize,
    day: Day,
) -> DeploymentCounts {
    let mut counts = DeploymentCounts::default();
    for part in seat_parts(plan, facts, Product::Sku(sku), day) {
        let Some(state) = facts.subscriptions.get(part.state) else { continue };
        if part.role == SeatRole::Counted {
            counts.sold += part.seats;
            counts.sold_own += if state.seller == Seller::Own { part.seats } else { 0 };
        }
        if part.role == SeatRole::Trial {
            counts.trial_seats += part.seats;
        }
        if state.status == Status::Grace && !state.is_trial {
            counts.grace_seats += state.quantity;
        }
    }
    let holders_of = || u64::try_from(holders(facts, sku, day).len()).unwrap_or(u64::MAX);
    counts.assigned = match facts.assigned_by(day) {
        AssignedBy::Units => {
            let units = units_in_force(facts, sku, day).and_then(|it| facts.units.get(it));
            Some(units.map_or(0, |it| it.units))
        }
        AssignedBy::Holdings => Some(holders_of()),
        AssignedBy::Products => Some(holders_of()).filter(|it| *it > 0 || names_all_on(facts, day)),
        AssignedBy::Nothing => None,
    };
    counts
}

/// The record of assigned units that stands for `assigned` on `day`, as position in
/// [`CustomerFacts::units`]; `None` when the customer has a holding by then.
pub fn units_in_force(facts: &CustomerFacts, sku: usize, day: Day) -> Option<usize> {
    let counts = facts.assigned_by(day) == AssignedBy::Units;
    let units = facts.units.iter().enumerate().filter(|_| counts);
    let units = units.filter(|(_, it)| it.sku == sku && it.day <= day);
    units.max_by_key(|(_, it)| it.day).map(|(at, _)| at)
}

/// Held, former and never stacked: what of each stands above the line of the entitlements.
fn above(entitlements: u64, users: &ActiveCounts) -> [u64; 3] {
    let &ActiveCounts { held, former, never, .. } = users;
    let of_held = held.saturating_sub(entitlements);
    let to_former = (held + former).saturating_sub(entitlements);
    let to_never = (held + former + never).saturating_sub(entitlements);
    [of_held, to_former - of_held, to_never - to_former]
}

/// What is known of one activity source over the window.
struct SourceWindow {
    source: u16,
    unknown: Vec<Day>,
    newest: Option<Day>,
}

/// What is known of each source of a workload.
fn sources(plan: &Plan, facts: &CustomerFacts, workload: usize, day: Day) -> Vec<SourceWindow> {
    let sources = plan.workloads().get(workload).map_or(&[][..], |it| &it.sources);
    let known = sources.iter().map(|source| {
        let of_source = facts.coverage.iter().filter(|it| it.source.is_none_or(|it| it == *source));
        let telling: Vec<&CoverageFact> = of_source
            .filter(|it| match it.kind {
                CoverageKind::Snapshot => it.days.contains(day),
                CoverageKind::Daily => it.days.intersect(window(day)).is_some(),
            })
            .collect();
        let is_known = |day: Day| telling.iter().any(|it| it.days.contains(day));
        let unknown = if telling.iter().any(|it| it.kind == CoverageKind::Snapshot) {
            Vec::new()
        } else {
            window(day).iter().filter(|it| !is_known(*it)).collect()
        };
        let newest = telling.iter().map(|it| it.recorded_on).max();
        SourceWindow { source: *source, unknown, newest }
    });
    known.collect()
}

/// A day of the window is covered when it is of every source.
fn know(counts: &mut UsageCounts, sources: &[SourceWindow], day: Day) {
    let window_days = window(day).days();
    let unknown: BTreeSet<Day> = sources.iter().flat_map(|it| &it.unknown).copied().collect();
    counts.coverage = if sources.iter().all(|it| it.unknown.len() == window_days) {
        CoverageState::Missing
    } else if unknown.is_empty() {
        CoverageState::Complete
    } else {
        CoverageState::LowerBound
    };
    let covered = if sources.is_empty() { 0 } else { window_days - unknown.len() };
    counts.days_covered = u8::try_from(covered).unwrap_or(u8::MAX);
    let newest = sources.iter().filter_map(|it| it.newest).max();
    counts.preliminary = counts.coverage != CoverageState::Missing
        && newest.is_some_and(|it| it.days_since(day) < 3);
}
