//! Rows of subscriptions, tenants and resellers.

use uptake_model::facts::Status;

use super::{Dataset, Period, Row, Rows, SourceError, Value, fill, of_product};
use crate::partner_center::source::SubscriptionRow;

/// The cells that are a subscription's.
pub(super) fn of_subscription(column: &str, row: &SubscriptionRow) -> Option<Value> {
    Some(match column {
        "SubscriptionId" | "SubscriptionID" => Value::text(&row.id),
        "SubscriptionStartDate" => Value::text(row.created_on.to_string()),
        "SubscriptionStartMonth" => Value::text(row.created_on.month().first_day().to_string()),
        "SubscriptionEndDate" => {
            row.commitment_end.map_or(Value::Missing, |it| Value::text(it.to_string()))
        }
        "SubscriptionStatus" | "SubscriptionState" => Value::text(state(row.status)),
        "IsAutoRenew" => {
            row.auto_renew.map_or(Value::Missing, |it| Value::text(if it { "Y" } else { "N" }))
        }
        _ => return None,
    })
}

/// The state of a subscription in the words of the datasets.
fn state(status: Status) -> &'static str {
    match status {
        Status::Active => "Active",
        Status::Grace => "InGracePeriod",
        Status::Suspended => "Suspended",
        Status::Disabled => "Disabled",
        Status::Expired | Status::Deprovisioned => "Deprovisioned",
        Status::Cancelled => "Churned",
        Status::Converted => "Closed",
        Status::Pending => "Open",
    }
}

impl Rows<'_> {
    pub(super) async fn seats(
        &self,
        dataset: &Dataset,
        at: Period,
    ) -> Result<Vec<Row>, SourceError> {
        let rows = self.own_subscriptions(at.day).await?;
        let rows = rows.iter().map(|row| {
            fill(dataset, |column| match column {
                "TotalSoldSeats" => Value::Count(row.quantity),
                other => self.of_bought(other, row, at),
            })
        });
        Ok(rows.collect())
    }

    pub(super) async fn tenants(
        &self,
        dataset: &Dataset,
        at: Period,
    ) -> Result<Vec<Row>, SourceError> {
        let rows = self.source.deployment(self.asker, None, at.day).await?;
        let rows = rows.iter().map(|row| {
            let status = if row.counts.sold > 0 { "Active" } else { "Inactive" };
            fill(dataset, |column| match column {
                "CustomerStatus" => Value::text(status),
                "AvailableSeats" => Value::Count(row.counts.sold),
                other => of_product(other, &row.product)
                    .unwrap_or_else(|| self.shared(other, Some(&row.customer), Some(at))),
            })
        });
        Ok(rows.collect())
    }

    /// The subscriptions of customers that a reseller serves.
    pub(super) async fn resellers(
        &self,
        dataset: &Dataset,
        at: Period,
    ) -> Result<Vec<Row>, SourceError> {
        let rows = self.own_subscriptions(at.day).await?;
        let mut found = Vec::new();
        for row in &rows {
            let Some(reseller) = &row.customer.reseller_id else { continue };
            found.push(fill(dataset, |column| match column {
                "ResellerMpnid" => Value::text(reseller),
                "IndirectProviderMPNId" => Value::text(&self.partner.mpn_id),
                "IndirectProviderName" => Value::text(&self.partner.name),
                "AvailableSeats" => Value::Count(row.quantity),
                other => self.of_bought(other, row, at),
            }));
        }
        Ok(found)
    }

    fn of_bought(&self, column: &str, row: &SubscriptionRow, at: Period) -> Value {
        of_subscription(column, row)
            .or_else(|| of_product(column, &row.product))
            .unwrap_or_else(|| self.shared(column, Some(&row.customer), Some(at)))
    }
}
