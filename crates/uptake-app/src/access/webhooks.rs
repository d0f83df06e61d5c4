//! Webhooks: who is told when an action changes. They are told of all customers, so only who
//! may see all of them manages webhooks.

use serde_json::json;
use uptake_model::{Guid, Permission};
use uptake_state::{Delivery, DeliveryOutcome, Webhook, WebhookId, WebhookSecret};

use super::{Access, AccessError, Asker, Doer, Secret, links::checked_name};

/// How many webhooks there may be.
const MOST_WEBHOOKS: usize = 20;

/// How long after each attempt the next one is due, in minutes. After the last nothing more is
/// tried.
const BACKOFF_MINUTES: [i64; 8] = [1, 5, 15, 60, 180, 360, 720, 1_440];

/// A webhook that was added: its secret is shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedWebhook {
    /// Its name for good.
    pub id: WebhookId,
    /// What is sent is signed with this.
    pub secret: Secret,
}

impl Access {
    /// All webhooks.
    pub async fn webhooks(&self, asker: &Asker) -> Result<Vec<Webhook>, AccessError> {
        asker.must(Permission::ManagePlays)?;
        asker.must_see_all()?;
        Ok(self.state.webhooks().await?)
    }

    /// Adds a webhook.
    pub async fn add_webhook(
        &self,
        doer: Doer<'_>,
        name: &str,
        address: &str,
    ) -> Result<AddedWebhook, AccessError> {
        doer.must(Permission::ManagePlays)?;
        doer.must_see_all()?;
        if !uptake_play::is_link(address) {
            let expected = "an address that begins with https:// or http://";
            return Err(AccessError::Invalid { field: "address", expected });
        }
        if self.state.webhooks().await?.len() >= MOST_WEBHOOKS {
            return Err(AccessError::TooMany { most: MOST_WEBHOOKS });
        }
        let secret = self.secret();
        let webhook = Webhook {
            id: WebhookId(self.guid()),
            name: checked_name(name)?,
            address: address.to_owned(),
            secret: WebhookSecret::new(secret.reveal()),
            is_enabled: true,
            created_at_ms: self.now(),
            delivered_at_ms: None,
            failed_at_ms: None,
            failure: None,
        };
        // The address is not logged: it may hold a secret.
        let detail = json!({ "name": webhook.name });
        let audit = doer.entry("webhook.add", &webhook.id.to_string(), detail);
        self.state.add_webhook(&webhook, &audit, self.now()).await?;
        Ok(AddedWebhook { id: webhook.id, secret })
    }

    /// Switches a webhook on or off.
    pub async fn enable_webhook(
        &self,
        doer: Doer<'_>,
        id: WebhookId,
        is_enabled: bool,
    ) -> Result<(), AccessError> {
        doer.must(Permission::ManagePlays)?;
        doer.must_see_all()?;
        let detail = json!({ "is_enabled": is_enabled });
        let audit = doer.entry("webhook.change", &id.to_string(), detail);
        Ok(self.state.enable_webhook(id, is_enabled, &audit, self.now()).await?)
    }

    /// Removes a webhook with what waited for it.
    pub async fn remove_webhook(&self, doer: Doer<'_>, id: WebhookId) -> Result<(), AccessError> {
        doer.must(Permission::ManagePlays)?;
        doer.must_see_all()?;
        let audit = doer.entry("webhook.remove", &id.to_string(), json!(null));
        Ok(self.state.remove_webhook(id, &audit, self.now()).await?)
    }

    /// The webhooks for which something is due to be sent.
    pub async fn due_webhooks(&self) -> Result<Vec<WebhookId>, AccessError> {
        Ok(self.state.due_webhooks(self.now()).await?)
    }

    /// Takes what is due to be sent to a webhook for longest.
    pub async fn take_delivery(&self, to: WebhookId) -> Result<Option<Delivery>, AccessError> {
        let now = self.now();
        Ok(self.state.take_delivery(to, now, |attempts| now + backoff_ms(attempts)).await?)
    }

    /// Notes that something arrived (`None`) or why it did not. It is tried again until it was
    /// tried often enough.
    pub async fn note_delivery(
        &self,
        delivery: &Delivery,
        failure: Option<&str>,
    ) -> Result<(), AccessError> {
        let is_last =
            usize::try_from(delivery.attempts).unwrap_or(usize::MAX) >= BACKOFF_MINUTES.len();
        let outcome = match failure {
            None => DeliveryOutcome::Arrived,
            Some(why) if is_last => DeliveryOutcome::GivenUp(why),
            Some(why) => DeliveryOutcome::Failed(why),
        };
        let which: (WebhookId, Guid) = (delivery.webhook.id, delivery.notice);
        Ok(self.state.note_delivery(which, outcome, self.now()).await?)
    }
}

fn backoff_ms(attempts: u32) -> i64 {
    let at = usize::try_from(attempts).unwrap_or(usize::MAX);
    let last = BACKOFF_MINUTES.last().copied().unwrap_or(0);
    BACKOFF_MINUTES.get(at).copied().unwrap_or(last) * 60_000
}
