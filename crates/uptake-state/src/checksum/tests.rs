use uptake_model::Guid;

use super::*;

fn checksum(
    customer: u128,
    user_id: &str,
    display: Option<&str>,
    principal: Option<&str>,
) -> Checksum {
    let names = UserNames {
        display_name: display.map(str::to_owned),
        principal_name: principal.map(str::to_owned),
    };
    of_user(CustomerId(Guid::from_u128(customer)), UserKey([7; 16]), &user_id.into(), &names)
}

#[test]
fn no_two_rows_of_the_vault_have_the_same_checksum() {
    let rows = [
        checksum(1, "ana", Some("Ana"), None),
        checksum(2, "ana", Some("Ana"), None),
        checksum(1, "anaAna", None, None),
        checksum(1, "ana", None, Some("Ana")),
        checksum(1, "ana", Some(""), Some("Ana")),
        checksum(1, "ana", Some("An"), Some("a")),
    ];
    let distinct: std::collections::BTreeSet<_> = rows.iter().collect();
    assert_eq!(distinct.len(), rows.len());
}

#[tokio::test]
async fn rows_of_an_earlier_version_get_their_checksums_when_the_state_is_opened() {
    let database = crate::testing::TestDatabase::sqlite();
    let state = database.open().await;
    let customer = CustomerId(Guid::from_u128(1));
    let mut keys = crate::Keys::default();
    let user = crate::VaultUser {
        customer,
        key: keys.key(customer, &mut |buffer| buffer.fill(3)).user_key("ana"),
        user_id: "ana".into(),
        names: Some(UserNames { display_name: Some("Ana".to_owned()), principal_name: None }),
    };
    let vault = crate::VaultChanges { keys: keys.pending(), users: vec![user] };
    state.append(0, "import", &serde_json::json!({}), vault).await.unwrap();
    for table in
        ["UPDATE customer_keys SET checksum = NULL", "UPDATE user_names SET checksum = NULL"]
    {
        sqlx::query(table).execute(state.pool()).await.unwrap();
    }
    assert!(state.keys().await.is_err(), "what has no checksum is not served");
    state.close().await;

    let state = database.open().await;
    assert!(state.keys().await.unwrap().get(customer).is_some());
    assert_eq!(state.all_user_ids(customer).await.unwrap().len(), 1);
    assert_eq!(state.check().await.unwrap(), Vec::<String>::new());
}
