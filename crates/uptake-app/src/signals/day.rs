//! All signals of a day: of one customer as a report, and of many for who goes through them.

use std::collections::BTreeMap;

use uptake_calc::{
    CommercialDay, DayCounts, GrowthScope, ListPrice, Plan, RENEWAL_DAYS, Renewals,
    SATISFACTION_DAYS, Satisfaction, SignalFacts, Signals, Surveyed, UnusedSeats,
    newest_ticket_load, renewals, rollup, signals, unused_seats,
};
use uptake_model::{CustomerId, Day, DayRange, Scope, SellerScope};
use uptake_store::{CustomerDay, VisitDay};

use super::support::{Support, TICKET_LAG_DAYS};
use crate::{
    AppError, Data,
    products::{ProductNames, SkuName, WorkloadName},
};

/// One customer's signals on a day, with the unused seats behind them.
#[derive(Debug, Clone)]
pub struct CustomerSignalsReport {
    /// The customer.
    pub customer: CustomerId,
    /// The day.
    pub day: Day,
    /// The signals.
    pub signals: Signals,
    /// Unused paid seats by SKU, in the order of exports.
    pub unused: Vec<NamedUnused>,
    /// The partner's own subscriptions whose commitment ends soon, within each of
    /// [`RENEWAL_DAYS`].
    pub renewals: [Renewals; 2],
}

/// The unused paid seats of a SKU.
#[derive(Debug, Clone)]
pub struct NamedUnused {
    /// The SKU.
    pub sku: SkuName,
    /// Its seats.
    pub unused: UnusedSeats,
    /// Workloads of which nothing was ever reported: idle users may have used them.
    pub unreported: Vec<WorkloadName>,
}

impl NamedUnused {
    /// The unused seats of the SKU with a number, named.
    pub(crate) fn of(sku: usize, unused: UnusedSeats, names: &ProductNames) -> Option<Self> {
        let unreported = unused.unreported.iter().filter_map(|it| names.workload(*it));
        let unreported = unreported.cloned().collect();
        Some(Self { sku: names.sku(sku)?.clone(), unused, unreported })
    }
}

impl Data {
    /// The signals of a customer on a day, with the unused seats that some sellers sold; one
    /// outside of the scope is unknown.
    pub async fn customer_signals(
        &self,
        scope: &Scope,
        customer: CustomerId,
        (day, sellers): (Day, SellerScope),
    ) -> Result<CustomerSignalsReport, AppError> {
        let known = self.known_days(scope, customer).await?;
        if day < known.first() {
            return Err(AppError::TooEarly { day, first: known.first() });
        }
        let support = Support::read(self, &Scope::one(customer)).await?;
        let mut report = CustomerSignalsReport {
            customer,
            day,
            signals: Signals::default(),
            unused: Vec::new(),
            renewals: RENEWAL_DAYS.map(|_| Renewals::default()),
        };
        let mut take = |plan: &Plan, prices: &[ListPrice], _, of: CustomerDay| {
            report.fill(self, (plan, prices, &of), &support, sellers);
        };
        self.each_day(&Scope::one(customer), day, &mut take).await?;
        Ok(report)
    }

    /// Hands on the signals of every customer in scope on a day, customers ascending.
    pub async fn each_signals(
        &self,
        scope: &Scope,
        day: Day,
        visit: &mut dyn FnMut(CustomerId, Signals),
    ) -> Result<(), AppError> {
        let support = Support::read(self, scope).await?;
        let mut take = |plan: &Plan, prices: &[ListPrice], customer, of: CustomerDay| {
            let on = commercial(&of, prices, day);
            visit(customer, signals_of(plan, &of, on, customer, &support));
        };
        self.each_day(scope, day, &mut take).await
    }

    pub(crate) async fn each_day(
        &self,
        scope: &Scope,
        day: Day,
        take: &mut VisitDay<'_>,
    ) -> Result<(), AppError> {
        let view = &self.view;
        Ok(self.store.each_customer_day(&view.pins, view.rules(), (scope, day), take).await?)
    }
}

impl CustomerSignalsReport {
    fn fill(
        &mut self,
        data: &Data,
        (plan, prices, of): (&Plan, &[ListPrice], &CustomerDay),
        support: &Support,
        sellers: SellerScope,
    ) {
        let on = commercial(of, prices, self.day);
        self.signals = signals_of(plan, of, on, self.customer, support);
        let names = ProductNames::new(plan, data.catalogue());
        let counts = counts_of(plan, of, self.day);
        let unused: BTreeMap<usize, UnusedSeats> =
            unused_seats(plan, (&counts, Some(&of.facts)), CommercialDay { sellers, ..on });
        let mut unused: Vec<_> = unused.into_iter().collect();
        unused.sort_by_key(|(sku, _)| names.sku_place(*sku));
        let rows = unused.into_iter();
        let rows = rows.filter_map(|(sku, unused)| NamedUnused::of(sku, unused, &names));
        self.unused = rows.collect();
        let all = |_: usize| true;
        let own = GrowthScope { sellers: SellerScope::Own, has_sku: &all };
        let due = |within| renewals(plan, &of.terms, prices, (self.day, within), own);
        self.renewals = RENEWAL_DAYS.map(due);
    }
}

pub(crate) fn commercial<'a>(
    of: &'a CustomerDay,
    prices: &'a [ListPrice],
    day: Day,
) -> CommercialDay<'a> {
    CommercialDay {
        terms: &of.terms,
        prices,
        day,
        sellers: SellerScope::All,
        is_concealed: of.is_concealed,
    }
}

pub(crate) fn counts_of(plan: &Plan, of: &CustomerDay, day: Day) -> DayCounts {
    DayCounts::of(&rollup(plan, &of.facts, DayRange::single(day)), day)
}

fn signals_of(
    plan: &Plan,
    of: &CustomerDay,
    on: CommercialDay<'_>,
    customer: CustomerId,
    support: &Support,
) -> Signals {
    let counts = counts_of(plan, of, on.day);
    let own = support.of(plan, customer);
    let load = newest_ticket_load(&own.tickets, own.covered, (on.day, TICKET_LAG_DAYS));
    let quarter = DayRange::single(on.day.plus(1 - SATISFACTION_DAYS));
    let satisfaction = Satisfaction::of(own.answers, quarter.hull(DayRange::single(on.day)));
    let (facts, tickets, satisfaction) = (Some(&of.facts), &load, &satisfaction);
    let surveyed = Surveyed::by(own.answers, on.day);
    signals(plan, SignalFacts { counts: &counts, facts, on, tickets, satisfaction, surveyed })
}
