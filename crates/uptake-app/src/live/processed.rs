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

impl Processed {
    fn of<'a>(customers: impl Iterator<Item = &'a Newest>) -> Self {
        customers.fold(Self::default(), |newest, it| Self {
            deployment: newest.deployment.max(it.deployment),
            usage: newest.usage.max(it.usage),
        })
    }
}

/// The newest days of each customer, and of all of them.
pub(super) struct NewestDays {
    of: BTreeMap<CustomerId, Newest>,
    all: Processed,
}

impl Boundary {
    /// Up to which days data of the customers in scope has come in.
    pub async fn processed(&self, scope: &Scope) -> Result<Processed, AppError> {
        let read = self.ask(|data| async move {
            let of = data.store.newest_days(&data.view.pins, &Scope::All).await?;
            Ok(NewestDays { all: Processed::of(of.values()), of })
        });
        let newest = self.memory.newest_days.get(&self.seq(), read).await?;
        Ok(match scope {
            Scope::All => newest.all,
            Scope::Customers(customers) => {
                Processed::of(customers.iter().filter_map(|it| newest.of.get(it)))
            }
        })
    }
}

impl Weigh for NewestDays {
    fn bytes(&self) -> usize {
        self.of.len() * 64
    }
}
