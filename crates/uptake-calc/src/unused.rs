//! Paid seats that are not used, and what they cost: exposure, what can be reassigned now and
//! what can be given up at renewal, kept apart (`docs/signals.md`).

use std::collections::BTreeMap;

use uptake_model::{Day, DayRange, SellerScope, SkuClass, counts::CoverageState, facts::Seller};

use crate::{
    AssignedBy, Cost, CoverageFact, CustomerFacts, DayCounts, ListPrice, Plan, PlanSku,
    PlanWorkload, SubscriptionTerms,
    bits::Frame,
    coverage::{Known, coverage},
    holders::Holders,
    price_on, terms,
};

/// Within how many days a commitment ends that is worth knowing of.
pub const RENEWAL_DAYS: [i32; 2] = [30, 90];

/// Seats with what they cost per month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PricedSeats {
    /// How many.
    pub seats: u64,
    /// What they cost per month.
    pub cost: Cost,
}

impl PricedSeats {
    /// Adds others.
    pub fn join(&mut self, other: &Self) {
        self.seats += other.seats;
        self.cost.join(&other.cost);
    }
}

/// The unused paid seats of one SKU of a customer on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnusedSeats {
    /// Seats sold by the sellers in question.
    pub sold: u64,
    /// Users who hold one, whoever sold it; `None` when nothing tells it.
    pub assigned: Option<u64>,
    /// Users who held one on every day of the window and were active in none of its
    /// workloads; `None` when that is not known.
    pub idle: Option<u64>,
    /// Workloads, by number, that idle users may have used: nothing was ever reported of them.
    pub unreported: Vec<usize>,
    /// Seats sold that nobody holds; `None` when nothing tells who holds one.
    pub exposure: Option<PricedSeats>,
    /// Seats that would be free if idle users gave theirs back; `None` when idle users are
    /// not known.
    pub reassignable: Option<PricedSeats>,
    /// Of the exposure, own seats that no commitment binds within each of [`RENEWAL_DAYS`];
    /// `None` when it is not known.
    pub reducible: Option<[PricedSeats; 2]>,
}

/// What is asked of a customer's subscriptions on a day.
#[derive(Debug, Clone, Copy)]
pub struct CommercialDay<'a> {
    /// State records with their terms, in any order: those of the facts.
    pub terms: &'a [SubscriptionTerms],
    /// The partner's price list.
    pub prices: &'a [ListPrice],
    /// The day.
    pub day: Day,
    /// On whose seats unused ones are laid: they are the most that can be theirs.
    pub sellers: SellerScope,
    /// Whether those who were active then stand under concealed names: nobody knows what
    /// they hold.
    pub is_concealed: bool,
}

/// The unused seats of each paid SKU that is sold on the day, by number: of the counts of the
/// day, and of the facts, when they are at hand. Only they tell who is idle.
pub fn unused_seats(
    plan: &Plan,
    (counts, facts): (&DayCounts, Option<&CustomerFacts>),
    on: CommercialDay<'_>,
) -> BTreeMap<usize, UnusedSeats> {
    let in_force = terms::in_force(on.terms, on.day);
    let people =
        facts.filter(|it| !on.is_concealed && it.assigned_by(on.day) == AssignedBy::Holdings);
    let people =
        people.map(|facts| (Holders::of(plan, facts, on.day), Told::of(plan, facts, on.day)));
    let mut unused = BTreeMap::new();
    for (sku, mut counted) in terms::counted(plan, &in_force) {
        let Some(entry) = plan.skus().get(sku).filter(|it| it.class == SkuClass::Paid) else {
            continue;
        };
        let sold: u64 = counted.iter().map(|it| it.state.quantity).sum();
        let theirs = counted.iter().filter(|it| it.is_of(on.sellers));
        let theirs: u64 = theirs.map(|it| it.state.quantity).sum();
        if theirs == 0 {
            continue;
        }
        let assigned = counts.deployment.get(&sku).and_then(|it| it.assigned);
        let (idle, unreported) = match (&people, assigned) {
            (_, Some(0)) => (Some(0), Vec::new()),
            (None, _) | (_, None) => (None, Vec::new()),
            (Some((holders, told)), Some(_)) => match told.unreported(entry) {
                Some(unreported) => (Some(holders.idle(sku)), unreported),
                None => (None, Vec::new()),
            },
        };
        counted.sort_by_key(|it| {
            let free = freed_on(it, on.day);
            (it.state.seller != Seller::Own, free.is_none(), free, it.state.subscription)
        });
        let lay = |seats| laid(seats, &counted, &on, |it| it.is_of(on.sellers));
        let exposed = assigned.map(|it| sold.saturating_sub(it));
        let reducible = |exposed, days| {
            let ends = on.day.plus(days);
            laid(exposed, &counted, &on, |it| {
                it.state.seller == Seller::Own && freed_on(it, on.day).is_some_and(|it| it <= ends)
            })
        };
        let reducible = exposed.map(|it| RENEWAL_DAYS.map(|days| reducible(it, days)));
        let reassignable = assigned.zip(idle).map(|(assigned, idle)| {
            let in_use = assigned.saturating_sub(idle);
            lay(sold.saturating_sub(in_use))
        });
        let exposure = exposed.map(lay);
        let seats = UnusedSeats {
            sold: theirs,
            assigned,
            idle,
            unreported,
            exposure,
            reassignable,
            reducible,
        };
        unused.insert(sku, seats);
    }
    unused
}

