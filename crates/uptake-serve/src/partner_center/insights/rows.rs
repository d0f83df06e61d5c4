//! The rows of the datasets, made of the rows of the source.
//!
//! A row is of a month, with what is known at its end, or on the newest day of the newest
//! month. "Monthly" active users are those of the 28 days up to then: stored counts know no
//! calendar months.

use uptake_calc::MetricDefinition;
use uptake_model::{Day, DayRange, Month};

use super::{
    datasets::Dataset,
    evaluate::Row,
    statement::{Span, Statement},
    value::Value,
};
use crate::partner_center::{
    asker::Asker,
    source::{CustomerRow, Product, Source, SourceError, SubscriptionRow},
};

mod subscriptions;
mod usage;

/// Who the partner is, as the datasets name it. What is not known stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerProfile {
    /// Its id in the partner network.
    pub mpn_id: String,
    /// Its name.
    pub name: String,
    /// Its city.
    pub city: String,
    /// Its country.
    pub country: String,
}

/// Where rows come from, and for whom.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// The source.
    pub source: &'a dyn Source,
    /// Who asks.
    pub asker: &'a Asker,
    /// The partner.
    pub partner: &'a PartnerProfile,
}

/// A month of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Period {
    month: Month,
    /// The day that the figures are of.
    day: Day,
}

impl Rows<'_> {
    /// The rows that a query is about. `days` replaces the query's own time span.
    pub async fn of(
        &self,
        statement: &Statement,
        days: Option<DayRange>,
    ) -> Result<Vec<Row>, SourceError> {
        let dataset = statement.dataset;
        if dataset.name == "Profile" {
            return Ok(vec![self.profile(dataset)]);
        }
        let Some(processed) = self.source.processed(self.asker, None).await? else {
            return Ok(Vec::new());
        };
        let newest = processed.usage;
        let asked =
            days.unwrap_or_else(|| statement.span.unwrap_or(Span::Last6Months).days(newest));
        let mut rows = Vec::new();
        for month in asked.months().filter(|it| *it <= newest.month()) {
            let day = month.range().last().min(asked.last()).min(newest);
            rows.extend(self.of_month(dataset, Period { month, day }).await?);
        }
        Ok(rows)
    }

    async fn of_month(&self, dataset: &Dataset, at: Period) -> Result<Vec<Row>, SourceError> {
        match dataset.name {
            "OfficeUsage" => self.office(dataset, at).await,
            "DynamicsUsage" => self.products(dataset, at, usage::is_dynamics).await,
            "PowerBIUsage" => self.products(dataset, at, usage::is_power_bi).await,
            "EMSUsage" => self.products(dataset, at, usage::is_ems).await,
            "SeatsSubscriptionsAndRevenue" => self.seats(dataset, at).await,
            "CustomersAndTenants" => self.tenants(dataset, at).await,
            "CloudProductsResellerPerformance" => self.resellers(dataset, at).await,
            // No source yet.
            _ => Ok(Vec::new()),
        }
    }

    fn profile(&self, dataset: &Dataset) -> Row {
        fill(dataset, |column| match column {
            "PGA_MPNId" => Value::text(&self.partner.mpn_id),
            "PGA_PartnerName" => Value::text(&self.partner.name),
            "City" => Value::text(&self.partner.city),
            "Country" => Value::text(&self.partner.country),
            "HierarchyLevel" => Value::text("HQ"),
            other => self.shared(other, None, None),
        })
    }

    /// The cells that mean the same in every dataset.
    fn shared(&self, column: &str, customer: Option<&CustomerRow>, at: Option<Period>) -> Value {
        let own = |text: &String| Value::text(text.clone());
        let optional = |text: Option<String>| text.map_or(Value::Missing, Value::Text);
        match column {
            "MPNId" | "MpnId" | "PGAMpnId" => own(&self.partner.mpn_id),
            "PartnerName" => own(&self.partner.name),
            "PartnerLocation" => own(&self.partner.country),
            "PartnerAttributionType" | "PartnerAttachType" | "SalesChannel" => Value::text("CSP"),
            "IsDuplicateRowForPGA" => Value::Count(0),
            "Month" | "month" => optional(at.map(|it| it.month.first_day().to_string())),
            "CustomerTenantId" => optional(customer.map(|it| it.id.to_string())),
            "CustomerName" | "CustomerTenantName" => optional(customer.map(|it| it.name.clone())),
            "CustomerMarket" | "CustomerTenantCountry" => {
                optional(customer.and_then(|it| it.country.clone()))
            }
            "TenantDomainName" => optional(customer.and_then(|it| it.domain.clone())),
            _ => Value::Missing,
        }
    }

    async fn own_subscriptions(&self, day: Day) -> Result<Vec<SubscriptionRow>, SourceError> {
        let mut rows = self.source.subscriptions(self.asker, None, day).await?;
        rows.retain(crate::partner_center::subscription_analytics::is_own);
        Ok(rows)
    }
}

/// The definition that the stored counts can tell.
const DEFINITION: MetricDefinition = MetricDefinition::Entitlements;

/// A row of a dataset, cell by cell.
fn fill(dataset: &Dataset, cell: impl Fn(&str) -> Value) -> Row {
    dataset.all_columns().map(cell).collect()
}

/// The cells that are a product's.
fn of_product(column: &str, product: &Product) -> Option<Value> {
    Some(match column {
        "SKU" | "Product" | "ReportingProductName" | "RawProductName" => Value::text(&product.name),
        "SKUId" => Value::text(&product.id),
        "ProductPartNumber" => Value::text(&product.part_number),
        "ProductFamily" | "RevSumDivisionName" | "SolutionArea" => {
            Value::text(&product.service_name)
        }
        "FreeVsPaidSKU" => Value::text("Paid"),
        _ => return None,
    })
}
