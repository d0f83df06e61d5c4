//! The portfolio day by day: a sum of what its months are made of.

use std::{collections::BTreeMap, sync::Arc};

use uptake_calc::{DeploymentSum, Plan, UsageSum};
use uptake_model::{Day, DayRange, Scope};

use super::{
    boundary::Boundary,
    directory::Directory,
    filter::Filter,
    mask::Mask,
    memory::Key,
    once::Weigh,
    pieces::{Piece, Pieces},
};
use crate::{
    AppError,
    products::{ProductNames, WorkloadName},
};

/// Which days of which portfolio are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TrendQuery {
    /// The days.
    pub days: DayRange,
    /// Which customers and products.
    pub filter: Filter,
    /// Whether each workload is told too: of a year that is a few megabytes.
    pub with_workloads: bool,
}

/// Sums of some customers on each day of a range. A day of which nothing is known of any of
/// them is `None`: a gap, and no zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// The days.
    pub days: DayRange,
    /// Deployment over the SKUs that are sold per person.
    pub deployment: Vec<Option<DeploymentSum<()>>>,
    /// Usage over the workloads with entitlements; each customer counts once.
    pub usage: Vec<Option<UsageSum<()>>>,
    /// By day how many customers with entitlements are in no sum of `usage`: nothing is known
    /// of them, also on a day without a sum.
    pub missing: Vec<u64>,
    /// Usage by workload, in the order of their codes; `None` when it was not asked for.
    pub workloads: Option<Vec<TrendWorkload>>,
}

/// A workload on each day of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendWorkload {
    /// The workload.
    pub workload: WorkloadName,
    /// Its usage.
    pub usage: Vec<Option<UsageSum<()>>>,
    /// By day how many customers are in no sum.
    pub missing: Vec<u64>,
}

impl Boundary {
    /// The customers in scope that a filter asks for, on each day of a range.
    ///
    /// What it is made of is kept longer than the answer: a new import reads what it changed.
    /// It is made to its end when whoever asked goes away.
    pub async fn trend(&self, scope: &Scope, query: &TrendQuery) -> Result<Arc<Trend>, AppError> {
        let key = Key::new(self.seq(), scope, query.clone());
        if let Some(known) = self.memory.trends.known(&key) {
            return Ok(known);
        }
        let mask = self.chosen(scope, &query.filter);
        let reading = Reading {
            known: known_customers(&self.directory, &mask, query.days),
            days: query.days,
            with_workloads: query.with_workloads,
            pieces: Pieces::of(self, &mask, query),
        };
        self.memory.trends.get_to_the_end(key, reading.trend()).await
    }
}

/// By day of how many of some customers anything is known.
fn known_customers(directory: &Directory, mask: &Mask, days: DayRange) -> Vec<u64> {
    // First how many are first known on each day, then how many until each day.
    let mut known = vec![0; days.days()];
    for first in mask.iter().filter_map(|at| Some(directory.known(at)?.first())) {
        let at = offset(days, first.max(days.first()));
        if let Some(count) = known.get_mut(at) {
            *count += 1;
        }
    }
    let mut so_far = 0;
    for count in &mut known {
        so_far += *count;
        *count = so_far;
    }
    known
}

/// What a trend is made of.
struct Reading {
    days: DayRange,
    with_workloads: bool,
    /// By day.
    known: Vec<u64>,
    pieces: Pieces,
}

impl Reading {
    async fn trend(self) -> Result<Trend, AppError> {
        let mut sums = Sums::none(self.days, self.with_workloads);
        for piece in self.pieces.read().await? {
            sums.join(&piece);
        }
        let view = self.pieces.view();
        let names = ProductNames::new(&Plan::new(&view.catalogue, view.grace), &view.catalogue);
        let workload = |(number, sums): (&usize, &Vec<UsageSum<()>>)| {
            Some(TrendWorkload {
                workload: names.workload(*number)?.clone(),
                usage: sums.iter().map(known_usage).collect(),
                missing: sums.iter().map(|it| it.missing).collect(),
            })
        };
        let workloads = sums.workloads.as_ref();
        let deployment = sums.deployment.iter().zip(&self.known);
        Ok(Trend {
            days: self.days,
            deployment: deployment.map(|(sum, known)| (*known > 0).then_some(*sum)).collect(),
            usage: sums.usage.iter().map(known_usage).collect(),
            missing: sums.usage.iter().map(|it| it.missing).collect(),
            workloads: workloads.map(|it| it.iter().filter_map(workload).collect()),
        })
    }
}

/// Sums by day.
struct Sums {
    days: DayRange,
    deployment: Vec<DeploymentSum<()>>,
    usage: Vec<UsageSum<()>>,
    /// By number; `None` when they were not asked for.
    workloads: Option<BTreeMap<usize, Vec<UsageSum<()>>>>,
}

impl Sums {
    fn none(days: DayRange, with_workloads: bool) -> Self {
        Self {
            days,
            deployment: vec![DeploymentSum::default(); days.days()],
            usage: vec![UsageSum::default(); days.days()],
            workloads: with_workloads.then(BTreeMap::new),
        }
    }

    /// Adds a piece, as far as its days are asked for.
    fn join(&mut self, piece: &Piece) {
        let Some(days) = piece.days.intersect(self.days) else { return };
        let (from, to) = (offset(piece.days, days.first()), offset(self.days, days.first()));
        let count = days.days();
        let joined = self.deployment.iter_mut().skip(to).take(count);
        for (sum, more) in joined.zip(piece.deployment.iter().skip(from)) {
            sum.join(more);
        }
        let joined = self.usage.iter_mut().skip(to).take(count);
        for (sum, more) in joined.zip(piece.usage.iter().skip(from)) {
            sum.join(more);
        }
        let (Some(workloads), Some(more)) = (&mut self.workloads, &piece.workloads) else { return };
        for (number, more) in more {
            let more = more.iter().skip(from).take(count);
            // A customer with a row is in the sum, or missing in it.
            if more.clone().all(|it| it.customers + it.missing == 0) {
                continue;
            }
            let all = self.days.days();
            let sums = workloads.entry(*number);
            let sums = sums.or_insert_with(|| vec![UsageSum::default(); all]);
            for (sum, more) in sums.iter_mut().skip(to).zip(more) {
                sum.join(more);
            }
        }
    }
}

fn known_usage(sum: &UsageSum<()>) -> Option<UsageSum<()>> {
    (sum.customers > 0).then_some(*sum)
}

/// How many days a day lies after the first.
pub(super) fn offset(days: DayRange, day: Day) -> usize {
    usize::try_from(day.days_since(days.first())).unwrap_or(0)
}

impl Trend {
    /// The place of a day, if it is one of the range.
    pub fn place(&self, day: Day) -> Option<usize> {
        self.days.contains(day).then(|| offset(self.days, day))
    }
}

impl Weigh for Trend {
    fn bytes(&self) -> usize {
        let usage = size_of::<Option<UsageSum<()>>>() + 8;
        let workloads = self.workloads.as_ref().map_or(0, Vec::len);
        let rows = (workloads + 1) * usage + size_of::<Option<DeploymentSum<()>>>();
        self.days.days() * rows
    }
}
