import { Link } from "@tanstack/react-router";
import type { Action } from "../api/actions.ts";
import { UNKNOWN } from "../l10n/formats.ts";
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
            cell: ({ customer_id, recommended }) => {
              if (recommended == null) return t("action-not-recommended");
              const { play, unit, stake, day } = recommended;
              return (
                <Link
                  className="link"
                  to="/recommendations"
                  search={{ open: `${customer_id}.${play}` }}
                >
                  {t("action-recommended-on", {
                    stake: stake == null ? UNKNOWN : t(`stake-${unit}`, { count: stake }),
                    day: formats.day(day),
                  })}
                </Link>
              );
            },
          },
        ]}
      />
    </section>
  );
}
