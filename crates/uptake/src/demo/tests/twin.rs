//! The customer with concealed names against itself under plain names.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use uptake_app::{CustomerReport, ImportRequest, Wording, World, WritableData};
use uptake_ingest::Mode;
use uptake_model::{Clock, CustomerId, Day, DayRange, Scope};

use crate::demo::{
    DemoImport,
    activity::{self, Span},
    chance::Chance,
    customer::Customer,
    graph,
    place::WorkDay,
    product::Shelf,
    story::Story,
    table::Tables,
};

/// Workloads that the report on active users tells of.
const TOLD: [&str; 5] = ["exchange", "onedrive", "sharepoint", "teams", "yammer"];

/// Noon of a day, for ever.
struct Noon(Day);

impl Clock for Noon {
    fn now_millis(&self) -> i64 {
        (i64::from(self.0.epoch_days()) * 24 + 12) * 3_600_000
    }
}

fn random(bytes: &mut [u8]) {
    bytes.fill(7);
}

/// The customer whom its reports conceal, and what its activity is drawn from.
fn drawn(period: DayRange, shelf: &Shelf) -> (Customer, Vec<WorkDay>, Chance) {
    for number in 0_u8..32 {
        let mut chance = Chance::new(7, number.into());
        let id = CustomerId(chance.guid());
        let customer = Customer::invent(number.into(), id, period, shelf, &mut chance);
        if customer.has(Story::ConcealedNames) {
            let calendar = customer.sketch.country.calendar(period);
            return (customer, calendar, chance);
        }
    }
    panic!("no customer has concealed names");
}

/// The customer on the last day, after these imports.
async fn report(folder: &Path, imports: Vec<DemoImport>, day: Day) -> CustomerReport {
    let world = World { clock: Arc::new(Noon(day)), random, database: None };
    let mut data = WritableData::open(folder, world).await.unwrap();
    let mut customer = None;
    for it in imports {
        customer = customer.or(it.customer);
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
        assert!(!data.import(&request, &mut |_, _| ()).await.unwrap().refused);
    }
    let data = data.data();
    let customer = customer.unwrap_or_else(|| panic!("no import names its customer"));
    data.customer(&Scope::All, customer, day).await.unwrap()
}

/// Every figure of people that both can know: users by class, users and holders by product.
fn figures(report: &CustomerReport) -> BTreeSet<String> {
    let usage = report.usage.iter().filter(|it| TOLD.contains(&&*it.0.code));
    let usage = usage.map(|(workload, it)| {
        let users = it.users.unwrap();
        let classes = users.classes().unwrap();
        format!("{}: {} active, {classes:?}", workload.code, users.active())
    });
    let products = report.product_usage.iter().filter(|it| TOLD.contains(&&*it.1.code));
    let products = products.map(|(sku, workload, it)| {
        format!("{} {}: {:?} {:?}", sku.part_number, workload.code, it.active, it.coverage)
    });
    let deployment = report.deployment.iter();
    let deployment =
        deployment.map(|(sku, it)| format!("{}: {:?} assigned", sku.part_number, it.assigned));
    usage.chain(products).chain(deployment).collect()
}

#[test]
fn concealed_names_change_no_figure_of_people() {
    let last: Day = "2026-09-30".parse().unwrap();
    let period = DayRange::new(last.plus(-239), last).unwrap();
    let shelf = Shelf::stocked(&uptake_ingest::catalogue::shipped()).unwrap();
    let [files, one, other] = [0; 3].map(|_| tempfile::tempdir().unwrap());

    let (customer, calendar, mut chance) = drawn(period, &shelf);
    let mut concealed =
        graph::write(files.path(), &customer, &calendar, &shelf, &mut chance).unwrap();
    let below = |path: &PathBuf| files.path().join(path);
    for it in &mut concealed {
        it.paths = it.paths.iter().map(below).collect();
    }

    let (customer, calendar, mut chance) = drawn(period, &shelf);
    let mut tables = Tables::new(files.path(), &shelf);
    tables.licences_and_people(&customer).unwrap();
    let seen = graph::seen(&customer);
    let (path, id) = (Path::new("activity.csv"), customer.id.to_string());
    let span = Span::of(&calendar, seen);
    activity::each(&customer, span, &mut chance, |person, habit, day| {
        tables.active(path, &id, person, habit, day)
    })
    .unwrap();
    let (tables, activity) = tables.finish().unwrap();
    let import = |paths: &[PathBuf], covers| DemoImport {
        paths: paths.iter().map(below).collect(),
        customer: Some(customer.id),
        covers,
        as_of: None,
    };
    let plain = vec![import(&tables, None), import(&activity, Some(seen))];

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let concealed = runtime.block_on(report(one.path(), concealed, last));
    let plain = runtime.block_on(report(other.path(), plain, last));
    assert!(plain.product_usage.iter().any(|it| it.2.active > Some(20)));
    assert_eq!(figures(&concealed), figures(&plain));
    assert_eq!(concealed.people.unwrap().licensed, plain.people.unwrap().licensed);
}
