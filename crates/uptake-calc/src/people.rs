//! People: who was active, who held what, counted per day (`spec/metrics.md`, 5).
//!
//! One user at a time: the days of activity and of holding are rows of bits, the window is
//! a smear, and only the edges of a row are added up.

use std::collections::BTreeMap;

use uptake_model::{SkuClass, facts::UserKind};

use crate::{
    AssignedBy, CustomerFacts, FlagHolding, Holding, MonthActivity, Names, Plan, Told,
    bits::{Frame, add_edges, add_month, set_interval, smear},
};

mod own;

use own::{Own, by_user, sorted};

/// How many people were active in a workload, as steps per asked day.
#[derive(Debug, Clone)]
pub(crate) struct ActiveSteps {
    pub(crate) held: Vec<i32>,
    pub(crate) former: Vec<i32>,
    pub(crate) never: Vec<i32>,
    pub(crate) other: Vec<i32>,
    /// Members of whom it is not told whether they hold the workload; in another class too.
    pub(crate) untold: Vec<i32>,
    /// Members of whom not all products are told; in another class too.
    pub(crate) unnamed: Vec<i32>,
}

impl ActiveSteps {
    fn new(days: usize) -> Self {
        let none = vec![0; days];
        Self {
            held: none.clone(),
            former: none.clone(),
            never: none.clone(),
            other: none.clone(),
            untold: none.clone(),
            unnamed: none,
        }
    }
}

/// Who holds SKUs, as steps per asked day.
#[derive(Debug)]
pub(crate) struct Holders {
    /// Everybody who holds each SKU.
    pub(crate) by_sku: BTreeMap<usize, Vec<i32>>,
    /// Members who hold a paid one.
    pub(crate) licensed: Vec<i32>,
}

impl Holders {
    fn none(days: usize) -> Self {
        Self { by_sku: BTreeMap::new(), licensed: vec![0; days] }
    }
}

/// Everything that is counted in people, as steps per asked day; what nobody has is not
/// there.
#[derive(Debug)]
pub(crate) struct People {
    /// By assignments.
    pub(crate) assigned: Holders,
    /// By the word of reports.
    pub(crate) named: Holders,
    pub(crate) workloads: Vec<Option<ActiveSteps>>,
    pub(crate) products: BTreeMap<(usize, usize), Vec<i32>>,
    pub(crate) active: Vec<i32>,
    /// Where no assignment counts: members of whom something is told in products.
    pub(crate) told: Vec<i32>,
    /// And members who hold something of which nothing tells what it is.
    pub(crate) unsure: Vec<i32>,
}

/// Counts the people. `known` has a row per workload: the days whose coverage is not
/// missing; `by_day` what says on each asked day how many a SKU is assigned to.
pub(crate) fn people(
    plan: &Plan,
    facts: &CustomerFacts,
    frame: Frame,
    known: &[Vec<u64>],
    by_day: &[AssignedBy],
) -> People {
    let activity = by_user(&facts.activity);
    let holdings = sorted(&facts.holdings, |it| (it.user, it.sku));
    let products = sorted(&facts.products, |it| (it.user, it.sku));
    let flags = sorted(&facts.flags, |it| it.user);
    let told = sorted(&facts.told, |it| it.user);
    let mut rest = Own {
        activity: &activity,
        holdings: &holdings,
        products: &products,
        flags: &flags,
        told: &told,
    };
    let mut counter = Counter::new(plan, facts, frame, known);
    counter.asks_reports = by_day.iter().any(|it| *it != AssignedBy::Holdings);
    while let Some(user) = rest.first_user() {
        let kind = facts.users.get(user).copied().unwrap_or_default();
        let own = rest.split_off(user);
        counter.add_user(kind, &own);
    }
    counter.people
}

/// The rows of one user and the counts so far. The rows are made once and reused.
struct Counter<'a> {
    plan: &'a Plan,
    frame: Frame,
    known: &'a [Vec<u64>],
    /// Whether on some asked day no assignment counts.
    asks_reports: bool,
    names: Names,
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
    /// Days of which all products of the user are told.
    told: Vec<u64>,
    /// Room for a row of the moment.
    scratch: Vec<u64>,
}

impl<'a> Counter<'a> {
    fn new(plan: &'a Plan, facts: &CustomerFacts, frame: Frame, known: &'a [Vec<u64>]) -> Self {
        let row = vec![0_u64; frame.words()];
        let months = frame.months();
        Self {
            first_month: months.first().map_or(0, |it| it.index()),
            month_bits: months.iter().map(|it| frame.bit(it.first_day())).collect(),
            plan,
            frame,
            known,
            asks_reports: false,
            names: facts.names,
            people: People {
                assigned: Holders::none(frame.days()),
                named: Holders::none(frame.days()),
                workloads: vec![None; plan.workloads().len()],
                products: BTreeMap::new(),
                active: vec![0; frame.days()],
                told: vec![0; frame.days()],
                unsure: vec![0; frame.days()],
            },
            sources: vec![row.clone(); plan.sources().len()],
            touched: Vec::new(),
            held_skus: Vec::new(),
            held: Vec::new(),
            held_lately: Vec::new(),
            active: row.clone(),
            holds: row.clone(),
            held_window: row.clone(),
            active_anywhere: row.clone(),
            told: row.clone(),
            scratch: row,
        }
    }

