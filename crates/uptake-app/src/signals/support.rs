//! Support and satisfaction by month, beside the people who work and what they use.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::{
    Answer, CustomerCounts, CustomerTotals, DayCounts, HowToLoad, Plan, Satisfaction,
    TicketCategory, TicketCounts, TicketFact, TicketLoad, ticket_load,
};
use uptake_model::{CustomerId, Day, DayRange, Month, Scope, WorkloadCode, counts::CoverageState};
use uptake_store::{SurveyRow, TicketRow, Wanted};

use crate::{
    AppError, Data,
    products::{ProductNames, WorkloadName},
};

/// Tickets may come in so many days after usage: a load is made of the newest 28 days of which
/// all of them are known.
pub(crate) const TICKET_LAG_DAYS: i32 = 14;

/// Support and satisfaction of a customer, by month.
#[derive(Debug, Clone)]
pub struct SupportReport {
    /// The customer.
    pub customer: CustomerId,
    /// Each month of the asked days, in order.
    pub months: Vec<MonthSupport>,
}

/// Support and satisfaction in one month.
#[derive(Debug, Clone)]
pub struct MonthSupport {
    /// The month.
    pub month: Month,
    /// Its days, as far as they were asked for.
    pub days: DayRange,
    /// The tickets that were opened in it.
    pub tickets: TicketLoad,
    /// Members active within the 28 days that end with its last day, in any workload.
    pub active_users: Option<u64>,
    /// How-to tickets beside them; `None` when one of both is not known completely.
    pub load: Option<HowToLoad>,
    /// By workload: those with tickets or active users, in the order of their codes.
    pub workloads: Vec<WorkloadSupport>,
    /// The answers to surveys.
    pub satisfaction: Satisfaction,
    /// Usage over all workloads on its last day, with covered usage.
    pub totals: CustomerTotals,
}

/// Support of one workload in one month.
#[derive(Debug, Clone)]
pub struct WorkloadSupport {
    /// The workload.
    pub workload: WorkloadName,
    /// Its tickets; `None` when they are not known.
    pub tickets: Option<TicketCounts>,
    /// Members active in it within the 28 days that end with the month's last day.
    pub active_users: Option<u64>,
    /// How much is known of them.
    pub coverage: CoverageState,
    /// How-to tickets beside them; `None` when one of both is not known completely.
    pub load: Option<HowToLoad>,
}

/// Tickets and answers of some customers.
pub(crate) struct Support {
    tickets: BTreeMap<CustomerId, Vec<TicketRow>>,
    covered: BTreeMap<CustomerId, Vec<DayRange>>,
    answers: BTreeMap<CustomerId, Vec<(Day, Answer)>>,
    /// Codes and names of workloads in lower case.
    workloads: BTreeMap<String, WorkloadCode>,
}

/// What one customer has of it.
pub(crate) struct OwnSupport<'a> {
    pub(crate) tickets: Vec<TicketFact>,
    pub(crate) covered: &'a [DayRange],
    pub(crate) answers: &'a [(Day, Answer)],
}

impl Support {
    pub(crate) async fn read(data: &Data, scope: &Scope) -> Result<Self, AppError> {
        let (store, pins) = (&data.store, &data.view.pins);
        let mut tickets: BTreeMap<CustomerId, Vec<TicketRow>> = BTreeMap::new();
        for row in store.tickets(pins, scope).await? {
            tickets.entry(row.customer_id).or_default().push(row);
        }
        let mut answers: BTreeMap<CustomerId, Vec<(Day, Answer)>> = BTreeMap::new();
        for row in store.surveys(pins, scope).await? {
            let answer = answer_of(&row).map(|it| (row.day, it));
            answers.entry(row.customer_id).or_default().extend(answer);
        }
        let named = data.catalogue().workloads().flat_map(|it| {
            [it.code.as_str(), it.name.as_str()].map(|text| (text.to_lowercase(), it.code.clone()))
        });
        let covered = store.ticket_coverage(pins, scope).await?;
        Ok(Self { tickets, covered, answers, workloads: named.collect() })
    }

    /// The customers of whom anything is known.
    fn customers(&self) -> impl Iterator<Item = CustomerId> {
        let known = self.covered.keys().chain(self.tickets.keys()).chain(self.answers.keys());
        known.copied()
    }

    pub(crate) fn of(&self, plan: &Plan, customer: CustomerId) -> OwnSupport<'_> {
        let rows = self.tickets.get(&customer).map_or(&[][..], Vec::as_slice);
        let workload = |row: &TicketRow| {
            let code = self.workloads.get(&row.product.as_ref()?.trim().to_lowercase())?;
            plan.workload_number(code)
        };
        let tickets = rows.iter().map(|it| TicketFact {
            opened_on: it.opened_on,
            category: it.category.as_deref().and_then(TicketCategory::parse),
            workload: workload(it),
        });
        OwnSupport {
            tickets: tickets.collect(),
            covered: self.covered.get(&customer).map_or(&[], Vec::as_slice),
            answers: self.answers.get(&customer).map_or(&[], Vec::as_slice),
        }
    }
}

