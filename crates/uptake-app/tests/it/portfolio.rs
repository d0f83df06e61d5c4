//! Random portfolios as native files: the worlds that hold the rollup to its reference,
//! less what no native file can say.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use uptake_calc::{
    AssignedSince, CoverageFact, CustomerFacts, GraceRule, Holding, MonthActivity, Names, Plan,
    SubscriptionState,
};
use uptake_model::{
    CustomerId, Day, DayRange, Guid, SkuClass,
    facts::{CoverageKind, Seller, Status, UserKind},
};

use crate::{
    folder::{Dice, Folder, How, customer},
    generator::{self, MAPPED, Products, SOURCES, WORKLOADS, World},
};

mod variants;

pub(crate) use variants::other_name;

/// Some customers and what a partner's files say of them.
#[derive(Clone)]
pub(crate) struct Portfolio {
    pub(crate) products: Products,
    pub(crate) plan: Plan,
    pub(crate) customers: BTreeMap<CustomerId, CustomerFacts>,
    /// Days from before the first fact to long after the last.
    pub(crate) days: DayRange,
    /// The day of import.
    pub(crate) today: Day,
    snapshots: Vec<Snapshot>,
    /// What users and subscriptions are called: another beginning of their ids.
    prefix: &'static str,
}

/// A list of last-activity dates: user, source, day.
#[derive(Clone)]
struct Snapshot {
    customer: CustomerId,
    as_of: Day,
    rows: Vec<(usize, u16, Option<Day>)>,
}

/// Some files and what is said of them, imported in one command.
#[derive(Clone)]
pub(crate) struct Command {
    pub(crate) files: Vec<String>,
    pub(crate) covers: Option<DayRange>,
    /// For files that do not name their customer.
    pub(crate) customer: Option<CustomerId>,
    /// For files that do not say their day.
    pub(crate) as_of: Option<Day>,
}

impl Command {
    /// Native files, which say whose they are.
    pub(crate) fn native(files: Vec<String>, covers: Option<DayRange>) -> Self {
        Self { files, covers, customer: None, as_of: None }
    }
}

/// Whether activity is known by ranges of days and snapshots, or day by day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    Ranges,
    Daily,
}

const USERS: usize = 10;

impl Portfolio {
    /// The one portfolio of this seed: 1–6 customers.
    pub(crate) fn of_seed(seed: u64, known: Known) -> Self {
        let mut dice = Dice(seed);
        let main = World::of_seed(seed * 100);
        let (first, last) = (main.days.first(), main.days.last());
        let cut = last.plus(3);
        let today = cut.plus(-i32::try_from(dice.below(3)).unwrap());
        let mut portfolio = Self {
            plan: main.plan(),
            products: main.products,
            customers: BTreeMap::new(),
            days: DayRange::new(first.plus(-45), last.plus(35)).unwrap(),
            today,
            snapshots: Vec::new(),
            prefix: "",
        };
        let count = 1 + u64::try_from(dice.below(6)).unwrap();
        for number in 0..count {
            let world = World::of_seed(seed * 100 + number);
            let by = first.days_since(world.days.first());
            let facts = generator::shifted(&world.facts, by);
            portfolio.put(customer(u128::from(number)), facts, cut, known);
        }
        portfolio
    }

    /// Adds a customer with those of its facts that native files can say up to `cut`.
    fn put(&mut self, id: CustomerId, mut facts: CustomerFacts, cut: Day, known: Known) {
        facts.flags.clear();
        facts.products.clear();
        facts.told.clear();
        facts.names = Names::Plain;
        facts.units.clear();
        facts.assigned_since = AssignedSince::Always;
        facts.subscriptions.retain(|it| it.day <= cut);
        let mut keys = BTreeSet::new();
        facts.holdings.retain(|it| it.from <= cut && keys.insert((it.user, it.sku, it.from)));
        for it in &mut facts.holdings {
            it.until = it.until.filter(|until| *until <= cut);
        }
        let mut days: BTreeSet<ActiveDay> = generator::unfolded(&facts.activity)
            .into_iter()
            .filter(|(_, _, day)| *day <= cut)
            .collect();
        let said = std::mem::take(&mut facts.coverage);
        match known {
            Known::Daily => {
                let each: BTreeSet<Day> = days.iter().map(|it| it.2).collect();
                let each = each.into_iter().map(DayRange::single);
                facts.coverage.extend(each.map(|it| self.daily(it)));
            }
            Known::Ranges => {
                let mut told = BTreeSet::new();
                for it in &said {
                    match it.kind {
                        CoverageKind::Daily => {
                            told.extend(self.put_range(it.days, cut, &days, &mut facts.coverage));
                        }
                        CoverageKind::Snapshot => {
                            told.extend(self.put_snapshot(id, it, &days, &mut facts.coverage));
                        }
                    }
                }
                days = told;
            }
        }
        let active = days.into_iter().map(|(user, source, day)| active_on(user, source, day));
        facts.activity = active.collect();
        self.customers.insert(id, facts);
    }

