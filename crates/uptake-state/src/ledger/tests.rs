use insta::assert_snapshot;
use serde_json::json;
use sqlx::AssertSqlSafe;
use uptake_model::{CustomerId, Guid, UserId, UserKey};

use super::*;
use crate::{
    KeyBytes, UserNames, VaultUser,
    testing::{TestDatabase, on_both, tamper::Chain},
};

/// A ledger of three rows.
async fn three(database: &TestDatabase) -> State {
    let state = database.open().await;
    for (time, kind) in [(100, "import"), (200, "catalogue"), (300, "import")] {
        let body = json!({"file": "año.csv", "rows": time});
        let vault = VaultChanges::default();
        state.append(time, kind, &body, vault).await.unwrap();
    }
    state
}

async fn run(state: &State, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(state.pool()).await.unwrap();
}

/// What the chain's check says after the rows were changed behind its back.
async fn tampered(sql: &str) -> String {
    on_both(async |it| {
        let state = three(it).await;
        state.verify_chain().await.unwrap();
        run(&state, sql).await;
        state.verify_chain().await.unwrap_err().to_string()
    })
    .await
}

#[tokio::test]
async fn each_row_carries_the_hash_of_the_row_before_it() {
    on_both(async |it| {
        let state = it.open().await;
        assert_eq!(state.latest().await.unwrap(), None);
        assert_eq!(state.entries().await.unwrap(), []);
        state.verify_chain().await.unwrap();

        let state = three(it).await;
        let rows = state.entries().await.unwrap();
        assert_eq!(rows[0].prev_hash.to_string(), "0".repeat(64));
        assert_eq!(rows[1].prev_hash, rows[0].hash);
        assert_eq!(rows[2].prev_hash, rows[1].hash);
        assert_eq!(rows.iter().map(|it| it.seq).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(rows[0].body, json!({"file": "año.csv", "rows": 100}));
        assert_eq!(state.latest().await.unwrap().as_ref(), rows.last());
    })
    .await;
}

#[tokio::test]
async fn the_hash_of_a_row_is_the_same_in_every_version() {
    let hash = on_both(async |it| three(it).await.latest().await.unwrap().unwrap().hash);
    assert_snapshot!(hash.await, @"955c47ef8f170540f8aec8020052e07d340055247c7e022e5a4db5188d79977b");
}

#[tokio::test]
async fn an_appended_row_is_returned_as_it_is_read_again() {
    on_both(async |it| {
        let state = it.open().await;
        let body = json!({"b": 1, "a": [null, "\u{0}\u{1F600}\"", 0.1], "c": u64::MAX});
        let vault = VaultChanges::default();
        let row = state.append(5, "import", &body, vault).await.unwrap();
        state.close().await;
        assert_eq!(it.read_only().await.latest().await.unwrap(), Some(row.clone()));
        assert_eq!(row.body, body);
    })
    .await;
}

#[tokio::test]
async fn time_in_the_ledger_never_goes_back() {
    let times = on_both(async |it| {
        let state = it.open().await;
        let mut times = Vec::new();
        for time in [100, 50, 100, 101] {
            let vault = VaultChanges::default();
            let row = state.append(time, "import", &json!({}), vault).await;
            times.push(row.unwrap().received_at_ms);
        }
        times
    });
    assert_eq!(times.await, [100, 100, 100, 101]);
}

#[tokio::test]
async fn the_ledger_can_be_read_as_it_was() {
    let seqs = on_both(async |it| {
        let state = three(it).await;
        let mut seqs = Vec::new();
        for time in [99, 100, 199, 200, 300, i64::MAX] {
            let row = state.latest_as_of(time).await.unwrap();
            seqs.push(row.map_or(0, |it| it.seq));
        }
        seqs
    });
    assert_eq!(seqs.await, [0, 1, 1, 2, 3, 3]);
}

#[tokio::test]
async fn a_lost_row_is_found_wherever_it_was() {
    let lost = async |seq: i64| tampered(&format!("DELETE FROM ledger WHERE seq = {seq}")).await;
    assert_snapshot!(lost(1).await, @"the ledger is damaged at row 1: it is missing, restore a backup");
    assert_snapshot!(lost(2).await, @"the ledger is damaged at row 2: it is missing, restore a backup");
    assert_snapshot!(lost(3).await, @"the ledger is damaged at row 3: it is missing, restore a backup");
    assert_snapshot!(
        tampered("DELETE FROM ledger").await,
        @"the ledger is damaged at row 1: it is missing, restore a backup"
    );
}

#[tokio::test]
async fn rows_that_changed_places_are_found() {
    let swap = "UPDATE ledger SET seq = -1 WHERE seq = 2; UPDATE ledger SET seq = 2 WHERE seq = 3;
        UPDATE ledger SET seq = 3 WHERE seq = -1";
    assert_snapshot!(tampered(swap).await, @"the ledger is damaged at row 2: it was changed, restore a backup");
}

#[tokio::test]
async fn rows_before_the_first_and_after_the_last_are_found() {
    let copy = |seq: i64| {
        format!(
            "INSERT INTO ledger SELECT {seq}, received_at_ms, kind, body, prev_hash, hash FROM ledger WHERE seq = 3"
        )
    };
    assert_snapshot!(tampered(&copy(0)).await, @"the ledger is damaged at row 1: it is missing, restore a backup");
    assert_snapshot!(tampered(&copy(4)).await, @"the ledger is damaged at row 4: it was changed, restore a backup");
}

#[tokio::test]
async fn a_row_rewritten_with_a_hash_of_its_own_breaks_the_chain() {
    let rewritten = async |seq: i64| {
        on_both(async |it| {
            let state = three(it).await;
            let last = state.latest_as_of(seq * 100 - 1).await.unwrap();
            let forged = Stored::after(last.as_ref(), seq * 100, "import", &json!({"rows": 1}));
            run(&state, &format!("DELETE FROM ledger WHERE seq = {seq}")).await;
            sqlx::query("INSERT INTO ledger VALUES ($1, $2, $3, $4, $5, $6)")
                .bind(seq)
                .bind(forged.received_at_ms)
                .bind(forged.kind)
                .bind(forged.body)
                .bind(forged.prev_hash)
                .bind(forged.hash)
                .execute(state.pool())
                .await
                .unwrap();
            state.verify_chain().await.unwrap_err().to_string()
        })
        .await
    };
    assert_snapshot!(rewritten(2).await, @"the ledger is damaged at row 3: it does not follow from the row before it, restore a backup");
    assert_snapshot!(rewritten(3).await, @"the ledger is damaged at row 3: it is not where the chain was left, restore a backup");
}

#[tokio::test]
async fn a_damaged_end_is_found() {
    let zeros = "0".repeat(64);
    for sql in [
        "DELETE FROM ledger_head".to_owned(),
        "UPDATE ledger_head SET seq = 2".to_owned(),
        "UPDATE ledger_head SET seq = 4".to_owned(),
        "UPDATE ledger_head SET hash = upper(hash)".to_owned(),
        format!("UPDATE ledger_head SET seq = 0, hash = '{zeros}'"),
    ] {
        assert!(tampered(&sql).await.contains("damaged"), "{sql}");
    }
    // PostgreSQL refuses it.
    let database = TestDatabase::sqlite();
    let state = three(&database).await;
    run(&state, "UPDATE ledger_head SET seq = 'three'").await;
    assert!(state.verify_chain().await.unwrap_err().to_string().contains("damaged"));
}

#[tokio::test]
async fn nothing_is_appended_to_a_ledger_whose_end_is_damaged() {
    let refused = on_both(async |it| {
        let state = three(it).await;
        run(&state, "UPDATE ledger SET body = '{}' WHERE seq = 3").await;
        assert!(state.latest().await.is_err());
        assert!(state.latest_as_of(300).await.is_err());
        assert!(state.latest_as_of(200).await.is_ok());
        let vault = VaultChanges::default();
        state.append(400, "import", &json!({}), vault).await.unwrap_err().to_string()
    });
    assert_snapshot!(refused.await, @"the ledger is damaged at row 3: it was changed, restore a backup");
}

/// One customer's key and two users: of the customer, and of `other`.
fn vault(other: u128) -> VaultChanges {
    let user = |customer, id: &str| VaultUser {
        customer: CustomerId(Guid::from_u128(customer)),
        key: UserKey([9; 16]),
        user_id: UserId::from(id),
        names: Some(UserNames::default()),
    };
    VaultChanges {
        keys: vec![(CustomerId(Guid::from_u128(1)), KeyBytes::new([3; 32]))],
        users: vec![user(1, "ana"), user(other, "bea")],
    }
}

/// How many ledger rows, keys and users there are.
async fn counts(state: &State) -> String {
    let customer = CustomerId(Guid::from_u128(1));
    format!(
        "{} rows, {} keys, {} users",
        state.entries().await.unwrap().len(),
        usize::from(state.keys().await.unwrap().get(customer).is_some()),
        state.all_user_ids(customer).await.unwrap().len(),
    )
}

#[tokio::test]
async fn an_import_whose_names_cannot_be_written_leaves_nothing() {
    let (before, after) = on_both(async |it| {
        let state = it.open().await;
        let customer_without_key = vault(2);
        let failed = state.append(1, "import", &json!({}), customer_without_key).await;
        assert!(matches!(failed, Err(StateError::Query { .. })));
        let before = counts(&state).await;
        state.append(1, "import", &json!({}), vault(1)).await.unwrap();
        (before, counts(&state).await)
    })
    .await;
    assert_snapshot!(before, @"0 rows, 0 keys, 0 users");
    assert_snapshot!(after, @"1 rows, 1 keys, 1 users");
}

#[test]
fn any_changed_byte_of_any_column_of_any_row_is_found() {
    Chain {
        table: "ledger",
        numbers: &["seq", "received_at_ms"],
        texts: &["kind", "body", "prev_hash", "hash"],
    }
    .shows_every_change(&three, &async |state| match state.verify_chain().await {
        Ok(()) => true,
        Err(StateError::LedgerDamaged(_)) => false,
        Err(error) => panic!("{error}"),
    });
}
