//! Tickets, answers and prices: what becomes of them on import, and the signals that come of
//! them.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use uptake_app::{
    AppError, Texts,
    live::{Filter, GrowthDimension, GrowthQuery, Live},
};
use uptake_calc::{Cost, Flow, SignalName, signal_names};
use uptake_model::{CustomerId, Day, DayRange, Scope, SellerScope, counts::CoverageState};

use super::{ACTIVITY, CONTOSO, HOLDERS, covering};
use crate::folder::{Folder, How, unindented};

const FABRIKAM: &str = "22222222-0000-4000-8000-000000000002";

const USERS: &str = "
    customer_id,user_id,display_name,principal_name
    11111111-0000-4000-8000-000000000001,ana,Ana García López,agarcia@contoso.example
    11111111-0000-4000-8000-000000000001,bea,Beatriz,
";
const TICKETS: &str = "
    customer_id,ticket_id,opened_on,category,product,subject
    11111111-0000-4000-8000-000000000001,t1,2026-02-20,,Exchange,How do I share a calendar? Ana García López +34 612 345 678
    11111111-0000-4000-8000-000000000001,t2,2026-03-01,fault,exchange,Outlook hangs for agarcia@contoso.example
    11111111-0000-4000-8000-000000000001,t3,2026-03-04,,,Beatriz: ¿cómo se comparte un sitio?
    11111111-0000-4000-8000-000000000001,t4,2026-03-05,,Printer,
";
const SURVEYS: &str = "
    customer_id,response_id,day,kind,score,comment
    11111111-0000-4000-8000-000000000001,r1,2026-02-20,csat,5,Thanks to Ana García López
    11111111-0000-4000-8000-000000000001,r2,2026-03-02,csat,2,
    11111111-0000-4000-8000-000000000001,r3,2026-03-03,nps,9,
    11111111-0000-4000-8000-000000000001,r4,2026-03-03,nps,3,
";

fn id(customer: &str) -> CustomerId {
    customer.parse().unwrap()
}

