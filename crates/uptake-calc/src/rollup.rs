//! The rollup: one customer's facts become its counts on every asked day.

use uptake_model::{
    DayRange,
    counts::{
        ActiveCounts, CoverageState, DeploymentCounts, PeopleCounts, ProductUsageCounts, Span,
        UsageCounts, spans,
    },
};

use crate::{
    AssignedBy, CustomerFacts, Plan, UnitsState,
    bits::{Frame, set_interval, sum_steps},
    coverage::{Known, coverage},
    overage::overage_parts,
    people::{ActiveSteps, Holders, People, people},
    seats::{Seats, SkuSeats, WorkloadSeats, seats},
    told::{licences_told, names_all, told_limits},
};

/// Spans by key, keys ascending.
pub type SpansBy<K, T> = Vec<(K, Vec<Span<T>>)>;

/// One customer's counts as spans of equal days; only days on which a row exists
/// (`spec/metrics.md`, 10). Keys are the plan's numbers, ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerCounts {
    /// Deployment by SKU.
    pub deployment: SpansBy<usize, DeploymentCounts>,
    /// Usage by workload.
    pub usage: SpansBy<usize, UsageCounts>,
    /// Usage by SKU and workload.
    pub product_usage: SpansBy<(usize, usize), ProductUsageCounts>,
    /// People; every asked day has a value.
    pub people: Vec<Span<PeopleCounts>>,
}

/// Computes all counts of one customer on every day of `days`.
pub fn rollup(plan: &Plan, facts: &CustomerFacts, days: DayRange) -> CustomerCounts {
    let frame = Frame::new(days);
    let known = coverage(plan, &facts.coverage, frame, days.first());
    let seats = seats(plan, &facts.subscriptions, frame);
    let by_day = facts.assigned_by_day(days);
    let people = people(plan, facts, frame, &known_rows(&known, frame), &by_day);
    CustomerCounts {
        deployment: deployment(plan, facts, days, &by_day, &seats, &people),
        usage: usage(plan, days, &seats, &people, &known),
        product_usage: product_usage(plan, days, &seats, &people, &known),
        people: people_spans(plan, facts, days, &by_day, &people, &known),
    }
}

/// Per workload the days whose coverage is not missing, as bits.
fn known_rows(known: &[Vec<Known>], frame: Frame) -> Vec<Vec<u64>> {
    let before = frame.bits() - frame.days();
    let rows = known.iter().map(|days| {
        let mut row = vec![0; frame.words()];
        for (at, day) in days.iter().enumerate() {
            if day.state != CoverageState::Missing {
                set_interval(&mut row, (before + at, before + at + 1));
            }
        }
        row
    });
    rows.collect()
}

fn deployment(
    plan: &Plan,
    facts: &CustomerFacts,
    days: DayRange,
    by_day: &[AssignedBy],
    seats: &Seats,
    people: &People,
) -> SpansBy<usize, DeploymentCounts> {
    let all_named = names_all(facts, people);
    let counts = (0..plan.skus().len()).filter_map(|sku| {
        let sold = seats.skus.get(&sku);
        let people_of = |holders: &Holders| -> Vec<u64> {
            holders.by_sku.get(&sku).map_or_else(Vec::new, |it| sum_steps(it).collect())
        };
        let (assigned, named) = (people_of(&people.assigned), people_of(&people.named));
        let units = units(&facts.units, sku, days);
        if sold.is_none() && assigned.is_empty() && named.is_empty() && units.is_empty() {
            return None;
        }
        let count_of = |by: &AssignedBy, at: usize| {
            let count = |counts: &[u64]| counts.get(at).copied().unwrap_or(0);
            match by {
                AssignedBy::Holdings => Some(count(&assigned)),
                AssignedBy::Units => Some(count(&units)),
                AssignedBy::Products => {
                    let named = count(&named);
                    let is_told = named > 0 || all_named.get(at).copied().unwrap_or(false);
                    is_told.then_some(named)
                }
                AssignedBy::Nothing => None,
            }
        };
        let series = days.iter().enumerate().map(|(at, day)| {
            let seats: SkuSeats = sold.and_then(|it| it.get(at)).copied().unwrap_or_default();
            let counts = DeploymentCounts {
                sold: seats.sold(plan.grace),
                sold_own: seats.sold_own(plan.grace),
                trial_seats: seats.trial,
                grace_seats: seats.grace,
                assigned: by_day.get(at).and_then(|by| count_of(by, at)),
            };
            (day, counts.exists().then_some(counts))
        });
        Some((sku, spans(series))).filter(|(_, spans)| !spans.is_empty())
    });
    counts.collect()
}

/// The units in force on each day; empty when the SKU has no record.
pub(crate) fn units(states: &[UnitsState], sku: usize, days: DayRange) -> Vec<u64> {
    let mut records: Vec<&UnitsState> = states.iter().filter(|it| it.sku == sku).collect();
    if records.is_empty() {
        return Vec::new();
    }
    records.sort_by_key(|it| it.day);
    let in_force = |day| records.iter().rev().find(|it| it.day <= day).map_or(0, |it| it.units);
    days.iter().map(in_force).collect()
}

