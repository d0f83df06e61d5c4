use insta::assert_snapshot;

use super::*;
use crate::testing::{
    on_both,
    people::{actions, did, id, new_member, new_session, secret, with_ana},
};

fn link(text: &str) -> NewLink {
    NewLink { hash: secret(text), expires_at_ms: 100 }
}

fn password() -> PasswordHash {
    PasswordHash::new("$argon2id$new")
}

/// How a use of a link ended.
fn end(result: Result<Member, StateError>) -> String {
    match result {
        Ok(member) => format!("{} is let in", member.name),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn the_first_admin_is_made_by_the_link_that_was_shown_last() {
    let said = on_both(async |it| {
        let state = it.open().await;
        let ana = new_member(1, "ana", Role::HelpdeskAgent);
        let make = async |text| {
            state.make_first_admin_link(&link(text), &did("show"), 0).await.unwrap();
        };
        make("one").await;
        make("two").await;
        let by = async |text, now_ms| {
            end(state.use_first_admin_link(&secret(text), &ana, &did("set_up"), now_ms).await)
        };
        let mut said = Vec::new();
        for (text, now_ms) in [("none", 1), ("one", 1), ("two", 100), ("two", 99), ("two", 99)] {
            said.push(format!("{text} at {now_ms}: {}", by(text, now_ms).await));
        }
        let ana = state.member(id(1)).await.unwrap().unwrap();
        assert_eq!((ana.role, ana.scope), (Role::GlobalAdmin, uptake_model::CustomerScope::All));
        let late = state.make_first_admin_link(&link("three"), &did("show"), 0).await;
        said.push(late.unwrap_err().to_string());
        said.push(actions(&state).await);
        said.join("\n")
    });
    assert_snapshot!(said.await, @r"
    none at 1: no such link
    one at 1: no such link
    two at 100: the link has expired
    two at 99: ana is let in
    two at 99: the link was used already
    there are members already
    show show set_up
    ");
}

#[tokio::test]
async fn a_link_for_the_first_admin_is_void_once_there_is_a_member() {
    on_both(async |it| {
        let state = it.open().await;
        state.make_first_admin_link(&link("one"), &did("show"), 0).await.unwrap();
        with_ana(&state).await;
        let eve = new_member(2, "eve", Role::GlobalAdmin);
        let refused = state.use_first_admin_link(&secret("one"), &eve, &did("set_up"), 1).await;
        assert!(matches!(refused, Err(StateError::HasMembers)));
        assert_eq!(state.count_members().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn of_many_who_use_the_first_link_at_once_one_becomes_admin() {
    on_both(async |it| {
        let state = it.open().await;
        state.make_first_admin_link(&link("one"), &did("show"), 0).await.unwrap();
        let uses = (1..=8).map(|number| {
            let state = state.clone();
            tokio::spawn(async move {
                let new = new_member(number, &format!("m{number}"), Role::GlobalAdmin);
                state.use_first_admin_link(&secret("one"), &new, &did("set_up"), 1).await.is_ok()
            })
        });
        let mut won = 0;
        for it in uses.collect::<Vec<_>>() {
            won += usize::from(it.await.unwrap());
        }
        assert_eq!((won, state.count_members().await.unwrap()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn an_invited_member_sets_its_password_once() {
    let said = on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        let bea = new_member(2, "bea", Role::SalesAgent);
        state.invite_member(&bea, &link("bea"), &did("invite"), 0).await.unwrap();
        let seen = state.link(&secret("bea"), 99).await.unwrap();
        assert_eq!((seen.kind, seen.member), (LinkKind::Invitation, Some(id(2))));
        let set = async |now_ms| {
            end(state.use_password_link(&secret("bea"), &password(), &did("set"), now_ms).await)
        };
        let said = [set(100).await, set(99).await, set(99).await];
        let credentials = state.credentials(id(2)).await.unwrap().unwrap();
        assert_eq!(credentials.password, Some(password()));
        assert_eq!(actions(&state).await, "member.add invite set");
        said.join("\n")
    });
    assert_snapshot!(said.await, @r"
    the link has expired
    bea is let in
    the link was used already
    ");
}

#[tokio::test]
async fn of_many_who_use_a_link_at_once_one_sets_the_password() {
    on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        state.make_password_link(id(1), &link("one"), &did("link"), 0).await.unwrap();
        let uses = (0..8).map(|number| {
            let state = state.clone();
            tokio::spawn(async move {
                let hash = PasswordHash::new(format!("${number}"));
                state.use_password_link(&secret("one"), &hash, &did("set"), 1).await.is_ok()
            })
        });
        let mut won = Vec::new();
        for (it, number) in uses.collect::<Vec<_>>().into_iter().zip(0..) {
            if it.await.unwrap() {
                won.push(PasswordHash::new(format!("${number}")));
            }
        }
        let stored = state.credentials(id(1)).await.unwrap().unwrap().password;
        assert_eq!(won, stored.into_iter().collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test]
async fn a_new_password_by_a_link_ends_the_sessions() {
    on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        state.start_session(&new_session("s", &ana), &did("sign_in"), 0).await.unwrap();
        state.make_password_link(ana.id, &link("old"), &did("link"), 0).await.unwrap();
        state.make_password_link(ana.id, &link("new"), &did("link"), 0).await.unwrap();
        assert!(state.session(&secret("s"), 1).await.unwrap().is_some());
        // Only the latest link works.
        assert!(state.link(&secret("old"), 1).await.is_err());
        state.use_password_link(&secret("new"), &password(), &did("set"), 1).await.unwrap();
        assert_eq!(state.session(&secret("s"), 1).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_link_does_only_what_it_was_made_for() {
    on_both(async |it| {
        let state = it.open().await;
        state.make_first_admin_link(&link("first"), &did("show"), 0).await.unwrap();
        let refused = state.use_password_link(&secret("first"), &password(), &did("x"), 1).await;
        assert!(matches!(refused, Err(StateError::NotFound { what: Record::Link })));
        with_ana(&state).await;
        state.make_password_link(id(1), &link("reset"), &did("link"), 0).await.unwrap();
        let eve = new_member(2, "eve", Role::GlobalAdmin);
        let refused = state.use_first_admin_link(&secret("reset"), &eve, &did("x"), 1).await;
        assert!(matches!(refused, Err(StateError::NotFound { what: Record::Link })));
    })
    .await;
}

#[tokio::test]
async fn nobody_who_is_disabled_or_unknown_gets_a_link() {
    on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        let bea = new_member(2, "bea", Role::SalesAgent);
        state.add_member(&bea, &did("add"), 0).await.unwrap();
        let off = [MemberChange::Enabled(false)];
        state.change_member(id(2), 1, &off, &did("disable"), 0).await.unwrap();
        for number in [2, 3] {
            let refused = state.make_password_link(id(number), &link("x"), &did("link"), 0).await;
            assert!(matches!(refused, Err(StateError::NotFound { what: Record::Member })));
        }
        assert_eq!(actions(&state).await, "member.add add disable");
    })
    .await;
}
