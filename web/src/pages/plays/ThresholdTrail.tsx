import { useInfiniteQuery } from "@tanstack/react-query";
import type { Schemas } from "../../api/client.ts";
import { type Threshold, thresholdTrailQuery } from "../../api/plays.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { valueText } from "../../steps/comparison.ts";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";

/** Who changed a threshold, when, from what to what: rows of the audit log. */
export function ThresholdTrail({ threshold }: { readonly threshold: Threshold }) {
  const { t, formats } = useWords();
  const trail = useInfiniteQuery(thresholdTrailQuery(threshold));
  const value = (it: Schemas["AuditBody"], name: "before" | "after") =>
    valueText(valueIn(it.detail, name, threshold.unit), threshold.unit, formats);
  return (
    <section>
      <h3>{t("threshold-trail")}</h3>
      <Shown query={trail} lines={3}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="quiet">{t("threshold-trail-empty")}</p>
          ) : (
            <Table
              caption={t("threshold-trail")}
              rows={rows}
              rowKey={(it) => `${it.seq}`}
              columns={[
                {
                  key: "actor",
                  isHeader: true,
                  title: t("column-actor"),
                  cell: (it) => it.actor_name,
                },
                { key: "at", title: t("column-at"), cell: (it) => formats.moment(it.at) },
                {
                  key: "before",
                  isNumber: true,
                  title: t("threshold-before"),
                  cell: (it) => value(it, "before"),
                },
                {
                  key: "after",
                  isNumber: true,
                  title: t("threshold-after"),
                  cell: (it) => value(it, "after"),
                },
              ]}
            />
          )
        }
      </Shown>
    </section>
  );
}

/** A value of an audit row: whole numbers, of percentages and numbers hundredths. */
function valueIn(detail: unknown, name: "before" | "after", unit: string): number | null {
  if (typeof detail !== "object" || detail === null || !(name in detail)) return null;
  const value: unknown = (detail as Record<string, unknown>)[name];
  if (typeof value !== "number") return null;
  return unit === "percent" || unit === "number" ? value / 100 : value;
}
