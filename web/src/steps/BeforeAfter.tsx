import { useQuery } from "@tanstack/react-query";
import { type Action, actionFiguresQuery } from "../api/actions.ts";
import type { Schemas } from "../api/client.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { customerName } from "../ui/names.ts";
import { Shown } from "../ui/Shown.tsx";
import { type Column, Table } from "../ui/Table.tsx";

type Figures = Schemas["FiguresOnDay"];

/** The figures of one customer at one time. */
interface Row {
  readonly key: string;
  readonly name: string;
  readonly when: string;
  readonly figures: Figures | null | undefined;
}

/** Figures at the start of an action, before and after it: beside each other, not an effect. */
export function BeforeAfter({ action }: { readonly action: Action }) {
  const { t } = useWords();
  const figures = useQuery(actionFiguresQuery(action.action_id));
  return (
    <section className="not-an-effect">
      <h3>
        {t("around-title")} <span className="badge">{t("around-not-an-effect")}</span>
      </h3>
      <p className="quiet">{t("around-hint")}</p>
      <Shown query={figures} lines={4}>
        {({ items }) => <FiguresTable rows={rowsOf(action, items, t)} />}
      </Shown>
    </section>
  );
}

function rowsOf(
  action: Action,
  around: readonly Schemas["CustomerFigures"][],
  t: (id: string) => string,
): readonly Row[] {
  return action.customers.flatMap((customer) => {
    const id = customer.customer_id;
    const found = around.find((it) => it.customer_id === id);
    const name = customerName(customer);
    const row = (when: string, figures: Row["figures"]) => ({
      key: `${id} ${when}`,
      name,
      when: t(`around-${when}`),
      figures,
    });
    return [
      row("start", customer.figures),
      row("before", found?.before),
      row("after", found?.after),
    ];
  });
}

function FiguresTable({ rows }: { readonly rows: readonly Row[] }) {
  const { t, formats } = useWords();
  const number = (key: string, title: string, of: (it: Figures) => string): Column<Row> => ({
    key,
    title,
    isNumber: true,
    cell: ({ figures }) => (figures == null ? formats.count(null) : of(figures)),
  });
  return (
    <Table
      caption={`${t("around-title")}: ${t("around-not-an-effect")}`}
      rows={rows}
      rowKey={(it) => it.key}
      columns={[
        {
          key: "name",
          isHeader: true,
          title: t("column-name"),
          cell: (it) => (
            <>
              {it.name}
              <span className="sub">
                {it.when}
                {it.figures != null && ` · ${formats.day(it.figures.day)}`}
              </span>
            </>
          ),
        },
        number("covered", t("figure-covered"), (it) =>
          formats.exactPercent(it.covered_usage_percent),
        ),
        number("load", t("support-load"), (it) => formats.count(it.how_to_per_100)),
        number("tickets", t("signal-how_to_tickets"), (it) => formats.count(it.how_to_tickets)),
        number("people", t("figure-people"), (it) => formats.count(it.people_active)),
        number("entitlements", t("column-entitlements"), (it) => formats.count(it.entitlements)),
      ]}
    />
  );
}
