import { queryOptions } from "@tanstack/react-query";
import { answered, api, type Schemas } from "./client.ts";

export type Webhook = Schemas["WebhookBody"];
export type AddedWebhook = Schemas["AddedWebhookBody"];

/** All webhooks, oldest first. */
export const webhooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/settings/webhooks", { signal })),
});

export function addWebhook(body: Schemas["WebhookToAdd"]): Promise<AddedWebhook> {
  return answered(api.POST("/api/v1/settings/webhooks", { body }));
}

/** Switches a webhook on or off; what waits for one that is switched off is dropped. */
export function enableWebhook(webhook_id: string, is_enabled: boolean) {
  return answered(
    api.PATCH("/api/v1/settings/webhooks/{webhook_id}", {
      params: { path: { webhook_id } },
      body: { is_enabled },
    }),
  );
}

export function removeWebhook(webhook_id: string) {
  return answered(
    api.DELETE("/api/v1/settings/webhooks/{webhook_id}", { params: { path: { webhook_id } } }),
  );
}
