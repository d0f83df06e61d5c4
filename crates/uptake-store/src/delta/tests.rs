use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use arrow_schema::{DataType, Field, Schema};
use insta::assert_snapshot;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

/// 2026-03-01, in milliseconds.
const NOW: i64 = 1_772_323_200_000;

fn schema() -> Schema {
    Schema::new(vec![
        Field::new("customer_id", DataType::Utf8, false),
        Field::new("month", DataType::Utf8, false),
        Field::new("seats", DataType::Int32, false),
        Field::new("bitmap", DataType::Int64, true),
        Field::new("trial", DataType::Boolean, true),
        Field::new("starts", DataType::Date32, true),
        Field::new("user_key", DataType::Binary, false),
    ])
}

async fn open(root: &TempDir) -> Table {
    Table::create_or_open(root.path(), "activity", &schema(), Some("month")).await.unwrap()
}

/// A file of March, named `name`, with numbers of its own.
fn file(name: &str) -> DataFile {
    let number = name.bytes().map(u64::from).sum::<u64>();
    DataFile {
        path: format!("month=2026-03/{name}.parquet"),
        size: number * 1_000,
        rows: number,
        partition: Some("2026-03".to_owned()),
        min_customer: format!("customer-{name}-a"),
        max_customer: format!("customer-{name}-z"),
        modified: NOW + i64::try_from(number).unwrap(),
        checksum: format!("blake3-of-{name}"),
    }
}

fn change(adds: &[&str], removes: &[&str]) -> Commit {
    Commit {
        adds: adds.iter().map(|it| file(it)).collect(),
        removes: removes.iter().map(|it| file(it)).collect(),
        app_transaction: None,
        operation: "IMPORT".to_owned(),
        info: serde_json::Map::new(),
        committed: NOW,
    }
}

fn step(version: i64, adds: &[&str]) -> Commit {
    let app_transaction = Some(AppTransaction { app_id: "import".to_owned(), version });
    Commit { app_transaction, ..change(adds, &[]) }
}

/// The version with the names of its files, after checking that nothing else of them is lost:
/// `2: a b`.
async fn show(table: &Table, version: Option<i64>) -> String {
    let snapshot = table.snapshot(version).await.unwrap();
    let names: Vec<&str> = snapshot.files.iter().map(|it| name_of(&it.path)).collect();
    let expected: Vec<DataFile> = names.iter().map(|it| file(it)).collect();
    assert_eq!(snapshot.files, expected);
    format!("{}: {}", snapshot.version, names.join(" "))
}

fn name_of(path: &str) -> &str {
    path.strip_prefix("month=2026-03/").unwrap().strip_suffix(".parquet").unwrap()
}

fn log_file(table: &Table, name: &str) -> PathBuf {
    table.folder().join("_delta_log").join(name)
}

/// The error with the table's folder left out.
fn shown(error: &DeltaError, root: &TempDir) -> String {
    let root = root.path().display().to_string();
    error.to_string().replace(&root, "")
}

