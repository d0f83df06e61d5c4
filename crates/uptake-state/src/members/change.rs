//! What can be changed of a member, and what ends with each change.

use uptake_model::{CustomerScope, MemberId, Role};

use super::{Identity, Member, Stored};
use crate::{Email, PasswordHash, SecretHash, TotpSecret, row::storable};

/// A member to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    /// Who it is, for good: random.
    pub id: MemberId,
    /// What it is called.
    pub name: String,
    /// What it signs in with.
    pub email: Email,
    /// What it may do.
    pub role: Role,
    /// Which customers it may see.
    pub scope: CustomerScope,
    /// Its password, if it has one already.
    pub password: Option<PasswordHash>,
    /// Its account at the identity provider, if it is known.
    pub identity: Option<Identity>,
    /// The code of its language.
    pub language: Option<String>,
}

/// A change of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberChange {
    /// What it is called.
    Name(String),
    /// What it signs in with.
    Email(Email),
    /// What it may do.
    Role(Role),
    /// Which customers it may see.
    Scope(CustomerScope),
    /// Whether it may sign in at all.
    Enabled(bool),
    /// A new password, or none any more.
    Password(Option<PasswordHash>),
    /// A new authenticator, or none any more.
    SecondFactor(Option<SecondFactor>),
    /// New recovery codes in the place of all earlier ones.
    RecoveryCodes(Vec<SecretHash>),
    /// Another account at the identity provider, or none any more.
    Identity(Option<Identity>),
    /// The code of its language.
    Language(Option<String>),
    /// The code of its theme.
    Theme(Option<String>),
}

/// An authenticator with the codes for the day it is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The key of the authenticator.
    pub secret: TotpSecret,
    /// The step of the code that proved it works: that code is not good again.
    pub proven_step: i64,
    /// The hashes of the recovery codes.
    pub recovery_codes: Vec<SecretHash>,
}

impl MemberChange {
    /// Whether the sessions of the member end with the change.
    pub(super) fn ends_sessions(&self) -> bool {
        match self {
            Self::Email(_)
            | Self::Role(_)
            | Self::Scope(_)
            | Self::Enabled(_)
            | Self::Password(_)
            | Self::SecondFactor(_)
            | Self::RecoveryCodes(_)
            | Self::Identity(_) => true,
            Self::Name(_) | Self::Language(_) | Self::Theme(_) => false,
        }
    }

    /// Whether the member's links that were not used yet are void after the change.
    pub(super) fn voids_links(&self) -> bool {
        match self {
            Self::Email(_) | Self::Enabled(_) | Self::Password(_) => true,
            Self::Name(_)
            | Self::Role(_)
            | Self::Scope(_)
            | Self::SecondFactor(_)
            | Self::RecoveryCodes(_)
            | Self::Identity(_)
            | Self::Language(_)
            | Self::Theme(_) => false,
        }
    }

    /// Whether the member would be the same after it. A new secret is always a change.
    pub(super) fn is_idle(&self, member: &Member) -> bool {
        match self {
            Self::Name(it) => *it == member.name,
            Self::Email(it) => *it == member.email,
            Self::Role(it) => *it == member.role,
            Self::Scope(it) => *it == member.scope,
            Self::Enabled(it) => *it == member.is_enabled,
            Self::Password(it) => it.is_none() && !member.has_password,
            Self::SecondFactor(it) => it.is_none() && !member.has_second_factor,
            Self::RecoveryCodes(_) => false,
            Self::Identity(it) => *it == member.identity,
            Self::Language(it) => *it == member.language,
            Self::Theme(it) => *it == member.theme,
        }
    }

    pub(super) fn apply(&self, Stored { member, credentials }: &mut Stored) {
        let text = |it: &Option<String>| it.as_deref().map(storable);
        match self {
            Self::Name(it) => member.name = storable(it),
            Self::Email(it) => member.email = it.clone(),
            Self::Role(it) => member.role = *it,
            Self::Scope(it) => member.scope = it.clone(),
            Self::Enabled(it) => member.is_enabled = *it,
            Self::Password(it) => credentials.password.clone_from(it),
            Self::SecondFactor(it) => {
                credentials.totp = it.as_ref().map(|it| it.secret.clone());
                credentials.totp_last_step = it.as_ref().map(|it| it.proven_step);
            }
            Self::RecoveryCodes(_) => {}
            Self::Identity(it) => member.identity.clone_from(it),
            Self::Language(it) => member.language = text(it),
            Self::Theme(it) => member.theme = text(it),
        }
        member.has_password = credentials.password.is_some();
        member.has_second_factor = credentials.totp.is_some();
    }

    /// The recovery codes after the change, if it touches them.
    pub(super) fn recovery_codes(&self) -> Option<&[SecretHash]> {
        match self {
            Self::RecoveryCodes(codes) => Some(codes),
            Self::SecondFactor(Some(factor)) => Some(&factor.recovery_codes),
            Self::SecondFactor(None) => Some(&[]),
            Self::Name(_)
            | Self::Email(_)
            | Self::Role(_)
            | Self::Scope(_)
            | Self::Enabled(_)
            | Self::Password(_)
            | Self::Identity(_)
            | Self::Language(_)
            | Self::Theme(_) => None,
        }
    }
}
