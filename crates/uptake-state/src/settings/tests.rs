use serde_json::json;

use crate::testing::{
    on_both,
    people::{actions, did},
};

#[tokio::test]
async fn a_setting_is_made_changed_and_taken_back() {
    on_both(async |it| {
        let state = it.open().await;
        assert_eq!(state.setting("oidc").await.unwrap(), None);
        let value = json!({"issuer": "https://login.example.com", "groups": ["a\u{0}"]});
        state.set("oidc", Some(&value), &did("set"), 0).await.unwrap();
        assert_eq!(state.setting("oidc").await.unwrap(), Some(value));
        state.set("oidc", Some(&json!(null)), &did("set"), 1).await.unwrap();
        assert_eq!(state.setting("oidc").await.unwrap(), Some(json!(null)));
        state.set("other", Some(&json!(1)), &did("set"), 1).await.unwrap();
        state.set("oidc", None, &did("unset"), 2).await.unwrap();
        let keys: Vec<_> = state.settings().await.unwrap().into_keys().collect();
        assert_eq!(keys, ["other"]);
        assert_eq!(actions(&state).await, "set set set unset");
    })
    .await;
}
