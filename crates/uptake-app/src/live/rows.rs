//! The counts of many customers on one day, in little memory.
//!
//! Rows lie customer after customer. Most counts are small numbers; a row with a large one,
//! or with an overage, stands whole in a list of its own.

use uptake_model::counts::{
    ActiveCounts, CoverageState, DeploymentCounts, OverageParts, UsageCounts,
};

/// Counts that have a small form.
pub(super) trait Compact: Copy {
    /// The small form.
    type Small: Copy;
    /// The small form, if nothing is lost in it.
    fn small(&self) -> Option<Self::Small>;
    /// The counts again.
    fn of_small(small: &Self::Small) -> Self;
}

#[derive(Clone, Copy)]
enum Cell<S> {
    Small(S),
    /// Where it stands whole.
    Whole(u32),
}

/// Counts by customer and product.
pub(super) struct Rows<C: Compact> {
    /// For each customer where its rows end.
    ends: Vec<u32>,
    keys: Vec<u32>,
    cells: Vec<Cell<C::Small>>,
    whole: Vec<C>,
}

impl<C: Compact> Default for Rows<C> {
    fn default() -> Self {
        Self { ends: Vec::new(), keys: Vec::new(), cells: Vec::new(), whole: Vec::new() }
    }
}

impl<C: Compact> Rows<C> {
    /// Adds a row of the customer that comes next.
    pub(super) fn push(&mut self, key: usize, counts: &C) {
        let cell = counts.small().map_or_else(
            || {
                self.whole.push(*counts);
                Cell::Whole(number(self.whole.len() - 1))
            },
            Cell::Small,
        );
        self.keys.push(number(key));
        self.cells.push(cell);
    }

    /// Ends the rows of a customer.
    pub(super) fn end_customer(&mut self) {
        self.ends.push(number(self.keys.len()));
    }

    /// How many customers were ended.
    pub(super) fn customers(&self) -> usize {
        self.ends.len()
    }

    /// The rows of a customer: number of the product, and counts.
    pub(super) fn of(&self, customer: usize) -> impl Iterator<Item = (usize, C)> {
        let from = customer.checked_sub(1).map_or(Some(&0), |it| self.ends.get(it));
        let until = self.ends.get(customer);
        let range = from.zip(until).map_or(0..0, |(from, until)| index(*from)..index(*until));
        let keys = self.keys.get(range.clone()).unwrap_or_default();
        let cells = self.cells.get(range).unwrap_or_default();
        keys.iter().zip(cells).filter_map(|(key, cell)| {
            let counts = match cell {
                Cell::Small(small) => C::of_small(small),
                Cell::Whole(at) => *self.whole.get(index(*at))?,
            };
            Some((index(*key), counts))
        })
    }

    /// Lets go of room for more.
    pub(super) fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.keys.shrink_to_fit();
        self.cells.shrink_to_fit();
        self.whole.shrink_to_fit();
    }

    /// The memory that they take.
    pub(super) fn bytes(&self) -> usize {
        (self.ends.capacity() + self.keys.capacity()) * size_of::<u32>()
            + self.cells.capacity() * size_of::<Cell<C::Small>>()
            + self.whole.capacity() * size_of::<C>()
    }
}

/// What stands for a number that nothing tells.
const UNTOLD: u32 = u32::MAX;

/// Deployment in numbers of 32 bits: sold, own, trial, grace, assigned.
impl Compact for DeploymentCounts {
    type Small = [u32; 5];

    fn small(&self) -> Option<Self::Small> {
        Some([
            self.sold.try_into().ok()?,
            self.sold_own.try_into().ok()?,
            self.trial_seats.try_into().ok()?,
            self.grace_seats.try_into().ok()?,
            match self.assigned {
                Some(assigned) => assigned.try_into().ok().filter(|it| *it != UNTOLD)?,
                None => UNTOLD,
            },
        ])
    }

    fn of_small(small: &Self::Small) -> Self {
        let [sold, sold_own, trial_seats, grace_seats, assigned] = small.map(u64::from);
        let assigned = Some(assigned).filter(|it| *it != u64::from(UNTOLD));
        Self { sold, sold_own, trial_seats, grace_seats, assigned }
    }
}

/// Usage without an overage.
#[derive(Clone, Copy)]
pub(super) struct SmallUsage {
    /// Entitlements, own, held, former, never, untold, other.
    numbers: [u32; 7],
    coverage: CoverageState,
    days_covered: u8,
    is_known: bool,
    preliminary: bool,
}

impl Compact for UsageCounts {
    type Small = SmallUsage;

    fn small(&self) -> Option<SmallUsage> {
        let users = self.users.unwrap_or_default();
        if users.overage != OverageParts::default() {
            return None;
        }
        Some(SmallUsage {
            numbers: [
                self.entitlements.try_into().ok()?,
                self.entitlements_own.try_into().ok()?,
                users.held.try_into().ok()?,
                users.former.try_into().ok()?,
                users.never.try_into().ok()?,
                users.untold.try_into().ok()?,
                users.active_other.try_into().ok()?,
            ],
            coverage: self.coverage,
            days_covered: self.days_covered,
            is_known: self.users.is_some(),
            preliminary: self.preliminary,
        })
    }

    fn of_small(small: &SmallUsage) -> Self {
        let [entitlements, entitlements_own, held, former, never, untold, active_other] =
            small.numbers.map(u64::from);
        let overage = OverageParts::default();
        let users = ActiveCounts { held, former, never, untold, active_other, overage };
        Self {
            entitlements,
            entitlements_own,
            users: small.is_known.then_some(users),
            coverage: small.coverage,
            days_covered: small.days_covered,
            preliminary: small.preliminary,
        }
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
