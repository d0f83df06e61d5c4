//! The calls: a question in, JSON out.

use axum::http::HeaderMap;
use serde::Serialize;
use std::sync::Arc;
use uptake_calc::MetricDefinition;
use uptake_model::{CustomerId, Day, Permission};

use super::{
    Options,
    asker::Asker,
    error::Fault,
    moment::Moment,
    query::Query,
    route::Call,
    source::{CustomerRow, Processed, Source},
};

mod datasets;
mod directory;
mod insights;
mod people;

/// A call with everything that its answer depends on.
pub(super) struct Asked<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) options: &'a Options,
    pub(super) asker: &'a Asker,
    pub(super) query: &'a Query,
    pub(super) headers: &'a HeaderMap,
}

impl Asked<'_> {
    /// Answers a call with the bytes of its JSON.
    pub(super) async fn answer(&self, call: &Call) -> Result<Vec<u8>, Fault> {
        if !self.asker.may(Permission::ReadInsights) {
            return Err(Fault::Forbidden);
        }
        match call {
            Call::PartnerDeployment => self.partner_deployment().await,
            Call::PartnerUsage => self.partner_usage().await,
            Call::CustomerDeployment(id) => self.customer_deployment(id).await,
            Call::CustomerUsage(id) => self.customer_usage(id).await,
            Call::FlatDeployment => self.flat_deployment().await,
            Call::FlatUsage => self.flat_usage().await,
            Call::FlatSubscriptions => self.flat_subscriptions().await,
            Call::Customers => self.customers().await,
            Call::Customer(id) => self.one_customer(id).await,
            Call::Subscriptions(id) => self.subscriptions(id).await,
            Call::Subscription(id, subscription) => self.subscription(id, subscription).await,
            Call::SubscribedSkus(id) => self.subscribed_skus(id).await,
            Call::Users(id) => self.users(id).await,
            Call::UserLicences(id, user) => self.user_licences(id, user).await,
            Call::ServiceRequests => self.service_requests(None).await,
            Call::CustomerServiceRequests(id) => self.service_requests(Some(id)).await,
        }
    }

    /// The customer of an id. A foreign one is as unknown as one that does not exist.
    async fn customer(&self, id: &str) -> Result<Arc<CustomerRow>, Fault> {
        let id: CustomerId = id.parse().map_err(|_no_guid| Fault::CustomerIdMalformed)?;
        let found = self.source.customer(self.asker, id).await?;
        found.ok_or(Fault::CustomerNotFound)
    }

    async fn processed(&self, latest: Option<Moment>) -> Result<Option<Processed>, Fault> {
        Ok(self.source.processed(self.asker, latest.map(Moment::day)).await?)
    }

    /// The day of what is known of seats and people.
    async fn today(&self) -> Result<Option<Day>, Fault> {
        Ok(self.processed(None).await?.map(|it| it.deployment))
    }

    /// What the usage figures mean: as the request says, or else as the server is set.
    fn definition(&self) -> Result<MetricDefinition, Fault> {
        let Some(asked) = self.query.get("metricdefinition") else {
            return Ok(self.options.definition);
        };
        let mut served = MetricDefinition::ALL.into_iter().filter(|it| it.is_stored());
        served.find(|it| it.as_str().eq_ignore_ascii_case(asked)).ok_or_else(|| {
            Fault::UnknownWord("`metricDefinition` is one of entitlements, with_trials".to_owned())
        })
    }
}

fn json(body: &impl Serialize) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(body).map_err(|error| {
        tracing::error!(%error, "an answer has no JSON");
        Fault::Server
    })
}