/// The day from which on no commitment binds a subscription: at once when it is bought by the
/// month, or when it has passed and does not renew by itself; `None` when no record tells. One
/// that passed and may have renewed itself runs to an end that nobody has told.
fn freed_on(terms: &SubscriptionTerms, day: Day) -> Option<Day> {
    match terms.commitment_end {
        Some(end) if end >= day => Some(end),
        Some(_) if terms.auto_renew == Some(false) => Some(day),
        Some(_) | None => terms.is_monthly.then_some(day),
    }
}

/// Lays seats onto subscriptions in their order, as many as each has.
fn laid(
    seats: u64,
    counted: &[&SubscriptionTerms],
    on: &CommercialDay<'_>,
    takes: impl Fn(&SubscriptionTerms) -> bool,
) -> PricedSeats {
    let mut laid = PricedSeats::default();
    for it in counted.iter().filter(|it| takes(it)) {
        let here = it.state.quantity.min(seats - laid.seats);
        laid.seats += here;
        laid.cost.add_seats(here, price_on(on.prices, it, on.day));
    }
    laid
}

/// What reports tell of each workload, by number.
struct Told {
    /// How much is known of it on the day.
    coverage: Vec<CoverageState>,
    /// Whether anything was ever reported of it.
    is_reported: Vec<bool>,
}

impl Told {
    fn of(plan: &Plan, facts: &CustomerFacts, day: Day) -> Self {
        let frame = Frame::new(DayRange::single(day));
        let known = coverage(plan, &facts.coverage, frame, day).into_iter();
        let state = |days: Vec<Known>| days.first().map_or(CoverageState::Missing, |it| it.state);
        let is_reported = |it: &PlanWorkload| {
            let tells = |fact: &&CoverageFact| {
                fact.source.map_or(!it.sources.is_empty(), |of| it.sources.contains(&of))
            };
            facts.coverage.iter().filter(tells).any(|fact| fact.days.first() <= day)
        };
        Self {
            coverage: known.map(state).collect(),
            is_reported: plan.workloads().iter().map(is_reported).collect(),
        }
    }

    /// The workloads of a SKU of which nothing was ever reported, when everything is known of
    /// the others and there is one.
    fn unreported(&self, sku: &PlanSku) -> Option<Vec<usize>> {
        let is_complete = |it: &usize| self.coverage.get(*it) == Some(&CoverageState::Complete);
        let is_reported = |it: &usize| self.is_reported.get(*it).is_some_and(|it| *it);
        let (reported, unreported): (Vec<usize>, Vec<usize>) =
            sku.workloads().partition(is_reported);
        (!reported.is_empty() && reported.iter().all(is_complete)).then_some(unreported)
    }
}
