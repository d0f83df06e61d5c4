//! The list of customers: searched, filtered, sorted, page by page.

use std::sync::Arc;

use uptake_calc::Measure;
use uptake_model::{CustomerId, Day, Scope, SellerScope};

use super::{
    apart::apart,
    boundary::Boundary,
    cursor::{Cursor, CursorValue},
    directory::CustomerSummary,
    filter::{BandFilter, Filter},
    mask::Mask,
    memory::Key,
    order::{Place, Sort, SortKey, TextKey, compare},
    totals::DayTotals,
};
use crate::AppError;

/// Which customers are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomersQuery {
    /// The day of the figures.
    pub day: Day,
    /// Whose licences the figures are of.
    pub sellers: SellerScope,
    /// A piece of name, domain or id, whatever its case; empty for all.
    pub search: String,
    /// Which customers and products. With products only customers that have one are listed.
    pub filter: Filter,
    /// Only customers of some bands.
    pub bands: Option<BandFilter>,
    /// In which order; a cursor has its own.
    pub sort: Sort,
    /// Where the page begins.
    pub start: PageStart,
    /// How many customers it has at most.
    pub limit: usize,
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageStart {
    /// At the customer of this number, counted from 0.
    At(usize),
    /// After the last customer of an earlier page.
    After(Cursor),
}

/// Some customers of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomersPage {
    /// How many customers the whole list has.
    pub total: usize,
    /// The number of the first one here, counted from 0.
    pub offset: usize,
    /// The customers.
    pub rows: Vec<CustomerSummary>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Cursor>,
}

/// Which customers a list has, in whatever order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Selection {
    day: Day,
    sellers: SellerScope,
    search: String,
    filter: Filter,
    bands: Option<BandFilter>,
}

impl Boundary {
    /// A page of the customers in scope.
    pub async fn customers(
        &self,
        scope: &Scope,
        query: &CustomersQuery,
    ) -> Result<CustomersPage, AppError> {
        let totals = self.totals(query.day, &query.filter.products()).await?;
        let selection = self.selection(scope, query, &totals).await?;
        let query = query.clone();
        apart(move || {
            List { totals: &totals, selection: &selection, sellers: query.sellers }.page(&query)
        })
        .await
    }

    async fn selection(
        &self,
        scope: &Scope,
        query: &CustomersQuery,
        totals: &Arc<DayTotals>,
    ) -> Result<Arc<Mask>, AppError> {
        let CustomersQuery { day, sellers, search, filter, bands, .. } = query.clone();
        let selection = Selection { day, sellers, search, filter, bands };
        let key = Key::new(self.seq(), scope, selection.clone());
        let make = async {
            let mut mask = self.chosen(scope, &selection.filter);
            let totals = Arc::clone(totals);
            let select = move || {
                mask.and(&totals.concerned);
                mask.and(&totals.sheet.directory.search(&selection.search));
                if let Some(bands) = &selection.bands {
                    mask.keep(|at| in_bands(&totals, at, bands, selection.sellers));
                }
                mask
            };
            apart(select).await
        };
        self.memory.selections.get(&key, make).await
    }
}

fn in_bands(totals: &DayTotals, at: usize, bands: &BandFilter, sellers: SellerScope) -> bool {
    let band = totals.at(at).and_then(|it| it.band(bands.measure, sellers));
    bands.bands.contains(&band)
}

/// A selection of customers with their figures.
struct List<'a> {
    totals: &'a DayTotals,
    selection: &'a Mask,
    sellers: SellerScope,
}

impl List<'_> {
    fn page(&self, query: &CustomersQuery) -> CustomersPage {
        let (sort, total) = match &query.start {
            PageStart::At(_) => (query.sort, self.selection.count()),
            PageStart::After(cursor) => (cursor.sort, self.selection.count()),
        };
        let order = self.order(sort);
        let selected = |it: &&u32| self.selection.has(index(**it));
        let (from, offset) = match &query.start {
            PageStart::After(cursor) => {
                let from = order.partition_point(|it| !self.is_after(index(*it), cursor));
                let before = order.get(..from).unwrap_or_default();
                (from, before.iter().filter(selected).count())
            }
            PageStart::At(offset) if self.selection.is_all() => (*offset, *offset),
            PageStart::At(offset) => {
                let places = order.iter().enumerate().filter(|(_, it)| selected(it));
                (places.map(|(from, _)| from).nth(*offset).unwrap_or(order.len()), *offset)
            }
        };
        let rest = order.get(from..).unwrap_or_default();
        let places: Vec<usize> =
            rest.iter().filter(selected).take(query.limit).map(|it| index(*it)).collect();
        let is_end = offset.saturating_add(places.len()) >= total;
        let last = places.last().filter(|_| !is_end);
        CustomersPage {
            total,
            offset,
            next: last.and_then(|at| self.cursor(*at, sort)),
            rows: places.iter().filter_map(|at| self.totals.summary(*at)).collect(),
        }
    }

    /// The places of all customers in an order.
    fn order(&self, sort: Sort) -> &[u32] {
        let ranks = match keys(sort.key) {
            Keys::Text(key) => self.totals.sheet.directory.ranks(key),
            Keys::Measure(measure) => self.totals.ranks(measure, self.sellers),
        };
        ranks.map_or(&[], |it| it.places(sort.direction))
    }

    fn cursor(&self, at: usize, sort: Sort) -> Option<Cursor> {
        let directory = &self.totals.sheet.directory;
        let value = match keys(sort.key) {
            Keys::Text(key) => directory.text(at, key).map(|it| CursorValue::Text(it.to_owned())),
            Keys::Measure(measure) => {
                self.totals.measure(at, measure, self.sellers).map(CursorValue::Number)
            }
        };
        let value = value.unwrap_or(CursorValue::Missing);
        Some(Cursor { sort, value, customer: directory.id(at)? })
    }

    /// Whether a customer comes after the place of a cursor.
    fn is_after(&self, at: usize, cursor: &Cursor) -> bool {
        let directory = &self.totals.sheet.directory;
        let Some(id) = directory.id(at) else { return false };
        let direction = cursor.sort.direction;
        let (text, number) = match &cursor.value {
            CursorValue::Missing => (None, None),
            CursorValue::Text(text) => (Some(text.as_str()), None),
            CursorValue::Number(number) => (None, Some(number)),
        };
        let ordering = match keys(cursor.sort.key) {
            Keys::Text(key) => {
                let here: Place<'_, str, CustomerId> = (directory.text(at, key), id);
                compare(direction, &here, &(text, cursor.customer))
            }
            Keys::Measure(measure) => {
                let value = self.totals.measure(at, measure, self.sellers);
                compare(direction, &(value.as_ref(), id), &(number, cursor.customer))
            }
        };
        ordering.is_gt()
    }
}

enum Keys {
    Text(TextKey),
    Measure(Measure),
}

fn keys(key: SortKey) -> Keys {
    match key {
        SortKey::Name => Keys::Text(TextKey::Name),
        SortKey::Domain => Keys::Text(TextKey::Domain),
        SortKey::Country => Keys::Text(TextKey::Country),
        SortKey::Segment => Keys::Text(TextKey::Segment),
        SortKey::Measure(measure) => Keys::Measure(measure),
    }
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
