use insta::assert_snapshot;
use serde_json::json;
use uptake_model::Guid;

use super::*;
use crate::testing::{TestDatabase, on_both, people::did, tamper::Chain};

/// A log of three rows.
async fn three(database: &TestDatabase) -> State {
    let state = database.open().await;
    for (time, action) in [(100, "sign_in"), (300, "member.change"), (200, "export")] {
        state.record(&did(action), time).await.unwrap();
    }
    state
}

/// What the check says after the rows were changed behind its back.
async fn tampered(sql: &str) -> String {
    on_both(async |it| {
        let state = three(it).await;
        state.verify_audit().await.unwrap();
        let sql = AssertSqlSafe(sql.to_owned());
        sqlx::raw_sql(sql).execute(state.pool()).await.unwrap();
        state.verify_audit().await.unwrap_err().to_string()
    })
    .await
}

#[tokio::test]
async fn what_was_recorded_is_read_again_newest_first() {
    on_both(async |it| {
        let state = it.open().await;
        let entry = AuditEntry {
            actor: None,
            actor_name: "año \u{1F600} \"'".to_owned(),
            action: "sign_in".to_owned(),
            subject: String::new(),
            outcome: AuditOutcome::Failed,
            address: "2001:db8::1".to_owned(),
            detail: json!({"b": [1, null, "\u{0}"], "a": u64::MAX}),
        };
        state.record(&entry, 5).await.unwrap();
        state.record(&did("export"), 4).await.unwrap();
        let rows = state.audit(&AuditFilter::default(), None, 10).await.unwrap();
        assert_eq!(rows.iter().map(|it| (it.seq, it.at_ms)).collect::<Vec<_>>(), [(2, 4), (1, 5)]);
        assert_eq!(rows[1].entry, entry);
        assert_eq!(rows[0].prev_hash, rows[1].hash);
        let end = state.verify_audit().await.unwrap();
        assert_eq!((end.seq, end.hash), (2, rows[0].hash));
    })
    .await;
}

#[tokio::test]
async fn an_empty_log_is_whole() {
    on_both(async |it| {
        let end = it.open().await.verify_audit().await.unwrap();
        assert_eq!((end.seq, end.hash), (0, RowHash::GENESIS));
    })
    .await;
}

#[tokio::test]
async fn the_hash_of_a_row_is_the_same_in_every_version() {
    let hash = on_both(async |it| three(it).await.verify_audit().await.unwrap().hash);
    assert_snapshot!(hash.await, @"415c83d59ea1d85d9b51242d0e61ac9cce6c57ec6b6953a5a97f19c1bddc8c03");
}

#[tokio::test]
async fn a_character_that_postgresql_refuses_is_replaced() {
    let said = on_both(async |it| {
        let state = it.open().await;
        state.record(&AuditEntry { subject: "a\0b".to_owned(), ..did("import") }, 1).await.unwrap();
        state.verify_audit().await.unwrap();
        let filter = AuditFilter { subject: Some("a\0b".to_owned()), ..AuditFilter::default() };
        state.audit(&filter, None, 10).await.unwrap()[0].entry.subject.clone()
    });
    assert_eq!(said.await, "a\u{fffd}b");
}

