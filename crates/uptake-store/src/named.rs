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
use uptake_model::{Catalogue, CustomerId, Day, Guid, SkuRef, facts::CoverageKind};

use crate::{
    column::Column,
    loader::{CustomerRows, SkuNumbers, index},
    populations::Population,
    rows::{Row, row},
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

/// What a name that is not that of just one SKU is called in figures.
pub(crate) fn unmapped(catalogue: &Catalogue, name: &str) -> Option<SkuRef> {
    let is_one = catalogue.named(name).count() == 1;
    (!is_one).then(|| SkuRef::from(name))
}

/// The names of a user by the day of the record, over all reports of that day; `None` where
/// none of them says it.
type Records<'a> = BTreeMap<Day, Option<BTreeSet<&'a str>>>;

impl CustomerRows {
    /// The products that the users of a population hold, and since when it is told what they
    /// hold. Where people stand under plain names assignments know better.
    pub(crate) fn named_products(
        &self,
        skus: &SkuNumbers<'_>,
        aliases: &BTreeMap<u32, u32>,
        population: Population,
    ) -> (Vec<Holding>, Vec<Told>) {
        let (mut holdings, mut told) = (Vec::new(), Vec::new());
        if self.products.is_empty()
            || (population == Population::Plain && !self.assignments.is_empty())
        {
            return (holdings, told);
        }
        let own = SkusOfCustomer { skus, since: self.skus_since(skus) };
        let everybody_from = self.everybody_from(population);
        let mut users: BTreeMap<usize, Records<'_>> = BTreeMap::new();
        if population == Population::Concealed && everybody_from.is_some() {
            users.extend(self.concealed.iter().map(|it| (index(*it), Records::new())));
        }
        for row in self.products.iter().filter(|it| self.population_of(it) == population) {
            let user = index(aliases.get(&row.user_no).copied().unwrap_or(row.user_no));
            let names = users.entry(user).or_default().entry(row.as_of).or_default();
            if row.products.is_some() {
                names.get_or_insert_default().extend(names_in(row));
            }
        }
        for (user, records) in users {
            let held = Held::of(&own, &records);
            holdings.extend(held.skus.into_iter().map(|(sku, from, until)| Holding {
                user,
                sku,
                from,
                until,
            }));
            let days = told_days(&held.said, everybody_from).into_iter();
            told.extend(days.map(|(from, until)| Told { user, workload: None, from, until }));
        }
        (holdings, told)
    }

    fn population_of(&self, row: &ProductsRow) -> Population {
        if self.concealed.contains(&row.user_no) {
            Population::Concealed
        } else {
            Population::Plain
        }
    }

    /// Since when a whole list has named the products of everybody who has any.
    fn everybody_from(&self, population: Population) -> Option<Day> {
        let lists = self.coverage.iter().filter(|it| {
            it.kind == CoverageKind::Snapshot
                && Population::of(it) == population
                && it.format.as_deref() == Some(LISTS_EVERYBODY)
        });
        let lists: BTreeSet<Day> = lists.map(|it| it.last_day).collect();
        let named = self.products.iter().filter(|it| {
            it.format.as_deref() == Some(LISTS_EVERYBODY) && self.population_of(it) == population
        });
        named.map(|it| it.as_of).filter(|it| lists.contains(it)).min()
    }

    /// By SKU the first day of which the customer is known to have it.
    fn skus_since(&self, skus: &SkuNumbers<'_>) -> BTreeMap<usize, Day> {
        let subscriptions = self.subscriptions.iter().map(|it| (&it.sku, it.as_of));
        let units = self.units.iter().map(|it| (&it.sku, it.as_of));
        let assignments = self.assignments.iter().map(|it| (&it.sku, it.assigned_on));
        let mut since: BTreeMap<usize, Day> = BTreeMap::new();
        for (sku, day) in subscriptions.chain(units).chain(assignments) {
            let first = since.entry(skus.number(sku)).or_insert(day);
            *first = (*first).min(day);
        }
        since
    }
}

/// What the names of products mean for a customer.
struct SkusOfCustomer<'a> {
    skus: &'a SkuNumbers<'a>,
    since: BTreeMap<usize, Day>,
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
                let is_there = |it: &usize| self.since.get(it).is_some_and(|it| *it <= day);
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
    /// Which SKUs it is.
    Clearly,
    /// Names of which one may be another SKU's.
    Unclearly,
}

impl Held {
    fn of(own: &SkusOfCustomer<'_>, records: &Records<'_>) -> Self {
        let mut held = Self::default();
        let mut since: BTreeMap<usize, Day> = BTreeMap::new();
        for (day, names) in records {
            let Some(names) = names else {
                held.said.push((*day, Said::Nothing));
                continue;
            };
            let skus: Vec<(Option<usize>, bool)> =
                names.iter().map(|it| own.named(it, *day)).collect();
            let is_clear = skus.iter().all(|(_, is_clear)| *is_clear);
            held.said.push((*day, if is_clear { Said::Clearly } else { Said::Unclearly }));
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
/// since everybody who holds anything has been listed until a list has the user.
fn told_days(records: &[(Day, Said)], everybody_from: Option<Day>) -> Vec<Days> {
    let first = records.first().map(|it| it.0);
    let mut since = everybody_from.filter(|it| first.is_none_or(|first| *it < first));
    let mut has_record = false;
    let mut told: Vec<Days> = Vec::new();
    for (day, said) in records {
        let ends = match said {
            Said::Clearly => {
                since = since.or(Some(*day));
                false
            }
            Said::Unclearly => true,
            Said::Nothing => !has_record,
        };
        has_record |= *said != Said::Nothing;
        if let Some(from) = since.filter(|_| ends) {
            told.push((from, Some(*day)));
            since = None;
        }
    }
    told.extend(since.map(|from| (from, None)));
    told
}
