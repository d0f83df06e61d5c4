//! How the portfolio grows: what was gained and lost from the end of one month to the end of
//! the next, trials and renewals (`docs/signals.md`).

use std::collections::BTreeMap;

use uptake_model::{Day, Month, SellerScope, SkuClass, facts::Status};

use crate::{ListPrice, Plan, PricedSeats, SubscriptionTerms, price_on, terms};

/// A month as growth looks at it: from the end of one day to the end of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrowthMonth {
    /// The last day of the month before.
    pub before: Day,
    /// The last day of the month, or an earlier one of a month that still runs.
    pub last: Day,
}

impl GrowthMonth {
    /// The month up to `until`; `None` when it begins later.
    pub fn new(month: Month, until: Day) -> Option<Self> {
        let days = month.range();
        let last = days.last().min(until);
        (days.first() <= last).then(|| Self { before: days.first().plus(-1), last })
    }

    /// Whether its growth is known: data begins before it does. What the first month of all
    /// data has was not gained in it.
    pub fn is_known(self, first_known: Day) -> bool {
        first_known <= self.before
    }

    fn has(self, day: Day) -> bool {
        self.before < day && day <= self.last
    }
}

/// A count at the end of the month before, what changed it, and what it is then:
/// `start + gained + first_seen − lost = end`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flow {
    /// At the end of the month before.
    pub start: u64,
    /// What came.
    pub gained: u64,
    /// What was there before but is known only since this month.
    pub first_seen: u64,
    /// What went.
    pub lost: u64,
    /// At the end of the month.
    pub end: u64,
}

impl Flow {
    fn join(&mut self, other: &Self) {
        self.start += other.start;
        self.gained += other.gained;
        self.first_seen += other.first_seen;
        self.lost += other.lost;
        self.end += other.end;
    }
}

/// What became of trials in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TrialFlow {
    /// Trials that began.
    pub started: u64,
    /// Trials that became a paid subscription.
    pub converted: u64,
    /// Trials that ended otherwise.
    pub ended: u64,
}

/// The growth of a group of customers and products over a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Growth {
    /// Customers with at least one seat sold.
    pub customers: Flow,
    /// Seats sold.
    pub seats: Flow,
    /// Paid subscriptions that people can use.
    pub subscriptions: Flow,
    /// Trials.
    pub trials: TrialFlow,
}

impl Growth {
    /// Adds other customers. Groups that share customers are not to be added.
    pub fn join(&mut self, other: &Self) {
        self.customers.join(&other.customers);
        self.seats.join(&other.seats);
        self.subscriptions.join(&other.subscriptions);
        self.trials.started += other.trials.started;
        self.trials.converted += other.trials.converted;
        self.trials.ended += other.trials.ended;
    }
}

/// Which products and sellers growth is of.
#[derive(Clone, Copy)]
pub struct GrowthScope<'a> {
    /// Whose licences are counted.
    pub sellers: SellerScope,
    /// Whether a SKU of the plan belongs to the group.
    pub has_sku: &'a dyn Fn(usize) -> bool,
}

impl GrowthScope<'_> {
    /// Of the group: paid SKUs in it, sold by those in question.
    fn takes(&self, plan: &Plan, terms: &SubscriptionTerms) -> bool {
        let is_paid = plan.skus().get(terms.state.sku).is_some_and(|it| it.class == SkuClass::Paid);
        is_paid && terms.is_of(self.sellers) && (self.has_sku)(terms.state.sku)
    }
}

/// One customer's growth over a month, in a group of products.
pub fn growth(
    plan: &Plan,
    terms: &[SubscriptionTerms],
    month: GrowthMonth,
    scope: GrowthScope<'_>,
) -> Growth {
    let (before, after) =
        (terms::in_force(terms, month.before), terms::in_force(terms, month.last));
    let begun = Begun::of(terms);
    let seats = seats(plan, (&before, &after), month, scope, &begun);
    Growth {
        customers: customer(&seats),
        seats,
        subscriptions: subscriptions(plan, (&before, &after), month, scope, &begun),
        trials: trials(plan, terms, month, scope),
    }
}

