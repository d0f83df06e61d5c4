use insta::assert_snapshot;
use serde_json::json;
use uptake_model::Guid;

use super::*;
use crate::{VaultChanges, testing::on_both};

fn madrid() -> CustomerId {
    CustomerId(Guid::from_u128(1))
}

fn sevilla() -> CustomerId {
    CustomerId(Guid::from_u128(2))
}

/// Fills buffers with 1, then 2, then 3: keys that differ and can be told apart.
fn counting() -> impl FnMut(&mut [u8]) {
    let mut next = 0;
    move |buffer| {
        next += 1;
        buffer.fill(next);
    }
}

async fn commit(state: &State, keys: &Keys) -> Result<(), StateError> {
    let vault = VaultChanges { keys: keys.pending(), users: Vec::new() };
    state.append(0, "import", &json!({}), vault).await.map(|_| ())
}

#[test]
fn a_user_key_is_the_first_half_of_the_hmac_of_the_id() {
    let key = CustomerKey::new(&KeyBytes::new(std::array::from_fn(|at| u8::try_from(at).unwrap())));
    assert_snapshot!(key.user_key("ana@contoso.com"), @"1336cbe7c4f36ea30957126022c8adad");
    assert_snapshot!(key.user_key(""), @"d38b42096d80f45f826b44a9d5607de7");
}

#[test]
fn a_batch_of_ids_gives_the_same_keys_as_one_at_a_time() {
    let key = CustomerKey::new(&KeyBytes::new([7; 32]));
    let ids = ["ana", "bea", "ana"];
    assert_eq!(key.user_keys(ids), ids.map(|it| key.user_key(it)));
}

#[test]
fn one_id_at_two_customers_is_two_users() {
    let mut keys = Keys::default();
    let mut random = counting();
    let ana_of_madrid = keys.key(madrid(), &mut random).user_key("ana");
    let ana_of_sevilla = keys.key(sevilla(), &mut random).user_key("ana");
    assert_ne!(ana_of_madrid, ana_of_sevilla);
    assert_eq!(keys.key(madrid(), &mut random).user_key("ana"), ana_of_madrid);
}

#[tokio::test]
async fn a_committed_key_is_the_same_after_reopening() {
    on_both(async |it| {
        let state = it.open().await;
        let mut keys = state.keys().await.unwrap();
        let ana = keys.key(madrid(), &mut counting()).user_key("ana");
        commit(&state, &keys).await.unwrap();
        keys.committed();
        assert_eq!(keys.pending(), []);
        state.close().await;

        let mut keys = it.open().await.keys().await.unwrap();
        let mut never = |_: &mut [u8]| panic!("the key is known");
        assert_eq!(keys.key(madrid(), &mut never).user_key("ana"), ana);
        assert_eq!(keys.pending(), []);
    })
    .await;
}

#[tokio::test]
async fn a_key_of_an_import_that_was_not_committed_is_gone() {
    on_both(async |it| {
        let state = it.open().await;
        let mut keys = state.keys().await.unwrap();
        keys.key(madrid(), &mut counting());
        assert_eq!(keys.pending().len(), 1);
        drop(keys);
        assert!(state.keys().await.unwrap().get(madrid()).is_none());
    })
    .await;
}

#[tokio::test]
async fn of_two_imports_that_meet_a_customer_first_one_is_refused_whole() {
    let refused = on_both(async |it| {
        let state = it.open().await;
        let mut random = counting();
        let mut first = state.keys().await.unwrap();
        let mut second = state.keys().await.unwrap();
        let ana = first.key(madrid(), &mut random).user_key("ana");
        second.key(sevilla(), &mut random);
        second.key(madrid(), &mut random);
        commit(&state, &first).await.unwrap();
        let refused = commit(&state, &second).await.unwrap_err().to_string();
        let stored = state.keys().await.unwrap();
        assert_eq!(stored.get(madrid()).unwrap().user_key("ana"), ana);
        assert!(stored.get(sevilla()).is_none());
        assert_eq!(state.entries().await.unwrap().len(), 1);
        refused
    });
    assert_snapshot!(
        refused.await,
        @"another import met one of these customers first: import again"
    );
}

#[tokio::test]
async fn a_damaged_key_is_reported_and_not_used() {
    let reported = on_both(async |it| {
        let state = it.open().await;
        let mut keys = state.keys().await.unwrap();
        keys.key(madrid(), &mut counting());
        commit(&state, &keys).await.unwrap();
        sqlx::query("UPDATE customer_keys SET key = $1")
            .bind(vec![1_u8; 31])
            .execute(state.pool())
            .await
            .unwrap();
        state.keys().await.unwrap_err().to_string()
    });
    assert_snapshot!(
        reported.await,
        @"damaged row in table `customer_keys` of the state: restore a backup"
    );
}

#[test]
fn a_key_is_never_printed() {
    let mut keys = Keys::default();
    let key = keys.key(madrid(), &mut counting()).clone();
    assert_snapshot!(
        format!("{key:?} {:?}", keys.pending()),
        @"CustomerKey(secret) [(CustomerId(00000000-0000-0000-0000-000000000001), KeyBytes(secret))]"
    );
}
