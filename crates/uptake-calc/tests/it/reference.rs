//! The figures of one customer on one day, slow and obvious: written from the sentences of
//! `spec/metrics.md` with sets and loops, and from nothing else.
//!
//! It shares no code with the crate but the input and output types. Where the two differ,
//! the text decides which one is wrong.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::{
    AssignedSince, CoverageFact, CustomerFacts, GraceRule, Names, Plan, SubscriptionState,
};
use uptake_model::{
    Day, DayRange, SkuClass,
    counts::{
        ActiveCounts, CoverageState, DeploymentCounts, OverageParts, PeopleCounts,
        ProductUsageCounts, UsageCounts,
    },
    facts::{CoverageKind, Seller, Status, UserKind},
};

/// All rows of one customer and day; a row that does not exist has no entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    /// By SKU.
    pub(crate) deployment: BTreeMap<usize, DeploymentCounts>,
    /// By workload.
    pub(crate) usage: BTreeMap<usize, UsageCounts>,
    /// By SKU and workload.
    pub(crate) product_usage: BTreeMap<(usize, usize), ProductUsageCounts>,
    /// The one row of the day.
    pub(crate) people: PeopleCounts,
}

/// Computes every row of `day`.
pub(crate) fn figures(plan: &Plan, facts: &CustomerFacts, day: Day) -> Figures {
    let on = &OneDay::new(plan, facts, day);
    let mut figures = Figures { people: on.people(), ..Figures::default() };
    for sku in 0..plan.skus().len() {
        let counts = on.deployment(sku);
        if counts.exists() {
            figures.deployment.insert(sku, counts);
        }
        for workload in 0..plan.workloads().len() {
            if on.contains(sku, workload) {
                let counts = on.product_usage(sku, workload);
                if counts.exists() {
                    figures.product_usage.insert((sku, workload), counts);
                }
            }
        }
    }
    for workload in 0..plan.workloads().len() {
        let counts = on.usage(workload);
        if counts.exists() {
            figures.usage.insert(workload, counts);
        }
    }
    figures
}

/// W(d) of section 1: 28 calendar days, both ends in.
pub(crate) fn window(day: Day) -> DayRange {
    DayRange::new(day.plus(-27), day).unwrap()
}

/// What is known of a workload on the day.
#[derive(Debug, Clone, Copy)]
struct Known {
    state: CoverageState,
    days: u8,
    preliminary: bool,
}

struct OneDay<'a> {
    plan: &'a Plan,
    facts: &'a CustomerFacts,
    day: Day,
    /// The records in force on the day: one per subscription that has begun.
    in_force: Vec<SubscriptionState>,
    /// Who was active in which source within W(d).
    active: BTreeSet<(usize, u16)>,
}

impl<'a> OneDay<'a> {
    fn new(plan: &'a Plan, facts: &'a CustomerFacts, day: Day) -> Self {
        let mut on = Self { plan, facts, day, in_force: Vec::new(), active: BTreeSet::new() };
        let subscriptions: BTreeSet<usize> =
            facts.subscriptions.iter().map(|it| it.subscription).collect();
        for subscription in subscriptions {
            on.in_force.extend(on.record_on(subscription, day));
        }
        for record in &facts.activity {
            for active_on in window(day).iter().filter(|it| it.month() == record.month) {
                let (_, _, day_of_month) = active_on.parts();
                if record.days >> (day_of_month - 1) & 1 == 1 {
                    on.active.insert((usize::try_from(record.user).unwrap(), record.source));
                }
            }
        }
        on
    }

    // Sections 3 and 4: subscriptions.

    /// "The last one recorded with `as_of` ≤ d. It stands until a later record changes it."
    fn record_on(&self, subscription: usize, day: Day) -> Option<SubscriptionState> {
        let mut last: Option<SubscriptionState> = None;
        for record in &self.facts.subscriptions {
            if record.subscription != subscription || record.day > day {
                continue;
            }
            if last.is_none_or(|it| it.day < record.day) {
                last = Some(*record);
            }
        }
        last
    }

    fn active_seats(&self, sku: usize) -> u64 {
        let mut seats = 0;
        for record in &self.in_force {
            if record.sku == sku && !record.is_trial && record.status == Status::Active {
                seats += record.quantity;
            }
        }
        seats
    }

