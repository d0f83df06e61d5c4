//! Up to which day data has come in: of deployment and of usage they differ.

use std::collections::BTreeMap;

use uptake_model::{CustomerId, Day, Scope};
use uptake_store::NewestDays as Newest;

use super::{boundary::Boundary, once::Weigh};
use crate::AppError;

/// The newest days of which data has come in of any customer in scope.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Processed {
    /// Of subscriptions and assignments: deployment of later days is carried on.
    pub deployment: Option<Day>,
    /// Of activity: of later days only a part of the window is known.
    pub usage: Option<Day>,
}

/// The newest days of each customer.
pub(super) struct NewestDays(BTreeMap<CustomerId, Newest>);

impl Boundary {
    /// Up to which days data of the customers in scope has come in.
    pub async fn processed(&self, scope: &Scope) -> Result<Processed, AppError> {
        let read = self.ask(|data| async move {
            Ok(NewestDays(data.store.newest_days(&data.view.pins, &Scope::All).await?))
        });
        let newest = self.memory.newest_days.get(&self.seq(), read).await?;
        let mut processed = Processed::default();
        for (_, it) in newest.0.iter().filter(|(customer, _)| scope.contains(**customer)) {
            processed.deployment = processed.deployment.max(it.deployment);
            processed.usage = processed.usage.max(it.usage);
        }
        Ok(processed)
    }
}

impl Weigh for NewestDays {
    fn bytes(&self) -> usize {
        self.0.len() * 64
    }
}
