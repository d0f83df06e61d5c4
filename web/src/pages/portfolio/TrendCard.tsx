import type { UseQueryResult } from "@tanstack/react-query";
import type { Trend } from "../../api/insights.ts";
import { WINDOWS, type Window } from "../../app/pageSearch.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { LineChart } from "../../charts/LineChart.tsx";
import type { Sellers } from "../../figures/scoped.ts";
import { portfolioTrend } from "../../figures/trends.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Choice } from "../../ui/Choice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";

interface Properties {
  readonly trend: UseQueryResult<Trend>;
  readonly window: Window;
  readonly sellers: Sellers;
}

/** Deployment and usage over time; days without data are gaps. */
export function TrendCard({ trend, window, sellers }: Properties) {
  const { t, formats } = useWords();
  const change = useSearchChange();
  const titles = {
    deployment: t("figure-deployment"),
    usage: t("figure-usage"),
    covered: t("figure-covered"),
  };
  return (
    <Card
      title={t("trend-title")}
      hint={t("trend-hint")}
      actions={
        <Choice
          title={t("trend-window")}
          name="window"
          choices={WINDOWS.map((value) => ({ value, title: t(`window-${value}`) }))}
          chosen={window}
          onChoose={(value) => change({ window: value }, "replaces")}
        />
      }
    >
      <Shown query={trend} lines={10}>
        {(data) => {
          const drawn = portfolioTrend(data, sellers, titles);
          if (drawn.isEmpty) {
            return <Notice title={t("trend-empty")} text={t("trend-empty-text")} />;
          }
          return (
            <LineChart
              title={t("trend-title")}
              data={drawn}
              atLeast={100}
              write={(it) => formats.exactPercent(it)}
              writeAxis={(it) => formats.axisPercent(it)}
            />
          );
        }}
      </Shown>
    </Card>
  );
}
