//! What is recommended, to whom, why and since when.

use insta::assert_snapshot;
use uptake_play::Subject;

use super::*;

#[tokio::test]
async fn idle_seats_are_recommended_with_their_number_and_tiny_customers_are_not() {
    let desk = Desk::with(&[
        Bought { customer: 1, seats: 20, held: 19 },
        Bought { customer: 2, seats: 40, held: 20 },
        Bought { customer: 3, seats: 4, held: 1 },
        Bought { customer: 4, seats: 40, held: 10 },
    ])
    .await;
    assert_snapshot!(desk.open(1).await, @"near_limit 19");
    assert_snapshot!(desk.open(2).await, @"idle_seats 20");
    assert_snapshot!(desk.open(3).await, @"");
    assert_snapshot!(desk.open(4).await, @"idle_seats 30, low_adoption 30");
}

#[tokio::test]
async fn most_at_stake_comes_first_whatever_the_percentage() {
    let desk = Desk::with(&[
        Bought { customer: 1, seats: 10, held: 1 },
        Bought { customer: 2, seats: 100, held: 80 },
    ])
    .await;
    let recommended = desk.recommended().await;
    let idle = recommended.all.iter().filter(|it| it.play == code("idle_seats"));
    let order: Vec<_> = idle.map(|it| (it.customer, it.stake.count)).collect();
    assert_eq!(order, [(customer(2), Some(20)), (customer(1), Some(9))]);
}

#[tokio::test]
async fn evidence_names_the_product_and_since_when() {
    let mut desk = Desk::with(&[Bought { customer: 1, seats: 20, held: 20 }]).await;
    let id = customer(1);
    desk.take(&format!(
        "customer_id,subscription_id,sku,quantity,status,as_of
        {id},s1,SPE_E3,40,active,2026-03-05"
    ))
    .await;
    let recommended = desk.recommended().await;
    let idle = recommended.get(id, &code("idle_seats")).unwrap();
    assert_eq!(idle.evidence.len(), 1);
    let evidence = &idle.evidence[0];
    let e3 = desk.now().catalogue().canonical(&"SPE_E3".into());
    assert_eq!(evidence.subject, Subject::Sku(e3));
    assert_eq!(evidence.stake, Some(20));
    // The Sundays before are 2026-03-15, 2026-03-08 and, with all seats held, 2026-03-01.
    assert_eq!(evidence.since.day.to_string(), "2026-03-08");
    assert!(!evidence.since.or_earlier);
    let compared: Vec<_> = evidence.cited.iter().map(|it| (it.left, it.right)).collect();
    assert_eq!(compared, [(Some(20), Some(5)), (Some(5_000), Some(9_000))]);
}

#[tokio::test]
async fn a_cause_that_is_as_old_as_the_data_may_be_older() {
    let desk = Desk::with(&[Bought { customer: 1, seats: 40, held: 20 }]).await;
    let recommended = desk.recommended().await;
    let idle = recommended.get(customer(1), &code("idle_seats")).unwrap();
    assert_eq!(idle.evidence[0].since.day.to_string(), "2026-02-01");
    assert!(idle.evidence[0].since.or_earlier);
}

#[tokio::test]
async fn a_recommendation_goes_by_itself_when_its_cause_is_gone() {
    let mut desk = Desk::with(&[Bought { customer: 1, seats: 40, held: 30 }]).await;
    assert_snapshot!(desk.open(1).await, @"idle_seats 10");
    desk.take(&format!(
        "customer_id,subscription_id,sku,quantity,status,as_of
        {},s1,SPE_E3,30,active,2026-03-20",
        customer(1)
    ))
    .await;
    assert!(!desk.open(1).await.contains("idle_seats"));
}

