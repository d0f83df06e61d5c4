use serde_json::json;

use super::*;
use crate::testing::{
    on_both,
    people::{actions as logged, did, id},
};

pub(crate) fn customer(number: u128) -> CustomerId {
    CustomerId(Guid::from_u128(number))
}

/// A planned action for some customers, which files name by its own id.
pub(crate) fn action(number: u128, customers: &[u128]) -> Action {
    let native_id = Guid::from_u128(number).to_string();
    let about = || ActionCustomer {
        native_id: native_id.clone(),
        recommended: Value::Null,
        figures: json!({ "covered": 3 }),
    };
    Action {
        id: ActionId(Guid::from_u128(number)),
        play: "low_adoption".to_owned(),
        status: ActionStatus::Planned,
        owner: "Ana".to_owned(),
        planned_from: "2026-03-01".parse().ok(),
        planned_to: None,
        started_on: None,
        ended_on: None,
        note: "a note".to_owned(),
        material: json!([]),
        customers: customers.iter().map(|it| (customer(*it), about())).collect(),
        version: 1,
        created_by: Some(id(1)),
        created_at_ms: 5,
        changed_at_ms: 5,
    }
}

pub(crate) fn written(action: Action, seen: Option<i64>) -> ActionChange {
    let body = json!({ "action": action.id.to_string(), "seen": seen }).to_string();
    let number = action.id.0.as_u128() * 1_000 + u128::try_from(seen.unwrap_or(0)).unwrap();
    ActionChange { action, seen, notice: Notice { id: Guid::from_u128(number), body } }
}

async fn put(state: &State, action: Action, seen: Option<i64>) -> Result<(), StateError> {
    state.put_actions(&[written(action, seen)], &did("action.put"), 5).await
}

#[tokio::test]
async fn an_action_is_made_and_changed() {
    on_both(async |it| {
        let state = it.open().await;
        let first = action(1, &[7, 8]);
        put(&state, first.clone(), None).await.unwrap();
        assert_eq!(state.action(first.id).await.unwrap(), first);
        let running = Action {
            status: ActionStatus::Running,
            started_on: "2026-03-02".parse().ok(),
            customers: action(1, &[8]).customers,
            note: "zero \u{0}".to_owned(),
            ..first.clone()
        };
        put(&state, running.clone(), Some(1)).await.unwrap();
        let after = Action { version: 2, note: "zero \u{fffd}".to_owned(), ..running };
        assert_eq!(state.actions().await.unwrap(), [after]);
        let unknown = state.action(ActionId(Guid::from_u128(9))).await;
        assert!(matches!(unknown, Err(StateError::NotFound { what: Record::Action })));
        assert_eq!(logged(&state).await, "action.put action.put");
    })
    .await;
}

#[tokio::test]
async fn an_action_that_was_changed_meanwhile_stays_as_it_is() {
    on_both(async |it| {
        let state = it.open().await;
        put(&state, action(1, &[7]), None).await.unwrap();
        let taken = put(&state, action(1, &[7]), None).await;
        assert!(matches!(taken, Err(StateError::Taken { what: Record::Action })));
        let refused = put(&state, action(1, &[7]), Some(2)).await;
        assert!(matches!(refused, Err(StateError::Stale { what: Record::Action })));
        let unknown = put(&state, action(2, &[7]), Some(1)).await;
        assert!(matches!(unknown, Err(StateError::NotFound { what: Record::Action })));
        // Two actions cannot have the same id in the files of a customer.
        let mut same = action(2, &[7]);
        same.customers = action(1, &[7]).customers;
        let taken = put(&state, same, None).await;
        assert!(matches!(taken, Err(StateError::Taken { what: Record::Action })));
        assert_eq!(state.actions().await.unwrap(), [action(1, &[7])]);
        assert_eq!(logged(&state).await, "action.put");
    })
    .await;
}

#[tokio::test]
async fn several_actions_are_written_all_or_none() {
    on_both(async |it| {
        let state = it.open().await;
        put(&state, action(1, &[7]), None).await.unwrap();
        let changes = [written(action(2, &[8]), None), written(action(1, &[7]), Some(9))];
        let refused = state.put_actions(&changes, &did("action.import"), 6).await;
        assert!(matches!(refused, Err(StateError::Stale { .. })));
        assert_eq!(state.actions().await.unwrap().len(), 1);
        assert_eq!(logged(&state).await, "action.put");
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_customer_is_in_no_action() {
    on_both(async |it| {
        let state = it.open().await;
        put(&state, action(1, &[7, 8]), None).await.unwrap();
        put(&state, action(2, &[7]), None).await.unwrap();
        let forgotten = state.append_forgetting(9, "forget", &json!({}), customer(7), &[]).await;
        forgotten.unwrap();
        assert_eq!(state.actions().await.unwrap(), [action(1, &[8])]);
    })
    .await;
}
