//! Ids, one type each: they cannot be mixed up, and they check what they hold.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A GUID. Reads any case, with or without braces; prints in lower case with hyphens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guid(u128);

/// The text was not a GUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a GUID, write it as 05e9a617-0261-4cee-bb44-138d3ef5d965")]
pub struct ParseGuidError {
    text: String,
}

impl Guid {
    /// The GUID of this 128-bit number.
    pub fn from_u128(value: u128) -> Self {
        Self(value)
    }

    /// The GUID as a 128-bit number; orders as the printed text does.
    pub fn as_u128(self) -> u128 {
        self.0
    }

    /// Reads the 36 characters of a GUID, or `None`.
    pub fn parse_bytes(text: &[u8]) -> Option<Self> {
        let text = match text {
            [b'{', inner @ .., b'}'] => inner,
            plain => plain,
        };
        if text.len() != 36 {
            return None;
        }
        let mut value = 0_u128;
        for (at, byte) in text.iter().enumerate() {
            if matches!(at, 8 | 13 | 18 | 23) {
                if *byte != b'-' {
                    return None;
                }
                continue;
            }
            let digit = char::from(*byte).to_digit(16)?;
            value = (value << 4) | u128::from(digit);
        }
        Some(Self(value))
    }
}

impl FromStr for Guid {
    type Err = ParseGuidError;

    fn from_str(text: &str) -> Result<Self, ParseGuidError> {
        Self::parse_bytes(text.as_bytes()).ok_or_else(|| ParseGuidError { text: text.to_owned() })
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0;
        write!(
            f,
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            value >> 96,
            (value >> 80) & 0xffff,
            (value >> 64) & 0xffff,
            (value >> 48) & 0xffff,
            value & 0xffff_ffff_ffff
        )
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Guid {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Guid {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A customer: the GUID of its tenant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CustomerId(pub Guid);

impl FromStr for CustomerId {
    type Err = ParseGuidError;

    fn from_str(text: &str) -> Result<Self, ParseGuidError> {
        text.parse().map(Self)
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CustomerId({})", self.0)
    }
}

/// A SKU as a file names it: by GUID or by part number. Which of the two name the same SKU
/// is the catalogue's to say ([`crate::Catalogue::canonical`]).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum SkuRef {
    /// The GUID of the SKU.
    Id(Guid),
    /// The part number, exact (`SPE_E3`).
    PartNumber(String),
}

impl From<String> for SkuRef {
    fn from(text: String) -> Self {
        match Guid::parse_bytes(text.as_bytes()) {
            Some(id) => Self::Id(id),
            None => Self::PartNumber(text),
        }
    }
}

impl From<&str> for SkuRef {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<SkuRef> for String {
    fn from(sku: SkuRef) -> Self {
        sku.to_string()
    }
}

impl fmt::Display for SkuRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::PartNumber(text) => f.write_str(text),
        }
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id of this text, compared exactly.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text of the id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

text_id! {
    /// A subscription, unique within a customer, compared exactly.
    SubscriptionId
}
text_id! {
    /// A user as a file names it, unique within a customer, compared exactly. Personal data:
    /// it leaves the import only for the vault.
    UserId
}
text_id! {
    /// A workload or an activity source: `exchange`, `sharepoint`, `d365_sales`.
    WorkloadCode
}
text_id! {
    /// A service: `office365`, `dynamics365`.
    ServiceCode
}

/// A user as the tables know it: HMAC-SHA-256 of the user's id under the customer's own
/// key, cut to 16 bytes. Destroying the key makes it anonymous.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserKey(pub [u8; 16]);

impl fmt::Display for UserKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for UserKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UserKey({self})")
    }
}

impl FromStr for UserKey {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(|it| Self(it.to_be_bytes()))
    }
}
