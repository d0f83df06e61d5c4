//! An import that is stopped at its commit, with `--features failpoints`.

use insta::assert_snapshot;
use serde_json::json;
use uptake_model::{CustomerId, Guid, UserId};
use uptake_state::{Keys, Location, State, StateError, VaultChanges, VaultUser};

#[tokio::test]
async fn an_import_is_there_from_the_commit_on_and_not_before() {
    let _scenario = fail::FailScenario::setup();
    let dir = tempfile::tempdir().unwrap();
    let state = State::open(&Location::Folder(dir.path().to_owned())).await.unwrap();
    let stopped = async |point: &str| {
        fail::cfg(point, "panic").unwrap();
        let importer = state.clone();
        let import =
            tokio::spawn(async move { importer.append(1, "import", &json!({}), vault()).await });
        assert!(import.await.unwrap_err().is_panic());
        fail::remove(point);
        counts(&state).await.unwrap()
    };
    assert_snapshot!(
        stopped("state::append::before_commit").await,
        @"rows: 0, keys: 0, users: 0"
    );
    assert_snapshot!(
        stopped("state::append::after_commit").await,
        @"rows: 1, keys: 1, users: 1"
    );
}

fn customer() -> CustomerId {
    CustomerId(Guid::from_u128(1))
}

/// A new customer with one user.
fn vault() -> VaultChanges {
    let mut keys = Keys::default();
    let key = keys.key(customer(), &mut |buffer| buffer.fill(3));
    let user = VaultUser {
        customer: customer(),
        key: key.user_key("ana"),
        user_id: UserId::from("ana"),
        names: None,
    };
    VaultChanges { keys: keys.pending(), users: vec![user] }
}

async fn counts(state: &State) -> Result<String, StateError> {
    let keys = state.keys().await?;
    Ok(format!(
        "rows: {}, keys: {}, users: {}",
        state.entries().await?.len(),
        keys.get(customer()).iter().count(),
        state.all_user_ids(customer()).await?.len(),
    ))
}
