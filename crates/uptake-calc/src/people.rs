//! People: who was active, who held what, counted per day (`spec/metrics.md`, 5).
//!
//! One user at a time: the days of activity and of holding are rows of bits, the window is
//! a smear, and only the edges of a row are added up.

use std::collections::BTreeMap;

use uptake_model::{SkuClass, facts::UserKind};

use crate::{
    CustomerFacts, FlagHolding, Holding, MonthActivity, Plan,
    bits::{Frame, add_edges, add_month, set_interval, smear},
};

/// How many people were active in a workload, as steps per asked day.
#[derive(Debug, Clone)]
pub(crate) struct ActiveSteps {
    pub(crate) held: Vec<i32>,
    pub(crate) former: Vec<i32>,
    pub(crate) never: Vec<i32>,
    pub(crate) other: Vec<i32>,
}

/// Everything that is counted in people, as steps per asked day; what nobody has is not
/// there.
#[derive(Debug)]
pub(crate) struct People {
    pub(crate) assigned: BTreeMap<usize, Vec<i32>>,
    pub(crate) workloads: Vec<Option<ActiveSteps>>,
    pub(crate) products: BTreeMap<(usize, usize), Vec<i32>>,
    pub(crate) active: Vec<i32>,
    pub(crate) licensed: Vec<i32>,
}

/// Counts the people. `known` has a row per workload: the days whose coverage is not
/// missing.
pub(crate) fn people(
    plan: &Plan,
    facts: &CustomerFacts,
    frame: Frame,
    known: &[Vec<u64>],
) -> People {
    let activity = by_user(&facts.activity);
    let mut holdings: Vec<&Holding> = facts.holdings.iter().collect();
    holdings.sort_by_key(|it| (it.user, it.sku));
    let mut flags: Vec<&FlagHolding> = facts.flags.iter().collect();
    flags.sort_by_key(|it| it.user);

    let mut counter = Counter::new(plan, frame, known);
    let (mut activity, mut holdings, mut flags) = (&*activity, &*holdings, &*flags);
    loop {
        let users = [
            activity.first().and_then(|it| usize::try_from(it.user).ok()),
            holdings.first().map(|it| it.user),
            flags.first().map(|it| it.user),
        ];
        let Some(user) = users.into_iter().flatten().min() else { break };
        let own_activity =
            split_off(&mut activity, |it| usize::try_from(it.user).is_ok_and(|it| it == user));
        let own_holdings = split_off(&mut holdings, |it| it.user == user);
        let own_flags = split_off(&mut flags, |it| it.user == user);
        let kind = facts.users.get(user).copied().unwrap_or_default();
        counter.add_user(kind, own_activity, own_holdings, own_flags);
    }
    counter.people
}

/// The rows in the order of their users. Users are mostly numbered without gaps, so that
/// the rows are counted and put in place; else they are sorted.
fn by_user(activity: &[MonthActivity]) -> Vec<MonthActivity> {
    let place = |it: &MonthActivity| usize::try_from(it.user).unwrap_or(usize::MAX);
    let users = activity.iter().map(place).max().map_or(0, |it| it.saturating_add(1));
    let mut sorted = activity.to_vec();
    if users > activity.len().saturating_mul(4) {
        sorted.sort_by_key(|it| it.user);
        return sorted;
    }
    let mut next = vec![0_usize; users + 1];
    for row in activity {
        if let Some(count) = next.get_mut(place(row) + 1) {
            *count += 1;
        }
    }
    let mut start = 0;
    for count in &mut next {
        start += *count;
        *count = start;
    }
    for row in activity {
        let Some(at) = next.get_mut(place(row)) else { continue };
        if let Some(slot) = sorted.get_mut(*at) {
            *slot = *row;
        }
        *at += 1;
    }
    sorted
}

