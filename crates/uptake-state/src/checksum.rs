//! Checksums of rows that no chain holds: the customers' keys and the users' names.
//!
//! They tell damage, not malice: whoever can write to the database can write them too.

use sqlx::{Row as _, any::AnyRow};
use uptake_model::{CustomerId, UserId, UserKey};

use crate::{KeyBytes, State, StateError, UserNames};

#[cfg(test)]
mod tests;

/// Half a BLAKE3 hash.
pub(crate) type Checksum = [u8; 16];

/// The checksum of a customer's key.
pub(crate) fn of_key(customer: CustomerId, KeyBytes(key): &KeyBytes) -> Checksum {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"uptake key 1\n");
    hasher.update(customer.to_string().as_bytes());
    hasher.update(key);
    half(&hasher)
}

/// The checksum of what the vault knows of a user. Lengths stand before texts, so that no two
/// rows give the same bytes.
pub(crate) fn of_user(
    customer: CustomerId,
    UserKey(key): UserKey,
    user_id: &UserId,
    names: &UserNames,
) -> Checksum {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"uptake user 1\n");
    hasher.update(customer.to_string().as_bytes());
    hasher.update(&key);
    let cells =
        [Some(user_id.as_str()), names.display_name.as_deref(), names.principal_name.as_deref()];
    for cell in cells {
        let length = cell.map_or(u64::MAX, |it| u64::try_from(it.len()).unwrap_or(u64::MAX));
        hasher.update(&length.to_be_bytes());
        hasher.update(cell.unwrap_or_default().as_bytes());
    }
    half(&hasher)
}

/// Whether the row carries this checksum.
pub(crate) fn is_carried(row: &AnyRow, checksum: Checksum) -> bool {
    row.try_get::<&[u8], _>("checksum").is_ok_and(|it| *it == checksum)
}

fn half(hasher: &blake3::Hasher) -> Checksum {
    let hash = hasher.finalize();
    *hash.as_bytes().first_chunk().expect("32 bytes begin with 16")
}

impl State {
    /// Gives rows of an earlier version their checksums.
    pub(crate) async fn seal(&self) -> Result<(), StateError> {
        let sealing = || StateError::query("seal the customers' keys and names");
        let open = sqlx::query("SELECT 1 FROM customer_keys WHERE checksum IS NULL LIMIT 1")
            .fetch_optional(self.pool())
            .await
            .map_err(sealing())?;
        if open.is_none() {
            return Ok(());
        }
        let mut transaction = self.begin_write().await.map_err(sealing())?;
        let rows = sqlx::query("SELECT customer_id, key FROM customer_keys")
            .fetch_all(&mut *transaction)
            .await
            .map_err(sealing())?;
        for row in &rows {
            let (customer, key) = crate::keys::stored(row)?;
            sqlx::query("UPDATE customer_keys SET checksum = $1 WHERE customer_id = $2")
                .bind(of_key(customer, &key).to_vec())
                .bind(customer.to_string())
                .execute(&mut *transaction)
                .await
                .map_err(sealing())?;
        }
        let rows = sqlx::query("SELECT * FROM user_names")
            .fetch_all(&mut *transaction)
            .await
            .map_err(sealing())?;
        for row in &rows {
            let (customer, key, user) = crate::vault::unchecked(row)?;
            sqlx::query(
                "UPDATE user_names SET checksum = $1 WHERE customer_id = $2 AND user_key = $3",
            )
            .bind(of_user(customer, key, &user.user_id, &user.names).to_vec())
            .bind(customer.to_string())
            .bind(key.0.to_vec())
            .execute(&mut *transaction)
            .await
            .map_err(sealing())?;
        }
        transaction.commit().await.map_err(sealing())
    }
}
