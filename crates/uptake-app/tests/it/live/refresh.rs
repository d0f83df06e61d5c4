//! A server that runs while imports go on.

use std::sync::Arc;

use uptake_app::{
    AppError,
    live::{Boundary, Live, PortfolioQuery, TrendQuery},
};
use uptake_model::{Day, DayRange, Scope};

use super::world::Marked;
use crate::{
    folder::{Folder, HOUR_MILLIS, How, customer},
    portfolio::{Known, Portfolio, run},
};

/// Seats sold on a day, and of how many customers.
async fn sold(now: &Boundary, day: Day) -> (u64, u64) {
    let portfolio = now.portfolio(&Scope::All, &PortfolioQuery::all(day)).await.unwrap();
    (portfolio.deployment.counts.sold, portfolio.customers)
}

async fn buy(folder: &mut Folder, number: u128, seats: u64) {
    let text = format!(
        "customer_id,subscription_id,sku,quantity,status,as_of
        {},s1,SPE_E3,{seats},active,2026-03-01",
        customer(number)
    );
    folder.import(&text, How::default()).await;
}

fn day() -> Day {
    "2026-03-10".parse().unwrap()
}

#[tokio::test]
async fn a_folder_without_data_is_served_as_soon_as_there_is_some() {
    let mut folder = Folder::new("2026-03-20");
    let live = Live::open(folder.path(), folder.world()).await.unwrap();
    assert!(matches!(live.current(), Err(AppError::NoData)));
    assert!(!live.refresh().await.unwrap());
    buy(&mut folder, 1, 10).await;
    assert!(live.refresh().await.unwrap());
    assert_eq!(sold(&live.current().unwrap(), day()).await, (10, 1));
}

#[tokio::test]
async fn an_import_is_seen_whole_and_only_after_a_refresh() {
    let mut folder = Folder::new("2026-03-20");
    buy(&mut folder, 1, 10).await;
    let live = Live::open(folder.path(), folder.world()).await.unwrap();
    let before = live.current().unwrap();
    assert_eq!(sold(&before, day()).await, (10, 1));
    buy(&mut folder, 2, 5).await;
    assert_eq!(sold(&live.current().unwrap(), day()).await, (10, 1));
    assert!(live.refresh().await.unwrap());
    assert!(!live.refresh().await.unwrap(), "there is nothing newer");
    assert_eq!(sold(&live.current().unwrap(), day()).await, (15, 2));
    // Who began before goes on with what it began with, also with questions not asked yet.
    assert_eq!(sold(&before, day()).await, (10, 1));
    assert_eq!(sold(&before, day().plus(1)).await, (10, 1));
}

#[tokio::test]
async fn an_earlier_moment_answers_as_it_did_then() {
    let mut folder = Folder::new("2026-03-20");
    buy(&mut folder, 1, 10).await;
    let live = Live::open(folder.path(), folder.world()).await.unwrap();
    let then = folder.now();
    folder.wait(6 * HOUR_MILLIS);
    buy(&mut folder, 1, 7).await;
    live.refresh().await.unwrap();
    assert_eq!(sold(&live.current().unwrap(), day()).await, (7, 1));
    let earlier = live.as_recorded_at(then).await.unwrap();
    assert_eq!(sold(&earlier, day()).await, (10, 1));
    let latest = live.as_recorded_at(folder.now()).await.unwrap();
    assert_eq!(sold(&latest, day()).await, (7, 1));
    let refused = live.as_recorded_at(then - 1).await.map(|_| ());
    assert!(matches!(refused, Err(AppError::NotYetRecorded)));
}

#[tokio::test]
async fn a_rebuilt_folder_is_served_on() {
    let mut folder = Folder::new("2026-03-20");
    buy(&mut folder, 1, 10).await;
    let live = Live::open(folder.path(), folder.world()).await.unwrap();
    folder.writable().await.rebuild().await.unwrap();
    assert!(live.refresh().await.unwrap(), "the tables lie elsewhere");
    let now = live.current().unwrap();
    assert_eq!(sold(&now, day().plus(3)).await, (10, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_of_every_moment_see_some_committed_state() {
    let portfolio = Portfolio::of_seed(107, Known::Ranges);
    let mut folder = portfolio.folder().await;
    let commands = portfolio.commands(&mut crate::folder::Dice(0), 1);
    let live = Live::open(folder.path(), folder.world()).await.unwrap();
    let mut told: Vec<(i64, Arc<uptake_app::live::Portfolio>)> = Vec::new();
    let day = portfolio.today;
    for command in &commands {
        run(&mut folder, std::slice::from_ref(command)).await;
        let asking: Vec<_> = (0..4)
            .map(|_| {
                let live = live.clone();
                tokio::spawn(async move {
                    live.refresh().await.unwrap();
                    let now = live.current().unwrap();
                    let query = PortfolioQuery::all(day);
                    (now.seq(), now.portfolio(&Scope::All, &query).await.unwrap())
                })
            })
            .collect();
        for asked in asking {
            told.push(asked.await.unwrap());
        }
    }
    let data = folder.data().await;
    assert!(told.len() >= 4 * commands.len());
    for pair in told.windows(2) {
        assert!(pair[0].0 <= pair[1].0, "an earlier state came later");
        assert!(pair[0].0 != pair[1].0 || pair[0].1 == pair[1].1, "two answers at one boundary");
    }
    let report = data.portfolio(&Scope::All, day, uptake_model::SellerScope::All).await.unwrap();
    let (_, last) = told.last().unwrap();
    assert_eq!(last.deployment.counts, report.deployment.counts);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_ask_the_same_get_the_one_answer() {
    let marked = Marked::of_seed(107).await;
    let now = marked.now();
    let today = marked.portfolio.today;
    let days = DayRange::new(today.plus(-60), today).unwrap();
    let asking: Vec<_> = (0..16)
        .map(|_| {
            let now = Arc::clone(&now);
            tokio::spawn(async move {
                let query = TrendQuery {
                    days,
                    filter: uptake_app::live::Filter::default(),
                    with_workloads: true,
                };
                now.trend(&Scope::All, &query).await.unwrap()
            })
        })
        .collect();
    let mut told = Vec::new();
    for asked in asking {
        told.push(asked.await.unwrap());
    }
    // The very same value: it was computed once.
    assert!(told.iter().all(|it| Arc::ptr_eq(it, &told[0])));
}
