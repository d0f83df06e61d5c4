use insta::assert_snapshot;

use super::*;
use crate::testing::{on_both, people::secret};

fn new(text: &str) -> NewSignIn {
    NewSignIn {
        state: secret(text),
        browser: secret("cookie"),
        nonce: format!("nonce {text}"),
        pkce_verifier: format!("verifier {text}"),
        return_to: format!("/{text}"),
        expires_at_ms: 100,
    }
}

#[tokio::test]
async fn a_sign_in_comes_back_once() {
    let said = on_both(async |it| {
        let state = it.open().await;
        state.begin_sign_in(&new("a"), 0).await.unwrap();
        let take = async |text: &str, browser: &str, now_ms| {
            state.take_sign_in(&secret(text), &secret(browser), now_ms).await
        };
        let taken = take("a", "cookie", 99).await.unwrap();
        let told = (&*taken.nonce, &*taken.pkce_verifier, &*taken.return_to);
        assert_eq!(told, ("nonce a", "verifier a", "/a"));
        let mut said = vec![take("a", "cookie", 99).await.unwrap_err().to_string()];
        state.begin_sign_in(&new("b"), 0).await.unwrap();
        said.push(take("b", "cookie", 100).await.unwrap_err().to_string());
        // A sign-in that began in another browser is spoilt.
        state.begin_sign_in(&new("c"), 0).await.unwrap();
        said.push(take("c", "another", 1).await.unwrap_err().to_string());
        said.push(take("c", "cookie", 1).await.unwrap_err().to_string());
        said.join("\n")
    });
    assert_snapshot!(said.await, @r"
    no such sign-in
    the sign-in has expired
    no such sign-in
    no such sign-in
    ");
}

#[tokio::test]
async fn of_many_who_come_back_at_once_one_does() {
    on_both(async |it| {
        let state = it.open().await;
        state.begin_sign_in(&new("a"), 0).await.unwrap();
        let takes = (0..8).map(|_| {
            let state = state.clone();
            tokio::spawn(async move {
                state.take_sign_in(&secret("a"), &secret("cookie"), 1).await.is_ok()
            })
        });
        let mut won = 0;
        for it in takes.collect::<Vec<_>>() {
            won += usize::from(it.await.unwrap());
        }
        assert_eq!(won, 1);
    })
    .await;
}

#[tokio::test]
async fn those_that_never_came_back_are_forgotten() {
    on_both(async |it| {
        let state = it.open().await;
        state.begin_sign_in(&new("a"), 0).await.unwrap();
        state.begin_sign_in(&new("b"), 100).await.unwrap();
        let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM sign_ins")
            .fetch_one(state.pool())
            .await
            .unwrap();
        assert_eq!(rows, 1);
    })
    .await;
}

#[test]
fn what_proves_a_sign_in_is_not_printed() {
    assert_snapshot!(format!("{:?}", new("a")), @r#"NewSignIn { return_to: "/a", .. }"#);
}
