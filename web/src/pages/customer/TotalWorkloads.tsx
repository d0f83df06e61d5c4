import type { Schemas } from "../../api/client.ts";
import { causesOf } from "../../charts/stackData.ts";
import type { Sellers } from "../../figures/scoped.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { useCountColumn } from "../../ui/useCountColumn.ts";
import { ExplainLink } from "./ExplainLink.tsx";

type Usage = Schemas["CustomerWorkload"];

interface Properties {
  readonly of: "usage" | "overage" | "people";
  readonly workloads: readonly Usage[];
  readonly sellers: Sellers;
}

/** The workloads that the totals of usage are sums of, or in which the people are active. */
export function TotalWorkloads({ of, workloads, sellers }: Properties) {
  const { t } = useWords();
  const columns = useColumns(of, sellers);
  const rows = workloads.filter((it) => isPart(it));
  if (rows.length === 0) return <Notice title={t("usage-empty")} />;
  return (
    <Table
      caption={t("usage-title")}
      rows={rows}
      rowKey={(it) => it.workload}
      columns={[
        {
          key: "name",
          title: t("dimension-workload"),
          isHeader: true,
          cell: (it) => it.workload_name,
        },
        ...columns,
        {
          key: "explain",
          isAction: true,
          title: <span className="visually-hidden">{t("explain-action")}</span>,
          cell: (it) => <ExplainLink figure={`workload:${it.workload}`} name={it.workload_name} />,
        },
      ]}
    />
  );

  function isPart({ users, entitlements }: Usage): boolean {
    // Use without a single seat has no percentage, and is all above the entitlements.
    if (of === "usage") return entitlements > 0;
    return of === "overage" ? (users?.overage.total ?? 0) > 0 : (users?.active ?? 0) > 0;
  }
}

function useColumns(of: Properties["of"], sellers: Sellers): readonly Column<Usage>[] {
  const { t, formats } = useWords();
  const number = useCountColumn<Usage>();
  if (of === "people") return [number("active", t("column-active"), (it) => it.users?.active)];
  if (of === "overage") {
    return [
      number("overage", t("column-overage"), (it) => it.users?.overage.total),
      {
        key: "causes",
        title: t("total-causes"),
        cell: ({ users }) =>
          users == null
            ? ""
            : causesOf(users.overage)
                .map((it) => `${t(`cause-name-${it.cause}`)}: ${formats.count(it.users)}`)
                .join(", "),
      },
    ];
  }
  const ratio = (it: Usage) => (sellers === "own" ? it.own?.estimate : it.users?.usage);
  return [
    number("entitlements", t("column-entitlements"), (it) =>
      sellers === "own" ? it.own?.estimate.whole : it.entitlements,
    ),
    number("active", t("column-active"), (it) => ratio(it)?.part),
    { key: "usage", title: t("figure-usage"), cell: (it) => <Meter ratio={ratio(it)} /> },
  ];
}
