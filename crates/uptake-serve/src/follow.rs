//! What follows an import: recommendations are made ready, decisions are brought up to date,
//! imported actions are taken over; and what follows a change of an action: those who wait for
//! it are told.

use std::{collections::BTreeMap, time::Duration};

use tokio::task::{AbortHandle, JoinSet};
use uptake_app::access::{AccessError, WebhookId};
use uptake_connect::{notice::NoticeError, webhook::WebhookCall};
use uptake_model::with_causes;

use crate::Services;

/// How often a new import is looked for.
const LOOKED: Duration = Duration::from_secs(1);
/// How often notices are looked for that are due.
const SENT: Duration = Duration::from_secs(2);
/// How long is waited after something has failed.
const RESTED: Duration = Duration::from_secs(30);

impl Services {
    /// Follows imports, for good. What fails is logged and tried again.
    pub async fn follow_imports(&self) {
        let mut followed = 0;
        loop {
            let seq = self.ledger_entry();
            if seq == followed {
                tokio::time::sleep(LOOKED).await;
                continue;
            }
            match self.follow_import().await {
                Ok(()) => followed = seq,
                Err(error) => {
                    tracing::error!(error = with_causes(&error), "an import could not be followed");
                    tokio::time::sleep(RESTED).await;
                }
            }
        }
    }

    async fn follow_import(&self) -> Result<(), AccessError> {
        let app = |source| AccessError::App { source };
        let boundary = self.live.current().map_err(app)?;
        let rules = self.access.rulebook().await?;
        if let Some(day) = boundary.acting_day().await.map_err(app)? {
            boundary.recommended(day, &rules).await.map_err(app)?;
        }
        self.access.adopt_actions(&boundary).await?;
        self.access.settle_decisions(&boundary).await
    }

    /// Tells those who wait for changes, for good: each one after the other's things, and all
    /// at once, so that nobody waits for one who cannot be told. That one is tried again later,
    /// and later each time.
    pub async fn send_notices(&self) {
        let mut queues = JoinSet::new();
        let mut busy: BTreeMap<WebhookId, AbortHandle> = BTreeMap::new();
        loop {
            while queues.try_join_next().is_some() {}
            busy.retain(|_, it| !it.is_finished());
            let due = self.access.due_webhooks().await.unwrap_or_else(|error| {
                tracing::error!(error = with_causes(&error), "notices could not be looked for");
                Vec::new()
            });
            for webhook in due {
                busy.entry(webhook).or_insert_with(|| {
                    let services = self.clone();
                    queues.spawn(async move { services.empty_queue(webhook).await })
                });
            }
            tokio::time::sleep(SENT).await;
        }
    }

    /// Sends what is due for a webhook, until nothing is.
    async fn empty_queue(&self, webhook: WebhookId) {
        loop {
            match self.send_next_notice(webhook).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    tracing::error!(error = with_causes(&error), "notices could not be sent");
                    tokio::time::sleep(RESTED).await;
                    return;
                }
            }
        }
    }

    /// Sends what is due for longest; `false` when nothing is.
    async fn send_next_notice(&self, webhook: WebhookId) -> Result<bool, AccessError> {
        let Some(delivery) = self.access.take_delivery(webhook).await? else { return Ok(false) };
        let notice = delivery.notice.to_string();
        let call = WebhookCall {
            address: &delivery.webhook.address,
            secret: delivery.webhook.secret.reveal(),
            notice: &notice,
            body: &delivery.body,
            now_ms: self.access.now_millis(),
        };
        let told = self.notices.tell(call).await;
        if let Err(error) = &told {
            let webhook = delivery.webhook.id.to_string();
            let error = with_causes(error);
            tracing::warn!(webhook, error, "a webhook could not be told");
        }
        self.access.note_delivery(&delivery, told.as_ref().err().map(code)).await?;
        Ok(true)
    }
}

/// Why a webhook could not be told, as a code.
fn code(error: &NoticeError) -> &'static str {
    match error {
        NoticeError::Address => "address",
        NoticeError::Unresolved { .. } => "unresolved",
        NoticeError::Private => "private",
        NoticeError::Elsewhere { .. } => "elsewhere",
        NoticeError::Http { .. } => "refused",
    }
}
