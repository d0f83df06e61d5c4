//! One-time links: the first admin of a new installation, invitations, new passwords.

use uptake_model::{CustomerScope, Role};
use uptake_state::{LinkKind, NewLink, NewMember};

use super::{Access, AccessError, Asker, Caller, Secret, SignedIn, secret::hash_of};

/// The first admin's link works so long.
const FIRST_ADMIN_MS: i64 = 24 * 3_600_000;
/// Invitations and links for a new password work so long.
const PASSWORD_MS: i64 = 3 * 24 * 3_600_000;

/// A link that was made: its secret is shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkOffer {
    /// The secret in it.
    pub secret: Secret,
    /// From when on it is void, in milliseconds since 1970-01-01T00:00:00Z.
    pub expires_at_ms: i64,
}

/// What a link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its kind.
    pub kind: LinkKind,
    /// Who it is for; `None` for the first admin's.
    pub name: Option<String>,
    /// From when on it is void.
    pub expires_at_ms: i64,
}

/// The first admin.
#[derive(Clone, PartialEq, Eq)]
pub struct SetUp {
    /// What it is called.
    pub name: String,
    /// What it signs in with.
    pub email: String,
    /// Its password.
    pub password: String,
}

impl Access {
    /// The link for the first admin, while there is no member. An earlier one is void.
    pub async fn first_link(&self) -> Result<Option<LinkOffer>, AccessError> {
        if self.state.count_members().await? > 0 {
            return Ok(None);
        }
        let offer = self.offer(FIRST_ADMIN_MS);
        let console = Caller { address: "console".to_owned(), agent: String::new() };
        let audit = console.entry("console", "link.make", LinkKind::FirstAdmin.as_str());
        match self.state.make_first_admin_link(&new_link(&offer), &audit, self.now()).await {
            Ok(()) => Ok(Some(offer)),
            Err(uptake_state::StateError::HasMembers) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What a link is for, without using it.
    pub async fn open_link(&self, secret: &str) -> Result<Opened, AccessError> {
        let link = self.state.link(&hash_of(secret), self.now()).await?;
        let name = match link.member {
            Some(member) => self.state.member(member).await?.map(|it| it.name),
            None => None,
        };
        Ok(Opened { kind: link.kind, name, expires_at_ms: link.expires_at_ms })
    }

    /// Makes the first admin and signs it in.
    pub async fn set_up(
        &self,
        secret: &str,
        first: SetUp,
        caller: &Caller,
    ) -> Result<SignedIn, AccessError> {
        let hash = hash_of(secret);
        // Before the password is hashed: whoever guesses links gets no work out of us.
        self.state.link(&hash, self.now()).await?;
        let email: uptake_state::Email = first.email.parse().or(Err(INVALID_EMAIL))?;
        let name = checked_name(&first.name)?;
        let about = vec![name.clone(), email.to_string()];
        let new = NewMember {
            id: uptake_model::MemberId(self.guid()),
            name,
            email,
            role: Role::GlobalAdmin,
            scope: CustomerScope::All,
            password: Some(self.hashed(first.password, about).await?),
            identity: None,
            language: None,
        };
        let audit = caller.entry(&new.name, "member.first_admin", &new.id.to_string());
        let member = self.state.use_first_admin_link(&hash, &new, &audit, self.now()).await?;
        self.start(&member, false, caller).await
    }

    /// Sets the password of the member whose link it is, and signs it in as far as a password
    /// does.
    pub async fn accept_link(
        &self,
        secret: &str,
        password: String,
        caller: &Caller,
    ) -> Result<super::SignIn, AccessError> {
        let hash = hash_of(secret);
        let link = self.state.link(&hash, self.now()).await?;
        let member = match link.member {
            Some(member) => self.state.member(member).await?,
            None => None,
        };
        let member = member.ok_or(AccessError::LinkNotValid)?;
        let about = vec![member.name.clone(), member.email.to_string()];
        let password = self.hashed(password, about).await?;
        let audit = caller.entry(&member.name, "member.set_password", &member.id.to_string());
        let member = self.state.use_password_link(&hash, &password, &audit, self.now()).await?;
        self.let_in(&member, caller).await
    }

    /// Makes a link by which a member sets a new password.
    pub async fn password_link(
        &self,
        asker: &Asker,
        member: uptake_model::MemberId,
        caller: &Caller,
    ) -> Result<LinkOffer, AccessError> {
        asker.must(uptake_model::Permission::ManageMembers)?;
        let target = self.state.member(member).await?.ok_or(AccessError::NotFound)?;
        super::members::must_outrank(asker, target.role)?;
        let offer = self.offer(PASSWORD_MS);
        let audit = caller.entry_of(asker, "link.make", &member.to_string());
        self.state.make_password_link(member, &new_link(&offer), &audit, self.now()).await?;
        Ok(offer)
    }

    /// A new secret that is void after so long.
    pub(super) fn offer(&self, lasts_ms: i64) -> LinkOffer {
        LinkOffer { secret: self.secret(), expires_at_ms: self.now() + lasts_ms }
    }

    /// The link of an invitation.
    pub(super) fn invitation(&self) -> LinkOffer {
        self.offer(PASSWORD_MS)
    }
}

pub(super) fn new_link(offer: &LinkOffer) -> NewLink {
    NewLink { hash: offer.secret.hash(), expires_at_ms: offer.expires_at_ms }
}

pub(super) const INVALID_EMAIL: AccessError =
    AccessError::Invalid { field: "email", expected: "a mail address like ana@example.com" };

/// A name that can be shown: some characters, none of them for control.
pub(super) fn checked_name(name: &str) -> Result<String, AccessError> {
    let name = name.trim();
    let is_good = (1..=100).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if is_good {
        Ok(name.to_owned())
    } else {
        Err(AccessError::Invalid { field: "name", expected: "1 to 100 characters in one line" })
    }
}
