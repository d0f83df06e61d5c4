//! The side of the one who sends. What it does is no member's act, so it leaves no rows in the
//! audit log; the change that is told of does.

use uptake_model::Guid;

use super::{FAILURE_CHARACTERS, READING, Webhook, WebhookId, short};
use crate::{State, StateError, row::Cells};

/// Something to send to a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// To whom.
    pub webhook: Webhook,
    /// The name of the notice.
    pub notice: Guid,
    /// What is sent.
    pub body: String,
    /// How often it was tried before.
    pub attempts: u32,
    /// When the change was made that it tells of.
    pub made_at_ms: i64,
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryOutcome<'a> {
    /// It arrived.
    Arrived,
    /// It did not, for this reason, and is tried again.
    Failed(&'a str),
    /// It did not, for this reason, and is tried no more.
    GivenUp(&'a str),
}

const SENDING: &str = "note what was sent";

impl State {
    /// The webhooks for which something is due.
    pub async fn due_webhooks(&self, now_ms: i64) -> Result<Vec<WebhookId>, StateError> {
        let rows = sqlx::query("SELECT DISTINCT webhook_id FROM deliveries WHERE due_at_ms <= $1")
            .bind(now_ms)
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query(READING))?;
        rows.iter().map(|row| Cells { row, table: "deliveries" }.parsed("webhook_id")).collect()
    }

    /// Takes what is due for a webhook for longest, to send it. It is due again at
    /// `next_at_ms`, which depends on how often it was tried, if nobody says that it arrived.
    pub async fn take_delivery(
        &self,
        webhook: WebhookId,
        now_ms: i64,
        next_at_ms: impl Fn(u32) -> i64,
    ) -> Result<Option<Delivery>, StateError> {
        let noting = || StateError::query(SENDING);
        let mut transaction = self.begin_write().await.map_err(noting())?;
        let row = sqlx::query(
            "SELECT deliveries.notice_id, deliveries.body, deliveries.attempts,
                 deliveries.made_at_ms, webhooks.*
             FROM deliveries JOIN webhooks ON webhooks.id = deliveries.webhook_id
             WHERE deliveries.webhook_id = $2 AND deliveries.due_at_ms <= $1
             ORDER BY deliveries.due_at_ms, deliveries.notice_id LIMIT 1",
        )
        .bind(now_ms)
        .bind(webhook.to_string())
        .fetch_optional(&mut *transaction)
        .await
        .map_err(StateError::query(READING))?;
        let Some(row) = row else { return Ok(None) };
        let cells = Cells { row: &row, table: "deliveries" };
        let attempts = u32::try_from(cells.get::<i64>("attempts")?);
        let delivery = Delivery {
            webhook: Webhook::read(&row)?,
            notice: cells.parsed("notice_id")?,
            body: cells.get("body")?,
            attempts: attempts.map_err(|_negative| cells.damaged())?,
            made_at_ms: cells.get("made_at_ms")?,
        };
        sqlx::query(
            "UPDATE deliveries SET attempts = attempts + 1, due_at_ms = $3, seal = NULL
             WHERE webhook_id = $1 AND notice_id = $2",
        )
        .bind(delivery.webhook.id.to_string())
        .bind(delivery.notice.to_string())
        .bind(next_at_ms(delivery.attempts))
        .execute(&mut *transaction)
        .await
        .map_err(noting())?;
        transaction.commit().await.map_err(noting())?;
        Ok(Some(delivery))
    }

    /// Notes what came of an attempt.
    pub async fn note_delivery(
        &self,
        (webhook, notice): (WebhookId, Guid),
        outcome: DeliveryOutcome<'_>,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let noting = || StateError::query(SENDING);
        let mut transaction = self.begin_write().await.map_err(noting())?;
        if !matches!(outcome, DeliveryOutcome::Failed(_)) {
            sqlx::query("DELETE FROM deliveries WHERE webhook_id = $1 AND notice_id = $2")
                .bind(webhook.to_string())
                .bind(notice.to_string())
                .execute(&mut *transaction)
                .await
                .map_err(noting())?;
        }
        let query = match outcome {
            DeliveryOutcome::Arrived => {
                sqlx::query("UPDATE webhooks SET delivered_at_ms = $2, seal = NULL WHERE id = $1")
                    .bind(webhook.to_string())
                    .bind(now_ms)
            }
            DeliveryOutcome::Failed(why) | DeliveryOutcome::GivenUp(why) => sqlx::query(
                "UPDATE webhooks SET failed_at_ms = $2, failure = $3, seal = NULL
                     WHERE id = $1",
            )
            .bind(webhook.to_string())
            .bind(now_ms)
            .bind(short(why, FAILURE_CHARACTERS)),
        };
        query.execute(&mut *transaction).await.map_err(noting())?;
        transaction.commit().await.map_err(noting())
    }
}
