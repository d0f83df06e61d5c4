use insta::assert_snapshot;
use serde_json::json;
use uptake_model::Role;

use super::*;
use crate::testing::{
    on_both,
    people::{actions, did, id, new_member, with_ana},
};

fn export_id(number: u128) -> ExportId {
    ExportId(Guid::from_u128(number))
}

async fn queue(state: &State, number: u128, owner: u128, now_ms: i64) {
    let new = NewExport {
        id: export_id(number),
        owner: id(owner),
        request: json!({"kind": "usage"}),
        expires_at_ms: 1000,
    };
    state.queue_export(&new, &did("export"), now_ms).await.unwrap();
}

fn file() -> ExportFile {
    ExportFile { name: "1.csv".to_owned(), size_bytes: 9, checksum: "c".to_owned() }
}

async fn taken(state: &State, now_ms: i64) -> Option<ExportId> {
    state.take_export(now_ms).await.unwrap().map(|it| it.id)
}

#[tokio::test]
async fn exports_are_made_in_the_order_they_were_asked_for() {
    on_both(async |it| {
        let state = it.open().await;
        queue(&state, 2, 1, 5).await;
        queue(&state, 1, 1, 6).await;
        assert_eq!(taken(&state, 7).await, Some(export_id(2)));
        assert_eq!(taken(&state, 7).await, Some(export_id(1)));
        assert_eq!(taken(&state, 7).await, None);
        state.note_export(export_id(2), 10, Some(20)).await.unwrap();
        let running = state.export(Whose::Of(id(1)), export_id(2)).await.unwrap();
        assert_eq!(running.status, ExportStatus::Running);
        assert_eq!((running.rows_done, running.rows_in_all), (10, Some(20)));
        state.end_export(export_id(2), Ok(&file()), 8).await.unwrap();
        state.end_export(export_id(1), Err("disk_full"), 9).await.unwrap();
        let exports = state.exports(Whose::Of(id(1))).await.unwrap();
        let ended: Vec<_> =
            exports.into_iter().map(|it| (it.status, it.started_at_ms, it.ended_at_ms)).collect();
        let failed = ExportStatus::Failed("disk_full".to_owned());
        assert_eq!(
            ended,
            [(failed, Some(7), Some(9)), (ExportStatus::Done(file()), Some(7), Some(8))]
        );
        // What has ended stays as it is.
        state.note_export(export_id(2), 0, None).await.unwrap();
        let again = state.end_export(export_id(2), Err("late"), 10).await;
        assert!(matches!(again, Err(StateError::NotFound { what: Record::Export })));
        assert_eq!(state.export(Whose::Everybodys, export_id(2)).await.unwrap().rows_done, 10);
    })
    .await;
}

#[tokio::test]
async fn an_export_that_was_cut_off_is_made_again() {
    on_both(async |it| {
        let state = it.open().await;
        queue(&state, 1, 1, 5).await;
        taken(&state, 6).await;
        state.note_export(export_id(1), 10, Some(20)).await.unwrap();
        state.close().await;
        let state = it.open().await;
        assert_eq!(state.requeue_exports().await.unwrap(), 1);
        let queued = state.export(Whose::Everybodys, export_id(1)).await.unwrap();
        assert_eq!((queued.status, queued.rows_done), (ExportStatus::Queued, 0));
        assert_eq!(taken(&state, 7).await, Some(export_id(1)));
    })
    .await;
}

#[tokio::test]
async fn an_export_is_taken_by_one() {
    on_both(async |it| {
        let state = it.open().await;
        queue(&state, 1, 1, 5).await;
        let takes = (0..8).map(|_| {
            let state = state.clone();
            tokio::spawn(async move { taken(&state, 6).await.is_some() })
        });
        let mut won = 0;
        for it in takes.collect::<Vec<_>>() {
            won += usize::from(it.await.unwrap());
        }
        assert_eq!(won, 1);
    })
    .await;
}

#[tokio::test]
async fn anothers_export_is_as_good_as_none() {
    let said = on_both(async |it| {
        let state = it.open().await;
        queue(&state, 1, 1, 5).await;
        let mut said = Vec::new();
        for number in [1, 2] {
            let id_of_bea = Whose::Of(id(2));
            let unknown = state.export(id_of_bea, export_id(number)).await;
            said.push(unknown.unwrap_err().to_string());
            let unknown = state.remove_export(id_of_bea, export_id(number), &did("x"), 6).await;
            said.push(unknown.unwrap_err().to_string());
        }
        assert_eq!(state.exports(Whose::Of(id(2))).await.unwrap(), []);
        let mine = Whose::Of(id(1));
        let removed = state.remove_export(mine, export_id(1), &did("remove"), 6).await.unwrap();
        assert_eq!(removed.id, export_id(1));
        said.push(actions(&state).await);
        said.join("\n")
    });
    assert_snapshot!(said.await, @r"
    no such export
    no such export
    no such export
    no such export
    export remove
    ");
}

#[tokio::test]
async fn what_has_expired_is_swept_and_named_but_not_what_is_being_made() {
    on_both(async |it| {
        let state = it.open().await;
        queue(&state, 1, 1, 5).await;
        queue(&state, 2, 1, 6).await;
        taken(&state, 7).await;
        assert_eq!(state.sweep(999).await.unwrap(), []);
        let swept: Vec<_> = state.sweep(1000).await.unwrap().into_iter().map(|it| it.id).collect();
        assert_eq!(swept, [export_id(2)]);
        state.end_export(export_id(1), Ok(&file()), 1001).await.unwrap();
        let swept = state.sweep(1001).await.unwrap();
        assert_eq!(swept[0].status, ExportStatus::Done(file()));
        assert_eq!(state.exports(Whose::Everybodys).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn the_exports_of_a_removed_member_are_broken_off() {
    on_both(async |it| {
        let state = it.open().await;
        with_ana(&state).await;
        state.add_member(&new_member(2, "bea", Role::SalesAgent), &did("add"), 0).await.unwrap();
        queue(&state, 1, 2, 5).await;
        queue(&state, 2, 1, 5).await;
        taken(&state, 6).await;
        state.remove_member(id(2), 1, &did("remove"), 7).await.unwrap();
        assert!(state.end_export(export_id(1), Ok(&file()), 8).await.is_err());
        let swept: Vec<_> = state.sweep(8).await.unwrap().into_iter().map(|it| it.status).collect();
        assert_eq!(swept, [ExportStatus::Failed("owner_removed".to_owned())]);
        assert_eq!(taken(&state, 9).await, Some(export_id(2)));
    })
    .await;
}
