import type { Schemas } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Table } from "../../ui/Table.tsx";
import { Cited } from "./Cited.tsx";

/** What tells which days are known. */
export function SourceRows({ rows }: { readonly rows: readonly Schemas["CoverageRow"][] }) {
  const { t, formats } = useWords();
  const written = (it: Schemas["CoverageRow"]) => {
    const source = it.source_code ?? t("explain-all-sources");
    const [first, last] = [formats.day(it.days.first), formats.day(it.days.last)];
    const days = first === last ? first : `${first} – ${last}`;
    return t(it.kind === "daily" ? "explain-daily" : "explain-snapshot", { source, days });
  };
  return (
    <section>
      <h3>{t("coverage-title")}</h3>
      <Table
        caption={t("coverage-title")}
        rows={rows}
        rowKey={(it) => `${it.source_code} ${it.days.first} ${it.source.file_no}`}
        columns={[
          { key: "days", title: t("coverage-days"), isHeader: true, cell: written },
          {
            key: "recorded",
            title: t("coverage-recorded"),
            cell: (it) => formats.day(it.recorded_on),
          },
          {
            key: "source",
            title: t("explain-rows"),
            cell: (it) => <Cited source={it.source} />,
          },
        ]}
      />
    </section>
  );
}
