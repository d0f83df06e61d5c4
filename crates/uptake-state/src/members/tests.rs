use insta::assert_snapshot;
use uptake_model::Guid;

use super::*;
use crate::{
    AuditFilter, Record, SecretHash, Whose,
    testing::{
        on_both,
        people::{actions, did, email, id, new_member, new_session, secret, with_ana},
    },
};

mod admins;
mod sessions_end;

fn factor() -> SecondFactor {
    SecondFactor {
        secret: TotpSecret::new(vec![7; 20]),
        proven_step: 100,
        recovery_codes: vec![secret("one"), secret("two")],
    }
}

#[tokio::test]
async fn a_member_is_read_as_it_was_added() {
    on_both(async |it| {
        let state = it.open().await;
        assert_eq!(state.count_members().await.unwrap(), 0);
        let list = [uptake_model::CustomerId(Guid::from_u128(9))].into();
        let new = NewMember {
            scope: CustomerScope::List { customers: list },
            identity: Some(Identity::new("https://login.example.com", "bea-1").unwrap()),
            password: Some(PasswordHash::new("$argon2id$x")),
            language: Some("es".to_owned()),
            ..new_member(2, "bea", Role::SalesAgent)
        };
        let bea = state.add_member(&new, &did("member.add"), 5).await.unwrap();
        assert_eq!(bea.email.as_str(), "bea@example.com");
        assert!(bea.is_enabled && bea.has_password && !bea.has_second_factor);
        assert_eq!((bea.version, bea.created_at_ms, bea.changed_at_ms), (1, 5, 5));
        let found = Some(bea.clone());
        assert_eq!(state.member(id(2)).await.unwrap(), found);
        assert_eq!(state.member_by_email(&email("BEA")).await.unwrap(), found);
        let identity = new.identity.clone().unwrap();
        assert_eq!(state.member_by_identity(&identity).await.unwrap(), found);
        let other = Identity::new("https://evil.example.com", "bea-1").unwrap();
        assert_eq!(state.member_by_identity(&other).await.unwrap(), None);
        let credentials = state.credentials(id(2)).await.unwrap().unwrap();
        assert_eq!(credentials.password, new.password);
        assert_eq!(state.member(id(3)).await.unwrap(), None);
        assert_eq!(state.credentials(id(3)).await.unwrap(), None);
        with_ana(&state).await;
        let all = state.members().await.unwrap();
        assert_eq!(all.iter().map(|it| &*it.name).collect::<Vec<_>>(), ["ana", "bea"]);
    })
    .await;
}

#[tokio::test]
async fn a_change_is_there_with_its_row_in_the_audit_log_or_not_at_all() {
    let said = on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        let changes = [MemberChange::Name("Ana Gil".to_owned())];
        let renamed = state.change_member(ana.id, 1, &changes, &did("rename"), 9).await.unwrap();
        assert_eq!((renamed.version, renamed.changed_at_ms), (2, 9));
        // The audit log cannot be written to: the change does not happen.
        sqlx::query("DELETE FROM audit_head").execute(state.pool()).await.unwrap();
        let changes = [MemberChange::Name("Eva".to_owned())];
        let failed = state.change_member(ana.id, 2, &changes, &did("rename"), 10).await;
        assert_eq!(state.member(ana.id).await.unwrap(), Some(renamed));
        (failed.unwrap_err().to_string(), actions(&state).await)
    })
    .await;
    assert_snapshot!(said.0, @"the audit log is damaged at row 0: it is not where the chain was left");
    assert_snapshot!(said.1, @"member.add rename");
}

#[tokio::test]
async fn of_two_who_change_a_member_at_once_the_second_must_look_again() {
    let refused = on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        let change = |name: &str| [MemberChange::Name(name.to_owned())];
        state.change_member(ana.id, 1, &change("Ana G"), &did("a"), 1).await.unwrap();
        let second = state.change_member(ana.id, 1, &change("A Gil"), &did("b"), 1).await;
        let removed = state.remove_member(ana.id, 1, &did("c"), 1).await;
        let unknown = state.change_member(id(9), 1, &change("x"), &did("d"), 1).await;
        assert_eq!(state.member(ana.id).await.unwrap().unwrap().name, "Ana G");
        assert_eq!(actions(&state).await, "member.add a");
        format!("{}\n{}\n{}", second.unwrap_err(), removed.unwrap_err(), unknown.unwrap_err())
    });
    assert_snapshot!(refused.await, @r"
    the member was changed meanwhile
    the member was changed meanwhile
    no such member
    ");
}

