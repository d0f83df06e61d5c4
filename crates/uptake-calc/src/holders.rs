//! Who holds a SKU on a day, and who of them works with it.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{Day, DayRange, Month};

use crate::{CustomerFacts, Plan, explain::window};

/// The holders of every SKU on one day.
pub(crate) struct Holders {
    /// By SKU and user: whether the SKU was held on every day of the window.
    by_sku: BTreeMap<usize, BTreeMap<usize, bool>>,
    /// By user the activity sources of the window.
    active: BTreeMap<usize, BTreeSet<u16>>,
    /// By SKU the activity sources of its workloads.
    sources: Vec<BTreeSet<u16>>,
}

impl Holders {
    pub(crate) fn of(plan: &Plan, facts: &CustomerFacts, day: Day) -> Self {
        let sources = plan.skus().iter().map(|sku| {
            let workloads = sku.workloads().filter_map(|it| plan.workloads().get(it));
            workloads.flat_map(|it| it.sources.iter().copied()).collect()
        });
        Self {
            by_sku: holders(facts, day),
            active: active(facts, window(day)),
            sources: sources.collect(),
        }
    }

    /// How many held it on every day of the window and were active in none of its workloads.
    pub(crate) fn idle(&self, sku: usize) -> u64 {
        let users = self.by_sku.get(&sku).into_iter().flatten();
        let idle = users.filter(|(user, long)| **long && !self.is_active(**user, sku)).count();
        u64::try_from(idle).unwrap_or(u64::MAX)
    }

    fn is_active(&self, user: usize, sku: usize) -> bool {
        let sources = self.sources.get(sku);
        let active = self.active.get(&user);
        sources.zip(active).is_some_and(|(sources, active)| !sources.is_disjoint(active))
    }
}

/// The days from which on something is held, and until when.
type Intervals = Vec<(Day, Option<Day>)>;

/// The holders by SKU; each with whether the intervals together have the whole window.
fn holders(facts: &CustomerFacts, day: Day) -> BTreeMap<usize, BTreeMap<usize, bool>> {
    let mut intervals: BTreeMap<(usize, usize), Intervals> = BTreeMap::new();
    for it in &facts.holdings {
        intervals.entry((it.sku, it.user)).or_default().push((it.from, it.until));
    }
    let mut by_sku: BTreeMap<usize, BTreeMap<usize, bool>> = BTreeMap::new();
    for ((sku, user), mut held) in intervals {
        held.sort_unstable();
        let has = |day: Day| held.iter().any(|(a, b)| *a <= day && b.is_none_or(|b| day < b));
        if has(day) {
            let since_long = window(day).iter().all(has);
            by_sku.entry(sku).or_default().insert(user, since_long);
        }
    }
    by_sku
}

fn active(facts: &CustomerFacts, days: DayRange) -> BTreeMap<usize, BTreeSet<u16>> {
    let mut active: BTreeMap<usize, BTreeSet<u16>> = BTreeMap::new();
    for it in &facts.activity {
        let (Ok(user), bits) = (usize::try_from(it.user), month_bits(it.month, days)) else {
            continue;
        };
        if it.days & bits != 0 {
            active.entry(user).or_default().insert(it.source);
        }
    }
    active
}

/// The days of a month that lie in a range, bit 0 the first of the month.
fn month_bits(month: Month, days: DayRange) -> u32 {
    let Some(part) = month.range().intersect(days) else { return 0 };
    let first = part.first().days_since(month.first_day());
    let last = part.last().days_since(month.first_day());
    (first..=last).filter_map(|it| u32::try_from(it).ok()).fold(0, |bits, it| bits | (1 << it))
}
