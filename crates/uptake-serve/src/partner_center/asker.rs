//! Who asks, and how a request tells it.

use std::collections::BTreeSet;

use async_trait::async_trait;
use axum::http::request::Parts;
use uptake_model::{MemberId, Permission, Scope};

/// Who asks: what may be asked, and over which customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// The member, for the log of views; `None` for a program without one.
    pub member: Option<MemberId>,
    /// The customers that may be seen.
    pub scope: Scope,
    /// What may be done.
    pub permissions: BTreeSet<Permission>,
    /// Where the request came from, for the audit log.
    pub address: String,
}

impl Asker {
    /// Whether the asker may do something.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}

/// Why a request is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It carries no token.
    TokenMissing,
    /// Its token is not valid.
    Denied,
    /// Too many requests.
    TooMany {
        /// When to try again.
        retry_after_seconds: u32,
    },
}

/// Turns a request into an asker.
#[async_trait]
pub trait Authenticate: Send + Sync {
    /// The asker of a request, or why it is not let in. The body is not looked at.
    async fn authenticate(&self, request: &Parts) -> Result<Asker, Refusal>;
}
