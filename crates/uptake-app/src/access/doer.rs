//! Who changes plays and actions: a member through the server, or whoever has the data folder
//! at the command line.

use serde_json::Value;
use uptake_model::{MemberId, Permission};
use uptake_state::{AuditEntry, AuditOutcome};

use super::{AccessError, Asker, Caller};

/// Who does something.
#[derive(Debug, Clone, Copy)]
pub enum Doer<'a> {
    /// A member, who may do what its role may.
    Member(&'a Asker, &'a Caller),
    /// Whoever has the data folder, who may do everything.
    Console,
    /// The program itself.
    Program,
}

impl Doer<'_> {
    /// Refuses what the doer may not do.
    pub(super) fn must(self, permission: Permission) -> Result<(), AccessError> {
        match self {
            Self::Member(asker, _) => Ok(asker.must(permission)?),
            Self::Console | Self::Program => Ok(()),
        }
    }

    /// Refuses what tells of every customer to who may see only some.
    pub(super) fn must_see_all(self) -> Result<(), AccessError> {
        match self {
            Self::Member(asker, _) => asker.must_see_all(),
            Self::Console | Self::Program => Ok(()),
        }
    }

    /// The member, if it is one.
    pub(super) fn member(self) -> Option<MemberId> {
        match self {
            Self::Member(asker, _) => Some(asker.member),
            Self::Console | Self::Program => None,
        }
    }

    /// What a member is called; empty for who is none.
    pub(super) fn name(self) -> String {
        match self {
            Self::Member(asker, _) => asker.name.clone(),
            Self::Console | Self::Program => String::new(),
        }
    }

    /// What the audit log is told.
    pub(super) fn entry(self, action: &str, subject: &str, detail: Value) -> AuditEntry {
        let by_nobody = |name: &str| AuditEntry {
            actor: None,
            actor_name: name.to_owned(),
            action: action.to_owned(),
            subject: subject.to_owned(),
            outcome: AuditOutcome::Done,
            address: String::new(),
            detail: detail.clone(),
        };
        match self {
            Self::Member(asker, caller) => {
                AuditEntry { detail, ..caller.entry_of(asker, action, subject) }
            }
            Self::Console => by_nobody("command line"),
            Self::Program => by_nobody("uptake"),
        }
    }
}
