//! Which subscription is counted, which one only lets people work, and which one does neither.

use std::collections::BTreeMap;

use uptake_model::{Day, SkuClass, facts::Status};

use super::window;
use crate::{CustomerFacts, GraceRule, Plan, SubscriptionState};

/// What seats are asked for, by the plan's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    /// The seats of the paid SKUs that contain the workload as base.
    Workload(usize),
    /// The seats of the SKU.
    Sku(usize),
}

/// What a subscription adds to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeatRole {
    /// Its seats are sold and entitled.
    Counted,
    /// In grace and not counted: people can use its seats all the same.
    GraceSpare,
    /// A trial that people can use.
    Trial,
    /// Nobody can use it on the day, but people could on an earlier day of the window. Only
    /// asked for workloads: it is no part of deployment.
    Window,
    /// Adds nothing.
    NotCounted,
}

/// A subscription that has begun by the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatPart {
    /// The record in force, as position in [`CustomerFacts::subscriptions`].
    pub state: usize,
    /// What it adds.
    pub role: SeatRole,
    /// How many seats it adds on the day.
    pub seats: u64,
    /// The greatest number of seats that people could use on a day of the window; 0 when
    /// they are counted, and for SKUs.
    pub window_seats: u64,
    /// The record that says so.
    pub window_state: Option<usize>,
}

/// What each subscription of a product adds on `day`, in the order of the subscriptions.
pub fn seat_parts(plan: &Plan, facts: &CustomerFacts, product: Product, day: Day) -> Vec<SeatPart> {
    let states = &facts.subscriptions;
    let records = records_by_subscription(states);
    let in_force: Vec<(&[usize], usize, &SubscriptionState)> = records
        .values()
        .filter_map(|records| {
            let at = in_force_on(states, records, day)?;
            Some((records.as_slice(), at, states.get(at)?))
        })
        .collect();
    let has_active_seats = |sku: usize| {
        let of_sku = in_force.iter().filter(|(_, _, it)| it.sku == sku && !it.is_trial);
        of_sku.filter(|(_, _, it)| it.status == Status::Active).any(|(_, _, it)| it.quantity > 0)
    };
    let counts_grace = |sku: usize| match plan.grace {
        GraceRule::Lone => !has_active_seats(sku),
        GraceRule::Never => false,
        GraceRule::Always => true,
    };
    let asked = in_force.iter().filter(|(_, _, it)| is_part(plan, product, it.sku));
    let parts = asked.map(|(records, at, state)| {
        let role = match (state.is_trial, state.status) {
            (true, Status::Active | Status::Grace) => SeatRole::Trial,
            (false, Status::Active) => SeatRole::Counted,
            (false, Status::Grace) if counts_grace(state.sku) => SeatRole::Counted,
            (false, Status::Grace) => SeatRole::GraceSpare,
            (
                true | false,
                Status::Suspended
                | Status::Disabled
                | Status::Expired
                | Status::Deprovisioned
                | Status::Cancelled
                | Status::Converted
                | Status::Pending,
            ) => SeatRole::NotCounted,
        };
        let seats = if role == SeatRole::NotCounted { 0 } else { state.quantity };
        let part = SeatPart { state: *at, role, seats, window_seats: 0, window_state: None };
        match product {
            Product::Workload(_) if role != SeatRole::Counted => {
                with_window(part, states, records, day)
            }
            Product::Workload(_) | Product::Sku(_) => part,
        }
    });
    parts.collect()
}

/// Whether seats of a SKU are asked for.
fn is_part(plan: &Plan, product: Product, sku: usize) -> bool {
    match product {
        Product::Sku(asked) => sku == asked,
        Product::Workload(workload) => plan
            .skus()
            .get(sku)
            .is_some_and(|it| it.class == SkuClass::Paid && it.base.contains(&workload)),
    }
}

fn with_window(
    part: SeatPart,
    states: &[SubscriptionState],
    records: &[usize],
    day: Day,
) -> SeatPart {
    let usable = window(day).iter().filter_map(|it| {
        let at = in_force_on(states, records, it)?;
        let state = states.get(at)?;
        matches!(state.status, Status::Active | Status::Grace).then_some((state.quantity, at))
    });
    let Some((window_seats, at)) = usable.max_by_key(|(quantity, _)| *quantity) else {
        return part;
    };
    let is_window = part.role == SeatRole::NotCounted && window_seats > 0;
    let role = if is_window { SeatRole::Window } else { part.role };
    SeatPart { role, window_seats, window_state: Some(at), ..part }
}

/// The last record up to a day.
fn in_force_on(states: &[SubscriptionState], records: &[usize], day: Day) -> Option<usize> {
    let dated = records.iter().filter_map(|at| Some((states.get(*at)?.day, *at)));
    dated.filter(|(from, _)| *from <= day).max().map(|(_, at)| at)
}

fn records_by_subscription(states: &[SubscriptionState]) -> BTreeMap<usize, Vec<usize>> {
    let mut records: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, state) in states.iter().enumerate() {
        records.entry(state.subscription).or_default().push(at);
    }
    records
}
