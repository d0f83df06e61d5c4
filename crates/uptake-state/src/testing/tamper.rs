//! A law of every chain: any changed byte of any column of any row is found.

use proptest::{prelude::*, sample::Index, test_runner::TestRunner};
use sqlx::{AssertSqlSafe, Row as _};
use tokio::runtime::Runtime;

use super::{TestDatabase, both};
use crate::State;

/// A chain of three rows without empty texts.
pub(crate) struct Chain {
    pub(crate) table: &'static str,
    pub(crate) numbers: &'static [&'static str],
    pub(crate) texts: &'static [&'static str],
}

impl Chain {
    /// Checks the law on both databases. `fill` makes the chain, `is_whole` says what its own
    /// check finds.
    pub(crate) fn shows_every_change(
        &self,
        fill: &impl AsyncFn(&TestDatabase) -> State,
        is_whole: &impl AsyncFn(&State) -> bool,
    ) {
        let columns = [self.numbers, self.texts].concat();
        let damage = (1_i64..=3, prop::sample::select(columns), any::<Index>(), 1_u8..);
        let runtime = Runtime::new().unwrap();
        for database in runtime.block_on(both()) {
            // One chain, damaged and mended again: making one for every case takes a minute.
            let state = runtime.block_on(fill(&database));
            let law = |(seq, column, at, change): (i64, &str, Index, u8)| {
                let found = runtime.block_on(async {
                    let before = self.read(&state, column, seq).await;
                    let mut after = before.clone();
                    after[at.index(before.len())] ^= change;
                    if !self.write(&state, column, seq, &after).await {
                        return None;
                    }
                    let found = !is_whole(&state).await;
                    let seq = if column == "seq" { number(&after) } else { seq };
                    assert!(self.write(&state, column, seq, &before).await);
                    assert!(is_whole(&state).await);
                    Some(found)
                });
                prop_assume!(found.is_some(), "the table refuses the value");
                prop_assert_eq!(found, Some(true));
                Ok(())
            };
            TestRunner::default().run(&damage, law).unwrap();
        }
    }

    /// The bytes of one column.
    async fn read(&self, state: &State, column: &str, seq: i64) -> Vec<u8> {
        let sql = format!("SELECT {column} FROM {} WHERE seq = {seq}", self.table);
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(state.pool()).await.unwrap();
        if self.numbers.contains(&column) {
            row.get::<i64, _>(0).to_be_bytes().to_vec()
        } else {
            row.get::<String, _>(0).into_bytes()
        }
    }

    /// Writes the bytes of one column, or says that the table refuses them.
    async fn write(&self, state: &State, column: &str, seq: i64, value: &[u8]) -> bool {
        let is_number = self.numbers.contains(&column);
        let text = match state.location() {
            crate::Location::Folder(_) => "CAST($1 AS TEXT)",
            crate::Location::Postgres(_) => "convert_from($1, 'UTF8')",
        };
        let cell = if is_number { "$1" } else { text };
        let sql = format!("UPDATE {} SET {column} = {cell} WHERE seq = $2", self.table);
        let query = sqlx::query(AssertSqlSafe(sql));
        let query = if is_number { query.bind(number(value)) } else { query.bind(value.to_vec()) };
        query.bind(seq).execute(state.pool()).await.is_ok_and(|it| it.rows_affected() == 1)
    }
}

fn number(bytes: &[u8]) -> i64 {
    i64::from_be_bytes(bytes.try_into().unwrap())
}