pub(crate) fn answer_of(row: &SurveyRow) -> Option<Answer> {
    match row.kind.as_str() {
        "csat" => Some(Answer::Csat(row.score)),
        "nps" => Some(Answer::Nps(row.score)),
        _ => None,
    }
}

impl Data {
    /// Support and satisfaction of a customer in the months of some days; one outside of the
    /// scope is unknown.
    pub async fn customer_support(
        &self,
        scope: &Scope,
        customer: CustomerId,
        days: DayRange,
    ) -> Result<SupportReport, AppError> {
        self.known_days(scope, customer).await?;
        let (one, view) = (Scope::one(customer), &self.view);
        let support = Support::read(self, &one).await?;
        let wanted = Wanted { deployment: false, usage: true, product_usage: false, people: true };
        let counts = self.store.counts(&view.pins, view.rules(), &one, days, wanted).await?;
        let names = ProductNames::new(&counts.plan, self.catalogue());
        let own = support.of(&counts.plan, customer);
        let none = CustomerCounts::default();
        let counts = counts.customers.get(&customer).unwrap_or(&none);
        let months = days.months().filter_map(|month| {
            // A month is whole at its beginning: only its end may lie behind the asked days.
            let part = DayRange::new(month.first_day(), month.range().last().min(days.last()))?;
            Some(month_support(month, part, &own, &DayCounts::of(counts, part.last()), &names))
        });
        Ok(SupportReport { customer, months: months.collect() })
    }
}

impl Data {
    /// Support and satisfaction of each customer in scope in some days of one month.
    pub(crate) async fn month_of_all(
        &self,
        support: &Support,
        scope: &Scope,
        days: DayRange,
    ) -> Result<BTreeMap<CustomerId, MonthSupport>, AppError> {
        let (view, day) = (&self.view, days.last());
        let wanted = Wanted { deployment: false, usage: true, product_usage: false, people: true };
        let on = DayRange::single(day);
        let counts = self.store.counts(&view.pins, view.rules(), scope, on, wanted).await?;
        let names = ProductNames::new(&counts.plan, self.catalogue());
        let none = CustomerCounts::default();
        let mut customers: BTreeSet<CustomerId> = counts.customers.keys().copied().collect();
        customers.extend(support.customers());
        let months = customers.into_iter().filter(|it| scope.contains(*it)).map(|customer| {
            let own = support.of(&counts.plan, customer);
            let of_day = DayCounts::of(counts.customers.get(&customer).unwrap_or(&none), day);
            (customer, month_support(day.month(), days, &own, &of_day, &names))
        });
        Ok(months.collect())
    }
}

impl MonthSupport {
    /// Whether anything is known of tickets or answers.
    pub(crate) fn is_anything_known(&self) -> bool {
        let answers = &self.satisfaction;
        self.tickets.counts.is_some() || answers.csat_answers + answers.nps_answers > 0
    }
}

fn month_support(
    month: Month,
    days: DayRange,
    own: &OwnSupport<'_>,
    counts: &DayCounts,
    names: &ProductNames,
) -> MonthSupport {
    let tickets = ticket_load(&own.tickets, own.covered, days);
    // Of some of the tickets or of the users no ratio is made.
    let how_to = tickets.whole().map(|it| it.how_to);
    let active_users = counts.people.and_then(|it| it.active);
    let is_whole = counts.usage.values().all(|it| it.coverage != CoverageState::LowerBound);
    let is_known = counts.people.is_some();
    let mut totals = CustomerTotals { is_known, ..CustomerTotals::default() };
    counts.usage.values().for_each(|it| totals.add_usage(it));
    let mut numbers: Vec<usize> =
        counts.usage.keys().chain(tickets.by_workload.keys()).copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let workloads = numbers.into_iter().filter_map(|number| {
        let own = tickets.by_workload.get(&number).copied().unwrap_or_default();
        let own = tickets.counts.map(|_| own);
        let usage = counts.usage.get(&number);
        let active_users = usage.and_then(|it| it.users).map(|it| it.active());
        let coverage = usage.map_or(CoverageState::Missing, |it| it.coverage);
        let whole = active_users.filter(|_| coverage == CoverageState::Complete);
        let how_to = tickets.whole().and(own).map(|it| it.how_to);
        Some(WorkloadSupport {
            workload: names.workload(number)?.clone(),
            tickets: own,
            active_users,
            coverage,
            load: HowToLoad::of(how_to, whole),
        })
    });
    MonthSupport {
        month,
        days,
        active_users,
        load: HowToLoad::of(how_to, active_users.filter(|_| is_whole)),
        workloads: workloads.collect(),
        satisfaction: Satisfaction::of(own.answers, days),
        totals,
        tickets,
    }
}
