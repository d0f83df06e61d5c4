//! Explanations: a figure with everything it was counted from, down to the line of the file.

use std::{collections::BTreeSet, fs, path::PathBuf};

use insta::assert_snapshot;
use uptake_app::{
    AppError, Cited, Data, ExplainTarget, Explanation, Figure, Paging, PersonLine, RecordLine,
    SoldBy,
};
use uptake_calc::explain::{SeatRole, UserClass};
use uptake_model::{
    CustomerId, Day, DayRange, Scope,
    counts::{CoverageState, UsageCounts},
};

use crate::folder::{DAY_MILLIS, Folder, How, customer, unindented};

const DAY: &str = "2026-03-28";
const EVERYBODY: Paging = Paging { page: 1, per_page: 100 };

const SUBSCRIPTIONS: &str = "
    customer_id,subscription_id,sku,quantity,status,as_of,is_trial,seller
    C,main,SPE_E3,2,active,2026-01-01,false,own
    C,double,SPE_E3,3,active,2026-01-01,false,partner
    C,double,SPE_E3,3,grace,2026-03-01,false,partner
    C,double,SPE_E3,3,disabled,2026-03-20,false,partner
    C,try,SPE_E3,1,active,2026-03-10,true,own
";
const USERS: &str = "
    customer_id,user_id,kind,principal_name
    C,ana,member,Ana@example.org
    C,gil,guest,
";
const ASSIGNMENTS: &str = "
    customer_id,user_id,sku,assigned_on,removed_on
    C,ana,SPE_E3,2026-01-01,
    C,bea,SPE_E3,2026-01-01,2026-03-10
    C,cem,SPE_E3,2026-02-01,
    C,eve,SPE_E3,2026-02-01,
";
const ACTIVITY: &str = "
    customer_id,user_id,workload,day
    C,ana@example.org,exchange,2026-03-02
    C,ana,exchange,2026-03-03
    C,ana,teams,2026-03-04
    C,bea,exchange,2026-03-05
    C,cem,exchange,2026-02-28
    C,cem,exchange,2026-03-06
    C,dov,exchange,2026-03-28
    C,gil,exchange,2026-03-28
    C,eve,exchange,2026-02-28
";
const SNAPSHOT: &str = "
    customer_id,user_id,workload,last_active_on,as_of
    C,ana,exchange,2026-03-03,2026-03-28
    C,eve,exchange,2026-03-27,2026-03-28
    C,fay,exchange,,2026-03-28
";

/// The text with customer 1 for `C`.
fn of_customer(text: &str) -> String {
    let id = format!("{},", customer(1));
    let lines = unindented(text);
    lines
        .lines()
        .map(|it| {
            format!(
                "{}\n",
                it.strip_prefix("C,").map_or_else(|| it.to_owned(), |rest| format!("{id}{rest}"))
            )
        })
        .collect()
}

async fn imported() -> Folder {
    let mut folder = Folder::new("2026-03-30");
    let files = [
        ("subscriptions.csv", SUBSCRIPTIONS),
        ("users.csv", USERS),
        ("assignments.csv", ASSIGNMENTS),
        ("activity.csv", ACTIVITY),
    ];
    let files = files.map(|(name, text)| folder.write(name, &of_customer(text)));
    folder.import_files(files.to_vec(), How::default()).await;
    let snapshot = folder.write("snapshot.csv", &of_customer(SNAPSHOT));
    folder.import_files(vec![snapshot], How::default()).await;
    folder
}

async fn explain(data: &Data, what: &str, paging: Paging) -> Result<Explanation, AppError> {
    explain_on(data, what, DAY, paging).await
}

async fn explain_on(
    data: &Data,
    what: &str,
    day: &str,
    paging: Paging,
) -> Result<Explanation, AppError> {
    explain_of(data, customer(1), what, day, paging).await
}