    fn grace_seats(&self, sku: usize) -> u64 {
        let mut seats = 0;
        for record in &self.in_force {
            if record.sku == sku && !record.is_trial && record.status == Status::Grace {
                seats += record.quantity;
            }
        }
        seats
    }

    fn trial_seats(&self, sku: usize) -> u64 {
        let mut seats = 0;
        for record in &self.in_force {
            if record.sku == sku && record.is_trial && usable(record.status) {
                seats += record.quantity;
            }
        }
        seats
    }

    /// Whether the record, in force on the day, is one whose seats are sold.
    fn is_counted(&self, record: SubscriptionState) -> bool {
        if record.is_trial {
            return false;
        }
        if record.status == Status::Active {
            return true;
        }
        if record.status != Status::Grace {
            return false;
        }
        match self.plan.grace {
            GraceRule::Always => true,
            GraceRule::Never => false,
            GraceRule::Lone => self.active_seats(record.sku) == 0,
        }
    }

    fn sold(&self, sku: usize) -> u64 {
        let active = self.active_seats(sku);
        let grace = self.grace_seats(sku);
        match self.plan.grace {
            GraceRule::Lone if active > 0 => active,
            GraceRule::Lone => grace,
            GraceRule::Never => active,
            GraceRule::Always => active + grace,
        }
    }

    fn sold_own(&self, sku: usize) -> u64 {
        let mut seats = 0;
        for record in &self.in_force {
            if record.sku == sku && self.is_counted(*record) && record.seller == Seller::Own {
                seats += record.quantity;
            }
        }
        seats
    }

    // Section 4: assignments.

    fn holders(&self, sku: usize, day: Day) -> BTreeSet<usize> {
        let mut users = BTreeSet::new();
        for holding in &self.facts.holdings {
            if holding.sku == sku && lies_in(day, holding.from, holding.until) {
                users.insert(holding.user);
            }
        }
        users
    }

    /// "Counted from assignments, from the customer's first one on; before it from units, from
    /// the first count on; before both from named products": decision 31. "Missing before the
    /// first of them, and of a SKU that no report names while not all is named": decision 33.
    fn assigned(&self, sku: usize) -> Option<u64> {
        if self.has_assignments() {
            return Some(count(&self.holders(sku, self.day)));
        }
        if self.facts.units.iter().any(|it| it.day <= self.day) {
            return Some(self.units(sku));
        }
        let named = count(&self.product_holders(sku, self.day));
        match self.facts.assigned_since {
            AssignedSince::Always => return Some(named),
            AssignedSince::Day(first) if first > self.day => return None,
            AssignedSince::Never => return None,
            AssignedSince::Day(_) => {}
        }
        (named > 0 || self.all_is_named()).then_some(named)
    }

    /// Whether somebody's products are named, and those of every member with a flag.
    fn all_is_named(&self) -> bool {
        let skus = 0..self.plan.skus().len();
        let holders: BTreeSet<usize> =
            skus.flat_map(|it| self.product_holders(it, self.day)).collect();
        let tells = |user: usize| holders.contains(&user) || self.is_told(user, None);
        for flag in &self.facts.flags {
            let is_set = lies_in(self.day, flag.from, flag.until) && self.is_member(flag.user);
            if is_set && !tells(flag.user) {
                return false;
            }
        }
        let mut users = holders.iter().copied().chain(self.facts.told.iter().map(|it| it.user));
        users.any(|it| self.is_member(it) && tells(it))
    }

    fn has_assignments(&self) -> bool {
        self.facts.holdings.iter().any(|it| it.from <= self.day)
    }

    fn units(&self, sku: usize) -> u64 {
        let mut begun: Vec<_> =
            self.facts.units.iter().filter(|it| it.sku == sku && it.day <= self.day).collect();
        begun.sort_by_key(|it| it.day);
        begun.last().map_or(0, |it| it.units)
    }

    fn deployment(&self, sku: usize) -> DeploymentCounts {
        DeploymentCounts {
            sold: self.sold(sku),
            sold_own: self.sold_own(sku),
            trial_seats: self.trial_seats(sku),
            grace_seats: self.grace_seats(sku),
            assigned: self.assigned(sku),
        }
    }

