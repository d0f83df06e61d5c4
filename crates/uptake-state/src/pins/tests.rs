use serde_json::json;

use super::*;
use crate::{
    VaultChanges,
    testing::{TestDatabase, on_both},
};

async fn two_entries(database: &TestDatabase) -> State {
    let state = database.open().await;
    for version in 1..=2 {
        let pinned = PinnedRow {
            generation: "1".to_owned(),
            pins: json!({ "activity": version }).to_string(),
            rules: "{}".to_owned(),
        };
        let vault = VaultChanges::default();
        state.append_pinned(version, "import", &json!({}), vault, Some(&pinned)).await.unwrap();
    }
    state
}

/// What the readers of the pins say after the rows were changed behind their back.
async fn after(sql: &'static str) -> String {
    let word = |it: Result<Option<String>, StateError>| match it {
        Ok(it) => it.unwrap_or_else(|| "nothing".to_owned()),
        Err(error) => error.to_string(),
    };
    on_both(async |it| {
        let state = two_entries(it).await;
        sqlx::raw_sql(sql).execute(state.pool()).await.unwrap();
        let latest =
            state.latest_pins().await.map(|it| it.map(|(seq, it)| format!("{seq} {}", it.pins)));
        let second = state.pins_of(2).await.map(|it| it.map(|it| it.pins));
        format!("latest: {}\nsecond: {}", word(latest), word(second))
    })
    .await
}

#[tokio::test]
async fn the_latest_pins_are_those_of_the_last_ledger_row() {
    insta::assert_snapshot!(after("SELECT 1").await, @r#"
    latest: 2 {"activity":2}
    second: {"activity":2}
    "#);
    insta::assert_snapshot!(after("UPDATE ledger_head SET seq = 0").await, @r#"
    latest: damaged row in table `pins` of the state: restore a backup
    second: {"activity":2}
    "#);
}

#[tokio::test]
async fn pins_that_were_changed_are_refused() {
    insta::assert_snapshot!(
        after("UPDATE pins SET pins = '{\"activity\":1}' WHERE seq = 2").await,
        @"
    latest: damaged row in table `pins` of the state: restore a backup
    second: damaged row in table `pins` of the state: restore a backup
    "
    );
}

#[tokio::test]
async fn pins_that_were_lost_do_not_show_an_earlier_state() {
    insta::assert_snapshot!(after("DELETE FROM pins WHERE seq = 2").await, @"
    latest: damaged row in table `pins` of the state: restore a backup
    second: nothing
    ");
}
