//! Activity that no workload counts: whose it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use uptake_model::{CustomerId, Scope, WorkloadCode};

use crate::{Pins, Rules, Store, StoreError, activity::ActivityRow, change::read_rows};

/// Who was active in a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SourceUsers {
    /// Customers with such activity.
    pub customers: u64,
    /// Their users with such activity.
    pub users: u64,
}

impl Store {
    /// The activity sources that no workload of the catalogue counts, by code. One file of
    /// activity is held at a time.
    pub async fn uncounted_sources(
        &self,
        pins: &Pins,
        rules: Rules<'_>,
        scope: &Scope,
    ) -> Result<BTreeMap<String, SourceUsers>, StoreError> {
        let counted: BTreeSet<&WorkloadCode> =
            rules.catalogue.workloads().flat_map(|it| &it.sources).collect();
        let mut users: BTreeMap<Arc<str>, BTreeSet<(CustomerId, u32)>> = BTreeMap::new();
        for file in self.tables.files::<ActivityRow>(pins).await? {
            let wanted = |customer| scope.contains(customer);
            let rows: Vec<ActivityRow> =
                read_rows(self.tables.folder(), std::slice::from_ref(&file), &wanted)?;
            for row in rows {
                if !counted.contains(&WorkloadCode::from(&*row.workload)) {
                    users.entry(row.workload).or_default().insert((row.customer_id, row.user_no));
                }
            }
        }
        let number = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
        let sources = users.into_iter().map(|(source, users)| {
            let customers: BTreeSet<CustomerId> = users.iter().map(|it| it.0).collect();
            let counts =
                SourceUsers { customers: number(customers.len()), users: number(users.len()) };
            (source.to_string(), counts)
        });
        Ok(sources.collect())
    }
}
