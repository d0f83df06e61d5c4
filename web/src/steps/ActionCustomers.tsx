import { Link } from "@tanstack/react-router";
import type { Action } from "../api/actions.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { customerName } from "../ui/names.ts";
import { Table } from "../ui/Table.tsx";

/** For whom an action is, and what was recommended. */
export function ActionCustomers({ action }: { readonly action: Action }) {
  const { t, formats } = useWords();
  return (
    <section>
      <h3>{t("action-for")}</h3>
      <Table
        caption={t("action-for")}
        rows={action.customers}
        rowKey={(it) => it.customer_id}
        columns={[
          {
            key: "name",
            isHeader: true,
            title: t("column-name"),
            cell: (it) => (
              <Link
                className="link"
                to="/customers/$customerId"
                params={{ customerId: it.customer_id }}
              >
                {customerName(it)}
              </Link>
            ),
          },
          {
            key: "recommended",
            title: t("action-recommended"),
            cell: ({ recommended }) =>
              recommended == null
                ? t("action-not-recommended")
                : t("action-recommended-on", {
                    stake: t(`stake-${recommended.unit}`, { count: recommended.stake }),
                    day: formats.day(recommended.day),
                  }),
          },
        ]}
      />
    </section>
  );
}
