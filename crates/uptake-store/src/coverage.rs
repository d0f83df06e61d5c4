//! What is known of which days of customers.

use std::collections::BTreeMap;

use uptake_calc::{CoverageFact, Plan};
use uptake_model::{CustomerId, DayRange, Scope};

use crate::{
    Pins, Rules, Store, StoreError,
    loader::{CustomerRows, rows_of},
    rows::CoverageRow,
};

/// For each part of some days what is known of the users who count then.
pub type CoverageParts = Vec<(DayRange, Vec<CoverageFact>)>;

impl Store {
    /// What is known of which days of a customer, in the numbers of a plan. A customer outside
    /// of the scope has nothing, like an unknown one.
    pub async fn coverage(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
        customer: CustomerId,
        days: DayRange,
    ) -> Result<(Plan, CoverageParts), StoreError> {
        if !scope.contains(customer) {
            return Ok((Plan::new(rules.catalogue, rules.grace), Vec::new()));
        }
        let (plan, mut all) = self.coverages(pins, rules, &Scope::one(customer), days).await?;
        let none = || parts(&plan, Vec::new(), days);
        let own = all.remove(&customer).unwrap_or_else(none);
        Ok((plan, own))
    }

    /// The same of all customers in scope of which anything is known, read at once.
    pub async fn coverages(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
        days: DayRange,
    ) -> Result<(Plan, BTreeMap<CustomerId, CoverageParts>), StoreError> {
        let plan = Plan::new(rules.catalogue, rules.grace);
        let customers: Option<Vec<CustomerId>> = match scope {
            Scope::All => None,
            Scope::Customers(customers) => Some(customers.iter().copied().collect()),
        };
        let mut rows: BTreeMap<CustomerId, Vec<CoverageRow>> = BTreeMap::new();
        for row in rows_of::<CoverageRow>(&self.tables, pins, customers.as_deref()).await? {
            rows.entry(row.customer_id).or_default().push(row);
        }
        let all = rows.into_iter().map(|(customer, it)| (customer, parts(&plan, it, days)));
        let all = all.collect();
        Ok((plan, all))
    }
}

fn parts(plan: &Plan, coverage: Vec<CoverageRow>, days: DayRange) -> CoverageParts {
    let rows = CustomerRows { coverage, ..CustomerRows::default() };
    let facts = |(days, population)| (days, rows.coverage_facts(plan, population));
    rows.pieces(days).into_iter().map(facts).collect()
}