#[tokio::test]
async fn thresholds_and_own_plays_change_what_is_recommended_at_once() {
    let desk = Desk::with(&[Bought { customer: 1, seats: 40, held: 30 }]).await;
    let (play, threshold) = (code("idle_seats"), code("least_seats"));
    desk.access.set_threshold(DOER, (&play, &threshold), Some(11)).await.unwrap();
    assert!(!desk.open(1).await.contains("idle_seats"));
    desk.access.set_threshold(DOER, (&play, &threshold), None).await.unwrap();
    assert!(desk.open(1).await.contains("idle_seats 10"));
    let rules = desk.rules().await;
    let (source, version) = rules.source(&play).unwrap();
    let off = format!("enabled = false\n{source}");
    let next = desk.access.put_play(DOER, (&play, version), &off).await.unwrap();
    assert!(!desk.open(1).await.contains("idle_seats"));
    let old = desk.access.put_play(DOER, (&play, version), &off).await;
    assert!(matches!(old, Err(uptake_app::access::AccessError::ChangedMeanwhile)));
    desk.access.remove_play(DOER, (&play, next)).await.unwrap();
    assert!(desk.open(1).await.contains("idle_seats 10"));
}

#[tokio::test]
async fn recommendations_are_made_for_the_newest_day_of_which_usage_is_known() {
    let mut desk = Desk::with(&[Bought { customer: 1, seats: 40, held: 30 }]).await;
    let seats = |as_of| {
        format!(
            "customer_id,subscription_id,sku,quantity,status,as_of
            {},s2,MYSTERY,1,active,{as_of}",
            customer(1)
        )
    };
    desk.folder.set_clock("2026-03-25".parse().unwrap());
    desk.take(&seats("2026-03-24")).await;
    assert_eq!(desk.recommended().await.day.to_string(), "2026-03-20");
    // When no activity comes in any more, seats are still looked at.
    desk.folder.set_clock("2026-04-10".parse().unwrap());
    desk.take(&seats("2026-04-10")).await;
    assert_eq!(desk.recommended().await.day.to_string(), "2026-04-10");
}

#[tokio::test]
async fn unused_seats_have_their_price_and_lapsed_ones_are_told_from_duplicates() {
    let mut desk = Desk::with(&[Bought { customer: 1, seats: 40, held: 30 }]).await;
    let id = customer(1);
    // Products of other numbers come first, so that none is taken for another.
    desk.take(&format!(
        "customer_id,subscription_id,sku,quantity,status,as_of,currency
        {id},a1,ATP_ENTERPRISE,6,grace,2026-02-01,EUR
        {id},a2,ATP_ENTERPRISE,9,active,2026-02-10,EUR
        {id},b1,POWER_BI_PRO,7,grace,2026-02-01,
        {id},s1,SPE_E3,40,active,2026-02-02,EUR"
    ))
    .await;
    desk.take("sku,currency,unit_price\nSPE_E3,EUR,35.70\nATP_ENTERPRISE,EUR,2").await;
    let recommended = desk.recommended().await;
    let idle = recommended.get(id, &code("idle_seats")).unwrap();
    let costs: Vec<String> = idle
        .evidence
        .iter()
        .map(|it| {
            let money = it.cost.by_currency.iter().map(|(of, amount)| format!("{amount} {of}"));
            let money = money.collect::<Vec<_>>().join(", ");
            format!("{} seats: {money}, {} unpriced", it.stake.unwrap(), it.cost.unpriced_seats)
        })
        .collect();
    assert_eq!(
        costs,
        [
            "10 seats: 357.00 EUR, 0 unpriced",
            "9 seats: 18.00 EUR, 0 unpriced",
            "7 seats: , 7 unpriced"
        ]
    );
    let cleaned = recommended.get(id, &code("duplicate_subscription")).unwrap();
    let stakes: Vec<_> = cleaned.evidence.iter().map(|it| it.stake).collect();
    assert_eq!((cleaned.stake.count, stakes), (Some(13), vec![Some(7), Some(6)]));
}

