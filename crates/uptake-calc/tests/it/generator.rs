//! Small random customers that meet every branch of the definitions, and what can be done
//! to one without changing its meaning.
//!
//! One strategy serves both ways of asking: with shrinking inside `proptest!`, and by seed.

use std::collections::BTreeMap;

use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::subsequence,
    strategy::ValueTree as _,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use uptake_calc::{
    AssignedSince, CoverageFact, CustomerFacts, FlagHolding, GraceRule, Holding, MonthActivity,
    Names, Plan, SubscriptionState, Told, UnitsState,
};
use uptake_model::{
    Catalogue, Day, DayRange, Guid, Month, Sku, SkuClass, SkuRef, Workload,
    facts::{CoverageKind, Seller, Status, UserKind},
};

/// SKUs of the catalogue, by number.
pub(crate) const MAPPED: usize = 5;
/// All SKUs; the last one is unmapped.
pub(crate) const SKUS: usize = 6;
/// `mail`; `sites` with two sources; `files`, which shares one of them; `talk`, which only
/// SKU 4 and odd ones contain; `void`, which has no source.
pub(crate) const WORKLOADS: [(&str, &[&str]); 5] = [
    ("mail", &["mail"]),
    ("sites", &["pages", "files"]),
    ("files", &["files"]),
    ("talk", &["talk"]),
    ("void", &[]),
];
/// Activity sources by number; no workload counts the last one.
pub(crate) const SOURCES: [&str; 5] = ["mail", "pages", "files", "talk", "lost"];
/// A user, subscription or source of the generator has a number below this one.
pub(crate) const FRESH: usize = 100;

const USERS: usize = 10;

/// One customer, the products it can have and the days that are asked for.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) products: Products,
    pub(crate) facts: CustomerFacts,
    pub(crate) days: DayRange,
}

/// What the catalogue says of the SKUs of a world; the workloads are always the same.
#[derive(Debug, Clone)]
pub(crate) struct Products {
    pub(crate) grace: GraceRule,
    pub(crate) skus: Vec<Product>,
}

/// A SKU of the catalogue.
#[derive(Debug, Clone)]
pub(crate) struct Product {
    pub(crate) class: SkuClass,
    pub(crate) base: Vec<usize>,
    pub(crate) addon: Vec<usize>,
}

/// New numbers for the SKUs of the catalogue and for the workloads: `skus[old]` is the new.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) skus: Vec<usize>,
    pub(crate) workloads: Vec<usize>,
}

impl Order {
    fn as_written() -> Self {
        Self { skus: (0..MAPPED).collect(), workloads: (0..WORKLOADS.len()).collect() }
    }
}

impl World {
    /// The one world of this seed, under plain names or concealed ones.
    pub(crate) fn of_seed(seed: u64) -> Self {
        let mut runner = runner_of_seed(seed);
        any_worlds().new_tree(&mut runner).expect("no world is refused").current()
    }

    pub(crate) fn plan(&self) -> Plan {
        self.products.plan(&Order::as_written())
    }
}

/// A runner that makes the same choices each time it starts from this seed.
pub(crate) fn runner_of_seed(seed: u64) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng)
}

impl Products {
    /// The plan in which SKUs and workloads have the numbers of `order`.
    pub(crate) fn plan(&self, order: &Order) -> Plan {
        let mut catalogue = Catalogue::default();
        let code = |workload: &usize| format!("w{}", order.workloads[*workload]).as_str().into();
        for (old, (name, sources)) in WORKLOADS.into_iter().enumerate() {
            catalogue.put_workload(Workload {
                code: code(&old),
                service: "office365".into(),
                name: name.to_owned(),
                sources: sources.iter().map(|it| (*it).into()).collect(),
                unlicensed_use: name == "talk",
            });
        }
        for (old, product) in self.skus.iter().enumerate() {
            let new = order.skus[old];
            let sku = Sku {
                id: Guid::from_u128(u128::try_from(new).unwrap()),
                part_number: format!("SKU_{new}"),
                name: format!("SKU {new}"),
                service: "office365".into(),
                class: product.class,
                base: product.base.iter().map(code).collect(),
                addon: product.addon.iter().map(code).collect(),
            };
            catalogue.put_sku(sku).expect("part numbers differ");
        }
        let mut plan = Plan::new(&catalogue, self.grace);
        plan.number_sku(&SkuRef::from("UNMAPPED"));
        plan.number_source(&"lost".into());
        plan
    }