    fn daily(&self, days: DayRange) -> CoverageFact {
        CoverageFact { source: None, kind: CoverageKind::Daily, days, recorded_on: self.today }
    }

    /// A range that is complete, if a row can say so; returns the active days in it.
    fn put_range(
        &self,
        days: DayRange,
        cut: Day,
        active: &BTreeSet<ActiveDay>,
        coverage: &mut Vec<CoverageFact>,
    ) -> BTreeSet<ActiveDay> {
        let Some(days) = DayRange::new(days.first(), days.last().min(cut)) else {
            return BTreeSet::new();
        };
        let told: BTreeSet<ActiveDay> =
            active.iter().filter(|it| days.contains(it.2)).copied().collect();
        if !told.is_empty() {
            coverage.push(self.daily(days));
        }
        told
    }

    /// A snapshot that lists everybody; returns the active days that it tells.
    fn put_snapshot(
        &mut self,
        id: CustomerId,
        said: &CoverageFact,
        active: &BTreeSet<ActiveDay>,
        coverage: &mut Vec<CoverageFact>,
    ) -> BTreeSet<ActiveDay> {
        let as_of = said.days.last();
        if as_of > self.today.plus(2) {
            return BTreeSet::new();
        }
        let all = 0..u16::try_from(SOURCES.len()).unwrap();
        let sources: Vec<u16> = said.source.map_or_else(|| all.collect(), |it| vec![it]);
        let mut rows = Vec::new();
        for source in sources {
            for user in 0..USERS {
                let days = active.iter().filter(|it| (it.0, it.1) == (user, source));
                let last = days.map(|it| it.2).filter(|it| *it <= as_of).max();
                rows.push((user, source, last));
            }
            let days = DayRange::single(as_of);
            let (kind, recorded_on) = (CoverageKind::Snapshot, self.today);
            coverage.push(CoverageFact { source: Some(source), kind, days, recorded_on });
        }
        let told = rows.iter().filter_map(|(user, source, last)| Some((*user, *source, (*last)?)));
        let told = told.collect();
        self.snapshots.push(Snapshot { customer: id, as_of, rows });
        told
    }