/// Explains a workload, or a SKU by its part number; what is explained must be right.
async fn explain_of(
    data: &Data,
    customer: CustomerId,
    what: &str,
    day: &str,
    paging: Paging,
) -> Result<Explanation, AppError> {
    let target = if what.starts_with(char::is_uppercase) {
        ExplainTarget::Sku(what.into())
    } else {
        ExplainTarget::Workload(what.into())
    };
    let day: Day = day.parse().unwrap();
    let explanation = data.explain(&Scope::All, customer, &target, day, paging).await?;
    assert!(explanation.agrees(), "{:?}", explanation.figure);
    assert!(explanation.rows_agree, "{:?}", explanation.people);
    Ok(explanation)
}

fn at(cited: &Cited) -> String {
    let name = PathBuf::from(&cited.file).file_name().unwrap().to_string_lossy().into_owned();
    cited.line.map_or_else(|| name.clone(), |line| format!("{name}:{line}"))
}

fn record(it: &RecordLine) -> String {
    let trial = if it.is_trial { " trial" } else { "" };
    let seller = match it.sold_by {
        SoldBy::Seller(seller) => format!("{seller:?}"),
        counted @ (SoldBy::Counted | SoldBy::CountedOthers) => format!("{counted:?}"),
    };
    format!("{} {:?}{trial} {seller} since {} {}", it.quantity, it.status, it.as_of, {
        at(&it.cited)
    })
}

fn name(person: &PersonLine) -> &str {
    person.user_id.as_ref().unwrap().as_str()
}

fn person(person: &PersonLine) -> Vec<String> {
    let class = person.class.map_or_else(|| "Holder".to_owned(), |it| format!("{it:?}"));
    let known = person.record.as_ref().map(|it| format!(", {}", at(it))).unwrap_or_default();
    let mut lines = vec![format!("{class} {} ({:?}{known})", name(person), person.kind)];
    for it in &person.activity {
        let as_of = it.as_of.map(|it| format!(" as of {it}")).unwrap_or_default();
        lines.push(format!("  active {} {}{as_of} {}", it.day, it.source, at(&it.cited)));
    }
    for it in &person.holdings {
        let until = it.removed_on.map(|it| format!(" until {it}")).unwrap_or_default();
        let rows: Vec<String> = it.rows.iter().map(|it| at(&it.cited)).collect();
        let sku = &it.sku.part_number;
        lines.push(format!("  holds {sku} from {}{until} {}", it.assigned_on, rows.join(" ")));
    }
    lines
}

fn shown(it: &Explanation) -> String {
    let mut lines = Vec::new();
    match &it.figure {
        Figure::Usage(it) => {
            lines.push(usage(&it.recount));
            lines.push(format!("above E {:?}, spare {:?}", it.above, it.spare));
            for (source, days) in &it.unknown_days {
                lines.push(format!("{source}: {} unknown days", days.len()));
            }
        }
        Figure::Deployment(it) => {
            let (counts, sku) = (it.recount, &it.sku.part_number);
            lines.push(format!(
                "{sku}: {} of {}, own {}, trial {}, grace {}",
                counts.assigned.map_or_else(|| "?".to_owned(), |it| it.to_string()),
                counts.sold,
                counts.sold_own,
                counts.trial_seats,
                counts.grace_seats
            ));
        }
    }
    for it in &it.seats {
        lines.push(format!(
            "{:?} {} of {}: {}",
            it.role,
            it.seats,
            it.subscription.as_deref().unwrap_or("a count"),
            { record(&it.record) }
        ));
        if let Some((seats, of)) = &it.window {
            lines.push(format!("  {seats} in the window: {}", record(of)));
        }
    }
    for it in &it.coverage {
        let source = it.source.as_ref().map_or("everything", |it| it.as_str());
        lines.push(format!("{:?} {source} {} {}", it.kind, it.days, at(&it.cited)));
    }
    let mut people: Vec<&PersonLine> = it.people.iter().collect();
    people.sort_by_key(|it| (it.class, name(it)));
    lines.extend(people.into_iter().flat_map(person));
    lines.join("\n")
}

