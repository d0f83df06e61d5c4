//! What a server keeps in memory is what the data folder says: after any imports, it answers as
//! one that was started just now.

use uptake_app::{
    Data,
    live::{Filter, Live, PortfolioQuery, TrendQuery},
};
use uptake_model::{DayRange, Scope};

use super::world::Marked;
use crate::{
    folder::Dice,
    portfolio::{Known, Portfolio, run},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trend_after_imports_is_the_one_of_a_new_server() {
    for seed in [101, 107] {
        let portfolio = Portfolio::of_seed(seed, Known::Ranges);
        let mut dice = Dice(seed);
        let mut folder = crate::folder::Folder::new(&portfolio.today.to_string());
        let live = Live::open(folder.path(), folder.world()).await.unwrap();
        let today = portfolio.today;
        for command in portfolio.commands(&mut dice, 2) {
            run(&mut folder, std::slice::from_ref(&command)).await;
            live.refresh().await.unwrap();
            let Ok(now) = live.current() else { continue };
            let new = Live::open(folder.path(), folder.world()).await.unwrap().current().unwrap();
            assert_eq!(now.seq(), new.seq());
            for (first, last) in [(-70, 0), (-33, -3), (-95, 40)] {
                let days = DayRange::new(today.plus(first), today.plus(last)).unwrap();
                for with_workloads in [false, true] {
                    let filter = if dice.below(2) == 0 {
                        Filter::default()
                    } else {
                        Marked::filter(&mut dice)
                    };
                    let query = TrendQuery { days, filter, with_workloads };
                    let told = now.trend(&Scope::All, &query).await.unwrap();
                    let expected = new.trend(&Scope::All, &query).await.unwrap();
                    assert_eq!(told, expected, "seed {seed}, entry {}, {query:?}", now.seq());
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn packed_counts_are_the_stored_ones() {
    for seed in [101, 107] {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let folder = marked.folder();
        let stored = Data::open(folder.path(), folder.world()).await.unwrap();
        let newest = now.newest_day(&Scope::All).unwrap();
        // Of these two months counts were packed before anything was shown.
        for day in [newest, newest.plus(-5), newest.plus(-28), newest.plus(-60), newest.plus(3)] {
            let what = format!("seed {seed}, {day}");
            let all = uptake_model::SellerScope::All;
            let told = now.portfolio(&Scope::All, &PortfolioQuery::all(day)).await.unwrap();
            let expected = stored.portfolio(&Scope::All, day, all).await.unwrap();
            assert_eq!(told.deployment, expected.deployment.settled(), "{what}");
            for id in marked.portfolio.customers.keys() {
                let Ok(expected) = stored.customer(&Scope::All, *id, day).await else { continue };
                let told = now.customer(&Scope::All, *id, day).await.unwrap();
                assert_eq!(told.deployment, expected.deployment, "{what}, {id}");
                assert_eq!(told.usage, expected.usage, "{what}, {id}");
                assert_eq!(told.product_usage, expected.product_usage, "{what}, {id}");
                assert_eq!(told.people, expected.people, "{what}, {id}");
            }
        }
    }
}
