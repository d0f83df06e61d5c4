import { useQuery } from "@tanstack/react-query";
import { unmappedQuery, workloadsQuery } from "../../api/catalogue.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { skuKey, skuName } from "../../ui/names.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";
import { useServiceName } from "../../ui/useServiceName.ts";
import { Products } from "./Products.tsx";

/** What products contain: first what the data names and the catalogue does not know. */
export default function CataloguePage() {
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("nav-catalogue")} lead={t("catalogue-lead")} />
      <Unmapped />
      <Products />
      <Workloads />
    </>
  );
}

function Unmapped() {
  const { t, formats } = useWords();
  const unmapped = useQuery(unmappedQuery);
  return (
    <Card title={t("unmapped-title")} hint={t("unmapped-hint")}>
      <Shown query={unmapped} lines={4}>
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

function Workloads() {
  const { t } = useWords();
  const service = useServiceName();
  const workloads = useQuery(workloadsQuery);
  return (
    <Card title={t("workloads-title")} hint={t("workloads-hint")}>
      <Shown query={workloads} lines={8}>
        {({ items }) => (
          <Table
            caption={t("workloads-title")}
            rows={items}
            rowKey={(it) => it.workload}
            columns={[
              {
                key: "name",
                title: t("dimension-workload"),
                isHeader: true,
                cell: (it) => (
                  <>
                    {it.name}
                    <span className="sub">{it.workload}</span>
                  </>
                ),
              },
              { key: "service", title: t("dimension-service"), cell: (it) => service(it.service) },
              {
                key: "sources",
                title: t("column-sources"),
                cell: (it) => it.sources.join(", "),
              },
              {
                key: "unlicensed",
                title: t("column-unlicensed"),
                cell: (it) => t(it.unlicensed_use ? "answer-yes" : "answer-no"),
              },
            ]}
          />
        )}
      </Shown>
    </Card>
  );
}
