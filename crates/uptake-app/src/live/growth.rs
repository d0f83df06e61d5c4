//! How the portfolio grows by month, whole and divided (`docs/signals.md`, 4).

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use uptake_calc::{
    Growth, GrowthMonth, GrowthScope, ListPrice, Plan, RENEWAL_DAYS, Renewals, SubscriptionTerms,
    growth, renewals,
};
use uptake_model::{CustomerId, Day, DayRange, Month, Scope, SellerScope};

use super::{
    apart::apart_async,
    boundary::Boundary,
    directory::Directory,
    filter::{Attribute, Filter, Products},
    groups::GroupKey,
    memory::Key,
    once::Weigh,
};
use crate::{AppError, Data, products::ProductNames};

/// By what growth is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GrowthDimension {
    /// The service of SKUs.
    Service,
    /// The SKU.
    Sku,
    /// What customers are marked with; one with several tags counts in each.
    Attribute(Attribute),
}

/// Which growth is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GrowthQuery {
    /// The days whose months are asked; the last one is that of renewals.
    pub days: DayRange,
    /// Whose licences are counted.
    pub sellers: SellerScope,
    /// Which customers and products.
    pub filter: Filter,
    /// By what it is divided; `None` for the whole alone.
    pub by: Option<GrowthDimension>,
}

/// Growth by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrowthReport {
    /// The last of the asked days.
    pub day: Day,
    /// The months, in order, with the day that each ends with.
    pub months: Vec<(Month, Day)>,
    /// The whole.
    pub total: GrowthLine,
    /// Its parts in the order of their keys.
    pub groups: Vec<(GroupKey, GrowthLine)>,
}

/// Growth of a group, month by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrowthLine {
    /// By month; `None` for months before data begins.
    pub months: Vec<Option<Growth>>,
    /// Subscriptions whose commitment ends within each of [`RENEWAL_DAYS`].
    pub renewals: [Renewals; 2],
}

impl Boundary {
    /// How the customers in scope that a filter asks for grew in the months of some days.
    pub async fn growth(
        &self,
        scope: &Scope,
        query: &GrowthQuery,
    ) -> Result<Arc<GrowthReport>, AppError> {
        let key = Key::new(self.seq(), scope, query.clone());
        let known = self.days(scope);
        let mask = self.chosen(scope, &query.filter);
        let (data, directory) = (Arc::clone(&self.data), Arc::clone(&self.directory));
        let (query, scope) = (query.clone(), scope.clone());
        let read = move || async move {
            let asked = directory.scope(&mask);
            let books = Books::read(&data, (&scope, &asked), query, known).await;
            books.map(|it| it.report(&directory))
        };
        self.memory.growths.get(&key, apart_async(read)).await
    }
}

/// The subscriptions that growth is made of.
struct Books {
    plan: Plan,
    names: ProductNames,
    prices: Vec<ListPrice>,
    products: Products,
    customers: BTreeMap<CustomerId, Vec<SubscriptionTerms>>,
    query: GrowthQuery,
    months: Vec<(Month, GrowthMonth)>,
    known: Option<DayRange>,
}

impl Books {
    async fn read(
        data: &Data,
        (scope, asked): (&Scope, &Scope),
        query: GrowthQuery,
        known: Option<DayRange>,
    ) -> Result<Self, AppError> {
        let view = &data.view;
        let (plan, mut customers) = data.store.terms(&view.pins, view.rules(), scope).await?;
        // Growth is known from the first record of a subscription on, whatever else is known
        // before it.
        let first = customers.values().flatten().map(|it| it.state.day).min();
        let known = known
            .zip(first)
            .and_then(|(it, first)| DayRange::new(it.first().max(first), it.last()));
        customers.retain(|it, _| asked.contains(*it));
        let prices = data.store.list_prices(&view.pins, &view.catalogue, &plan).await?;
        let names = ProductNames::new(&plan, &view.catalogue);
        let products = query.filter.products().of_plan(&plan, &names, &view.catalogue);
        let newest = known.map_or(query.days.last(), DayRange::last);
        let until = query.days.last().min(newest);
        let months = query.days.months();
        let months = months.filter_map(|it| Some((it, GrowthMonth::new(it, until)?))).collect();
        Ok(Self { plan, names, prices, products, customers, query, months, known })
    }