    /// The facts in the numbers of `order`.
    pub(crate) fn renumbered(&self, facts: &CustomerFacts, order: &Order) -> CustomerFacts {
        let plan = self.plan(order);
        let sku = |old: usize| order.skus.get(old).copied().unwrap_or(old);
        let source = |old: u16| {
            let name = SOURCES[usize::from(old)];
            let new = plan.sources().iter().position(|it| it.as_str() == name).unwrap();
            u16::try_from(new).unwrap()
        };
        let mut facts = facts.clone();
        facts.subscriptions.iter_mut().for_each(|it| it.sku = sku(it.sku));
        facts.holdings.iter_mut().for_each(|it| it.sku = sku(it.sku));
        facts.products.iter_mut().for_each(|it| it.sku = sku(it.sku));
        facts.units.iter_mut().for_each(|it| it.sku = sku(it.sku));
        facts.flags.iter_mut().for_each(|it| it.workload = order.workloads[it.workload]);
        let workload = |old: usize| order.workloads[old];
        facts.told.iter_mut().for_each(|it| it.workload = it.workload.map(workload));
        facts.activity.iter_mut().for_each(|it| it.source = source(it.source));
        facts.coverage.iter_mut().for_each(|it| it.source = it.source.map(source));
        facts
    }
}

/// The facts as they would be had everything happened `by` days later.
pub(crate) fn shifted(facts: &CustomerFacts, by: i32) -> CustomerFacts {
    let mut facts = facts.clone();
    facts.subscriptions.iter_mut().for_each(|it| it.day = it.day.plus(by));
    facts.units.iter_mut().for_each(|it| it.day = it.day.plus(by));
    if let AssignedSince::Day(day) = &mut facts.assigned_since {
        *day = day.plus(by);
    }
    for it in facts.holdings.iter_mut().chain(&mut facts.products) {
        (it.from, it.until) = (it.from.plus(by), it.until.map(|day| day.plus(by)));
    }
    for it in &mut facts.flags {
        (it.from, it.until) = (it.from.plus(by), it.until.map(|day| day.plus(by)));
    }
    for it in &mut facts.told {
        (it.from, it.until) = (it.from.plus(by), it.until.map(|day| day.plus(by)));
    }
    for it in &mut facts.coverage {
        (it.days, it.recorded_on) = (shifted_days(it.days, by), it.recorded_on.plus(by));
    }
    facts.activity = unfolded(&facts.activity)
        .into_iter()
        .map(|(user, source, day)| active_on(user, source, day.plus(by)))
        .collect();
    facts
}

/// The range `by` days later.
pub(crate) fn shifted_days(days: DayRange, by: i32) -> DayRange {
    DayRange::new(days.first().plus(by), days.last().plus(by)).unwrap()
}

/// Every active day by itself: user, source, day.
pub(crate) fn unfolded(activity: &[MonthActivity]) -> Vec<(usize, u16, Day)> {
    let mut days = Vec::new();
    for it in activity {
        let user = usize::try_from(it.user).unwrap();
        let active = (0..31).filter(|bit| it.days >> bit & 1 == 1);
        days.extend(active.map(|bit| (user, it.source, it.month.first_day().plus(bit))));
    }
    days
}

/// One active day.
pub(crate) fn active_on(user: usize, source: u16, day: Day) -> MonthActivity {
    let (_, _, day_of_month) = day.parts();
    let user = u32::try_from(user).unwrap();
    MonthActivity { user, source, month: day.month(), days: 1 << (day_of_month - 1) }
}

/// Any world, under plain names or concealed ones.
pub(crate) fn any_worlds() -> impl Strategy<Value = World> {
    prop_oneof![3 => worlds().boxed(), 2 => concealed_worlds().boxed()]
}

/// Any world under concealed names.
pub(crate) fn concealed_worlds() -> impl Strategy<Value = World> {
    worlds().prop_map(|mut world| {
        world.facts.names = Names::Concealed;
        world
    })
}

/// Any world under plain names.
pub(crate) fn worlds() -> impl Strategy<Value = World> {
    let drafts = (drafts(), option::weighted(0.4, crowds())).prop_map(|(mut draft, crowd)| {
        if let Some(crowd) = crowd {
            draft.subscriptions.extend(crowd.subscriptions);
            draft.holdings.extend(crowd.holdings);
            draft.activity.extend(crowd.activity);
            draft.coverage.extend(crowd.coverage);
        }
        draft
    });
    (products(), firsts(), 0..70_i32, drafts).prop_map(|(products, first, length, draft)| {
        let days = DayRange::new(first, first.plus(length)).unwrap();
        World { products, facts: draft.at(first), days }
    })
}

