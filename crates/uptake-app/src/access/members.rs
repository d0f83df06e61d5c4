//! Members and resellers, managed by those who may.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{CustomerScope, MemberId, Permission, Role};
use uptake_state::{Email, Member, MemberChange, NewMember, Record, Reseller, StateError};

use super::{
    Access, AccessError, Asker, Caller, LinkOffer,
    links::{INVALID_EMAIL, checked_name, new_link},
};

/// A member to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberToAdd {
    /// What it is called.
    pub name: String,
    /// What it signs in with.
    pub email: String,
    /// What it may do.
    pub role: Role,
    /// Which customers it may see.
    pub customers: CustomerScope,
}

/// What is changed of a member; `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberEdit {
    /// What it is called.
    pub name: Option<String>,
    /// What it signs in with.
    pub email: Option<String>,
    /// What it may do.
    pub role: Option<Role>,
    /// Which customers it may see.
    pub customers: Option<CustomerScope>,
    /// Whether it may sign in at all.
    pub is_enabled: Option<bool>,
    /// `true` takes the second factor away, for a member that has lost it.
    pub removes_second_factor: bool,
}

/// A member that was added, with the link for its password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The member.
    pub member: Member,
    /// The link to give it; `None` for a program, which has no password.
    pub link: Option<LinkOffer>,
}

impl Access {
    /// All members.
    pub async fn members(&self, asker: &Asker) -> Result<Vec<Member>, AccessError> {
        asker.must(Permission::ManageMembers)?;
        Ok(self.state.members().await?)
    }

    /// A member.
    pub async fn member(&self, asker: &Asker, id: MemberId) -> Result<Member, AccessError> {
        asker.must(Permission::ManageMembers)?;
        self.state.member(id).await?.ok_or(AccessError::NotFound)
    }

    /// Adds a member.
    pub async fn add_member(
        &self,
        asker: &Asker,
        add: MemberToAdd,
        caller: &Caller,
    ) -> Result<Invited, AccessError> {
        asker.must(Permission::ManageMembers)?;
        must_outrank(asker, add.role)?;
        let new = NewMember {
            id: MemberId(self.guid()),
            name: checked_name(&add.name)?,
            email: add.email.parse::<Email>().or(Err(INVALID_EMAIL))?,
            role: add.role,
            scope: add.customers,
            password: None,
            identity: None,
            language: None,
        };
        let audit = caller.entry_of(asker, "member.add", &new.id.to_string());
        if !add.role.may(Permission::SignIn) {
            let member = self.state.add_member(&new, &audit, self.now()).await?;
            return Ok(Invited { member, link: None });
        }
        let link = self.invitation();
        let member = self.state.invite_member(&new, &new_link(&link), &audit, self.now()).await?;
        Ok(Invited { member, link: Some(link) })
    }

    /// Changes a member as the asker saw it.
    pub async fn change_member(
        &self,
        asker: &Asker,
        id: MemberId,
        version: i64,
        edit: MemberEdit,
        caller: &Caller,
    ) -> Result<Member, AccessError> {
        asker.must(Permission::ManageMembers)?;
        let before = self.state.member(id).await?.ok_or(AccessError::NotFound)?;
        must_outrank(asker, before.role)?;
        if let Some(role) = edit.role {
            must_outrank(asker, role)?;
        }
        let changes = changes(edit)?;
        let mut audit = caller.entry_of(asker, "member.change", &id.to_string());
        audit.detail = changes.iter().map(described).collect();
        Ok(self.state.change_member(id, version, &changes, &audit, self.now()).await?)
    }

    /// Removes a member as the asker saw it.
    pub async fn remove_member(
        &self,
        asker: &Asker,
        id: MemberId,
        version: i64,
        caller: &Caller,
    ) -> Result<(), AccessError> {
        asker.must(Permission::ManageMembers)?;
        let before = self.state.member(id).await?.ok_or(AccessError::NotFound)?;
        must_outrank(asker, before.role)?;
        let audit = caller.entry_of(asker, "member.remove", &id.to_string());
        Ok(self.state.remove_member(id, version, &audit, self.now()).await?)
    }

