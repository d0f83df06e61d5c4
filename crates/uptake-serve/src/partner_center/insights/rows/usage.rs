//! Rows of usage: by workload for Office, by product for the others.

use std::collections::BTreeMap;

use uptake_calc::DeploymentSum;
use uptake_model::{CustomerId, percent::Percent};

use super::{DEFINITION, Dataset, Period, Row, Rows, SourceError, Value, fill, of_product};
use crate::partner_center::{
    source::{DeploymentRow, Product, SubscriptionRow, UsageRow},
    words,
};

/// Which products a dataset is about.
type Belongs = fn(&Product, &[&UsageRow]) -> bool;

pub(super) fn is_dynamics(product: &Product, _: &[&UsageRow]) -> bool {
    product.service == "dynamics365"
}

pub(super) fn is_ems(product: &Product, _: &[&UsageRow]) -> bool {
    product.service == "ems"
}

/// Products of the Power Platform whose holders use Power BI.
pub(super) fn is_power_bi(product: &Product, usage: &[&UsageRow]) -> bool {
    product.service == "power_platform" && usage.iter().any(|it| it.workload.code == "power_bi")
}

impl Rows<'_> {
    pub(super) async fn office(
        &self,
        dataset: &Dataset,
        at: Period,
    ) -> Result<Vec<Row>, SourceError> {
        let rows = self.source.usage_by_customer(self.asker, at.day, DEFINITION).await?;
        let rows = rows.iter().filter(|it| it.usage.workload.service == "office365");
        let rows = rows.map(|row| {
            fill(dataset, |column| match column {
                "WorkloadName" => Value::text(words::workload_name(&row.usage.workload)),
                "PaidAvailableUnits" => Value::Count(row.usage.entitlements),
                "MonthlyActiveUsers" => Value::count(row.usage.active),
                other => self.shared(other, Some(&row.customer), Some(at)),
            })
        });
        Ok(rows.collect())
    }

    pub(super) async fn products(
        &self,
        dataset: &Dataset,
        at: Period,
        belongs: Belongs,
    ) -> Result<Vec<Row>, SourceError> {
        let deployment = self.source.deployment(self.asker, None, at.day).await?;
        let usage = self.source.usage(self.asker, None, at.day, DEFINITION).await?;
        let subscriptions = self.own_subscriptions(at.day).await?;
        let mut used: BTreeMap<(CustomerId, &str), Vec<&UsageRow>> = BTreeMap::new();
        for row in &usage {
            used.entry((row.customer.id, &row.product.id)).or_default().push(row);
        }
        let mut bought: BTreeMap<(CustomerId, &str), Vec<&SubscriptionRow>> = BTreeMap::new();
        for row in &subscriptions {
            bought.entry((row.customer.id, &row.product.id)).or_default().push(row);
        }
        let mut rows = Vec::new();
        for row in &deployment {
            let key = (row.customer.id, row.product.id.as_str());
            let usage = used.get(&key).map(Vec::as_slice).unwrap_or_default();
            if belongs(&row.product, usage) {
                let bought = bought.get(&key).map(Vec::as_slice).unwrap_or_default();
                rows.push(self.product(dataset, at, row, usage, bought));
            }
        }
        Ok(rows)
    }

    /// A row of a product. Its active users are those of its most used workload: at least so
    /// many used it. It names a subscription when there is exactly one.
    fn product(
        &self,
        dataset: &Dataset,
        at: Period,
        row: &DeploymentRow,
        usage: &[&UsageRow],
        bought: &[&SubscriptionRow],
    ) -> Row {
        let own = usage.iter().filter(|it| it.workload.service == row.product.service);
        let active = own.filter_map(|it| it.counts.active).max();
        let mut seats: DeploymentSum<()> = DeploymentSum::default();
        seats.add(&row.counts, true);
        let only = if let [only] = bought { Some(*only) } else { None };
        let percent = active.and_then(|it| Percent::of(it, row.counts.sold));
        fill(dataset, |column| match column {
            "AvailableSeats" | "PaidAvailableUnits" => Value::Count(row.counts.sold),
            "AssignedSeats" => Value::count(row.counts.assigned),
            "ActiveSeats" | "MonthlyActiveUsers" => Value::count(active),
            "DeploymentOpportunity" => Value::count(seats.is_told().then(|| seats.unassigned())),
            "ActiveUsagePercent" => percent.map_or(Value::Missing, Value::Percent),
            "SalesModel" | "DetailedSalesModel" => Value::text("CSP"),
            other => of_product(other, &row.product)
                .or_else(|| only.and_then(|it| super::subscriptions::of_subscription(other, it)))
                .unwrap_or_else(|| self.shared(other, Some(&row.customer), Some(at))),
        })
    }
}