    fn add_user(&mut self, kind: UserKind, own: &Own<'_>) {
        let is_member = kind == UserKind::Member;
        self.take_told(own.told);
        if self.asks_reports {
            self.take_holdings(own.products);
            self.count_holders(is_member, |it| &mut it.named);
            if is_member {
                self.count_told(own.flags);
            }
        }
        if !(self.asks_reports && own.holdings.is_empty()) {
            self.take_holdings(own.holdings);
            self.count_holders(is_member, |it| &mut it.assigned);
            if !own.products.is_empty() {
                let mut all = [own.holdings, own.products].concat();
                all.sort_by_key(|it| it.sku);
                self.take_holdings(&all);
            }
        }
        self.take_activity(own.activity);
        if self.touched.is_empty() {
            return;
        }
        self.active_anywhere.fill(0);
        for workload in 0..self.plan.workloads().len() {
            if self.take_active(workload) {
                self.count_workload(workload, is_member, own);
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

    /// Counts the user among the holders of each SKU that it holds, and of anything paid.
    fn count_holders(&mut self, is_member: bool, into: fn(&mut People) -> &mut Holders) {
        self.holds.fill(0);
        let Holders { by_sku, licensed } = into(&mut self.people);
        for (sku, held) in self.held_skus.iter().zip(&self.held) {
            let days = self.frame.days();
            let steps = by_sku.entry(*sku).or_insert_with(|| vec![0; days]);
            add_edges(held.iter().copied(), steps);
            if self.plan.skus().get(*sku).is_some_and(|it| it.class == SkuClass::Paid) {
                add_row(&mut self.holds, held);
            }
        }
        if is_member {
            add_edges(self.holds.iter().copied(), licensed);
        }
    }

    fn take_told(&mut self, told: &[&Told]) {
        self.told.fill(0);
        for it in told.iter().filter(|it| it.workload.is_none()) {
            set_interval(&mut self.told, self.frame.interval(it.from, it.until));
        }
    }

    /// Counts whether it is told what the user holds: by all products, or by one at least.
    fn count_told(&mut self, flags: &[&FlagHolding]) {
        self.holds.copy_from_slice(&self.told);
        for held in self.held.iter().take(self.held_skus.len()) {
            add_row(&mut self.holds, held);
        }
        add_edges(self.holds.iter().copied(), &mut self.people.told);
        self.scratch.fill(0);
        for flag in flags {
            set_interval(&mut self.scratch, self.frame.interval(flag.from, flag.until));
        }
        let unsure = self.scratch.iter().zip(&self.holds).map(|(flagged, told)| flagged & !told);
        add_edges(unsure, &mut self.people.unsure);
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

    fn count_workload(&mut self, workload: usize, is_member: bool, own: &Own<'_>) {
        let days = self.frame.days();
        let Some(slot) = self.people.workloads.get_mut(workload) else { return };
        let steps = slot.get_or_insert_with(|| ActiveSteps::new(days));
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
        if own.flags.iter().any(|it| it.workload == workload) {
            for flag in own.flags.iter().filter(|it| it.workload == workload) {
                set_interval(&mut self.holds, self.frame.interval(flag.from, flag.until));
            }
            self.held_window.copy_from_slice(&self.holds);
            smear(&mut self.held_window);
        }
        let rows = || self.active.iter().zip(&self.holds).zip(&self.held_window);
        add_edges(rows().map(|((a, h), _)| a & h), &mut steps.held);
        add_edges(rows().map(|((a, h), w)| a & !h & w), &mut steps.former);
        add_edges(rows().map(|((a, _), w)| a & !w), &mut steps.never);
        if self.names == Names::Concealed {
            let unnamed = self.active.iter().zip(&self.told).map(|(a, t)| a & !t);
            add_edges(unnamed, &mut steps.unnamed);
            self.scratch.copy_from_slice(&self.told);
            for told in own.told.iter().filter(|it| it.workload == Some(workload)) {
                set_interval(&mut self.scratch, self.frame.interval(told.from, told.until));
            }
            let rows = self.active.iter().zip(&self.holds).zip(&self.scratch);
            add_edges(rows.map(|((a, h), t)| a & !h & !t), &mut steps.untold);
        }
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