async fn reopening_fails_with(root: &TempDir) -> String {
    let opened = Table::create_or_open(root.path(), "activity", &schema(), Some("month")).await;
    shown(&opened.unwrap_err(), root)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_table_is_empty_and_opens_again_as_it_is() {
    let root = TempDir::new().unwrap();
    assert_eq!(show(&open(&root).await, None).await, "0: ");
    assert_eq!(show(&open(&root).await, None).await, "0: ");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_and_go_and_every_version_stays_readable() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    assert_eq!(table.commit(change(&["a"], &[])).await.unwrap(), 1);
    assert_eq!(table.commit(change(&["b", "c"], &[])).await.unwrap(), 2);
    assert_eq!(table.commit(change(&["d"], &["a", "b"])).await.unwrap(), 3);
    assert_eq!(show(&table, None).await, "3: c d");

    let reopened = open(&root).await;
    assert_eq!(show(&reopened, None).await, "3: c d");
    assert_eq!(show(&reopened, Some(2)).await, "2: a b c");
    assert_eq!(show(&reopened, Some(1)).await, "1: a");
    assert_eq!(show(&reopened, Some(0)).await, "0: ");
    assert_eq!(show(&reopened, Some(1)).await, "1: a", "the second time from memory");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_describes_a_file_as_other_readers_expect_it() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    let mut commit = step(7, &["new"]);
    commit.removes = change(&["old"], &[]).adds;
    commit.info.insert("importedFile".to_owned(), "march.csv".into());
    table.commit(change(&["old"], &[])).await.unwrap();
    table.commit(commit).await.unwrap();

    let log = std::fs::read_to_string(log_file(&table, "00000000000000000002.json")).unwrap();
    let actions: Vec<serde_json::Value> =
        log.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_snapshot!(actions.iter().map(|it| format!("{it}\n")).collect::<String>(), @r#"
    {"commitInfo":{"engineInfo":"uptake/0.1.0","importedFile":"march.csv","operation":"IMPORT","timestamp":1772323200000}}
    {"txn":{"appId":"import","lastUpdated":1772323200000,"version":7}}
    {"remove":{"dataChange":true,"deletionTimestamp":1772323200000,"extendedFileMetadata":true,"partitionValues":{"month":"2026-03"},"path":"month=2026-03/old.parquet","size":319000}}
    {"add":{"baseRowId":null,"clusteringProvider":null,"dataChange":true,"defaultRowCommitVersion":null,"modificationTime":1772323200330,"partitionValues":{"month":"2026-03"},"path":"month=2026-03/new.parquet","size":330000,"stats":"{\"numRecords\":330,\"minValues\":{\"customer_id\":\"customer-new-a\"},\"maxValues\":{\"customer_id\":\"customer-new-z\"},\"nullCount\":{\"customer_id\":0}}","tags":{"uptake.blake3":"blake3-of-new"}}}
    "#);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_names_columns_with_the_types_of_delta_and_keeps_all_versions() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    let log = std::fs::read_to_string(log_file(&table, "00000000000000000000.json")).unwrap();
    let metadata = log
        .lines()
        .map(|it| serde_json::from_str::<serde_json::Value>(it).unwrap())
        .find_map(|it| it.get("metaData").cloned())
        .unwrap();
    let columns: serde_json::Value =
        serde_json::from_str(metadata["schemaString"].as_str().unwrap()).unwrap();
    let columns: String = columns["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| format!("{} {} nullable: {}\n", it["name"], it["type"], it["nullable"]))
        .collect();
    assert_snapshot!(columns, @r#"
    "customer_id" "string" nullable: false
    "month" "string" nullable: false
    "seats" "integer" nullable: false
    "bitmap" "long" nullable: true
    "trial" "boolean" nullable: true
    "starts" "date" nullable: true
    "user_key" "binary" nullable: false
    "#);
    assert_eq!(metadata["partitionColumns"], serde_json::json!(["month"]));
    let properties: BTreeMap<String, String> =
        serde_json::from_value(metadata["configuration"].clone()).unwrap();
    let properties: String = properties.iter().map(|(k, v)| format!("{k} = {v}\n")).collect();
    assert_snapshot!(properties, @r"
    delta.checkpointInterval = 10
    delta.dataSkippingStatsColumns = customer_id
    delta.deletedFileRetentionDuration = interval 36500 days
    delta.enableExpiredLogCleanup = false
    delta.logRetentionDuration = interval 36500 days
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_without_partitions_has_its_files_in_its_folder() {
    let root = TempDir::new().unwrap();
    let schema = schema();
    let open = || Table::create_or_open(root.path(), "subscriptions", &schema, None);
    let plain = DataFile { path: "part-1.parquet".to_owned(), partition: None, ..file("a") };
    let commit = Commit { adds: vec![plain.clone()], ..change(&[], &[]) };
    open().await.unwrap().commit(commit).await.unwrap();
    let snapshot = open().await.unwrap().snapshot(None).await.unwrap();
    assert_eq!(snapshot.files, [plain]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_of_an_app_happens_once() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    assert_eq!(table.app_version("import").await.unwrap(), None);
    assert_eq!(table.commit(step(4, &["a"])).await.unwrap(), 1);
    assert_eq!(table.commit(step(4, &["again"])).await.unwrap(), 1);

    let reopened = open(&root).await;
    assert_eq!(reopened.app_version("import").await.unwrap(), Some(4));
    assert_eq!(reopened.app_version("another").await.unwrap(), None);
    assert_eq!(reopened.commit(step(3, &["late"])).await.unwrap(), 1);
    assert_eq!(reopened.commit(step(5, &["b"])).await.unwrap(), 2);
    assert_eq!(show(&reopened, None).await, "2: a b");
}

#[tokio::test(flavor = "multi_thread")]
async fn restoring_undoes_a_killed_import_which_can_then_be_done_again() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    table.commit(step(1, &["a", "b"])).await.unwrap();
    table.commit(step(2, &["c"])).await.unwrap();
    table.commit(change(&["d"], &["a"])).await.unwrap();

    assert_eq!(table.restore_to(1, NOW).await.unwrap(), 4);
    assert_eq!(show(&table, None).await, "4: a b");
    assert_eq!(table.app_version("import").await.unwrap(), Some(1));
    assert_eq!(table.restore_to(4, NOW).await.unwrap(), 4, "nothing to do");
    assert_eq!(table.restore_to(1, NOW).await.unwrap(), 4, "nothing differs");

    let reopened = open(&root).await;
    assert_eq!(reopened.commit(step(2, &["c"])).await.unwrap(), 5);
    assert_eq!(show(&reopened, None).await, "5: a b c");
    assert_eq!(show(&reopened, Some(3)).await, "3: b c d", "what was undone is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn restoring_the_empty_table_forgets_the_first_step_of_an_app() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    table.commit(step(0, &["a"])).await.unwrap();
    assert_eq!(table.restore_to(0, NOW).await.unwrap(), 2);
    assert_eq!(table.app_version("import").await.unwrap(), None);
    assert_eq!(table.commit(step(0, &["a"])).await.unwrap(), 3);
    assert_eq!(show(&table, None).await, "3: a");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_25_commits_all_is_known_from_the_checkpoint_and_no_version_is_lost() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    table.commit(step(1, &["f0"])).await.unwrap();
    for number in 1..25 {
        let (new, old) = (format!("f{number}"), format!("f{}", number - 1));
        table.commit(change(&[&new, &format!("kept{number}")], &[&old])).await.unwrap();
    }
    let checkpoints: Vec<String> =
        names_in(&log_file(&table, "")).into_iter().filter(|it| it.ends_with(".parquet")).collect();
    assert_snapshot!(checkpoints.join("\n"), @r"
    00000000000000000010.checkpoint.parquet
    00000000000000000020.checkpoint.parquet
    ");

    let reopened = open(&root).await;
    assert_eq!(reopened.snapshot(None).await.unwrap(), table.snapshot(None).await.unwrap());
    assert_eq!(reopened.app_version("import").await.unwrap(), Some(1));
    for version in [1, 9, 10, 11, 19, 20, 21, 25] {
        let shown = show(&reopened, Some(version)).await;
        let files = usize::try_from(version).unwrap();
        assert_eq!(shown.split(' ').count(), 1 + files, "{shown}");
        assert!(shown.contains(&format!(" f{}", version - 1)), "{shown}");
    }
    reopened.verify_log().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_that_was_overtaken_is_told_and_goes_on_after_a_refresh() {
    let root = TempDir::new().unwrap();
    let (one, other) = (open(&root).await, open(&root).await);
    one.commit(change(&["a"], &[])).await.unwrap();
    let error = other.commit(change(&["b"], &[])).await.unwrap_err();
    assert_snapshot!(error, @"table `activity` was changed by another writer after version 0");
    assert_eq!(other.refresh().await.unwrap(), 1);
    assert_eq!(other.commit(change(&["b"], &[])).await.unwrap(), 2);
    assert_eq!(show(&other, None).await, "2: a b");
    assert_eq!(show(&one, None).await, "1: a", "a reader keeps what it began with");
}

#[tokio::test(flavor = "multi_thread")]
async fn commits_at_the_same_time_become_versions_of_their_own_or_a_conflict() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    let (a, b) = tokio::join!(table.commit(change(&["a"], &[])), table.commit(change(&["b"], &[])));
    let written: Vec<&str> =
        [("a", a), ("b", b)].into_iter().filter(|it| it.1.is_ok()).map(|it| it.0).collect();
    let expected = format!("{}: {}", written.len(), written.join(" "));
    assert_eq!(show(&open(&root).await, None).await, expected);
    assert!(!written.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_makes_no_sense_is_refused_and_nothing_is_written() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    table.commit(change(&["a"], &[])).await.unwrap();
    let moved = |path: &str| DataFile { path: path.to_owned(), ..file("x") };
    let adding = |file: DataFile| Commit { adds: vec![file], ..change(&[], &[]) };
    let refused = [
        change(&["a"], &[]),
        change(&[], &["b"]),
        change(&["b", "b"], &[]),
        change(&["a"], &["a"]),
        adding(DataFile { partition: None, ..file("x") }),
        adding(moved("month=2026-04/x.parquet")),
        adding(moved("month=2026-03/../x.parquet")),
        adding(moved("month=2026-03/_x.parquet")),
    ];
    let mut errors = Vec::new();
    for commit in refused {
        errors.push(table.commit(commit).await.unwrap_err().to_string());
    }
    assert_snapshot!(errors.join("\n"), @r"
    table `activity` cannot take the change of `month=2026-03/a.parquet`: it is in the table already
    table `activity` cannot take the change of `month=2026-03/b.parquet`: it is not in the table
    table `activity` cannot take the change of `month=2026-03/b.parquet`: it is named twice
    table `activity` cannot take the change of `month=2026-03/a.parquet`: it is named twice
    table `activity` cannot take the change of `month=2026-03/x.parquet`: it has no partition
    table `activity` cannot take the change of `month=2026-04/x.parquet`: it is in another folder or under a hidden name
    table `activity` cannot take the change of `month=2026-03/../x.parquet`: it is in another folder or under a hidden name
    table `activity` cannot take the change of `month=2026-03/_x.parquet`: it is in another folder or under a hidden name
    ");
    assert_eq!(show(&open(&root).await, None).await, "1: a");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_was_never_written_is_an_error() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    for version in [-1, 1] {
        let error = table.snapshot(Some(version)).await.unwrap_err();
        let expected = format!("table `activity` has no version {version}: the latest is 0");
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_do_not_fit_are_named() {
    let root = TempDir::new().unwrap();
    open(&root).await;
    let id = || Field::new("customer_id", DataType::Utf8, false);
    let open_with = |name: &'static str, fields: Vec<Field>| {
        let (schema, root) = (Schema::new(fields), root.path().to_owned());
        async move {
            let table = Table::create_or_open(&root, name, &schema, None).await;
            table.unwrap_err().to_string()
        }
    };
    let errors = [
        open_with("activity", vec![id()]).await,
        open_with("new", vec![id(), Field::new("share", DataType::Float64, true)]).await,
        open_with("new", vec![Field::new("seats", DataType::Int32, true)]).await,
    ];
    assert_snapshot!(errors.join("\n"), @r#"
    table `activity` has other columns: expected customer_id string not null by [], found customer_id string not null, month string not null, seats integer not null, bitmap long, trial boolean, starts date, user_key binary not null by ["month"]
    column `share` cannot be in a table: no column is of type Float64
    column `customer_id` cannot be in a table: it is needed as a text column
    "#);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_log_is_reported_with_the_file() {
    let damages = [
        ("00000000000000000002.json", Some("{\"add\":{\"pa")),
        ("00000000000000000002.json", None),
        ("00000000000000000000.json", None),
        ("00000000000000000000.json", Some("")),
    ];
    let mut errors = Vec::new();
    for (name, damage) in damages {
        let root = TempDir::new().unwrap();
        let table = open(&root).await;
        for file in ["a", "b", "c"] {
            table.commit(change(&[file], &[])).await.unwrap();
        }
        match damage {
            Some(content) => std::fs::write(log_file(&table, name), content).unwrap(),
            None => std::fs::remove_file(log_file(&table, name)).unwrap(),
        }
        errors.push(reopening_fails_with(&root).await);
    }
    assert_snapshot!(errors.join("\n"), @r"
    the table's log is damaged: `/activity/_delta_log/00000000000000000002.json` does not match its checksum
    the table's log is damaged: `/activity/_delta_log/00000000000000000002.json` is missing
    the table's log is damaged: `/activity/_delta_log/00000000000000000000.json` is missing
    the table's log is damaged: `/activity/_delta_log/00000000000000000000.json` does not match its checksum
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn damage_before_a_checkpoint_is_found_by_looking_and_by_reading_the_version() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    for number in 0..30 {
        table.commit(change(&[&format!("f{number}")], &[])).await.unwrap();
    }
    let log = std::fs::read(log_file(&table, "00000000000000000023.json")).unwrap();
    std::fs::remove_file(log_file(&table, "00000000000000000023.json")).unwrap();

    let reopened = open(&root).await;
    assert_eq!(reopened.version(), 30, "what is current is not touched by it");
    let expected =
        "the table's log is damaged: `/activity/_delta_log/00000000000000000023.json` is missing";
    assert_eq!(shown(&reopened.verify_log().await.unwrap_err(), &root), expected);
    assert_eq!(shown(&reopened.snapshot(Some(25)).await.unwrap_err(), &root), expected);

    let checkpoint = log_file(&table, "00000000000000000030.checkpoint.parquet");
    let whole = std::fs::read(&checkpoint).unwrap();
    std::fs::write(log_file(&table, "00000000000000000023.json"), log).unwrap();
    std::fs::write(&checkpoint, &whole[..whole.len() - 100]).unwrap();
    assert_snapshot!(reopening_fails_with(&root).await, @"the table's log is damaged: `/activity/_delta_log/00000000000000000030.checkpoint.parquet` does not match its checksum");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_is_gone_is_not_taken_for_a_new_table() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    let month = table.folder().join("month=2026-03");
    std::fs::create_dir(&month).unwrap();
    std::fs::write(month.join("a.parquet"), "data").unwrap();
    std::fs::remove_dir_all(log_file(&table, "")).unwrap();
    assert_snapshot!(reopening_fails_with(&root).await, @"the table's log is missing: `/activity/_delta_log` has no versions, but there are data files");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_another_program_added_is_an_error() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    let add = r#"{"add":{"path":"month=2026-03/b.parquet","partitionValues":{"month":"2026-03"},"size":1,"modificationTime":1,"dataChange":true,"stats":"{\"numRecords\":1}"}}"#;
    std::fs::write(log_file(&table, "00000000000000000001.json"), add).unwrap();
    assert_snapshot!(reopening_fails_with(&root).await, @"the table's log is damaged: `/activity/_delta_log/00000000000000000001.json` has no checksum: uptake did not write it");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_commit_left_beside_the_log_does_no_harm() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    table.commit(change(&["a"], &[])).await.unwrap();
    std::fs::write(log_file(&table, ".uptake-k3x9Qz"), "{\"add\":{").unwrap();
    let reopened = open(&root).await;
    assert_eq!(reopened.commit(change(&["b"], &[])).await.unwrap(), 2);
    assert_eq!(show(&open(&root).await, None).await, "2: a b");
    assert_eq!(show(&reopened, Some(1)).await, "1: a");
    reopened.verify_log().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn orphans_are_the_files_of_no_version_at_all() {
    let root = TempDir::new().unwrap();
    let table = open(&root).await;
    let month = table.folder().join("month=2026-03");
    std::fs::create_dir(&month).unwrap();
    for name in ["a", "b", "never"] {
        std::fs::write(month.join(format!("{name}.parquet")), name).unwrap();
    }
    table.commit(change(&["a"], &[])).await.unwrap();
    table.commit(change(&["b"], &["a"])).await.unwrap();
    let orphans = table.orphans().await.unwrap();
    let found: Vec<(&str, u64)> = orphans.iter().map(|it| (it.path.as_str(), it.size)).collect();
    assert_eq!(found, [("month=2026-03/never.parquet", 5)]);
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A change, as the numbers of files to add (if absent) or remove (if present).
fn histories() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(0_u8..6, 1..4), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_version_reads_and_restores_as_it_was_written(
        history in histories(),
        pinned in any::<prop::sample::Index>(),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build();
        runtime.unwrap().block_on(async {
            let root = TempDir::new().unwrap();
            let table = open(&root).await;
            let mut present = BTreeSet::new();
            let mut expected = vec!["0: ".to_owned()];
            for (number, toggled) in history.iter().enumerate() {
                let mut commit = change(&[], &[]);
                for it in toggled.iter().collect::<BTreeSet<_>>() {
                    let name = format!("f{it}");
                    if present.remove(&name) {
                        commit.removes.push(file(&name));
                    } else {
                        commit.adds.push(file(&name));
                        present.insert(name);
                    }
                }
                table.commit(commit).await.unwrap();
                let names: Vec<&str> = present.iter().map(String::as_str).collect();
                expected.push(format!("{}: {}", number + 1, names.join(" ")));
            }
            let reopened = open(&root).await;
            let kept = table.snapshot(None).await.unwrap();
            assert_eq!(reopened.snapshot(None).await.unwrap(), kept);
            for (version, shown) in (0..).zip(&expected) {
                assert_eq!(show(&reopened, Some(version)).await, *shown);
            }
            let pinned = pinned.index(expected.len());
            reopened.restore_to(i64::try_from(pinned).unwrap(), NOW).await.unwrap();
            let files = |it: &str| it.split_once(": ").unwrap().1.to_owned();
            let restored = show(&open(&root).await, None).await;
            assert_eq!(files(&restored), files(&expected[pinned]));
        });
    }
}
