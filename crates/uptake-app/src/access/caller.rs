//! Where a request came from, for the audit log.

use serde_json::Value;
use uptake_state::{AuditEntry, AuditOutcome};

use super::Asker;

/// Where a request came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The address.
    pub address: String,
    /// What the program calls itself.
    pub agent: String,
}

impl Caller {
    /// What nobody who is signed in did.
    pub(super) fn entry(&self, name: &str, action: &str, subject: &str) -> AuditEntry {
        AuditEntry {
            actor: None,
            actor_name: name.to_owned(),
            action: action.to_owned(),
            subject: subject.to_owned(),
            outcome: AuditOutcome::Done,
            address: self.address.clone(),
            detail: Value::Null,
        }
    }

    /// What an asker did.
    pub(super) fn entry_of(&self, asker: &Asker, action: &str, subject: &str) -> AuditEntry {
        AuditEntry { actor: Some(asker.member), ..self.entry(&asker.name, action, subject) }
    }
}
