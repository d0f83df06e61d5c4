//! Support and satisfaction of several customers together, by month.

use uptake_calc::{HowToLoad, Satisfaction, TicketCounts, UsageSum};
use uptake_model::{DayRange, Month, Scope, counts::CoverageState};

use super::support::{MonthSupport, Support};
use crate::{AppError, Data, products::WorkloadName};

impl Data {
    /// Support and satisfaction of the customers in scope together, in the months of some days.
    pub async fn support_of_all(
        &self,
        scope: &Scope,
        days: DayRange,
    ) -> Result<Vec<MonthOfAll>, AppError> {
        let support = Support::read(self, scope).await?;
        let mut months = Vec::new();
        for month in days.months() {
            let last = month.range().last().min(days.last());
            // A month is whole at its beginning: only its end may lie behind the asked days.
            let Some(part) = DayRange::new(month.first_day(), last) else { continue };
            let mut sum = MonthOfAll::nothing(month, part);
            for it in self.month_of_all(&support, scope, part).await?.values() {
                sum.add(it);
            }
            months.push(sum);
        }
        Ok(months)
    }
}

/// Support and satisfaction of several customers in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthOfAll {
    /// The month.
    pub month: Month,
    /// Its days, as far as they were asked for.
    pub days: DayRange,
    /// Customers all of whose tickets are known, and those of whom some days are.
    pub told: [u64; 2],
    /// Their tickets; `None` when nothing is known of anybody's.
    pub tickets: Option<TicketCounts>,
    /// How-to tickets beside the people who work.
    pub load: HowToLoad,
    /// By workload, in the order of their codes.
    pub workloads: Vec<WorkloadOfAll>,
    /// The answers to surveys.
    pub satisfaction: Satisfaction,
    /// Usage over all workloads on its last day.
    pub usage: UsageSum<()>,
}

/// Support of one workload in one month, of several customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkloadOfAll {
    /// The workload.
    pub workload: WorkloadName,
    /// Tickets about it; `None` when nothing is known of anybody's.
    pub tickets: Option<TicketCounts>,
    /// How-to tickets beside those who use it.
    pub load: HowToLoad,
}

impl MonthOfAll {
    fn nothing(month: Month, days: DayRange) -> Self {
        Self {
            month,
            days,
            told: [0; 2],
            tickets: None,
            load: HowToLoad::default(),
            workloads: Vec::new(),
            satisfaction: Satisfaction::default(),
            usage: UsageSum::default(),
        }
    }

    fn add(&mut self, one: &MonthSupport) {
        let [all, some] = &mut self.told;
        match one.tickets.coverage {
            CoverageState::Complete => *all += 1,
            CoverageState::LowerBound => *some += 1,
            CoverageState::Missing => {}
        }
        join(&mut self.tickets, one.tickets.counts.as_ref());
        self.load.join(&one.load.unwrap_or_default());
        self.satisfaction.join(&one.satisfaction);
        self.usage.add_customer(&one.totals.usage);
        for it in &one.workloads {
            let at = self.workloads.binary_search_by(|known| known.code().cmp(&it.workload.code));
            let at = at.unwrap_or_else(|at| {
                let workload = it.workload.clone();
                let load = HowToLoad::default();
                self.workloads.insert(at, WorkloadOfAll { workload, tickets: None, load });
                at
            });
            let Some(sum) = self.workloads.get_mut(at) else { continue };
            join(&mut sum.tickets, it.tickets.as_ref());
            sum.load.join(&it.load.unwrap_or_default());
        }
    }
}

impl WorkloadOfAll {
    fn code(&self) -> &str {
        &self.workload.code
    }
}

fn join(sum: &mut Option<TicketCounts>, more: Option<&TicketCounts>) {
    if let Some(more) = more {
        sum.get_or_insert_default().join(more);
    }
}
