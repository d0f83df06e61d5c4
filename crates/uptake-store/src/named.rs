//! Products that usage reports name, as holdings: who holds which SKU by the word of a report.
//!
//! Each record names all that a user holds as of its day; one that does not say it changes
//! nothing. A name that several SKUs have means the one that the customer has by then; where
//! it has none or several of them it is held under its name, as a SKU that the catalogue does
//! not know, and what the user holds is not told.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Field, Schema};
use uptake_calc::{Holding, Told};
use uptake_model::{
    Catalogue, CustomerId, Day, Guid, SkuRef,
    facts::{CoverageKind, Status},
};

use crate::{
    column::Column,
    loader::{CustomerRows, SkuNumbers, index},
    populations::Population,
    rows::{CoverageRow, Row, row},
};

#[cfg(test)]
mod tests;

/// The report that lists everybody who has a licence.
const LISTS_EVERYBODY: &str = "graph.office365_active_user_detail";

row! {
    /// All products that a usage report names for a user.
    pub ProductsRow in "named_products" {
        /// The customer.
        customer_id: CustomerId,
        /// The user's number within the customer.
        user_no: u32,
        /// The names in upper case, in order, joined by `;`; empty of a user who holds nothing,
        /// missing of one of whom the report does not say it.
        products: Option<Arc<str>>,
        /// The day whose end the report describes.
        as_of: Day,
        /// Which report says so.
        format: Option<Arc<str>>,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}

/// The names of products in a row.
pub(crate) fn names_in(row: &ProductsRow) -> impl Iterator<Item = &str> {
    row.products.as_deref().unwrap_or_default().split(';').filter(|it| !it.is_empty())
}

/// Whether a row names a SKU, in the catalogue's eyes.
pub fn names_sku(row: &ProductsRow, catalogue: &Catalogue, sku: &SkuRef) -> bool {
    names_in(row).any(|name| {
        SkuRef::from(name) == *sku || catalogue.named(name).any(|it| SkuRef::Id(it.id) == *sku)
    })
}

/// Whether what is known of a day was told by a report that lists everybody who has a licence.
pub fn lists_everybody(row: &CoverageRow) -> bool {
    row.kind == CoverageKind::Snapshot && row.format.as_deref() == Some(LISTS_EVERYBODY)
}

/// What a name that is not that of just one SKU is called in figures.
pub(crate) fn unmapped(catalogue: &Catalogue, name: &str) -> Option<SkuRef> {
    let is_one = catalogue.named(name).count() == 1;
    (!is_one).then(|| SkuRef::from(name))
}

/// What reports of one day say of the products of a user.
#[derive(Debug, Default)]
enum Record<'a> {
    /// The user stands in them, and none says it.
    #[default]
    Unsaid,
    /// All of their names.
    Names(BTreeSet<&'a str>),
    /// The list of everybody does not have the user: there is nothing.
    Unlisted,
}

/// The records of a user by their day.
type Records<'a> = BTreeMap<Day, Record<'a>>;

impl CustomerRows {
    /// The products that the users of a population hold, and since when it is told what they
    /// hold. Where people stand under plain names assignments know better, from the customer's
    /// first one on.
    pub(crate) fn named_products(
        &self,
        skus: &SkuNumbers<'_>,
        aliases: &BTreeMap<u32, u32>,
        population: Population,
    ) -> (Vec<Holding>, Vec<Told>) {
        let (mut holdings, mut told) = (Vec::new(), Vec::new());
        if self.products.is_empty() {
            return (holdings, told);
        }
        let own = SkusOfCustomer { skus, states: self.skus_there(skus) };
        let mut users: BTreeMap<usize, Records<'_>> = BTreeMap::new();
        if population == Population::Concealed {
            users.extend(self.concealed.iter().map(|it| (index(*it), Records::new())));
        }
        for row in self.products.iter().filter(|it| self.population_of(it) == population) {
            let user = index(aliases.get(&row.user_no).copied().unwrap_or(row.user_no));
            let record = users.entry(user).or_default().entry(row.as_of).or_default();
            match record {
                _ if row.products.is_none() => {}
                Record::Names(names) => names.extend(names_in(row)),
                Record::Unsaid | Record::Unlisted => {
                    *record = Record::Names(names_in(row).collect());
                }
            }
        }
        let lists = self.lists_with_products(population);
        for (user, mut records) in users {
            for list in &lists {
                records.entry(*list).or_insert(Record::Unlisted);
            }
            let held = Held::of(&own, &records);
            holdings.extend(held.skus.into_iter().map(|(sku, from, until)| Holding {
                user,
                sku,
                from,
                until,
            }));
            let days = told_days(&held.said).into_iter();
            told.extend(days.map(|(from, until)| Told { user, workload: None, from, until }));
        }
        let listed_from = self.assignments.iter().map(|it| it.assigned_on).min();
        if let Some(end) = listed_from.filter(|_| population == Population::Plain) {
            let ended = |until: Option<Day>| Some(until.map_or(end, |it| it.min(end)));
            holdings.retain(|it| it.from < end);
            for it in &mut holdings {
                it.until = ended(it.until);
            }
            told.retain(|it| it.from < end);
            for it in &mut told {
                it.until = ended(it.until);
            }
        }
        (holdings, told)
    }

    fn population_of(&self, row: &ProductsRow) -> Population {
        self.population_of_user(row.user_no)
    }

    /// The days of lists that name the products of everybody who has any.
    fn lists_with_products(&self, population: Population) -> BTreeSet<Day> {
        let lists = self.lists_of_everybody(population);
        let named = self.products.iter().filter(|it| {
            it.format.as_deref() == Some(LISTS_EVERYBODY) && self.population_of(it) == population
        });
        named.map(|it| it.as_of).filter(|it| lists.contains(it)).collect()
    }

    /// By SKU what is known of the customer's having it.
    fn skus_there(&self, skus: &SkuNumbers<'_>) -> BTreeMap<usize, There<'_>> {
        let mut there: BTreeMap<usize, There<'_>> = BTreeMap::new();
        for row in &self.subscriptions {
            let subscriptions = &mut there.entry(skus.number(&row.sku)).or_default().subscriptions;
            let gives = row.quantity > 0 && matches!(row.status, Status::Active | Status::Grace);
            subscriptions.entry(&row.subscription_id).or_default().insert(row.as_of, gives);
        }
        for row in &self.units {
            let units = &mut there.entry(skus.number(&row.sku)).or_default().units;
            units.insert(row.as_of, row.units > 0);
        }
        for row in &self.assignments {
            let first = &mut there.entry(skus.number(&row.sku)).or_default().assigned_from;
            *first = Some(first.map_or(row.assigned_on, |it| it.min(row.assigned_on)));
        }
        there
    }
}

/// What is known of a customer's having a SKU: by day of the record whether people can use
/// it then.
#[derive(Default)]
struct There<'a> {
    subscriptions: BTreeMap<&'a str, BTreeMap<Day, bool>>,
    units: BTreeMap<Day, bool>,
    assigned_from: Option<Day>,
}

impl There<'_> {
    fn on(&self, day: Day) -> bool {
        let last = |states: &BTreeMap<Day, bool>| {
            states.range(..=day).next_back().is_some_and(|(_, gives)| *gives)
        };
        self.subscriptions.values().any(last)
            || last(&self.units)
            || self.assigned_from.is_some_and(|it| it <= day)
    }
}

