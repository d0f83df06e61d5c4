//! Of which days of a customer how much is known, and of which nothing.

use std::collections::BTreeSet;

use uptake_calc::{
    CoverageFact, CustomerCounts, Known, Lack, Plan, SourceDays, Withheld, known_days,
    known_source_days, lacks,
};
use uptake_model::{CustomerId, DayRange, Scope, WorkloadCode};
use uptake_store::Wanted;

use super::boundary::Boundary;
use crate::{
    AppError,
    products::{ProductNames, WorkloadName},
};

/// What is known of a customer's use on each day of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerCoverage {
    /// The days.
    pub days: DayRange,
    /// The workloads that the customer has: it is entitled to them or uses them on one of the
    /// days, or data of one of their sources in particular has come in. In the order of codes.
    pub workloads: Vec<WorkloadCoverage>,
    /// By activity source of these: which days there is data of, from 27 days before the first day.
    pub sources: Vec<SourceCoverage>,
}

/// What is known of a workload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkloadCoverage {
    /// The workload.
    pub workload: WorkloadName,
    /// The activity sources that count for it.
    pub sources: Vec<WorkloadCode>,
    /// By day how much is known, and whether it may still change.
    pub days: Vec<Known>,
    /// By day why less than everything is known; `None` where everything is.
    pub lacks: Vec<Option<Lack>>,
}

/// What is known of an activity source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCoverage {
    /// The source.
    pub source: WorkloadCode,
    /// Days without data, and days with a snapshot.
    pub days: SourceDays,
}

/// What is known of the users who count on each part of some days.
type Parts = [(DayRange, Vec<CoverageFact>)];

const WANTED_USAGE: Wanted =
    Wanted { deployment: false, usage: true, product_usage: false, people: false };

/// So many days before a day lie in its window.
const WINDOW_BEFORE: i32 = 27;

/// What is known of every workload on each day of all parts, by number.
pub(super) fn known_in_parts(plan: &Plan, parts: &Parts) -> Vec<Vec<Known>> {
    let mut all = vec![Vec::new(); plan.workloads().len()];
    for (days, facts) in parts {
        for (known, more) in all.iter_mut().zip(known_days(plan, facts, *days)) {
            known.extend(more);
        }
    }
    all
}

impl Boundary {
    /// What is known of the use of a customer on each day of a range, and why.
    pub async fn coverage(
        &self,
        scope: &Scope,
        customer: CustomerId,
        days: DayRange,
    ) -> Result<CustomerCoverage, AppError> {
        self.place(scope, customer)?;
        self.ask(move |data| async move {
            let (view, one) = (&data.view, Scope::one(customer));
            let store = &data.store;
            let (plan, parts) =
                store.coverage(&view.pins, view.rules(), &one, customer, days).await?;
            let mut counts =
                store.counts(&view.pins, view.rules(), &one, days, WANTED_USAGE).await?;
            let counts = counts.customers.remove(&customer).unwrap_or_default();
            let withheld = data.withheld(&one, customer, &plan).await?;
            let names = ProductNames::new(&plan, &view.catalogue);
            Ok(CustomerCoverage::of(&plan, &names, (days, &parts), &counts, &withheld))
        })
        .await
    }
}

impl CustomerCoverage {
    fn of(
        plan: &Plan,
        names: &ProductNames,
        (days, parts): (DayRange, &Parts),
        counts: &CustomerCounts,
        withheld: &[Withheld],
    ) -> Self {
        let mut reasons = vec![Vec::new(); plan.workloads().len()];
        for (days, facts) in parts {
            let known = known_days(plan, facts, *days);
            for (all, more) in reasons.iter_mut().zip(lacks(plan, (facts, withheld), &known, *days))
            {
                all.extend(more);
            }
        }
        let facts: Vec<CoverageFact> = parts.iter().flat_map(|(_, facts)| facts).copied().collect();
        let has = workloads_of(plan, counts, &facts);
        let source = |number: &u16| plan.sources().get(usize::from(*number)).cloned();
        let known = known_in_parts(plan, parts).into_iter().zip(reasons).zip(plan.workloads());
        let mut sources: BTreeSet<u16> = BTreeSet::new();
        let mut workloads = Vec::new();
        for (number, ((days, lacks), workload)) in known.enumerate() {
            if let (true, Some(name)) = (has.contains(&number), names.workload(number)) {
                sources.extend(&workload.sources);
                let sources = workload.sources.iter().filter_map(source).collect();
                workloads.push(WorkloadCoverage { workload: name.clone(), sources, days, lacks });
            }
        }
        let window = DayRange::single(days.first().plus(-WINDOW_BEFORE)).hull(days);
        let sources = sources.iter().filter_map(|number| {
            let days = known_source_days(&facts, *number, window);
            Some(SourceCoverage { source: source(number)?, days })
        });
        Self { days, workloads, sources: sources.collect() }
    }
}

/// The workloads that a customer has a row of, or data in particular; by number.
fn workloads_of(plan: &Plan, counts: &CustomerCounts, facts: &[CoverageFact]) -> BTreeSet<usize> {
    let reported: BTreeSet<u16> = facts.iter().filter_map(|it| it.source).collect();
    let workloads = plan.workloads().iter().enumerate();
    let reported = workloads.filter(|(_, it)| it.sources.iter().any(|it| reported.contains(it)));
    let used = counts.usage.iter().map(|(workload, _)| *workload);
    used.chain(reported.map(|(number, _)| number)).collect()
}