/// Takes the elements from the front for which `belongs` holds.
fn split_off<'a, T>(rest: &mut &'a [T], belongs: impl Fn(&T) -> bool) -> &'a [T] {
    let count = rest.iter().position(|it| !belongs(it)).unwrap_or(rest.len());
    let (own, others) = rest.split_at(count);
    *rest = others;
    own
}

/// The rows of one user and the counts so far. The rows are made once and reused.
struct Counter<'a> {
    plan: &'a Plan,
    frame: Frame,
    known: &'a [Vec<u64>],
    people: People,
    /// The first bit of each month of the frame, and the number of the first of them.
    month_bits: Vec<i64>,
    first_month: i32,
    /// Active days per source, and which sources have any.
    sources: Vec<Vec<u64>>,
    touched: Vec<usize>,
    /// Held days per SKU that the user holds, in the order of `held_skus`.
    held_skus: Vec<usize>,
    held: Vec<Vec<u64>>,
    /// Whether the user held each SKU on some day of the window.
    held_lately: Vec<Vec<u64>>,
    active: Vec<u64>,
    holds: Vec<u64>,
    held_window: Vec<u64>,
    active_anywhere: Vec<u64>,
}

impl<'a> Counter<'a> {
    fn new(plan: &'a Plan, frame: Frame, known: &'a [Vec<u64>]) -> Self {
        let row = vec![0_u64; frame.words()];
        let months = frame.months();
        Self {
            first_month: months.first().map_or(0, |it| it.index()),
            month_bits: months.iter().map(|it| frame.bit(it.first_day())).collect(),
            plan,
            frame,
            known,
            people: People {
                assigned: BTreeMap::new(),
                workloads: vec![None; plan.workloads().len()],
                products: BTreeMap::new(),
                active: vec![0; frame.days()],
                licensed: vec![0; frame.days()],
            },
            sources: vec![row.clone(); plan.sources().len()],
            touched: Vec::new(),
            held_skus: Vec::new(),
            held: Vec::new(),
            held_lately: Vec::new(),
            active: row.clone(),
            holds: row.clone(),
            held_window: row.clone(),
            active_anywhere: row,
        }
    }

    fn add_user(
        &mut self,
        kind: UserKind,
        activity: &[MonthActivity],
        holdings: &[&Holding],
        flags: &[&FlagHolding],
    ) {
        let is_member = kind == UserKind::Member;
        self.take_holdings(holdings);
        self.count_assigned(is_member);
        self.take_activity(activity);
        if self.touched.is_empty() {
            return;
        }
        self.active_anywhere.fill(0);
        for workload in 0..self.plan.workloads().len() {
            if self.take_active(workload) {
                self.count_workload(workload, is_member, flags);
            }
        }
        if is_member {
            add_edges(self.active_anywhere.iter().copied(), &mut self.people.active);
        }
        for source in self.touched.drain(..) {
            if let Some(row) = self.sources.get_mut(source) {
                row.fill(0);
            }
        }
    }

    /// Makes the rows of held days, one per SKU.
    fn take_holdings(&mut self, holdings: &[&Holding]) {
        self.held_skus.clear();
        for holding in holdings {
            if self.held_skus.last() != Some(&holding.sku) {
                self.held_skus.push(holding.sku);
                let count = self.held_skus.len();
                if self.held.len() < count {
                    self.held.push(vec![0; self.frame.words()]);
                    self.held_lately.push(vec![0; self.frame.words()]);
                } else if let Some(row) = self.held.get_mut(count - 1) {
                    row.fill(0);
                }
            }
            if let Some(row) = self.held.get_mut(self.held_skus.len() - 1) {
                set_interval(row, self.frame.interval(holding.from, holding.until));
            }
        }
        for (lately, held) in self.held_lately.iter_mut().zip(&self.held).take(self.held_skus.len())
        {
            lately.copy_from_slice(held);
            smear(lately);
        }
    }

