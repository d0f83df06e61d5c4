//! Who is told when an action changes, and what is still to be sent to them.
//!
//! What is to be sent is written in the transaction of the change that it tells of, so that
//! nothing is told that was not done, and nothing that was done is forgotten.

use std::{fmt, str::FromStr};

use sqlx::{AnyConnection, any::AnyRow};
use uptake_model::Guid;

use crate::{
    AuditEntry, Record, State, StateError,
    row::{Cells, short, storable},
};

mod deliver;
#[cfg(test)]
mod tests;

pub use deliver::{Delivery, DeliveryOutcome};

/// A webhook, by its name for good.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WebhookId(pub Guid);

impl FromStr for WebhookId {
    type Err = <Guid as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for WebhookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for WebhookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WebhookId({})", self.0)
    }
}

/// The key that what is sent to a webhook is signed with.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(String);

impl WebhookSecret {
    /// The key of this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, to sign with.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(secret)")
    }
}

/// Somebody who is told. An address may hold a secret of theirs: it is shown to those who may
/// change it, and never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its name for good: random.
    pub id: WebhookId,
    /// What it is called.
    pub name: String,
    /// Where it is told.
    pub address: String,
    /// What is sent is signed with this.
    pub secret: WebhookSecret,
    /// Whether it is told.
    pub is_enabled: bool,
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
    pub created_at_ms: i64,
    /// When something last arrived.
    pub delivered_at_ms: Option<i64>,
    /// When something last did not arrive.
    pub failed_at_ms: Option<i64>,
    /// Why, as a code.
    pub failure: Option<String>,
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Webhook({})", self.id)
    }
}

/// Something to tell everybody who waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its name for good: random. Who gets it twice knows it by this.
    pub id: Guid,
    /// What is sent.
    pub body: String,
}

const READING: &str = "read the webhooks";
const WRITING: &str = "write a webhook";
/// So much is kept of why something could not be sent.
const FAILURE_CHARACTERS: usize = 100;

impl Webhook {
    fn read(row: &AnyRow) -> Result<Self, StateError> {
        let cells = Cells { row, table: "webhooks" };
        Ok(Self {
            id: cells.parsed("id")?,
            name: cells.get("name")?,
            address: cells.get("address")?,
            secret: WebhookSecret(cells.get("secret")?),
            is_enabled: cells.flag("is_enabled")?,
            created_at_ms: cells.get("created_at_ms")?,
            delivered_at_ms: cells.get("delivered_at_ms")?,
            failed_at_ms: cells.get("failed_at_ms")?,
            failure: cells.get("failure")?,
        })
    }
}

impl State {
    /// All webhooks, oldest first.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, StateError> {
        let rows = sqlx::query("SELECT * FROM webhooks ORDER BY created_at_ms, id")
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query(READING))?;
        rows.iter().map(Webhook::read).collect()
    }

    /// Adds a webhook.
    pub async fn add_webhook(
        &self,
        webhook: &Webhook,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let failed = change.failed();
        sqlx::query(
            "INSERT INTO webhooks (id, name, address, secret, is_enabled, created_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(webhook.id.to_string())
        .bind(storable(&webhook.name))
        .bind(storable(&webhook.address))
        .bind(webhook.secret.reveal())
        .bind(i64::from(webhook.is_enabled))
        .bind(now_ms)
        .execute(change.connection())
        .await
        .map_err(failed)?;
        change.commit(audit, now_ms).await
    }

    /// Switches a webhook on or off. What waited for one that is switched off is dropped.
    pub async fn enable_webhook(
        &self,
        id: WebhookId,
        is_enabled: bool,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let failed = change.failed();
        let written = sqlx::query("UPDATE webhooks SET is_enabled = $2, seal = NULL WHERE id = $1")
            .bind(id.to_string())
            .bind(i64::from(is_enabled))
            .execute(change.connection())
            .await
            .map_err(failed)?;
        if written.rows_affected() == 0 {
            return Err(StateError::NotFound { what: Record::Webhook });
        }
        if !is_enabled {
            drop_waiting(change.connection(), id).await?;
        }
        change.commit(audit, now_ms).await
    }

    /// Removes a webhook with what waited for it.
    pub async fn remove_webhook(
        &self,
        id: WebhookId,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        drop_waiting(change.connection(), id).await?;
        let failed = change.failed();
        let deleted = sqlx::query("DELETE FROM webhooks WHERE id = $1")
            .bind(id.to_string())
            .execute(change.connection())
            .await
            .map_err(failed)?;
        if deleted.rows_affected() == 0 {
            return Err(StateError::NotFound { what: Record::Webhook });
        }
        change.commit(audit, now_ms).await
    }
}

async fn drop_waiting(connection: &mut AnyConnection, id: WebhookId) -> Result<(), StateError> {
    sqlx::query("DELETE FROM deliveries WHERE webhook_id = $1")
        .bind(id.to_string())
        .execute(connection)
        .await
        .map_err(StateError::query(WRITING))?;
    Ok(())
}

/// Queues a notice for every webhook that is switched on, in the transaction of the change
/// that it tells of.
pub(crate) async fn queue(
    connection: &mut AnyConnection,
    notice: &Notice,
    now_ms: i64,
) -> Result<(), StateError> {
    sqlx::query(
        "INSERT INTO deliveries (webhook_id, notice_id, body, attempts, made_at_ms, due_at_ms)
         SELECT id, CAST($1 AS TEXT), CAST($2 AS TEXT), 0, CAST($3 AS BIGINT), CAST($3 AS BIGINT)
         FROM webhooks WHERE is_enabled = 1",
    )
    .bind(notice.id.to_string())
    .bind(storable(&notice.body))
    .bind(now_ms)
    .execute(connection)
    .await
    .map_err(StateError::query("queue a notice"))?;
    Ok(())
}
