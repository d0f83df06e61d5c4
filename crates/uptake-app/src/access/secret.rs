//! What lets someone in by itself: shown once, never printed, kept as a hash.

use std::fmt;

use uptake_state::SecretHash;

/// A secret of 32 random bytes, as 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The secret of random bytes.
    pub fn of_bytes(bytes: [u8; 32]) -> Self {
        Self(blake3::Hash::from_bytes(bytes).to_hex().to_string())
    }

    /// The text, for the one who is let in by it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(super) fn hash(&self) -> SecretHash {
        hash_of(&self.0)
    }
}

/// The hash by which a secret is looked up.
pub(super) fn hash_of(text: &str) -> SecretHash {
    SecretHash::of(text.as_bytes())
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
