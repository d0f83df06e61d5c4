//! Many connections that ask at once, each the next question when it has the answer.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow};
use rand::{SeedableRng, rngs::StdRng};

use super::{
    client::{Client, Session},
    latency::{Latencies, join},
    pages::Page,
};

/// How many connections ask, and how often.
#[derive(Debug, Clone, Copy)]
pub(super) struct Load {
    /// Connections at once.
    pub(super) connections: u64,
    /// Pages that each of them asks for.
    pub(super) pages: usize,
    /// Where chance begins; no two connections have the same.
    pub(super) seed: u64,
}

impl Load {
    /// Asks for the pages that `page` names. An answer that is not 200 is an error.
    pub(super) fn run(
        self,
        session: &Session,
        page: impl Fn(&mut StdRng) -> Page + Sync,
    ) -> Result<Latencies> {
        let one = |number: u64| {
            let mut rng = StdRng::seed_from_u64(self.seed * 1_000 + number);
            let client = session.browser();
            let mut seen = Latencies::new();
            for _ in 0..self.pages {
                ask_all(&client, &page(&mut rng), &mut seen)?;
            }
            Ok(seen)
        };
        at_once(self.connections, one).map(|all| {
            let mut together = Latencies::new();
            for seen in &all {
                join(&mut together, seen);
            }
            together
        })
    }
}

/// Asks for all of a page, one call after the other.
pub(super) fn ask_all(client: &Client, page: &Page, seen: &mut Latencies) -> Result<Duration> {
    let whole = Instant::now();
    for question in page {
        let begun = Instant::now();
        client.get(&question.path)?;
        seen.entry(question.name).or_default().add(begun.elapsed());
    }
    Ok(whole.elapsed())
}

/// Runs the same work on so many threads; each is given its number.
pub(super) fn at_once<T: Send>(
    threads: u64,
    work: impl Fn(u64) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = (0..threads).map(|it| scope.spawn(move || work(it))).collect();
        let done = running.into_iter().map(thread::ScopedJoinHandle::join);
        done.map(|it| it.map_err(|_panic| anyhow!("a connection's thread ended"))?).collect()
    })
}