/// The two ends of a month: the records in force.
type Ends<'a> = (&'a [&'a SubscriptionTerms], &'a [&'a SubscriptionTerms]);

/// Since when each subscription is known.
struct Begun(BTreeMap<usize, Day>);

impl Begun {
    fn of(terms: &[SubscriptionTerms]) -> Self {
        let mut first: BTreeMap<usize, Day> = BTreeMap::new();
        for it in terms {
            let known = first.entry(it.state.subscription).or_insert(it.state.day);
            *known = (*known).min(it.state.day);
        }
        Self(first)
    }

    /// Whether a subscription is known only since this month, but was bought before.
    fn is_first_seen(&self, terms: &SubscriptionTerms, month: GrowthMonth) -> bool {
        let first = self.0.get(&terms.state.subscription);
        first.is_some_and(|it| *it > month.before)
            && terms.created_on.is_some_and(|it| it <= month.before)
    }
}

fn seats(
    plan: &Plan,
    (before, after): Ends<'_>,
    month: GrowthMonth,
    scope: GrowthScope<'_>,
    begun: &Begun,
) -> Flow {
    let mut skus: BTreeMap<usize, Flow> = BTreeMap::new();
    for (sku, counted) in terms::counted(plan, before) {
        let seats = counted.iter().filter(|it| scope.takes(plan, it)).map(|it| it.state.quantity);
        skus.entry(sku).or_default().start = seats.sum();
    }
    for (sku, counted) in terms::counted(plan, after) {
        let flow = skus.entry(sku).or_default();
        for it in counted.iter().filter(|it| scope.takes(plan, it)) {
            flow.end += it.state.quantity;
            flow.first_seen += if begun.is_first_seen(it, month) { it.state.quantity } else { 0 };
        }
    }
    let mut sum = Flow::default();
    for mut it in skus.into_values() {
        let there = it.start + it.first_seen;
        (it.gained, it.lost) = (it.end.saturating_sub(there), there.saturating_sub(it.end));
        sum.join(&it);
    }
    sum
}

/// The customer itself: it is there as long as it has a seat.
fn customer(seats: &Flow) -> Flow {
    let (start, end) = (seats.start > 0, seats.end > 0);
    let is_new = !start && end;
    let is_first_seen = is_new && seats.first_seen > 0;
    Flow {
        start: u64::from(start),
        gained: u64::from(is_new && !is_first_seen),
        first_seen: u64::from(is_first_seen),
        lost: u64::from(start && !end),
        end: u64::from(end),
    }
}

fn subscriptions(
    plan: &Plan,
    (before, after): Ends<'_>,
    month: GrowthMonth,
    scope: GrowthScope<'_>,
    begun: &Begun,
) -> Flow {
    let runs = |it: &&&SubscriptionTerms| {
        it.is_paid() && !it.is_aggregate && it.state.quantity > 0 && scope.takes(plan, it)
    };
    let number = |it: &&SubscriptionTerms| it.state.subscription;
    let before: Vec<usize> = before.iter().filter(runs).map(number).collect();
    let mut flow = Flow { start: count(before.len()), ..Flow::default() };
    for it in after.iter().filter(runs) {
        flow.end += 1;
        if before.binary_search(&it.state.subscription).is_err() {
            let first_seen = begun.is_first_seen(it, month);
            *(if first_seen { &mut flow.first_seen } else { &mut flow.gained }) += 1;
        }
    }
    flow.lost = (flow.start + flow.gained + flow.first_seen).saturating_sub(flow.end);
    flow
}

fn trials(
    plan: &Plan,
    terms: &[SubscriptionTerms],
    month: GrowthMonth,
    scope: GrowthScope<'_>,
) -> TrialFlow {
    let mut records: Vec<&SubscriptionTerms> = terms.iter().collect();
    records.sort_by_key(|it| (it.state.subscription, it.state.day));
    let first_record = terms.iter().map(|it| it.state.day).min();
    let mut flow = TrialFlow::default();
    for records in records.chunk_by(|a, b| a.state.subscription == b.state.subscription) {
        let Some(at) = records.iter().position(|it| it.is_running_trial()) else { continue };
        let Some(trial) = records.get(at).filter(|it| scope.takes(plan, it)) else { continue };
        // The first record may be younger than the trial.
        let bought = trial.created_on.filter(|_| at == 0);
        let begun = bought.map_or(trial.state.day, |it| it.min(trial.state.day));
        flow.started += u64::from(month.has(begun));
        let after = records.get(at + 1..).unwrap_or_default();
        let Some(exit) = after.iter().find(|it| !it.is_running_trial()) else { continue };
        if !month.has(exit.state.day) {
            continue;
        }
        let sold = |day| sold_on(plan, terms, trial.state.sku, day, scope);
        // Seats that came during the trial; before the first record nobody knows of any.
        let is_known = first_record.is_some_and(|it| it < begun);
        let is_converted = exit.is_paid()
            || exit.state.status == Status::Converted
            || (is_known && sold(exit.state.day) > 0 && sold(begun.plus(-1)) == 0);
        *(if is_converted { &mut flow.converted } else { &mut flow.ended }) += 1;
    }
    flow
}

/// Seats of a SKU that the sellers in question have sold on a day.
fn sold_on(
    plan: &Plan,
    terms: &[SubscriptionTerms],
    sku: usize,
    day: Day,
    scope: GrowthScope<'_>,
) -> u64 {
    let in_force = terms::in_force(terms, day);
    let counted = terms::counted(plan, &in_force);
    let own = counted.get(&sku).into_iter().flatten().filter(|it| it.is_of(scope.sellers));
    own.map(|it| it.state.quantity).sum()
}

/// Subscriptions whose commitment ends soon.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renewals {
    /// How many subscriptions.
    pub subscriptions: u64,
    /// Their seats, and what they cost per month.
    pub seats: PricedSeats,
}

impl Renewals {
    /// Adds others.
    pub fn join(&mut self, other: &Self) {
        self.subscriptions += other.subscriptions;
        self.seats.join(&other.seats);
    }
}

/// A customer's paid subscriptions whose commitment ends on `day` or within so many days
/// after it.
pub fn renewals(
    plan: &Plan,
    terms: &[SubscriptionTerms],
    prices: &[ListPrice],
    (day, within_days): (Day, i32),
    scope: GrowthScope<'_>,
) -> Renewals {
    let mut due = Renewals::default();
    for it in terms::in_force(terms, day) {
        if is_due(plan, it, (day, within_days), scope) {
            due.subscriptions += 1;
            due.seats.seats += it.state.quantity;
            due.seats.cost.add_seats(it.state.quantity, price_on(prices, it, day));
        }
    }
    due
}

/// Whether the commitment of a record in force ends on `day` or within so many days after it.
pub(crate) fn is_due(
    plan: &Plan,
    terms: &SubscriptionTerms,
    (day, within_days): (Day, i32),
    scope: GrowthScope<'_>,
) -> bool {
    let ends = terms.commitment_end.is_some_and(|it| day <= it && it <= day.plus(within_days));
    let counts = terms.is_paid() && !terms.is_aggregate && terms.state.quantity > 0;
    ends && counts && scope.takes(plan, terms)
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
