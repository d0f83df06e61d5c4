use serde_json::json;
use uptake_model::Role;

use super::*;
use crate::testing::{
    on_both,
    people::{actions, did, id, new_member, with_ana},
};

fn view(name: &str, changed_at_ms: i64) -> View {
    let search = json!({ "sort": "sold", "countries": ["ES", "año"], "at": changed_at_ms });
    View { name: name.to_owned(), page: "customers".to_owned(), search, changed_at_ms }
}

async fn put(state: &State, owner: u128, view: &View) -> Result<(), StateError> {
    state.put_view(id(owner), view, 3, &did("view.put")).await
}

#[tokio::test]
async fn a_view_is_saved_replaced_and_dropped() {
    on_both(async |it| {
        let state = it.open().await;
        for (name, at) in [("north", 1), ("Overage", 2), ("north", 3)] {
            put(&state, 1, &view(name, at)).await.unwrap();
        }
        let kept = state.views(id(1)).await.unwrap();
        assert_eq!(kept, [view("Overage", 2), view("north", 3)], "capitals sort first");
        state.drop_view(id(1), "Overage", &did("view.drop"), 4).await.unwrap();
        let again = state.drop_view(id(1), "Overage", &did("view.drop"), 5).await;
        assert!(matches!(again, Err(StateError::NotFound { what: Record::View })));
        assert_eq!(state.views(id(1)).await.unwrap(), [view("north", 3)]);
        assert_eq!(actions(&state).await, "view.put view.put view.put view.drop");
    })
    .await;
}

#[tokio::test]
async fn a_member_has_so_many_views_and_can_replace_each() {
    on_both(async |it| {
        let state = it.open().await;
        for name in ["a", "b", "c"] {
            put(&state, 1, &view(name, 1)).await.unwrap();
        }
        let full = put(&state, 1, &view("d", 2)).await;
        assert!(matches!(full, Err(StateError::Full { what: Record::View })));
        put(&state, 1, &view("c", 3)).await.unwrap();
        put(&state, 2, &view("d", 4)).await.unwrap();
        assert_eq!(state.views(id(1)).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_is_anothers_is_neither_listed_nor_replaced_nor_dropped() {
    on_both(async |it| {
        let state = it.open().await;
        put(&state, 1, &view("mine", 1)).await.unwrap();
        assert_eq!(state.views(id(2)).await.unwrap(), []);
        let dropped = state.drop_view(id(2), "mine", &did("view.drop"), 2).await;
        assert!(matches!(dropped, Err(StateError::NotFound { .. })));
        put(&state, 2, &view("mine", 3)).await.unwrap();
        assert_eq!(state.views(id(1)).await.unwrap(), [view("mine", 1)]);
    })
    .await;
}

#[tokio::test]
async fn views_go_with_their_owner() {
    on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        let bea = new_member(2, "bea", Role::SalesAgent);
        let bea = state.add_member(&bea, &did("add"), 0).await.unwrap();
        put(&state, 1, &view("one", 1)).await.unwrap();
        put(&state, 2, &view("one", 1)).await.unwrap();
        state.remove_member(bea.id, bea.version, &did("remove"), 2).await.unwrap();
        assert_eq!(state.views(bea.id).await.unwrap(), []);
        assert_eq!(state.views(ana.id).await.unwrap().len(), 1);
    })
    .await;
}
