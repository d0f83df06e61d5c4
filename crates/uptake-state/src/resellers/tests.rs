use insta::assert_snapshot;

use super::*;
use crate::testing::{
    on_both,
    people::{actions, did},
};

async fn put(state: &State, id: &str, parent: Option<&str>) -> Result<(), StateError> {
    let reseller =
        Reseller { id: id.to_owned(), parent: parent.map(str::to_owned), name: format!("{id} SL") };
    state.put_reseller(&reseller, &did(id), 0).await
}

/// A distributor, two resellers below it, and one below the first of them.
async fn family(state: &State) {
    for (id, parent) in [("d", None), ("r1", Some("d")), ("r2", Some("d")), ("s", Some("r1"))] {
        put(state, id, parent).await.unwrap();
    }
}

#[tokio::test]
async fn a_distributor_is_above_all_that_are_below_its_resellers() {
    on_both(async |it| {
        let state = it.open().await;
        family(&state).await;
        let below = async |id| {
            let below = state.reseller_and_below(id).await.unwrap();
            below.into_iter().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(below("d").await, "d r1 r2 s");
        assert_eq!(below("r1").await, "r1 s");
        assert_eq!(below("r2").await, "r2");
        assert_eq!(below("unknown").await, "unknown");
        put(&state, "r1", None).await.unwrap();
        assert_eq!(below("d").await, "d r2");
        let ids: Vec<_> = state.resellers().await.unwrap().into_iter().map(|it| it.id).collect();
        assert_eq!(ids, ["d", "r1", "r2", "s"]);
    })
    .await;
}

#[tokio::test]
async fn what_would_break_the_hierarchy_is_refused() {
    let said = on_both(async |it| {
        let state = it.open().await;
        family(&state).await;
        let mut said = Vec::new();
        for (id, parent) in [("d", "d"), ("d", "s"), ("r1", "s"), ("x", "unknown")] {
            let refused = put(&state, id, Some(parent)).await.unwrap_err();
            said.push(format!("{id} below {parent}: {refused}"));
        }
        for id in ["d", "unknown"] {
            let refused = state.remove_reseller(id, &did("remove"), 0).await.unwrap_err();
            said.push(format!("without {id}: {refused}"));
        }
        state.remove_reseller("s", &did("remove"), 0).await.unwrap();
        state.remove_reseller("r1", &did("remove"), 0).await.unwrap();
        said.push(actions(&state).await);
        said.join("\n")
    });
    assert_snapshot!(said.await, @r"
    d below d: a reseller cannot be above itself
    d below s: a reseller cannot be above itself
    r1 below s: a reseller cannot be above itself
    x below unknown: no such reseller
    without d: the reseller is in use
    without unknown: no such reseller
    d r1 r2 s remove remove
    ");
}
