//! What in the state is not as it was written, told as far as it can still be read.

use std::collections::BTreeMap;

use futures::TryStreamExt as _;
use sqlx::{Row as _, any::AnyRow};
use uptake_model::{CustomerId, with_causes};

use crate::{CustomerKey, State, StateError, keys, vault};

#[cfg(test)]
mod tests;

/// The keys of customers; a damaged one is `None`.
type KnownKeys = BTreeMap<CustomerId, Option<CustomerKey>>;

impl State {
    /// Everything that is not as it was written, in words, the ledger and the pins aside:
    /// pages that do not hang together, tables that are not those of the migrations, keys,
    /// names and other rows that were changed, names of customers that have no key. One fault does not keep the others from being found.
    pub async fn check(&self) -> Result<Vec<String>, StateError> {
        let mut faults = Vec::new();
        let keys = match self.check_keys(&mut faults).await {
            Err(error) if error.is_damage() => {
                faults.push(with_causes(&error));
                None
            }
            other => Some(other?),
        };
        let others = [
            self.integrity().await,
            self.check_layout().await,
            self.check_names(keys.as_ref()).await,
            self.check_seals().await,
        ];
        for found in others {
            match found {
                Err(error) if error.is_damage() => faults.push(with_causes(&error)),
                other => faults.extend(other?),
            }
        }
        Ok(faults)
    }

    /// The customers that have a key, with those keys that are as they were written.
    async fn check_keys(&self, faults: &mut Vec<String>) -> Result<KnownKeys, StateError> {
        let mut known = KnownKeys::new();
        for row in self.key_rows().await? {
            let key = keys::checked(&row).ok();
            if key.is_none() {
                faults.push(format!("the key of {} was changed", shown(&row)));
            }
            if let Some(customer) = keys::customer(&row) {
                known.insert(customer, key.map(|(_, it)| CustomerKey::new(&it)));
            }
        }
        Ok(known)
    }

    /// What is wrong with the vault. Without keys it cannot be told whose names are orphans.
    async fn check_names(&self, keys: Option<&KnownKeys>) -> Result<Vec<String>, StateError> {
        let reading = || StateError::query("read the users' names");
        let mut faults = Vec::new();
        let mut orphans: BTreeMap<CustomerId, u64> = BTreeMap::new();
        let mut rows = sqlx::query("SELECT * FROM user_names").fetch(self.pool());
        while let Some(row) = rows.try_next().await.map_err(reading())? {
            let Ok((customer, user, known)) = vault::checked(&row) else {
                faults.push(format!("a name in the vault of {} was changed", shown(&row)));
                continue;
            };
            match keys.map(|it| it.get(&customer)) {
                Some(Some(Some(key))) if key.user_key(known.user_id.as_str()) != user => {
                    faults.push(format!("user {user} of {customer} was keyed with another key"));
                }
                Some(None) => *orphans.entry(customer).or_default() += 1,
                Some(Some(_)) | None => {}
            }
        }
        let orphans = orphans.into_iter();
        faults.extend(orphans.map(|(customer, count)| {
            format!("{count} names in the vault are of {customer}, which has no key")
        }));
        Ok(faults)
    }
}

/// The customer of a row as it stands there.
fn shown(row: &AnyRow) -> String {
    row.try_get::<String, _>("customer_id").unwrap_or_else(|_| "a customer".to_owned())
}
