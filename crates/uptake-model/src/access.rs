//! Who may do what: the roles of the partner's members, what each role may do, and the
//! customers that a member may see.
//!
//! The roles that see insights are those that the adoption pages of Partner Center name:
//! Global admin, User admin, Admin agent, Sales agent.

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{CustomerId, Guid};

#[cfg(test)]
mod tests;

/// A member: a person or a program of the partner that the server lets in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MemberId(pub Guid);

impl FromStr for MemberId {
    type Err = crate::id::ParseGuidError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemberId({})", self.0)
    }
}

/// What a member is to the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Does everything.
    GlobalAdmin,
    /// Manages members, and sees all insights.
    UserAdmin,
    /// Works with customers: imports, catalogue, all insights.
    AdminAgent,
    /// Sells: insights without the names of users.
    SalesAgent,
    /// Helps users: no insights.
    HelpdeskAgent,
    /// A program: gets in by token only.
    ApiOnly,
}

/// Something that a member may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Sign in as a person, with a password or through the organisation.
    SignIn,
    /// See figures, their causes and subscriptions.
    ReadInsights,
    /// See the names of customers' users; each view is logged.
    ReadPersonalData,
    /// Write figures to files.
    Export,
    /// Import files and confirm held snapshots.
    Import,
    /// Add to the catalogue.
    ManageCatalogue,
    /// Add, change and remove members and resellers, and revoke anybody's tokens.
    ManageMembers,
    /// Make tokens for programs.
    MakeTokens,
    /// Read the audit log.
    ReadAudit,
    /// Decide on recommendations, and plan and change actions.
    Act,
    /// Change plays and thresholds, and say who is told of actions.
    ManagePlays,
}

impl Role {
    /// Every role, most powerful first.
    pub const ALL: [Self; 6] = [
        Self::GlobalAdmin,
        Self::UserAdmin,
        Self::AdminAgent,
        Self::SalesAgent,
        Self::HelpdeskAgent,
        Self::ApiOnly,
    ];

    /// Whether the role may do something: the one place that decides it.
    pub fn may(self, permission: Permission) -> bool {
        use Permission::{
            Act, Export, Import, MakeTokens, ManageCatalogue, ManageMembers, ManagePlays,
            ReadAudit, ReadInsights, ReadPersonalData, SignIn,
        };
        match (self, permission) {
            (
                Self::GlobalAdmin,
                SignIn | ReadInsights | ReadPersonalData | Export | Import | ManageCatalogue
                | ManageMembers | MakeTokens | ReadAudit | Act | ManagePlays,
            )
            | (
                Self::UserAdmin,
                SignIn | ReadInsights | ReadPersonalData | Export | ManageMembers | MakeTokens
                | ReadAudit | ManagePlays,
            )
            | (
                Self::AdminAgent,
                SignIn | ReadInsights | ReadPersonalData | Export | Import | ManageCatalogue
                | MakeTokens | Act,
            )
            | (Self::SalesAgent, SignIn | ReadInsights | Export | MakeTokens | Act)
            | (Self::HelpdeskAgent, SignIn)
            | (Self::ApiOnly, ReadInsights | Export | Import) => true,
            (Self::UserAdmin, Import | ManageCatalogue | Act)
            | (Self::AdminAgent, ManageMembers | ReadAudit | ManagePlays)
            | (
                Self::SalesAgent,
                ReadPersonalData | Import | ManageCatalogue | ManageMembers | ReadAudit
                | ManagePlays,
            )
            | (
                Self::HelpdeskAgent,
                ReadInsights | ReadPersonalData | Export | Import | ManageCatalogue | ManageMembers
                | MakeTokens | ReadAudit | Act | ManagePlays,
            )
            | (
                Self::ApiOnly,
                SignIn | ReadPersonalData | ManageCatalogue | ManageMembers | MakeTokens
                | ReadAudit | Act | ManagePlays,
            ) => false,
        }
    }

    /// What the role may do.
    pub fn permissions(self) -> BTreeSet<Permission> {
        Permission::ALL.into_iter().filter(|it| self.may(*it)).collect()
    }

    /// Its code, as the API and the state write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GlobalAdmin => "global_admin",
            Self::UserAdmin => "user_admin",
            Self::AdminAgent => "admin_agent",
            Self::SalesAgent => "sales_agent",
            Self::HelpdeskAgent => "helpdesk_agent",
            Self::ApiOnly => "api_only",
        }
    }
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 11] = [
        Self::SignIn,
        Self::ReadInsights,
        Self::ReadPersonalData,
        Self::Export,
        Self::Import,
        Self::ManageCatalogue,
        Self::ManageMembers,
        Self::MakeTokens,
        Self::ReadAudit,
        Self::Act,
        Self::ManagePlays,
    ];

    /// Its code, as the API and the state write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::ReadInsights => "read_insights",
            Self::ReadPersonalData => "read_personal_data",
            Self::Export => "export",
            Self::Import => "import",
            Self::ManageCatalogue => "manage_catalogue",
            Self::ManageMembers => "manage_members",
            Self::MakeTokens => "make_tokens",
            Self::ReadAudit => "read_audit",
            Self::Act => "act",
            Self::ManagePlays => "manage_plays",
        }
    }
}

/// The text was no code of a role or permission.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no {what}, use {known}")]
pub struct ParseAccessError {
    what: &'static str,
    text: String,
    known: String,
}

impl FromStr for Role {
    type Err = ParseAccessError;

    fn from_str(text: &str) -> Result<Self, ParseAccessError> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or_else(|| ParseAccessError {
            what: "role",
            text: text.to_owned(),
            known: Self::ALL.map(Self::as_str).join(", "),
        })
    }
}

impl FromStr for Permission {
    type Err = ParseAccessError;

    fn from_str(text: &str) -> Result<Self, ParseAccessError> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or_else(|| ParseAccessError {
            what: "permission",
            text: text.to_owned(),
            known: Self::ALL.map(Self::as_str).join(", "),
        })
    }
}

/// The customers that a member may see, as an admin says it. Which customers they are on a
/// day follows from the customers' own data; a [`crate::Scope`] is what comes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CustomerScope {
    /// All of them.
    All,
    /// Those that carry the tag.
    Tag {
        /// The tag; case does not matter.
        tag: String,
    },
    /// Those of the reseller, and of every reseller below it.
    Reseller {
        /// The reseller's id, as `customers.reseller_id` gives it.
        reseller_id: String,
    },
    /// These and no other.
    List {
        /// The customers.
        customers: BTreeSet<CustomerId>,
    },
}
