import type { Schemas } from "../../api/client.ts";
import { UNKNOWN } from "../../l10n/formats.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { skuKey, skuName } from "../../ui/names.ts";
import { Table } from "../../ui/Table.tsx";

interface Properties {
  readonly rows: readonly Schemas["ProductUsage"][];
  readonly workloads: readonly Schemas["CustomerWorkload"][];
}

/** Usage by product and workload: how many holders of a product are active in what it contains. */
export function ProductUsageCard({ rows, workloads }: Properties) {
  const { t, formats } = useWords();
  const nameOf = (code: string) =>
    workloads.find((it) => it.workload === code)?.workload_name ?? code;
  return (
    <Card title={t("product-usage-title")} hint={t("product-usage-hint")}>
      {rows.length === 0 ? (
        <Notice title={t("usage-empty")} />
      ) : (
        <Table
          caption={t("product-usage-title")}
          rows={rows}
          rowKey={(it) => `${skuKey(it.sku)} ${it.workload}`}
          columns={[
            {
              key: "sku",
              title: t("dimension-sku"),
              isHeader: true,
              cell: (it) => skuName(it.sku),
            },
            { key: "workload", title: t("dimension-workload"), cell: (it) => nameOf(it.workload) },
            {
              key: "qualified",
              title: t("column-qualified"),
              isNumber: true,
              cell: (it) => formats.count(it.qualified),
            },
            {
              key: "active",
              title: t("column-active"),
              isNumber: true,
              cell: (it) => formats.count(it.active),
            },
            {
              key: "usage",
              title: t("figure-usage"),
              isNumber: true,
              cell: (it) =>
                it.active == null || it.usage_percent == null
                  ? UNKNOWN
                  : formats.alignedPercent({ part: it.active, whole: it.qualified }),
            },
          ]}
        />
      )}
    </Card>
  );
}
