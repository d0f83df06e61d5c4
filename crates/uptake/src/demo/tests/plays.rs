//! For whom the demo has something to do: for each play a customer that it is for, and one like
//! it that it is not for.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use uptake_app::{
    ImportRequest, Rulebook, Wording, World, WritableData,
    live::{Live, Recommended},
};
use uptake_ingest::Mode;
use uptake_model::{Clock, CustomerId, Day};

use super::options;
use crate::demo::{drawn_order, story, write_portfolio};

/// As many customers as have a promised story.
const CUSTOMERS: usize = 13;

/// It is always the day after the last of the demo.
#[derive(Debug)]
struct TheDayAfter;

impl Clock for TheDayAfter {
    fn now_millis(&self) -> i64 {
        let day: Day = "2026-10-01".parse().unwrap();
        i64::from(day.epoch_days()) * 86_400_000
    }
}

/// Bytes that are never the same, and the same in every run.
fn random(bytes: &mut [u8]) {
    static DRAWN: AtomicU64 = AtomicU64::new(0);
    for part in bytes.chunks_mut(8) {
        let hash = blake3::hash(&DRAWN.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        let drawn = &hash.as_bytes()[..part.len()];
        part.copy_from_slice(drawn);
    }
}

/// The demo with its plays, by customer.
async fn recommended(folder: &Path) -> (Arc<Recommended>, Arc<Rulebook>) {
    let world = World { clock: Arc::new(TheDayAfter), random, database: None };
    let written = write_portfolio(&folder.join("files"), &options(CUSTOMERS, 180)).unwrap();
    let data = folder.join("data");
    let mut writable = WritableData::open(&data, world.clone()).await.unwrap();
    for it in written.imports {
        let request = ImportRequest {
            paths: it.paths,
            table: None,
            customer: it.customer,
            covers: it.covers,
            as_of: it.as_of,
            dates: None,
            mode: Mode::Strict,
            wording: Wording::codes(),
        };
        let outcome = writable.import(&request, &mut |_, _| {}).await.unwrap();
        assert!(!outcome.refused, "{outcome:?}");
    }
    drop(writable);
    let live = Live::open(&data, world).await.unwrap();
    let now = live.current().unwrap();
    let rules = Arc::new(Rulebook::shipped());
    let day = now.acting_day().await.unwrap().unwrap();
    (now.recommended(day, &rules).await.unwrap(), rules)
}

/// By number of the customer, the plays that are recommended to it.
fn plays(recommended: &Recommended) -> BTreeMap<usize, BTreeSet<String>> {
    let numbers: BTreeMap<CustomerId, usize> = drawn_order(&options(CUSTOMERS, 180))
        .into_iter()
        .map(|(number, id)| (id, number))
        .collect();
    let mut plays: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for it in &recommended.all {
        plays.entry(numbers[&it.customer]).or_default().insert(it.play.to_string());
    }
    plays
}

/// Each play with a customer that it is for and one like it that it is not for, by number of
/// the customer, and what makes the difference.
const TWINS: [(&str, usize, usize, &str); 8] = [
    ("duplicate_subscription", 10, 1, "the old subscription is in grace; it is deprovisioned"),
    ("how_to_load", 12, 7, "many calls ask how; few do"),
    ("idle_seats", 11, 8, "far more seats than people; as many"),
    ("low_adoption", 8, 9, "use has fallen; it has risen"),
    ("near_limit", 7, 11, "everybody works; there is room"),
    ("trial_in_use", 1, 7, "a trial runs; it was converted"),
    ("turnover", 7, 12, "many have left; few have"),
    ("unlicensed_use", 0, 12, "a workshop without licences; everybody has one"),
];

#[tokio::test]
async fn each_play_is_for_a_customer_and_not_for_one_like_it() {
    let folder = tempfile::tempdir().unwrap();
    let (recommended, rules) = recommended(folder.path()).await;
    let plays = plays(&recommended);
    let mut table = String::new();
    for number in 0..CUSTOMERS {
        let stories = story::PROMISED.get(number).unwrap();
        let of = plays.get(&number).into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
        writeln!(table, "{number} {stories:?}: {of}").unwrap();
    }
    for (play, is_for, is_not_for, why) in TWINS {
        let has = |number: usize| plays.get(&number).is_some_and(|it| it.contains(play));
        assert!(has(is_for), "{play} is for {is_for} ({why}):\n{table}");
        assert!(!has(is_not_for), "{play} is not for {is_not_for} ({why}):\n{table}");
    }
    let shipped: Vec<_> = rules.playbook.plays().map(|it| it.code.to_string()).collect();
    let told: Vec<_> = TWINS.iter().map(|it| it.0.to_owned()).collect();
    assert_eq!(shipped, told, "every play has its two customers");
}
