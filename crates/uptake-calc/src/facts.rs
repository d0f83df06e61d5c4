//! One customer's facts in the numbers of a [`crate::Plan`]: what the rollup reads.

use uptake_model::{
    Day, DayRange, Month,
    facts::{CoverageKind, Seller, Status, UserKind},
};

/// Everything that is known about one customer.
///
/// Users, subscriptions, SKUs, workloads and activity sources are numbers: users and
/// subscriptions count from 0 within the customer, the others are the plan's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerFacts {
    /// The kind of each user; a user beyond the end is a member.
    pub users: Vec<UserKind>,
    /// State records of subscriptions, in any order; at most one per subscription and day.
    pub subscriptions: Vec<SubscriptionState>,
    /// Who holds which SKU, in any order; intervals may overlap.
    pub holdings: Vec<Holding>,
    /// Who holds which workload by the word of a usage report, in any order.
    pub flags: Vec<FlagHolding>,
    /// Who holds which SKU by the word of a usage report, in any order. They are held as
    /// holdings are, but are nobody's assignments: see [`CustomerFacts::assigned_by`].
    pub products: Vec<Holding>,
    /// Since when it is known what a user holds and what not, in any order.
    pub told: Vec<Told>,
    /// Whether it takes such a word to know that a user does not hold something.
    pub names: Names,
    /// Assigned units without names, in any order; they stand for `assigned` until the first
    /// holding of the customer.
    pub units: Vec<UnitsState>,
    /// Since when holdings, units and products say how many people hold a SKU.
    pub assigned_since: AssignedSince,
    /// Active days by month, in any order; the same user, source and month may come
    /// several times.
    pub activity: Vec<MonthActivity>,
    /// What is known of which days, in any order.
    pub coverage: Vec<CoverageFact>,
}

/// A state record of a subscription: in force from `day` until its next record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubscriptionState {
    /// Which subscription of the customer.
    pub subscription: usize,
    /// The first day on which the record is in force.
    pub day: Day,
    /// Which SKU of the plan.
    pub sku: usize,
    /// Seats.
    pub quantity: u64,
    /// The state.
    pub status: Status,
    /// A trial is never sold or entitled.
    pub is_trial: bool,
    /// Who sold it.
    pub seller: Seller,
}

/// A SKU held by a user over [from, until).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// Who holds it.
    pub user: usize,
    /// Which SKU of the plan.
    pub sku: usize,
    /// The first day of holding.
    pub from: Day,
    /// The first day without it; `None` while it is held.
    pub until: Option<Day>,
}

/// A workload held by a user over [from, until), whatever the SKU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlagHolding {
    /// Who holds it.
    pub user: usize,
    /// Which workload of the plan.
    pub workload: usize,
    /// The first day of holding.
    pub from: Day,
    /// The first day without it; `None` while it is held.
    pub until: Option<Day>,
}

/// Under which names people stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Names {
    /// Names that lists of assignments have too: who is not said to hold something does not.
    #[default]
    Plain,
    /// Names that no list has: who is not said to hold something may hold it all the same.
    Concealed,
}

/// Days on which reports tell what a user holds, [from, until).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Whose.
    pub user: usize,
    /// Of which workload of the plan it is told; `None`: all products are.
    pub workload: Option<usize>,
    /// The first such day.
    pub from: Day,
    /// The first day of which it is not told; `None` while it is.
    pub until: Option<Day>,
}

/// What says how many people a SKU is assigned to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignedBy {
    /// Assignments.
    Holdings,
    /// Units without names: there is no assignment yet.
    Units,
    /// Products that usage reports name: there is neither yet.
    Products,
    /// Nothing: counts, lists and reports say nothing of the days before their first.
    Nothing,
}

/// Since when it is known how many people a SKU of a customer is assigned to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AssignedSince {
    /// Always: assignments come with their days, or nothing but subscriptions, people and
    /// activity is known at all.
    #[default]
    Always,
    /// From the first count, list or report that says it.
    Day(Day),
    /// Never: reports say that people hold something, and none says what.
    Never,
}

impl AssignedSince {
    fn has_begun(self, day: Day) -> bool {
        match self {
            Self::Always => true,
            Self::Day(first) => first <= day,
            Self::Never => false,
        }
    }
}

impl CustomerFacts {
    /// What says on a day how many people a SKU of the customer is assigned to: two sources
    /// are never added, since both are about the same people. Assignments do from the first
    /// of them on, units from the first count on: what comes later changes no day before it.
    pub fn assigned_by(&self, day: Day) -> AssignedBy {
        let by = self.assigned_by_day(DayRange::single(day));
        by.first().copied().unwrap_or(AssignedBy::Nothing)
    }

    /// The same for each of some days.
    pub(crate) fn assigned_by_day(&self, days: DayRange) -> Vec<AssignedBy> {
        let assignments = self.holdings.iter().map(|it| it.from).min();
        let units = self.units.iter().map(|it| it.day).min();
        let has_begun = |since: Option<Day>, day| since.is_some_and(|it| it <= day);
        let by = days.iter().map(|day| {
            if has_begun(assignments, day) {
                AssignedBy::Holdings
            } else if has_begun(units, day) {
                AssignedBy::Units
            } else if self.assigned_since.has_begun(day) {
                AssignedBy::Products
            } else {
                AssignedBy::Nothing
            }
        });
        by.collect()
    }
}

/// Assigned units of a SKU: in force from `day` until the SKU's next record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitsState {
    /// Which SKU of the plan.
    pub sku: usize,
    /// The first day on which the record is in force.
    pub day: Day,
    /// How many people hold it.
    pub units: u64,
}

/// The active days of one user in one activity source and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthActivity {
    /// Which user.
    pub user: u32,
    /// Which activity source of the plan.
    pub source: u16,
    /// The month.
    pub month: Month,
    /// Bit 0 is the first of the month.
    pub days: u32,
}

/// What is known of some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverageFact {
    /// Which activity source of the plan; `None` for all of them.
    pub source: Option<u16>,
    /// Daily rows, or a snapshot as of the one day.
    pub kind: CoverageKind,
    /// Which days.
    pub days: DayRange,
    /// The day on which the source was recorded.
    pub recorded_on: Day,
}