fn usage(
    plan: &Plan,
    days: DayRange,
    seats: &Seats,
    people: &People,
    known: &[Vec<Known>],
) -> SpansBy<usize, UsageCounts> {
    let counts = (0..plan.workloads().len()).filter_map(|workload| {
        let entitled = seats.workloads.get(&workload);
        let active = people.workloads.get(workload).and_then(Option::as_ref);
        if entitled.is_none() && active.is_none() {
            return None;
        }
        let no_seats = vec![WorkloadSeats::default(); days.days()];
        let seats = entitled.unwrap_or(&no_seats);
        let classes = classes(active, days.days());
        let rows = days.iter().zip(seats).zip(classes).zip(known.get(workload)?);
        let series = rows.map(|(((day, seats), users), known)| {
            let counts = usage_counts(seats, users, *known);
            (day, counts.exists().then_some(counts))
        });
        Some((workload, spans(series))).filter(|(_, spans)| !spans.is_empty())
    });
    counts.collect()
}

/// The classes of the active on each day. Where one of them is not told, none is.
fn classes(active: Option<&ActiveSteps>, days: usize) -> Vec<ActiveCounts> {
    let Some(steps) = active else { return vec![ActiveCounts::default(); days] };
    let people = sum_steps(&steps.held)
        .zip(sum_steps(&steps.former))
        .zip(sum_steps(&steps.never))
        .zip(sum_steps(&steps.other))
        .zip(sum_steps(&steps.untold));
    let classes = people.map(|((((held, former), never), active_other), untold)| {
        let none = ActiveCounts { active_other, ..ActiveCounts::default() };
        if untold > 0 {
            ActiveCounts { untold: held + former + never, ..none }
        } else {
            ActiveCounts { held, former, never, ..none }
        }
    });
    classes.collect()
}

fn usage_counts(seats: &WorkloadSeats, mut users: ActiveCounts, known: Known) -> UsageCounts {
    users.overage = overage_parts(seats.entitlements, &users, seats.spare);
    UsageCounts {
        entitlements: seats.entitlements,
        entitlements_own: seats.entitlements_own,
        users: (known.state != CoverageState::Missing).then_some(users),
        coverage: known.state,
        days_covered: known.days_covered,
        preliminary: known.preliminary,
    }
}

fn product_usage(
    plan: &Plan,
    days: DayRange,
    seats: &Seats,
    people: &People,
    known: &[Vec<Known>],
) -> SpansBy<(usize, usize), ProductUsageCounts> {
    let mut counts = Vec::new();
    for (sku, entry) in plan.skus().iter().enumerate() {
        let sold = seats.skus.get(&sku);
        let mut workloads: Vec<usize> = entry.workloads().collect();
        workloads.sort_unstable();
        for workload in workloads {
            let active = people.products.get(&(sku, workload));
            let Some(known) = known.get(workload) else { continue };
            if sold.is_none() && active.is_none() {
                continue;
            }
            let users = people.workloads.get(workload).and_then(Option::as_ref);
            let limits = users.map(told_limits);
            let active: Vec<u64> =
                active.map_or_else(|| vec![0; days.days()], |steps| sum_steps(steps).collect());
            let rows = days.iter().zip(&active).zip(known).enumerate();
            let series = rows.map(|(at, ((day, active), known))| {
                let seats = sold.and_then(|it| it.get(at)).copied().unwrap_or_default();
                let limit = limits.as_ref().and_then(|it| it.get(at)).copied();
                let coverage = limit.map_or(known.state, |it| it.min(known.state));
                let counts = ProductUsageCounts {
                    qualified: seats.sold(plan.grace),
                    active: (coverage != CoverageState::Missing).then_some(*active),
                    coverage,
                };
                (day, counts.exists().then_some(counts))
            });
            let spans = spans(series);
            if !spans.is_empty() {
                counts.push(((sku, workload), spans));
            }
        }
    }
    counts
}

fn people_spans(
    plan: &Plan,
    facts: &CustomerFacts,
    days: DayRange,
    by_day: &[AssignedBy],
    people: &People,
    known: &[Vec<Known>],
) -> Vec<Span<PeopleCounts>> {
    let is_told = licences_told(plan, facts, days, by_day, people);
    let licensed = sum_steps(&people.assigned.licensed).zip(sum_steps(&people.named.licensed));
    let licensed = licensed.zip(by_day).map(|((assigned, named), by)| match by {
        AssignedBy::Holdings => assigned,
        AssignedBy::Units | AssignedBy::Products | AssignedBy::Nothing => named,
    });
    let counts = sum_steps(&people.active).zip(licensed).zip(is_told);
    let series =
        days.iter().zip(counts.enumerate()).map(|(day, (at, ((active, licensed), told)))| {
            let any = known
                .iter()
                .filter_map(|it| it.get(at))
                .any(|it| it.state != CoverageState::Missing);
            let licensed = told.then_some(licensed);
            (day, Some(PeopleCounts { active: any.then_some(active), licensed }))
        });
    spans(series)
}