#[tokio::test]
async fn a_mail_address_and_an_account_belong_to_one_member() {
    on_both(async |it| {
        let state = it.open().await;
        let account = |it: &str| Some(Identity::new("https://login.example.com", it).unwrap());
        with_ana(&state).await;
        let bea = NewMember { identity: account("b"), ..new_member(2, "bea", Role::UserAdmin) };
        state.add_member(&bea, &did("add"), 0).await.unwrap();
        let taken = |result: Result<Member, StateError>| {
            let Err(StateError::Taken { what }) = result else { panic!("{result:?}") };
            what
        };
        let again = NewMember { email: email("ana"), ..new_member(3, "eva", Role::UserAdmin) };
        assert_eq!(taken(state.add_member(&again, &did("add"), 0).await), Record::Email);
        let again = NewMember { identity: account("b"), ..new_member(3, "eva", Role::UserAdmin) };
        assert_eq!(taken(state.add_member(&again, &did("add"), 0).await), Record::Identity);
        let change = async |change| state.change_member(id(1), 1, &[change], &did("x"), 0).await;
        assert_eq!(taken(change(MemberChange::Email(email("BEA"))).await), Record::Email);
        assert_eq!(taken(change(MemberChange::Identity(account("b"))).await), Record::Identity);
        // Members without an account are many.
        state.add_member(&new_member(4, "luz", Role::UserAdmin), &did("add"), 0).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_removed_member_leaves_nothing_but_the_audit_log() {
    let said = on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        let bea = new_member(2, "bea", Role::AdminAgent);
        let link = crate::NewLink { hash: secret("link"), expires_at_ms: 100 };
        let bea = state.invite_member(&bea, &link, &did("invite"), 0).await.unwrap();
        state.start_session(&new_session("s", &bea), &did("sign_in"), 0).await.unwrap();
        let changes = [MemberChange::RecoveryCodes(vec![secret("one")])];
        let bea = state.change_member(bea.id, 1, &changes, &did("codes"), 0).await.unwrap();
        let token = crate::NewToken {
            id: crate::TokenId(Guid::from_u128(1)),
            hash: secret("token"),
            owner: bea.id,
            name: "nightly".to_owned(),
            permissions: [uptake_model::Permission::Import].into(),
            expires_at_ms: 100,
        };
        state.make_token(&token, &did("token"), 0).await.unwrap();
        state.remove_member(bea.id, 2, &did("remove"), 1).await.unwrap();
        assert_eq!(state.member(bea.id).await.unwrap(), None);
        assert_eq!(state.session(&secret("s"), 1).await.unwrap(), None);
        assert_eq!(state.token(&secret("token"), 1).await.unwrap(), None);
        assert_eq!(state.tokens(Whose::Everybodys).await.unwrap(), []);
        assert!(state.link(&secret("link"), 1).await.is_err());
        assert_eq!(state.count_recovery_codes(bea.id).await.unwrap(), 0);
        // The address can be used again.
        state.add_member(&new_member(3, "bea", Role::AdminAgent), &did("add"), 2).await.unwrap();
        actions(&state).await
    });
    assert_snapshot!(said.await, @"member.add invite sign_in codes token remove add");
}

#[tokio::test]
async fn the_code_of_an_authenticator_is_good_once() {
    on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        assert!(!state.use_totp_step(ana.id, 200).await.unwrap());
        let changes = [MemberChange::SecondFactor(Some(factor()))];
        let ana = state.change_member(ana.id, 1, &changes, &did("totp"), 0).await.unwrap();
        assert!(ana.has_second_factor);
        // The code that proved that the authenticator works was a use of it.
        let mut used = Vec::new();
        for step in [99, 100, 101, 101, 100, 103, 102, 104] {
            used.push(state.use_totp_step(ana.id, step).await.unwrap());
        }
        assert_eq!(used, [false, false, true, false, false, true, false, true]);
        let racing = (0..8).map(|_| {
            let state = state.clone();
            tokio::spawn(async move { state.use_totp_step(id(1), 200).await.unwrap() })
        });
        let mut won = 0;
        for race in racing.collect::<Vec<_>>() {
            won += usize::from(race.await.unwrap());
        }
        assert_eq!(won, 1);
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_is_good_once_and_new_ones_replace_the_old() {
    on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        let use_code = async |code: &str| {
            state.use_recovery_code(id(1), &secret(code), &did("recover"), 1).await.unwrap()
        };
        assert!(!use_code("one").await);
        let changes = [MemberChange::SecondFactor(Some(factor()))];
        state.change_member(ana.id, 1, &changes, &did("totp"), 0).await.unwrap();
        assert_eq!(state.count_recovery_codes(ana.id).await.unwrap(), 2);
        assert!(use_code("one").await);
        assert!(!use_code("one").await);
        assert!(!state.use_recovery_code(id(2), &secret("two"), &did("x"), 1).await.unwrap());
        let many: Vec<SecretHash> = (0..120).map(|it| secret(&it.to_string())).collect();
        let changes = [MemberChange::RecoveryCodes(many)];
        state.change_member(ana.id, 2, &changes, &did("codes"), 0).await.unwrap();
        assert_eq!(state.count_recovery_codes(ana.id).await.unwrap(), 120);
        assert!(!use_code("two").await && use_code("119").await);
        let changes = [MemberChange::SecondFactor(None)];
        state.change_member(ana.id, 3, &changes, &did("no totp"), 0).await.unwrap();
        assert_eq!(state.count_recovery_codes(ana.id).await.unwrap(), 0);
        assert_eq!(state.credentials(ana.id).await.unwrap(), Some(Credentials::default()));
        // What had no effect is not recorded.
        let recovered =
            AuditFilter { action: Some("recover".to_owned()), ..AuditFilter::default() };
        assert_eq!(state.audit(&recovered, None, 9).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_damaged_member_is_reported_and_not_let_in() {
    let said = on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        let mut said = Vec::new();
        for sql in [
            "UPDATE members SET role = 'king'",
            "UPDATE members SET role = 'user_admin', customer_scope = '{\"kind\":\"moon\"}'",
        ] {
            sqlx::query(sql).execute(state.pool()).await.unwrap();
            said.push(state.member(id(1)).await.unwrap_err().to_string());
        }
        said.join("\n")
    });
    assert_snapshot!(said.await, @r"
    damaged row in table `members` of the state: restore a backup
    damaged row in table `members` of the state: restore a backup
    ");
}

#[test]
fn an_account_has_an_issuer_and_a_subject_that_can_be_stored() {
    assert!(Identity::new("https://login.example.com/tenant/v2.0", "a/b c").is_ok());
    let long = "a".repeat(256);
    for (issuer, subject) in [("", "a"), ("a", ""), ("a", "b\0"), ("a\n", "b"), ("a", &*long)] {
        assert!(Identity::new(issuer, subject).is_err(), "{issuer:?} {subject:?}");
    }
}

#[test]
fn no_secret_is_printed() {
    let new = NewMember {
        password: Some(PasswordHash::new("$argon2id$s3cret")),
        ..new_member(1, "ana", Role::GlobalAdmin)
    };
    let secrets = (new, factor(), new_session("s3cret", &Member::clone(&member())));
    let said = format!("{secrets:?}");
    assert!(!said.contains("s3cret") && !said.contains("[7, 7"), "{said}");
    assert_snapshot!(format!("{:?}", secret("a")), @"SecretHash(secret)");
    assert_snapshot!(secret("a").name(), @"17762fddd969a453");
}

fn member() -> Member {
    Member {
        id: id(1),
        name: "Ana".to_owned(),
        email: email("ana"),
        role: Role::GlobalAdmin,
        scope: CustomerScope::All,
        is_enabled: true,
        has_password: false,
        has_second_factor: false,
        identity: None,
        language: None,
        theme: None,
        version: 1,
        created_at_ms: 0,
        changed_at_ms: 0,
    }
}
