//! The sessions of a member end with every change of who it is.

use super::*;

/// Every kind of change, with a new value.
fn changes() -> Vec<MemberChange> {
    vec![
        MemberChange::Name("Beatriz".to_owned()),
        MemberChange::Email(email("beatriz")),
        MemberChange::Role(Role::AdminAgent),
        MemberChange::Scope(CustomerScope::Tag { tag: "north".to_owned() }),
        MemberChange::Enabled(false),
        MemberChange::Password(Some(PasswordHash::new("$new"))),
        MemberChange::Password(None),
        MemberChange::SecondFactor(Some(factor())),
        MemberChange::SecondFactor(None),
        MemberChange::RecoveryCodes(vec![secret("three")]),
        MemberChange::Identity(Some(Identity::new("https://a", "b").unwrap())),
        MemberChange::Identity(None),
        MemberChange::Language(Some("en".to_owned())),
        MemberChange::Theme(Some("dark".to_owned())),
    ]
}

/// Bea with a password, a second factor, an account and two sessions.
async fn bea(state: &State, number: u128) -> Member {
    let name = format!("bea{number}");
    let new = NewMember {
        password: Some(PasswordHash::new("$old")),
        identity: Some(Identity::new("https://old", &name).unwrap()),
        ..new_member(number, &name, Role::SalesAgent)
    };
    let bea = state.add_member(&new, &did("add"), 0).await.unwrap();
    let second = [MemberChange::SecondFactor(Some(factor()))];
    let bea = state.change_member(bea.id, 1, &second, &did("totp"), 0).await.unwrap();
    for session in ["phone", "desk"] {
        let session = new_session(&format!("{session}{number}"), &bea);
        state.start_session(&session, &did("sign_in"), 0).await.unwrap();
    }
    bea
}

#[tokio::test]
async fn each_kind_of_change_ends_them_or_leaves_them() {
    let said = on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        state.start_session(&new_session("ana", &ana), &did("sign_in"), 0).await.unwrap();
        let mut said = Vec::new();
        for (change, number) in changes().into_iter().zip(10..) {
            let bea = bea(&state, number).await;
            let word = format!("{change:?}");
            let word = word.split(['(', ' ', '{']).next().unwrap().to_owned();
            state.change_member(bea.id, 2, &[change], &did("change"), 1).await.unwrap();
            let left = state.sessions_of(bea.id, 1).await.unwrap().len();
            said.push(format!("{word} {left}"));
        }
        // The others' are left alone.
        assert!(state.session(&secret("ana"), 1).await.unwrap().is_some());
        said.join("\n")
    });
    assert_snapshot!(said.await, @r"
    Name 2
    Email 0
    Role 0
    Scope 0
    Enabled 0
    Password 0
    Password 0
    SecondFactor 0
    SecondFactor 0
    RecoveryCodes 0
    Identity 0
    Identity 0
    Language 2
    Theme 2
    ");
}

#[tokio::test]
async fn what_is_the_same_already_is_no_change() {
    on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        let before = bea(&state, 2).await;
        let same = [
            MemberChange::Name(before.name.clone()),
            MemberChange::Email(before.email.clone()),
            MemberChange::Role(before.role),
            MemberChange::Scope(before.scope.clone()),
            MemberChange::Enabled(true),
            MemberChange::Identity(before.identity.clone()),
            MemberChange::Language(None),
            MemberChange::Theme(None),
        ];
        let after = state.change_member(id(2), 2, &same, &did("change"), 1).await.unwrap();
        assert_eq!(after, before);
        assert_eq!(state.sessions_of(id(2), 1).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_change_that_is_refused_ends_none() {
    on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        bea(&state, 2).await;
        let changes = [MemberChange::Role(Role::UserAdmin), MemberChange::Email(email("ana"))];
        assert!(state.change_member(id(2), 2, &changes, &did("x"), 1).await.is_err());
        assert_eq!(state.sessions_of(id(2), 1).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn links_that_were_sent_before_are_void_after_a_new_password() {
    on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        for (change, number) in [
            (MemberChange::Password(Some(PasswordHash::new("$new"))), 2),
            (MemberChange::Email(email("new")), 3),
            (MemberChange::Enabled(false), 4),
        ] {
            let bea = bea(&state, number).await;
            let hash = secret(&number.to_string());
            let link = crate::NewLink { hash, expires_at_ms: 100 };
            state.make_password_link(bea.id, &link, &did("link"), 0).await.unwrap();
            state.change_member(bea.id, 2, &[change], &did("change"), 1).await.unwrap();
            let void = state.link(&hash, 1).await;
            assert!(matches!(void, Err(StateError::NotFound { what: Record::Link })));
        }
    })
    .await;
}