/// Any numbering of the same products.
pub(crate) fn orders() -> impl Strategy<Value = Order> {
    let Order { skus, workloads } = Order::as_written();
    (Just(skus).prop_shuffle(), Just(workloads).prop_shuffle())
        .prop_map(|(skus, workloads)| Order { skus, workloads })
}

/// First days that lead over the ends of months and years, leap years among them.
fn firsts() -> impl Strategy<Value = Day> {
    prop_oneof![
        4 => (0..4_usize, 0..31).prop_map(|(at, days)| {
            let first = ["2025-12-05", "2024-02-05", "2026-02-05", "2026-03-05"][at];
            first.parse::<Day>().unwrap().plus(days)
        }),
        1 => (18_000..22_000).prop_map(Day::from_epoch_days),
    ]
}

fn products() -> impl Strategy<Value = Products> {
    // A workload is base or add-on of a SKU, never both.
    let workloads = subsequence((0..WORKLOADS.len()).collect::<Vec<_>>(), 0..4).prop_shuffle();
    let odd = (classes(), workloads, 0..4_usize).prop_map(|(class, mut base, keep)| {
        let addon = base.split_off(keep.min(base.len()));
        Product { class, base, addon }
    });
    (grace_rules(), vec(odd, MAPPED - 3)).prop_map(|(grace, odd)| {
        let suite = Product { class: SkuClass::Paid, base: vec![0, 1, 2], addon: vec![] };
        let archive = Product { class: SkuClass::Paid, base: vec![0], addon: vec![2] };
        let free = Product { class: SkuClass::Free, base: vec![0, 3], addon: vec![1] };
        let skus = [vec![suite, archive, free], odd].concat();
        Products { grace, skus }
    })
}

fn grace_rules() -> impl Strategy<Value = GraceRule> {
    prop_oneof![
        3 => Just(GraceRule::Lone),
        1 => Just(GraceRule::Never),
        1 => Just(GraceRule::Always),
    ]
}

fn classes() -> impl Strategy<Value = SkuClass> {
    prop_oneof![3 => Just(SkuClass::Paid), 1 => Just(SkuClass::Free), 1 => Just(SkuClass::Device)]
}

/// Facts whose days are counted from the first asked day.
#[derive(Debug, Clone)]
struct Draft {
    users: Vec<UserKind>,
    subscriptions: Vec<(usize, BTreeMap<i32, Record>)>,
    holdings: Vec<(usize, usize, Interval)>,
    flags: Vec<(usize, usize, Interval)>,
    products: Vec<(usize, usize, Interval)>,
    told: Vec<(usize, Option<usize>, Interval)>,
    units: BTreeMap<(usize, i32), u64>,
    since: Since,
    activity: Vec<(usize, u16, i32, u32)>,
    coverage: Vec<(Option<u16>, CoverageKind, i32, i32, i32)>,
}

/// Since when it is told how many people hold something.
#[derive(Debug, Clone, Copy)]
enum Since {
    Always,
    Day(i32),
    Never,
}

/// A state record; `None` of a SKU is the subscription's usual one.
type Record = (Option<usize>, u64, Status, bool, Seller);
/// First day, and how many there are.
type Interval = (i32, Option<i32>);

fn drafts() -> impl Strategy<Value = Draft> {
    let subscription = (skus(), btree_map(near(), records(), 1..5));
    let sources = || 0..u16::try_from(SOURCES.len()).unwrap();
    let days = prop_oneof![
        6 => (0..31, 0..31).prop_map(|(one, two)| (1_u32 << one) | (1_u32 << two)),
        1 => any::<u32>(),
    ];
    let some_holdings = vec((0..USERS, skus(), intervals()), 1..18);
    (
        vec(kinds(), 0..8),
        vec(subscription, 0..7),
        prop_oneof![5 => some_holdings.boxed(), 2 => Just(Vec::new()).boxed()],
        vec((0..USERS, 0..WORKLOADS.len(), intervals()), 0..7),
        prop_oneof![vec((0..USERS, skus(), intervals()), 0..12).boxed(), Just(Vec::new()).boxed()],
        tellings(),
        prop_oneof![2 => btree_map((skus(), near()), 0..5_u64, 0..6), 1 => Just(BTreeMap::new())],
        prop_oneof![
            2 => Just(Since::Always),
            4 => (-80..40).prop_map(Since::Day),
            1 => Just(Since::Never),
        ],
        vec((0..USERS, prop_oneof![sources(), Just(0)], -2..3, days), 0..40),
        coverages(),
    )
        .prop_map(
            |(
                users,
                subscriptions,
                holdings,
                flags,
                products,
                told,
                units,
                since,
                activity,
                coverage,
            )| {
                Draft {
                    users,
                    subscriptions,
                    holdings,
                    flags,
                    products,
                    told,
                    units,
                    since,
                    activity,
                    coverage,
                }
            },
        )
}

