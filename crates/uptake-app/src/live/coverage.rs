//! Of which days of a customer how much is known, and of which nothing.

use uptake_calc::{Known, SourceDays, known_days, known_source_days};
use uptake_model::{CustomerId, DayRange, Scope, WorkloadCode};

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
    /// By workload, in the order of their codes.
    pub workloads: Vec<WorkloadCoverage>,
    /// By activity source: which days there is data of, from 27 days before the first day.
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
}

/// What is known of an activity source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCoverage {
    /// The source.
    pub source: WorkloadCode,
    /// Days without data, and days with a snapshot.
    pub days: SourceDays,
}

/// So many days before a day lie in its window.
const WINDOW_BEFORE: i32 = 27;

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
            let (plan, facts) = store.coverage(&view.pins, view.rules(), &one, customer).await?;
            let names = ProductNames::new(&plan, &view.catalogue);
            let window = DayRange::single(days.first().plus(-WINDOW_BEFORE)).hull(days);
            let source = |number: &u16| plan.sources().get(usize::from(*number)).cloned();
            let known = known_days(&plan, &facts, days).into_iter().zip(plan.workloads());
            let workloads = known.enumerate().filter_map(|(number, (days, workload))| {
                let sources = workload.sources.iter().filter_map(source).collect();
                Some(WorkloadCoverage { workload: names.workload(number)?.clone(), sources, days })
            });
            let sources = (0_u16..).zip(plan.sources()).map(|(number, source)| SourceCoverage {
                source: source.clone(),
                days: known_source_days(&facts, number, window),
            });
            let (workloads, sources) = (workloads.collect(), sources.collect());
            Ok(CustomerCoverage { days, workloads, sources })
        })
        .await
    }
}
