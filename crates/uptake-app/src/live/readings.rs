//! The signals of customers, as plays are evaluated on them: of stored counts, the terms of
//! subscriptions, tickets and answers. Facts are not read: nobody knows here who is idle.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::{
    CommercialDay, Cost, CustomerCounts, DayCounts, Known, ListPrice, Plan, SATISFACTION_DAYS,
    Satisfaction, SignalFacts, SubscriptionTerms, Surveyed, newest_ticket_load, signals,
    unused_seats,
};
use uptake_model::{CustomerId, Day, DayRange, Scope, SellerScope, counts::CoverageState};
use uptake_play::{Readings, Subject};
use uptake_store::{CoverageParts, Wanted};

use super::{
    coverage::known_in_parts,
    directory::Directory,
    own_day::{days_for, own_day},
};
use crate::{
    AppError, Data,
    signals::support::{OwnSupport, Support, TICKET_LAG_DAYS},
};

/// Which days are looked at.
#[derive(Debug, Clone)]
pub(super) struct Looked {
    /// The day that is asked about; read of each customer is its own day for it, see
    /// [`own_day()`].
    pub(super) day: Option<Day>,
    /// Days that are read as they are; of them only those before the customer's own.
    pub(super) earlier: Vec<Day>,
    /// The customers of whom it is told which workloads without signals are known to be unused.
    pub(super) unused_of: Scope,
}

impl Looked {
    /// What is asked about a day, without a look back.
    pub(super) fn on(day: Day) -> Self {
        let unused_of = Scope::Customers(BTreeSet::new());
        Self { day: Some(day), earlier: Vec::new(), unused_of }
    }

    fn range(&self) -> Option<DayRange> {
        let own = self.day.map(days_for);
        own.into_iter()
            .chain(self.earlier.iter().copied().map(DayRange::single))
            .reduce(DayRange::hull)
    }

    fn of(&self, counts: &CustomerCounts) -> Vec<Day> {
        let own = self.day.map(|it| own_day(counts, it));
        let is_earlier = |it: &&Day| own.is_none_or(|own| **it < own);
        own.into_iter().chain(self.earlier.iter().filter(is_earlier).copied()).collect()
    }
}

/// Reads the signals of the customers in scope on some days, customers ascending and each with
/// all of its days: its own first, the earlier ones in the order in which they are asked for.
pub(super) async fn each_readings(
    data: &Data,
    directory: &Directory,
    scope: &Scope,
    looked: &Looked,
    visit: &mut (dyn FnMut(CustomerId, &[Readings]) + Send),
) -> Result<(), AppError> {
    let Some(range) = looked.range() else { return Ok(()) };
    let view = &data.view;
    let mut books = Books::read(data, scope).await?;
    let coverage = Coverage::read(data, &looked.unused_of, range).await?;
    let mut each = |plan: &Plan, customer: CustomerId, counts: CustomerCounts| {
        books.renumber(plan);
        let place = directory.place(customer);
        let known = |day| place.is_some_and(|at| directory.is_known_on(at, day));
        let own = books.support.of(plan, customer);
        let terms = books.terms_of(customer);
        let on_day = |day: Day| {
            let on = CommercialDay {
                terms: &terms,
                prices: &books.prices,
                day,
                sellers: SellerScope::All,
                is_concealed: false,
            };
            let is_known = known(day);
            readings(plan, (customer, is_known), &DayCounts::of(&counts, day), on, &own)
        };
        let mut readings: Vec<Readings> = looked.of(&counts).into_iter().map(on_day).collect();
        coverage.tell(customer, &mut readings);
        visit(customer, &readings);
    };
    let question = (range, Wanted::ALL);
    data.store.each_counts(&view.pins, view.rules(), scope, question, &mut each).await?;
    Ok(())
}

/// What is known of customers beside their counts. SKUs have numbers of a plan of their own,
/// and are renumbered when those of the counts are more.
struct Books {
    plan: Plan,
    terms: BTreeMap<CustomerId, Vec<SubscriptionTerms>>,
    listed: Vec<ListPrice>,
    support: Support,
    /// The numbers that SKUs of `plan` have in the plan of the counts.
    numbers: Vec<Option<usize>>,
    /// How many SKUs that plan had when they were found.
    known: Option<usize>,
    /// The price list in those numbers.
    prices: Vec<ListPrice>,
}

