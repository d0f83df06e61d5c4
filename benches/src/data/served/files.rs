//! The files of a portfolio for a server, written customer by customer.

use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
};

use anyhow::Result;
use jiff::ToSpan;
use rand::{RngExt, rngs::StdRng};

use super::days;
use crate::data::{
    customers::{Customer, guid},
    files::{ACTIVITY, ASSIGNMENTS, SUBSCRIPTIONS, USERS},
    products::{Products, Sku},
};

/// What the names of customers are made of: two of these, and the beginning of the id.
pub(crate) const NAMES: [&str; 12] = [
    "Adatum",
    "Bellows",
    "Contoso",
    "Fabrikam",
    "Graphic",
    "Litware",
    "Lucerne",
    "Northwind",
    "Proseware",
    "Tailspin",
    "Trey",
    "Wingtip",
];
/// Where customers are.
pub(crate) const COUNTRIES: [&str; 12] =
    ["AT", "BE", "CH", "DE", "ES", "FR", "GB", "IE", "IT", "NL", "PT", "US"];
/// How large customers say that they are.
pub(crate) const SEGMENTS: [&str; 4] = ["smb", "corporate", "enterprise", "education"];
const RESELLERS: [&str; 5] = ["", "", "shop", "harbour", "uplands"];
const TAGS: [&str; 4] = ["", "north", "south", "north;pilot"];
/// An activity source, and the share of people who use it.
const SOURCES: [(&str, f64); 5] = [
    ("exchange", 0.9),
    ("office_apps", 0.5),
    ("onedrive", 0.4),
    ("sharepoint", 0.4),
    ("teams", 0.8),
];

/// The files of a portfolio, open for writing.
pub(super) struct Files {
    customers: BufWriter<File>,
    subscriptions: BufWriter<File>,
    users: BufWriter<File>,
    assignments: BufWriter<File>,
    activity: BufWriter<File>,
    /// The dates of all days of history.
    dates: Vec<String>,
}

impl Files {
    /// Creates the files in `dir`, each with its header.
    pub(super) fn create(dir: &Path, history: u16) -> Result<Self> {
        let create = |name: &str, header: &str| -> Result<BufWriter<File>> {
            let mut file = BufWriter::with_capacity(1 << 20, File::create(dir.join(name))?);
            writeln!(file, "{header}")?;
            Ok(file)
        };
        let [first, _] = days(history);
        let dates = (0..i32::from(history)).map(|it| first.saturating_add(it.days()).to_string());
        Ok(Self {
            customers: create(
                "customers.csv",
                "customer_id,name,domain,country,segment,reseller_id,tags",
            )?,
            subscriptions: create("subscriptions.csv", SUBSCRIPTIONS)?,
            users: create("users.csv", USERS)?,
            assignments: create("assignments.csv", ASSIGNMENTS)?,
            activity: create("activity.csv", ACTIVITY)?,
            dates: dates.collect(),
        })
    }

    /// Writes a customer.
    pub(super) fn customer(&mut self, customer: &Customer, rng: &mut StdRng) -> Result<()> {
        let id = &customer.id;
        let (short, _) = id.split_once('-').unwrap_or((id, ""));
        let [one, two] = [one_of(&NAMES, rng), one_of(&NAMES, rng)];
        let [country, segment] = [one_of(&COUNTRIES, rng), one_of(&SEGMENTS, rng)];
        let [reseller, tags] = [one_of(&RESELLERS, rng), one_of(&TAGS, rng)];
        let domain = format!("{}-{short}.example", one.to_lowercase());
        let row = format!("{one} {two} {short},{domain},{country},{segment},{reseller},{tags}");
        Ok(writeln!(self.customers, "{id},{row}")?)
    }

