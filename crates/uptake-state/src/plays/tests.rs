use super::*;
use crate::testing::{
    on_both,
    people::{actions, did, id},
};

async fn put(state: &State, seen: (&str, i64), source: Option<&str>) -> Result<i64, StateError> {
    state.put_play(seen, source, &did("play.put"), seen.1 + 10).await
}

#[tokio::test]
async fn every_version_of_a_play_is_kept() {
    on_both(async |it| {
        let state = it.open().await;
        assert_eq!(state.plays().await.unwrap(), []);
        assert_eq!(put(&state, ("own", 0), Some("one")).await.unwrap(), 1);
        assert_eq!(put(&state, ("own", 1), Some("two\u{0}")).await.unwrap(), 2);
        assert_eq!(put(&state, ("other", 0), Some("o")).await.unwrap(), 1);
        assert_eq!(put(&state, ("own", 2), None).await.unwrap(), 3);
        let all = state.plays().await.unwrap();
        let all: Vec<_> =
            all.iter().map(|it| (it.code.as_str(), it.version, it.source.as_deref())).collect();
        assert_eq!(all, [("other", 1, Some("o")), ("own", 3, None)]);
        let versions = state.play_versions("own").await.unwrap();
        let sources: Vec<_> = versions.iter().map(|it| it.source.as_deref()).collect();
        assert_eq!(sources, [None, Some("two\u{fffd}"), Some("one")]);
        assert_eq!(versions[2].changed_by, Some(id(1)));
        assert_eq!(versions[2].changed_at_ms, 10);
        assert_eq!(state.play_versions("none").await.unwrap(), []);
        assert_eq!(actions(&state).await, "play.put play.put play.put play.put");
    })
    .await;
}

#[tokio::test]
async fn of_two_who_change_a_play_at_once_one_does() {
    on_both(async |it| {
        let state = it.open().await;
        put(&state, ("own", 0), Some("one")).await.unwrap();
        for seen in [0, 2] {
            let refused = put(&state, ("own", seen), Some("two")).await;
            assert!(matches!(refused, Err(StateError::Stale { what: Record::Play })));
        }
        assert_eq!(state.plays().await.unwrap().len(), 1);
        assert_eq!(actions(&state).await, "play.put");
    })
    .await;
}
