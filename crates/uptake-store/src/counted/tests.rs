use std::sync::Arc;

use insta::assert_snapshot;
use uptake_model::{CustomerId, Guid};

use super::*;

/// Records as `id day seats status who`; an id of `sum` is a sum over subscriptions, `who` is
/// `own`, `partner`, or `all` for an own one on a list of every seller's.
fn rows(text: &str) -> Vec<SubscriptionRow> {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    let row = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_sum = words[0] == "sum";
        SubscriptionRow {
            customer_id: CustomerId(Guid::from_u128(1)),
            subscription_id: if is_sum { format!("sum:{}", words[3]) } else { words[0].to_owned() },
            sku: Arc::from("E3"),
            quantity: words[2].parse().unwrap(),
            status: if words[3] == "grace" { Status::Grace } else { Status::Active },
            as_of: format!("2026-03-{}", words[1]).parse().unwrap(),
            is_trial: false,
            seller: if words[4] == "partner" { Seller::Partner } else { Seller::Own },
            unit_price: None,
            currency: None,
            term: None,
            billing_cycle: None,
            auto_renew: None,
            commitment_end: None,
            created_on: None,
            aggregate: is_sum,
            all_sellers: words[4] == "all",
            file_no: 1,
            line: 1,
        }
    };
    lines.map(row).collect()
}

/// The sums that are left, as `day seats status seller`.
fn left(text: &str) -> String {
    let rows = rows(text);
    let counted = counted_rows(&rows, &mut |_| 0);
    let mut lines: Vec<String> = counted
        .iter()
        .filter(|it| it.aggregate)
        .map(|it| format!("{} {} {:?} {:?}", it.as_of, it.quantity, it.status, it.seller))
        .collect();
    lines.sort();
    lines.join("\n")
}

#[test]
fn counted_seats_alone_stay_as_they_are() {
    assert_snapshot!(left("
        sum 01 20 active own
        sum 01 5 grace own
        sum 09 22 active own
    "), @r"
    2026-03-01 20 Active Own
    2026-03-01 5 Grace Own
    2026-03-09 22 Active Own
    ");
}

#[test]
fn a_list_of_every_seller_ends_the_counted_seats_on_its_day_and_not_before() {
    assert_snapshot!(left("
        sum 01 20 active own
        sum 09 22 active own
        s1 05 12 active all
    "), @r"
    2026-03-01 20 Active Own
    2026-03-05 0 Active Own
    ");
    assert_snapshot!(left("
        sum 01 20 active own
        s1 05 12 active own
        s2 05 8 active partner
    "), @r"
    2026-03-01 20 Active Own
    2026-03-05 0 Active Own
    ");
}

#[test]
fn beside_own_sales_alone_the_rest_of_the_count_is_other_sellers() {
    assert_snapshot!(left("
        sum 01 20 active own
        sum 01 5 grace own
        sum 09 25 active own
        s1 05 12 active own
    "), @r"
    2026-03-01 20 Active Own
    2026-03-01 5 Grace Own
    2026-03-05 5 Grace Partner
    2026-03-05 8 Active Partner
    2026-03-09 13 Active Partner
    ");
}

#[test]
fn own_seats_that_come_later_are_not_taken_from_the_others() {
    assert_snapshot!(left("
        s1 01 12 active own
        sum 01 20 active own
        s1 06 15 active own
    "), @"2026-03-01 8 Active Partner");
}

#[test]
fn own_seats_beyond_the_count_leave_nothing_to_others() {
    assert_snapshot!(left("
        s1 01 12 active own
        s2 01 12 active own
        sum 01 20 active own
    "), @"2026-03-01 0 Active Partner");
}

#[test]
fn own_sales_first_and_every_seller_later_give_way_in_two_steps() {
    assert_snapshot!(left("
        sum 01 20 active own
        s1 05 12 active own
        s1 08 12 active all
        s2 08 8 active partner
    "), @r"
    2026-03-01 20 Active Own
    2026-03-05 8 Active Partner
    2026-03-08 0 Active Own
    ");
}
