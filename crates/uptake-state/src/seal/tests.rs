use std::{fs, path::Path};

use insta::assert_snapshot;
use serde_json::json;
use sqlx::AssertSqlSafe;

use super::*;
use crate::{
    ExportId, NewExport, NewToken, TokenId, Whose,
    testing::{
        TestDatabase, on_both,
        people::{did, id, new_session, secret, with_ana},
    },
};

/// A row in each sealed table, as an earlier version wrote it.
const ROWS: [&str; 18] = [
    "INSERT INTO resellers (reseller_id, name) VALUES ('r1', 'North')",
    "INSERT INTO settings (setting_key, value, changed_at_ms) VALUES ('theme', '1', 5)",
    "INSERT INTO members (id, name, email, role, customer_scope, is_enabled, version,
         created_at_ms, changed_at_ms) VALUES ('m1', 'Bea', 'b@x.example', 'viewer', 'all', 1,
         1, 5, 5)",
    "INSERT INTO recovery_codes (member_id, hash)
     SELECT 'm1', hash FROM sessions",
    "INSERT INTO links (hash, kind, made_at_ms, expires_at_ms)
     SELECT hash, 'first_admin', 5, 9 FROM sessions",
    "INSERT INTO sign_ins (state_hash, browser_hash, nonce, pkce_verifier, return_to,
         expires_at_ms) SELECT hash, hash, 'n', 'p', '/', 9 FROM sessions",
    "INSERT INTO insights_records (id, owner_id, kind, body, created_at_ms)
     VALUES ('i1', 'm1', 'query', '1', 5)",
    "INSERT INTO insights_runs (id, report_id, status, began_at_ms, expires_at_ms)
     VALUES ('u1', 'i1', 'running', 5, 9)",
    "INSERT INTO views (owner_id, name, page, search, changed_at_ms)
     VALUES ('m1', 'North', 'customers', '{}', 5)",
    "INSERT INTO plays (code, version, source, changed_at_ms) VALUES ('p', 1, 'code', 5)",
    "INSERT INTO decisions (customer_id, play, standing, causes, reason, decided_on,
         decided_at_ms) VALUES ('c1', 'p', 'dismissed', '[]', 'no', '2026-03-28', 5)",
    "INSERT INTO actions (id, play, status, owner, note, material, version, created_at_ms,
         changed_at_ms) VALUES ('a1', 'p', 'planned', 'Bea', '', '[]', 1, 5, 5)",
    "INSERT INTO action_customers (action_id, customer_id, native_id, recommended, figures)
     VALUES ('a1', 'c1', 'n1', 'null', 'null')",
    "INSERT INTO webhooks (id, name, address, secret, is_enabled, created_at_ms)
     VALUES ('w1', 'Tool', 'https://t.example', 's', 1, 5)",
    "INSERT INTO deliveries (webhook_id, notice_id, body, attempts, made_at_ms, due_at_ms)
     VALUES ('w1', 'n1', '{}', 0, 5, 5)",
    "UPDATE sessions SET seal = NULL",
    "UPDATE tokens SET seal = NULL",
    "UPDATE exports SET seal = NULL",
];

/// What happens to them behind our back.
const CHANGES: [&str; 18] = [
    "UPDATE resellers SET name = 'Nord'",
    "UPDATE settings SET changed_at_ms = 4",
    "UPDATE members SET role = 'global_admin' WHERE id = 'm1'",
    "UPDATE recovery_codes SET member_id = (SELECT min(id) FROM members)",
    "UPDATE links SET used_at_ms = 1",
    "UPDATE sign_ins SET return_to = '.'",
    "UPDATE insights_records SET body = '3'",
    "UPDATE insights_runs SET status = 'done'",
    "UPDATE views SET search = '[]'",
    "UPDATE plays SET version = 2",
    "UPDATE decisions SET standing = 'accepted'",
    "UPDATE actions SET status = 'done'",
    "UPDATE action_customers SET figures = '{}'",
    "UPDATE webhooks SET is_enabled = 0",
    "UPDATE deliveries SET body = '[]'",
    "UPDATE sessions SET seen_at_ms = seen_at_ms + 1024",
    "UPDATE tokens SET expires_at_ms = expires_at_ms + 65536",
    "UPDATE exports SET status = 'dond'",
];

/// A state in which each sealed table has a row.
async fn filled(database: &TestDatabase) -> State {
    let state = database.open().await;
    let ana = with_ana(&state).await;
    state.start_session(&new_session("s", &ana), &did("sign_in"), 0).await.unwrap();
    let token = NewToken {
        id: TokenId(uptake_model::Guid::from_u128(3)),
        hash: secret("t"),
        owner: id(1),
        name: "night".to_owned(),
        permissions: std::collections::BTreeSet::new(),
        expires_at_ms: 1 << 40,
    };
    state.make_token(&token, &did("token.make"), 0).await.unwrap();
    let export = NewExport {
        id: ExportId(uptake_model::Guid::from_u128(4)),
        owner: id(1),
        request: json!({}),
        expires_at_ms: 1 << 40,
    };
    state.queue_export(&export, &did("export.queue"), 0).await.unwrap();
    for sql in ROWS {
        sqlx::query(sql).execute(state.pool()).await.unwrap();
    }
    assert_eq!(state.check_seals().await.unwrap(), Vec::<String>::new(), "nothing is sealed yet");
    state.close().await;
    database.open().await
}