    // Section 5: usage.

    fn contains(&self, sku: usize, workload: usize) -> bool {
        let sku = &self.plan.skus()[sku];
        sku.base.contains(&workload) || sku.addon.contains(&workload)
    }

    fn entitles(&self, sku: usize, workload: usize) -> bool {
        let sku = &self.plan.skus()[sku];
        sku.class == SkuClass::Paid && sku.base.contains(&workload)
    }

    fn entitlements(&self, workload: usize) -> u64 {
        let skus = 0..self.plan.skus().len();
        skus.filter(|it| self.entitles(*it, workload)).map(|it| self.sold(it)).sum()
    }

    fn entitlements_own(&self, workload: usize) -> u64 {
        let skus = 0..self.plan.skus().len();
        skus.filter(|it| self.entitles(*it, workload)).map(|it| self.sold_own(it)).sum()
    }

    fn is_member(&self, user: usize) -> bool {
        self.facts.users.get(user).copied().unwrap_or(UserKind::Member) == UserKind::Member
    }

    /// Users of any kind with at least one day of activity in the workload within W(d).
    fn active(&self, workload: usize) -> BTreeSet<usize> {
        let sources = &self.plan.workloads()[workload].sources;
        let active = self.active.iter().filter(|(_, source)| sources.contains(source));
        active.map(|(user, _)| *user).collect()
    }

    // Decision 31: products that usage reports name.

    fn product_holders(&self, sku: usize, day: Day) -> BTreeSet<usize> {
        let named = self.facts.products.iter().filter(|it| it.sku == sku);
        named.filter(|it| lies_in(day, it.from, it.until)).map(|it| it.user).collect()
    }

    /// By an assignment or by a named product.
    fn holders_by_any_word(&self, sku: usize, day: Day) -> BTreeSet<usize> {
        let mut users = self.holders(sku, day);
        users.extend(self.product_holders(sku, day));
        users
    }

    /// Whether it is told on the day what all the user holds, or whether the workload.
    fn is_told(&self, user: usize, workload: Option<usize>) -> bool {
        for told in &self.facts.told {
            let tells = told.workload.is_none() || (told.workload == workload);
            if told.user == user && tells && lies_in(self.day, told.from, told.until) {
                return true;
            }
        }
        false
    }

    fn active_members(&self, workload: usize) -> BTreeSet<usize> {
        let mut users = self.active(workload);
        users.retain(|it| self.is_member(*it));
        users
    }

    /// "Where one active member does not hold the workload by what is told, and it is not told
    /// that he does not."
    fn has_untold(&self, workload: usize) -> bool {
        let held = self.workload_holders(workload, self.day);
        let not_held = self.active_members(workload).into_iter().filter(|it| !held.contains(it));
        let mut untold = not_held.filter(|it| !self.is_told(*it, Some(workload)));
        self.facts.names == Names::Concealed && untold.next().is_some()
    }

    /// Missing without assignments "when a flag says that a member holds something and no
    /// product tells what; and, when no product of anybody is told, where units of a paid SKU
    /// are assigned or names are concealed".
    fn is_licensed_known(&self) -> bool {
        if self.has_assignments() {
            return true;
        }
        let skus = 0..self.plan.skus().len();
        let holders: BTreeSet<usize> =
            skus.clone().flat_map(|it| self.product_holders(it, self.day)).collect();
        let tells = |user: usize| holders.contains(&user) || self.is_told(user, None);
        for flag in &self.facts.flags {
            let is_set = lies_in(self.day, flag.from, flag.until) && self.is_member(flag.user);
            if is_set && !tells(flag.user) {
                return false;
            }
        }
        let mut users = holders.iter().copied().chain(self.facts.told.iter().map(|it| it.user));
        if users.any(|it| self.is_member(it) && tells(it)) {
            return true;
        }
        let is_paid = |it: &usize| self.plan.skus()[*it].class == SkuClass::Paid;
        let has_units = skus.filter(is_paid).any(|it| self.units(it) > 0);
        self.facts.names == Names::Plain && !has_units
    }

