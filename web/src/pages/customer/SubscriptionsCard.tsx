import type { Schemas } from "../../api/client.ts";
import { UNKNOWN } from "../../l10n/formats.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { skuKey, skuName } from "../../ui/names.ts";
import { Table } from "../../ui/Table.tsx";

type Subscription = Schemas["SubscriptionBody"];

const TONE: Readonly<Record<string, string>> = {
  active: "badge--good",
  grace: "badge--warn",
  suspended: "badge--bad",
};

const STATUSES = ["active", "grace", "suspended"];

/** What counts comes first, then what has most seats; what is over closes the list. */
function activeFirst(subscriptions: readonly Subscription[]): readonly Subscription[] {
  const place = ({ status }: Subscription) =>
    STATUSES.includes(status) ? STATUSES.indexOf(status) : STATUSES.length;
  return [...subscriptions].sort(
    (one, other) => place(one) - place(other) || other.quantity - one.quantity,
  );
}

interface Properties {
  readonly subscriptions: readonly Subscription[];
}

/** The subscriptions with their states, sellers, trials and renewals. */
export function SubscriptionsCard({ subscriptions }: Properties) {
  const { t, formats } = useWords();
  return (
    <Card title={t("subscriptions-title")} hint={t("subscriptions-hint")}>
      {subscriptions.length === 0 ? (
        <Notice title={t("subscriptions-empty")} />
      ) : (
        <Table
          caption={t("subscriptions-title")}
          rows={activeFirst(subscriptions)}
          rowKey={(it) => it.subscription_id ?? `${skuKey(it.sku)} ${it.status}`}
          columns={[
            {
              key: "sku",
              title: t("dimension-sku"),
              isHeader: true,
              cell: (it) => (
                <>
                  {skuName(it.sku)}
                  {it.subscription_id !== null && (
                    <span className="sub sub--id">{it.subscription_id}</span>
                  )}
                </>
              ),
            },
            {
              key: "status",
              isShort: true,
              title: t("column-status"),
              cell: (it) => (
                <>
                  <span className={`badge ${TONE[it.status] ?? ""}`}>
                    {t(`status-${it.status}`)}
                  </span>{" "}
                  {it.is_trial && <span className="badge">{t("subscription-trial")}</span>}
                </>
              ),
            },
            {
              key: "quantity",
              title: t("column-quantity"),
              isNumber: true,
              cell: (it) => formats.count(it.quantity),
            },
            {
              key: "seller",
              title: t("column-seller"),
              cell: (it) => t(`seller-${it.seller}`),
            },
            {
              key: "price",
              title: t("column-price"),
              isNumber: true,
              cell: (it) =>
                it.unit_price == null ? UNKNOWN : formats.price(it.unit_price, it.currency),
            },
            {
              key: "end",
              isShort: true,
              title: t("column-commitment-end"),
              cell: (it) => (
                <>
                  {formats.day(it.commitment_end)}
                  {it.auto_renew != null && (
                    <span className="sub">
                      {t(it.auto_renew ? "subscription-renews" : "subscription-ends")}
                    </span>
                  )}
                </>
              ),
            },
            {
              key: "as_of",
              isShort: true,
              title: t("column-as-of"),
              cell: (it) => formats.day(it.as_of),
            },
          ]}
        />
      )}
    </Card>
  );
}
