import { Button } from "@fluentui/react-components";
import type { UseQueryResult } from "@tanstack/react-query";
import { useSearchChange } from "../app/useSearchChange.ts";
import { LineChart } from "../charts/LineChart.tsx";
import { type SupportMonth, satisfactionTrend } from "../figures/support.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Card } from "../ui/Card.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Shown } from "../ui/Shown.tsx";
import { Table } from "../ui/Table.tsx";
import { useCountColumn } from "../ui/useCountColumn.ts";
import "./support.css";

interface Properties {
  readonly support: UseQueryResult<{ readonly months: readonly SupportMonth[] }>;
  /** Whether the answers can be shown one by one. */
  readonly hasLines?: boolean;
}

/** What customers answer to surveys, beside how much of what they bought is used. */
export function SatisfactionCard({ support, hasLines = false }: Properties) {
  const { t, formats } = useWords();
  const change = useSearchChange();
  const titles = { satisfied: t("satisfaction-satisfied"), covered: t("figure-covered") };
  return (
    <Card
      className="matrix"
      title={t("satisfaction-title")}
      hint={t("satisfaction-hint")}
      actions={
        hasLines && (
          <Button size="small" className="no-print" onClick={() => change({ lines: "surveys" })}>
            {t("satisfaction-answers")}
          </Button>
        )
      }
    >
      <Shown query={support} lines={10}>
        {({ months }) => {
          const answered = months.filter(
            ({ satisfaction: it }) => it.csat_answers + it.nps_answers > 0,
          );
          if (answered.length === 0) {
            return <Notice title={t("satisfaction-empty")} text={t("satisfaction-empty-text")} />;
          }
          return (
            <>
              <LineChart
                title={t("satisfaction-title")}
                data={satisfactionTrend(months, titles)}
                atLeast={100}
                write={(it) => formats.exactPercent(it)}
                writeAxis={(it) => formats.axisPercent(it)}
                isByMonth
              />
              <Answers months={answered.toReversed()} />
            </>
          );
        }}
      </Shown>
    </Card>
  );
}

/** The answers of each month, the latest first. */
function Answers({ months }: { readonly months: readonly SupportMonth[] }) {
  const { t, formats } = useWords();
  const number = useCountColumn<SupportMonth>();
  return (
    <div className="support-table">
      <Table
        caption={t("satisfaction-title")}
        rows={months}
        rowKey={(it) => it.month}
        columns={[
          {
            key: "month",
            isHeader: true,
            title: t("column-month"),
            cell: (it) => formats.month(`${it.month}-01`),
          },
          number("csat", t("signal-csat_answers"), (it) => it.satisfaction.csat_answers),
          number("mean", t("signal-csat_mean"), ({ satisfaction: { csat_mean_hundredths: it } }) =>
            it == null ? null : it / 100,
          ),
          {
            key: "satisfied",
            isNumber: true,
            title: t("satisfaction-satisfied"),
            cell: (it) => formats.alignedPercent(it.satisfaction.csat_satisfied),
          },
          number("nps-answers", t("signal-nps_answers"), (it) => it.satisfaction.nps_answers),
          number("nps", t("signal-nps"), (it) => it.satisfaction.nps),
          {
            key: "covered",
            isNumber: true,
            title: t("figure-covered"),
            cell: (it) => formats.exactPercent(it.covered_percent),
          },
        ]}
      />
    </div>
  );
}