impl Books {
    async fn read(data: &Data, scope: &Scope) -> Result<Self, AppError> {
        let view = &data.view;
        let (plan, terms) = data.store.terms(&view.pins, view.rules(), scope).await?;
        let listed = data.store.list_prices(&view.pins, &view.catalogue, &plan).await?;
        let support = Support::read(data, scope).await?;
        let (numbers, prices) = (Vec::new(), Vec::new());
        Ok(Self { plan, terms, listed, support, numbers, known: None, prices })
    }

    fn renumber(&mut self, plan: &Plan) {
        if self.known == Some(plan.skus().len()) {
            return;
        }
        self.known = Some(plan.skus().len());
        self.numbers = self.plan.skus().iter().map(|it| plan.sku_number(&it.sku)).collect();
        let priced = self.listed.iter().filter_map(|it| Some((it, self.number(it.sku)?)));
        self.prices = priced.map(|(it, sku)| ListPrice { sku, ..*it }).collect();
    }

    fn number(&self, sku: usize) -> Option<usize> {
        self.numbers.get(sku).copied().flatten()
    }

    /// The terms of a customer; a SKU without counts has begun on none of the days.
    fn terms_of(&self, customer: CustomerId) -> Vec<SubscriptionTerms> {
        let own = self.terms.get(&customer).into_iter().flatten();
        let numbered = own.filter_map(|it| Some((it, self.number(it.state.sku)?)));
        let renumbered = numbered.map(|(it, sku)| {
            let mut terms = *it;
            terms.state.sku = sku;
            terms
        });
        renumbered.collect()
    }
}

/// What is known of the use of some customers, whether they have a row of it or not.
struct Coverage {
    plan: Plan,
    first: Day,
    parts: BTreeMap<CustomerId, CoverageParts>,
}

impl Coverage {
    async fn read(data: &Data, scope: &Scope, days: DayRange) -> Result<Self, AppError> {
        let view = &data.view;
        let (plan, parts) = match scope {
            Scope::Customers(none) if none.is_empty() => {
                (Plan::new(&view.catalogue, view.rules().grace), BTreeMap::new())
            }
            Scope::All | Scope::Customers(_) => {
                data.store.coverages(&view.pins, view.rules(), scope, days).await?
            }
        };
        Ok(Self { plan, first: days.first(), parts })
    }

    /// Tells of a customer which workloads without signals were not used.
    fn tell(&self, customer: CustomerId, readings: &mut [Readings]) {
        let Some(parts) = self.parts.get(&customer) else { return };
        let known = known_in_parts(&self.plan, parts);
        for it in readings.iter_mut().filter(|it| it.is_known) {
            let Ok(at) = usize::try_from(it.day.days_since(self.first)) else { continue };
            let is_told = |known: &[Known]| {
                known.get(at).is_some_and(|it| it.state == CoverageState::Complete)
            };
            let told = self.plan.workloads().iter().zip(&known).filter(|(_, it)| is_told(it));
            let codes = told.map(|(workload, _)| &workload.code);
            let unused = codes.filter(|code| !it.signals.workloads.contains_key(*code));
            it.unused = unused.cloned().collect();
        }
    }
}

fn readings(
    plan: &Plan,
    (customer, is_known): (CustomerId, bool),
    counts: &DayCounts,
    on: CommercialDay<'_>,
    own: &OwnSupport<'_>,
) -> Readings {
    let load = newest_ticket_load(&own.tickets, own.covered, (on.day, TICKET_LAG_DAYS));
    let quarter = DayRange::single(on.day.plus(1 - SATISFACTION_DAYS));
    let answers = Satisfaction::of(own.answers, quarter.hull(DayRange::single(on.day)));
    let (tickets, satisfaction) = (&load, &answers);
    let surveyed = Surveyed::by(own.answers, on.day);
    let of = SignalFacts { counts, facts: None, on, tickets, satisfaction, surveyed };
    Readings {
        customer,
        day: on.day,
        is_known,
        signals: signals(plan, of),
        unused: BTreeSet::new(),
        unused_costs: unused_costs(plan, counts, on),
    }
}

fn unused_costs(plan: &Plan, counts: &DayCounts, on: CommercialDay<'_>) -> BTreeMap<Subject, Cost> {
    let unused = unused_seats(plan, (counts, None), on).into_iter();
    let mut costs: BTreeMap<Subject, Cost> = BTreeMap::new();
    let exposed = unused.filter_map(|(sku, it)| Some((sku, it.exposure?)));
    for (sku, it) in exposed.filter(|(_, it)| it.seats > 0) {
        let Some(sku) = plan.skus().get(sku) else { continue };
        costs.entry(Subject::Customer).or_default().join(&it.cost);
        costs.insert(Subject::Sku(sku.sku.clone()), it.cost);
    }
    costs
}
