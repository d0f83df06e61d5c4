//! What members change of themselves: name, language, password, second factor.

use uptake_model::Permission;
use uptake_state::{Member, MemberChange, SecondFactor, TotpSecret};

use super::{
    Access, AccessError, Asker, Caller, SignedIn, links::checked_name, second_factor::FactorSecret,
    secret::hash_of,
};

/// A member gets so many recovery codes.
const RECOVERY_CODES: usize = 10;
/// What recovery codes are written with: no letter that looks like another.
const ALPHABET: [char; 32] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9', '0',
];

/// What a member changes of itself; `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfileEdit {
    /// What it is called.
    pub name: Option<String>,
    /// The code of its language.
    pub language: Option<String>,
    /// The code of its theme.
    pub theme: Option<String>,
}

/// A second factor to confirm with its first code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorOffer {
    /// What the app and the server share; the client sends it back to confirm.
    pub secret: FactorSecret,
    /// The address in the QR code.
    pub url: String,
}

/// Codes for the day the app is lost, each good once; shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCodes(pub Vec<String>);

impl std::fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCodes(…)")
    }
}

impl Access {
    /// The asker itself.
    pub async fn profile(&self, asker: &Asker) -> Result<Member, AccessError> {
        self.state.member(asker.member).await?.ok_or(AccessError::NotSignedIn)
    }

    /// Changes name, language or theme of the asker.
    pub async fn change_profile(
        &self,
        asker: &Asker,
        edit: ProfileEdit,
        caller: &Caller,
    ) -> Result<Member, AccessError> {
        asker.must(Permission::SignIn)?;
        let mut changes = Vec::new();
        if let Some(name) = &edit.name {
            changes.push(MemberChange::Name(checked_name(name)?));
        }
        if let Some(language) = edit.language {
            let known = ["en", "es"].contains(&language.as_str());
            known
                .then_some(())
                .ok_or(AccessError::Invalid { field: "language", expected: "en or es" })?;
            changes.push(MemberChange::Language(Some(language)));
        }
        if let Some(theme) = edit.theme {
            let known = ["light", "dark", "system"].contains(&theme.as_str());
            known.then_some(()).ok_or(AccessError::Invalid {
                field: "theme",
                expected: "light, dark or system",
            })?;
            changes.push(MemberChange::Theme(Some(theme)));
        }
        self.change_self(asker, &changes, "member.profile", caller).await
    }

    /// Sets a new password of the asker, who shows the present one. Every session ends; the
    /// one that asked goes on as a new one.
    pub async fn change_password(
        &self,
        asker: &Asker,
        present: String,
        new: String,
        caller: &Caller,
    ) -> Result<SignedIn, AccessError> {
        self.must_know_password(asker, present).await?;
        let member = self.profile(asker).await?;
        let about = vec![member.name.clone(), member.email.to_string()];
        let password = self.hashed(new, about).await?;
        let changes = [MemberChange::Password(Some(password))];
        let member = self.change_self(asker, &changes, "member.set_password", caller).await?;
        self.start(&member, false, caller).await
    }

    /// Begins to give the asker a second factor.
    pub async fn offer_second_factor(&self, asker: &Asker) -> Result<FactorOffer, AccessError> {
        asker.must(Permission::SignIn)?;
        let member = self.profile(asker).await?;
        let mut bytes = [0; 20];
        (self.world.random)(&mut bytes);
        let secret = FactorSecret::new(bytes);
        let url = secret.url(member.email.as_str()).ok_or(AccessError::Interrupted)?;
        Ok(FactorOffer { secret, url })
    }

    /// Gives the asker a second factor, which shows its first code. Every session ends; the
    /// one that asked goes on as a new one.
    pub async fn take_second_factor(
        &self,
        asker: &Asker,
        password: String,
        secret: &FactorSecret,
        code: &str,
        caller: &Caller,
    ) -> Result<(RecoveryCodes, SignedIn), AccessError> {
        self.must_know_password(asker, password).await?;
        let seconds = self.now().div_euclid(1000).unsigned_abs();
        let step = secret.step_of(code.trim(), seconds).and_then(|it| i64::try_from(it).ok());
        let proven_step = step.ok_or(AccessError::WrongCredentials)?;
        let codes = self.recovery_codes();
        let factor = SecondFactor {
            secret: TotpSecret::new(secret.bytes().to_vec()),
            proven_step,
            recovery_codes: codes.0.iter().map(|it| hash_of(&normalised_code(it))).collect(),
        };
        let changes = [MemberChange::SecondFactor(Some(factor))];
        let member = self.change_self(asker, &changes, "member.second_factor", caller).await?;
        let signed_in = self.start(&member, false, caller).await?;
        Ok((codes, signed_in))
    }

    /// Takes the second factor of the asker away, who shows the password.
    pub async fn drop_second_factor(
        &self,
        asker: &Asker,
        password: String,
        caller: &Caller,
    ) -> Result<SignedIn, AccessError> {
        self.must_know_password(asker, password).await?;
        let changes = [MemberChange::SecondFactor(None)];
        let member = self.change_self(asker, &changes, "member.second_factor", caller).await?;
        self.start(&member, false, caller).await
    }

    async fn must_know_password(&self, asker: &Asker, password: String) -> Result<(), AccessError> {
        asker.must(Permission::SignIn)?;
        let kept = self.state.credentials(asker.member).await?.and_then(|it| it.password);
        if self.is_password(password, kept).await? {
            Ok(())
        } else {
            Err(AccessError::WrongCredentials)
        }
    }

    async fn change_self(
        &self,
        asker: &Asker,
        changes: &[MemberChange],
        action: &str,
        caller: &Caller,
    ) -> Result<Member, AccessError> {
        let member = self.profile(asker).await?;
        let audit = caller.entry_of(asker, action, &asker.member.to_string());
        let (id, version) = (member.id, member.version);
        Ok(self.state.change_member(id, version, changes, &audit, self.now()).await?)
    }

    fn recovery_codes(&self) -> RecoveryCodes {
        let code = || {
            let mut bytes = [0_u8; 10];
            (self.world.random)(&mut bytes);
            let letters = bytes.iter().map(|it| usize::from(it & 31));
            let letters: Vec<char> = letters.filter_map(|it| ALPHABET.get(it).copied()).collect();
            let (first, second) = letters.split_at(letters.len().min(5));
            format!("{}-{}", String::from_iter(first), String::from_iter(second))
        };
        RecoveryCodes(std::iter::repeat_with(code).take(RECOVERY_CODES).collect())
    }
}

/// A recovery code as it is kept, however it was typed.
pub(super) fn normalised_code(code: &str) -> String {
    code.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
