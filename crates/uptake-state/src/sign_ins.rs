//! Sign-ins that are under way at the organisation's identity provider: what is remembered
//! between sending a browser there and its coming back, once.

use crate::{
    Record, SecretHash, State, StateError,
    row::{Cells, storable},
};

#[cfg(test)]
mod tests;

/// A sign-in that begins.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSignIn {
    /// The hash of the `state` that comes back with the browser.
    pub state: SecretHash,
    /// The hash of a secret that the browser keeps: a `state` that another browser brings is
    /// none.
    pub browser: SecretHash,
    /// What the identity token must repeat.
    pub nonce: String,
    /// What proves to the provider that the code is ours.
    pub pkce_verifier: String,
    /// Where the browser goes afterwards.
    pub return_to: String,
    /// From when on it is void, in milliseconds since 1970-01-01T00:00:00Z.
    pub expires_at_ms: i64,
}

/// A sign-in that comes back.
#[derive(Clone, PartialEq, Eq)]
pub struct SignIn {
    /// What the identity token must repeat.
    pub nonce: String,
    /// What proves to the provider that the code is ours.
    pub pkce_verifier: String,
    /// Where the browser goes now.
    pub return_to: String,
}

impl std::fmt::Debug for NewSignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewSignIn").field("return_to", &self.return_to).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn").field("return_to", &self.return_to).finish_non_exhaustive()
    }
}

impl State {
    /// Remembers a sign-in that begins, and forgets those that never came back.
    pub async fn begin_sign_in(&self, new: &NewSignIn, now_ms: i64) -> Result<(), StateError> {
        let beginning = || StateError::query("begin a sign-in");
        let mut transaction = self.begin_write().await.map_err(beginning())?;
        sqlx::query("DELETE FROM sign_ins WHERE expires_at_ms <= $1")
            .bind(now_ms)
            .execute(&mut *transaction)
            .await
            .map_err(beginning())?;
        sqlx::query(
            "INSERT INTO sign_ins
                 (state_hash, browser_hash, nonce, pkce_verifier, return_to, expires_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(new.state.bytes())
        .bind(new.browser.bytes())
        .bind(&new.nonce)
        .bind(&new.pkce_verifier)
        .bind(storable(&new.return_to))
        .bind(new.expires_at_ms)
        .execute(&mut *transaction)
        .await
        .map_err(beginning())?;
        transaction.commit().await.map_err(beginning())
    }

    /// Takes back what was remembered of a sign-in: it is forgotten with this, whether it is
    /// good or not.
    pub async fn take_sign_in(
        &self,
        state: &SecretHash,
        browser: &SecretHash,
        now_ms: i64,
    ) -> Result<SignIn, StateError> {
        let what = Record::SignIn;
        let taking = || StateError::query("take back a sign-in");
        let mut transaction = self.begin_write().await.map_err(taking())?;
        let rows = sqlx::query("DELETE FROM sign_ins WHERE state_hash = $1 RETURNING *")
            .bind(state.bytes())
            .fetch_all(&mut *transaction)
            .await
            .map_err(taking())?;
        transaction.commit().await.map_err(taking())?;
        let row = rows.first().ok_or(StateError::NotFound { what })?;
        let cells = Cells { row, table: "sign_ins" };
        if cells.hash("browser_hash")? != *browser {
            return Err(StateError::NotFound { what });
        }
        if now_ms >= cells.get("expires_at_ms")? {
            return Err(StateError::Expired { what });
        }
        Ok(SignIn {
            nonce: cells.get("nonce")?,
            pkce_verifier: cells.get("pkce_verifier")?,
            return_to: cells.get("return_to")?,
        })
    }
}
