//! Who asks, and what that one may do.

use std::collections::BTreeSet;

use uptake_model::{CustomerScope, MemberId, Permission, Role};

use super::AccessError;

/// A member that asks for something, as a person or through a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// The member.
    pub member: MemberId,
    /// What the member is called.
    pub name: String,
    /// What the member is.
    pub role: Role,
    /// The customers that the member may see.
    pub customers: CustomerScope,
    permissions: BTreeSet<Permission>,
}

/// The role or token does not have a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the permission `{}` is missing", permission.as_str())]
pub struct Refused {
    /// The permission.
    pub permission: Permission,
}

impl Asker {
    /// A person: may do what the role may.
    pub fn person(member: MemberId, name: String, role: Role, customers: CustomerScope) -> Self {
        Self { member, name, role, customers, permissions: role.permissions() }
    }

    /// The same member through a token: may do what both the role and the token may.
    #[must_use]
    pub fn limited_to(mut self, permissions: &BTreeSet<Permission>) -> Self {
        self.permissions.retain(|it| permissions.contains(it));
        self
    }

    /// Whether the asker may do something.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Refuses what the asker may not do.
    pub fn must(&self, permission: Permission) -> Result<(), Refused> {
        if self.may(permission) { Ok(()) } else { Err(Refused { permission }) }
    }

    /// Refuses what tells of every customer to who may see only some.
    pub fn must_see_all(&self) -> Result<(), AccessError> {
        if self.customers == CustomerScope::All {
            Ok(())
        } else {
            Err(AccessError::AllCustomersNeeded)
        }
    }

    /// What the asker may do.
    pub fn permissions(&self) -> &BTreeSet<Permission> {
        &self.permissions
    }
}
