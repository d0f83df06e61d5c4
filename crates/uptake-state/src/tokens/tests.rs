use uptake_model::{CustomerScope, Role};

use super::*;
use crate::{
    MemberChange,
    testing::{
        on_both,
        people::{actions, did, id, new_member, secret, with_ana},
    },
};

fn token_id(number: u128) -> TokenId {
    TokenId(Guid::from_u128(number))
}

fn new_token(number: u128, owner: u128) -> NewToken {
    NewToken {
        id: token_id(number),
        hash: secret(&number.to_string()),
        owner: id(owner),
        name: format!("token {number}"),
        permissions: [Permission::ReadInsights, Permission::Import].into(),
        expires_at_ms: 1_000_000,
    }
}

/// Ana, who is a global admin, and Bea, who sells; each with a token: 1 and 2.
async fn two(state: &State) {
    with_ana(state).await;
    let bea = new_member(2, "bea", Role::SalesAgent);
    state.add_member(&bea, &did("add"), 0).await.unwrap();
    for number in [1, 2] {
        state.make_token(&new_token(number, number), &did("token"), 5).await.unwrap();
    }
}

async fn lets_in(state: &State, number: u128, now_ms: i64) -> bool {
    state.token(&secret(&number.to_string()), now_ms).await.unwrap().is_some()
}

#[tokio::test]
async fn a_token_lets_in_as_its_owner_to_what_both_may_do() {
    on_both(async |it| {
        let state = it.open().await;
        two(&state).await;
        let bea = state.token(&secret("2"), 10).await.unwrap().unwrap();
        assert_eq!(bea.owner, state.member(id(2)).await.unwrap().unwrap());
        assert_eq!(
            bea.token,
            Token {
                id: token_id(2),
                owner: id(2),
                name: "token 2".to_owned(),
                permissions: [Permission::ReadInsights, Permission::Import].into(),
                made_at_ms: 5,
                expires_at_ms: 1_000_000,
                used_at_ms: Some(10),
                revoked_at_ms: None,
            }
        );
        let may = |it: &TokenHolder| Permission::ALL.map(|permission| it.may(permission));
        let [read, import] = [Permission::ReadInsights, Permission::Import];
        // A sales agent may not import, whatever the token says.
        assert_eq!(may(&bea), Permission::ALL.map(|it| it == read));
        let ana = state.token(&secret("1"), 10).await.unwrap().unwrap();
        assert_eq!(may(&ana), Permission::ALL.map(|it| it == read || it == import));
        assert_eq!(state.token(&secret("3"), 10).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_token_expires_to_the_millisecond() {
    on_both(async |it| {
        let state = it.open().await;
        two(&state).await;
        assert!(!lets_in(&state, 1, 1_000_000).await);
        assert!(lets_in(&state, 1, 999_999).await);
    })
    .await;
}

#[tokio::test]
async fn a_use_is_noted_at_most_once_a_minute() {
    on_both(async |it| {
        let state = it.open().await;
        two(&state).await;
        let mut used = Vec::new();
        for time in [10, 60_009, 60_010, 60_011] {
            assert!(lets_in(&state, 1, time).await);
            used.push(state.tokens(Whose::Of(id(1))).await.unwrap()[0].used_at_ms.unwrap());
        }
        assert_eq!(used, [10, 10, 60_010, 60_010]);
    })
    .await;
}

#[tokio::test]
async fn a_token_of_a_disabled_member_does_not_let_in_until_it_is_enabled_again() {
    on_both(async |it| {
        let state = it.open().await;
        two(&state).await;
        let set = async |version, on| {
            let change = [MemberChange::Enabled(on)];
            state.change_member(id(2), version, &change, &did("x"), 1).await.unwrap();
        };
        set(1, false).await;
        assert!(!lets_in(&state, 2, 10).await);
        assert!(lets_in(&state, 1, 10).await);
        let refused = state.make_token(&new_token(3, 2), &did("token"), 1).await;
        assert!(matches!(refused, Err(StateError::NotFound { what: Record::Member })));
        set(2, true).await;
        assert!(lets_in(&state, 2, 10).await);
    })
    .await;
}

#[tokio::test]
async fn a_token_follows_its_owners_role_and_customers() {
    on_both(async |it| {
        let state = it.open().await;
        two(&state).await;
        let scope = CustomerScope::Tag { tag: "north".to_owned() };
        let changes = [MemberChange::Role(Role::HelpdeskAgent), MemberChange::Scope(scope.clone())];
        state.change_member(id(2), 1, &changes, &did("x"), 1).await.unwrap();
        let bea = state.token(&secret("2"), 10).await.unwrap().unwrap();
        assert_eq!(bea.owner.scope, scope);
        assert!(!bea.may(Permission::ReadInsights));
    })
    .await;
}

#[tokio::test]
async fn a_revoked_token_lets_in_no_more_and_is_still_listed() {
    on_both(async |it| {
        let state = it.open().await;
        two(&state).await;
        state.revoke_token(Whose::Of(id(2)), token_id(2), &did("revoke"), 7).await.unwrap();
        assert!(!lets_in(&state, 2, 10).await);
        assert_eq!(state.tokens(Whose::Of(id(2))).await.unwrap()[0].revoked_at_ms, Some(7));
        state.revoke_token(Whose::Everybodys, token_id(1), &did("revoke"), 8).await.unwrap();
        assert!(!lets_in(&state, 1, 10).await);
    })
    .await;
}

#[tokio::test]
async fn anothers_token_is_as_good_as_none() {
    on_both(async |it| {
        let state = it.open().await;
        two(&state).await;
        let mut said = Vec::new();
        for number in [1, 9] {
            let whose = Whose::Of(id(2));
            let refused = state.revoke_token(whose, token_id(number), &did("x"), 7).await;
            said.push(refused.unwrap_err().to_string());
        }
        assert_eq!(said, ["no such token", "no such token"]);
        assert!(lets_in(&state, 1, 10).await);
        assert_eq!(actions(&state).await, "member.add add token token");
        let ids = async |whose| {
            let tokens = state.tokens(whose).await.unwrap();
            tokens.into_iter().map(|it| it.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(Whose::Of(id(2))).await, [token_id(2)]);
        assert_eq!(ids(Whose::Of(id(3))).await, []);
        assert_eq!(ids(Whose::Everybodys).await, [token_id(1), token_id(2)]);
    })
    .await;
}
