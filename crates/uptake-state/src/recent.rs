//! What lets somebody in, as it was read a moment ago: a page asks for several things at once.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{Member, SecretHash, Session, TokenHolder};

#[cfg(test)]
mod tests;

/// So long something is believed that was read: what another process takes away is gone after
/// this time at the latest.
const BELIEVED_MS: i64 = 1_000;

/// So many values are kept at most.
const MOST: usize = 4_096;

/// Who was let in a moment ago.
#[derive(Debug, Default)]
pub(crate) struct RecentAskers {
    pub(crate) sessions: Recent<(Session, Member)>,
    pub(crate) tokens: Recent<TokenHolder>,
}

/// Forgets everybody when it is dropped.
pub(crate) struct Forgets<'a>(&'a RecentAskers);

impl RecentAskers {
    /// Something is about to be changed: after it everybody is forgotten.
    pub(crate) fn forgotten_at_the_end(&self) -> Forgets<'_> {
        Forgets(self)
    }
}

impl Drop for Forgets<'_> {
    fn drop(&mut self) {
        self.0.sessions.forget();
        self.0.tokens.forget();
    }
}

/// Values by the hash of a secret. What this process changes is forgotten at once.
pub(crate) struct Recent<T>(Mutex<Kept<T>>);

struct Kept<T> {
    /// Counts how often everything was forgotten.
    turn: u64,
    /// With the moment at which it was read.
    values: HashMap<SecretHash, (i64, T)>,
}

/// Between which two changes something is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Turn(u64);

impl<T: Clone> Recent<T> {
    /// To be asked for before something is read that is put in later.
    pub(crate) fn turn(&self) -> Turn {
        Turn(self.kept().turn)
    }

    /// What was read a moment ago.
    pub(crate) fn get(&self, hash: &SecretHash, now_ms: i64) -> Option<T> {
        let kept = self.kept();
        let (read_ms, value) = kept.values.get(hash)?;
        is_believed(*read_ms, now_ms).then(|| value.clone())
    }

    /// Keeps what was read, unless something was changed since the turn.
    pub(crate) fn put(&self, turn: Turn, hash: &SecretHash, now_ms: i64, value: T) {
        let mut kept = self.kept();
        if kept.turn != turn.0 {
            return;
        }
        if kept.values.len() >= MOST {
            kept.values.retain(|_, (read_ms, _)| is_believed(*read_ms, now_ms));
        }
        if kept.values.len() < MOST {
            kept.values.insert(*hash, (now_ms, value));
        }
    }

    /// Forgets everything, also what is being read now.
    pub(crate) fn forget(&self) {
        let mut kept = self.kept();
        kept.turn += 1;
        kept.values.clear();
    }

    fn kept(&self) -> MutexGuard<'_, Kept<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A clock that was put back makes nothing last longer.
fn is_believed(read_ms: i64, now_ms: i64) -> bool {
    (read_ms..read_ms + BELIEVED_MS).contains(&now_ms)
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(Mutex::new(Kept { turn: 0, values: HashMap::new() }))
    }
}

impl<T> fmt::Debug for Recent<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recent")
    }
}