    pub(crate) fn config(&self) -> &'static str {
        match self.products.grace {
            GraceRule::Lone => "[metrics]\ngrace = \"lone\"\n",
            GraceRule::Never => "[metrics]\ngrace = \"never\"\n",
            GraceRule::Always => "[metrics]\ngrace = \"always\"\n",
        }
    }

    /// The products as a catalogue file.
    pub(crate) fn catalogue(&self) -> String {
        let mut text = String::new();
        for (number, (name, sources)) in WORKLOADS.into_iter().enumerate() {
            let unlicensed = name == "talk";
            write!(
                text,
                "[[workload]]\ncode = \"w{number}\"\nservice = \"office365\"\nname = \"{name}\"\n\
                 sources = {sources:?}\nunlicensed_use = {unlicensed}\n"
            )
            .unwrap();
        }
        for (number, product) in self.products.skus.iter().enumerate() {
            let class = match product.class {
                SkuClass::Paid => "paid",
                SkuClass::Free => "free",
                SkuClass::Device => "device",
            };
            let codes =
                |it: &[usize]| -> Vec<String> { it.iter().map(|it| format!("w{it}")).collect() };
            let (base, addon) = (codes(&product.base), codes(&product.addon));
            let id = sku_id(number);
            write!(
                text,
                "[[sku]]\nid = \"{id}\"\npart_number = \"SKU_{number}\"\nname = \"SKU {number}\"\n\
                 service = \"office365\"\nclass = \"{class}\"\nbase = {base:?}\naddon = {addon:?}\n"
            )
            .unwrap();
        }
        text
    }

    /// A folder with the products and settings, and nothing imported.
    pub(crate) async fn folder(&self) -> Folder {
        let mut folder = Folder::new(&self.today.to_string());
        folder.configure(self.config());
        self.add_products(&mut folder).await;
        folder
    }

    pub(crate) async fn add_products(&self, folder: &mut Folder) {
        let text = self.catalogue();
        folder.writable().await.add_catalogue("products.toml", &text).await.unwrap();
    }

    /// A folder with everything imported, a file for each kind of row.
    pub(crate) async fn imported(&self) -> Folder {
        let mut folder = self.folder().await;
        run(&mut folder, &self.commands(&mut Dice(0), 1)).await;
        folder
    }

    /// Every row in a file: each kind of row in up to `most` files, files of equal coverage
    /// in some commands, in any order.
    pub(crate) fn commands(&self, dice: &mut Dice, most: usize) -> Vec<Command> {
        let mut commands = Vec::new();
        for (covers, header, rows) in self.tables(dice) {
            let mut parts = vec![Vec::new(); 1 + dice.below(most)];
            for row in rows {
                let at = dice.below(parts.len());
                parts[at].push(row);
            }
            let parts: Vec<Vec<String>> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            let mut files: Vec<String> = parts.iter().map(|it| file(header, it)).collect();
            while !files.is_empty() {
                let rest = files.split_off(1 + dice.below(files.len()));
                commands.push(Command::native(files, covers));
                files = rest;
            }
        }
        commands.extend(self.snapshot_commands());
        if most > 1 {
            dice.shuffle(&mut commands);
        }
        commands
    }

    /// Tables that are imported with the same coverage.
    fn tables(&self, dice: &mut Dice) -> Vec<(Option<DayRange>, &'static str, Vec<String>)> {
        let mut tables = vec![
            (None, CUSTOMERS, self.rows(|id, _| vec![customer_row(id)])),
            (None, USERS_HEADER, self.rows(|id, it| user_rows(id, it, self.prefix))),
        ];
        let mut subscriptions = Vec::new();
        let mut holdings = Vec::new();
        let mut ranges: BTreeMap<DayRange, Vec<String>> = BTreeMap::new();
        for (id, facts) in &self.customers {
            let prefix = self.prefix;
            let states = facts.subscriptions.iter();
            subscriptions.extend(states.map(|it| state_row(*id, it, prefix, dice)));
            holdings.extend(facts.holdings.iter().map(|it| holding_row(*id, it, prefix, dice)));
            let covered = facts.coverage.iter().filter(|it| it.kind == CoverageKind::Daily);
            for days in covered.map(|it| it.days).collect::<BTreeSet<_>>() {
                let rows = activity(facts).into_iter().filter(|it| days.contains(it.2));
                let rows = rows.map(|it| activity_row(*id, it, prefix));
                ranges.entry(days).or_default().extend(rows);
            }
        }
        tables.push((None, SUBSCRIPTIONS, subscriptions));
        tables.push((None, ASSIGNMENTS, holdings));
        tables.extend(ranges.into_iter().map(|(days, rows)| (Some(days), ACTIVITY, rows)));
        tables.retain(|it| !it.2.is_empty());
        tables
    }

    /// The snapshots, each in a command of its own: a part would list fewer people.
    fn snapshot_commands(&self) -> Vec<Command> {
        let commands = self.snapshots.iter().map(|it| {
            let rows = it.rows.iter().map(|(user, source, last)| {
                let last = last.map(|it| it.to_string()).unwrap_or_default();
                let source = SOURCES[usize::from(*source)];
                let (customer, as_of) = (it.customer, it.as_of);
                format!("{customer},{}u{user},{source},{last},{as_of}", self.prefix)
            });
            let rows: Vec<String> = rows.collect();
            Command::native(vec![file(LAST_ACTIVITY, &rows)], None)
        });
        commands.collect()
    }

    fn rows(&self, make: impl Fn(CustomerId, &CustomerFacts) -> Vec<String>) -> Vec<String> {
        self.customers.iter().flat_map(|(id, facts)| make(*id, facts)).collect()
    }

    /// What happened on each day, as a partner would import it the day after. Coverage is
    /// that of each day by itself.
    pub(crate) fn by_day(&self) -> BTreeMap<Day, Vec<String>> {
        let dice = &mut Dice(7);
        let mut days: BTreeMap<Day, BTreeMap<&'static str, Vec<String>>> = BTreeMap::new();
        let mut put = |day, header, row| {
            days.entry(day).or_default().entry(header).or_default().push(row);
        };
        for (id, facts) in &self.customers {
            put(self.days.first(), CUSTOMERS, customer_row(*id));
            for row in user_rows(*id, facts, self.prefix) {
                put(self.days.first(), USERS_HEADER, row);
            }
            for it in &facts.subscriptions {
                put(it.day, SUBSCRIPTIONS, state_row(*id, it, self.prefix, dice));
            }
            for it in &facts.holdings {
                let mut row = |it: &Holding| holding_row(*id, it, self.prefix, dice);
                if let Some(until) = it.until.filter(|until| it.from < *until) {
                    put(it.from, ASSIGNMENTS, row(&Holding { until: None, ..*it }));
                    put(until, ASSIGNMENTS, row(it));
                } else {
                    put(it.from, ASSIGNMENTS, row(it));
                }
            }
            for it in activity(facts) {
                put(it.2, ACTIVITY, activity_row(*id, it, self.prefix));
            }
        }
        let files = days.into_iter().map(|(day, tables)| {
            (day, tables.into_iter().map(|(header, rows)| file(header, &rows)).collect())
        });
        files.collect()
    }
}

