//! The files of the customer that only has Microsoft's own reports, with concealed names.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::json;
use uptake_model::{Day, DayRange, facts::Status, facts::UserKind};

use super::{
    DemoImport,
    activity::{self, Span},
    chance::Chance,
    customer::Customer,
    licences::assigned,
    people::Person,
    place::WorkDay,
    product::{Product, Shelf},
    table::failed,
};

/// How many daily reports there are.
const REPORTS: i32 = 60;
/// The days before the end of the period whose seats were looked up.
const INVENTORIES: [i32; 3] = [59, 30, 0];

/// The services of the report, in the order of its columns; Skype is in the report still.
const SERVICES: [(&str, &str); 6] = [
    ("Exchange", "exchange"),
    ("OneDrive", "onedrive"),
    ("SharePoint", "sharepoint"),
    ("Skype For Business", ""),
    ("Yammer", "yammer"),
    ("Teams", "teams"),
];

/// A person as the reports conceal it.
struct Concealed<'a> {
    person: &'a Person,
    principal_name: String,
    display_name: String,
    /// The active days, in order, by workload.
    active: BTreeMap<&'static str, Vec<Day>>,
}

/// Writes the reports and the seats of `customer` below `dir`, and says how to import them.
pub(super) fn write(
    dir: &Path,
    customer: &Customer,
    calendar: &[WorkDay],
    shelf: &Shelf,
    chance: &mut Chance,
) -> Result<Vec<DemoImport>> {
    let period = customer.sketch.period;
    let folder = Path::new("graph").join(&customer.company.domain);
    fs::create_dir_all(dir.join(&folder)).with_context(|| failed(&folder))?;
    let people = conceal(customer, calendar, chance);
    let import =
        |paths, as_of| DemoImport { paths, customer: Some(customer.id), covers: None, as_of };
    let mut imports = Vec::new();
    let mut reports = Vec::new();
    let first = period.last().plus(1 - REPORTS).max(period.first());
    for day in
        DayRange::new(first, period.last()).into_iter().flat_map(|it| it.iter().collect::<Vec<_>>())
    {
        let path = folder.join(format!("Office365ActiveUserDetail-{day}.csv"));
        write_report(&dir.join(&path), &people, day, shelf).with_context(|| failed(&path))?;
        reports.push(path);
    }
    imports.push(import(reports, None));
    for ago in INVENTORIES {
        let day = period.last().plus(-ago).max(period.first());
        let path: PathBuf = folder.join(format!("subscribedSkus-{day}.json"));
        let answer = serde_json::to_vec_pretty(&inventory(customer, day, shelf))?;
        fs::write(dir.join(&path), answer).with_context(|| failed(&path))?;
        imports.push(import(vec![path], Some(day)));
    }
    Ok(imports)
}

/// The days on which people are seen: who was not active for longer is not remembered as
/// active.
pub(super) fn seen(customer: &Customer) -> DayRange {
    let period = customer.sketch.period;
    DayRange::new(customer.sketch.days_ago(3 * REPORTS), period.last()).unwrap_or(period)
}

fn conceal<'a>(
    customer: &'a Customer,
    calendar: &[WorkDay],
    chance: &mut Chance,
) -> Vec<Concealed<'a>> {
    let mut active: BTreeMap<String, BTreeMap<&'static str, Vec<Day>>> = BTreeMap::new();
    let span = Span::of(calendar, seen(customer));
    let Ok(()) = activity::each(customer, span, chance, |person, habit, day| {
        let of_person = active.entry(person.id.clone()).or_default();
        of_person.entry(habit.workload).or_default().push(day.day);
        Ok::<(), Infallible>(())
    });
    let members = customer.people.iter().filter(|it| it.kind == UserKind::Member);
    members
        .map(|person| Concealed {
            person,
            principal_name: chance.concealed_name(),
            display_name: chance.concealed_name(),
            active: active.remove(&person.id).unwrap_or_default(),
        })
        .collect()
}

