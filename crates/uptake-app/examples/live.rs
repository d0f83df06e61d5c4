//! Measures what a server's read model needs for its questions, on a data folder:
//! `cargo run --release -p uptake-app --example live -- FOLDER`.
#![expect(clippy::print_stdout, reason = "prints what it measured, for a person to read")]

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use uptake_app::{
    AppError, World,
    live::{
        AttentionQuery, Attribute, Boundary, CustomersQuery, Dimension, Direction, Filter,
        GroupsQuery, Live, PageStart, PortfolioQuery, Sort, SortKey, TrendQuery,
    },
};
use uptake_calc::Measure;
use uptake_model::{Clock, Day, DayRange, Scope, SellerScope};

struct Stopped;

impl Clock for Stopped {
    fn now_millis(&self) -> i64 {
        1_800_000_000_000
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).map(PathBuf::from).ok_or("which folder?")?;
    let world = World { clock: Arc::new(Stopped), random: |it| it.fill(7), database: None };
    let (live, took) = timed(Box::pin(Live::open(&folder, world))).await?;
    println!("open and prepare: {took:?}, {} MiB", resident_mib());
    let now = live.current()?;
    let day = now.newest_day(&Scope::All).ok_or("no data")?;
    println!("{} customers, newest day {day}", now.customers_in(&Scope::All));
    portfolio(&now, day).await?;
    customers(&now, day).await?;
    for days in [28, 365] {
        let days = DayRange::new(day.plus(1 - days), day).ok_or("no days")?;
        let query = TrendQuery { days, filter: Filter::default(), with_workloads: false };
        show(&format!("trend of {} days", days.days()), || now.trend(&Scope::All, &query)).await?;
    }
    one_customer(&now, day).await?;
    let (_, took) = timed(now.processed(&Scope::All)).await?;
    println!("processed days: {took:?}, {} MiB", resident_mib());
    Ok(())
}

async fn portfolio(now: &Boundary, day: Day) -> Result<(), AppError> {
    let filter = Filter { countries: ["ES".to_owned()].into(), ..Filter::default() };
    for filter in [Filter::default(), filter] {
        let query = PortfolioQuery { filter: filter.clone(), ..PortfolioQuery::all(day) };
        show("portfolio", || now.portfolio(&Scope::All, &query)).await?;
        let sellers = SellerScope::All;
        let country = Dimension::Attribute(Attribute::Country);
        for by in [Dimension::Service, Dimension::Workload, Dimension::Sku, country] {
            let query = GroupsQuery { day, sellers, filter: filter.clone(), by };
            show(&format!("by {by:?}"), || now.groups(&Scope::All, &query)).await?;
        }
        let query = AttentionQuery { day, sellers, filter, most: 10 };
        show("attention", || now.attention(&Scope::All, &query)).await?;
    }
    let workloads = ["exchange".into()].into();
    let filter = Filter { workloads, ..Filter::default() };
    let query = PortfolioQuery { filter, ..PortfolioQuery::all(day) };
    show("portfolio of exchange", || now.portfolio(&Scope::All, &query)).await?;
    let query = PortfolioQuery::all(day.plus(-1));
    show("portfolio of the day before", || now.portfolio(&Scope::All, &query)).await
}

async fn customers(now: &Boundary, day: Day) -> Result<(), AppError> {
    let query = |key, search: &str| CustomersQuery {
        day,
        sellers: SellerScope::All,
        search: search.to_owned(),
        filter: Filter::default(),
        bands: None,
        sort: Sort { key, direction: Direction::Descending },
        start: PageStart::At(0),
        limit: 50,
    };
    for key in [SortKey::Name, SortKey::Country, SortKey::Measure(Measure::CoveredPercent)] {
        let query = query(key, "");
        show(&format!("customers by {}", key.as_str()), || now.customers(&Scope::All, &query))
            .await?;
    }
    for search in ["foods 77", "nomatch", "o"] {
        let query = query(SortKey::Measure(Measure::Sold), search);
        let (page, took) = timed(now.customers(&Scope::All, &query)).await?;
        println!("  search `{search}`: {} found in {took:?}", page.total);
    }
    let end = CustomersQuery { start: PageStart::At(99_950), ..query(SortKey::Name, "") };
    show("customers at the end", || now.customers(&Scope::All, &end)).await?;
    let (page, _) = timed(now.customers(&Scope::All, &query(SortKey::Name, "o"))).await?;
    if let Some(next) = page.next {
        let next = CustomersQuery { start: PageStart::After(next), ..query(SortKey::Name, "o") };
        show("next page of a search", || now.customers(&Scope::All, &next)).await?;
    }
    Ok(())
}

async fn one_customer(now: &Boundary, day: Day) -> Result<(), AppError> {
    let days = DayRange::new(day.plus(-399), day).unwrap_or(DayRange::single(day));
    let query = CustomersQuery {
        day,
        sellers: SellerScope::All,
        search: String::new(),
        filter: Filter::default(),
        bands: None,
        sort: Sort { key: SortKey::Name, direction: Direction::Ascending },
        start: PageStart::At(0),
        limit: 20,
    };
    let page = now.customers(&Scope::All, &query).await?;
    for row in page.rows.iter().step_by(5) {
        let id = row.profile.customer;
        let (_, report) = timed(now.customer(&Scope::All, id, day)).await?;
        let (_, trend) = timed(now.customer_trend(&Scope::All, id, days)).await?;
        let (_, coverage) = timed(now.coverage(&Scope::All, id, days)).await?;
        println!("customer: {report:?}, trend of 400 days: {trend:?}, coverage: {coverage:?}");
    }
    Ok(())
}

/// Shows how long a question takes the first time and the second.
async fn show<T, F>(what: &str, ask: impl Fn() -> F) -> Result<(), AppError>
where
    F: Future<Output = Result<T, AppError>>,
{
    let (_, cold) = timed(ask()).await?;
    let (_, warm) = timed(ask()).await?;
    println!("{what}: {cold:?}, then {warm:?}; {} MiB", resident_mib());
    Ok(())
}

async fn timed<T, E>(work: impl Future<Output = Result<T, E>>) -> Result<(T, Duration), E> {
    let start = Instant::now();
    let done = work.await?;
    Ok((done, start.elapsed()))
}

/// The memory that the process has in use, where the system tells.
fn resident_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
    let kib = line.and_then(|it| it.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.unwrap_or(0) >> 10
}
