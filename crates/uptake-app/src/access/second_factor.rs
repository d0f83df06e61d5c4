//! The second factor: time-based one-time passwords (RFC 6238), as authenticator apps make
//! them: SHA-1, six digits, 30 seconds.

use totp_rs::{Algorithm, Builder, Secret, Totp};

#[cfg(test)]
mod tests;

/// How long a code is current, in seconds.
const STEP_SECONDS: u64 = 30;
/// So many steps before and after are taken too: clocks differ.
const SKEW_STEPS: u16 = 1;

/// The secret that an app and the server share: 20 bytes, as RFC 4226 recommends.
#[derive(Clone, PartialEq, Eq)]
pub struct FactorSecret([u8; 20]);

impl FactorSecret {
    /// The secret of random bytes.
    pub fn new(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// The bytes, to keep.
    pub fn bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// The text that a person can type into an app.
    pub fn to_base32(&self) -> String {
        Secret::from(self.0.to_vec()).to_base32()
    }

    /// Reads [`FactorSecret::to_base32`].
    pub fn from_base32(text: &str) -> Option<Self> {
        let secret = Secret::try_from_base32(text).ok()?;
        secret.as_ref().try_into().ok().map(Self)
    }

    /// The address that an app reads from a QR code. `account` is the member's address.
    pub fn url(&self, account: &str) -> Option<String> {
        self.totp(account).and_then(|it| it.to_url().ok())
    }

    /// The step that a code belongs to, if it is current at `now_seconds`. A step counts
    /// once: the caller refuses one that is not later than the last.
    pub fn step_of(&self, code: &str, now_seconds: u64) -> Option<u64> {
        let is_code = code.len() == 6 && code.bytes().all(|it| it.is_ascii_digit());
        if !is_code {
            return None;
        }
        self.totp("member")?.check(code, now_seconds)
    }

    /// The code at a moment, for whoever plays the app.
    pub fn code_at(&self, now_seconds: u64) -> Option<String> {
        Some(self.totp("member")?.generate(now_seconds).to_string())
    }

    fn totp(&self, account: &str) -> Option<Totp> {
        // A colon would part issuer and account.
        let account = account.replace(':', "_");
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(SKEW_STEPS)
            .with_step_duration(STEP_SECONDS)
            .with_secret(self.0.to_vec())
            .with_issuer(Some("Uptake"))
            .with_account_name(account)
            .build()
            .ok()
    }
}

impl std::fmt::Debug for FactorSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FactorSecret(…)")
    }
}
