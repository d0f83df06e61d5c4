//! Passwords: which ones are taken, and how they are kept.
//!
//! The rules are those of NIST SP 800-63B: length counts, and what attackers try first is
//! refused; no rule asks for digits or signs. The list of what they try first (30,000
//! passwords from breaches) comes with the library `zxcvbn`. Passwords are kept as Argon2id
//! hashes with the parameters that OWASP recommends.

use std::cmp::Reverse;

use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use zxcvbn::{Score, zxcvbn};

#[cfg(test)]
mod tests;

/// A password has at least so many characters.
pub const LEAST_CHARACTERS: usize = 12;
/// So many letters and digits of it are the member's own idea: a name and a year are not.
const LEAST_OWN_CHARACTERS: usize = 6;
/// A password has at most so many characters: hashing a longer one costs only time.
pub const MOST_CHARACTERS: usize = 128;

/// A rule that a password does not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// It has fewer than [`LEAST_CHARACTERS`].
    #[error("the password is shorter than {LEAST_CHARACTERS} characters")]
    TooShort,
    /// It has more than [`MOST_CHARACTERS`].
    #[error("the password is longer than {MOST_CHARACTERS} characters")]
    TooLong,
    /// Attackers try it, or one like it, early: it was in a breach, it is a pattern of the
    /// keyboard, or it is made of the member's own name or address.
    #[error("the password is easy to guess")]
    Guessable,
}

/// What hashing a password costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory, in KiB.
    pub memory_kibibytes: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl PasswordCost {
    /// What OWASP recommends for Argon2id: 19 MiB, two passes, one lane.
    pub const RECOMMENDED: Self = Self { memory_kibibytes: 19_456, passes: 2 };
    /// The least that the algorithm takes, for tests.
    pub const LEAST: Self = Self { memory_kibibytes: 8, passes: 1 };
}

/// Checks a new password. `about` is what an attacker knows of the member: name, address.
pub fn check(password: &str, about: &[&str]) -> Result<(), WeakPassword> {
    let length = password.chars().count();
    if length < LEAST_CHARACTERS {
        return Err(WeakPassword::TooShort);
    }
    if length > MOST_CHARACTERS {
        return Err(WeakPassword::TooLong);
    }
    let words = about.iter().flat_map(|it| it.split(|it: char| !it.is_alphanumeric()));
    let mut known: Vec<&str> = about.iter().copied().chain(words).collect();
    known.push("uptake");
    known.retain(|it| it.chars().count() >= 3);
    let is_strong = zxcvbn(password, &known).score() >= Score::Three;
    if is_strong && own_characters(password, &known) >= LEAST_OWN_CHARACTERS {
        Ok(())
    } else {
        Err(WeakPassword::Guessable)
    }
}

/// How many letters and digits are left without the words that an attacker knows.
fn own_characters(password: &str, known: &[&str]) -> usize {
    let mut words: Vec<String> = known.iter().map(|it| it.to_lowercase()).collect();
    words.sort_by_key(|it| Reverse(it.len()));
    let left = words.iter().fold(password.to_lowercase(), |left, it| left.replace(it, " "));
    left.chars().filter(|it| it.is_alphanumeric()).count()
}

/// The text that a password is kept as (PHC string format). `salt` is random.
pub fn hash(password: &str, salt: [u8; 16], cost: PasswordCost) -> String {
    hasher(cost)
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|it| it.to_string())
        .expect("salt and cost are within what the algorithm takes")
}

/// Whether a password is the one that was kept. Takes the same time for every password.
pub fn verify(password: &str, kept: &str) -> bool {
    let Ok(kept) = argon2::PasswordHash::new(kept) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &kept).is_ok()
}

fn hasher(cost: PasswordCost) -> Argon2<'static> {
    let params = Params::new(cost.memory_kibibytes, cost.passes, 1, None)
        .expect("the costs are constants within what the algorithm takes");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}
