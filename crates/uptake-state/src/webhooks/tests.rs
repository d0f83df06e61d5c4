use super::*;
use crate::{
    actions::tests::{action, written},
    testing::{
        on_both,
        people::{actions as logged, did},
    },
};

fn webhook(number: u128) -> Webhook {
    Webhook {
        id: WebhookId(Guid::from_u128(number)),
        name: "tickets".to_owned(),
        address: "https://example.com/hook?key=secret".to_owned(),
        secret: WebhookSecret::new("key"),
        is_enabled: true,
        created_at_ms: 1,
        delivered_at_ms: None,
        failed_at_ms: None,
        failure: None,
    }
}

async fn add(state: &State, number: u128) {
    state.add_webhook(&webhook(number), &did("webhook.add"), 1).await.unwrap();
}

async fn change(state: &State, number: u128) {
    let changes = [written(action(number, &[7]), None)];
    state.put_actions(&changes, &did("action.put"), 10).await.unwrap();
}

/// What is taken for a webhook at a time; it is due again a hundred later each time.
async fn taken(state: &State, number: u128, now_ms: i64) -> Option<Delivery> {
    let next = |attempts: u32| now_ms + 100 * (i64::from(attempts) + 1);
    let webhook = WebhookId(Guid::from_u128(number));
    let is_due = state.due_webhooks(now_ms).await.unwrap().contains(&webhook);
    let taken = state.take_delivery(webhook, now_ms, next).await.unwrap();
    assert_eq!(is_due, taken.is_some());
    taken
}

#[tokio::test]
async fn a_change_is_told_to_everybody_who_waits_for_it() {
    on_both(async |it| {
        let state = it.open().await;
        add(&state, 1).await;
        add(&state, 2).await;
        change(&state, 5).await;
        assert_eq!(taken(&state, 1, 9).await, None, "not yet made");
        let first = taken(&state, 1, 10).await.unwrap();
        assert_eq!((first.attempts, first.made_at_ms), (0, 10));
        assert!(first.body.contains("\"action\""), "{}", first.body);
        let second = taken(&state, 2, 10).await.unwrap();
        assert_eq!(taken(&state, 1, 109).await, None);
        assert_eq!(taken(&state, 2, 109).await, None);
        let failed = DeliveryOutcome::Failed("private");
        state.note_delivery((first.webhook.id, first.notice), failed, 19).await.unwrap();
        let hooks = state.webhooks().await.unwrap();
        let shown = hooks.iter().find(|it| it.id == first.webhook.id).unwrap();
        assert_eq!((shown.failed_at_ms, shown.failure.as_deref()), (Some(19), Some("private")));
        let arrived = DeliveryOutcome::Arrived;
        state.note_delivery((first.webhook.id, first.notice), arrived, 20).await.unwrap();
        assert_eq!(taken(&state, 1, 110).await, None, "it has arrived");
        let again = taken(&state, 2, 110).await.unwrap();
        assert_eq!((again.webhook.id, again.attempts), (second.webhook.id, 1));
        assert_eq!(taken(&state, 2, 309).await, None, "it is due later each time");
        let given_up = DeliveryOutcome::GivenUp("refused");
        state.note_delivery((again.webhook.id, again.notice), given_up, 30).await.unwrap();
        assert_eq!(taken(&state, 2, 1_000).await, None);
        let hooks = state.webhooks().await.unwrap();
        let of = |id| hooks.iter().find(|it| it.id == id).unwrap();
        assert_eq!(of(first.webhook.id).delivered_at_ms, Some(20));
        let failed = of(second.webhook.id);
        assert_eq!((failed.failed_at_ms, failed.failure.as_deref()), (Some(30), Some("refused")));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_switched_off_or_removed_is_told_nothing() {
    on_both(async |it| {
        let state = it.open().await;
        add(&state, 1).await;
        change(&state, 5).await;
        let id = webhook(1).id;
        state.enable_webhook(id, false, &did("webhook.off"), 11).await.unwrap();
        assert_eq!(taken(&state, 1, 20).await, None);
        change(&state, 6).await;
        assert_eq!(taken(&state, 1, 20).await, None);
        state.enable_webhook(id, true, &did("webhook.on"), 12).await.unwrap();
        change(&state, 7).await;
        state.remove_webhook(id, &did("webhook.remove"), 13).await.unwrap();
        assert_eq!(taken(&state, 1, 20).await, None);
        assert_eq!(state.webhooks().await.unwrap(), []);
        let gone = state.remove_webhook(id, &did("webhook.remove"), 14).await;
        assert!(matches!(gone, Err(StateError::NotFound { what: Record::Webhook })));
        let gone = state.enable_webhook(id, true, &did("webhook.on"), 14).await;
        assert!(matches!(gone, Err(StateError::NotFound { what: Record::Webhook })));
        let expected = "webhook.add action.put webhook.off action.put webhook.on action.put \
                        webhook.remove";
        assert_eq!(logged(&state).await, expected);
    })
    .await;
}

#[test]
fn neither_secret_nor_address_is_printed() {
    let text = format!("{:?}", webhook(1));
    assert!(!text.contains("key"), "{text}");
}