/// Mostly of everybody and long since, else of some; what one is told of is everything, or a
/// workload.
fn tellings() -> impl Strategy<Value = Vec<(usize, Option<usize>, Interval)>> {
    let workload = option::weighted(0.4, 0..WORKLOADS.len());
    let some = vec((0..USERS, workload, intervals()), 0..20);
    let everybody = Just((0..USERS).map(|user| (user, None, (-90, None))).collect::<Vec<_>>());
    prop_oneof![1 => Just(Vec::new()).boxed(), 2 => some.boxed(), 2 => everybody.boxed()]
}

/// A house full of people who all work in `mail`, with a seat, some doubles and trials:
/// what exceeds the seats has every cause at once.
fn crowds() -> impl Strategy<Value = Draft> {
    let sellers = || prop_oneof![Just(Seller::Own), Just(Seller::Partner)];
    let status = || {
        let not_grace = prop_oneof![Just(Status::Active), Just(Status::Disabled)];
        prop_oneof![Just(Status::Grace), not_grace]
    };
    let seat = (0..2_usize, sellers()).prop_map(|(sku, seller)| {
        let record = (None, 1, Status::Active, false, seller);
        (sku, BTreeMap::from([(-50, record)]))
    });
    let spare =
        (0..2_usize, near(), near(), 1..3_u64, status(), status(), any::<bool>(), sellers());
    let spare = spare.prop_map(|(sku, one, two, quantity, first, then, is_trial, seller)| {
        let record = |status| (None, quantity, status, is_trial, seller);
        (sku, BTreeMap::from([(one.min(two), record(first)), (one.max(two), record(then))]))
    });
    let holders = vec((0..2_usize, intervals()), USERS);
    let activity = vec((0..USERS, Just(0_u16), -1..3, any::<u32>()), USERS..2 * USERS);
    (seat, vec(spare, 1..4), holders, activity).prop_map(|(seat, spare, holders, activity)| {
        let holdings = holders.into_iter().enumerate().map(|(user, (sku, it))| (user, sku, it));
        Draft {
            users: Vec::new(),
            subscriptions: [vec![seat], spare].concat(),
            holdings: holdings.collect(),
            flags: Vec::new(),
            products: Vec::new(),
            told: Vec::new(),
            units: BTreeMap::new(),
            since: Since::Always,
            activity,
            coverage: vec![(None, CoverageKind::Daily, -30, 100, 3)],
        }
    })
}

/// Mostly the two that are always paid.
fn skus() -> impl Strategy<Value = usize> {
    prop_oneof![0..2_usize, 0..SKUS]
}

/// A day around the asked ones.
fn near() -> impl Strategy<Value = i32> {
    -40..75
}

fn intervals() -> impl Strategy<Value = Interval> {
    (-60..70, option::weighted(0.7, 0..45))
}

fn kinds() -> impl Strategy<Value = UserKind> {
    prop_oneof![
        6 => Just(UserKind::Member),
        1 => Just(UserKind::Guest),
        1 => Just(UserKind::Shared),
        1 => Just(UserKind::Room),
        1 => Just(UserKind::Service),
    ]
}

fn records() -> impl Strategy<Value = Record> {
    let sellers = prop_oneof![
        2 => Just(Seller::Own),
        1 => Just(Seller::Partner),
        1 => Just(Seller::Microsoft),
    ];
    (option::weighted(0.1, 0..SKUS), seats(), statuses(), prop::bool::weighted(0.25), sellers)
}

/// Few, so that the people exceed them; none at all matters to lone grace.
fn seats() -> impl Strategy<Value = u64> {
    prop_oneof![2 => Just(0_u64), 6 => Just(1), 2 => Just(2), 1 => 3..5_u64]
}

