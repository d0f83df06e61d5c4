//! The flat datasets.

use super::{Asked, json};
use crate::partner_center::{
    commercial::{DEPLOYMENT_COLUMNS, FlatDeployment, FlatUsage, USAGE_COLUMNS},
    error::Fault,
    flat::{Question, answer},
    subscription_analytics::{COLUMNS, FlatSubscription, is_own},
};

impl Asked<'_> {
    pub(super) async fn flat_deployment(&self) -> Result<Vec<u8>, Fault> {
        let question = Question::read(self.query, DEPLOYMENT_COLUMNS)?;
        let mut rows = Vec::new();
        if let Some(processed) = self.processed(question.processed).await? {
            let day = processed.deployment;
            let found = self.source.deployment(self.asker, None, day).await?;
            rows.extend(found.into_iter().map(|row| FlatDeployment { row, day }));
        }
        let path = "/partner/v1/analytics/commercial/deployment/license";
        json(&answer(rows, &question, path))
    }

    pub(super) async fn flat_usage(&self) -> Result<Vec<u8>, Fault> {
        let question = Question::read(self.query, USAGE_COLUMNS)?;
        let definition = self.definition()?;
        let mut rows = Vec::new();
        if let Some(processed) = self.processed(question.processed).await? {
            let day = processed.usage;
            let found = self.source.usage(self.asker, None, day, definition).await?;
            rows.extend(found.into_iter().map(|row| FlatUsage { row, day }));
        }
        json(&answer(rows, &question, "/partner/v1/analytics/commercial/usage/license"))
    }

    pub(super) async fn flat_subscriptions(&self) -> Result<Vec<u8>, Fault> {
        let question = Question::read(self.query, COLUMNS)?;
        let mut rows = Vec::new();
        if let Some(processed) = self.processed(question.processed).await? {
            let day = processed.deployment;
            let used = self.source.last_use(self.asker, day).await?;
            let found = self.source.subscriptions(self.asker, None, day).await?;
            rows.extend(found.into_iter().filter(is_own).map(|row| {
                let key = (row.customer.id, row.product.id.clone());
                FlatSubscription { last_used_on: used.get(&key).copied(), row }
            }));
        }
        json(&answer(rows, &question, "/partner/v1/analytics/subscriptions"))
    }
}