    fn count_assigned(&mut self, is_member: bool) {
        self.holds.fill(0);
        for (sku, held) in self.held_skus.iter().zip(&self.held) {
            let days = self.frame.days();
            let steps = self.people.assigned.entry(*sku).or_insert_with(|| vec![0; days]);
            add_edges(held.iter().copied(), steps);
            if self.plan.skus().get(*sku).is_some_and(|it| it.class == SkuClass::Paid) {
                add_row(&mut self.holds, held);
            }
        }
        if is_member {
            add_edges(self.holds.iter().copied(), &mut self.people.licensed);
        }
    }

    fn take_activity(&mut self, activity: &[MonthActivity]) {
        for row in activity {
            let source = usize::from(row.source);
            let month = usize::try_from(row.month.index() - self.first_month).ok();
            let first = month.and_then(|it| self.month_bits.get(it));
            let (Some(first), Some(bits)) = (first, self.sources.get_mut(source)) else {
                continue;
            };
            if !self.touched.contains(&source) {
                self.touched.push(source);
            }
            add_month(bits, *first, row.days);
        }
    }

    /// Makes the row of days on which the user counts as active in the workload; tells
    /// whether there is any.
    fn take_active(&mut self, workload: usize) -> bool {
        let Some(entry) = self.plan.workloads().get(workload) else { return false };
        let mut sources = entry.sources.iter().copied().map(usize::from);
        if !sources.clone().any(|it| self.touched.contains(&it)) {
            return false;
        }
        self.active.fill(0);
        for bits in sources.by_ref().filter_map(|it| self.sources.get(it)) {
            add_row(&mut self.active, bits);
        }
        smear(&mut self.active);
        self.active.iter().any(|it| *it != 0)
    }

    fn count_workload(&mut self, workload: usize, is_member: bool, flags: &[&FlagHolding]) {
        let days = self.frame.days();
        let Some(slot) = self.people.workloads.get_mut(workload) else { return };
        let steps = slot.get_or_insert_with(|| ActiveSteps {
            held: vec![0; days],
            former: vec![0; days],
            never: vec![0; days],
            other: vec![0; days],
        });
        if !is_member {
            add_edges(self.active.iter().copied(), &mut steps.other);
            return;
        }
        self.holds.fill(0);
        self.held_window.fill(0);
        for ((sku, held), lately) in self.held_skus.iter().zip(&self.held).zip(&self.held_lately) {
            let contains = self
                .plan
                .skus()
                .get(*sku)
                .is_some_and(|it| it.workloads().any(|it| it == workload));
            if contains {
                add_row(&mut self.holds, held);
                add_row(&mut self.held_window, lately);
                let products = &mut self.people.products;
                let steps = products.entry((*sku, workload)).or_insert_with(|| vec![0; days]);
                add_edges(self.active.iter().zip(lately).map(|(a, l)| a & l), steps);
            }
        }
        if flags.iter().any(|it| it.workload == workload) {
            for flag in flags.iter().filter(|it| it.workload == workload) {
                set_interval(&mut self.holds, self.frame.interval(flag.from, flag.until));
            }
            self.held_window.copy_from_slice(&self.holds);
            smear(&mut self.held_window);
        }
        let rows = || self.active.iter().zip(&self.holds).zip(&self.held_window);
        add_edges(rows().map(|((a, h), _)| a & h), &mut steps.held);
        add_edges(rows().map(|((a, h), w)| a & !h & w), &mut steps.former);
        add_edges(rows().map(|((a, _), w)| a & !w), &mut steps.never);
        if let Some(known) = self.known.get(workload) {
            let active = self.active.iter().zip(known).map(|(a, k)| a & k);
            for (word, active) in self.active_anywhere.iter_mut().zip(active) {
                *word |= active;
            }
        }
    }
}

fn add_row(sum: &mut [u64], row: &[u64]) {
    for (sum, word) in sum.iter_mut().zip(row) {
        *sum |= word;
    }
}