#[tokio::test]
async fn filters_must_all_hold_and_pages_go_on_where_they_ended() {
    on_both(async |it| {
        let state = it.open().await;
        for number in 1..=6_i64 {
            let entry = AuditEntry {
                actor: (number % 2 == 0).then(|| MemberId(Guid::from_u128(7))),
                action: if number < 4 { "import" } else { "export" }.to_owned(),
                subject: format!("file {}", number % 3),
                outcome: if number == 6 { AuditOutcome::Refused } else { AuditOutcome::Done },
                ..did("")
            };
            state.record(&entry, number * 10).await.unwrap();
        }
        let all = AuditFilter::default;
        let found = async |filter: AuditFilter, before, limit| {
            let rows = state.audit(&filter, before, limit).await.unwrap();
            rows.iter().map(|it| it.seq).collect::<Vec<_>>()
        };
        let actor = Some(MemberId(Guid::from_u128(7)));
        let text = |it: &str| Some(it.to_owned());
        assert_eq!(found(all(), None, 4).await, [6, 5, 4, 3]);
        assert_eq!(found(all(), Some(3), 4).await, [2, 1]);
        assert_eq!(found(AuditFilter { actor, ..all() }, None, 9).await, [6, 4, 2]);
        assert_eq!(
            found(AuditFilter { action: text("export"), ..all() }, None, 9).await,
            [6, 5, 4]
        );
        assert_eq!(found(AuditFilter { subject: text("file 1"), ..all() }, None, 9).await, [4, 1]);
        let refused = Some(AuditOutcome::Refused);
        assert_eq!(found(AuditFilter { outcome: refused, ..all() }, None, 9).await, [6]);
        let between = AuditFilter { from_ms: Some(20), until_ms: Some(40), ..all() };
        assert_eq!(found(between, None, 9).await, [3, 2]);
        let both = AuditFilter { actor, action: text("import"), ..all() };
        assert_eq!(found(both, None, 9).await, [2]);
        let quoted = AuditFilter { action: text("' OR 1=1"), ..all() };
        assert!(found(quoted, None, 9).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn lost_moved_and_cut_off_rows_are_found() {
    assert_snapshot!(tampered("DELETE FROM audit WHERE seq = 1").await, @"the audit log is damaged at row 1: it is missing");
    assert_snapshot!(tampered("DELETE FROM audit WHERE seq = 2").await, @"the audit log is damaged at row 2: it is missing");
    assert_snapshot!(tampered("DELETE FROM audit WHERE seq = 3").await, @"the audit log is damaged at row 3: it is missing");
    assert_snapshot!(tampered("DELETE FROM audit").await, @"the audit log is damaged at row 1: it is missing");
    assert_snapshot!(
        tampered("UPDATE audit SET seq = -1 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3;
            UPDATE audit SET seq = 3 WHERE seq = -1").await,
        @"the audit log is damaged at row 2: it was changed"
    );
    assert_snapshot!(
        tampered("DELETE FROM audit WHERE seq = 3;
            UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit WHERE seq = 1)").await,
        @"the audit log is damaged at row 2: it is not where the chain was left"
    );
    assert_snapshot!(
        tampered("INSERT INTO audit SELECT 4, at_ms, actor_id, actor_name, action, subject, outcome,
            address, detail, prev_hash, hash FROM audit WHERE seq = 3").await,
        @"the audit log is damaged at row 4: it was changed"
    );
    assert_snapshot!(tampered("DELETE FROM audit_head").await, @"the audit log is damaged at row 0: it is not where the chain was left");
}

#[tokio::test]
async fn a_row_that_was_made_somebody_elses_is_found() {
    for actor in ["NULL", "''", "'00000000-0000-0000-0000-000000000002'"] {
        let found = tampered(&format!("UPDATE audit SET actor_id = {actor} WHERE seq = 2")).await;
        assert_eq!(found, "the audit log is damaged at row 2: it was changed", "{actor}");
    }
    // What one column loses does not hide in the next.
    let moved = "UPDATE audit SET action = action || 's', subject = 'omething' WHERE seq = 1";
    assert_snapshot!(tampered(moved).await, @"the audit log is damaged at row 1: it was changed");
}

#[tokio::test]
async fn a_row_rewritten_with_a_hash_of_its_own_breaks_the_chain() {
    let found = on_both(async |it| {
        let state = three(it).await;
        let rows = state.audit(&AuditFilter::default(), None, 3).await.unwrap();
        let before = (1, rows[2].hash.to_string());
        let forged = Stored::after(before, &did("nothing.at.all"), 300);
        sqlx::query(
            "UPDATE audit SET action = 'nothing.at.all', detail = $1, hash = $2 WHERE seq = 2",
        )
        .bind(json!({"of": "nothing.at.all"}).to_string())
        .bind(forged.hash())
        .execute(state.pool())
        .await
        .unwrap();
        state.verify_audit().await.unwrap_err().to_string()
    });
    assert_snapshot!(found.await, @"the audit log is damaged at row 3: it does not follow from the row before it");
}

#[tokio::test]
async fn the_log_goes_on_after_damage_and_the_check_still_finds_it() {
    let found = on_both(async |it| {
        let state = three(it).await;
        sqlx::query("UPDATE audit SET subject = 'x' WHERE seq = 3")
            .execute(state.pool())
            .await
            .unwrap();
        state.record(&did("import"), 400).await.unwrap();
        state.verify_audit().await.unwrap_err().to_string()
    });
    assert_snapshot!(found.await, @"the audit log is damaged at row 3: it was changed");
}

#[tokio::test]
async fn members_who_act_at_once_make_one_chain() {
    on_both(async |it| {
        let state = it.open().await;
        let acts = (0..20).map(|n| {
            let state = state.clone();
            tokio::spawn(async move { state.record(&did("export"), n).await })
        });
        for act in acts.collect::<Vec<_>>() {
            act.await.unwrap().unwrap();
        }
        assert_eq!(state.verify_audit().await.unwrap().seq, 20);
    })
    .await;
}

#[test]
fn any_changed_byte_of_any_column_of_any_row_is_found() {
    Chain {
        table: "audit",
        numbers: &["seq", "at_ms"],
        texts: &[
            "actor_id",
            "actor_name",
            "action",
            "subject",
            "outcome",
            "address",
            "detail",
            "prev_hash",
            "hash",
        ],
    }
    .shows_every_change(&three, &async |state| match state.verify_audit().await {
        Ok(_) => true,
        Err(StateError::AuditDamaged(_)) => false,
        Err(error) => panic!("{error}"),
    });
}
