import { Field, Input, Select } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { servicesQuery, skusQuery, workloadsQuery } from "../../api/catalogue.ts";
import type { Schemas } from "../../api/client.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { skuKey } from "../../ui/names.ts";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";
import { useServiceName } from "../../ui/useServiceName.ts";

type Sku = Schemas["CatalogueSku"];

/** So many products are shown; whoever looks for another one searches. */
const MOST = 50;

interface Properties {
  /** What stands below, once the products are there. */
  readonly children: ReactNode;
}

/** The products of the catalogue with what they contain. */
export function Products({ children }: Properties) {
  const { t } = useWords();
  const change = useSearchChange();
  const search = useSearch({ from: "/shell/catalogue" });
  const service = useServiceName();
  const services = useQuery(servicesQuery);
  const skus = useQuery({ ...skusQuery(search), placeholderData: keepPreviousData });
  return (
    <>
      <Card title={t("products-title")} hint={t("products-hint")}>
        <div className="form form--wide filters">
          <Field label={t("products-search")}>
            <Input
              type="search"
              value={search.search ?? ""}
              onChange={(_, { value }) => change({ search: value }, "replaces")}
            />
          </Field>
          <Field label={t("dimension-service")}>
            <Select
              value={search.service ?? ""}
              onChange={(_, { value }) => change({ service: value }, "replaces")}
            >
              <option value="">{t("answer-all")}</option>
              {services.data?.items.map((it) => (
                <option key={it.service} value={it.service}>
                  {service(it.service)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Shown query={skus} lines={10}>
          {({ items }) =>
            items.length === 0 ? (
              <Notice title={t("products-none")} text={t("products-none-text")} />
            ) : (
              <>
                <Rows items={byName(items).slice(0, MOST)} />
                {items.length > MOST && (
                  <p className="quiet">{t("products-more", { count: items.length - MOST })}</p>
                )}
              </>
            )
          }
        </Shown>
      </Card>
      {!skus.isPending && children}
    </>
  );
}

function byName(items: readonly Sku[]): readonly Sku[] {
  return [...items].sort((one, other) => one.product_name.localeCompare(other.product_name));
}

function Rows({ items }: { readonly items: readonly Sku[] }) {
  const { t } = useWords();
  const service = useServiceName();
  const workloads = useQuery(workloadsQuery).data?.items ?? [];
  const names = (codes: readonly string[]) =>
    codes.map((code) => workloads.find((it) => it.workload === code)?.name ?? code).join(", ");
  return (
    <Table
      caption={t("products-title")}
      rows={items}
      rowKey={skuKey}
      columns={[
        {
          key: "name",
          title: t("dimension-sku"),
          isHeader: true,
          cell: (it) => (
            <>
              {it.product_name}
              <span className="sub">{it.sku_part_number}</span>
            </>
          ),
        },
        { key: "service", title: t("dimension-service"), cell: (it) => service(it.service) },
        { key: "class", title: t("column-sku-class"), cell: (it) => t(`class-${it.class}`) },
        { key: "base", title: t("column-base"), cell: (it) => names(it.base) },
        { key: "addon", title: t("column-addon"), cell: (it) => names(it.addon) },
      ]}
    />
  );
}
