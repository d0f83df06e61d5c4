use insta::assert_snapshot;
use uptake_model::Role;

use super::*;
use crate::{
    MemberChange,
    testing::{
        on_both,
        people::{actions, did, id, new_member, new_session, secret, with_ana},
    },
};

/// Ana with a session that started at time 0.
async fn signed_in(state: &State) -> Member {
    let ana = with_ana(state).await;
    state.start_session(&new_session("s", &ana), &did("sign_in"), 0).await.unwrap();
    ana
}

/// Whether the session lets in at each of these times.
async fn lets_in(state: &State, text: &str, times: &[i64]) -> Vec<bool> {
    let mut said = Vec::new();
    for time in times {
        said.push(state.session(&secret(text), *time).await.unwrap().is_some());
    }
    said
}

#[tokio::test]
async fn a_session_gives_its_member_as_it_is_now() {
    on_both(async |it| {
        let state = it.open().await;
        let ana = signed_in(&state).await;
        let name = [MemberChange::Name("Ana Gil".to_owned())];
        let ana = state.change_member(ana.id, 1, &name, &did("rename"), 1).await.unwrap();
        let (session, member) = state.session(&secret("s"), 2).await.unwrap().unwrap();
        assert_eq!(member, ana);
        assert_eq!(
            session,
            Session {
                hash: secret("s"),
                started_at_ms: 0,
                seen_at_ms: 0,
                needs_second_factor: false,
                address: "192.0.2.1".to_owned(),
                agent: "a browser".to_owned(),
            }
        );
        assert_eq!(state.session(&secret("t"), 2).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_session_that_is_not_used_ends_after_30_minutes_to_the_millisecond() {
    on_both(async |it| {
        let state = it.open().await;
        signed_in(&state).await;
        // To look at it is to use it, so the end comes first.
        assert_eq!(lets_in(&state, "s", &[1_800_000, 1_800_001]).await, [false, false]);
        assert_eq!(lets_in(&state, "s", &[1_799_999]).await, [true]);
        // Used then, it lasts 30 minutes more.
        assert_eq!(lets_in(&state, "s", &[3_599_999, 3_599_998]).await, [false, true]);
    })
    .await;
}

#[tokio::test]
async fn a_session_that_is_always_used_ends_after_12_hours_to_the_millisecond() {
    on_both(async |it| {
        let state = it.open().await;
        signed_in(&state).await;
        for minutes in (10..720).step_by(10) {
            assert_eq!(lets_in(&state, "s", &[minutes * 60_000]).await, [true], "{minutes}");
        }
        assert_eq!(lets_in(&state, "s", &[43_200_000, 43_199_999]).await, [false, true]);
    })
    .await;
}

#[tokio::test]
async fn a_use_is_noted_at_most_once_a_minute() {
    let seen = on_both(async |it| {
        let state = it.open().await;
        signed_in(&state).await;
        let mut seen = Vec::new();
        for time in [59_999, 60_000, 60_001, 119_999, 120_000] {
            state.session(&secret("s"), time).await.unwrap().unwrap();
            seen.push(state.sessions_of(id(1), time).await.unwrap()[0].seen_at_ms);
        }
        seen
    });
    assert_eq!(seen.await, [0, 60_000, 60_000, 60_000, 120_000]);
}

#[tokio::test]
async fn a_session_is_used_while_a_long_import_is_committed() {
    on_both(async |it| {
        let state = it.open().await;
        signed_in(&state).await;
        let mut importing = state.begin_write().await.unwrap();
        sqlx::query("UPDATE ledger_head SET seq = seq").execute(&mut *importing).await.unwrap();
        let (_, member) = state.session(&secret("s"), 60_000).await.unwrap().unwrap();
        assert_eq!(member.id, id(1));
        importing.rollback().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn no_session_starts_for_who_was_changed_while_signing_in() {
    let said = on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        let bea = new_member(2, "bea", Role::UserAdmin);
        let bea = state.add_member(&bea, &did("add"), 0).await.unwrap();
        let start = async |member: &Member| {
            let new = new_session("s", member);
            state.start_session(&new, &did("sign_in"), 1).await.unwrap_err().to_string()
        };
        let role = [MemberChange::Role(Role::SalesAgent)];
        let changed = state.change_member(bea.id, 1, &role, &did("change"), 1).await.unwrap();
        let mut said = vec![start(&bea).await];
        let off = [MemberChange::Enabled(false)];
        let disabled = state.change_member(bea.id, 2, &off, &did("off"), 1).await.unwrap();
        said.extend([start(&changed).await, start(&disabled).await]);
        state.remove_member(bea.id, 3, &did("remove"), 1).await.unwrap();
        said.push(start(&disabled).await);
        said.push(actions(&state).await);
        said.join("\n")
    });
    assert_snapshot!(said.await, @r"
    the member was changed meanwhile
    no such member
    no such member
    no such member
    member.add add change off remove
    ");
}

#[tokio::test]
async fn a_member_who_is_disabled_behind_our_back_is_not_let_in() {
    on_both(async |it| {
        let state = it.open().await;
        signed_in(&state).await;
        sqlx::query("UPDATE members SET is_enabled = 0").execute(state.pool()).await.unwrap();
        assert_eq!(lets_in(&state, "s", &[1]).await, [false]);
    })
    .await;
}

#[tokio::test]
async fn the_second_factor_gives_a_new_secret_within_10_minutes() {
    on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        let waiting = NewSession { needs_second_factor: true, ..new_session("w", &ana) };
        state.start_session(&waiting, &did("password"), 0).await.unwrap();
        let (session, _) = state.session(&secret("w"), 599_999).await.unwrap().unwrap();
        assert!(session.needs_second_factor);
        let pass = async |old: &str, new: &str, now_ms| {
            state.pass_second_factor(&secret(old), &secret(new), &did("totp"), now_ms).await
        };
        assert_eq!(lets_in(&state, "w", &[600_000]).await, [false]);
        assert!(pass("w", "s", 600_000).await.is_err());
        pass("w", "s", 599_999).await.unwrap();
        assert_eq!(lets_in(&state, "w", &[599_999]).await, [false]);
        let (session, _) = state.session(&secret("s"), 600_000).await.unwrap().unwrap();
        assert!(!session.needs_second_factor);
        assert_eq!(session.started_at_ms, 599_999);
        // Neither a second time, nor from a session that waits for nothing.
        for old in ["w", "s", "x"] {
            let refused = pass(old, "t", 600_001).await;
            assert!(matches!(refused, Err(StateError::NotFound { what: Record::Session })));
        }
        assert_eq!(actions(&state).await, "member.add password totp");
    })
    .await;
}

#[tokio::test]
async fn sessions_are_ended_one_or_all_but_one() {
    on_both(async |it| {
        let state = it.open().await;
        let ana = signed_in(&state).await;
        for (text, time) in [("t", 1), ("u", 2)] {
            state.start_session(&new_session(text, &ana), &did("in"), time).await.unwrap();
        }
        let names = async || {
            let sessions = state.sessions_of(id(1), 3).await.unwrap();
            sessions.into_iter().map(|it| it.hash).collect::<Vec<_>>()
        };
        assert_eq!(names().await, [secret("u"), secret("t"), secret("s")]);
        assert!(state.end_session(&secret("s"), &did("out"), 3).await.unwrap());
        assert!(!state.end_session(&secret("s"), &did("out"), 3).await.unwrap());
        let kept = secret("t");
        let ended = state.end_sessions(id(1), Some(&kept), &did("others"), 3).await.unwrap();
        assert_eq!((ended, names().await), (1, vec![kept]));
        assert_eq!(state.end_sessions(id(1), None, &did("all"), 3).await.unwrap(), 1);
        assert_eq!(names().await, []);
        assert_eq!(actions(&state).await, "member.add sign_in in in out others all");
    })
    .await;
}

#[tokio::test]
async fn a_session_that_another_process_ends_lets_in_for_a_second_at_most() {
    on_both(async |it| {
        let (state, other) = (it.open().await, it.open().await);
        let ana = signed_in(&state).await;
        assert_eq!(lets_in(&state, "s", &[10_000]).await, [true]);
        assert!(other.end_session(&secret("s"), &did("out"), 10_001).await.unwrap());
        assert_eq!(lets_in(&other, "s", &[10_001]).await, [false]);
        assert_eq!(lets_in(&state, "s", &[11_000, 11_001]).await, [false, false]);

        state.start_session(&new_session("t", &ana), &did("in"), 20_000).await.unwrap();
        assert_eq!(lets_in(&state, "t", &[20_000]).await, [true]);
        let codes = [MemberChange::RecoveryCodes(vec![secret("c")])];
        other.change_member(ana.id, ana.version, &codes, &did("codes"), 20_001).await.unwrap();
        assert_eq!(lets_in(&state, "t", &[21_000]).await, [false]);
    })
    .await;
}

#[tokio::test]
async fn a_session_that_this_process_ends_is_gone_at_once() {
    on_both(async |it| {
        let state = it.open().await;
        let ana = signed_in(&state).await;
        let copy = state.clone();
        assert_eq!(lets_in(&copy, "s", &[5, 5]).await, [true, true]);
        state.end_session(&secret("s"), &did("out"), 5).await.unwrap();
        assert_eq!(lets_in(&copy, "s", &[5]).await, [false]);

        state.start_session(&new_session("t", &ana), &did("in"), 6).await.unwrap();
        assert_eq!(lets_in(&copy, "t", &[6]).await, [true]);
        let codes = [MemberChange::RecoveryCodes(vec![secret("c")])];
        state.change_member(ana.id, ana.version, &codes, &did("codes"), 6).await.unwrap();
        assert_eq!(lets_in(&copy, "t", &[6]).await, [false]);
    })
    .await;
}

#[tokio::test]
async fn a_long_name_of_a_browser_is_cut() {
    on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        let agent = format!("a\0{}", "ñ".repeat(5000));
        let new = NewSession { agent, ..new_session("s", &ana) };
        state.start_session(&new, &did("sign_in"), 0).await.unwrap();
        let (session, _) = state.session(&secret("s"), 1).await.unwrap().unwrap();
        assert_eq!(session.agent, format!("a\u{fffd}{}", "ñ".repeat(198)));
    })
    .await;
}

#[tokio::test]
async fn what_has_ended_is_swept() {
    on_both(async |it| {
        let state = it.open().await;
        signed_in(&state).await;
        let rows = async || {
            let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM sessions")
                .fetch_one(state.pool())
                .await
                .unwrap();
            rows
        };
        state.sweep(1_799_999).await.unwrap();
        assert_eq!(rows().await, 1);
        state.sweep(1_800_000).await.unwrap();
        assert_eq!(rows().await, 0);
    })
    .await;
}
