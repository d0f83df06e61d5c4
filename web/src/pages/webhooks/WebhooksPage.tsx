import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { webhooksQuery } from "../../api/webhooks.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { ListCard } from "../../ui/ListCard.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SentCard } from "./SentCard.tsx";
import { type Made, WebhookDialog } from "./WebhookDialog.tsx";
import { WebhookRows } from "./WebhookRows.tsx";

/** Which programs are told when an action changes, and whether it arrives. */
export default function WebhooksPage() {
  const { t } = useWords();
  const webhooks = useQuery(webhooksQuery);
  const [isAdding, add] = useState(false);
  const [made, setMade] = useState<Made>();
  return (
    <>
      <PageHeader
        title={t("nav-webhooks")}
        lead={t("webhooks-lead")}
        actions={
          <Button appearance="primary" onClick={() => add(true)}>
            {t("webhooks-add")}
          </Button>
        }
      />
      {made !== undefined && (
        <div className="filters" role="status">
          <Notice
            title={t("webhook-added", { name: made.name })}
            text={t("webhook-added-text")}
            action={<code className="secret">{made.secret}</code>}
          />
        </div>
      )}
      <ListCard
        title={t("nav-webhooks")}
        hint={t("webhooks-hint")}
        query={webhooks}
        lines={5}
        empty={{ title: t("webhooks-empty"), text: t("webhooks-empty-text") }}
      >
        {(items) => (
          <WebhookRows
            webhooks={items}
            onRemoved={(id) => setMade((it) => (it?.webhook_id === id ? undefined : it))}
          />
        )}
      </ListCard>
      {/* What is below a list of unknown length waits for it, so that nothing moves. */}
      {!webhooks.isPending && <SentCard />}
      {isAdding && <WebhookDialog onMade={setMade} onClose={() => add(false)} />}
    </>
  );
}
