//! The four collections of licence insights.

use super::{Asked, json};
use crate::partner_center::{
    collection::Collection,
    error::Fault,
    licences::{CustomerDeployment, CustomerUsage, PartnerDeployment, PartnerUsage},
};

impl Asked<'_> {
    pub(super) async fn partner_deployment(&self) -> Result<Vec<u8>, Fault> {
        let Some(processed) = self.processed(None).await? else { return nothing() };
        let day = processed.deployment;
        let rows = self.source.deployment_by_service(self.asker, day).await?;
        let items = rows.iter().map(|it| PartnerDeployment::of(it, day));
        json(&Collection::whole(items.collect()))
    }

    pub(super) async fn partner_usage(&self) -> Result<Vec<u8>, Fault> {
        let definition = self.definition()?;
        let Some(processed) = self.processed(None).await? else { return nothing() };
        let day = processed.usage;
        let rows = self.source.usage_by_workload(self.asker, day, definition).await?;
        let items = rows.iter().map(|it| PartnerUsage::of(it, day));
        json(&Collection::whole(items.collect()))
    }

    pub(super) async fn customer_deployment(&self, id: &str) -> Result<Vec<u8>, Fault> {
        let customer = self.customer(id).await?;
        let Some(processed) = self.processed(None).await? else { return nothing() };
        let day = processed.deployment;
        let rows = self.source.deployment(self.asker, Some(customer.id), day).await?;
        let items = rows.iter().map(|it| CustomerDeployment::of(it, day));
        json(&Collection::whole(items.collect()))
    }

    pub(super) async fn customer_usage(&self, id: &str) -> Result<Vec<u8>, Fault> {
        let definition = self.definition()?;
        let customer = self.customer(id).await?;
        let Some(processed) = self.processed(None).await? else { return nothing() };
        let day = processed.usage;
        let rows = self.source.usage(self.asker, Some(customer.id), day, definition).await?;
        let items = rows.iter().map(|it| CustomerUsage::of(it, day));
        json(&Collection::whole(items.collect()))
    }
}

fn nothing() -> Result<Vec<u8>, Fault> {
    json(&Collection::<()>::whole(Vec::new()))
}
