//! The newest days that the facts speak of.

use std::collections::BTreeMap;

use uptake_model::{CustomerId, Day, Scope};

use crate::{
    Pins, Store, StoreError,
    change::touches,
    column::{Column, read_text},
    rows::{AssignmentRow, AssignmentSnapshotRow, CoverageRow, Row, SubscriptionRow, UnitsRow},
};

/// The newest days that one customer's facts speak of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NewestDays {
    /// Of subscriptions and assignments.
    pub deployment: Option<Day>,
    /// Of activity: the newest day that is known to be complete.
    pub usage: Option<Day>,
}

type ByCustomer = BTreeMap<CustomerId, NewestDays>;

impl Store {
    /// The newest days of the customers in scope; reads no column but days and customers.
    pub async fn newest_days(&self, pins: &Pins, scope: &Scope) -> Result<ByCustomer, StoreError> {
        let mut newest = ByCustomer::new();
        let deployment = |it: &mut NewestDays, day| it.deployment = it.deployment.max(Some(day));
        let usage = |it: &mut NewestDays, day| it.usage = it.usage.max(Some(day));
        let columns = &["assigned_on", "removed_on", "listed_on"];
        self.newest::<SubscriptionRow>(pins, scope, &["as_of"], &mut newest, deployment).await?;
        self.newest::<AssignmentRow>(pins, scope, columns, &mut newest, deployment).await?;
        self.newest::<AssignmentSnapshotRow>(pins, scope, &["as_of"], &mut newest, deployment)
            .await?;
        self.newest::<UnitsRow>(pins, scope, &["as_of"], &mut newest, deployment).await?;
        self.newest::<CoverageRow>(pins, scope, &["last_day"], &mut newest, usage).await?;
        Ok(newest)
    }

    async fn newest<R: Row>(
        &self,
        pins: &Pins,
        scope: &Scope,
        days: &[&str],
        newest: &mut ByCustomer,
        put: impl Fn(&mut NewestDays, Day),
    ) -> Result<(), StoreError> {
        let mut files = self.tables.files::<R>(pins).await?;
        if let Scope::Customers(customers) = scope {
            let customers: Vec<CustomerId> = customers.iter().copied().collect();
            files.retain(|it| touches(it, &customers));
        }
        for data in &files {
            let file = self.tables.open_file::<R>(data)?;
            for day in days {
                for group in 0..file.row_groups() {
                    for batch in file.read(group, Some(&["customer_id", day]))? {
                        let [Some(customers), Some(days)] =
                            ["customer_id", day].map(|it| batch.column_by_name(it))
                        else {
                            continue;
                        };
                        let damaged = |it| file.damaged(&it);
                        let customers = read_text(&**customers, |it| it.parse().ok());
                        let days = Option::<Day>::read(&**days).map_err(damaged)?;
                        for (customer, day) in customers.map_err(damaged)?.into_iter().zip(days) {
                            let (Some(customer), Some(day)) = (customer, day) else { continue };
                            if scope.contains(customer) {
                                put(newest.entry(customer).or_default(), day);
                            }
                        }
                    }
                }
            }
        }
        Ok(())
    }
}
