//! Tickets: the rows, and for which days the file has all of them (`docs/signals.md`).

use std::collections::BTreeSet;

use uptake_model::{
    CustomerId, Day, DayRange,
    facts::{Facts, Ticket, TicketCoverage},
    problem::{Problem, ProblemCode},
};

use super::{TableReader, gaps::Gaps, rows::Rows};
use crate::{
    cell::{self, Dates},
    text::Row,
};

/// Takes the rows of `tickets`. The file has all tickets of every customer in it that were
/// opened from its first to its last day, or within the days that were declared.
pub(super) struct TicketReader<'a> {
    rows: Rows<'a, Ticket>,
    file: &'a str,
    covers: Option<DayRange>,
    dates: Dates,
    customers: BTreeSet<CustomerId>,
    seen: Option<DayRange>,
    gaps: Gaps<Day>,
}

impl<'a> TicketReader<'a> {
    pub(super) fn new(
        rows: Rows<'a, Ticket>,
        file: &'a str,
        covers: Option<DayRange>,
        dates: Dates,
    ) -> Self {
        let (customers, gaps) = (BTreeSet::new(), Gaps::default());
        Self { rows, file, covers, dates, customers, seen: None, gaps }
    }

    fn day_of(&self, row: Row<'_>) -> Option<Day> {
        cell::day(self.rows.cell(row, "opened_on"), self.dates).ok()
    }

    /// Whether the row lies outside of the days that were declared.
    fn outside(&self, row: Row<'_>) -> Option<(DayRange, Day)> {
        self.covers.zip(self.day_of(row)).filter(|(covers, day)| !covers.contains(*day))
    }
}

impl TableReader for TicketReader<'_> {
    fn take(&mut self, row: Row<'_>) -> Result<(), Vec<Problem>> {
        if let Some((covers, day)) = self.outside(row) {
            let problem = Problem::new(ProblemCode::OutsideCoverage, self.file)
                .at_line(row.line)
                .in_column("opened_on", &day.to_string())
                .with("covers", &covers);
            return Err(vec![problem]);
        }
        if let Some(fact) = self.rows.take_new(row)? {
            let day = DayRange::single(fact.opened_on);
            self.customers.insert(fact.customer_id);
            self.seen = Some(self.seen.map_or(day, |it| it.hull(day)));
        }
        Ok(())
    }

    fn miss(&mut self, row: Option<Row<'_>>) {
        let Some(row) = row else { return self.gaps.note(None, None) };
        // Outside of the declared days it would say nothing about them.
        if self.outside(row).is_none() {
            let customer = cell::customer(self.rows.cell(row, "customer_id")).ok();
            self.gaps.note(customer, self.day_of(row));
        }
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
        let days = self.covers.filter(|_| self.seen.is_some()).or(self.seen)?;
        let covered = self.customers.iter().flat_map(|customer_id| {
            let ranges = self.gaps.complete(*customer_id, days).into_iter();
            ranges.map(|days| TicketCoverage { customer_id: *customer_id, days })
        });
        let covered: Vec<_> = covered.collect();
        (!covered.is_empty()).then_some(Facts::TicketCoverage(covered))
    }
}
