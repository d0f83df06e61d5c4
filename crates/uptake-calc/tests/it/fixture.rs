//! The small language in which the examples tell a customer's story, a fact a line.
//!
//! Unless a line says what is `known`, everything is, and long since.
//!
//! ```text
//! grace always                            when grace is sold; `lone` unless said
//! 2026-01-01 bought 10 e3 as main         and `trial`, `from microsoft` before the `as`
//! 2026-03-10 main is grace                its next record
//! 2026-03-10 main has 8
//! 2026-01-01 a1..a9 hold e3               from the day on
//! 2026-01-01..2026-03-10 ana holds e3     up to the last day
//! 2026-01-01 ana flagged exchange         by the word of a report
//! 2026-01-01 ana named e3                 likewise, by the name of the product
//! names concealed                         plain unless said
//! 2026-01-01 ana told                     what she holds and what not; or `told exchange`
//! 2026-01-01 12 units e3                  assigned, without names
//! assigned since 2026-01-01               nothing tells how many before
//! assigned never told                     reports say that people hold something, not what
//! 2026-03-05 ana used exchange            or a range: on every day of it
//! gil is guest
//! 2026-03-01..2026-03-28 known exchange recorded 2026-03-29
//! 2026-03-28 snapshot exchange
//! ```

use std::collections::BTreeMap;

use uptake_calc::{
    AssignedSince, CoverageFact, CustomerFacts, FlagHolding, GraceRule, Holding, MonthActivity,
    Names, Plan, SubscriptionState, Told, UnitsState,
};
use uptake_model::{
    Catalogue, Day, DayRange, Guid, Sku, SkuClass, SkuRef, Workload,
    facts::{CoverageKind, Seller, Status, UserKind},
};

/// Code and activity sources.
const WORKLOADS: [(&str, &[&str]); 5] = [
    ("exchange", &["exchange"]),
    ("onedrive", &["onedrive"]),
    ("sharepoint", &["sharepoint", "onedrive"]),
    ("teams", &["teams"]),
    ("yammer", &["yammer"]),
];

/// Part number, class, base and add-on workloads.
const SKUS: [(&str, SkuClass, &[&str], &[&str]); 5] = [
    ("e3", SkuClass::Paid, &["exchange", "onedrive", "sharepoint", "teams"], &[]),
    ("plan1", SkuClass::Paid, &["exchange"], &[]),
    ("archive", SkuClass::Paid, &[], &["exchange"]),
    ("viral", SkuClass::Free, &["teams"], &[]),
    ("room", SkuClass::Device, &["teams"], &[]),
];

/// A customer as the lines tell it.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) plan: Plan,
    pub(crate) facts: CustomerFacts,
    skus: Vec<String>,
    users: Vec<String>,
    subscriptions: Vec<String>,
}