fn days(text: &str) -> DayRange {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

async fn texts(folder: &mut Folder) -> String {
    let whose = (&Scope::All, Texts::Told);
    let data = folder.data().await;
    let tickets = data.tickets(whose, id(CONTOSO), days("2026-01-01..2026-12-31")).await.unwrap();
    let surveys = data.surveys(whose, id(CONTOSO), days("2026-01-01..2026-12-31")).await.unwrap();
    let tickets = tickets.into_iter().map(|it| {
        let category = it.category.map_or("-", uptake_calc::TicketCategory::as_str);
        let told = if it.is_classified { "told" } else { "given" };
        format!("{} {category} {told}: {}\n", it.ticket, it.subject.unwrap_or_default())
    });
    let surveys =
        surveys.into_iter().filter_map(|it| Some(format!("{}: {}\n", it.response, it.comment?)));
    tickets.chain(surveys).collect()
}

const MASKED: &str = "\
t4 - given: 
t3 how_to told: [name]: ¿cómo se comparte un sitio?
t2 fault given: Outlook hangs for [address]
t1 how_to told: How do I share a calendar? [name] [phone]
r1: Thanks to [name]
";

#[tokio::test]
async fn texts_are_masked_before_they_are_stored_whichever_file_comes_first() {
    for names in [["a.csv", "b.csv", "c.csv"], ["c.csv", "a.csv", "b.csv"]] {
        let mut folder = Folder::new("2026-03-10");
        let mut files: Vec<_> = names
            .iter()
            .zip([USERS, TICKETS, SURVEYS])
            .map(|(name, text)| folder.write(name, &unindented(text)))
            .collect();
        files.sort();
        folder.import_files(files, How::default()).await;
        assert_eq!(texts(&mut folder).await, MASKED);
        // The archive has no more than the tables: the names are not needed to make them anew.
        folder.writable().await.rebuild().await.unwrap();
        assert_eq!(texts(&mut folder).await, MASKED);
    }
}

#[tokio::test]
async fn names_that_the_vault_knows_are_masked_and_importing_again_changes_nothing() {
    let mut folder = Folder::new("2026-03-10");
    folder.take(USERS).await;
    assert!(folder.take(TICKETS).await);
    assert!(folder.take(SURVEYS).await);
    assert_eq!(texts(&mut folder).await, MASKED);
    assert!(!folder.take(TICKETS).await);
    assert!(!folder.take(SURVEYS).await);
}

#[tokio::test]
async fn texts_are_left_out_unless_they_are_asked_for_and_so_is_another_customer() {
    let mut folder = Folder::new("2026-03-10");
    folder.take(TICKETS).await;
    let data = folder.data().await;
    let all = days("2026-01-01..2026-12-31");
    let concealed = (&Scope::All, Texts::Concealed);
    let lines = data.tickets(concealed, id(CONTOSO), all).await.unwrap();
    assert!(lines.len() == 4 && lines.iter().all(|it| it.subject.is_none()));
    let other = Scope::one(id(FABRIKAM));
    let refused = data.tickets((&other, Texts::Told), id(CONTOSO), all).await;
    assert!(matches!(refused, Err(AppError::UnknownCustomer { .. })));
}

/// Seats with prices and ends, beside those who hold them and what they do.
async fn traded() -> Folder {
    let mut folder = Folder::new("2026-03-10");
    folder
        .take(
            "customer_id,subscription_id,sku,quantity,status,as_of,unit_price,currency,term,commitment_end,created_on
            11111111-0000-4000-8000-000000000001,year,EXCHANGESTANDARD,4,active,2026-01-01,,EUR,P1Y,2026-12-31,2025-12-31
            11111111-0000-4000-8000-000000000001,month,EXCHANGESTANDARD,4,active,2026-02-10,3.50,EUR,P1M,,2026-02-10
            11111111-0000-4000-8000-000000000001,old,EXCHANGESTANDARD,2,grace,2026-01-01,,,,,
            22222222-0000-4000-8000-000000000002,main,EXCHANGESTANDARD,7,active,2026-01-01,,,P1Y,2026-04-01,
            22222222-0000-4000-8000-000000000002,main,EXCHANGESTANDARD,7,cancelled,2026-03-02,,,P1Y,2026-04-01,",
        )
        .await;
    folder
        .take(
            "sku,unit_price,currency,valid_from
            EXCHANGESTANDARD,4.00,eur,
            EXCHANGESTANDARD,4.40,EUR,2026-03-01
            EXCHANGESTANDARD,5.00,USD,",
        )
        .await;
    folder.take(HOLDERS).await;
    folder.import(ACTIVITY, covering("2026-02-01..2026-03-08")).await;
    folder.take(USERS).await;
    folder.import(TICKETS, covering("2026-02-01..2026-03-08")).await;
    folder.take(SURVEYS).await;
    folder
}

fn money(cost: &Cost) -> String {
    let amounts = cost.by_currency.iter().map(|(currency, it)| format!("{it} {currency}"));
    let mut shown: Vec<String> = amounts.collect();
    if cost.unpriced_seats > 0 {
        shown.push(format!("{} unpriced", cost.unpriced_seats));
    }
    shown.join(" + ")
}

#[tokio::test]
async fn unused_seats_cost_what_their_subscriptions_cost() {
    let mut folder = traded().await;
    let report = folder
        .data()
        .await
        .customer_signals(&Scope::All, id(CONTOSO), (day("2026-03-08"), SellerScope::All))
        .await
        .unwrap();
    let it = &report.unused[0].unused;
    let line = |name: &str, seats: u64, cost: &Cost| format!("{name} {seats}: {}\n", money(cost));
    let mut shown =
        format!("sold {} assigned {} idle {:?}\n", it.sold, it.assigned.unwrap(), it.idle);
    let exposure = it.exposure.as_ref().unwrap();
    shown += &line("exposure", exposure.seats, &exposure.cost);
    let reassignable = it.reassignable.as_ref().unwrap();
    shown += &line("reassignable", reassignable.seats, &reassignable.cost);
    let [reducible, _] = it.reducible.as_ref().unwrap();
    shown += &line("reducible", reducible.seats, &reducible.cost);
    assert_snapshot!(shown, @r"
    sold 8 assigned 3 idle Some(1)
    exposure 5: 18.40 EUR
    reassignable 6: 22.80 EUR
    reducible 4: 14.00 EUR
    ");
}

#[tokio::test]
async fn signals_are_known_by_name_and_unknown_where_nothing_is() {
    let mut folder = traded().await;
    let data = folder.data().await;
    let report = data
        .customer_signals(&Scope::All, id(CONTOSO), (day("2026-03-08"), SellerScope::All))
        .await
        .unwrap();
    let value = |name: &str| report.signals.customer.value(name);
    assert_eq!(value("unused_paid_seats"), Some(5));
    assert_eq!(value("duplicate_seats"), Some(2));
    assert_eq!((value("tickets"), value("how_to_tickets")), (Some(4), Some(2)));
    assert_eq!(value("people_active"), Some(2));
    assert_eq!(value("how_to_per_100"), Some(10_000));
    assert_eq!((value("csat_mean"), value("nps")), (Some(350), Some(0)));
    let exchange = &report.signals.workloads[&"exchange".into()];
    assert_eq!((exchange.how_to_tickets, exchange.how_to_per_100), (Some(1), Some(5_000)));
    let other = data
        .customer_signals(&Scope::All, id(FABRIKAM), (day("2026-03-08"), SellerScope::All))
        .await
        .unwrap();
    let value = |name: &str| other.signals.customer.value(name);
    assert_eq!((value("tickets"), value("how_to_per_100"), value("csat_mean")), (None, None, None));
    let mut all = Vec::new();
    data.each_signals(&Scope::All, day("2026-03-08"), &mut |customer, it| {
        all.push((customer, it));
    })
    .await
    .unwrap();
    assert_eq!(all[0], (id(CONTOSO), report.signals));
    assert_eq!(all[1], (id(FABRIKAM), other.signals));
    let known: BTreeSet<SignalName> = signal_names().collect();
    assert!(known.len() > 40);
}

#[tokio::test]
async fn support_is_by_month_beside_use() {
    let mut folder = traded().await;
    let report = folder
        .data()
        .await
        .customer_support(&Scope::All, id(CONTOSO), days("2026-01-15..2026-03-08"))
        .await
        .unwrap();
    let months = report.months.iter().map(|it| {
        let counts = it.tickets.counts.map(|it| (it.total(), it.how_to));
        let coverage = it.tickets.coverage.as_str();
        let csat = it.satisfaction.csat_mean_hundredths();
        format!(
            "{} {coverage} {counts:?} {:?} {:?} {csat:?}\n",
            it.month,
            it.active_users,
            it.load.and_then(|it| it.per_hundred())
        )
    });
    assert_snapshot!(months.collect::<String>(), @r"
    2026-01 missing None None None None
    2026-02 complete Some((1, 1)) Some(0) None Some(500)
    2026-03 complete Some((3, 1)) Some(2) Some(5000) Some(200)
    ");
}

#[tokio::test]
async fn the_support_of_all_is_the_sum_of_what_is_known_of_each() {
    let mut folder = traded().await;
    let data = folder.data().await;
    let asked = days("2026-01-15..2026-03-08");
    let all = data.support_of_all(&Scope::All, asked).await.unwrap();
    let mut each = Vec::new();
    for customer in [CONTOSO, FABRIKAM] {
        each.push(data.customer_support(&Scope::All, id(customer), asked).await.unwrap());
    }
    for (at, month) in all.iter().enumerate() {
        let of_each = || each.iter().map(|it| &it.months[at]);
        assert!(of_each().all(|it| (it.month, it.days) == (month.month, month.days)));
        let told = of_each().filter(|it| it.tickets.coverage == CoverageState::Complete).count();
        assert_eq!(month.told[0], u64::try_from(told).unwrap());
        let how_to = of_each().filter_map(|it| it.tickets.counts).map(|it| it.how_to).sum::<u64>();
        assert_eq!(month.tickets.map_or(0, |it| it.how_to), how_to);
        let load: Vec<_> = of_each().filter_map(|it| it.load).collect();
        assert_eq!(month.load.customers, u64::try_from(load.len()).unwrap());
        assert_eq!(month.load.active_users, load.iter().map(|it| it.active_users).sum::<u64>());
        assert_eq!(month.load.how_to, load.iter().map(|it| it.how_to).sum::<u64>());
        let answers = of_each().map(|it| it.satisfaction.csat_answers).sum::<u64>();
        assert_eq!(month.satisfaction.csat_answers, answers);
        for workload in &month.workloads {
            let own = of_each().flat_map(|it| &it.workloads);
            let own = own.filter(|it| it.workload == workload.workload);
            assert_eq!(
                workload.load.how_to,
                own.filter_map(|it| it.load).map(|it| it.how_to).sum::<u64>()
            );
        }
    }
    let march = all.last().unwrap();
    let rate = march.load.per_hundred();
    assert_snapshot!(format!("{:?} {:?} {rate:?}", march.told, march.load), @"[1, 0] HowToLoad { customers: 1, how_to: 1, active_users: 2 } Some(5000)");
    let only = Scope::one(id(FABRIKAM));
    let other = data.support_of_all(&only, asked).await.unwrap();
    assert_eq!(other.last().unwrap().tickets, None, "nothing of others is in it");
}

fn five(flow: &Flow) -> [u64; 5] {
    [flow.start, flow.gained, flow.first_seen, flow.lost, flow.end]
}

#[tokio::test]
async fn growth_is_by_month_and_group_within_the_scope() {
    let mut folder = traded().await;
    let customers = "
        customer_id,name,country
        11111111-0000-4000-8000-000000000001,Contoso,ES
        22222222-0000-4000-8000-000000000002,Fabrikam,DE
    ";
    folder.take(customers).await;
    let live = Live::open(folder.path(), folder.world()).await.unwrap();
    let boundary = live.current().unwrap();
    let query = GrowthQuery {
        days: days("2026-01-01..2026-03-08"),
        sellers: SellerScope::All,
        filter: Filter::default(),
        by: Some(GrowthDimension::Attribute(uptake_app::live::Attribute::Country)),
    };
    let report = boundary.growth(&Scope::All, &query).await.unwrap();
    assert!(report.total.months[0].is_none(), "data begins in January");
    let seats: Vec<_> =
        report.total.months[1..].iter().map(|it| five(&it.unwrap().seats)).collect();
    assert_eq!(seats, [[11, 4, 0, 0, 15], [15, 0, 0, 7, 8]]);
    let march = report.total.months[2].unwrap();
    assert_eq!(five(&march.customers), [2, 0, 0, 1, 1]);
    let parts: Vec<u64> =
        report.groups.iter().map(|it| it.1.months[2].unwrap().seats.end).collect();
    assert_eq!(parts.iter().sum::<u64>(), 8);
    let one = boundary.growth(&Scope::one(id(FABRIKAM)), &query).await.unwrap();
    assert_eq!(five(&one.total.months[2].unwrap().seats), [7, 0, 0, 7, 0]);
    assert_eq!(one.groups.len(), 1);
}

#[tokio::test]
async fn a_forgotten_customer_leaves_no_ticket_and_the_prices_stay() {
    let mut folder = traded().await;
    let before = folder.digest().await;
    folder.writable().await.forget_customer(id(CONTOSO)).await.unwrap();
    let data = folder.data().await;
    let all = days("2026-01-01..2026-12-31");
    let whose = (&Scope::All, Texts::Told);
    assert_eq!(data.tickets(whose, id(CONTOSO), all).await.unwrap(), []);
    assert_eq!(data.surveys(whose, id(CONTOSO), all).await.unwrap(), []);
    let prices = "
        sku,unit_price,currency,valid_from
        EXCHANGESTANDARD,4.00,EUR,
    ";
    assert!(!folder.take(prices).await, "the list has this line");
    assert_ne!(folder.digest().await, before);
}

#[tokio::test]
async fn a_price_replaces_the_one_of_the_same_sku_currency_and_day() {
    let mut folder = Folder::new("2026-03-10");
    assert!(folder.take("sku,unit_price,currency\nEXCHANGESTANDARD,4.00,EUR").await);
    assert!(folder.take("sku,unit_price,currency\nEXCHANGESTANDARD,4.10,EUR").await);
    assert!(!folder.take("sku,unit_price,currency\nEXCHANGESTANDARD,4.10,eur").await);
}
