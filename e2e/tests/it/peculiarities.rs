//! What a demo promises to show can be seen in its figures.

use std::collections::BTreeMap;

use crate::uptake::Uptake;

/// A row of an export by column name.
type Row = BTreeMap<String, String>;

/// The demo as `make demo` makes it, seen through the program.
struct Demo {
    uptake: Uptake,
    /// The newest day.
    day: String,
}

impl Demo {
    fn new() -> Self {
        let uptake = Uptake::empty();
        let portfolio = uptake.json("demo --dir demo");
        assert_eq!(portfolio["customers"], 200);
        let day = portfolio["day"].as_str().unwrap().to_owned();
        Self { uptake, day }
    }

    fn export(&self, words: &str) -> Vec<Row> {
        self.export_to(words, &self.day)
    }

    fn export_to(&self, words: &str, day: &str) -> Vec<Row> {
        let text = self.uptake.result(&format!("export {words} --to {day} --out -"));
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(|it| it.unwrap()).collect()
    }

    /// The files of the ledger, as JSON.
    fn files(&self) -> Vec<serde_json::Value> {
        let entries = self.uptake.json("imports")["entries"].as_array().unwrap().clone();
        entries.iter().flat_map(|it| it["files"].as_array().unwrap().clone()).collect()
    }
}

fn count(row: &Row, column: &str) -> u64 {
    row[column].parse().unwrap_or(0)
}

#[test]
fn every_peculiarity_of_a_demo_shows_in_its_figures() {
    let demo = Demo::new();
    let usage = demo.export(&format!("usage --from {}", demo.day));
    let deployment = demo.export(&format!("deployment --from {}", demo.day));
    let has = |rows: &[Row], is: &dyn Fn(&Row) -> bool| rows.iter().any(is);
    let above = |row: &Row| row["usage_percent"].parse::<f64>().is_ok_and(|it| it > 100.0);
    let part = |name: &'static str| {
        has(&usage, &|it| above(it) && count(it, &format!("overage_{name}")) > 0)
    };
    let shown = [
        ("turnover explains usage above 100 %", part("turnover")),
        ("a trial explains usage above 100 %", part("trial")),
        ("a duplicate subscription explains usage above 100 %", part("duplicate")),
        (
            "Yammer is above 100 % by use without a licence",
            has(&usage, &|it| {
                it["workload"] == "yammer" && above(it) && count(it, "overage_unlicensed") > 0
            }),
        ),
        (
            "some entitlements are not the partner's own",
            has(&usage, &|it| count(it, "entitlements_own") < count(it, "entitlements")),
        ),
        (
            "some seats are not the partner's own",
            has(&deployment, &|it| count(it, "sold_own") < count(it, "sold")),
        ),
        ("more is assigned than was sold", has(&deployment, &|it| count(it, "excess") > 0)),
        ("a subscription is in grace", has(&deployment, &|it| count(it, "grace_seats") > 0)),
        ("ten thousand free seats", has(&deployment, &|it| count(it, "sold") == 10_000)),
        ("the newest days are late", has(&usage, &|it| it["days_covered"] == "26")),
        (
            "guests and shared accounts are counted apart",
            has(&usage, &|it| count(it, "active_other") > 0),
        ),
    ];
    let missing: Vec<_> = shown.iter().filter(|it| !it.1).map(|it| it.0).collect();
    assert_eq!(missing, [""; 0], "not shown on {}", demo.day);
    let never_more = |row: &Row| count(row, "entitlements_own") <= count(row, "entitlements");
    assert!(usage.iter().all(never_more));
    let unmapped = demo.uptake.result("catalogue unmapped");
    assert!(unmapped.contains("FIELD_TOOLKIT_2027"), "{unmapped}");

    lost_days_are_missing_days(&demo);
    concealed_names_count(&demo);
    what_is_not_known_is_empty(&demo);
}

/// The customer whose activity came in pieces has no whole window around the lost days.
fn lost_days_are_missing_days(demo: &Demo) {
    let files = demo.files();
    let names = files.iter().filter_map(|it| it["file"].as_str());
    let domain = names
        .filter_map(|it| it.split_once("/recovered/"))
        .find_map(|(_, rest)| rest.split('/').next())
        .unwrap();
    let rows = demo.export(&format!("usage --from 2020-01-01 --customer {domain}"));
    let days: BTreeMap<&str, u64> =
        rows.iter().map(|it| (&*it["day"], count(it, "days_covered"))).collect();
    let newest_first: Vec<u64> = days.values().rev().copied().collect();
    // 8 days were lost, the last of them 40 days before the end: the window of that day has
    // 20 of 28, and a window is whole again 28 days later.
    assert_eq!(newest_first[0], 28);
    assert_eq!(newest_first[11..14], [28, 27, 26], "{newest_first:?}");
    assert_eq!(newest_first[39], 20, "{newest_first:?}");
    let states = rows.iter().filter(|it| it["day"] == *days.keys().rev().nth(39).unwrap());
    assert!(states.clone().count() > 0);
    assert!(states.into_iter().all(|it| it["coverage"] == "lower_bound"));
}

/// The customer that is known from Microsoft's reports alone has figures, and no names.
fn concealed_names_count(demo: &Demo) {
    let files = demo.files();
    let customer = files.iter().find_map(|it| it["customer_id"].as_str()).unwrap();
    let rows = demo.export(&format!("usage --from 2020-01-01 --customer {customer}"));
    let newest = rows.iter().filter(|it| it["day"] == demo.day && count(it, "active") > 0);
    let workload = newest.max_by_key(|it| count(it, "active")).unwrap();
    assert_eq!(workload["coverage"], "complete");
    let products = demo.export(&format!("product_usage --from {} --customer {customer}", demo.day));
    let of_workload = products.iter().filter(|it| it["workload"] == workload["workload"]);
    let used = of_workload.filter(|it| count(it, "active") > 0).count();
    assert!(used > 0, "who uses which product is known: {products:?}");
    let words = format!("explain --customer {customer} --workload {}", workload["workload"]);
    let explained = demo.uptake.json(&words);
    let people = explained["people"].as_array().unwrap();
    assert!(!people.is_empty());
    for person in people {
        let id = person["user_id"].as_str().unwrap();
        assert!(id.len() == 32 && id.bytes().all(|it| it.is_ascii_hexdigit()), "{id}");
    }
}

/// On some day nothing is known of the use of what some customer has.
fn what_is_not_known_is_empty(demo: &Demo) {
    let portfolio = demo.export("portfolio --from 2020-01-01");
    let missing = |it: &&Row| !it["workload"].is_empty() && count(it, "customers_missing") > 0;
    let day = &portfolio.iter().find(missing).expect("a day without data")["day"];
    let mut unknown = demo.export_to(&format!("usage --from {day}"), day);
    unknown.retain(|it| it["coverage"] == "missing");
    assert!(unknown.iter().any(|it| count(it, "entitlements") > 0), "{unknown:?}");
    for column in ["active", "held", "usage_percent", "covered_percent", "overage"] {
        assert!(unknown.iter().all(|it| it[column].is_empty()), "{column} is unknown, not 0");
    }
}
