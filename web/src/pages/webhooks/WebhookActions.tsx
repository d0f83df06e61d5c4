import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { enableWebhook, removeWebhook, type Webhook, webhooksQuery } from "../../api/webhooks.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { useRowAction } from "../../ui/useRowAction.ts";

interface Properties {
  readonly webhook: Webhook;
  readonly onRemoved: (webhookId: string) => void;
}

/** Pauses a webhook, or lets it be told again, or removes it once the reader is sure. */
export function WebhookActions({ webhook, onRemoved }: Properties) {
  const { t } = useWords();
  const [isSure, setSure] = useState(false);
  const { name, webhook_id, is_enabled } = webhook;
  const enable = useRowAction(webhooksQuery, (id) => enableWebhook(id, !is_enabled));
  const remove = useRowAction(webhooksQuery, async (id) => {
    await removeWebhook(id);
    onRemoved(id);
  });
  const isPending = enable.isPending || remove.isPending;
  const turn = is_enabled ? "pause" : "resume";
  const away = isSure ? "webhook-remove-sure" : "action-remove";
  return (
    <>
      <div className="actions">
        <Button
          size="small"
          disabled={isPending}
          aria-label={t(`webhook-${turn}-of`, { name })}
          onClick={() => enable.mutate(webhook_id)}
        >
          {t(`webhook-${turn}`)}
        </Button>
        <Button
          size="small"
          appearance="subtle"
          disabled={isPending}
          aria-label={t(isSure ? "webhook-remove-sure-of" : "webhook-remove-of", { name })}
          onBlur={() => setSure(false)}
          onClick={() => (isSure ? remove.mutate(webhook_id) : setSure(true))}
        >
          {t(away)}
        </Button>
      </div>
      <Problem error={enable.error ?? remove.error} />
    </>
  );
}