fn usage(counts: &UsageCounts) -> String {
    let (entitled, own) = (counts.entitlements, counts.entitlements_own);
    let Some(users) = counts.users else { return format!("unknown of {entitled}, own {own}") };
    format!(
        "{} = {} + {} + {} of {entitled}, own {own}, others {}, {:?} {} days, parts {:?}",
        users.active(),
        users.held,
        users.former,
        users.never,
        users.active_other,
        counts.coverage,
        counts.days_covered,
        users.overage,
    )
}

#[tokio::test]
async fn a_workload_is_explained_down_to_the_lines_of_the_files() {
    let mut folder = imported().await;
    let explanation = explain(folder.data().await, "exchange", EVERYBODY).await.unwrap();
    assert_snapshot!(shown(&explanation), @r"
    5 = 3 + 1 + 1 of 2, own 2, others 1, Complete 28 days, parts OverageParts { turnover: 0, duplicate: 1, trial: 1, unlicensed: 1, other: 0 }
    above E [1, 1, 1], spare SpareSeats { grace_now: 0, grace_window: 3, trial_now: 1, trial_window: 1 }
    exchange: 0 unknown days
    Window 0 of double: 3 Disabled Partner since 2026-03-20 subscriptions.csv:5
      3 in the window: 3 Grace Partner since 2026-03-01 subscriptions.csv:4
    Counted 2 of main: 2 Active Own since 2026-01-01 subscriptions.csv:2
    Trial 1 of try: 1 Active trial Own since 2026-03-10 subscriptions.csv:6
      1 in the window: 1 Active trial Own since 2026-03-10 subscriptions.csv:6
    Daily everything 2026-02-28..2026-03-28 activity.csv
    Snapshot exchange 2026-03-28..2026-03-28 snapshot.csv
    Held ana (Member, users.csv:2)
      active 2026-03-02 exchange activity.csv:2
      active 2026-03-03 exchange activity.csv:3
      active 2026-03-03 exchange as of 2026-03-28 snapshot.csv:2
      holds SPE_E3 from 2026-01-01 assignments.csv:2
    Held cem (Member)
      active 2026-03-06 exchange activity.csv:7
      holds SPE_E3 from 2026-02-01 assignments.csv:4
    Held eve (Member)
      active 2026-03-27 exchange as of 2026-03-28 snapshot.csv:3
      holds SPE_E3 from 2026-02-01 assignments.csv:5
    Former bea (Member)
      active 2026-03-05 exchange activity.csv:5
      holds SPE_E3 from 2026-01-01 until 2026-03-10 assignments.csv:3
    Never dov (Member)
      active 2026-03-28 exchange activity.csv:8
    Other gil (Guest, users.csv:3)
      active 2026-03-28 exchange activity.csv:9
    ");
}

#[tokio::test]
async fn a_sku_is_explained_down_to_the_lines_of_the_files() {
    let mut folder = imported().await;
    let explanation = explain(folder.data().await, "SPE_E3", EVERYBODY).await.unwrap();
    assert_snapshot!(shown(&explanation), @r"
    SPE_E3: 3 of 2, own 2, trial 1, grace 0
    NotCounted 0 of double: 3 Disabled Partner since 2026-03-20 subscriptions.csv:5
    Counted 2 of main: 2 Active Own since 2026-01-01 subscriptions.csv:2
    Trial 1 of try: 1 Active trial Own since 2026-03-10 subscriptions.csv:6
    Holder ana (Member, users.csv:2)
      holds SPE_E3 from 2026-01-01 assignments.csv:2
    Holder cem (Member)
      holds SPE_E3 from 2026-02-01 assignments.csv:4
    Holder eve (Member)
      holds SPE_E3 from 2026-02-01 assignments.csv:5
    ");
}

/// The line of a file that is cited.
fn cited_line(cited: &Cited) -> String {
    let text = fs::read_to_string(&cited.file).unwrap();
    let line = usize::try_from(cited.line.unwrap()).unwrap();
    text.lines().nth(line - 1).unwrap().to_owned()
}

#[tokio::test]
async fn every_cited_line_holds_the_row_that_is_cited() {
    let mut folder = imported().await;
    let mut cited = BTreeSet::new();
    for what in ["exchange", "SPE_E3"] {
        let explanation = explain(folder.data().await, what, EVERYBODY).await.unwrap();
        let mut holds = |it: &Cited, parts: &[&str]| {
            let line = cited_line(it);
            let cells: Vec<&str> = line.split(',').collect();
            for part in parts {
                assert!(cells.contains(part), "{part} is not in {line}");
            }
            cited.insert(at(it));
        };
        for it in &explanation.seats {
            let records = [&it.record].into_iter().chain(it.window.as_ref().map(|it| &it.1));
            for record in records {
                let quantity = record.quantity.to_string();
                let id = it.subscription.as_deref().unwrap();
                let parts = [id, &quantity, &record.as_of.to_string()];
                holds(&record.cited, &parts);
            }
        }
        for person in &explanation.people {
            // The activity of one user is partly under the sign-in name.
            let names = [name(person), &format!("{}@example.org", name(person))].map(str::to_owned);
            for it in &person.activity {
                holds(&it.cited, &[it.source.as_str(), &it.day.to_string()]);
                let line = cited_line(&it.cited);
                assert!(line.split(',').any(|cell| names.iter().any(|it| it == cell)), "{line}");
            }
            for it in &person.holdings {
                for row in &it.rows {
                    let parts = [name(person), &it.assigned_on.to_string()];
                    holds(&row.cited, &parts);
                }
            }
            if let Some(it) = &person.record {
                holds(it, &[name(person)]);
            }
        }
    }
    assert_snapshot!(cited.into_iter().collect::<Vec<_>>().join(" "), @"activity.csv:2 activity.csv:3 activity.csv:5 activity.csv:7 activity.csv:8 activity.csv:9 assignments.csv:2 assignments.csv:3 assignments.csv:4 assignments.csv:5 snapshot.csv:2 snapshot.csv:3 subscriptions.csv:2 subscriptions.csv:4 subscriptions.csv:5 subscriptions.csv:6 users.csv:2 users.csv:3");
}

#[tokio::test]
async fn the_rows_of_all_pages_give_the_figure() {
    let mut folder = imported().await;
    let data = folder.data().await;
    let mut people = Vec::new();
    let mut page = 1;
    loop {
        let one = explain(data, "exchange", Paging { page, per_page: 2 }).await.unwrap();
        assert!(one.people.len() <= 2);
        assert_eq!(one.people_total, 6);
        if one.people.is_empty() {
            break;
        }
        people.extend(one.people);
        page += 1;
    }
    assert_eq!(page, 4);
    let whole = explain(data, "exchange", EVERYBODY).await.unwrap();
    let Figure::Usage(figure) = &whole.figure else { panic!("usage was asked for") };
    let (stored, users) = (figure.stored.unwrap(), figure.stored.unwrap().users.unwrap());
    let day: Day = DAY.parse().unwrap();
    let window = DayRange::new(day.plus(-27), day).unwrap();
    let is_active = |it: &&PersonLine| it.activity.iter().any(|it| window.contains(it.day));
    let of = |class| {
        let people = people.iter().filter(|it| it.class == Some(class)).filter(is_active);
        u64::try_from(people.map(|it| it.key).collect::<BTreeSet<_>>().len()).unwrap()
    };
    assert_eq!(of(UserClass::Held), users.held);
    assert_eq!(of(UserClass::Former), users.former);
    assert_eq!(of(UserClass::Never), users.never);
    assert_eq!(of(UserClass::Other), users.active_other);
    let counted = whole.seats.iter().filter(|it| it.role == SeatRole::Counted);
    assert_eq!(counted.map(|it| it.record.quantity).sum::<u64>(), stored.entitlements);
}

#[tokio::test]
async fn a_number_that_is_not_known_is_explained_by_the_days_that_are_missing() {
    let mut folder = imported().await;
    let data = folder.data().await;
    let later = explain_on(data, "exchange", "2026-06-01", EVERYBODY).await.unwrap();
    let Figure::Usage(figure) = &later.figure else { panic!("usage was asked for") };
    assert_eq!(figure.recount.coverage, CoverageState::Missing);
    assert_snapshot!(shown(&later), @r"
    unknown of 2, own 2
    above E [0, 0, 0], spare SpareSeats { grace_now: 0, grace_window: 0, trial_now: 1, trial_window: 1 }
    exchange: 28 unknown days
    NotCounted 0 of double: 3 Disabled Partner since 2026-03-20 subscriptions.csv:5
    Counted 2 of main: 2 Active Own since 2026-01-01 subscriptions.csv:2
    Trial 1 of try: 1 Active trial Own since 2026-03-10 subscriptions.csv:6
      1 in the window: 1 Active trial Own since 2026-03-10 subscriptions.csv:6
    ");
    let partly = explain_on(data, "teams", DAY, EVERYBODY).await.unwrap();
    assert_snapshot!(shown(&partly), @r"
    1 = 1 + 0 + 0 of 2, own 2, others 0, Complete 28 days, parts OverageParts { turnover: 0, duplicate: 0, trial: 0, unlicensed: 0, other: 0 }
    above E [0, 0, 0], spare SpareSeats { grace_now: 0, grace_window: 3, trial_now: 1, trial_window: 1 }
    teams: 0 unknown days
    Window 0 of double: 3 Disabled Partner since 2026-03-20 subscriptions.csv:5
      3 in the window: 3 Grace Partner since 2026-03-01 subscriptions.csv:4
    Counted 2 of main: 2 Active Own since 2026-01-01 subscriptions.csv:2
    Trial 1 of try: 1 Active trial Own since 2026-03-10 subscriptions.csv:6
      1 in the window: 1 Active trial Own since 2026-03-10 subscriptions.csv:6
    Daily everything 2026-02-28..2026-03-28 activity.csv
    Held ana (Member, users.csv:2)
      active 2026-03-04 teams activity.csv:4
      holds SPE_E3 from 2026-01-01 assignments.csv:2
    ");
}

#[tokio::test]
async fn a_snapshot_that_waits_for_confirmation_is_not_traced() {
    let mut folder = imported().await;
    let rows = "
        customer_id,user_id,workload,last_active_on,as_of
        C,ana,exchange,2026-03-29,2026-03-29
    ";
    let held = folder.write("held.csv", &of_customer(rows));
    folder.import_files(vec![held], How::default()).await;
    let files = |it: &Explanation| -> BTreeSet<String> {
        let activity = it.people.iter().flat_map(|it| &it.activity);
        activity.map(|it| at(&it.cited)).collect()
    };
    let before = explain_on(folder.data().await, "exchange", "2026-03-29", EVERYBODY).await;
    assert!(!files(&before.unwrap()).contains("held.csv:2"));
    folder.wait(DAY_MILLIS);
    let (file_no, _) = folder.data().await.waiting().await.unwrap().pop_first().unwrap();
    let between = folder.now();
    folder.wait(1_000);
    folder.writable().await.confirm(file_no).await.unwrap();
    let after = explain_on(folder.data().await, "exchange", "2026-03-29", EVERYBODY).await;
    assert!(files(&after.unwrap()).contains("held.csv:2"));
    let earlier = folder.reader().await.as_recorded_at(between).await.unwrap();
    let earlier = explain_on(&earlier, "exchange", "2026-03-29", EVERYBODY).await.unwrap();
    assert!(!files(&earlier).contains("held.csv:2"));
}

#[tokio::test]
async fn what_is_not_known_or_not_to_be_seen_is_refused() {
    let mut folder = imported().await;
    let data = folder.data().await;
    let refused = explain(data, "no_such_thing", EVERYBODY).await.unwrap_err();
    assert_snapshot!(refused, @"no workload `no_such_thing` is known; `uptake catalogue list` shows those that are");
    let refused = explain(data, "NO_SUCH_SKU", EVERYBODY).await.unwrap_err();
    assert_snapshot!(refused, @"no SKU `NO_SUCH_SKU` is known; `uptake catalogue list` shows those that are");
    let refused = explain_on(data, "exchange", "2025-12-31", EVERYBODY).await.unwrap_err();
    assert_snapshot!(refused, @"nothing is known of 2025-12-31; the data begins on 2026-01-01");
    let others = Scope::one(customer(2));
    let target = ExplainTarget::Workload("exchange".into());
    let day = DAY.parse().unwrap();
    let refused = data.explain(&others, customer(1), &target, day, EVERYBODY).await.unwrap_err();
    assert!(matches!(refused, AppError::UnknownCustomer { .. }));
}

/// The tenant of the sample files beside the repository.
const TENANT: &str = "ee1e6a24-132e-5787-a07f-4352cccf813e";

#[tokio::test]
async fn reports_and_lists_of_graph_are_cited_by_line_and_record() {
    let mut folder = Folder::new("2026-07-28");
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/synthetic");
    let names = [
        "json/users.json",
        "json/subscribedSkus.json",
        "csv/getOffice365ActiveUserDetail.csv",
        "csv/getYammerActivityUserDetail.csv",
    ];
    let files = names.iter().map(|it| samples.join(it)).collect();
    let how = How { customer: Some(TENANT), as_of: Some("2026-07-26"), ..How::default() };
    folder.import_files(files, how).await;
    let data = folder.data().await;
    let mut lines = Vec::new();
    let whats = ["exchange", "onedrive", "teams", "yammer", "SPB", "ENTERPRISEPACK"];
    for what in whats {
        let tenant = TENANT.parse().unwrap();
        let it = explain_of(data, tenant, what, "2026-07-26", EVERYBODY).await.unwrap();
        let (mut activity, mut holdings, mut flags) = (0, 0, 0);
        for person in &it.people {
            activity += person.activity.len();
            holdings += person.holdings.iter().map(|it| it.rows.len()).sum::<usize>();
            flags += person.flags.iter().map(|it| it.rows.len()).sum::<usize>();
            assert!(person.holdings.iter().all(|it| !it.rows.is_empty()), "{person:?}");
            assert!(person.flags.iter().all(|it| !it.rows.is_empty()), "{person:?}");
            for it in &person.activity {
                let line = cited_line(&it.cited);
                let last = line.contains(&it.day.to_string());
                assert!(last, "{} is not in {line}", it.day);
            }
        }
        let files: BTreeSet<String> =
            it.seats.iter().map(|it| at(&it.record.cited).replace(char::is_numeric, "")).collect();
        lines.push(format!(
            "{what}: {} people, {activity} rows of activity, {holdings} of holding, {flags} flags, \
             {} subscriptions of {files:?}",
            it.people.len(),
            it.seats.len(),
        ));
    }
    assert_snapshot!(lines.join("\n"), @r#"
    exchange: 6 people, 6 rows of activity, 5 of holding, 5 flags, 5 subscriptions of {"subscribedSkus.json:"}
    onedrive: 4 people, 4 rows of activity, 4 of holding, 4 flags, 4 subscriptions of {"subscribedSkus.json:"}
    teams: 4 people, 4 rows of activity, 3 of holding, 3 flags, 4 subscriptions of {"subscribedSkus.json:"}
    yammer: 2 people, 4 rows of activity, 2 of holding, 2 flags, 4 subscriptions of {"subscribedSkus.json:"}
    SPB: 4 people, 0 rows of activity, 4 of holding, 0 flags, 1 subscriptions of {"subscribedSkus.json:"}
    ENTERPRISEPACK: 1 people, 0 rows of activity, 1 of holding, 0 flags, 2 subscriptions of {"subscribedSkus.json:"}
    "#);
}
