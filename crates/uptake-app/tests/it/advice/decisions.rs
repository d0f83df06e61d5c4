//! What was decided stays decided for the same cause, and for no other.

use uptake_app::access::Decisions;

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

/// A file of activity on every day from one to another.
fn activity(users: usize, workloads: &[&str], first: &str, last: &str) -> String {
    let mut text = "customer_id,user_id,workload,day\n".to_owned();
    let (first, last): (Day, Day) = (first.parse().unwrap(), last.parse().unwrap());
    for day in 0..=last.days_since(first) {
        for (user, workload) in (0..users).flat_map(|it| workloads.iter().map(move |of| (it, of))) {
            let day = first.plus(day);
            writeln!(text, "{},u{user},{workload},{day}", customer(1)).unwrap();
        }
    }
    text
}

#[tokio::test]
async fn weeks_without_data_of_a_workload_do_not_bring_back_what_was_dismissed() {
    let mut desk = Desk::with(&[Bought { customer: 1, seats: 40, held: 30 }]).await;
    desk.take(&activity(5, &["power_bi"], "2026-02-01", "2026-03-20")).await;
    let (now, rules, play) = (desk.now(), desk.rules().await, code("unlicensed_use"));
    assert!(desk.open(1).await.contains("unlicensed_use 5"), "{}", desk.open(1).await);
    let decided = about(&now, &rules, customer(1), &play);
    desk.access.dismiss(DOER, &decided, "a test of theirs").await.unwrap();
    // Of the other workloads everything is known, of this one nothing: it has no row any more.
    desk.folder.set_clock("2026-05-09".parse().unwrap());
    desk.take(&activity(30, &WORKLOADS, "2026-03-21", "2026-05-09")).await;
    desk.access.settle_decisions(&desk.now()).await.unwrap();
    assert_eq!(desk.recommended().await.day.to_string(), "2026-05-09");
    assert!(desk.recommended().await.get(customer(1), &play).is_none());
    desk.take(&activity(5, &["power_bi"], "2026-04-12", "2026-05-09")).await;
    assert!(desk.recommended().await.get(customer(1), &play).is_some());
    assert!(!desk.open(1).await.contains("unlicensed_use"), "{}", desk.open(1).await);
    // Where it is known that nobody uses it, the cause is gone.
    desk.folder.set_clock("2026-06-30".parse().unwrap());
    desk.take(&activity(30, &WORKLOADS, "2026-05-10", "2026-06-30")).await;
    let mut nobody = "customer_id,user_id,workload,day\n".to_owned();
    writeln!(nobody, "{0},u0,power_bi,2026-05-10\n{0},u0,power_bi,2026-06-30", customer(1))
        .unwrap();
    desk.take(&nobody).await;
    desk.access.settle_decisions(&desk.now()).await.unwrap();
    assert_eq!(desk.access.decisions().await.unwrap(), Decisions::default());
}
