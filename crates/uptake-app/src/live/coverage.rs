//! Of which days of a customer how much is known, and of which nothing.

use std::collections::BTreeSet;

use uptake_calc::{
    CoverageFact, CustomerCounts, Known, Lack, Plan, SourceDays, Withheld, known_days,
    known_source_days, lacks,
};
use uptake_model::{Catalogue, CustomerId, DayRange, Scope, WorkloadCode, counts::CoverageState};
use uptake_store::Wanted;

use super::boundary::Boundary;
use crate::{AppError, products::WorkloadName};

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
        let files = self.withheld_files().await?;
        self.ask(move |data| async move {
            let (view, one) = (&data.view, Scope::one(customer));
            let store = &data.store;
            let (plan, parts) =
                store.coverage(&view.pins, view.rules(), &one, customer, days).await?;
            let mut counts =
                store.counts(&view.pins, view.rules(), &one, days, WANTED_USAGE).await?;
            let counts = counts.customers.remove(&customer).unwrap_or_default();
            let withheld = data.withheld(&files, &one, customer, &plan)?;
            let names = (&plan, &*view.catalogue);
            Ok(CustomerCoverage::of(names, (days, &parts), &counts, &withheld))
        })
        .await
    }
}

impl CustomerCoverage {
    fn of(
        (plan, catalogue): (&Plan, &Catalogue),
        (days, parts): (DayRange, &Parts),
        counts: &CustomerCounts,
        withheld: &[Withheld],
    ) -> Self {
        let facts: Vec<CoverageFact> = parts.iter().flat_map(|(_, facts)| facts).copied().collect();
        let has = workloads_of(plan, counts, &facts);
        let mut known: Vec<Vec<Known>> = vec![Vec::new(); plan.workloads().len()];
        let mut reasons: Vec<Vec<Option<Lack>>> = vec![Vec::new(); known.len()];
        for (days, facts) in parts {
            let of_part = known_days(plan, facts, *days);
            // Mostly everything is known, and there is no reason to look for.
            let is_complete = |it: &Known| it.state == CoverageState::Complete;
            let told = |it: &usize| of_part.get(*it).is_none_or(|it| it.iter().all(is_complete));
            let lacking = if has.iter().all(told) {
                vec![vec![None; days.days()]; reasons.len()]
            } else {
                lacks(plan, (facts, withheld), &of_part, *days)
            };
            reasons.iter_mut().zip(lacking).for_each(|(all, more)| all.extend(more));
            known.iter_mut().zip(of_part).for_each(|(all, more)| all.extend(more));
        }
        let source = |number: &u16| plan.sources().get(usize::from(*number)).cloned();
        let known = known.into_iter().zip(reasons).zip(plan.workloads());
        let mut sources: BTreeSet<u16> = BTreeSet::new();
        let mut workloads = Vec::new();
        for (number, ((days, lacks), workload)) in known.enumerate() {
            let name = has.contains(&number);
            let name = name.then(|| WorkloadName::numbered(plan, number, catalogue));
            if let Some(name) = name.flatten() {
                sources.extend(&workload.sources);
                let sources = workload.sources.iter().filter_map(source).collect();
                workloads.push(WorkloadCoverage { workload: name, sources, days, lacks });
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
