//! Identities: one secret key per customer, and the user keys made with it.
//!
//! A user key is the first half of HMAC-SHA-256(customer's key, user id). Without the
//! customer's key nobody can tell whose it is, so destroying that key makes it anonymous.

use std::{collections::BTreeMap, fmt};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow, error::DatabaseError};
use uptake_model::{CustomerId, UserKey};

use crate::{
    State, StateError, checksum,
    db::{Write, placeholders},
};

#[cfg(test)]
mod tests;

/// The secret key of a customer. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyBytes(pub(crate) [u8; 32]);

impl KeyBytes {
    /// The key of these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for KeyBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyBytes(secret)")
    }
}

/// A customer's key, made ready: the first block of both hashes is done once, not per user.
#[derive(Clone)]
pub struct CustomerKey(Hmac<Sha256>);

impl CustomerKey {
    /// Makes the key ready to use.
    pub fn new(KeyBytes(bytes): &KeyBytes) -> Self {
        Self(Hmac::new_from_slice(bytes).expect("HMAC takes a key of any length"))
    }

    /// The key of one user. The id is compared exactly, so it is hashed as it stands.
    pub fn user_key(&self, user_id: &str) -> UserKey {
        let mut mac = self.0.clone();
        mac.update(user_id.as_bytes());
        let code: [u8; 32] = mac.finalize().into_bytes().into();
        let half = code.first_chunk().expect("32 bytes begin with 16");
        UserKey(*half)
    }

    /// The keys of many users, in their order.
    pub fn user_keys<'a>(&self, user_ids: impl IntoIterator<Item = &'a str>) -> Vec<UserKey> {
        user_ids.into_iter().map(|it| self.user_key(it)).collect()
    }
}

impl fmt::Debug for CustomerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CustomerKey(secret)")
    }
}

/// The keys of all customers, and those made since the last commit.
///
/// A key that was made but not committed may be dropped with this value: nothing that was
/// committed was made with it.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    known: BTreeMap<CustomerId, CustomerKey>,
    pending: BTreeMap<CustomerId, KeyBytes>,
}

impl Keys {
    /// The customer's key; on first sight it is made from `random`, which fills a buffer with
    /// bytes nobody can guess.
    pub fn key(&mut self, customer: CustomerId, random: &mut dyn FnMut(&mut [u8])) -> &CustomerKey {
        self.known.entry(customer).or_insert_with(|| {
            let mut bytes = [0; 32];
            random(&mut bytes);
            let bytes = KeyBytes(bytes);
            let key = CustomerKey::new(&bytes);
            self.pending.insert(customer, bytes);
            key
        })
    }

    /// The customer's key, if it has one.
    pub fn get(&self, customer: CustomerId) -> Option<&CustomerKey> {
        self.known.get(&customer)
    }

    /// The keys to commit with the import: for [`crate::VaultChanges::keys`].
    pub fn pending(&self) -> Vec<(CustomerId, KeyBytes)> {
        self.pending.iter().map(|(customer, bytes)| (*customer, bytes.clone())).collect()
    }

    /// Notes that the pending keys were committed.
    pub fn committed(&mut self) {
        self.pending.clear();
    }
}

impl State {
    /// Reads the keys of all customers.
    pub async fn keys(&self) -> Result<Keys, StateError> {
        let mut keys = Keys::default();
        for row in self.key_rows().await? {
            let (customer, key) = checked(&row)?;
            keys.known.insert(customer, CustomerKey::new(&key));
        }
        Ok(keys)
    }

    pub(crate) async fn key_rows(&self) -> Result<Vec<AnyRow>, StateError> {
        sqlx::query("SELECT customer_id, key, checksum FROM customer_keys")
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query("read the customers' keys"))
    }
}

const DAMAGED: StateError = StateError::DamagedRow { table: "customer_keys" };

/// A customer and its key, if the row is what was written.
pub(crate) fn checked(row: &AnyRow) -> Result<(CustomerId, KeyBytes), StateError> {
    let (customer, key) = stored(row)?;
    let checksum = checksum::of_key(customer, &key);
    if checksum::is_carried(row, checksum) { Ok((customer, key)) } else { Err(DAMAGED) }
}

/// The customer of a row as it stands there.
pub(crate) fn customer(row: &AnyRow) -> Option<CustomerId> {
    row.try_get::<&str, _>("customer_id").ok()?.parse().ok()
}

/// A customer and its key as they stand in the row.
pub(crate) fn stored(row: &AnyRow) -> Result<(CustomerId, KeyBytes), StateError> {
    let customer = customer(row);
    let bytes = row.try_get::<&[u8], _>("key").ok().and_then(|it| it.try_into().ok());
    customer.zip(bytes.map(KeyBytes)).ok_or(DAMAGED)
}

/// Keys per statement.
const CHUNK: usize = 64;

/// Adds the keys of new customers. A customer that has one already is refused: user keys
/// were made with the given one.
pub(crate) async fn insert(
    transaction: &mut Write,
    keys: &[(CustomerId, KeyBytes)],
) -> Result<(), StateError> {
    for chunk in keys.chunks(CHUNK) {
        let sql = format!(
            "INSERT INTO customer_keys (customer_id, key, checksum) VALUES {}",
            placeholders(chunk.len(), 3)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (customer, key) in chunk {
            let checksum = checksum::of_key(*customer, key);
            query = query.bind(customer.to_string()).bind(key.0.to_vec()).bind(checksum.to_vec());
        }
        query.execute(&mut **transaction).await.map_err(|source| {
            let exists = source.as_database_error().is_some_and(DatabaseError::is_unique_violation);
            if exists {
                StateError::KeyExists
            } else {
                StateError::query("add the customers' keys")(source)
            }
        })?;
    }
    Ok(())
}
