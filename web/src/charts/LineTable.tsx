import { useWords } from "../l10n/WordsContext.tsx";
import { type Column, Table } from "../ui/Table.tsx";
import type { TrendData } from "./trendData.ts";

interface Properties {
  readonly title: string;
  readonly data: TrendData;
  readonly write: (value: number | null) => string;
  readonly isByMonth: boolean;
}

/** What a line chart shows, as a table with the newest first. */
export function LineTable({ title, data, write, isByMonth }: Properties) {
  const { t, formats } = useWords();
  const rows = data.days.map((day, at) => ({ day, at })).reverse();
  const lines = data.lines.map(
    (line): Column<{ day: string; at: number }> => ({
      key: line.key,
      title: line.title,
      isNumber: true,
      cell: ({ at }) => write(line.values[at] ?? null),
    }),
  );
  return (
    <div className="chart__table">
      <Table
        caption={title}
        rows={rows}
        rowKey={(row) => row.day}
        columns={[
          {
            key: "day",
            title: t(isByMonth ? "column-month" : "column-day"),
            isHeader: true,
            cell: ({ day, at }) => (
              <>
                {isByMonth ? formats.month(day) : formats.day(day)}{" "}
                {data.isPreliminary(at) && <em>{t("preliminary")}</em>}
              </>
            ),
          },
          ...lines,
        ]}
      />
    </div>
  );
}
