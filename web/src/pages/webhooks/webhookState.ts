import type { Webhook } from "../../api/webhooks.ts";

/** How it stands with a webhook: the last thing that happened to it decides. */
export type WebhookState = "paused" | "waiting" | "told" | "failing";

/** Nothing was sent yet is not the same as that all of it arrived. */
export function webhookState(webhook: Webhook): WebhookState {
  const { is_enabled, delivered_at, failed_at } = webhook;
  if (!is_enabled) return "paused";
  if (failed_at == null) return delivered_at == null ? "waiting" : "told";
  return delivered_at == null || Date.parse(delivered_at) < Date.parse(failed_at)
    ? "failing"
    : "told";
}
