//! What is derived is made anew, and what a kill leaves is cleared up.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use insta::assert_snapshot;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use uptake_app::{AppError, Data, WritableData};

use crate::fixture::{
    ANA, copy, damage, digest_or_damage, filled, flipped, import, shown, stored, world,
};

#[tokio::test]
async fn what_is_damaged_is_not_served_and_is_whole_again_after_a_rebuild() {
    let data = filled(2).await;
    let digest =
        async |it: &Path| Data::open(it, world(100)).await?.digest().await.map(|it| it.to_string());
    let before = digest(data.path()).await.unwrap();
    for (path, content) in stored(data.path()) {
        if path.starts_with(data.path().join("raw")) {
            continue;
        }
        fs::write(&path, flipped(&content, 40).unwrap_or_default()).unwrap();
    }
    let error: AppError = digest(data.path()).await.unwrap_err();
    assert!(error.repairable().is_some(), "{error}");
    let mut folder = WritableData::open_to_rebuild(data.path(), world(100)).await.unwrap();
    folder.rebuild().await.unwrap();
    drop(folder);
    assert_eq!(digest(data.path()).await.unwrap(), before);
    assert_eq!(damage(data.path()).await, []);
}

#[tokio::test]
async fn what_is_derived_and_damaged_is_made_anew_when_the_folder_is_opened_to_write() {
    let whole = filled(2).await;
    let before = digest_or_damage(whole.path()).await.unwrap();
    for what in ["a row of pins", "all pins", "catalogues", "a log after a kill"] {
        let data = tempfile::tempdir().unwrap();
        copy(whole.path(), data.path());
        match what {
            "a row of pins" => {
                let last = "WHERE seq = (SELECT max(seq) FROM pins)";
                let sql = format!("UPDATE pins SET pins = replace(pins, '1', '2') {last}");
                change(data.path(), &sql).await;
            }
            "all pins" => change(data.path(), "DELETE FROM pins").await,
            "catalogues" => {
                for entry in fs::read_dir(data.path().join("catalogues")).unwrap() {
                    fs::write(entry.unwrap().path(), "{}").unwrap();
                }
            }
            _ => {
                fs::write(data.path().join("uptake.lock"), "{}").unwrap();
                let log = "tables/1/users/_delta_log/00000000000000000001.json";
                fs::write(data.path().join(log), "{}").unwrap();
            }
        }
        let folder = WritableData::open(data.path(), world(100)).await.unwrap();
        assert!(folder.data().repaired().is_some(), "{what}");
        drop(folder);
        assert_eq!(digest_or_damage(data.path()).await, Ok(before.clone()), "{what}");
        assert_eq!(damage(data.path()).await, [], "{what}");
    }
}

/// Changes the database behind our back.
async fn change(data: &Path, sql: &str) {
    sqlx::any::install_default_drivers();
    let url = format!("sqlite:{}", data.join("state.sqlite").display());
    let mut database = AnyConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
}

#[tokio::test]
async fn a_damaged_table_is_made_anew_once_someone_has_met_it() {
    let data = filled(2).await;
    let before = digest_or_damage(data.path()).await.unwrap();
    let folder = data.path().join("tables/1/subscriptions");
    let mut paths = fs::read_dir(&folder).unwrap().map(|it| it.unwrap().path());
    let path = paths.find(|it| it.is_file()).unwrap();
    fs::write(&path, "nothing").unwrap();
    let error = Data::open(data.path(), world(100)).await.unwrap().digest().await.unwrap_err();
    let met = error.repairable().unwrap();
    assert_eq!(met.path, path);
    assert!(uptake_app::repair(data.path(), world(100), &met).await.unwrap());
    assert_eq!(digest_or_damage(data.path()).await, Ok(before));
    let again = uptake_app::repair(data.path(), world(100), &met).await.unwrap();
    assert!(!again, "others have done it meanwhile");
}

/// The files of the latest version of each table, as an outside reader sees it.
async fn latest_files(data: &Path) -> BTreeMap<String, Vec<String>> {
    let tables = data.join("tables/1");
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(&tables).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let table = uptake_store::delta::Table::open(&tables, &name).await.unwrap();
        let files = table.snapshot(None).await.unwrap();
        let files: Vec<String> = files.files.iter().map(|it| it.path.clone()).collect();
        if !files.is_empty() {
            found.insert(name, files);
        }
    }
    found
}

#[tokio::test]
async fn after_a_kill_other_readers_see_the_tables_as_the_last_entry_left_them() {
    let data = filled(2).await;
    let (files, digest) =
        (latest_files(data.path()).await, digest_or_damage(data.path()).await.unwrap());
    let raw =
        stored(data.path()).into_iter().filter(|it| it.0.starts_with(data.path().join("raw")));
    let raw: Vec<PathBuf> = raw.map(|it| it.0).collect();
    let state = fs::read(data.path().join("state.sqlite")).unwrap();
    import(
        data.path(),
        50,
        &[
            ("tickets.csv", format!("customer_id,ticket_id,opened_on\n{ANA},t1,2026-02-01\n")),
            (
                "activity.csv",
                format!("customer_id,user_id,workload,day\n{ANA},u9,teams,2026-02-02\n"),
            ),
        ],
    )
    .await;
    assert_ne!(latest_files(data.path()).await, files);
    // Killed before its entry was committed: the state does not know of it.
    fs::write(data.path().join("state.sqlite"), state).unwrap();
    fs::write(data.path().join("uptake.lock"), "{}").unwrap();
    fs::write(data.path().join("tables/1/users/").join(format!("{}.parquet", "0".repeat(64))), "")
        .unwrap();

    drop(WritableData::open(data.path(), world(60)).await.unwrap());
    assert_eq!(latest_files(data.path()).await, files);
    assert_eq!(digest_or_damage(data.path()).await.unwrap(), digest);
    let left =
        stored(data.path()).into_iter().filter(|it| it.0.starts_with(data.path().join("raw")));
    assert_eq!(left.map(|it| it.0).collect::<Vec<_>>(), raw, "objects that no entry names");
    assert!(
        !data.path().join("tables/1/users").join(format!("{}.parquet", "0".repeat(64))).exists()
    );
    assert_eq!(damage(data.path()).await, []);
}

#[tokio::test]
async fn damaged_pins_do_not_lead_to_the_tables_of_a_killed_rebuild() {
    let data = filled(2).await;
    let before = digest_or_damage(data.path()).await.unwrap();
    fs::create_dir_all(data.path().join("tables/2/activity/_delta_log")).unwrap();
    let last = "WHERE seq = (SELECT max(seq) FROM pins)";
    change(data.path(), &format!("UPDATE pins SET rules = '' {last}")).await;
    assert_snapshot!(
        shown(data.path()).await,
        @"state.sqlite: the pins of ledger entry 4 are damaged"
    );
    drop(WritableData::open(data.path(), world(60)).await.unwrap());
    assert_eq!(digest_or_damage(data.path()).await, Ok(before));
}
