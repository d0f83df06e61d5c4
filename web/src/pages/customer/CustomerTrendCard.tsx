import { Field, Select } from "@fluentui/react-components";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Schemas } from "../../api/client.ts";
import { WINDOWS, type Window } from "../../app/pageSearch.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { LineChart } from "../../charts/LineChart.tsx";
import { totalsTrend, workloadTrend } from "../../figures/customerTrend.ts";
import type { Sellers } from "../../figures/scoped.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Choice } from "../../ui/Choice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";

interface Properties {
  readonly trend: UseQueryResult<Schemas["CustomerTrendBody"]>;
  readonly window: Window;
  readonly workloads: readonly Schemas["CustomerWorkload"][];
  readonly workload: string | undefined;
  readonly sellers: Sellers;
}

/** The customer over time: all products together, or one workload. */
export function CustomerTrendCard({ trend, window, workloads, workload, sellers }: Properties) {
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
        <>
          <Field
            className="no-print"
            label={{ children: t("trend-of"), className: "visually-hidden" }}
          >
            <Select
              value={workload ?? ""}
              onChange={(_, { value }) =>
                change({ workload: value === "" ? undefined : value }, "replaces")
              }
            >
              <option value="">{t("trend-of-all")}</option>
              {workloads.map((it) => (
                <option key={it.workload} value={it.workload}>
                  {it.workload_name}
                </option>
              ))}
            </Select>
          </Field>
          <Choice
            title={t("trend-window")}
            name="window"
            choices={WINDOWS.map((value) => ({ value, title: t(`window-${value}`) }))}
            chosen={window}
            onChoose={(value) => change({ window: value }, "replaces")}
          />
        </>
      }
    >
      <Shown query={trend} lines={10}>
        {(data) => {
          // Until a workload that was just chosen is read, what was drawn before stays.
          const drawn =
            workload === undefined || (trend.isPlaceholderData && data.usage.length === 0)
              ? totalsTrend(data, sellers, titles)
              : workloadTrend(data, workload, titles);
          if (drawn === undefined || drawn.isEmpty) {
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
