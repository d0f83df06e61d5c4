import type { Webhook } from "../../api/webhooks.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Table } from "../../ui/Table.tsx";
import { WebhookActions } from "./WebhookActions.tsx";
import { type WebhookState, webhookState } from "./webhookState.ts";

const TONE: Readonly<Record<WebhookState, string>> = {
  told: "badge badge--good",
  failing: "badge badge--bad",
  waiting: "badge",
  paused: "badge",
};

interface Properties {
  readonly webhooks: readonly Webhook[];
  readonly onRemoved: (webhookId: string) => void;
}

/** The webhooks: where they are told, and what came of it last. */
export function WebhookRows({ webhooks, onRemoved }: Properties) {
  const { t, has, formats } = useWords();
  const why = ({ failure }: Webhook) => {
    const message = `webhook-failure-${failure ?? "other"}`;
    return t(has(message) ? message : "webhook-failure-other");
  };
  return (
    <Table
      caption={t("nav-webhooks")}
      rows={webhooks}
      rowKey={(it) => it.webhook_id}
      columns={[
        {
          key: "name",
          title: t("field-name"),
          isHeader: true,
          cell: (it) => (
            <>
              {it.name}
              <span className="sub">{it.address}</span>
            </>
          ),
        },
        {
          key: "state",
          isShort: true,
          title: t("webhook-state"),
          cell: (it) => {
            const state = webhookState(it);
            return <span className={TONE[state]}>{t(`webhook-${state}`)}</span>;
          },
        },
        {
          key: "delivered",
          isShort: true,
          title: t("webhook-delivered"),
          cell: (it) =>
            it.delivered_at == null ? t("webhook-never") : formats.moment(it.delivered_at),
        },
        {
          key: "failed",
          title: t("webhook-failed"),
          cell: (it) =>
            it.failed_at == null ? (
              t("webhook-never")
            ) : (
              <>
                {formats.moment(it.failed_at)}
                <span className="sub">{why(it)}</span>
              </>
            ),
        },
        {
          key: "made",
          isShort: true,
          title: t("column-made"),
          cell: (it) => formats.moment(it.created_at),
        },
        {
          key: "actions",
          isAction: true,
          title: <span className="visually-hidden">{t("column-actions")}</span>,
          cell: (it) => <WebhookActions webhook={it} onRemoved={onRemoved} />,
        },
      ]}
    />
  );
}
