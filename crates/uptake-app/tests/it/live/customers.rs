//! Lists of customers: orders, pages, searches.

use std::collections::BTreeSet;

use uptake_app::live::{
    BandFilter, Cursor, CustomerSummary, CustomersQuery, Direction, PageStart, SortKey,
};
use uptake_calc::Measure;
use uptake_model::{CustomerId, Scope, SellerScope};

use super::world::{Marked, by, ids, list};
use crate::folder::{Dice, customer};

const SEEDS: [u64; 2] = [101, 107];

/// What a row is sorted by, to compare texts and numbers alike.
fn value(row: &CustomerSummary, key: SortKey, sellers: SellerScope) -> Option<(u64, String)> {
    let folded = |it: &str| it.to_lowercase().replace('ς', "σ");
    let text = |it: Option<&str>| Some((0, folded(it.filter(|it| !it.is_empty())?)));
    match key {
        SortKey::Name => text(Some(&row.profile.name)),
        SortKey::Domain => text(row.profile.domain.as_deref()),
        SortKey::Country => text(row.profile.country.as_deref()),
        SortKey::Segment => text(row.profile.segment.as_deref()),
        SortKey::Measure(it) => Some((row.totals.measure(it, sellers)?, String::new())),
    }
}

#[tokio::test]
async fn every_order_has_missing_values_last_and_equals_by_id() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        for (key, sellers) in
            SortKey::all().flat_map(|it| [(it, SellerScope::All), (it, SellerScope::Own)])
        {
            for direction in Direction::ALL {
                let ask = list(marked.portfolio.today, key, direction);
                let ask = CustomersQuery { sellers, ..ask };
                let page = now.customers(&Scope::All, &ask).await.unwrap();
                assert_eq!(page.total, marked.portfolio.customers.len() + 1);
                for pair in page.rows.windows(2) {
                    let [a, b] = pair else { unreachable!() };
                    let (x, y) = (value(a, key, sellers), value(b, key, sellers));
                    let by_id = a.profile.customer < b.profile.customer;
                    let is_ordered = match (&x, &y) {
                        (Some(x), Some(y)) if x == y => by_id,
                        (Some(x), Some(y)) => (x < y) == (direction == Direction::Ascending),
                        (Some(_), None) => true,
                        (None, Some(_)) => false,
                        (None, None) => by_id,
                    };
                    assert!(is_ordered, "seed {seed}, {key:?} {direction:?}: {x:?} {y:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn pages_of_any_size_are_the_whole_list() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let mut dice = Dice(seed);
        for key in SortKey::all() {
            let direction = Direction::ALL[dice.below(2)];
            let scope = if dice.below(2) == 0 { Scope::All } else { marked.some(&mut dice) };
            let filter = Marked::filter(&mut dice);
            let whole = CustomersQuery { filter, ..list(marked.portfolio.today, key, direction) };
            let all = now.customers(&scope, &whole).await.unwrap();
            assert_eq!((all.total, all.offset, all.next), (all.rows.len(), 0, None));
            for limit in 1..4 {
                let mut ask = CustomersQuery { limit, ..whole.clone() };
                let mut told = Vec::new();
                loop {
                    let page = now.customers(&scope, &ask).await.unwrap();
                    assert_eq!((page.total, page.offset), (all.total, told.len()), "{key:?}");
                    let jump = PageStart::At(page.offset);
                    let jump = CustomersQuery { start: jump, ..ask.clone() };
                    assert_eq!(now.customers(&scope, &jump).await.unwrap(), page, "{key:?}");
                    told.extend(page.rows);
                    let Some(next) = page.next else { break };
                    let printed: Cursor = next.to_string().parse().unwrap();
                    assert_eq!(printed, next);
                    ask.start = PageStart::After(next);
                }
                assert_eq!(told, all.rows, "seed {seed}, {key:?}, pages of {limit}");
            }
        }
    }
}

#[tokio::test]
async fn a_cursor_stays_right_when_its_customer_is_gone() {
    let marked = Marked::of_seed(107).await;
    let now = marked.now();
    let ask = list(marked.portfolio.today, SortKey::Name, Direction::Ascending);
    let all = ids(&now.customers(&Scope::All, &ask).await.unwrap());
    let first = CustomersQuery { limit: 2, ..ask.clone() };
    let next = now.customers(&Scope::All, &first).await.unwrap().next.unwrap();
    let others = Scope::Customers(all.iter().copied().filter(|it| *it != all[1]).collect());
    let after = CustomersQuery { start: PageStart::After(next), ..ask };
    let page = now.customers(&others, &after).await.unwrap();
    assert_eq!(ids(&page), all[2..]);
    assert_eq!(page.offset, 1);
}

#[tokio::test]
async fn a_text_that_is_no_cursor_is_refused() {
    for text in ["", "name.asc.-", "name.up.-.0", "sold.asc.x.00", "name.asc.6.0", "a.b.c.d.e"] {
        let refused = text.parse::<Cursor>().unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!("`{text}` is no cursor, take one from an earlier page")
        );
    }
}

#[tokio::test]
async fn a_search_finds_names_domains_and_ids_whatever_their_case() {
    let marked = Marked::of_seed(107).await;
    let now = marked.now();
    let ask = list(marked.portfolio.today, SortKey::Name, Direction::Ascending);
    let all = now.customers(&Scope::All, &ask).await.unwrap();
    let id = customer(1).to_string();
    for search in [
        "ñandú",
        "NANDU",
        "CONTOSO",
        "toso",
        "οδος",
        "ΟΔΟΣ",
        "beispiel.de",
        "zz",
        id.split_at(20).1,
        " ",
    ] {
        let fold = |it: &str| it.to_lowercase().replace('ς', "σ");
        let expected: Vec<CustomerId> = all
            .rows
            .iter()
            .map(|it| &it.profile)
            .filter(|it| {
                let domain = it.domain.clone().unwrap_or_default();
                let texts = [it.name.clone(), domain, it.customer.to_string()];
                texts.iter().any(|it| fold(it).contains(&fold(search.trim())))
            })
            .map(|it| it.customer)
            .collect();
        let ask = CustomersQuery { search: search.to_owned(), ..ask.clone() };
        let page = now.customers(&Scope::All, &ask).await.unwrap();
        assert_eq!(ids(&page), expected, "{search}");
        assert_eq!(page.total, expected.len(), "{search}");
    }
}

#[tokio::test]
async fn bands_divide_the_customers_that_have_a_percentage() {
    for seed in SEEDS {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let day = marked.portfolio.today;
        let portfolio = uptake_app::live::PortfolioQuery::all(day);
        let bands = now.portfolio(&Scope::All, &portfolio).await.unwrap().usage.spread.bands;
        for (band, expected) in bands.into_iter().enumerate() {
            let filter =
                BandFilter { measure: Measure::UsagePercent, bands: BTreeSet::from([Some(band)]) };
            let ask = list(day, by(Measure::UsagePercent), Direction::Descending);
            let ask = CustomersQuery { bands: Some(filter), ..ask };
            let page = now.customers(&Scope::All, &ask).await.unwrap();
            assert_eq!(u64::try_from(page.total).unwrap(), expected, "seed {seed}, band {band}");
        }
        for measure in [Measure::DeploymentPercent, Measure::UsagePercent, Measure::CoveredPercent]
        {
            let with = |bands: BTreeSet<Option<usize>>| {
                let ask = list(day, by(measure), Direction::Descending);
                CustomersQuery { bands: Some(BandFilter { measure, bands }), ..ask }
            };
            let none = with(BTreeSet::from([None]));
            let none = now.customers(&Scope::All, &none).await.unwrap();
            let has_one =
                |it: &CustomerSummary| it.totals.measure(measure, SellerScope::All).is_some();
            assert!(!none.rows.iter().any(has_one), "seed {seed}, {measure:?}");
            let some = with((0..5).map(Some).collect());
            let some = now.customers(&Scope::All, &some).await.unwrap();
            assert_eq!(none.total + some.total, marked.portfolio.customers.len() + 1);
        }
    }
}

#[tokio::test]
async fn a_customer_outside_of_the_scope_is_in_no_list() {
    let marked = Marked::of_seed(107).await;
    let now = marked.now();
    let mut dice = Dice(9);
    for _ in 0..5 {
        let scope = marked.some(&mut dice);
        let ask = list(marked.portfolio.today, SortKey::Name, Direction::Ascending);
        let page = now.customers(&scope, &ask).await.unwrap();
        assert!(page.rows.iter().all(|it| scope.contains(it.profile.customer)));
        let Scope::Customers(customers) = &scope else { unreachable!() };
        assert_eq!(page.total, customers.len());
    }
}
