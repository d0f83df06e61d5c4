//! What was decided stays decided for the same cause, and for no other.

use super::*;

/// A customer with ten idle seats, of which the play was dismissed.
async fn dismissed() -> Desk {
    let desk = Desk::with(&[Bought { customer: 1, seats: 40, held: 30 }]).await;
    let (now, rules, play) = (desk.now(), desk.rules().await, code("idle_seats"));
    let decided = about(&now, &rules, customer(1), &play);
    desk.access.dismiss(DOER, &decided, "they hire in April").await.unwrap();
    desk
}

async fn seats(desk: &mut Desk, seats: u64, as_of: &str) {
    let id = customer(1);
    desk.folder.set_clock(as_of.parse().unwrap());
    desk.take(&format!(
        "customer_id,subscription_id,sku,quantity,status,as_of
        {id},s1,SPE_E3,{seats},active,{as_of}"
    ))
    .await;
    desk.access.settle_decisions(&desk.now()).await.unwrap();
}

async fn is_open(desk: &Desk) -> bool {
    desk.open(1).await.contains("idle_seats")
}

#[tokio::test]
async fn what_was_dismissed_does_not_come_back_the_next_day() {
    let mut desk = dismissed().await;
    assert!(!is_open(&desk).await);
    seats(&mut desk, 41, "2026-03-20").await;
    assert!(!is_open(&desk).await);
    seats(&mut desk, 30, "2026-04-05").await;
    assert!(!is_open(&desk).await, "nothing stands");
    seats(&mut desk, 40, "2026-04-16").await;
    assert!(!is_open(&desk).await, "it was gone for less than 28 days");
}

#[tokio::test]
async fn a_cause_that_was_gone_is_another_one() {
    let mut desk = dismissed().await;
    seats(&mut desk, 30, "2026-04-05").await;
    seats(&mut desk, 30, "2026-05-04").await;
    assert!(!is_open(&desk).await, "nothing stands");
    seats(&mut desk, 40, "2026-05-10").await;
    assert!(is_open(&desk).await);
}

#[tokio::test]
async fn a_cause_that_has_doubled_is_another_one_for_good() {
    let mut desk = dismissed().await;
    seats(&mut desk, 50, "2026-03-20").await;
    assert!(is_open(&desk).await, "20 instead of 10 seats");
    seats(&mut desk, 40, "2026-03-20").await;
    assert!(is_open(&desk).await, "it shrank back, and stays what was not decided on");
}

#[tokio::test]
async fn a_snooze_ends_on_its_day_and_a_decision_can_be_taken_back() {
    let desk = Desk::with(&[Bought { customer: 1, seats: 40, held: 30 }]).await;
    let (now, rules, play) = (desk.now(), desk.rules().await, code("idle_seats"));
    let decided = about(&now, &rules, customer(1), &play);
    let until: Day = "2026-03-25".parse().unwrap();
    desk.access.snooze(DOER, &decided, until).await.unwrap();
    assert!(!is_open(&desk).await);
    desk.folder.set_clock("2026-03-24".parse().unwrap());
    assert!(!is_open(&desk).await);
    desk.folder.set_clock(until);
    assert!(is_open(&desk).await);
    desk.access.dismiss(DOER, &decided, "no").await.unwrap();
    assert!(!is_open(&desk).await);
    desk.access.reopen(DOER, customer(1), &play).await.unwrap();
    assert!(is_open(&desk).await);
}

#[tokio::test]
async fn only_what_is_recommended_to_a_customer_in_scope_can_be_decided_on() {
    let desk = Desk::with(&[
        Bought { customer: 1, seats: 40, held: 30 },
        Bought { customer: 2, seats: 40, held: 30 },
    ])
    .await;
    let (now, rules) = (desk.now(), desk.rules().await);
    let (idle, trial) = (code("idle_seats"), code("trial_in_use"));
    let not_recommended = about(&now, &rules, customer(1), &trial);
    assert!(desk.access.dismiss(DOER, &not_recommended, "no").await.is_err());
    let scope = Scope::one(customer(2));
    let foreign = Decided { scope: &scope, ..about(&now, &rules, customer(1), &idle) };
    assert!(desk.access.dismiss(DOER, &foreign, "no").await.is_err());
    assert!(is_open(&desk).await);
}
