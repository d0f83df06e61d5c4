use insta::assert_snapshot;
use serde_json::json;
use uptake_model::{Guid, UserId};

use super::*;
use crate::{Keys, UserNames, VaultChanges, VaultUser, testing::TestDatabase};

/// A state with two customers: one with two users, one without any.
async fn filled() -> (TestDatabase, State) {
    let database = TestDatabase::sqlite();
    let state = database.open().await;
    let mut keys = Keys::default();
    let customer = |number| CustomerId(Guid::from_u128(number));
    keys.key(customer(2), &mut |buffer| buffer.fill(2));
    let key = keys.key(customer(1), &mut |buffer| buffer.fill(1)).clone();
    let user = |id: &str, name: &str| VaultUser {
        customer: customer(1),
        key: key.user_key(id),
        user_id: UserId::from(id),
        names: Some(UserNames {
            display_name: Some(name.to_owned()),
            principal_name: Some(format!("{id}@contoso.example")),
        }),
    };
    let users = vec![user("ana", "Ana"), user("bea", "Bea")];
    let vault = VaultChanges { keys: keys.pending(), users };
    state.append(0, "import", &json!({}), vault).await.unwrap();
    (database, state)
}

/// The faults after a change behind our back.
async fn after(sql: &'static str) -> String {
    let (_database, state) = filled().await;
    sqlx::raw_sql("PRAGMA foreign_keys = OFF").execute(state.pool()).await.unwrap();
    let mut connection = state.pool().acquire().await.unwrap();
    sqlx::raw_sql("PRAGMA foreign_keys = OFF").execute(&mut *connection).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut *connection).await.unwrap();
    drop(connection);
    state.check().await.unwrap().join("; ")
}

#[tokio::test]
async fn every_changed_name_and_key_is_told_and_does_not_hide_the_others() {
    assert_snapshot!(after("SELECT 1").await, @"");
    let mut told = String::new();
    for change in [
        "UPDATE user_names SET display_name = 'Eva' WHERE user_id = 'ana'",
        "UPDATE user_names SET principal_name = NULL WHERE user_id = 'ana'",
        "UPDATE user_names SET user_id = 'eva' WHERE user_id = 'ana'",
        "UPDATE user_names SET user_key = zeroblob(3) WHERE user_id = 'ana'",
        "UPDATE user_names SET customer_id = 'nobody' WHERE user_id = 'ana'",
        "UPDATE user_names SET display_name = x'ff00' WHERE user_id = 'ana'",
        "UPDATE customer_keys SET key = zeroblob(32) WHERE customer_id LIKE '%2'",
        "UPDATE customer_keys SET customer_id = 'nobody' WHERE customer_id LIKE '%2'",
        "DELETE FROM customer_keys WHERE customer_id LIKE '%1'",
    ] {
        told.extend([change, "\n  ", &after(change).await, "\n"]);
    }
    assert_snapshot!(told, @r"
    UPDATE user_names SET display_name = 'Eva' WHERE user_id = 'ana'
      a name in the vault of 00000000-0000-0000-0000-000000000001 was changed
    UPDATE user_names SET principal_name = NULL WHERE user_id = 'ana'
      a name in the vault of 00000000-0000-0000-0000-000000000001 was changed
    UPDATE user_names SET user_id = 'eva' WHERE user_id = 'ana'
      a name in the vault of 00000000-0000-0000-0000-000000000001 was changed
    UPDATE user_names SET user_key = zeroblob(3) WHERE user_id = 'ana'
      a name in the vault of 00000000-0000-0000-0000-000000000001 was changed
    UPDATE user_names SET customer_id = 'nobody' WHERE user_id = 'ana'
      a name in the vault of nobody was changed
    UPDATE user_names SET display_name = x'ff00' WHERE user_id = 'ana'
      a name in the vault of 00000000-0000-0000-0000-000000000001 was changed
    UPDATE customer_keys SET key = zeroblob(32) WHERE customer_id LIKE '%2'
      the key of 00000000-0000-0000-0000-000000000002 was changed
    UPDATE customer_keys SET customer_id = 'nobody' WHERE customer_id LIKE '%2'
      the key of nobody was changed
    DELETE FROM customer_keys WHERE customer_id LIKE '%1'
      2 names in the vault are of 00000000-0000-0000-0000-000000000001, which has no key
    ");
}

#[tokio::test]
async fn a_changed_name_is_not_served() {
    let (_database, state) = filled().await;
    let customer = CustomerId(Guid::from_u128(1));
    let ids = state.all_user_ids(customer).await.unwrap();
    let asked: Vec<_> = ids.iter().map(|(key, _)| *key).collect();
    sqlx::query("UPDATE user_names SET display_name = 'Eva' WHERE user_id = 'ana'")
        .execute(state.pool())
        .await
        .unwrap();
    let error = state.names(customer, &asked).await.unwrap_err();
    assert_snapshot!(error, @"damaged row in table `user_names` of the state: restore a backup");
}
