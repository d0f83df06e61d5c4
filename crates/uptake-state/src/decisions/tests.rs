use uptake_model::Guid;

use super::*;
use crate::{
    actions::{
        Action, ActionStatus,
        tests::{action, customer, written},
    },
    testing::{
        on_both,
        people::{actions as logged, did, id},
    },
};

fn cause(subject: &str, last_seen: &str) -> DecidedCause {
    DecidedCause {
        subject: subject.to_owned(),
        stake: Some(12),
        last_seen: last_seen.parse().unwrap(),
    }
}

fn decision(standing: Standing, at_ms: i64) -> Decision {
    Decision {
        customer: customer(7),
        play: "low_adoption".to_owned(),
        standing,
        causes: vec![cause("workload:exchange", "2026-03-01"), cause("sku:ñ\"", "2026-03-01")],
        decided_on: "2026-03-01".parse().unwrap(),
        decided_by: Some(id(1)),
        decided_at_ms: at_ms,
    }
}

fn dismissed(at_ms: i64) -> Decision {
    decision(Standing::Dismissed { reason: "not now".to_owned() }, at_ms)
}

#[tokio::test]
async fn a_decision_takes_the_place_of_an_earlier_one_and_can_be_taken_back() {
    on_both(async |it| {
        let state = it.open().await;
        state.decide(&dismissed(1), &did("dismiss"), 1).await.unwrap();
        assert_eq!(state.decisions().await.unwrap(), [dismissed(1)]);
        let until = "2026-04-01".parse().unwrap();
        let snoozed = decision(Standing::Snoozed { until }, 2);
        state.decide(&snoozed, &did("snooze"), 2).await.unwrap();
        assert_eq!(state.decisions().await.unwrap(), [snoozed]);
        state.reopen(customer(7), "low_adoption", &did("reopen"), 3).await.unwrap();
        assert_eq!(state.decisions().await.unwrap(), []);
        let again = state.reopen(customer(7), "low_adoption", &did("reopen"), 3).await;
        assert!(matches!(again, Err(StateError::NotFound { what: Record::Decision })));
        assert_eq!(logged(&state).await, "dismiss snooze reopen");
    })
    .await;
}

#[tokio::test]
async fn accepting_makes_the_action_with_the_decision_or_neither() {
    on_both(async |it| {
        let state = it.open().await;
        let made = action(1, &[7]);
        let accepted = decision(Standing::Accepted { action: made.id }, 1);
        let change = written(made.clone(), None);
        state.accept((&accepted, None), &change, &did("accept"), 5).await.unwrap();
        assert_eq!(state.decisions().await.unwrap(), [accepted]);
        assert_eq!(state.actions().await.unwrap(), std::slice::from_ref(&made));
        let other = decision(Standing::Accepted { action: made.id }, 2);
        let more = written(action(2, &[7]), None);
        let twice = state.accept((&other, None), &more, &did("accept"), 6).await;
        assert!(matches!(twice, Err(StateError::Stale { what: Record::Decision })));
        let taken = state.accept((&other, Some(1)), &change, &did("accept"), 6).await;
        assert!(matches!(taken, Err(StateError::Taken { what: Record::Action })));
        assert_eq!(state.decisions().await.unwrap()[0].decided_at_ms, 1);
        assert_eq!(logged(&state).await, "accept");
    })
    .await;
}

#[tokio::test]
async fn an_action_that_is_dropped_or_for_others_is_abandoned() {
    on_both(async |it| {
        let state = it.open().await;
        let made = action(1, &[7]);
        let accepted = decision(Standing::Accepted { action: made.id }, 1);
        let change = written(made.clone(), None);
        state.accept((&accepted, None), &change, &did("accept"), 5).await.unwrap();
        let none = BTreeSet::new();
        let abandoned = BTreeSet::from([(customer(7), "low_adoption".to_owned())]);
        let story = [
            (ActionStatus::Running, 7, &none),
            (ActionStatus::Dropped, 7, &abandoned),
            (ActionStatus::Done, 7, &none),
            (ActionStatus::Done, 8, &abandoned),
        ];
        for (version, (status, of, expected)) in (1..).zip(story) {
            let now = Action { status, customers: action(1, &[of]).customers, ..made.clone() };
            let change = [written(now, Some(version))];
            state.put_actions(&change, &did("change"), 6).await.unwrap();
            assert_eq!(&state.abandoned().await.unwrap(), expected, "{status} for {of}");
        }
    })
    .await;
}

#[tokio::test]
async fn causes_that_are_gone_are_forgotten_and_end_the_decision() {
    on_both(async |it| {
        let state = it.open().await;
        state.decide(&dismissed(1), &did("dismiss"), 1).await.unwrap();
        let left = |causes| [CausesLeft { decision: dismissed(1), causes }];
        let same = left(dismissed(1).causes);
        state.settle_decisions(&same, &did("settle"), 2).await.unwrap();
        let seen = vec![cause("workload:exchange", "2026-03-08")];
        state.settle_decisions(&left(seen.clone()), &did("settle"), 3).await.unwrap();
        assert_eq!(state.decisions().await.unwrap()[0].causes, seen);
        assert_eq!(logged(&state).await, "dismiss", "nothing has ended");
        state.settle_decisions(&left(Vec::new()), &did("settle"), 4).await.unwrap();
        assert_eq!(state.decisions().await.unwrap(), []);
        assert_eq!(logged(&state).await, "dismiss settle");
    })
    .await;
}

#[tokio::test]
async fn what_was_decided_anew_meanwhile_is_not_settled() {
    on_both(async |it| {
        let state = it.open().await;
        state.decide(&dismissed(2), &did("dismiss"), 2).await.unwrap();
        let old = CausesLeft { decision: dismissed(1), causes: Vec::new() };
        state.settle_decisions(&[old], &did("settle"), 3).await.unwrap();
        assert_eq!(state.decisions().await.unwrap(), [dismissed(2)]);
        assert_eq!(logged(&state).await, "dismiss", "nothing has ended");
    })
    .await;
}

#[tokio::test]
async fn of_a_forgotten_customer_no_decision_is_left() {
    on_both(async |it| {
        let state = it.open().await;
        state.decide(&dismissed(1), &did("dismiss"), 1).await.unwrap();
        let other = Decision { customer: CustomerId(Guid::from_u128(8)), ..dismissed(1) };
        state.decide(&other, &did("dismiss"), 1).await.unwrap();
        state.append_forgetting(9, "forget", &json!({}), customer(7), &[]).await.unwrap();
        assert_eq!(state.decisions().await.unwrap(), [other]);
    })
    .await;
}
