//! Seats: what was sold, what is entitled, and what people can use beside it
//! (`spec/metrics.md`, 4–6).

use std::collections::BTreeMap;

use uptake_model::{
    Day, SkuClass,
    facts::{Seller, Status},
};

use crate::{
    GraceRule, Plan, PlanSku, SubscriptionState, bits::Frame, overage::SpareSeats,
    window::window_max,
};

/// Seats of one SKU on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SkuSeats {
    active: u64,
    active_own: u64,
    pub(crate) grace: u64,
    grace_own: u64,
    pub(crate) trial: u64,
}

impl SkuSeats {
    /// Whether a subscription in grace counts as sold that day.
    fn counts_grace(&self, rule: GraceRule) -> bool {
        match rule {
            GraceRule::Lone => self.active == 0,
            GraceRule::Never => false,
            GraceRule::Always => true,
        }
    }

    /// Seats sold by every seller.
    pub(crate) fn sold(&self, rule: GraceRule) -> u64 {
        self.active + if self.counts_grace(rule) { self.grace } else { 0 }
    }

    /// Seats sold by the partner itself.
    pub(crate) fn sold_own(&self, rule: GraceRule) -> u64 {
        self.active_own + if self.counts_grace(rule) { self.grace_own } else { 0 }
    }
}

/// Seats of one workload on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct WorkloadSeats {
    pub(crate) entitlements: u64,
    pub(crate) entitlements_own: u64,
    pub(crate) spare: SpareSeats,
}

/// A customer's seats on every asked day, by SKU and by workload; those never bought are
/// not there.
#[derive(Debug, Default)]
pub(crate) struct Seats {
    pub(crate) skus: BTreeMap<usize, Vec<SkuSeats>>,
    pub(crate) workloads: BTreeMap<usize, Vec<WorkloadSeats>>,
}

/// Counts the seats of all subscriptions.
pub(crate) fn seats(plan: &Plan, states: &[SubscriptionState], frame: Frame) -> Seats {
    let mut states: Vec<&SubscriptionState> = states.iter().collect();
    states.sort_by_key(|it| (it.subscription, it.day));
    let subscriptions: Vec<&[&SubscriptionState]> =
        states.chunk_by(|a, b| a.subscription == b.subscription).collect();

    let mut seats = Seats::default();
    for records in &subscriptions {
        add_sku_seats(&mut seats, records, frame);
    }
    add_entitlements(&mut seats, plan, frame);
    for records in &subscriptions {
        add_spare_seats(&mut seats, plan, records, frame);
    }
    seats
}

/// The asked days on which each record is in force, as positions [from, until).
fn in_force<'a>(
    records: &'a [&'a SubscriptionState],
    frame: Frame,
) -> impl Iterator<Item = (&'a SubscriptionState, usize, usize)> {
    let before = frame.bits() - frame.days();
    records.iter().enumerate().filter_map(move |(at, record)| {
        let next: Option<Day> = records.get(at + 1).map(|it| it.day);
        let (from, until) = frame.interval(record.day, next);
        let (from, until) = (from.saturating_sub(before), until.saturating_sub(before));
        (from < until).then_some((*record, from, until))
    })
}

fn add_sku_seats(seats: &mut Seats, records: &[&SubscriptionState], frame: Frame) {
    for (record, from, until) in in_force(records, frame) {
        let days =
            seats.skus.entry(record.sku).or_insert_with(|| vec![SkuSeats::default(); frame.days()]);
        let own = if record.seller == Seller::Own { record.quantity } else { 0 };
        for day in days.iter_mut().take(until).skip(from) {
            match (record.is_trial, record.status) {
                (true, Status::Active | Status::Grace) => day.trial += record.quantity,
                (false, Status::Active) => {
                    day.active += record.quantity;
                    day.active_own += own;
                }
                (false, Status::Grace) => {
                    day.grace += record.quantity;
                    day.grace_own += own;
                }
                (
                    true | false,
                    Status::Suspended
                    | Status::Disabled
                    | Status::Expired
                    | Status::Deprovisioned
                    | Status::Cancelled
                    | Status::Converted
                    | Status::Pending,
                ) => {}
            }
        }
    }
}

fn add_entitlements(seats: &mut Seats, plan: &Plan, frame: Frame) {
    for (sku, days) in &seats.skus {
        for workload in entitling(plan, *sku) {
            let sums = seats
                .workloads
                .entry(workload)
                .or_insert_with(|| vec![WorkloadSeats::default(); frame.days()]);
            for (sum, day) in sums.iter_mut().zip(days) {
                sum.entitlements += day.sold(plan.grace);
                sum.entitlements_own += day.sold_own(plan.grace);
            }
        }
    }
}

/// The workloads that a SKU adds entitlements for.
fn entitling(plan: &Plan, sku: usize) -> impl Iterator<Item = usize> {
    let sku = plan.skus().get(sku).filter(|it| it.class == SkuClass::Paid);
    sku.into_iter().flat_map(|it: &PlanSku| it.base.iter().copied())
}

/// Adds the seats of one subscription that people can use but that E does not count.
fn add_spare_seats(seats: &mut Seats, plan: &Plan, records: &[&SubscriptionState], frame: Frame) {
    let mut greatest: Option<Vec<u64>> = None;
    for (record, from, until) in in_force(records, frame) {
        if record.status == Status::Active && !record.is_trial {
            continue;
        }
        if entitling(plan, record.sku).next().is_none() {
            continue;
        }
        let greatest = greatest.get_or_insert_with(|| greatest_usable(records, frame));
        let counted: Vec<bool> = seats.skus.get(&record.sku).map_or_else(Vec::new, |days| {
            let in_grace = !record.is_trial && record.status == Status::Grace;
            days.iter().map(|it| in_grace && it.counts_grace(plan.grace)).collect()
        });
        let now = match record.status {
            Status::Active | Status::Grace => record.quantity,
            Status::Suspended
            | Status::Disabled
            | Status::Expired
            | Status::Deprovisioned
            | Status::Cancelled
            | Status::Converted
            | Status::Pending => 0,
        };
        for workload in entitling(plan, record.sku) {
            let Some(days) = seats.workloads.get_mut(&workload) else { continue };
            let days = days.iter_mut().zip(&*greatest).zip(&counted);
            for ((day, window), counted) in days.take(until).skip(from) {
                if record.is_trial {
                    day.spare.trial_now += now;
                    day.spare.trial_window += window;
                } else if !counted {
                    day.spare.grace_now += now;
                    day.spare.grace_window += window;
                }
            }
        }
    }
}

/// For each asked day the greatest quantity on a day of its window while active or in grace.
fn greatest_usable(records: &[&SubscriptionState], frame: Frame) -> Vec<u64> {
    let mut usable: Vec<Option<u64>> = vec![None; frame.bits()];
    for (at, record) in records.iter().enumerate() {
        if !matches!(record.status, Status::Active | Status::Grace) {
            continue;
        }
        let (from, until) = frame.interval(record.day, records.get(at + 1).map(|it| it.day));
        for day in usable.iter_mut().take(until).skip(from) {
            *day = Some(record.quantity);
        }
    }
    window_max(usable.into_iter()).map(|it| it.unwrap_or(0)).collect()
}
