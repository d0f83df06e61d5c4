//! Whatever happens to a stored file is found, and nothing of it is served.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use insta::assert_snapshot;
use uptake_app::Data;

use crate::fixture::{
    damage, damage_seen_by, digest_or_damage, filled, flipped, flips, shown, stored, world,
};

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

#[tokio::test]
async fn no_figure_is_served_from_a_log_of_which_a_digit_was_changed() {
    let data = filled(11).await;
    let whole = digest_or_damage(data.path()).await.unwrap();
    let is_log = |it: &&(PathBuf, Vec<u8>)| it.0.extension().is_some_and(|it| it == "json");
    let files = stored(data.path());
    let mut refused = 0;
    for (path, content) in files.iter().filter(is_log).filter(|it| !it.0.ends_with("catalogues")) {
        let text = String::from_utf8(content.clone()).unwrap();
        let Some(at) = text.find("minValues") else { continue };
        // The least customer becomes greater than any: no row of the file would be read.
        let digit = at + text[at..].find(":\\\"").unwrap() + 3;
        let mut changed = content.clone();
        changed[digit] = b'f';
        fs::write(path, &changed).unwrap();
        match digest_or_damage(data.path()).await {
            // A checkpoint says what it says already.
            Ok(digest) => assert_eq!(digest, whole, "{}", path.display()),
            Err(named) => {
                assert_eq!(named, *path);
                refused += 1;
            }
        }
        fs::write(path, content).unwrap();
    }
    assert!(refused > 8, "only {refused} damaged logs were met");
    assert_eq!(digest_or_damage(data.path()).await.unwrap(), whole);
}

#[tokio::test]
async fn a_changed_hint_of_the_last_checkpoint_misleads_nobody() {
    let data = filled(11).await;
    let whole = digest_or_damage(data.path()).await.unwrap();
    for (path, content) in stored(data.path()) {
        if path.ends_with("_last_checkpoint") {
            fs::write(&path, String::from_utf8(content).unwrap().replace("10", "11")).unwrap();
        }
    }
    assert_eq!(digest_or_damage(data.path()).await.unwrap(), whole);
}