/// What the names of products mean for a customer.
struct SkusOfCustomer<'a> {
    skus: &'a SkuNumbers<'a>,
    states: BTreeMap<usize, There<'a>>,
}

impl SkusOfCustomer<'_> {
    /// The SKU of a name as of a day, and whether that is clear.
    fn named(&self, name: &str, day: Day) -> (Option<usize>, bool) {
        let ids: Vec<Guid> = self.skus.catalogue.named(name).map(|it| it.id).collect();
        let number = |id: &Guid| self.skus.plan.sku_number(&SkuRef::Id(*id));
        let by_name = || self.skus.plan.sku_number(&SkuRef::from(name));
        match ids.as_slice() {
            [] => (by_name(), true),
            [id] => (number(id), true),
            several => {
                let is_there = |it: &usize| self.states.get(it).is_some_and(|it| it.on(day));
                let mut known = several.iter().filter_map(number).filter(is_there);
                match (known.next(), known.next()) {
                    (Some(sku), None) => (Some(sku), true),
                    (Some(_) | None, _) => (by_name(), false),
                }
            }
        }
    }
}

/// Days from a first one until the first without; `None` while it lasts.
type Days = (Day, Option<Day>);

/// What a user holds by its records.
#[derive(Default)]
struct Held {
    skus: Vec<(usize, Day, Option<Day>)>,
    /// What each record says, by its day.
    said: Vec<(Day, Said)>,
}

/// What a record says of all that a user holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Nothing.
    Nothing,
    /// That there is nothing: the list of everybody does not have the user.
    Unlisted,
    /// Which SKUs it is.
    Clearly,
    /// Names of which one may be another SKU's.
    Unclearly,
}

impl Held {
    fn of(own: &SkusOfCustomer<'_>, records: &Records<'_>) -> Self {
        let mut held = Self::default();
        let mut since: BTreeMap<usize, Day> = BTreeMap::new();
        for (day, record) in records {
            let skus: Vec<(Option<usize>, bool)> = match record {
                Record::Unsaid => {
                    held.said.push((*day, Said::Nothing));
                    continue;
                }
                Record::Names(names) => names.iter().map(|it| own.named(it, *day)).collect(),
                Record::Unlisted => Vec::new(),
            };
            let is_clear = skus.iter().all(|(_, is_clear)| *is_clear);
            let said = match (record, is_clear) {
                (Record::Unlisted, _) => Said::Unlisted,
                (Record::Unsaid | Record::Names(_), true) => Said::Clearly,
                (Record::Unsaid | Record::Names(_), false) => Said::Unclearly,
            };
            held.said.push((*day, said));
            let now: BTreeSet<usize> = skus.iter().filter_map(|(sku, _)| *sku).collect();
            since.retain(|sku, from| {
                let stays = now.contains(sku);
                if !stays {
                    held.skus.push((*sku, *from, Some(*day)));
                }
                stays
            });
            for sku in now {
                since.entry(sku).or_insert(*day);
            }
        }
        held.skus.extend(since.into_iter().map(|(sku, from)| (sku, from, None)));
        held
    }
}

/// The days of which it is told what a user holds: since a record that says it clearly, and
/// since a list of everybody does not have the user until one has it again.
fn told_days(records: &[(Day, Said)]) -> Vec<Days> {
    let mut since: Option<Day> = None;
    let mut has_record = false;
    let mut told: Vec<Days> = Vec::new();
    for (day, said) in records {
        let ends = match said {
            Said::Clearly | Said::Unlisted => {
                since = since.or(Some(*day));
                false
            }
            Said::Unclearly => true,
            Said::Nothing => !has_record,
        };
        has_record = match said {
            Said::Clearly | Said::Unclearly => true,
            Said::Unlisted => false,
            Said::Nothing => has_record,
        };
        if let Some(from) = since.filter(|_| ends) {
            told.push((from, Some(*day)));
            since = None;
        }
    }
    told.extend(since.map(|from| (from, None)));
    told
}
