//! Mail addresses of members: what they sign in with.

use std::{fmt, str::FromStr};

#[cfg(test)]
mod tests;

/// A mail address, in lower case: two spellings of one address are one member.
///
/// Only ASCII, as mail servers and Entra ID have it: no two addresses look alike.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text was no mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no mail address, write it as ana@example.com")]
pub struct ParseEmailError;

/// The longest address that can be sent to.
const LONGEST: usize = 254;

impl FromStr for Email {
    type Err = ParseEmailError;

    fn from_str(text: &str) -> Result<Self, ParseEmailError> {
        let text = text.trim();
        let (account, domain) = text.rsplit_once('@').ok_or(ParseEmailError)?;
        let is_plain = text.len() <= LONGEST && text.bytes().all(|it| it.is_ascii_graphic());
        if account.is_empty() || domain.is_empty() || account.contains('@') || !is_plain {
            return Err(ParseEmailError);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.0)
    }
}
