import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schemas } from "../../api/client.ts";
import { attentionQuery } from "../../api/insights.ts";
import { type FilterSearch, type ViewSearch, viewOf } from "../../app/search.ts";
import { usageRatio } from "../../figures/scoped.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { customerName } from "../../ui/names.ts";
import { Shown } from "../../ui/Shown.tsx";

type Ranked = Schemas["RankedBody"];

const LISTS = ["lowest", "unused", "falls", "overage"] as const;
type List = (typeof LISTS)[number];

/** The customers to look at first, by four reasons. */
export function Attention({ asked }: { readonly asked: ViewSearch & FilterSearch }) {
  const { t } = useWords();
  const attention = useQuery(attentionQuery({ ...asked, most: 5 }));
  return (
    <Card title={t("attention-title")} hint={t("attention-hint")}>
      <Shown query={attention} lines={8}>
        {(data) => (
          <div className="attention">
            {LISTS.filter((it) => it !== "overage" || asked.sellers !== "own").map((list) => (
              <Reason key={list} list={list} rows={data[list]} asked={asked} />
            ))}
          </div>
        )}
      </Shown>
    </Card>
  );
}

interface Properties {
  readonly list: List;
  readonly rows: readonly Ranked[];
  readonly asked: ViewSearch;
}

function Reason({ list, rows, asked }: Properties) {
  const { t, formats } = useWords();
  const view = viewOf({ ...asked });
  const percent = (usage: Ranked["usage"]) =>
    formats.percent(usage && usageRatio(usage, asked.sellers));
  const covered = (usage: Ranked["usage"]) =>
    asked.sellers === "own" ? percent(usage) : formats.percent(usage?.users?.covered);
  const figures: Record<List, (row: Ranked) => string> = {
    lowest: (row) => covered(row.usage),
    unused: (row) => t("attention-seats", { count: row.value }),
    // What they are ranked by: never usage, which an overage lifts.
    falls: (row) =>
      t("attention-fall", { before: covered(row.before?.usage), now: covered(row.usage) }),
    overage: (row) => t("attention-users", { count: row.value }),
  };
  // Who of the own seats is covered is not known: those lists are by usage.
  const isByUsage = asked.sellers === "own" && (list === "lowest" || list === "falls");
  const title = t(isByUsage ? `attention-own-${list}` : `attention-${list}`);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className="quiet">{t("attention-none")}</p>
      ) : (
        <ol className="ranked">
          {rows.map((row) => (
            <li key={row.customer_id}>
              <Link
                className="link"
                to="/customers/$customerId"
                params={{ customerId: row.customer_id }}
                search={view}
              >
                {customerName(row)}
              </Link>
              <span className="ranked__figure">{figures[list](row)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
