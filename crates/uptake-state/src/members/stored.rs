//! A row of `members`, whole.

use sqlx::AnyConnection;
use uptake_model::MemberId;

use super::{Credentials, Identity, Member, READING};
use crate::{PasswordHash, StateError, TotpSecret, row::Cells};

/// A member with what it proves who it is with.
#[derive(Clone)]
pub(crate) struct Stored {
    pub(crate) member: Member,
    pub(crate) credentials: Credentials,
}

impl Stored {
    pub(crate) async fn of(
        connection: &mut AnyConnection,
        id: MemberId,
    ) -> Result<Option<Self>, StateError> {
        let row = sqlx::query("SELECT * FROM members WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(connection)
            .await
            .map_err(StateError::query(READING))?;
        row.map(|row| Self::read(Cells { row: &row, table: "members" })).transpose()
    }

    pub(crate) fn read(cells: Cells<'_>) -> Result<Self, StateError> {
        let identity = match (cells.get("oidc_issuer")?, cells.get("oidc_subject")?) {
            (Some(issuer), Some(subject)) => {
                Some(Identity::new(issuer, subject).map_err(|_no_identity| cells.damaged())?)
            }
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(cells.damaged()),
        };
        let credentials = Credentials {
            password: cells.get::<Option<String>>("password_hash")?.map(PasswordHash::new),
            totp: cells.get::<Option<Vec<u8>>>("totp_secret")?.map(TotpSecret::new),
            totp_last_step: cells.get("totp_last_step")?,
        };
        let scope = serde_json::from_str(cells.get("customer_scope")?);
        let member = Member {
            id: cells.parsed("id")?,
            name: cells.get("name")?,
            email: cells.parsed("email")?,
            role: cells.parsed("role")?,
            scope: scope.map_err(|_no_scope| cells.damaged())?,
            is_enabled: cells.flag("is_enabled")?,
            has_password: credentials.password.is_some(),
            has_second_factor: credentials.totp.is_some(),
            identity,
            language: cells.get("language")?,
            theme: cells.get("theme")?,
            version: cells.get("version")?,
            created_at_ms: cells.get("created_at_ms")?,
            changed_at_ms: cells.get("changed_at_ms")?,
        };
        Ok(Self { member, credentials })
    }

    pub(crate) async fn insert(&self, connection: &mut AnyConnection) -> Result<(), StateError> {
        self.write(
            connection,
            "INSERT INTO members (name, email, role, customer_scope, is_enabled, password_hash,
                 totp_secret, totp_last_step, oidc_issuer, oidc_subject, language, theme,
                 version, created_at_ms, changed_at_ms, id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        )
        .await
    }

    pub(crate) async fn update(&self, connection: &mut AnyConnection) -> Result<(), StateError> {
        self.write(
            connection,
            "UPDATE members SET name = $1, email = $2, role = $3, customer_scope = $4,
                 is_enabled = $5, password_hash = $6, totp_secret = $7, totp_last_step = $8,
                 oidc_issuer = $9, oidc_subject = $10, language = $11, theme = $12,
                 version = $13, created_at_ms = $14, changed_at_ms = $15, seal = NULL
             WHERE id = $16",
        )
        .await
    }

    async fn write(
        &self,
        connection: &mut AnyConnection,
        sql: &'static str,
    ) -> Result<(), StateError> {
        let Self { member, credentials } = self;
        let scope = serde_json::to_string(&member.scope).expect("a scope is JSON");
        let identity = member.identity.as_ref();
        sqlx::query(sql)
            .bind(&member.name)
            .bind(member.email.as_str())
            .bind(member.role.as_str())
            .bind(scope)
            .bind(i64::from(member.is_enabled))
            .bind(credentials.password.as_ref().map(PasswordHash::as_str))
            .bind(credentials.totp.as_ref().map(TotpSecret::as_bytes))
            .bind(credentials.totp_last_step)
            .bind(identity.map(Identity::issuer))
            .bind(identity.map(Identity::subject))
            .bind(&member.language)
            .bind(&member.theme)
            .bind(member.version)
            .bind(member.created_at_ms)
            .bind(member.changed_at_ms)
            .bind(member.id.to_string())
            .execute(connection)
            .await
            .map_err(StateError::query("write a member"))?;
        Ok(())
    }
}