    /// Which resellers are right below which, to find the customers of one.
    pub async fn reseller_tree(&self) -> Result<BTreeMap<String, BTreeSet<String>>, AccessError> {
        let mut tree: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for it in self.state.resellers().await? {
            if let Some(parent) = it.parent {
                tree.entry(parent).or_default().insert(it.id);
            }
        }
        Ok(tree)
    }

    /// All resellers, by id.
    pub async fn resellers(&self, asker: &Asker) -> Result<Vec<Reseller>, AccessError> {
        asker.must(Permission::ManageMembers)?;
        Ok(self.state.resellers().await?)
    }

    /// Adds a reseller, or changes its name and place.
    pub async fn put_reseller(
        &self,
        asker: &Asker,
        reseller: &Reseller,
        caller: &Caller,
    ) -> Result<(), AccessError> {
        asker.must(Permission::ManageMembers)?;
        checked_name(&reseller.name)?;
        let audit = caller.entry_of(asker, "reseller.put", &reseller.id);
        match self.state.put_reseller(reseller, &audit, self.now()).await {
            Err(StateError::NotFound { what: Record::Reseller }) => Err(AccessError::Invalid {
                field: "parent_id",
                expected: "a reseller that is known",
            }),
            Err(StateError::Circle) => Err(AccessError::Invalid {
                field: "parent_id",
                expected: "a reseller that is neither this one nor below it",
            }),
            other => Ok(other?),
        }
    }

    /// Removes a reseller that no other is below of.
    pub async fn remove_reseller(
        &self,
        asker: &Asker,
        id: &str,
        caller: &Caller,
    ) -> Result<(), AccessError> {
        asker.must(Permission::ManageMembers)?;
        let audit = caller.entry_of(asker, "reseller.remove", id);
        match self.state.remove_reseller(id, &audit, self.now()).await {
            Err(StateError::InUse { what: Record::Reseller }) => Err(AccessError::Invalid {
                field: "reseller_id",
                expected: "a reseller that no other is below of",
            }),
            other => Ok(other?),
        }
    }
}

/// Nobody makes or changes a member that may do more than they may themselves: only a Global
/// admin touches Global admins.
pub(super) fn must_outrank(asker: &Asker, role: Role) -> Result<(), AccessError> {
    if role != Role::GlobalAdmin || asker.role == Role::GlobalAdmin {
        return Ok(());
    }
    Err(AccessError::NotAllowed { permission: Permission::ManageMembers })
}

fn changes(edit: MemberEdit) -> Result<Vec<MemberChange>, AccessError> {
    let mut changes = Vec::new();
    if let Some(name) = &edit.name {
        changes.push(MemberChange::Name(checked_name(name)?));
    }
    if let Some(email) = &edit.email {
        changes.push(MemberChange::Email(email.parse().or(Err(INVALID_EMAIL))?));
    }
    changes.extend(edit.role.map(MemberChange::Role));
    changes.extend(edit.customers.map(MemberChange::Scope));
    changes.extend(edit.is_enabled.map(MemberChange::Enabled));
    if edit.removes_second_factor {
        changes.push(MemberChange::SecondFactor(None));
    }
    Ok(changes)
}

/// What the audit log says of a change: what it was, and the new value where that is no
/// secret.
fn described(change: &MemberChange) -> serde_json::Value {
    use serde_json::json;
    match change {
        MemberChange::Name(it) => json!({ "name": it }),
        MemberChange::Email(_) => json!("email"),
        MemberChange::Role(it) => json!({ "role": it.as_str() }),
        MemberChange::Scope(it) => json!({ "customers": it }),
        MemberChange::Enabled(it) => json!({ "is_enabled": it }),
        MemberChange::Password(_) => json!("password"),
        MemberChange::SecondFactor(_) => json!("second_factor"),
        MemberChange::RecoveryCodes(_) => json!("recovery_codes"),
        MemberChange::Identity(_) => json!("identity"),
        MemberChange::Language(_) => json!("language"),
        MemberChange::Theme(_) => json!("theme"),
    }
}
