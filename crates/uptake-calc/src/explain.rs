//! Why a figure is what it is: the people, holdings and seats that it was counted from.
//!
//! Everything is counted once more, one user and one subscription at a time, in the words of
//! `spec/metrics.md`. It shares no counting with the rollup, so that where both agree the
//! explanation is also a check. It answers for one day and is not made for speed.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{Day, DayRange, facts::UserKind};

use crate::{AssignedBy, CustomerFacts, Holding, MonthActivity, Names, Plan};

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
    /// Nothing tells in which of these three: of this user, or of another active member.
    Untold,
    /// A guest, shared, room or service account: never in N.
    Other,
}

impl UserClass {
    /// Its code, as programs read it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Former => "former",
            Self::Never => "never",
            Self::Untold => "untold",
            Self::Other => "other",
        }
    }
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
    /// The named products that decide the class, as positions in [`CustomerFacts::products`].
    pub products: Vec<usize>,
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
    /// By which named products, as positions in [`CustomerFacts::products`].
    pub products: Vec<usize>,
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
        let (class, by) = held.class(user, kind, day);
        let days = days.into_iter().collect();
        let Evidence { holdings, products, flags } = by;
        ActiveUser { user, class, days, holdings, products, flags }
    });
    let mut users: Vec<ActiveUser> = users.collect();
    let is_member = |it: &ActiveUser| it.class != UserClass::Other;
    if facts.names == Names::Concealed {
        let told = told_users(facts, workload, day);
        let untold = |it: &ActiveUser| it.class != UserClass::Held && !told.contains(&it.user);
        if users.iter().any(|it| is_member(it) && untold(it)) {
            users.iter_mut().filter(|it| is_member(it)).for_each(ActiveUser::forget_class);
        }
    }
    users
}

impl ActiveUser {
    /// Where the class of one is not told, none is.
    fn forget_class(&mut self) {
        self.class = UserClass::Untold;
        self.holdings.clear();
        self.products.clear();
        self.flags.clear();
    }
}

/// The users of whom reports tell on `day` whether they hold the workload.
fn told_users(facts: &CustomerFacts, workload: usize, day: Day) -> BTreeSet<usize> {
    let of_workload = facts.told.iter().filter(|it| it.workload.is_none_or(|it| it == workload));
    of_workload.filter(|it| covers(it.from, it.until, day)).map(|it| it.user).collect()
}

/// Everybody to whom a SKU is assigned on `day`, by number of the user, whatever the kind;
/// nobody where only units are known, or nothing.
pub fn holders(facts: &CustomerFacts, sku: usize, day: Day) -> Vec<Holder> {
    let by_user = |all: &[Holding]| {
        let mut by_user: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, holding) in all.iter().enumerate() {
            if holding.sku == sku && covers(holding.from, holding.until, day) {
                by_user.entry(holding.user).or_default().push(at);
            }
        }
        by_user.into_iter()
    };
    match facts.assigned_by(day) {
        AssignedBy::Holdings => by_user(&facts.holdings)
            .map(|(user, holdings)| Holder { user, holdings, products: Vec::new() })
            .collect(),
        AssignedBy::Products => by_user(&facts.products)
            .map(|(user, products)| Holder { user, holdings: Vec::new(), products })
            .collect(),
        AssignedBy::Units | AssignedBy::Nothing => Vec::new(),
    }
}

/// Whether [from, until) has the day.
pub(crate) fn covers(from: Day, until: Option<Day>, day: Day) -> bool {
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
    products: BTreeMap<usize, Vec<usize>>,
    flags: BTreeMap<usize, Vec<usize>>,
}

/// What decides the class of a user, as positions in the facts.
#[derive(Default)]
struct Evidence {
    holdings: Vec<usize>,
    products: Vec<usize>,
    flags: Vec<usize>,
}

impl Evidence {
    fn is_empty(&self) -> bool {
        self.holdings.is_empty() && self.products.is_empty() && self.flags.is_empty()
    }
}

impl<'a> Held<'a> {
    fn of(plan: &Plan, facts: &'a CustomerFacts, workload: usize) -> Self {
        let by_user = |all: &[Holding]| {
            let mut by_user: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (at, holding) in all.iter().enumerate() {
                let sku = plan.skus().get(holding.sku);
                if sku.is_some_and(|it| it.workloads().any(|it| it == workload)) {
                    by_user.entry(holding.user).or_default().push(at);
                }
            }
            by_user
        };
        let (holdings, products) = (by_user(&facts.holdings), by_user(&facts.products));
        let mut held = Self { facts, holdings, products, flags: BTreeMap::new() };
        for (at, flag) in facts.flags.iter().enumerate() {
            if flag.workload == workload {
                held.flags.entry(flag.user).or_default().push(at);
            }
        }
        held
    }

    /// The class of a user, with what decides it.
    fn class(&self, user: usize, kind: UserKind, day: Day) -> (UserClass, Evidence) {
        match kind {
            UserKind::Member => {}
            UserKind::Guest | UserKind::Shared | UserKind::Room | UserKind::Service => {
                return (UserClass::Other, Evidence::default());
            }
        }
        for (class, days) in
            [(UserClass::Held, DayRange::single(day)), (UserClass::Former, window(day))]
        {
            let by = Evidence {
                holdings: on(self.holdings.get(&user), &self.facts.holdings, days),
                products: on(self.products.get(&user), &self.facts.products, days),
                flags: self.flags_on(user, days),
            };
            if !by.is_empty() {
                return (class, by);
            }
        }
        (UserClass::Never, Evidence::default())
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

/// Of the holdings at these positions those that have one of the days.
fn on(own: Option<&Vec<usize>>, all: &[Holding], days: DayRange) -> Vec<usize> {
    let own = own.into_iter().flatten().copied();
    let on = own.filter(|at| {
        let holding = all.get(*at);
        holding.is_some_and(|it| days.iter().any(|day| covers(it.from, it.until, day)))
    });
    on.collect()
}