fn write_report(path: &Path, people: &[Concealed<'_>], day: Day, shelf: &Shelf) -> Result<()> {
    let mut file = File::create(path)?;
    file.write_all("\u{feff}".as_bytes())?;
    let mut report = csv::Writer::from_writer(file);
    report.write_record(header())?;
    for concealed in people {
        let person = concealed.person;
        // Deleted people stay in the report for a month.
        let forgotten = person.until.is_some_and(|it| it.plus(30) <= day);
        if person.from <= day && !forgotten {
            report.write_record(row(concealed, day, shelf))?;
        }
    }
    report.flush()?;
    Ok(())
}

fn header() -> Vec<String> {
    let each = |name: fn(&str) -> String| SERVICES.map(|it| name(it.0));
    let mut header = [
        "Report Refresh Date",
        "User Principal Name",
        "Display Name",
        "Is Deleted",
        "Deleted Date",
    ]
    .map(str::to_owned)
    .to_vec();
    header.extend(each(|it| format!("Has {it} License")));
    header.extend(each(|it| format!("{it} Last Activity Date")));
    header.extend(each(|it| format!("{it} License Assign Date")));
    header.push("Assigned Products".to_owned());
    header
}

fn row(concealed: &Concealed<'_>, day: Day, shelf: &Shelf) -> Vec<String> {
    let person = concealed.person;
    let deleted = person.until.filter(|it| *it <= day);
    let held: Vec<_> = person.holdings.iter().filter(|it| it.on(day)).collect();
    let licensed = SERVICES.map(|(_, workload)| {
        let holdings = held.iter().filter(|it| shelf.gives(it.product, workload));
        holdings.map(|it| it.from).min()
    });
    let mut row = vec![
        day.to_string(),
        concealed.principal_name.clone(),
        concealed.display_name.clone(),
        flag(deleted.is_some()),
        text(deleted),
    ];
    row.extend(licensed.map(|it| flag(it.is_some())));
    row.extend(SERVICES.map(|(_, workload)| {
        let days = concealed.active.get(workload);
        text(days.and_then(|it| it.iter().rev().find(|it| **it <= day)).copied())
    }));
    row.extend(licensed.map(text));
    let products = held.iter().filter_map(|it| shelf.listing(it.product));
    let names: Vec<_> = products.map(|it| it.name.to_uppercase()).collect();
    row.push(names.join("+"));
    row
}

fn flag(is_true: bool) -> String {
    let word = if is_true { "True" } else { "False" };
    word.to_owned()
}

fn text(day: Option<Day>) -> String {
    day.map(|it| it.to_string()).unwrap_or_default()
}

/// The answer of Graph's `subscribedSkus` as it was on a day.
fn inventory(customer: &Customer, day: Day, shelf: &Shelf) -> serde_json::Value {
    let mut products: Vec<Product> = customer.lines.iter().map(|it| it.product).collect();
    products.sort_unstable();
    products.dedup();
    let listed = products.into_iter().filter_map(|it| Some((it, shelf.listing(it)?)));
    let skus = listed.map(|(product, listing)| {
        let seats = |status| -> u32 {
            let lines = customer.lines.iter().filter(|it| it.product == product && !it.is_trial);
            let records = lines.filter_map(|it| it.on(day)).filter(|it| it.status == status);
            records.map(|it| it.quantity).sum()
        };
        json!({
            "accountId": customer.id,
            "accountName": customer.company.domain,
            "appliesTo": "User",
            "capabilityStatus": "Enabled",
            "consumedUnits": assigned(&customer.people, product, day),
            "id": format!("{}_{}", customer.id, listing.id),
            "prepaidUnits": {
                "enabled": seats(Status::Active),
                "warning": seats(Status::Grace),
                "suspended": seats(Status::Suspended),
                "lockedOut": seats(Status::Disabled),
            },
            "skuId": listing.id,
            "skuPartNumber": product.part_number(),
        })
    });
    json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#subscribedSkus",
        "value": skus.collect::<Vec<_>>(),
    })
}
