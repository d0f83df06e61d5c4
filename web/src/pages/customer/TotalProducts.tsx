import type { Schemas } from "../../api/client.ts";
import { deploymentRatio, type Sellers, soldSeats } from "../../figures/scoped.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { skuKey, skuName } from "../../ui/names.ts";
import { Table } from "../../ui/Table.tsx";
import { ExplainLink } from "./ExplainLink.tsx";

interface Properties {
  readonly of: "sold" | "deployment";
  readonly products: readonly Schemas["CustomerSku"][];
  readonly sellers: Sellers;
}

/** The products that the totals of deployment are sums of: those that are sold per person. */
export function TotalProducts({ of, products, sellers }: Properties) {
  const { t, formats } = useWords();
  const rows = products.filter((it) => it.class === "paid");
  const isOwn = sellers === "own";
  if (rows.length === 0) return <Notice title={t("deployment-empty")} />;
  return (
    <Table
      caption={t("deployment-title")}
      rows={rows}
      rowKey={skuKey}
      columns={[
        { key: "name", title: t("dimension-sku"), isHeader: true, cell: skuName },
        {
          key: "sold",
          title: t(isOwn ? "column-sold_own" : "column-sold"),
          isNumber: true,
          cell: (it) => formats.count(soldSeats(it, sellers)),
        },
        ...(of === "deployment"
          ? [
              {
                key: "assigned",
                title: t("column-assigned"),
                isNumber: true,
                cell: (it: Schemas["CustomerSku"]) =>
                  formats.count(deploymentRatio(it, sellers)?.part),
              },
              {
                key: "deployment",
                title: t("figure-deployment"),
                cell: (it: Schemas["CustomerSku"]) => (
                  <Meter ratio={deploymentRatio(it, sellers)} />
                ),
              },
            ]
          : []),
        {
          key: "explain",
          isAction: true,
          title: <span className="visually-hidden">{t("explain-action")}</span>,
          cell: (it) => <ExplainLink figure={`sku:${skuKey(it)}`} name={skuName(it)} />,
        },
      ]}
    />
  );
}