/// Imports with one command after the other.
pub(crate) async fn run(folder: &mut Folder, commands: &[Command]) {
    for command in commands {
        let names = 0..command.files.len();
        let paths =
            names.zip(&command.files).map(|(at, it)| folder.write(&format!("{at}.csv"), it));
        let paths = paths.collect();
        let customer = command.customer.map(|it| it.to_string());
        let as_of = command.as_of.map(|it| it.to_string());
        let how = How {
            covers: command.covers,
            customer: customer.as_deref(),
            as_of: as_of.as_deref(),
            ..How::default()
        };
        folder.import_files(paths, how).await;
    }
}

type ActiveDay = (usize, u16, Day);

const CUSTOMERS: &str = "customer_id,name";
const USERS_HEADER: &str = "customer_id,user_id,kind";
const SUBSCRIPTIONS: &str = "customer_id,subscription_id,sku,quantity,status,as_of,is_trial,seller";
const ASSIGNMENTS: &str = "customer_id,user_id,sku,assigned_on,removed_on";
const ACTIVITY: &str = "customer_id,user_id,workload,day";
const LAST_ACTIVITY: &str = "customer_id,user_id,workload,last_active_on,as_of";

fn file(header: &str, rows: &[String]) -> String {
    format!("{header}\n{}\n", rows.join("\n"))
}

/// What a customer is called; some names look like a formula.
pub(crate) fn name_of(id: CustomerId) -> String {
    format!(
        "{}Customer {}",
        if id.0.as_u128() & 1 == 1 { "=" } else { "" },
        id.0.as_u128() & 0xffff
    )
}

/// The GUID of a mapped SKU.
pub(crate) fn sku_id(number: usize) -> Guid {
    Guid::from_u128(u128::try_from(number).unwrap())
}

/// A SKU in one of its spellings.
fn sku(number: usize, dice: &mut Dice) -> String {
    match dice.below(2) {
        _ if number >= MAPPED => "UNMAPPED".to_owned(),
        0 => sku_id(number).to_string().to_uppercase(),
        _ => format!("SKU_{number}"),
    }
}

fn customer_row(id: CustomerId) -> String {
    format!("{id},{}", name_of(id))
}

fn user_rows(id: CustomerId, facts: &CustomerFacts, prefix: &str) -> Vec<String> {
    let rows = facts.users.iter().enumerate().map(|(user, kind)| {
        let kind = match kind {
            UserKind::Member => "member",
            UserKind::Guest => "guest",
            UserKind::Shared => "shared",
            UserKind::Room => "Room",
            UserKind::Service => "service",
        };
        format!("{id},{prefix}u{user},{kind}")
    });
    rows.collect()
}

fn state_row(id: CustomerId, it: &SubscriptionState, prefix: &str, dice: &mut Dice) -> String {
    let status = match it.status {
        Status::Active => "active",
        Status::Grace => "grace",
        Status::Suspended => "suspended",
        Status::Disabled => "disabled",
        Status::Expired => "expired",
        Status::Deprovisioned => "deprovisioned",
        Status::Cancelled => "cancelled",
        Status::Converted => "converted",
        Status::Pending => "pending",
    };
    let seller = match it.seller {
        Seller::Own => ["own", ""][dice.below(2)],
        Seller::Partner => "partner",
        Seller::Microsoft => "microsoft",
    };
    let (sku, trial) = (sku(it.sku, dice), it.is_trial);
    let (number, quantity, day) = (it.subscription, it.quantity, it.day);
    format!("{id},{prefix}s{number},{sku},{quantity},{status},{day},{trial},{seller}")
}

fn holding_row(id: CustomerId, it: &Holding, prefix: &str, dice: &mut Dice) -> String {
    let until = it.until.map(|it| it.to_string()).unwrap_or_default();
    format!("{id},{prefix}u{},{},{},{until}", it.user, sku(it.sku, dice), it.from)
}

fn activity(facts: &CustomerFacts) -> Vec<ActiveDay> {
    generator::unfolded(&facts.activity)
}

fn active_on(user: usize, source: u16, day: Day) -> MonthActivity {
    generator::active_on(user, source, day)
}

fn activity_row(id: CustomerId, (user, source, day): ActiveDay, prefix: &str) -> String {
    format!("{id},{prefix}u{user},{},{day}", SOURCES[usize::from(source)])
}