impl Story {
    pub(crate) fn read(text: &str) -> Self {
        let catalogue = catalogue();
        let mut story = Self {
            plan: Plan::new(&catalogue, GraceRule::Lone),
            facts: CustomerFacts::default(),
            skus: SKUS.iter().map(|it| it.0.to_owned()).collect(),
            users: Vec::new(),
            subscriptions: Vec::new(),
        };
        for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
            story.line(&line.split_whitespace().collect::<Vec<_>>());
        }
        if story.facts.coverage.is_empty() {
            story.cover("2020-01-01..2029-12-31", CoverageKind::Daily, &["recorded", "2030-01-31"]);
        }
        story
    }

    /// The SKU names, by number.
    pub(crate) fn skus(&self) -> &[String] {
        &self.skus
    }

    /// The names of the users, by number.
    pub(crate) fn user_names(&self) -> &[String] {
        &self.users
    }

    /// The names of the subscriptions, by number.
    pub(crate) fn subscription_names(&self) -> &[String] {
        &self.subscriptions
    }

    fn line(&mut self, words: &[&str]) {
        match *words {
            ["grace", rule] => self.plan.grace = grace_rule(rule),
            ["assigned", "since", on] => self.facts.assigned_since = AssignedSince::Day(day(on)),
            ["assigned", "never", "told"] => self.facts.assigned_since = AssignedSince::Never,
            ["names", "concealed"] => self.facts.names = Names::Concealed,
            [user, "is", kind] => {
                let number = self.user(user);
                self.facts.users.resize(self.facts.users.len().max(number + 1), UserKind::Member);
                self.facts.users[number] = user_kind(kind);
            }
            [on, "bought", quantity, sku, ref rest @ ..] => self.bought(on, quantity, sku, rest),
            [on, name, "is", word] => self.next_record(on, name).status = status(word),
            [on, name, "has", quantity] => {
                self.next_record(on, name).quantity = quantity.parse().unwrap();
            }
            [on, units, "units", sku] => {
                let units =
                    UnitsState { sku: self.sku(sku), day: day(on), units: units.parse().unwrap() };
                self.facts.units.push(units);
            }
            [days, "known", ref rest @ ..] => self.cover(days, CoverageKind::Daily, rest),
            [on, "snapshot", ref rest @ ..] => self.cover(on, CoverageKind::Snapshot, rest),
            [days, users, "hold" | "holds", sku] => {
                let (sku, (from, until)) = (self.sku(sku), interval(days));
                for user in self.users(users) {
                    self.facts.holdings.push(Holding { user, sku, from, until });
                }
            }
            [days, users, "flagged", code] => {
                let workload = self.plan.workload_number(&code.into()).expect(code);
                let (from, until) = interval(days);
                for user in self.users(users) {
                    self.facts.flags.push(FlagHolding { user, workload, from, until });
                }
            }
            [days, users, "named", sku] => {
                let (sku, (from, until)) = (self.sku(sku), interval(days));
                for user in self.users(users) {
                    self.facts.products.push(Holding { user, sku, from, until });
                }
            }
            [days, users, "told", ref code @ ..] => {
                let workload = code.first().map(|it| self.plan.workload_number(&(*it).into()));
                let workload = workload.map(|it| it.expect("a workload"));
                let (from, until) = interval(days);
                for user in self.users(users) {
                    self.facts.told.push(Told { user, workload, from, until });
                }
            }
            [days, users, "used", source] => {
                let source = self.plan.number_source(&source.into()).unwrap();
                for user in self.users(users) {
                    let days = range(days).iter();
                    self.facts.activity.extend(days.map(|it| used(user, source, it)));
                }
            }
            _ => panic!("what is this: {words:?}"),
        }
    }

    fn bought(&mut self, on: &str, quantity: &str, sku: &str, rest: &[&str]) {
        let (is_trial, rest) = match rest {
            ["trial", rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        let (seller, rest) = match rest {
            ["from", seller, rest @ ..] => (seller_of(seller), rest),
            rest => (Seller::Own, rest),
        };
        let name = match rest {
            ["as", name] => *name,
            [] => sku,
            other => panic!("what is this: {other:?}"),
        };
        assert!(!self.subscriptions.iter().any(|it| it == name), "give {name} another name");
        let record = SubscriptionState {
            subscription: number(&mut self.subscriptions, name),
            day: day(on),
            sku: self.sku(sku),
            quantity: quantity.parse().unwrap(),
            status: Status::Active,
            is_trial,
            seller,
        };
        self.facts.subscriptions.push(record);
    }

    fn next_record(&mut self, on: &str, name: &str) -> &mut SubscriptionState {
        let subscription = number(&mut self.subscriptions, name);
        let records = &mut self.facts.subscriptions;
        let last = records.iter().rfind(|it| it.subscription == subscription).expect(name);
        let next = SubscriptionState { day: day(on), ..*last };
        records.push(next);
        records.last_mut().unwrap()
    }

    fn cover(&mut self, days: &str, kind: CoverageKind, rest: &[&str]) {
        let (source, rest) = match rest {
            ["recorded", ..] | [] => (None, rest),
            [source, rest @ ..] => (self.plan.number_source(&(*source).into()), rest),
        };
        let days = range(days);
        let recorded_on = match rest {
            ["recorded", on] => day(on),
            _ => days.last().plus(31),
        };
        self.facts.coverage.push(CoverageFact { source, kind, days, recorded_on });
    }

    fn sku(&mut self, name: &str) -> usize {
        let number = number(&mut self.skus, name);
        if number >= SKUS.len() {
            assert_eq!(self.plan.number_sku(&SkuRef::from(name)), number);
        }
        number
    }

    fn user(&mut self, name: &str) -> usize {
        number(&mut self.users, name)
    }

    /// One user, or all from `a1` to `a9`.
    fn users(&mut self, names: &str) -> Vec<usize> {
        let Some((first, last)) = names.split_once("..") else { return vec![self.user(names)] };
        let (prefix, from) = first.split_at(1);
        let to = last.strip_prefix(prefix).expect(names);
        let numbers = from.parse::<usize>().unwrap()..=to.parse().unwrap();
        numbers.map(|it| self.user(&format!("{prefix}{it}"))).collect()
    }
}

pub(crate) fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (code, sources) in WORKLOADS {
        catalogue.put_workload(Workload {
            code: code.into(),
            service: "office365".into(),
            name: code.to_owned(),
            sources: sources.iter().map(|it| (*it).into()).collect(),
            unlicensed_use: code == "yammer",
        });
    }
    for (number, (part_number, class, base, addon)) in SKUS.into_iter().enumerate() {
        let sku = Sku {
            id: Guid::from_u128(u128::try_from(number).unwrap()),
            part_number: part_number.to_owned(),
            name: part_number.to_owned(),
            service: "office365".into(),
            class,
            base: base.iter().map(|it| (*it).into()).collect(),
            addon: addon.iter().map(|it| (*it).into()).collect(),
        };
        catalogue.put_sku(sku).unwrap();
    }
    catalogue
}

