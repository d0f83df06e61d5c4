//! Whatever is damaged in a data folder, `verify` finds it and names the file.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::integer_division,
    clippy::print_stdout,
    reason = "a test stops where something is not as expected, and says what it did"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use insta::assert_snapshot;
use sqlx::{AnyConnection, Connection as _};
use tempfile::TempDir;
use uptake_app::{AppError, Data, ImportRequest, Wording, World, WritableData};
use uptake_ingest::Mode;
use uptake_model::clock::FixedClock;

const ANA: &str = "11111111-1111-4111-8111-111111111111";
const BEA: &str = "22222222-2222-4222-8222-222222222222";

/// Files up to this size have a flip in every byte, larger ones in so many places.
/// `UPTAKE_FLIPS=4096` flips in every byte of all but the archived catalogue, in minutes.
fn flips() -> usize {
    std::env::var("UPTAKE_FLIPS").map_or(48, |it| it.parse().unwrap())
}

/// 2026-03-01 and a number of hours.
fn world(hours: i64) -> World {
    let millis = 1_772_323_200_000 + hours * 3_600_000;
    World {
        clock: Arc::new(FixedClock { millis }),
        random: |buffer| buffer.fill(7),
        database: None,
    }
}

async fn import(data: &Path, hours: i64, files: &[(&str, String)]) {
    let source = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(source.path().join(name), text).unwrap();
    }
    let request = ImportRequest {
        paths: vec![source.path().to_owned()],
        table: None,
        customer: None,
        covers: None,
        as_of: None,
        dates: None,
        mode: Mode::Strict,
        wording: Wording::codes(),
    };
    let mut folder = WritableData::open(data, world(hours)).await.unwrap();
    let outcome = folder.import(&request, &mut |_, _| {}).await.unwrap();
    assert!(outcome.changed && !outcome.refused, "{outcome:?}");
}

/// Two customers, all kinds of tables, a catalogue of the partner's own, and so many days of
/// activity: 11 make a checkpoint of the log.
async fn filled(days: i64) -> TempDir {
    let data = tempfile::tempdir().unwrap();
    import(
        data.path(),
        0,
        &[
            ("customers.csv", format!("customer_id,name\n{ANA},Ana SL\n{BEA},Bea SA\n")),
            (
                "subscriptions.csv",
                format!(
                    "customer_id,subscription_id,sku,quantity,status,as_of\n\
                 {ANA},s1,SPE_E3,10,active,2026-01-01\n{BEA},s1,SPE_E3,5,active,2026-01-01\n"
                ),
            ),
            (
                "users.csv",
                format!("customer_id,user_id,display_name\n{ANA},u1,Eva\n{BEA},u1,Iker\n"),
            ),
            (
                "assignments.csv",
                format!(
                    "customer_id,user_id,sku,assigned_on\n{ANA},u1,SPE_E3,2026-01-02\n\
                 {BEA},u1,SPE_E3,2026-01-03\n"
                ),
            ),
            (
                "last.csv",
                format!(
                    "customer_id,user_id,workload,last_active_on,as_of\n\
                 {BEA},u1,teams,2026-01-20,2026-01-31\n"
                ),
            ),
        ],
    )
    .await;
    let mut folder = WritableData::open(data.path(), world(1)).await.unwrap();
    let added = "[[sku]]\nid = \"0ad1c5a5-27e4-4c0b-9d0c-4ae9e6b1f0aa\"\n\
                 part_number = \"OUR_OWN\"\nname = \"Our own\"\nservice = \"office365\"\n\
                 class = \"paid\"\nbase = [\"exchange\"]\naddon = []\n";
    folder.add_catalogue("own.toml", added).await.unwrap();
    drop(folder);
    for number in 0..days {
        let (month, day) = (1 + number / 28, 1 + number % 28);
        let day = format!("2026-{month:02}-{day:02}");
        let row = format!("customer_id,user_id,workload,day\n{ANA},u1,exchange,{day}\n");
        import(data.path(), 2 + number, &[("activity.csv", row)]).await;
    }
    data
}

/// What `verify` says: the files, relative to the data folder, and what is wrong with them.
async fn damage(data: &Path) -> Vec<(String, String)> {
    damage_seen_by(&Data::open_to_verify(data, world(100)).await.unwrap()).await
}

async fn damage_seen_by(opened: &Data) -> Vec<(String, String)> {
    let verified = opened.verify().await.unwrap();
    let data = opened.folder();
    let named = |path: &Path| path.strip_prefix(data).unwrap().to_string_lossy().into_owned();
    verified.damage.into_iter().map(|it| (named(&it.path), it.what)).collect()
}

async fn shown(data: &Path) -> String {
    let lines = damage(data).await;
    lines.into_iter().map(|(file, what)| format!("{file}: {what}\n")).collect()
}

/// Every stored file but the database, with its content.
fn stored(data: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> =
        ["raw", "tables", "catalogues"].map(|it| data.join(it)).into_iter().collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let content = fs::read(&path).unwrap();
                found.push((path, content));
            }
        }
    }
    found.sort();
    found
}

