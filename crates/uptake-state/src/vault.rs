//! The vault: what the users behind the user keys are called.
//!
//! Names are here and nowhere else. Forgetting a user deletes its row; forgetting a customer
//! deletes its key and all its rows, and its user keys elsewhere are anonymous from then on.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};
use uptake_model::{CustomerId, UserId, UserKey};

use crate::{
    KeyBytes, State, StateError, checksum,
    db::{Write, placeholders},
    keys,
};

#[cfg(test)]
mod tests;

/// What an import adds to the identities and the vault.
#[derive(Debug, Clone, Default)]
pub struct VaultChanges {
    /// The keys of customers seen for the first time: [`crate::Keys::pending`].
    pub keys: Vec<(CustomerId, KeyBytes)>,
    /// The users of the import, in any order, more than once if need be.
    pub users: Vec<VaultUser>,
}

/// A user as an import saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultUser {
    /// The customer.
    pub customer: CustomerId,
    /// The user's key.
    pub key: UserKey,
    /// The id the key was made from.
    pub user_id: UserId,
    /// The names of a users' row, empty ones included: they replace the earlier ones. `None`
    /// for a user seen only by its activity or assignments: keeps the earlier ones.
    pub names: Option<UserNames>,
}

/// The names in a users' row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserNames {
    /// What the user is called.
    pub display_name: Option<String>,
    /// What the user signs in with.
    pub principal_name: Option<String>,
}

/// A user the vault knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownUser {
    /// The id the files use.
    pub user_id: UserId,
    /// The names, if any file had them.
    pub names: UserNames,
}

impl State {
    /// Looks up users of one customer. Those the vault does not know are left out.
    pub async fn names(
        &self,
        customer: CustomerId,
        users: &[UserKey],
    ) -> Result<BTreeMap<UserKey, KnownUser>, StateError> {
        let mut known = BTreeMap::new();
        for chunk in users.chunks(LOOKUP_CHUNK) {
            let marks: Vec<_> = (2..chunk.len() + 2).map(|it| format!("${it}")).collect();
            let sql = format!(
                "SELECT * FROM user_names WHERE customer_id = $1 AND user_key IN ({})",
                marks.join(", ")
            );
            let mut query = sqlx::query(AssertSqlSafe(sql)).bind(customer.to_string());
            for UserKey(bytes) in chunk {
                query = query.bind(bytes.to_vec());
            }
            let rows = query
                .fetch_all(self.pool())
                .await
                .map_err(StateError::query("look up users' names"))?;
            for row in &rows {
                let (_, key, user) = checked(row)?;
                known.insert(key, user);
            }
        }
        Ok(known)
    }

    /// All users of one customer, by key.
    pub async fn all_users(
        &self,
        customer: CustomerId,
    ) -> Result<Vec<(UserKey, KnownUser)>, StateError> {
        let rows = sqlx::query("SELECT * FROM user_names WHERE customer_id = $1 ORDER BY user_key")
            .bind(customer.to_string())
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query("list the users of a customer"))?;
        rows.iter().map(|row| checked(row).map(|(_, key, user)| (key, user))).collect()
    }

    /// The ids of all users of one customer, by key.
    pub async fn all_user_ids(
        &self,
        customer: CustomerId,
    ) -> Result<Vec<(UserKey, UserId)>, StateError> {
        let users = self.all_users(customer).await?;
        Ok(users.into_iter().map(|(key, user)| (key, user.user_id)).collect())
    }

    /// The customers that have a key.
    pub async fn customers(&self) -> Result<BTreeSet<CustomerId>, StateError> {
        let rows = sqlx::query("SELECT customer_id FROM customer_keys")
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query("list the customers"))?;
        let damaged = || StateError::DamagedRow { table: "customer_keys" };
        rows.iter()
            .map(|row| {
                let text: &str = row.try_get("customer_id").map_err(|_not_text| damaged())?;
                text.parse().map_err(|_not_an_id| damaged())
            })
            .collect()
    }

    /// Deletes what a user is called; says whether the vault knew the user.
    pub async fn forget_user(
        &self,
        customer: CustomerId,
        user: UserKey,
    ) -> Result<bool, StateError> {
        let deleted =
            sqlx::query("DELETE FROM user_names WHERE customer_id = $1 AND user_key = $2")
                .bind(customer.to_string())
                .bind(user.0.to_vec())
                .execute(self.pool())
                .await
                .map_err(StateError::query("forget a user"))?;
        self.drop_log().await?;
        Ok(deleted.rows_affected() > 0)
    }

    /// Destroys a customer's key and deletes what its users are called; says whether the
    /// customer had a key. [`crate::Keys`] read before still hold it: drop them.
    pub async fn forget_customer(&self, customer: CustomerId) -> Result<bool, StateError> {
        let deleted =
            self.delete_customer(customer).await.map_err(StateError::query("forget a customer"))?;
        self.drop_log().await?;
        Ok(deleted)
    }

    async fn delete_customer(&self, customer: CustomerId) -> Result<bool, sqlx::Error> {
        let mut transaction = self.begin_write().await?;
        let deleted = delete(&mut transaction, customer).await?;
        transaction.commit().await?;
        Ok(deleted)
    }
}

