import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { servicesQuery, unmappedQuery, workloadsQuery } from "../../api/catalogue.ts";
import { useMay } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";
import { useServiceName } from "../../ui/useServiceName.ts";
import { ProductDialog } from "./ProductDialog.tsx";
import { Products } from "./Products.tsx";
import type { Found } from "./productText.ts";
import { UnmappedCard } from "./UnmappedCard.tsx";

/** What products contain: first what the data names and the catalogue does not know. */
export default function CataloguePage() {
  const { t } = useWords();
  const mayAdd = useMay("manage_catalogue");
  const isWaiting = [
    useQuery(unmappedQuery).isPending,
    useQuery(servicesQuery).isPending,
    useQuery(workloadsQuery).isPending,
  ].includes(true);
  const [found, describe] = useState<Found>();
  return (
    <>
      <PageHeader
        title={t("nav-catalogue")}
        lead={t("catalogue-lead")}
        actions={
          mayAdd && (
            <Button onClick={() => describe({ id: "", part_number: "", name: "" })}>
              {t("product-add")}
            </Button>
          )
        }
      />
      <UnmappedCard onAdd={mayAdd ? describe : undefined} />
      {/* What is below a list of unknown length waits for it, so that nothing moves. */}
      {!isWaiting && (
        <Products>
          <Workloads />
        </Products>
      )}
      {found !== undefined && <ProductDialog found={found} onClose={() => describe(undefined)} />}
    </>
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
