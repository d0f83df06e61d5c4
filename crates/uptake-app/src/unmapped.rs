//! What the data names and the catalogue does not know.

use uptake_calc::DeploymentSum;
use uptake_model::{Day, Scope, SellerScope};

use crate::{AppError, Data, SkuName};

/// What the data names and the catalogue does not know.
#[derive(Debug, Clone)]
pub struct Unmapped {
    /// The newest known day, of which the SKUs are.
    pub day: Day,
    /// SKUs without a catalogue entry, most seats first: they count in deployment only.
    pub skus: Vec<(SkuName, DeploymentSum)>,
    /// Activity that counts for no workload, by source.
    pub sources: Vec<UnmappedSource>,
}

/// An activity source that no workload counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmappedSource {
    /// Its code, as files give it.
    pub code: String,
    /// Customers with such activity.
    pub customers: u64,
    /// Their users with such activity.
    pub users: u64,
}

impl Data {
    /// What the data of the customers in scope names and the catalogue does not know.
    pub async fn unmapped(&self, scope: &Scope) -> Result<Unmapped, AppError> {
        let day = self.newest_day(scope).await?;
        let mut skus = self.portfolio(scope, day, SellerScope::All).await?.skus;
        skus.retain(|(sku, _)| !sku.is_mapped);
        let view = &self.view;
        let sources =
            self.store.uncounted_sources(&view.pins, view.rules(), scope).await?.into_iter();
        let sources = sources.map(|(code, it)| UnmappedSource {
            code,
            customers: it.customers,
            users: it.users,
        });
        Ok(Unmapped { day, skus, sources: sources.collect() })
    }
}
