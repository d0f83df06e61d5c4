//! A filled data folder, ways to damage it, and what is said of it then.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use tempfile::TempDir;
use uptake_app::{Data, ImportRequest, Wording, World, WritableData};
use uptake_ingest::Mode;
use uptake_model::clock::FixedClock;

pub(crate) const ANA: &str = "11111111-1111-4111-8111-111111111111";

pub(crate) const BEA: &str = "22222222-2222-4222-8222-222222222222";

/// Files up to this size have a flip in every byte, larger ones in so many places.
/// `UPTAKE_FLIPS=4096` flips in every byte of all but the archived catalogue, in minutes.
pub(crate) fn flips() -> usize {
    std::env::var("UPTAKE_FLIPS").map_or(48, |it| it.parse().unwrap())
}

/// 2026-03-01 and a number of hours.
pub(crate) fn world(hours: i64) -> World {
    let millis = 1_772_323_200_000 + hours * 3_600_000;
    World {
        clock: Arc::new(FixedClock { millis }),
        random: |buffer| buffer.fill(7),
        database: None,
    }
}

pub(crate) async fn import(data: &Path, hours: i64, files: &[(&str, String)]) {
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
pub(crate) async fn filled(days: i64) -> TempDir {
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
pub(crate) async fn damage(data: &Path) -> Vec<(String, String)> {
    damage_seen_by(&Data::open_to_verify(data, world(100)).await.unwrap()).await
}

pub(crate) async fn damage_seen_by(opened: &Data) -> Vec<(String, String)> {
    let verified = opened.verify().await.unwrap();
    let data = opened.folder();
    let named = |path: &Path| path.strip_prefix(data).unwrap().to_string_lossy().into_owned();
    verified.damage.into_iter().map(|it| (named(&it.path), it.what)).collect()
}

pub(crate) async fn shown(data: &Path) -> String {
    let lines = damage(data).await;
    lines.into_iter().map(|(file, what)| format!("{file}: {what}\n")).collect()
}

/// Every stored file but the database, with its content.
pub(crate) fn stored(data: &Path) -> Vec<(PathBuf, Vec<u8>)> {
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
pub(crate) fn scattered(number: usize) -> usize {
    let hash = blake3::hash(&number.to_le_bytes());
    usize::from_le_bytes(hash.as_bytes()[..8].try_into().unwrap())
}

/// The content with one bit flipped, in the `round`th place; `None` when all had their turn.
pub(crate) fn flipped(content: &[u8], round: usize) -> Option<Vec<u8>> {
    let at = match content.len() {
        length if length > flips() => scattered(round) % length,
        length if round < length => round,
        _ => return None,
    };
    let mut bytes = content.to_owned();
    bytes[at] ^= 1 << (scattered(at + round) % 8);
    Some(bytes)
}

pub(crate) fn copy(from: &Path, to: &Path) {
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

/// What a reader is told: the digest, or the file that keeps it from being made.
pub(crate) async fn digest_or_damage(data: &Path) -> Result<String, PathBuf> {
    let opened = Data::open(data, world(100)).await;
    let digest = match opened {
        Ok(opened) => opened.digest().await,
        Err(error) => Err(error),
    };
    digest.map(|it| it.to_string()).map_err(|error| match error.repairable() {
        Some(damage) => damage.path,
        None => panic!("{error:?}"),
    })
}