/// Numbers without a pattern, the same in every run.
fn scattered(number: usize) -> usize {
    let hash = blake3::hash(&number.to_le_bytes());
    usize::from_le_bytes(hash.as_bytes()[..8].try_into().unwrap())
}

/// The content with one bit flipped, in the `round`th place; `None` when all had their turn.
fn flipped(content: &[u8], round: usize) -> Option<Vec<u8>> {
    let at = match content.len() {
        length if length > flips() => scattered(round) % length,
        length if round < length => round,
        _ => return None,
    };
    let mut bytes = content.to_owned();
    bytes[at] ^= 1 << (scattered(at + round) % 8);
    Some(bytes)
}

/// What kind of file it is: folder and name without checksum, version and month.
fn kind(path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy();
    let is_word = |it: &&str| it.len() < 20 || !it.bytes().all(|it| it.is_ascii_hexdigit());
    let name: Vec<&str> = name.split('.').filter(is_word).collect();
    let folder = path.parent().unwrap().file_name().unwrap().to_string_lossy();
    format!("{}/{}", folder.split('=').next().unwrap(), name.join("."))
}

/// The last file of each kind: of a log, its last version.
fn one_of_each_kind(files: &[(PathBuf, Vec<u8>)]) -> Vec<&(PathBuf, Vec<u8>)> {
    let by_kind: BTreeMap<String, _> = files.iter().map(|it| (kind(&it.0), it)).collect();
    by_kind.into_values().collect()
}

