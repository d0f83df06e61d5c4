//! Subscriptions with their terms, alone and beside everything else that is known of a
//! customer on a day.

use std::collections::BTreeMap;

use uptake_calc::{CustomerFacts, ListPrice, OwnPrice, Plan, SubscriptionState, SubscriptionTerms};
use uptake_model::{Amount, Catalogue, Currency, CustomerId, Day, DayRange, Scope, SkuRef};

use crate::{
    StoreError,
    activity::Cursor,
    loader::{CustomerRows, load, rows_of},
    populations::Population,
    read::{listed, tables_files},
    rollup::CustomerActivity,
    rows::{PriceRow, SubscriptionRow},
    store::{Rules, Store},
    tables::Pins,
};

/// Customers whose facts are held at once.
const CUSTOMERS_AT_ONCE: usize = 1_024;

/// Everything that is known of one customer on a day, in the numbers of a plan.
#[derive(Debug, Clone)]
pub struct CustomerDay {
    /// The facts, with the activity of the window of the day.
    pub facts: CustomerFacts,
    /// The subscriptions of the facts with their terms.
    pub terms: Vec<SubscriptionTerms>,
    /// Whether those who were active stand under concealed names.
    pub is_concealed: bool,
}

/// Takes what is known of a customer on a day, with the plan and the price list so far.
pub type VisitDay<'a> = dyn FnMut(&Plan, &[ListPrice], CustomerId, CustomerDay) + 'a;

impl Store {
    /// The subscriptions of the customers in scope with their terms, by customer, in the
    /// numbers of a plan.
    pub async fn terms(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
    ) -> Result<(Plan, BTreeMap<CustomerId, Vec<SubscriptionTerms>>), StoreError> {
        let mut by_customer: BTreeMap<CustomerId, CustomerRows> = BTreeMap::new();
        let rows = rows_of::<SubscriptionRow>(&self.tables, pins, listed(scope).as_deref()).await?;
        for row in rows.into_iter().filter(|it| scope.contains(it.customer_id)) {
            by_customer.entry(row.customer_id).or_default().subscriptions.push(row);
        }
        let mut plan = Plan::new(rules.catalogue, rules.grace);
        for rows in by_customer.values() {
            rows.number(&mut plan, rules.catalogue);
        }
        let terms = by_customer.iter().map(|(it, rows)| (*it, rows.terms(&plan, rules.catalogue)));
        let terms = terms.collect();
        Ok((plan, terms))
    }

    /// The partner's price list in the numbers of a plan. What is not in the plan nobody has
    /// bought.
    pub async fn list_prices(
        &self,
        pins: &Pins,
        catalogue: &Catalogue,
        plan: &Plan,
    ) -> Result<Vec<ListPrice>, StoreError> {
        let rows = rows_of::<PriceRow>(&self.tables, pins, None).await?;
        let prices = rows.iter().filter_map(|it| {
            let sku = catalogue.canonical(&SkuRef::from(&*it.sku));
            Some(ListPrice {
                sku: plan.sku_number(&sku)?,
                currency: Currency::parse(&it.currency)?,
                amount: Amount::parse(&it.unit_price),
                valid_from: it.valid_from,
            })
        });
        Ok(prices.collect())
    }

    /// Hands on what is known on `day` of the customers in scope, customers ascending. The
    /// price list is in the numbers of the plan that is handed on with them; a number once
    /// given stays.
    pub async fn each_customer_day(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        (scope, day): (&Scope, Day),
        visit: &mut VisitDay<'_>,
    ) -> Result<(), StoreError> {
        let view = self.view(pins, rules);
        let days = DayRange::single(day);
        let mut plan = Plan::new(rules.catalogue, rules.grace);
        let customers: Vec<CustomerId> = view.extents(scope).await?.into_keys().collect();
        for part in customers.chunks(CUSTOMERS_AT_ONCE) {
            let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
            let all = load(&self.tables, pins, Some(part)).await?;
            for rows in all.values() {
                rows.number(&mut plan, rules.catalogue);
            }
            let prices = self.list_prices(pins, rules.catalogue, &plan).await?;
            let mut cursors = Vec::new();
            for (file, month) in tables_files(&view, days, part).await? {
                let bounds = (*first, *last);
                cursors.push(Cursor::open(self.tables.folder(), &file, month, bounds)?);
            }
            for (customer, mut rows) in all {
                let population = rows.pieces(days).first().map(|it| it.1);
                let population = population.unwrap_or(Population::Plain);
                rows.keep(population);
                let mut activity = CustomerActivity::new(&rows);
                for cursor in &mut cursors {
                    while let Some(run) = cursor.next_until(customer)? {
                        if run.customer == customer {
                            activity.add(&plan, &run);
                        }
                    }
                }
                let mut facts = rows.facts(&plan, rules.catalogue, population);
                facts.activity = activity.take(population);
                let known = CustomerDay {
                    terms: rows.with_terms(&plan, rules.catalogue, &facts.subscriptions),
                    facts,
                    is_concealed: population == Population::Concealed,
                };
                visit(&plan, &prices, customer, known);
            }
        }
        Ok(())
    }
}

impl CustomerRows {
    /// The subscriptions that count, with their terms.
    fn terms(&self, plan: &Plan, catalogue: &Catalogue) -> Vec<SubscriptionTerms> {
        let facts = self.facts(plan, catalogue, Population::Plain);
        self.with_terms(plan, catalogue, &facts.subscriptions)
    }

    /// The same for the states of these rows: they are in the same order.
    fn with_terms(
        &self,
        plan: &Plan,
        catalogue: &Catalogue,
        states: &[SubscriptionState],
    ) -> Vec<SubscriptionTerms> {
        let rows = self.counted_rows(plan, catalogue);
        let terms = states.iter().zip(&rows).map(|(state, row)| SubscriptionTerms {
            state: *state,
            own_price: row.unit_price.as_deref().map_or(OwnPrice::Untold, |it| {
                Amount::parse(it).map_or(OwnPrice::Inexact, OwnPrice::Told)
            }),
            currency: row.currency.as_deref().and_then(Currency::parse),
            commitment_end: row.commitment_end,
            is_monthly: row.term.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("P1M")),
            auto_renew: row.auto_renew,
            created_on: row.created_on,
            is_aggregate: row.aggregate,
        });
        terms.collect()
    }
}