    /// A suite for nearly everybody, an extra for some, and what people do with them.
    pub(super) fn licences_and_use(
        &mut self,
        customer: &Customer,
        products: &Products,
        rng: &mut StdRng,
    ) -> Result<()> {
        let mut people: Vec<String> = (0..customer.users).map(|_| guid(rng)).collect();
        people.sort_unstable();
        let suites: Vec<&Sku> = products.suites.iter().collect();
        let extras: Vec<&Sku> = products.extras.iter().map(|(it, _)| it).collect();
        for (choice, how_often, share) in [(&suites, 1.0, 0.95), (&extras, 0.4, 0.3)] {
            let sku = choice.get(rng.random_range(0..choice.len()));
            let Some(sku) = sku.filter(|_| rng.random_bool(how_often)) else { continue };
            self.bought(customer, sku, rng)?;
            self.handed_out((customer, &people), sku, share, rng)?;
        }
        for person in &people {
            let kind = if rng.random_bool(0.03) { "guest" } else { "member" };
            writeln!(self.users, "{},{person},{kind}", customer.id)?;
            for (source, share) in SOURCES {
                if rng.random_bool(share) {
                    self.used(&format!("{},{person},{source}", customer.id), rng)?;
                }
            }
        }
        Ok(())
    }

    /// Seats for all users and some more, or too few; half of the customers change them.
    fn bought(&mut self, customer: &Customer, sku: &Sku, rng: &mut StdRng) -> Result<()> {
        let spare = rng.random_range(0..=customer.users.div_ceil(4));
        let is_short = rng.random_bool(0.15);
        let seats =
            if is_short { customer.users.max(spare + 1) - spare } else { customer.users + spare };
        let seller = one_of(&["own", "own", "own", "partner", "microsoft"], rng);
        let change = rng.random_range(1..self.dates.len().max(2));
        let days = if rng.random_bool(0.5) { vec![0, change] } else { vec![0] };
        for (at, day) in days.into_iter().enumerate() {
            let Some(as_of) = self.dates.get(day) else { continue };
            let (id, part_number, seats) = (&customer.id, &sku.part_number, seats + at);
            let row = format!("{part_number},{},{seats},active,{as_of},false,{seller}", sku.id);
            writeln!(self.subscriptions, "{id},{row}")?;
        }
        Ok(())
    }

    fn handed_out(
        &mut self,
        (customer, people): (&Customer, &[String]),
        sku: &Sku,
        share: f64,
        rng: &mut StdRng,
    ) -> Result<()> {
        for person in people {
            if !rng.random_bool(share) {
                continue;
            }
            let from = rng.random_range(0..self.dates.len());
            let from = if rng.random_bool(0.7) { 0 } else { from };
            let until = rng.random_range(from..self.dates.len());
            let until = self.dates.get(until).filter(|_| rng.random_bool(0.1));
            let Some(assigned) = self.dates.get(from) else { continue };
            let removed = until.map_or("", String::as_str);
            writeln!(self.assignments, "{},{person},{},{assigned},{removed}", customer.id, sku.id)?;
        }
        Ok(())
    }

    /// Some three days a month; a quarter of the people have stopped at some time.
    fn used(&mut self, who_and_what: &str, rng: &mut StdRng) -> Result<()> {
        let history = self.dates.len();
        let stopped = if rng.random_bool(0.25) { rng.random_range(0..history) } else { history };
        let mut day = rng.random_range(0..10);
        while let Some(date) = self.dates.get(day).filter(|_| day < stopped) {
            writeln!(self.activity, "{who_and_what},{date}")?;
            day += rng.random_range(5..15);
        }
        Ok(())
    }

    /// Writes what is still in memory.
    pub(super) fn finish(mut self) -> Result<()> {
        let files = [
            &mut self.customers,
            &mut self.subscriptions,
            &mut self.users,
            &mut self.assignments,
            &mut self.activity,
        ];
        for file in files {
            file.flush()?;
        }
        Ok(())
    }
}

pub(super) fn one_of(texts: &[&'static str], rng: &mut StdRng) -> &'static str {
    texts.get(rng.random_range(0..texts.len())).copied().unwrap_or_default()
}