fn statuses() -> impl Strategy<Value = Status> {
    prop_oneof![
        8 => Just(Status::Active),
        6 => Just(Status::Grace),
        1 => Just(Status::Suspended),
        1 => Just(Status::Disabled),
        1 => Just(Status::Expired),
        1 => Just(Status::Deprovisioned),
        1 => Just(Status::Cancelled),
        1 => Just(Status::Converted),
        1 => Just(Status::Pending),
    ]
}

/// Source, kind, first day, further days, days from the last one to the recording.
fn coverages() -> impl Strategy<Value = Vec<(Option<u16>, CoverageKind, i32, i32, i32)>> {
    let source = || option::weighted(0.7, 0..u16::try_from(SOURCES.len()).unwrap());
    let daily = (source(), Just(CoverageKind::Daily), -60..70, 0..50, -3..6);
    let snapshot = (source(), Just(CoverageKind::Snapshot), 0..70, Just(0), -3..6);
    let everything = (Just(None), Just(CoverageKind::Daily), -60..-20, 50..140, -3..6);
    prop_oneof![
        3 => vec(prop_oneof![daily.clone(), snapshot.clone()], 0..9),
        3 => (everything, vec(prop_oneof![daily, snapshot], 0..3))
            .prop_map(|(one, others)| [vec![one], others].concat()),
    ]
}

impl Draft {
    fn at(self, first: Day) -> CustomerFacts {
        let until = |(from, days): Interval| days.map(|it| first.plus(from + it));
        let holdings = self.holdings.into_iter().map(|(user, sku, it)| {
            let (from, until) = (first.plus(it.0), until(it));
            Holding { user, sku, from, until }
        });
        let flags = self.flags.into_iter().map(|(user, workload, it)| {
            let (from, until) = (first.plus(it.0), until(it));
            FlagHolding { user, workload, from, until }
        });
        let products = self.products.into_iter().map(|(user, sku, it)| {
            let (from, until) = (first.plus(it.0), until(it));
            Holding { user, sku, from, until }
        });
        let told = self.told.into_iter().map(|(user, workload, it)| {
            let (from, until) = (first.plus(it.0), until(it));
            Told { user, workload, from, until }
        });
        let units = self.units.into_iter().map(|((sku, day), units)| {
            let day = first.plus(day);
            UnitsState { sku, day, units }
        });
        let activity = self.activity.into_iter().map(|(user, source, months, days)| {
            let month = Month::from_index(first.month().index() + months);
            month_activity(user, source, month, days)
        });
        let coverage = self.coverage.into_iter().map(|(source, kind, from, further, wait)| {
            let days = DayRange::new(first.plus(from), first.plus(from + further)).unwrap();
            CoverageFact { source, kind, days, recorded_on: days.last().plus(wait) }
        });
        // Rows of later days come first: nothing may lean on the order.
        CustomerFacts {
            users: self.users,
            subscriptions: subscriptions(self.subscriptions, first),
            holdings: holdings.collect(),
            flags: flags.collect(),
            products: products.collect(),
            told: told.collect(),
            names: Names::Plain,
            units: units.rev().collect(),
            assigned_since: match self.since {
                Since::Always => AssignedSince::Always,
                Since::Day(day) => AssignedSince::Day(first.plus(day)),
                Since::Never => AssignedSince::Never,
            },
            activity: activity.collect(),
            coverage: coverage.collect(),
        }
    }
}

fn subscriptions(
    drafts: Vec<(usize, BTreeMap<i32, Record>)>,
    first: Day,
) -> Vec<SubscriptionState> {
    let mut states = Vec::new();
    for (subscription, (usual, records)) in drafts.into_iter().enumerate() {
        for (day, (sku, quantity, status, is_trial, seller)) in records {
            let (day, sku) = (first.plus(day), sku.unwrap_or(usual));
            states.push(SubscriptionState {
                subscription,
                day,
                sku,
                quantity,
                status,
                is_trial,
                seller,
            });
        }
    }
    states.reverse();
    states
}

/// The days of a month, less those that it does not have.
fn month_activity(user: usize, source: u16, month: Month, days: u32) -> MonthActivity {
    let days = days & (u32::MAX >> (32 - month.range().days()));
    MonthActivity { user: u32::try_from(user).unwrap(), source, month, days }
}