#[tokio::test]
async fn many_how_to_tickets_ask_for_training_and_as_many_faults_do_not() {
    let mut desk = Desk::with(&[
        Bought { customer: 1, seats: 40, held: 38 },
        Bought { customer: 2, seats: 40, held: 38 },
    ])
    .await;
    let mut tickets = "customer_id,ticket_id,opened_on,category\n".to_owned();
    for number in 0..8 {
        let opened = Day::from_parts(2026, 3, 1 + number).unwrap();
        writeln!(tickets, "{},t{number},{opened},how_to", customer(1)).unwrap();
        writeln!(tickets, "{},t{number},{opened},fault", customer(2)).unwrap();
    }
    writeln!(tickets, "{},t9,2026-02-20,other\n{0},t10,2026-03-20,other", customer(1)).unwrap();
    desk.take(&tickets).await;
    assert!(desk.open(1).await.contains("how_to_load 38"), "{}", desk.open(1).await);
    assert!(!desk.open(2).await.contains("how_to_load"));
}

#[tokio::test]
async fn a_trial_that_is_used_is_worth_converting_and_one_that_ended_is_not() {
    let mut desk = Desk::with(&[
        Bought { customer: 1, seats: 40, held: 38 },
        Bought { customer: 2, seats: 40, held: 38 },
    ])
    .await;
    let mut held = "customer_id,user_id,sku,assigned_on\n".to_owned();
    let mut active = "customer_id,user_id,workload,day\n".to_owned();
    for of in [1, 2] {
        for user in 0..4 {
            let id = customer(of);
            writeln!(held, "{id},u{user},POWER_BI_PRO,2026-03-01").unwrap();
            writeln!(active, "{id},u{user},power_bi,2026-03-02").unwrap();
        }
        writeln!(active, "{},u0,power_bi,2026-02-01\n{0},u0,power_bi,2026-03-20", customer(of))
            .unwrap();
    }
    desk.take(&format!(
        "customer_id,subscription_id,sku,quantity,status,as_of,is_trial
        {0},p1,POWER_BI_PRO,25,active,2026-03-01,true
        {1},p1,POWER_BI_PRO,25,active,2026-03-01,true
        {1},p1,POWER_BI_PRO,25,expired,2026-03-15,true",
        customer(1),
        customer(2)
    ))
    .await;
    desk.take(&held).await;
    desk.take(&active).await;
    assert!(desk.open(1).await.contains("trial_in_use 4"), "{}", desk.open(1).await);
    assert!(!desk.open(2).await.contains("trial_in_use"), "{}", desk.open(2).await);
}

#[tokio::test]
async fn newer_activity_of_another_customer_takes_nothing_away() {
    let mut desk = Desk::with(&[
        Bought { customer: 1, seats: 40, held: 10 },
        Bought { customer: 2, seats: 20, held: 19 },
    ])
    .await;
    let before = desk.recommended().await;
    let (here, play) = (customer(1), code("low_adoption"));
    let of = |it: &Recommended| it.get(here, &play).cloned();
    assert_eq!(of(&before).map(|it| it.stake.count), Some(Some(30)));
    let newer = |on: &str| {
        let mut active = "customer_id,user_id,workload,day\n".to_owned();
        let (first, last) = ("2026-03-21".parse::<Day>().unwrap(), on.parse::<Day>().unwrap());
        for day in 0..=last.days_since(first) {
            for workload in WORKLOADS {
                let day = first.plus(day);
                writeln!(active, "{},u0,{workload},{day}", customer(2)).unwrap();
            }
        }
        active
    };
    // Within a fortnight a customer's own newest day is read, and named.
    for on in ["2026-03-22", "2026-04-03"] {
        desk.folder.set_clock(on.parse().unwrap());
        desk.take(&newer(on)).await;
        let now = desk.recommended().await;
        assert_eq!(now.day.to_string(), on);
        assert_eq!(of(&now), of(&before), "{on}");
        assert_eq!(now.day_of(here).to_string(), "2026-03-20");
        assert_eq!(now.day_of(customer(2)).to_string(), on);
    }
    // After that its use is unknown, and its seats are not.
    desk.folder.set_clock("2026-04-04".parse().unwrap());
    desk.take(&newer("2026-04-04")).await;
    assert_eq!(desk.recommended().await.day_of(here).to_string(), "2026-04-04");
    assert_snapshot!(desk.open(1).await, @"idle_seats 30");
}
