import type { Schemas } from "../../api/client.ts";
import { CAUSES } from "../../charts/stackData.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Table } from "../../ui/Table.tsx";
import { useCountColumn } from "../../ui/useCountColumn.ts";

type Usage = Schemas["CustomerWorkload"];

/** The stack picture as a table, with every part of the overage. */
export function UsageTable({ usage }: { readonly usage: readonly Usage[] }) {
  const { t, formats } = useWords();
  const number = useCountColumn<Usage>();
  return (
    <Table
      caption={t("usage-title")}
      rows={usage}
      rowKey={(it) => it.workload}
      columns={[
        {
          key: "name",
          title: t("dimension-workload"),
          isHeader: true,
          cell: (it) => it.workload_name,
        },
        number("entitlements", t("column-entitlements"), (it) => it.entitlements),
        number("active", t("column-active"), (it) => it.users?.active),
        number("held", t("stack-held"), (it) => it.users?.held),
        number("former", t("stack-former"), (it) => it.users?.former),
        number("never", t("stack-never"), (it) => it.users?.never),
        ...(usage.some((it) => (it.users?.untold ?? 0) > 0)
          ? [number("untold", t("stack-untold"), (it) => it.users?.untold)]
          : []),
        {
          key: "usage",
          title: t("figure-usage"),
          isNumber: true,
          cell: (it) => formats.alignedPercent(it.users?.usage),
        },
        {
          key: "covered",
          title: t("figure-covered"),
          isNumber: true,
          cell: (it) => formats.alignedPercent(it.users?.covered),
        },
        number("overage", t("column-overage"), (it) => it.users?.overage.total),
        ...CAUSES.map((cause) =>
          number(cause, t(`cause-name-${cause}`), (it) => it.users?.overage[cause]),
        ),
      ]}
    />
  );
}
