//! What a figure of the portfolio is made of: the customers' parts are its sum.

use std::collections::BTreeMap;

use uptake_app::{
    AppError,
    live::{Boundary, Part, PartsOf, PartsPage, PartsQuery, PortfolioQuery},
};
use uptake_calc::Count;
use uptake_model::{CustomerId, Scope, SellerScope, SkuRef, WorkloadCode};

use super::world::Marked;
use crate::folder::Dice;

const SEEDS: [u64; 2] = [101, 107];

/// Every page of the parts, one after the other; the pages agree on everything else.
async fn all_parts(now: &Boundary, scope: &Scope, query: &PartsQuery, limit: usize) -> PartsPage {
    let mut whole = now.parts(scope, query, (0, limit)).await.unwrap();
    while whole.rows.len() < whole.total {
        let next = now.parts(scope, query, (whole.rows.len(), limit)).await.unwrap();
        assert!(!next.rows.is_empty() && next.rows.len() <= limit);
        let rows = std::mem::take(&mut whole.rows);
        assert_eq!(PartsPage { rows: Vec::new(), ..next.clone() }, whole);
        whole.rows = [rows, next.rows].concat();
    }
    whole
}

/// The parts come greatest first, those that are not known last, equals by id; none is 0.
fn assert_ordered(page: &PartsPage) {
    let keys: Vec<_> = page
        .rows
        .iter()
        .map(|it| (it.part.is_none(), std::cmp::Reverse(it.part), it.customer.profile.customer))
        .collect();
    assert!(keys.is_sorted(), "{keys:?}");
    assert!(page.rows.iter().all(|it| it.part != Some(0)));
    assert_eq!(page.rows.iter().filter(|it| it.part.is_none()).count(), page.missing);
}

#[tokio::test]
async fn a_figure_is_the_sum_of_its_parts_and_the_one_of_the_portfolio() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let mut dice = Dice(seed);
        for day in marked.days() {
            let (scope, filter) = (marked.some(&mut dice), Marked::filter(&mut dice));
            let whole = PortfolioQuery { filter: filter.clone(), ..PortfolioQuery::all(day) };
            let whole = now.portfolio(&scope, &whole).await.unwrap();
            for sellers in [SellerScope::All, SellerScope::Own] {
                for count in Count::ALL {
                    let what = format!("seed {seed}, {day}, {filter:?}, {count:?} {sellers:?}");
                    let of = PartsOf::Totals;
                    let query = PartsQuery { day, sellers, filter: filter.clone(), count, of };
                    let told = all_parts(&now, &scope, &query, 2).await;
                    let expected = if count.is_of_deployment() {
                        let known = whole.customers > whole.customers_unknown;
                        whole.deployment.count(count, sellers).filter(|_| known)
                    } else {
                        whole.usage.count(count, sellers)
                    };
                    assert_eq!(told.sum, expected, "{what}");
                    if sellers == SellerScope::All {
                        let parts: u64 = told.rows.iter().filter_map(|it| it.part).sum();
                        assert_eq!(parts, told.sum.unwrap_or(0), "{what}");
                        let missing = u64::try_from(told.missing).unwrap();
                        let expected = if count.is_of_deployment() {
                            whole.customers_unknown
                        } else {
                            whole.usage.missing
                        };
                        assert_eq!(missing, expected, "{what}");
                    }
                    assert_ordered(&told);
                }
            }
        }
    }
}

#[tokio::test]
async fn a_row_of_the_portfolio_is_the_sum_of_its_parts() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let (day, sellers) = (marked.portfolio.today, SellerScope::All);
        let whole = now.portfolio(&Scope::All, &PortfolioQuery::all(day)).await.unwrap();
        let query = |count, of| PartsQuery {
            day,
            sellers,
            filter: uptake_app::live::Filter::default(),
            count,
            of,
        };
        for (sku, sum) in &whole.skus {
            let named = if sku.id.is_empty() { &sku.part_number } else { &sku.id };
            let query = query(Count::Assigned, PartsOf::Sku(SkuRef::from(named.as_str())));
            let told = all_parts(&now, &Scope::All, &query, 100).await;
            assert_eq!((told.sum, told.sku.as_ref()), (sum.counts.assigned, Some(sku)));
            let parts: BTreeMap<CustomerId, u64> =
                told.rows.iter().map(|it| (it.customer.profile.customer, part(it))).collect();
            assert_eq!(parts.values().sum::<u64>(), sum.assigned(), "{}", sku.label());
        }
        for (workload, sum) in &whole.workloads {
            let of = PartsOf::Workload(WorkloadCode::new(workload.code.as_str()));
            let told = all_parts(&now, &Scope::All, &query(Count::ActiveEntitled, of), 100).await;
            let active = sum.users.active();
            assert_eq!(told.sum, (sum.customers > 0).then_some(active), "{}", workload.code);
            assert_eq!(told.rows.iter().filter_map(|it| it.part).sum::<u64>(), active);
            assert_eq!(told.workload.as_ref(), Some(workload));
        }
    }
}

fn part(row: &Part) -> u64 {
    row.part.unwrap()
}

#[tokio::test]
async fn a_product_that_is_in_no_catalogue_has_no_parts() {
    let marked = Marked::of_seed(107).await;
    let now = marked.now();
    for of in [PartsOf::Sku("NOTHING".into()), PartsOf::Workload("nothing".into())] {
        let query = PartsQuery {
            day: marked.portfolio.today,
            sellers: SellerScope::All,
            filter: uptake_app::live::Filter::default(),
            count: Count::Sold,
            of,
        };
        let refused = now.parts(&Scope::All, &query, (0, 10)).await.unwrap_err();
        assert!(matches!(refused, AppError::UnknownProduct { .. }), "{refused:?}");
    }
}
