//! What the calls are answered from.
//!
//! **Invariant:** every method answers for the customers in the asker's scope and no other; a
//! customer outside of it has nothing, exactly like an unknown one.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use uptake_calc::MetricDefinition;
use uptake_model::{CustomerId, Day};

use super::{
    asker::Asker,
    search::Search,
    seek::{Page, Seek},
};

mod rows;

pub use rows::{
    CustomerRow, CustomerWorkload, DeploymentRow, HeldSku, Processed, Product, ServiceSeats,
    SubscriptionRow, UnitsRow, UsageRow, UserRow, Workload, WorkloadUsage,
};

/// The source failed; the cause is for the log and for nobody else.
#[derive(Debug, thiserror::Error)]
#[error("the source of Partner Center's rows failed")]
pub struct SourceError {
    /// Why.
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

/// Which customers a page is wanted of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomersWanted {
    /// Only those that it finds.
    pub search: Option<Search>,
    /// Where the page begins. Customers are in the order of their ids.
    pub seek: Seek<CustomerId>,
    /// How many rows it has at most.
    pub size: usize,
}

/// Gives the rows that the calls are answered from.
#[async_trait]
pub trait Source: Send + Sync {
    /// Up to which days the figures of the asker's customers are processed, none of them
    /// after `latest`; `None` without any data.
    async fn processed(
        &self,
        asker: &Asker,
        latest: Option<Day>,
    ) -> Result<Option<Processed>, SourceError>;

    /// A page of the customers, by id.
    async fn customers(
        &self,
        asker: &Asker,
        wanted: &CustomersWanted,
    ) -> Result<Page<Arc<CustomerRow>>, SourceError>;

    /// One customer.
    async fn customer(
        &self,
        asker: &Asker,
        id: CustomerId,
    ) -> Result<Option<Arc<CustomerRow>>, SourceError>;

    /// The subscriptions up to `day`, by customer and id: of one customer, or of all. Those
    /// of every seller and in every state, sums left out.
    async fn subscriptions(
        &self,
        asker: &Asker,
        only: Option<CustomerId>,
        day: Day,
    ) -> Result<Vec<SubscriptionRow>, SourceError>;

    /// When each customer's products were last used up to `day`, by customer and product id.
    async fn last_use(
        &self,
        asker: &Asker,
        day: Day,
    ) -> Result<BTreeMap<(CustomerId, String), Day>, SourceError>;

    /// The units of every product of a customer on `day`, by product.
    async fn subscribed_skus(
        &self,
        asker: &Asker,
        of: CustomerId,
        day: Day,
    ) -> Result<Vec<UnitsRow>, SourceError>;

    /// The users of a customer with what they hold on `day`, by id. This is personal data:
    /// it is asked only for an asker with that permission, and each call is a view to log.
    async fn users(
        &self,
        asker: &Asker,
        of: CustomerId,
        day: Day,
    ) -> Result<Vec<UserRow>, SourceError>;

    /// Deployment by customer and product on `day`, of one customer or of all. Products that
    /// are not sold per person are left out.
    async fn deployment(
        &self,
        asker: &Asker,
        only: Option<CustomerId>,
        day: Day,
    ) -> Result<Vec<DeploymentRow>, SourceError>;

    /// Usage by customer, product and workload on `day`, of one customer or of all. Products
    /// that are not sold per person are left out.
    async fn usage(
        &self,
        asker: &Asker,
        only: Option<CustomerId>,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<UsageRow>, SourceError>;

    /// Deployment summed over all customers, by service and channel: the sums of
    /// [`Source::deployment`].
    async fn deployment_by_service(
        &self,
        asker: &Asker,
        day: Day,
    ) -> Result<Vec<ServiceSeats>, SourceError>;

    /// Usage of every workload at every customer on `day`, by customer and workload. A person
    /// counts once in a workload, however many products give it.
    async fn usage_by_customer(
        &self,
        asker: &Asker,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<CustomerWorkload>, SourceError>;

    /// Usage summed over all customers, by workload. A person counts once in a workload,
    /// however many products give it; customers without a number are in no sum.
    async fn usage_by_workload(
        &self,
        asker: &Asker,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<WorkloadUsage>, SourceError>;
}