#[tokio::test]
async fn a_changed_row_of_any_table_is_found() {
    let told = on_both(async |it| {
        let state = filled(it).await;
        let mut told = String::new();
        for change in CHANGES {
            assert_eq!(state.check_seals().await.unwrap(), Vec::<String>::new());
            sqlx::query(change).execute(state.pool()).await.unwrap();
            told.extend([state.check_seals().await.unwrap().join("; "), "\n".to_owned()]);
            let table = change.split(' ').nth(1).unwrap();
            let sql = format!("UPDATE {table} SET seal = NULL");
            sqlx::query(AssertSqlSafe(sql)).execute(state.pool()).await.unwrap();
            state.seal_rows().await.unwrap();
        }
        told
    });
    assert_snapshot!(told.await, @"
    a row of table `resellers` was changed
    a row of table `settings` was changed
    a row of table `members` was changed
    a row of table `recovery_codes` was changed
    a row of table `links` was changed
    a row of table `sign_ins` was changed
    a row of table `insights_records` was changed
    a row of table `insights_runs` was changed
    a row of table `views` was changed
    a row of table `plays` was changed
    a row of table `decisions` was changed
    a row of table `actions` was changed
    a row of table `action_customers` was changed
    a row of table `webhooks` was changed
    a row of table `deliveries` was changed
    a row of table `sessions` was changed
    a row of table `tokens` was changed
    a row of table `exports` was changed
    ");
}

#[tokio::test]
async fn what_is_changed_by_us_is_sealed_again() {
    on_both(async |it| {
        let state = filled(it).await;
        let later = 120_000;
        state.session(&secret("s"), later).await.unwrap().unwrap();
        state.token(&secret("t"), later).await.unwrap().unwrap();
        for value in [1, 2] {
            state.set("grace", Some(&json!(value)), &did("set"), later).await.unwrap();
        }
        let export = state.take_export(later).await.unwrap().unwrap();
        state.note_export(export.id, 7, Some(9)).await.unwrap();
        assert_eq!(state.requeue_exports().await.unwrap(), 1);
        state
            .revoke_token(
                Whose::Everybodys,
                TokenId(uptake_model::Guid::from_u128(3)),
                &did("r"),
                later,
            )
            .await
            .unwrap();
        let mut connection = state.pool().acquire().await.unwrap();
        assert_eq!(unsealed(&mut connection).await.unwrap(), Vec::<String>::new());
        assert_eq!(state.check_seals().await.unwrap(), Vec::<String>::new());
    })
    .await;
}

/// The statements of a source file that update a sealed table, without their ends.
fn updates(text: &str) -> Vec<&str> {
    let is_sealed = |it: &&str| {
        TABLES.iter().any(|of| it.starts_with(&format!("UPDATE {} SET", of.table)))
            || it.starts_with("DO UPDATE SET")
    };
    let starts = text.match_indices("UPDATE ").map(|(at, _)| at);
    let starts = starts.map(|at| {
        let with_do = at.checked_sub(3).filter(|it| text.get(*it..at) == Some("DO "));
        with_do.unwrap_or(at)
    });
    let statements = starts.filter_map(|at| text.get(at..)?.split('"').next());
    statements.filter(is_sealed).collect()
}

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().unwrap() != "tests" {
                sources(&path, found);
            }
        } else if path.file_name().unwrap() != "tests.rs" {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_statement_that_changes_a_sealed_row_takes_its_seal_away() {
    let mut files = Vec::new();
    sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut files);
    let mut count = 0;
    for statement in files.iter().flat_map(|it| updates(it)) {
        // The vault's names and PostgreSQL's holder of the lock are no sealed rows.
        if statement.contains("principal_name") || statement.contains("excluded.backend") {
            continue;
        }
        assert!(statement.contains("seal = NULL"), "{statement}");
        count += 1;
    }
    assert!(count > 12, "{count}");
}

#[tokio::test]
async fn what_is_unsealed_is_found_without_reading_the_table() {
    let database = TestDatabase::sqlite();
    let state = database.open().await;
    for Sealed { table, .. } in TABLES {
        let sql = format!("EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE seal IS NULL");
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(state.pool()).await.unwrap();
        let plan: String = row.get("detail");
        assert!(plan.contains("_unsealed"), "{plan}");
    }
}