/// Deletes a customer's key and what its users are called; says whether it had a key.
pub(crate) async fn delete(
    transaction: &mut Write,
    customer: CustomerId,
) -> Result<bool, sqlx::Error> {
    sqlx::query("DELETE FROM user_names WHERE customer_id = $1")
        .bind(customer.to_string())
        .execute(&mut **transaction)
        .await?;
    let deleted = sqlx::query("DELETE FROM customer_keys WHERE customer_id = $1")
        .bind(customer.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// User keys per lookup.
const LOOKUP_CHUNK: usize = 200;

/// Users per insert. SQLite searches `$1` by name, so a longer statement costs more per row.
const INSERT_CHUNK: usize = 50;

/// Writes the keys and the users in the transaction of their import.
pub(crate) async fn write(
    transaction: &mut Write,
    VaultChanges { keys, users }: VaultChanges,
) -> Result<(), StateError> {
    keys::insert(transaction, &keys).await?;
    let (named, seen): (Vec<_>, Vec<_>) =
        once_each(users).into_iter().partition(|it| it.names.is_some());
    let keep = "DO NOTHING";
    // A row that stays the same is not written: most imports bring the users of yesterday.
    let replace = "DO UPDATE SET display_name = excluded.display_name,
        principal_name = excluded.principal_name, checksum = excluded.checksum
        WHERE user_names.display_name IS DISTINCT FROM excluded.display_name
        OR user_names.principal_name IS DISTINCT FROM excluded.principal_name";
    for (users, on_conflict) in [(seen, keep), (named, replace)] {
        upsert(transaction, users, on_conflict)
            .await
            .map_err(StateError::query("write users' names"))?;
    }
    Ok(())
}

/// Sorts the users and keeps each once: the last with names, or else the last. Inserting in
/// the order of the index is what makes a million rows a matter of seconds, and PostgreSQL
/// refuses the same row twice in one statement.
fn once_each(mut users: Vec<VaultUser>) -> Vec<VaultUser> {
    users.sort_by_key(|it| (it.customer, it.key));
    users.dedup_by(|later, kept| {
        let same = (later.customer, later.key) == (kept.customer, kept.key);
        if same && (later.names.is_some() || kept.names.is_none()) {
            std::mem::swap(later, kept);
        }
        same
    });
    users
}

async fn upsert(
    transaction: &mut Write,
    users: Vec<VaultUser>,
    on_conflict: &str,
) -> Result<(), sqlx::Error> {
    let statement = |rows| {
        format!(
            "INSERT INTO user_names
             (customer_id, user_key, user_id, display_name, principal_name, checksum) VALUES {}
             ON CONFLICT (customer_id, user_key) {on_conflict}",
            placeholders(rows, 6)
        )
    };
    let whole = statement(INSERT_CHUNK);
    let mut users = users.into_iter().peekable();
    while users.peek().is_some() {
        let chunk: Vec<_> = users.by_ref().take(INSERT_CHUNK).collect();
        let sql = match chunk.len() {
            INSERT_CHUNK => whole.clone(),
            rows => statement(rows),
        };
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for user in chunk {
            let names = user.names.unwrap_or_default();
            let checksum = checksum::of_user(user.customer, user.key, &user.user_id, &names);
            query = query
                .bind(user.customer.to_string())
                .bind(user.key.0.to_vec())
                .bind(user.user_id.as_str().to_owned())
                .bind(names.display_name)
                .bind(names.principal_name)
                .bind(checksum.to_vec());
        }
        query.execute(&mut **transaction).await?;
    }
    Ok(())
}

const DAMAGED: StateError = StateError::DamagedRow { table: "user_names" };

/// A customer, and what the vault knows of a user, if the row is what was written.
pub(crate) fn checked(row: &AnyRow) -> Result<(CustomerId, UserKey, KnownUser), StateError> {
    let (customer, key, user) = unchecked(row)?;
    let checksum = checksum::of_user(customer, key, &user.user_id, &user.names);
    if checksum::is_carried(row, checksum) { Ok((customer, key, user)) } else { Err(DAMAGED) }
}

/// A customer, and what the vault knows of a user, as they stand in the row.
pub(crate) fn unchecked(row: &AnyRow) -> Result<(CustomerId, UserKey, KnownUser), StateError> {
    let customer = row.try_get::<&str, _>("customer_id").ok().and_then(|it| it.parse().ok());
    let key = row.try_get::<&[u8], _>("user_key").ok().and_then(|it| it.try_into().ok());
    let name = |column: &str| row.try_get::<Option<String>, _>(column).or(Err(DAMAGED));
    let user = KnownUser {
        user_id: row.try_get::<&str, _>("user_id").map(UserId::from).or(Err(DAMAGED))?,
        names: UserNames {
            display_name: name("display_name")?,
            principal_name: name("principal_name")?,
        },
    };
    let (Some(customer), Some(key)) = (customer, key) else { return Err(DAMAGED) };
    Ok((customer, UserKey(key), user))
}
