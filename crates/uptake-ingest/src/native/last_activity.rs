//! Snapshots of last activity: the rows, and for what they are complete.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{
    CustomerId, Day, DayRange, WorkloadCode,
    facts::{Coverage, CoverageKind, Facts, LastActivity},
    problem::{Problem, ProblemCode},
};

use super::{TableReader, gaps::Gaps, rows::Rows};
use crate::{cell, text::Row};

/// Takes the rows of `last_activity`. Every activity source of the file is complete for
/// every customer of the file on the customer's one day.
pub(super) struct LastActivityReader<'a> {
    rows: Rows<'a, LastActivity>,
    file: &'a str,
    workloads: BTreeSet<WorkloadCode>,
    customers: BTreeMap<CustomerId, Day>,
    mixed: BTreeSet<CustomerId>,
    gaps: Gaps<WorkloadCode>,
}

impl<'a> LastActivityReader<'a> {
    pub(super) fn new(rows: Rows<'a, LastActivity>, file: &'a str) -> Self {
        let (workloads, customers, mixed) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
        Self { rows, file, workloads, customers, mixed, gaps: Gaps::default() }
    }
}

impl TableReader for LastActivityReader<'_> {
    fn take(&mut self, row: Row<'_>) -> Result<(), Vec<Problem>> {
        let Some(fact) = self.rows.take_new(row)? else { return Ok(()) };
        if !self.workloads.contains(&fact.workload) {
            self.workloads.insert(fact.workload.clone());
        }
        let first = *self.customers.entry(fact.customer_id).or_insert(fact.as_of);
        if first == fact.as_of || !self.mixed.insert(fact.customer_id) {
            return Ok(());
        }
        let problem = Problem::new(ProblemCode::MixedSnapshotDates, self.file)
            .at_line(row.line)
            .in_column("as_of", &fact.as_of.to_string())
            .with("first", &first)
            .with("other", &fact.as_of);
        Err(vec![problem])
    }

    fn miss(&mut self, row: Option<Row<'_>>) {
        let customer = row.and_then(|it| cell::customer(self.rows.cell(it, "customer_id")).ok());
        let workload = row.map(|it| self.rows.cell(it, "workload")).filter(|it| !it.is_empty());
        self.gaps.note(customer, workload.map(WorkloadCode::new));
    }

    fn is_reduced(&self) -> bool {
        !self.gaps.is_empty()
    }

    fn waiting(&self) -> usize {
        self.rows.waiting()
    }

    fn drain(&mut self) -> Facts {
        self.rows.drain()
    }

    fn coverage(&mut self) -> Option<Facts> {
        let covered = self.customers.iter().flat_map(|(customer_id, as_of)| {
            let complete = |it: &&WorkloadCode| self.gaps.spare(*customer_id, it);
            self.workloads.iter().filter(complete).map(|workload| Coverage {
                customer_id: *customer_id,
                source: Some(workload.clone()),
                kind: CoverageKind::Snapshot,
                days: DayRange::single(*as_of),
            })
        });
        let covered: Vec<_> = covered.collect();
        (!covered.is_empty()).then_some(Facts::Coverage(covered))
    }
}