    /// Who holds the workload on `day`, through any SKU or by the word of a report.
    fn workload_holders(&self, workload: usize, day: Day) -> BTreeSet<usize> {
        let mut users = BTreeSet::new();
        for sku in 0..self.plan.skus().len() {
            if self.contains(sku, workload) {
                users.extend(self.holders_by_any_word(sku, day));
            }
        }
        for flag in &self.facts.flags {
            if flag.workload == workload && lies_in(day, flag.from, flag.until) {
                users.insert(flag.user);
            }
        }
        users
    }

    fn users(&self, workload: usize) -> ActiveCounts {
        let held_now = self.workload_holders(workload, self.day);
        let mut held_within = BTreeSet::new();
        for day in window(self.day).iter() {
            held_within.extend(self.workload_holders(workload, day));
        }
        let mut counts = ActiveCounts::default();
        for user in self.active(workload) {
            if !self.is_member(user) {
                counts.active_other += 1;
            } else if held_now.contains(&user) {
                counts.held += 1;
            } else if held_within.contains(&user) {
                counts.former += 1;
            } else {
                counts.never += 1;
            }
        }
        if self.has_untold(workload) {
            let untold = counts.active();
            counts =
                ActiveCounts { untold, active_other: counts.active_other, ..Default::default() };
            let other = untold.saturating_sub(self.entitlements(workload));
            counts.overage = OverageParts { other, ..OverageParts::default() };
            return counts;
        }
        counts.overage = self.overage(workload, &counts);
        counts
    }

    fn usage(&self, workload: usize) -> UsageCounts {
        let known = self.coverage(workload);
        UsageCounts {
            entitlements: self.entitlements(workload),
            entitlements_own: self.entitlements_own(workload),
            users: (known.state != CoverageState::Missing).then(|| self.users(workload)),
            coverage: known.state,
            days_covered: known.days,
            preliminary: known.preliminary,
        }
    }

    fn product_usage(&self, sku: usize, workload: usize) -> ProductUsageCounts {
        let mut holders = BTreeSet::new();
        for day in window(self.day).iter() {
            holders.extend(self.holders_by_any_word(sku, day));
        }
        let mut users = self.active_members(workload);
        let mut coverage = self.coverage(workload).state;
        if self.facts.names == Names::Concealed {
            let told = users.iter().filter(|it| self.is_told(**it, None)).count();
            if told == 0 && !users.is_empty() {
                coverage = CoverageState::Missing;
            } else if told < users.len() {
                coverage = coverage.min(CoverageState::LowerBound);
            }
        }
        users.retain(|it| holders.contains(it));
        ProductUsageCounts {
            qualified: self.sold(sku),
            active: (coverage != CoverageState::Missing).then(|| count(&users)),
            coverage,
        }
    }

    fn people(&self) -> PeopleCounts {
        let mut licensed = BTreeSet::new();
        for (number, sku) in self.plan.skus().iter().enumerate() {
            if sku.class == SkuClass::Paid {
                licensed.extend(self.holders(number, self.day));
                if !self.has_assignments() {
                    licensed.extend(self.product_holders(number, self.day));
                }
            }
        }
        licensed.retain(|it| self.is_member(*it));
        let mut active: Option<BTreeSet<usize>> = None;
        for workload in 0..self.plan.workloads().len() {
            if self.coverage(workload).state != CoverageState::Missing {
                active.get_or_insert_default().extend(self.active(workload));
            }
        }
        if let Some(users) = &mut active {
            users.retain(|it| self.is_member(*it));
        }
        PeopleCounts {
            active: active.as_ref().map(count),
            licensed: self.is_licensed_known().then(|| count(&licensed)),
        }
    }

    // Section 6: why usage exceeds 100 %.

    #[expect(clippy::many_single_char_names, reason = "the letters are those of the text")]
    fn overage(&self, workload: usize, users: &ActiveCounts) -> OverageParts {
        let e = signed(self.entitlements(workload));
        let (h, f, z) = (signed(users.held), signed(users.former), signed(users.never));
        let o = (h + f + z - e).max(0);
        let o_h = (h - e).max(0);
        let o_f = (h + f - e).max(0) - o_h;
        let o_z = o - o_h - o_f;

        let [g_now, g_win] = self.uncounted(workload, false).map(signed);
        let [r_now, r_win] = self.uncounted(workload, true).map(signed);
        let g = o_h.min(g_now);
        let g_former = o_f.min((g_win - g).max(0));
        let r = (o_h - g).min(r_now);
        let r_former = (o_f - g_former).min((r_win - r).max(0));
        OverageParts {
            turnover: unsigned(o_f - g_former - r_former),
            duplicate: unsigned(g + g_former),
            trial: unsigned(r + r_former),
            unlicensed: unsigned(o_z),
            other: unsigned(o_h - g - r),
        }
    }

