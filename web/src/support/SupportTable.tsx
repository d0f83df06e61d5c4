import type { Load, SupportMonth } from "../figures/support.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Table } from "../ui/Table.tsx";
import { useCountColumn } from "../ui/useCountColumn.ts";
import "./support.css";

interface Row extends Load {
  readonly key: string;
  readonly name: string;
}

interface Properties {
  readonly month: SupportMonth;
  /** How much is known of the tickets. */
  readonly note: string | undefined;
}

/** Support of a month by product, with the whole last: a ticket may be about no product. */
export function SupportTable({ month, note }: Properties) {
  const { t, formats } = useWords();
  const number = useCountColumn<Row>();
  const caption = t("support-by-product", { month: formats.month(`${month.month}-01`) });
  const rows: readonly Row[] = [
    ...month.workloads.map((it) => ({ ...it, key: it.workload, name: it.workload_name })),
    { ...month, key: "", name: t("support-all") },
  ];
  return (
    <div className="support-table">
      <h3>{caption}</h3>
      {note !== undefined && <p className="quiet">{note}</p>}
      <Table
        caption={caption}
        rows={rows}
        rowKey={(it) => it.key}
        columns={[
          {
            key: "name",
            isHeader: true,
            title: t("dimension-workload"),
            cell: (it) => it.name,
          },
          number("tickets", t("signal-tickets"), (it) => it.tickets?.total),
          number("how_to", t("ticket-how_to"), (it) => it.tickets?.how_to),
          number("fault", t("ticket-fault"), (it) => it.tickets?.fault),
          number("access", t("ticket-access"), (it) => it.tickets?.access),
          number("billing", t("ticket-billing"), (it) => it.tickets?.billing),
          number("other", t("ticket-other"), (it) => it.tickets?.other),
          number("unclassified", t("ticket-unclassified"), (it) => it.tickets?.unclassified),
          ...(month.customers === undefined
            ? [number("active", t("column-active"), (it) => it.active_users)]
            : [
                number("customers", t("support-customers"), (it) => it.customers),
                number("active", t("column-active"), (it) => it.how_to_per_100?.whole),
              ]),
          number("load", t("support-load"), (it) => it.how_to_per_100?.percent),
        ]}
      />
    </div>
  );
}
