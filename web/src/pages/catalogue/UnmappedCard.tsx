import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { unmappedQuery } from "../../api/catalogue.ts";
import type { Schemas } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { skuKey, skuName } from "../../ui/names.ts";
import { Shown } from "../../ui/Shown.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import type { Found } from "./productText.ts";

interface UnmappedProperties {
  /** Describes a product to the catalogue; nothing for whoever may not. */
  readonly onAdd: ((found: Found) => void) | undefined;
}

/** What the data names and the catalogue does not know: products, and activity. */
export function UnmappedCard({ onAdd }: UnmappedProperties) {
  const { t, formats } = useWords();
  const addColumn = useAddColumn();
  const unmapped = useQuery(unmappedQuery);
  return (
    <Card title={t("unmapped-title")} hint={t("unmapped-hint")}>
      <Shown query={unmapped} lines={5}>
        {({ skus, sources }) => (
          <>
            {skus.length + sources.length === 0 && (
              <Notice title={t("unmapped-nothing")} text={t("unmapped-nothing-text")} />
            )}
            {skus.length > 0 && (
              <Table
                caption={t("unmapped-title")}
                rows={skus}
                rowKey={skuKey}
                columns={[
                  { key: "sku", title: t("dimension-sku"), isHeader: true, cell: skuName },
                  {
                    key: "customers",
                    title: t("column-customers"),
                    isNumber: true,
                    cell: (it) => formats.count(it.deployment.customers),
                  },
                  {
                    key: "sold",
                    title: t("column-sold"),
                    isNumber: true,
                    cell: (it) => formats.count(it.deployment.sold),
                  },
                  {
                    key: "assigned",
                    title: t("column-assigned"),
                    isNumber: true,
                    cell: (it) => formats.count(it.deployment.assigned),
                  },
                  {
                    key: "deployment",
                    title: t("figure-deployment"),
                    cell: (it) => <Meter ratio={it.deployment.deployment} />,
                  },
                  ...(onAdd === undefined ? [] : [addColumn(onAdd)]),
                ]}
              />
            )}
            {sources.length > 0 && (
              <Table
                caption={t("unmapped-activity")}
                rows={sources}
                rowKey={(it) => it.source}
                columns={[
                  {
                    key: "source",
                    title: t("unmapped-activity"),
                    isHeader: true,
                    cell: (it) => it.source,
                  },
                  {
                    key: "customers",
                    title: t("column-customers"),
                    isNumber: true,
                    cell: (it) => formats.count(it.customers),
                  },
                  {
                    key: "users",
                    title: t("column-active"),
                    isNumber: true,
                    cell: (it) => formats.count(it.users),
                  },
                ]}
              />
            )}
          </>
        )}
      </Shown>
    </Card>
  );
}

type Unknown = Schemas["UnmappedSku"];

/** A column with the way to describe the product. */
function useAddColumn(): (onAdd: (found: Found) => void) => Column<Unknown> {
  const { t } = useWords();
  return (onAdd) => ({
    key: "add",
    isAction: true,
    title: <span className="visually-hidden">{t("column-actions")}</span>,
    cell: (it) => (
      <Button
        size="small"
        aria-label={t("product-add-of", { name: skuName(it) })}
        onClick={() =>
          onAdd({ id: it.sku_id, part_number: it.sku_part_number, name: it.product_name })
        }
      >
        {t("product-add")}
      </Button>
    ),
  });
}
