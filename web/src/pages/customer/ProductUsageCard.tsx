import type { Schemas } from "../../api/client.ts";
import { UNKNOWN } from "../../l10n/formats.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { skuKey, skuName } from "../../ui/names.ts";
import { type Column, Table } from "../../ui/Table.tsx";
import { ExplainLink } from "./ExplainLink.tsx";

type Usage = Schemas["ProductUsage"];

interface Properties {
  readonly rows: readonly Usage[];
  readonly workloads: readonly Schemas["CustomerWorkload"][];
}

/** A product with what its holders use, by workload. */
interface Product {
  readonly sku: Usage["sku"];
  readonly of: ReadonlyMap<string, Usage>;
}

/** Usage by product and workload: how many holders of a product are active in what it contains. */
export function ProductUsageCard({ rows, workloads }: Properties) {
  const { t } = useWords();
  const products = productsOf(rows);
  const used = [...new Set(rows.map((it) => it.workload))];
  const names = new Map([...workloads, ...rows].map((it) => [it.workload, it.workload_name]));
  // In the order of the usage above; what is not there closes the row.
  const codes = [...names.keys()].filter((it) => used.includes(it));
  const columns: readonly Column<Product>[] = [
    {
      key: "sku",
      title: t("dimension-sku"),
      isHeader: true,
      cell: ({ sku }) => (
        <>
          {skuName(sku)}
          <span className="sub">
            <ExplainLink figure={`sku:${skuKey(sku)}`} name={skuName(sku)} />
          </span>
        </>
      ),
    },
    ...codes.map(
      (code): Column<Product> => ({
        key: code,
        title: (
          <>
            {names.get(code) ?? code}
            <span className="sub">
              <ExplainLink figure={`workload:${code}`} name={names.get(code) ?? code} />
            </span>
          </>
        ),
        isNumber: true,
        cell: ({ of }) => <Cell usage={of.get(code)} />,
      }),
    ),
  ];
  return (
    <Card title={t("product-usage-title")} hint={t("product-usage-hint")} className="matrix">
      {products.length === 0 ? (
        <Notice title={t("usage-empty")} />
      ) : (
        <Table
          caption={t("product-usage-title")}
          rows={products}
          rowKey={({ sku }) => skuKey(sku)}
          columns={columns}
        />
      )}
    </Card>
  );
}

/** Empty where the product does not contain the workload; a dash where nothing is known. */
function Cell({ usage }: { readonly usage: Usage | undefined }) {
  const { t, formats } = useWords();
  if (usage === undefined) return null;
  const { active, qualified, usage_percent } = usage;
  return (
    <>
      {active == null || usage_percent == null
        ? UNKNOWN
        : formats.alignedPercent({ part: active, whole: qualified })}
      <span className="sub">
        {active == null
          ? t("usage-of-unknown", { whole: qualified })
          : t("usage-of", { part: active, whole: qualified })}
      </span>
    </>
  );
}

/** In the order in which the API names them first. */
function productsOf(rows: readonly Usage[]): readonly Product[] {
  const products = new Map<string, { sku: Usage["sku"]; of: Map<string, Usage> }>();
  for (const row of rows) {
    const key = skuKey(row.sku);
    const product = products.get(key) ?? { sku: row.sku, of: new Map() };
    product.of.set(row.workload, row);
    products.set(key, product);
  }
  return [...products.values()];
}
