//! What the server knew at each entry of its ledger, asked afterwards.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Seen, hash};
use crate::server::{
    client::{Session, text_at},
    load::at_once,
};

/// Connections that ask for earlier knowledge.
const CONNECTIONS: u64 = 4;

/// Bodies by ledger entry, in the order of the questions.
#[derive(Debug)]
pub(super) struct States(BTreeMap<i64, Vec<u64>>);

/// Asks everything again as it was recorded at every entry from `first` on.
pub(super) fn read(session: &Session, questions: &[String], first: i64) -> Result<States> {
    let ledger = session.plain().json("/imports")?;
    let entries = ledger.get("items").and_then(Value::as_array).context("no ledger")?;
    let entries = entries.iter().map(|it| {
        let seq = it.get("seq").and_then(Value::as_i64).context("an entry without a number")?;
        Ok((seq, text_at(it, "/recorded_at")?.to_owned()))
    });
    let mut entries: Vec<(i64, String)> = entries.collect::<Result<_>>()?;
    entries.retain(|(seq, _)| *seq >= first);
    let step = usize::try_from(CONNECTIONS)?;
    let states = at_once(CONNECTIONS, |number| {
        let client = session.plain();
        let mine = entries.iter().skip(usize::try_from(number)?).step_by(step);
        let state = |(seq, recorded): &(i64, String)| {
            let bodies = questions.iter().map(|question| {
                let body = client.get(&format!("{question}&as_recorded_at={recorded}"))?.body;
                Ok(hash(&body))
            });
            Ok((*seq, bodies.collect::<Result<Vec<_>>>()?))
        };
        mine.map(state).collect::<Result<Vec<_>>>()
    })?;
    Ok(States(states.into_iter().flatten().collect()))
}

impl States {
    /// How many entries there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Answers that are of no entry, or of one before that which was shown already.
    pub(super) fn wrong(&self, questions: &[String], all: &[&Seen]) -> Vec<String> {
        let mut wrong = Vec::new();
        for ((number, _), told) in all.iter().flat_map(|it| &it.answers) {
            let equals =
                self.0.iter().filter(|(_, bodies)| bodies.get(*number) == Some(&told.body));
            let last = equals.map(|(seq, _)| *seq).max();
            let question = questions.get(*number).map_or("", String::as_str);
            match last {
                None => wrong.push(format!("{question}: an answer is of no ledger entry")),
                Some(seq) if seq < told.shown => wrong.push(format!(
                    "{question}: an answer of entry {seq} came after entry {} was shown",
                    told.shown
                )),
                Some(_) => {}
            }
        }
        wrong
    }
}