    fn report(self, directory: &Directory) -> GrowthReport {
        let all = |sku: usize| self.products.takes_sku(sku);
        let mut total = self.nothing();
        let mut groups: BTreeMap<(usize, String), (GroupKey, GrowthLine)> = BTreeMap::new();
        for (customer, terms) in &self.customers {
            let whole = self.line(terms, &all);
            total.join(&whole);
            for (place, key, part) in self.parts(*customer, terms, &whole, directory) {
                let group = groups.entry(place).or_insert_with(|| (key, self.nothing()));
                group.1.join(&part);
            }
        }
        GrowthReport {
            day: self.query.days.last(),
            months: self.months.iter().map(|(month, it)| (*month, it.last)).collect(),
            total,
            groups: groups.into_values().collect(),
        }
    }

    fn nothing(&self) -> GrowthLine {
        let known = |it: &GrowthMonth| self.known.is_some_and(|known| it.is_known(known.first()));
        let months = self.months.iter().map(|(_, it)| known(it).then(Growth::default));
        GrowthLine { months: months.collect(), renewals: RENEWAL_DAYS.map(|_| Renewals::default()) }
    }

    /// One customer's growth in some products.
    fn line(&self, terms: &[SubscriptionTerms], has_sku: &dyn Fn(usize) -> bool) -> GrowthLine {
        let scope = GrowthScope { sellers: self.query.sellers, has_sku };
        let mut line = self.nothing();
        for (growing, (_, month)) in line.months.iter_mut().zip(&self.months) {
            if let Some(growing) = growing {
                *growing = growth(&self.plan, terms, *month, scope);
            }
        }
        let day = self.query.days.last();
        let due = |within| renewals(&self.plan, terms, &self.prices, (day, within), scope);
        line.renewals = RENEWAL_DAYS.map(due);
        line
    }

    /// What one customer adds to which groups, each with its place in the order.
    fn parts(
        &self,
        customer: CustomerId,
        terms: &[SubscriptionTerms],
        whole: &GrowthLine,
        directory: &Directory,
    ) -> Vec<((usize, String), GroupKey, GrowthLine)> {
        let skus: BTreeSet<usize> = terms.iter().map(|it| it.state.sku).collect();
        let skus = skus.into_iter().filter(|it| self.products.takes_sku(*it));
        match self.query.by {
            None => Vec::new(),
            Some(GrowthDimension::Sku) => skus
                .filter_map(|sku| {
                    let key = GroupKey::Sku(self.names.sku(sku)?.clone());
                    let part = self.line(terms, &|it| it == sku);
                    Some(((self.names.sku_place(sku), String::new()), key, part))
                })
                .collect(),
            Some(GrowthDimension::Service) => {
                let service = |sku: usize| self.names.sku(sku).map_or("", |it| &it.service);
                let services: BTreeSet<&str> = skus.map(service).collect();
                let parts = services.into_iter().map(|code| {
                    let has_sku = |it| self.products.takes_sku(it) && service(it) == code;
                    let given = (!code.is_empty()).then(|| code.to_owned());
                    let part = self.line(terms, &has_sku);
                    ((0, code.to_owned()), GroupKey::Service(given), part)
                });
                parts.collect()
            }
            Some(GrowthDimension::Attribute(attribute)) => {
                let labels = directory.labels(attribute);
                let own = directory.place(customer).map(|it| labels.at(it)).into_iter().flatten();
                let parts = own.map(|label| {
                    let text = labels.text(*label).map(str::to_owned);
                    let place = (usize::try_from(*label).unwrap_or(usize::MAX), String::new());
                    (place, GroupKey::Label(text), whole.clone())
                });
                parts.collect()
            }
        }
    }
}

impl GrowthLine {
    fn join(&mut self, other: &Self) {
        for (sum, it) in self.months.iter_mut().zip(&other.months) {
            if let (Some(sum), Some(it)) = (sum, it) {
                sum.join(it);
            }
        }
        for (sum, it) in self.renewals.iter_mut().zip(&other.renewals) {
            sum.join(it);
        }
    }
}

impl Weigh for GrowthReport {
    fn bytes(&self) -> usize {
        (self.groups.len() + 1) * (self.months.len() * 200 + 512)
    }
}
