import { useWords } from "../l10n/WordsContext.tsx";
import { Table } from "../ui/Table.tsx";
import { useCountColumn } from "../ui/useCountColumn.ts";
import type { GrowthBar, GrowthData } from "./growthData.ts";

interface Properties {
  readonly title: string;
  readonly data: GrowthData;
}

/** What a growth chart shows, as a table with the newest month first. */
export function GrowthTable({ title, data }: Properties) {
  const { t, formats } = useWords();
  const number = useCountColumn<GrowthBar>();
  return (
    <div className="chart__table">
      <Table
        caption={title}
        rows={data.bars.toReversed()}
        rowKey={(it) => it.month}
        columns={[
          {
            key: "month",
            isHeader: true,
            title: t("column-month"),
            cell: (it) => formats.month(`${it.month}-01`),
          },
          number("start", t("growth-start"), (it) => it.flow?.start),
          number("gained", t("growth-gained"), (it) => it.flow?.gained),
          number("first_seen", t("growth-first_seen"), (it) => it.flow?.first_seen),
          number("lost", t("growth-lost"), (it) => it.flow?.lost),
          number("end", t("growth-end"), (it) => it.flow?.end),
        ]}
      />
    </div>
  );
}