#[tokio::test]
async fn whatever_happens_to_a_stored_file_is_found_and_the_file_named() {
    let data = filled(11).await;
    assert_eq!(damage(data.path()).await, []);
    let files = stored(data.path());
    let kinds: BTreeSet<String> = files.iter().map(|(path, _)| kind(path)).collect();
    assert_snapshot!(kinds.into_iter().collect::<Vec<_>>().join("\n"), @r"
    _delta_log/._last_checkpoint.blake3
    _delta_log/.checkpoint.parquet.blake3
    _delta_log/.json.blake3
    _delta_log/_last_checkpoint
    _delta_log/checkpoint.parquet
    _delta_log/json
    assignments/parquet
    catalogues/json
    coverage/parquet
    customers/parquet
    extents/parquet
    identities/parquet
    month/parquet
    raw/parquet
    subscriptions/parquet
    users/parquet
    ");
    // Without its checksums a log file cannot be judged.
    let is_checksum = |it: &(PathBuf, _)| it.0.extension().is_some_and(|it| it == "blake3");
    let (checksums, others): (Vec<_>, Vec<_>) = files.iter().cloned().partition(is_checksum);
    flip_in_all_files_at_once(data.path(), &others).await;
    flip_in_all_files_at_once(data.path(), &checksums).await;
    assert_eq!(damage(data.path()).await, []);
    damage_one_file_at_a_time(data.path(), &files).await;
    assert_eq!(damage(data.path()).await, []);
}

/// One bit in each file, then one in the next place of each: a run for each pair of file and
/// place would take hours.
async fn flip_in_all_files_at_once(data: &Path, files: &[(PathBuf, Vec<u8>)]) {
    let opened = Data::open_to_verify(data, world(100)).await.unwrap();
    let mut count = 0;
    for round in 0..flips() {
        let mut expected = BTreeSet::new();
        for (path, content) in files {
            let Some(bytes) = flipped(content, round) else { continue };
            fs::write(path, bytes).unwrap();
            let name = path.strip_prefix(data).unwrap().to_string_lossy().into_owned();
            expected.insert(name);
            count += 1;
        }
        if expected.is_empty() {
            break;
        }
        let found: BTreeSet<String> =
            damage_seen_by(&opened).await.into_iter().map(|(file, _)| file).collect();
        let missed: Vec<_> = expected.difference(&found).collect();
        assert!(missed.is_empty(), "round {round}: not found: {missed:?}");
        for (path, content) in files {
            if flipped(content, round).is_some() {
                fs::write(path, content).unwrap();
            }
        }
    }
    println!("{count} flips in {} files found", files.len());
}

/// Nothing else is reported than the one file that is damaged, cut or gone.
async fn damage_one_file_at_a_time(data: &Path, files: &[(PathBuf, Vec<u8>)]) {
    for (path, content) in one_of_each_kind(files) {
        let name = path.strip_prefix(data).unwrap().to_string_lossy().into_owned();
        for damaged in [flipped(content, 3).unwrap(), content[..content.len() / 2].to_owned()] {
            fs::write(path, damaged).unwrap();
            let found = damage(data).await;
            let found: Vec<&str> = found.iter().map(|it| it.0.as_str()).collect();
            assert_eq!(found, [&name]);
        }
        fs::remove_file(path).unwrap();
        let found = damage(data).await;
        if let Some(named) = named_when_gone(&name) {
            assert!(found.iter().any(|(file, _)| *file == named), "gone: {name}: {found:?}");
        }
        fs::write(path, content).unwrap();
    }
}

/// The file that is named when a file is gone: a log file that has lost its checksums could
/// be anyone's. Without the hint of the last checkpoint nothing is lost.
fn named_when_gone(name: &str) -> Option<String> {
    if name.ends_with("/_last_checkpoint") {
        return None;
    }
    let about = name.strip_suffix(".blake3").map(|it| it.replace("/.", "/"));
    Some(about.unwrap_or_else(|| name.to_owned()))
}

#[tokio::test]
async fn a_version_that_another_program_wrote_is_found() {
    let data = filled(1).await;
    let log = data.path().join("tables/1/activity/_delta_log");
    fs::copy(log.join("00000000000000000001.json"), log.join("00000000000000000009.json")).unwrap();
    assert_snapshot!(
        shown(data.path()).await,
        @"tables/1/activity/_delta_log/00000000000000000009.json: it has no checksum: uptake did not write it"
    );
}

/// What `verify` says after the database was changed behind our back.
async fn after(filled: &TempDir, sql: &'static str) -> String {
    let data = tempfile::tempdir().unwrap();
    copy(filled.path(), data.path());
    sqlx::any::install_default_drivers();
    let url = format!("sqlite:{}", data.path().join("state.sqlite").display());
    let mut database = AnyConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
    shown(data.path()).await
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn every_changed_row_of_the_database_is_found() {
    let data = filled(2).await;
    assert_eq!(after(&data, "SELECT 1").await, "");
    let changes = [
        "UPDATE ledger SET body = replace(body, 'activity', 'inactivity') WHERE seq = 3",
        "UPDATE ledger SET received_at_ms = received_at_ms - 1 WHERE seq = 1",
        "UPDATE ledger SET kind = 'confirm' WHERE seq = 2",
        "UPDATE ledger_head SET seq = 3",
        "PRAGMA foreign_keys = OFF; DELETE FROM ledger WHERE seq = 4",
        "PRAGMA foreign_keys = OFF; DELETE FROM ledger WHERE seq = 2",
        "UPDATE pins SET pins = (SELECT pins FROM pins WHERE seq = 3) WHERE seq = 4",
        "UPDATE pins SET rules = replace(rules, 'lone', 'always') WHERE seq = 2",
        "DELETE FROM pins WHERE seq = 4",
        "UPDATE user_names SET user_id = 'u2' WHERE display_name = 'Eva'",
        "UPDATE customer_keys SET key = zeroblob(32) WHERE customer_id LIKE '1111%'",
    ];
    let mut found = String::new();
    for change in changes {
        found.extend([change, "\n  ", &after(&data, change).await]);
    }
    assert_snapshot!(found, @r"
    UPDATE ledger SET body = replace(body, 'activity', 'inactivity') WHERE seq = 3
      state.sqlite: the ledger is damaged at row 3: it was changed, restore a backup
    UPDATE ledger SET received_at_ms = received_at_ms - 1 WHERE seq = 1
      state.sqlite: the ledger is damaged at row 1: it was changed, restore a backup
    UPDATE ledger SET kind = 'confirm' WHERE seq = 2
      state.sqlite: the ledger is damaged at row 2: it was changed, restore a backup
    UPDATE ledger_head SET seq = 3
      state.sqlite: the ledger is damaged at row 4: it is not where the chain was left, restore a backup
    PRAGMA foreign_keys = OFF; DELETE FROM ledger WHERE seq = 4
      state.sqlite: the ledger is damaged at row 4: it is missing, restore a backup
    PRAGMA foreign_keys = OFF; DELETE FROM ledger WHERE seq = 2
      state.sqlite: the ledger is damaged at row 2: it is missing, restore a backup
    UPDATE pins SET pins = (SELECT pins FROM pins WHERE seq = 3) WHERE seq = 4
      state.sqlite: the pins of ledger entry 4 are damaged
    UPDATE pins SET rules = replace(rules, 'lone', 'always') WHERE seq = 2
      state.sqlite: the pins of ledger entry 2 are damaged
    DELETE FROM pins WHERE seq = 4
      state.sqlite: the pins of ledger entry 4 are missing
    UPDATE user_names SET user_id = 'u2' WHERE display_name = 'Eva'
      state.sqlite: the vault's row of user bb36f8a41040fa514e765fba62879cba of 11111111-1111-4111-8111-111111111111 was changed
    UPDATE customer_keys SET key = zeroblob(32) WHERE customer_id LIKE '1111%'
      state.sqlite: the vault's row of user bb36f8a41040fa514e765fba62879cba of 11111111-1111-4111-8111-111111111111 was changed
    ");
}

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
    assert!(error.to_string().contains("is damaged"), "{error}");
    let mut folder = WritableData::open_to_rebuild(data.path(), world(100)).await.unwrap();
    folder.rebuild().await.unwrap();
    drop(folder);
    assert_eq!(digest(data.path()).await.unwrap(), before);
    assert_eq!(damage(data.path()).await, []);
}
