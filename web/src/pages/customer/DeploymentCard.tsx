import type { Schemas } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { skuKey, skuName } from "../../ui/names.ts";
import { type Column, Table } from "../../ui/Table.tsx";
import { ExplainLink } from "./ExplainLink.tsx";

type Deployment = Schemas["CustomerSku"];

/** Deployment by product: seats sold and assigned. */
export function DeploymentCard({ deployment }: { readonly deployment: readonly Deployment[] }) {
  const { t, formats } = useWords();
  const number = (
    key: string,
    of: (it: Deployment) => number | null | undefined,
  ): Column<Deployment> => ({
    key,
    title: t(`column-${key}`),
    isNumber: true,
    cell: (it) => formats.count(of(it)),
  });
  return (
    <Card title={t("deployment-title")} hint={t("deployment-hint")}>
      {deployment.length === 0 ? (
        <Notice title={t("deployment-empty")} />
      ) : (
        <Table
          caption={t("deployment-title")}
          rows={deployment}
          rowKey={skuKey}
          columns={[
            {
              key: "name",
              title: t("dimension-sku"),
              isHeader: true,
              cell: (it) => <Name sku={it} />,
            },
            number("sold", (it) => it.sold),
            number("sold_own", (it) => it.sold_own),
            number("trial_seats", (it) => it.trial_seats),
            number("grace_seats", (it) => it.grace_seats),
            number("assigned", (it) => it.assigned),
            number("excess", (it) => it.excess),
            {
              key: "deployment",
              title: t("figure-deployment"),
              cell: (it) => <Meter ratio={it.deployment} />,
            },
            {
              key: "explain",
              isAction: true,
              title: <span className="visually-hidden">{t("explain-action")}</span>,
              cell: (it) => <ExplainLink figure={`sku:${skuKey(it)}`} name={skuName(it)} />,
            },
          ]}
        />
      )}
    </Card>
  );
}

function Name({ sku }: { readonly sku: Deployment }) {
  const { t } = useWords();
  return (
    <>
      {skuName(sku)}
      {sku.class !== "paid" && <span className="sub">{t(`class-${sku.class}`)}</span>}
      {!sku.is_mapped && <span className="sub">{t("unmapped")}</span>}
    </>
  );
}