    /// Capacity that people could use but that E does not count: now, and within W(d).
    fn uncounted(&self, workload: usize, is_trial: bool) -> [u64; 2] {
        let (mut now, mut within) = (0, 0);
        for record in &self.in_force {
            if !self.entitles(record.sku, workload)
                || record.is_trial != is_trial
                || self.is_counted(*record)
            {
                continue;
            }
            if usable(record.status) {
                now += record.quantity;
            }
            let mut greatest = 0;
            for day in window(self.day).iter() {
                if let Some(earlier) = self.record_on(record.subscription, day)
                    && usable(earlier.status)
                {
                    greatest = greatest.max(earlier.quantity);
                }
            }
            within += greatest;
        }
        [now, within]
    }

    // Section 7: coverage.

    /// "N of 28 if some have": a day that only some sources tell of is not one of the n, but
    /// it is not nothing either.
    fn coverage(&self, workload: usize) -> Known {
        let sources = &self.plan.workloads()[workload].sources;
        let known: Vec<Vec<Day>> = sources.iter().map(|it| self.known_days(*it)).collect();
        let (mut some, mut all) = (0, 0);
        for day in window(self.day).iter().filter(|_| !known.is_empty()) {
            some += u8::from(known.iter().any(|it| it.contains(&day)));
            all += u8::from(known.iter().all(|it| it.contains(&day)));
        }
        let state = match (some, all) {
            (0, _) => CoverageState::Missing,
            (_, 28) => CoverageState::Complete,
            (_, _) => CoverageState::LowerBound,
        };
        let newest = self
            .facts
            .coverage
            .iter()
            .filter(|fact| sources.iter().any(|it| self.touches(fact, *it)))
            .map(|fact| fact.recorded_on)
            .max();
        let is_early = newest.is_some_and(|it| it.days_since(self.day) < 3);
        Known { state, days: all, preliminary: state != CoverageState::Missing && is_early }
    }

    /// The days of W(d) on which one source is known; a snapshot knows them all.
    fn known_days(&self, source: u16) -> Vec<Day> {
        let mut days = Vec::new();
        for fact in self.facts.coverage.iter().filter(|it| self.touches(it, source)) {
            let tells = |day: &Day| match fact.kind {
                CoverageKind::Snapshot => true,
                CoverageKind::Daily => fact.days.contains(*day),
            };
            days.extend(window(self.day).iter().filter(tells));
        }
        days
    }

    /// Whether the fact says anything of the source's figure on the day.
    fn touches(&self, fact: &CoverageFact, source: u16) -> bool {
        if fact.source.is_some_and(|it| it != source) {
            return false;
        }
        match fact.kind {
            CoverageKind::Snapshot => fact.days == DayRange::single(self.day),
            CoverageKind::Daily => fact.days.intersect(window(self.day)).is_some(),
        }
    }
}

/// "People can use it": section 3.
fn usable(status: Status) -> bool {
    match status {
        Status::Active | Status::Grace => true,
        Status::Suspended
        | Status::Disabled
        | Status::Expired
        | Status::Deprovisioned
        | Status::Cancelled
        | Status::Converted
        | Status::Pending => false,
    }
}

/// Whether `day` lies in the half-open interval.
fn lies_in(day: Day, from: Day, until: Option<Day>) -> bool {
    from <= day && until.is_none_or(|it| day < it)
}

fn count(users: &BTreeSet<usize>) -> u64 {
    u64::try_from(users.len()).unwrap()
}

fn signed(seats: u64) -> i64 {
    i64::try_from(seats).unwrap()
}

fn unsigned(part: i64) -> u64 {
    u64::try_from(part).unwrap()
}
