use serde_json::json;
use uptake_model::Role;

use super::*;
use crate::testing::{
    on_both,
    people::{actions, did, id, new_member, with_ana},
};

fn report(number: u128, owner: u128, due_at_ms: Option<i64>) -> InsightsRecord {
    InsightsRecord {
        id: Guid::from_u128(number),
        owner: id(owner),
        kind: InsightsKind::Report,
        body: json!({ "runs": 0 }),
        created_at_ms: i64::try_from(number).unwrap(),
        due_at_ms,
    }
}

fn run(number: u128, report: u128, expires_at_ms: i64) -> InsightsRun {
    InsightsRun {
        id: Guid::from_u128(number),
        report: Guid::from_u128(report),
        status: RunStatus::Running,
        began_at_ms: i64::try_from(number).unwrap(),
        ended_at_ms: None,
        expires_at_ms,
    }
}

async fn put(state: &State, record: &InsightsRecord) {
    state.put_insights_record(record, &did("insights.report"), 1).await.unwrap();
}

async fn begin(state: &State, due: &InsightsRecord, run: &InsightsRun) -> bool {
    state.begin_insights_run(due, run, &json!({ "runs": 1 }), None).await.unwrap()
}

#[tokio::test]
async fn a_report_that_is_due_is_begun_once() {
    on_both(async |it| {
        let state = it.open().await;
        put(&state, &report(1, 1, Some(20))).await;
        put(&state, &report(2, 1, Some(10))).await;
        put(&state, &report(3, 1, None)).await;
        assert_eq!(state.due_report(9).await.unwrap(), None);
        let due = state.due_report(20).await.unwrap().unwrap();
        assert_eq!(due, report(2, 1, Some(10)));
        assert!(begin(&state, &due, &run(7, 2, 100)).await);
        assert!(!begin(&state, &due, &run(8, 2, 100)).await, "another was faster");
        let left = state.due_report(20).await.unwrap().unwrap();
        assert_eq!(left.id, Guid::from_u128(1));
        state.end_insights_run(Guid::from_u128(7), true, 30).await.unwrap();
        let again = state.end_insights_run(Guid::from_u128(7), false, 31).await;
        assert!(matches!(again, Err(StateError::NotFound { what: Record::Insights })));
        let runs = state.insights_runs(Guid::from_u128(2)).await.unwrap();
        let done = InsightsRun { status: RunStatus::Done, ended_at_ms: Some(30), ..run(7, 2, 100) };
        assert_eq!(runs, [done]);
        let kept = state.insights_records(id(1), InsightsKind::Report).await.unwrap();
        let kept: Vec<_> = kept.into_iter().map(|it| (it.body, it.due_at_ms)).collect();
        assert_eq!(
            kept,
            [
                (json!({ "runs": 0 }), Some(20)),
                (json!({ "runs": 1 }), None),
                (json!({ "runs": 0 }), None),
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_report_that_was_changed_meanwhile_is_not_begun_as_it_was() {
    on_both(async |it| {
        let state = it.open().await;
        put(&state, &report(1, 1, Some(10))).await;
        let due = state.due_report(10).await.unwrap().unwrap();
        put(&state, &InsightsRecord { body: json!({ "runs": 9 }), ..report(1, 1, Some(10)) }).await;
        assert!(!begin(&state, &due, &run(7, 1, 100)).await);
        assert_eq!(state.insights_runs(Guid::from_u128(1)).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn what_is_anothers_is_neither_listed_nor_changed_nor_dropped() {
    on_both(async |it| {
        let state = it.open().await;
        put(&state, &report(1, 1, None)).await;
        assert_eq!(state.insights_records(id(2), InsightsKind::Report).await.unwrap(), []);
        assert_eq!(state.insights_records(id(1), InsightsKind::Query).await.unwrap(), []);
        let taken = state.put_insights_record(&report(1, 2, Some(1)), &did("take"), 2).await;
        assert!(matches!(taken, Err(StateError::NotFound { .. })));
        let dropped = state.drop_insights_record(id(2), Guid::from_u128(1), &did("drop"), 2).await;
        assert!(matches!(dropped, Err(StateError::NotFound { .. })));
        let kept = state.insights_records(id(1), InsightsKind::Report).await.unwrap();
        assert_eq!(kept, [report(1, 1, None)]);
        assert_eq!(actions(&state).await, "insights.report", "what is refused is not logged");
    })
    .await;
}

#[tokio::test]
async fn runs_go_with_their_report_when_they_expire_and_after_the_program_ended() {
    on_both(async |it| {
        let state = it.open().await;
        let ana = with_ana(&state).await;
        let bea = new_member(2, "bea", Role::SalesAgent);
        let bea = state.add_member(&bea, &did("add"), 0).await.unwrap();
        for (number, owner) in [(1, 1), (2, 1), (3, 2)] {
            put(&state, &report(number, owner, Some(10))).await;
            let due = report(number, owner, Some(10));
            assert!(begin(&state, &due, &run(number + 10, number, 100)).await);
        }
        state.end_insights_run(Guid::from_u128(11), true, 20).await.unwrap();
        let drop = did("drop");
        let dropped = state.drop_insights_record(ana.id, Guid::from_u128(1), &drop, 21).await;
        assert_eq!(dropped.unwrap().len(), 1);
        let late = state.end_insights_run(Guid::from_u128(11), true, 22).await;
        assert!(matches!(late, Err(StateError::NotFound { .. })));
        state.remove_member(bea.id, bea.version, &did("remove"), 30).await.unwrap();
        assert_eq!(state.insights_records(bea.id, InsightsKind::Report).await.unwrap(), []);
        assert_eq!(state.sweep_insights_runs(31).await.unwrap(), [], "they still run");
        state.break_off_insights_runs(32).await.unwrap();
        let swept = state.sweep_insights_runs(32).await.unwrap();
        let swept: Vec<_> = swept.into_iter().map(|it| (it.report, it.status)).collect();
        assert_eq!(swept, [(Guid::from_u128(3), RunStatus::Failed)]);
        let left = state.insights_runs(Guid::from_u128(2)).await.unwrap();
        assert_eq!(left.len(), 1, "it expires later");
        assert_eq!(state.sweep_insights_runs(100).await.unwrap().len(), 1);
    })
    .await;
}