fn number(names: &mut Vec<String>, name: &str) -> usize {
    names.iter().position(|it| it == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

fn used(user: usize, source: u16, on: Day) -> MonthActivity {
    let (_, _, day_of_month) = on.parts();
    let user = u32::try_from(user).unwrap();
    MonthActivity { user, source, month: on.month(), days: 1 << (day_of_month - 1) }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn range(text: &str) -> DayRange {
    text.parse().unwrap_or_else(|_| DayRange::single(day(text)))
}

/// A day begins an interval without an end; a range is an interval with its last day in it.
fn interval(text: &str) -> (Day, Option<Day>) {
    let until = text.contains("..").then(|| range(text).last().plus(1));
    (range(text).first(), until)
}

fn word<T: Copy>(words: &BTreeMap<&str, T>, text: &str) -> T {
    *words.get(text).unwrap_or_else(|| panic!("what is this: {text}"))
}

fn grace_rule(text: &str) -> GraceRule {
    let words =
        [("lone", GraceRule::Lone), ("never", GraceRule::Never), ("always", GraceRule::Always)];
    word(&words.into(), text)
}

fn user_kind(text: &str) -> UserKind {
    let words = [
        ("member", UserKind::Member),
        ("guest", UserKind::Guest),
        ("shared", UserKind::Shared),
        ("room", UserKind::Room),
        ("service", UserKind::Service),
    ];
    word(&words.into(), text)
}

fn status(text: &str) -> Status {
    let words = [
        ("active", Status::Active),
        ("grace", Status::Grace),
        ("suspended", Status::Suspended),
        ("disabled", Status::Disabled),
        ("cancelled", Status::Cancelled),
    ];
    word(&words.into(), text)
}

fn seller_of(text: &str) -> Seller {
    let words = [("partner", Seller::Partner), ("microsoft", Seller::Microsoft)];
    word(&words.into(), text)
}
