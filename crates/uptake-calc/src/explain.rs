//! Why a figure is what it is: the people, holdings and seats that it was counted from.
//!
//! Everything is counted once more, one user and one subscription at a time, in the words of
//! `spec/metrics.md`. It shares no counting with the rollup, so that where both agree the
//! explanation is also a check. It answers for one day and is not made for speed.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{Day, DayRange, facts::UserKind};

use crate::{CustomerFacts, MonthActivity, Plan};

mod recount;
mod seats;

pub use recount::{UsageRecount, recount_deployment, recount_usage, units_in_force};
pub use seats::{Product, SeatPart, SeatRole, seat_parts};

/// In which count an active user is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UserClass {
    /// Holds the workload on the day.
    Held,
    /// Held it on some day of the window, but not on the day.
    Former,
    /// Held it on no day of the window.
    Never,
    /// A guest, shared, room or service account: never in N.
    Other,
}

/// A user who was active in a workload within the window of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveUser {
    /// Who.
    pub user: usize,
    /// In which count the user is.
    pub class: UserClass,
    /// The active days of the window by activity source, in order.
    pub days: Vec<(u16, Day)>,
    /// The holdings that decide the class, as positions in [`CustomerFacts::holdings`].
    pub holdings: Vec<usize>,
    /// The flags that decide the class, as positions in [`CustomerFacts::flags`].
    pub flags: Vec<usize>,
}

/// A user who holds a SKU on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub user: usize,
    /// By which holdings, as positions in [`CustomerFacts::holdings`].
    pub holdings: Vec<usize>,
}

/// The activity window of a day: 28 days, both ends in.
pub fn window(day: Day) -> DayRange {
    DayRange::single(day.plus(-27)).hull(DayRange::single(day))
}

/// Everybody who was active in a workload within the window of `day`, by number of the user.
///
/// Coverage is not asked: whether their count is a figure at all is [`recount_usage`]'s.
pub fn active_users(
    plan: &Plan,
    facts: &CustomerFacts,
    workload: usize,
    day: Day,
) -> Vec<ActiveUser> {
    let held = Held::of(plan, facts, workload);
    let active = active_days(plan, facts, workload, day).into_iter();
    let users = active.map(|(user, days)| {
        let kind = facts.users.get(user).copied().unwrap_or_default();
        let (class, holdings, flags) = held.class(user, kind, day);
        ActiveUser { user, class, days: days.into_iter().collect(), holdings, flags }
    });
    users.collect()
}

/// Everybody who holds a SKU on `day`, by number of the user, whatever the kind.
pub fn holders(facts: &CustomerFacts, sku: usize, day: Day) -> Vec<Holder> {
    let mut holders: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, holding) in facts.holdings.iter().enumerate() {
        if holding.sku == sku && covers(holding.from, holding.until, day) {
            holders.entry(holding.user).or_default().push(at);
        }
    }
    holders.into_iter().map(|(user, holdings)| Holder { user, holdings }).collect()
}

/// Whether [from, until) has the day.
fn covers(from: Day, until: Option<Day>, day: Day) -> bool {
    from <= day && until.is_none_or(|it| day < it)
}

/// By user the days of the window with activity in a source of the workload.
fn active_days(
    plan: &Plan,
    facts: &CustomerFacts,
    workload: usize,
    day: Day,
) -> BTreeMap<usize, BTreeSet<(u16, Day)>> {
    let mut active: BTreeMap<usize, BTreeSet<(u16, Day)>> = BTreeMap::new();
    let Some(workload) = plan.workloads().get(workload) else { return active };
    for record in facts.activity.iter().filter(|it| workload.sources.contains(&it.source)) {
        let Ok(user) = usize::try_from(record.user) else { continue };
        for active_on in window(day).iter().filter(|it| was_active(record, *it)) {
            active.entry(user).or_default().insert((record.source, active_on));
        }
    }
    active
}

fn was_active(record: &MonthActivity, day: Day) -> bool {
    let bit = day.days_since(record.month.first_day());
    record.month == day.month() && u32::try_from(bit).is_ok_and(|it| record.days >> it & 1 == 1)
}

/// What every user holds of a workload, as positions in the facts.
struct Held<'a> {
    facts: &'a CustomerFacts,
    holdings: BTreeMap<usize, Vec<usize>>,
    flags: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Held<'a> {
    fn of(plan: &Plan, facts: &'a CustomerFacts, workload: usize) -> Self {
        let mut held = Self { facts, holdings: BTreeMap::new(), flags: BTreeMap::new() };
        for (at, holding) in facts.holdings.iter().enumerate() {
            let sku = plan.skus().get(holding.sku);
            if sku.is_some_and(|it| it.workloads().any(|it| it == workload)) {
                held.holdings.entry(holding.user).or_default().push(at);
            }
        }
        for (at, flag) in facts.flags.iter().enumerate() {
            if flag.workload == workload {
                held.flags.entry(flag.user).or_default().push(at);
            }
        }
        held
    }

    /// The class of a user, with the holdings and the flags that decide it.
    fn class(&self, user: usize, kind: UserKind, day: Day) -> (UserClass, Vec<usize>, Vec<usize>) {
        match kind {
            UserKind::Member => {}
            UserKind::Guest | UserKind::Shared | UserKind::Room | UserKind::Service => {
                return (UserClass::Other, Vec::new(), Vec::new());
            }
        }
        for (class, days) in
            [(UserClass::Held, DayRange::single(day)), (UserClass::Former, window(day))]
        {
            let holdings = self.holdings_on(user, days);
            let flags = self.flags_on(user, days);
            if !holdings.is_empty() || !flags.is_empty() {
                return (class, holdings, flags);
            }
        }
        (UserClass::Never, Vec::new(), Vec::new())
    }

    /// The holdings of a user that have one of the days.
    fn holdings_on(&self, user: usize, days: DayRange) -> Vec<usize> {
        let own = self.holdings.get(&user).into_iter().flatten().copied();
        let on = own.filter(|at| {
            let holding = self.facts.holdings.get(*at);
            holding.is_some_and(|it| days.iter().any(|day| covers(it.from, it.until, day)))
        });
        on.collect()
    }

    /// The flags of a user that have one of the days.
    fn flags_on(&self, user: usize, days: DayRange) -> Vec<usize> {
        let own = self.flags.get(&user).into_iter().flatten().copied();
        let on = own.filter(|at| {
            let flag = self.facts.flags.get(*at);
            flag.is_some_and(|it| days.iter().any(|day| covers(it.from, it.until, day)))
        });
        on.collect()
    }
}
