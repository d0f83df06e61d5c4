//! A chain of rows: each carries the hash of the row before it.
//!
//! The chain shows any row that was changed, lost, added or moved after it was written. The
//! ledger and the audit log are such chains.

use std::fmt;

/// The BLAKE3 hash of a row of a chain; prints as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowHash([u8; 32]);

impl RowHash {
    /// What stands before the first row.
    pub const GENESIS: Self = Self([0; 32]);

    pub(crate) fn from_hex(text: &str) -> Option<Self> {
        blake3::Hash::from_hex(text).ok().map(|it| Self(*it.as_bytes()))
    }
}

impl fmt::Display for RowHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for RowHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RowHash({self})")
    }
}

/// What is wrong with a row of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// A value in it is not the one that was written.
    #[error("it was changed")]
    Changed,
    /// It is not there, or not in its place.
    #[error("it is missing")]
    Missing,
    /// It does not follow from the row before it.
    #[error("it does not follow from the row before it")]
    Unlinked,
    /// It is not the last one that was written.
    #[error("it is not where the chain was left")]
    WrongEnd,
    /// A value in it is of another kind than the one that was written.
    #[error("it cannot be read")]
    Unreadable,
}

/// Hashes the values of a row. Lengths stand before texts, so that no two rows give the same
/// bytes.
pub(crate) struct RowHasher(blake3::Hasher);

impl RowHasher {
    /// `kind` tells rows of different chains apart, and different versions of a row.
    pub(crate) fn new(kind: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(kind.as_bytes());
        Self(hasher)
    }

    pub(crate) fn number(mut self, number: i64) -> Self {
        self.0.update(&number.to_be_bytes());
        self
    }

    pub(crate) fn text(mut self, text: &str) -> Self {
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        self.0.update(&length.to_be_bytes());
        self.0.update(text.as_bytes());
        self
    }

    /// A missing text is not an empty one.
    pub(crate) fn optional(mut self, text: Option<&str>) -> Self {
        self.0.update(&[u8::from(text.is_some())]);
        self.text(text.unwrap_or_default())
    }

    pub(crate) fn finish(self) -> RowHash {
        RowHash(*self.0.finalize().as_bytes())
    }
}

/// Where somebody who follows a chain has got to: the last row that was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Walk {
    seq: i64,
    hash: RowHash,
}

impl Walk {
    /// Before the first row.
    pub(crate) const START: Self = Self { seq: 0, hash: RowHash::GENESIS };

    /// The number of the row that comes next.
    pub(crate) fn next(self) -> i64 {
        self.seq + 1
    }

    /// The last row that was right, with its hash.
    pub(crate) fn last(self) -> (i64, RowHash) {
        (self.seq, self.hash)
    }

    /// Goes on to a row, whose own hash is right.
    pub(crate) fn step(
        &mut self,
        seq: i64,
        prev_hash: RowHash,
        hash: RowHash,
    ) -> Result<(), (i64, Damage)> {
        let next = self.next();
        if seq != next {
            return Err((next, Damage::Missing));
        }
        if prev_hash != self.hash {
            return Err((next, Damage::Unlinked));
        }
        *self = Self { seq, hash };
        Ok(())
    }

    /// Ends where the chain was left.
    pub(crate) fn end(self, left: Option<&(i64, String)>) -> Result<(), (i64, Damage)> {
        match left {
            Some((seq, _)) if *seq > self.seq => Err((self.next(), Damage::Missing)),
            Some((seq, hash)) if *seq == self.seq && *hash == self.hash.to_string() => Ok(()),
            Some(_) | None => Err((self.seq, Damage::WrongEnd)),
        }
    }
}

/// Whether a value has another type than the one that was written, or is no text at all:
/// damage, and no failure of the query.
pub(crate) fn is_unreadable(source: &sqlx::Error) -> bool {
    use sqlx::Error::{AnyDriverError, ColumnDecode, Decode};
    matches!(source, AnyDriverError(_) | ColumnDecode { .. } | Decode(_))
}
