//! The last enabled global admin stays one.

use super::*;

/// Ana and Bea, both global admins.
async fn two(state: &State) {
    with_ana(state).await;
    state.add_member(&new_member(2, "bea", Role::GlobalAdmin), &did("add"), 0).await.unwrap();
}

/// The ways to be an enabled global admin no longer.
fn demotions() -> [Vec<MemberChange>; 4] {
    [
        vec![MemberChange::Role(Role::UserAdmin)],
        vec![MemberChange::Enabled(false)],
        vec![MemberChange::Enabled(false), MemberChange::Role(Role::ApiOnly)],
        // What counts is how it ends.
        vec![MemberChange::Role(Role::ApiOnly), MemberChange::Role(Role::SalesAgent)],
    ]
}

#[tokio::test]
async fn the_last_one_can_be_neither_removed_nor_disabled_nor_demoted() {
    let said = on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        state.add_member(&new_member(3, "eva", Role::UserAdmin), &did("add"), 0).await.unwrap();
        for changes in demotions() {
            let refused = state.change_member(ana.id, 1, &changes, &did("demote"), 1).await;
            assert!(matches!(refused, Err(StateError::LastAdmin)), "{changes:?}");
        }
        let removed = state.remove_member(ana.id, 1, &did("remove"), 1).await.unwrap_err();
        assert_eq!(state.member(ana.id).await.unwrap(), Some(ana));
        assert_eq!(actions(&state).await, "member.add add");
        removed.to_string()
    });
    assert_snapshot!(said.await, @"the last enabled global admin must stay one");
}

#[tokio::test]
async fn a_disabled_one_does_not_count() {
    on_both(async |it| {
        let state = it.open().await;
        two(&state).await;
        let off = [MemberChange::Enabled(false)];
        state.change_member(id(2), 1, &off, &did("disable"), 1).await.unwrap();
        let refused = state.change_member(id(1), 1, &off, &did("disable"), 1).await;
        assert!(matches!(refused, Err(StateError::LastAdmin)));
        // Who is none already may go.
        state.remove_member(id(2), 2, &did("remove"), 1).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_change_that_leaves_one_an_admin_is_no_demotion() {
    on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        let changes = [
            MemberChange::Role(Role::UserAdmin),
            MemberChange::Name("Ana Gil".to_owned()),
            MemberChange::Role(Role::GlobalAdmin),
        ];
        let refused = state.change_member(id(1), 1, &changes[..1], &did("x"), 1).await;
        assert!(matches!(refused, Err(StateError::LastAdmin)));
        state.change_member(id(1), 1, &changes[1..], &did("x"), 1).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn of_the_last_two_that_demote_each_other_at_once_one_is_left() {
    on_both(async |it| {
        for changes in demotions() {
            let state = it.open().await;
            for member in state.members().await.unwrap() {
                // From the round before.
                sqlx::query("DELETE FROM members WHERE id = $1")
                    .bind(member.id.to_string())
                    .execute(state.pool())
                    .await
                    .unwrap();
            }
            two(&state).await;
            let demote = |number| {
                let (state, changes) = (state.clone(), changes.clone());
                tokio::spawn(async move {
                    state.change_member(id(number), 1, &changes, &did("demote"), 1).await
                })
            };
            let (one, other) = (demote(1), demote(2));
            let ended = [one.await.unwrap().is_ok(), other.await.unwrap().is_ok()];
            assert_eq!(ended.iter().filter(|it| **it).count(), 1, "{changes:?}");
        }
    })
    .await;
}
