//! What a file would have told in the rows that were set aside.
//!
//! A day without rows is a day without activity only where the file is complete. A row that
//! was set aside takes that away: for its customer and its part (a day, an activity source)
//! where both can be read, for every customer or every part where one cannot, and for the
//! whole file where neither can.

use std::collections::BTreeSet;

use uptake_model::{CustomerId, Day, DayRange};

/// Where a file is not complete.
#[derive(Debug)]
pub(super) struct Gaps<P> {
    all: bool,
    customers: BTreeSet<CustomerId>,
    parts: BTreeSet<P>,
    single: BTreeSet<(CustomerId, P)>,
}

impl<P> Default for Gaps<P> {
    fn default() -> Self {
        let (customers, parts, single) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Self { all: false, customers, parts, single }
    }
}

impl<P: Ord + Clone> Gaps<P> {
    /// Notes a row that was set aside, as far as it can be read.
    pub(super) fn note(&mut self, customer: Option<CustomerId>, part: Option<P>) {
        match (customer, part) {
            (Some(customer), Some(part)) => {
                self.single.insert((customer, part));
            }
            (Some(customer), None) => {
                self.customers.insert(customer);
            }
            (None, Some(part)) => {
                self.parts.insert(part);
            }
            (None, None) => self.all = true,
        }
    }

    /// Whether nothing is missing.
    pub(super) fn is_empty(&self) -> bool {
        !self.all && self.customers.is_empty() && self.parts.is_empty() && self.single.is_empty()
    }

    /// Whether the file is complete for this customer and part.
    pub(super) fn spare(&self, customer: CustomerId, part: &P) -> bool {
        !self.all
            && !self.customers.contains(&customer)
            && !self.parts.contains(part)
            && !self.single.contains(&(customer, part.clone()))
    }
}

impl Gaps<Day> {
    /// The ranges of `days` for which the file is complete for a customer.
    pub(super) fn complete(&self, customer: CustomerId, days: DayRange) -> Vec<DayRange> {
        if self.is_empty() {
            return vec![days];
        }
        let mut ranges: Vec<DayRange> = Vec::new();
        for day in days.iter().filter(|it| self.spare(customer, it)) {
            match ranges.last_mut().filter(|it| it.last().plus(1) == day) {
                Some(range) => *range = range.hull(DayRange::single(day)),
                None => ranges.push(DayRange::single(day)),
            }
        }
        ranges
    }
}
