//! Reading support, satisfaction and prices at an import boundary.

use std::collections::BTreeMap;

use uptake_model::{CustomerId, DayRange, Scope};

use crate::{
    StoreError,
    loader::rows_of,
    read::listed,
    rows::{PriceRow, Row, SurveyRow, TicketCoverageRow, TicketRow},
    store::Store,
    tables::Pins,
};

impl Store {
    /// The tickets of the customers in scope, by customer and id.
    pub async fn tickets(&self, pins: &Pins, scope: &Scope) -> Result<Vec<TicketRow>, StoreError> {
        let mut rows: Vec<TicketRow> = self.in_scope(pins, scope).await?;
        rows.sort_by(|a, b| (a.customer_id, &a.ticket_id).cmp(&(b.customer_id, &b.ticket_id)));
        Ok(rows)
    }

    /// The answers to surveys of the customers in scope, by customer and id.
    pub async fn surveys(&self, pins: &Pins, scope: &Scope) -> Result<Vec<SurveyRow>, StoreError> {
        let mut rows: Vec<SurveyRow> = self.in_scope(pins, scope).await?;
        rows.sort_by(|a, b| (a.customer_id, &a.response_id).cmp(&(b.customer_id, &b.response_id)));
        Ok(rows)
    }

    /// For which days all tickets are known of the customers in scope, as few ranges.
    pub async fn ticket_coverage(
        &self,
        pins: &Pins,
        scope: &Scope,
    ) -> Result<BTreeMap<CustomerId, Vec<DayRange>>, StoreError> {
        let mut by_customer: BTreeMap<CustomerId, Vec<DayRange>> = BTreeMap::new();
        for (customer, days) in ticket_days(&self.in_scope(pins, scope).await?) {
            by_customer.entry(customer).or_default().push(days);
        }
        Ok(by_customer)
    }

    /// The partner's price list, in no order. It is the same for every customer.
    pub async fn prices(&self, pins: &Pins) -> Result<Vec<PriceRow>, StoreError> {
        rows_of(&self.tables, pins, None).await
    }

    async fn in_scope<R: Row>(&self, pins: &Pins, scope: &Scope) -> Result<Vec<R>, StoreError> {
        let mut rows = rows_of::<R>(&self.tables, pins, listed(scope).as_deref()).await?;
        rows.retain(|it| scope.contains(it.customer()));
        Ok(rows)
    }
}

/// The covered days of each customer as few ranges: how they were split does not matter.
pub(crate) fn ticket_days(rows: &[TicketCoverageRow]) -> Vec<(CustomerId, DayRange)> {
    let days = |it: &TicketCoverageRow| DayRange::new(it.first_day, it.last_day);
    let mut sorted: Vec<(CustomerId, DayRange)> =
        rows.iter().filter_map(|it| Some((it.customer_id, days(it)?))).collect();
    sorted.sort();
    let mut joined: Vec<(CustomerId, DayRange)> = Vec::new();
    for (customer, days) in sorted {
        match joined.last_mut() {
            Some((same, last)) if *same == customer && days.first() <= last.last().plus(1) => {
                *last = last.hull(days);
            }
            Some(_) | None => joined.push((customer, days)),
        }
    }
    joined
}
