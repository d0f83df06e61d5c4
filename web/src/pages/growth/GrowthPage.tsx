import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { portfolioQuery } from "../../api/insights.ts";
import { growthQuery } from "../../api/signals.ts";
import { filterOf, viewOf } from "../../app/search.ts";
import { GROWING } from "../../app/stepsSearch.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { GrowthChart } from "../../charts/GrowthChart.tsx";
import { growthData } from "../../charts/growthData.ts";
import { FilterBar } from "../../filters/FilterBar.tsx";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Choice } from "../../ui/Choice.tsx";
import { monthsBefore } from "../../ui/days.ts";
import { Failed } from "../../ui/Failed.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { GrowthFigures } from "./GrowthFigures.tsx";
import { GrowthParts } from "./GrowthParts.tsx";
import { SupportOfAll } from "./SupportOfAll.tsx";

/** So many months are drawn. */
const MONTHS = 13;

/** How the partner's own business grows, month by month. */
export default function GrowthPage() {
  const { t, formats } = useWords();
  const change = useSearchChange();
  const search = useSearch({ from: "/shell/growth" });
  const view = viewOf({ ...search });
  const filter = filterOf({ ...search });
  const [of, by] = [search.of ?? "seats", search.by ?? "service"];
  // Of the portfolio only its newest day is needed, which the bar above has asked for.
  const portfolio = useQuery(portfolioQuery(view));
  const day = view.on ?? portfolio.data?.day;
  const growth = useQuery({
    ...growthQuery({ ...view, ...filter, by, ...(day && monthsBefore(day, MONTHS)) }),
    enabled: day !== undefined,
  });
  return (
    <>
      <PageHeader
        title={t("nav-growth")}
        lead={day === undefined ? "\u00a0" : t("growth-lead", { day: formats.day(day) })}
      />
      <FilterBar filter={filter} />
      {portfolio.isError ? (
        <Failed error={portfolio.error} onRetry={() => void portfolio.refetch()} />
      ) : (
        <Shown query={growth} lines={20}>
          {(shown) => (
            <>
              <GrowthFigures growth={shown} />
              <div className="grid">
                <Card
                  title={t("growth-title")}
                  hint={t("growth-hint")}
                  actions={
                    <Choice
                      title={t("growth-of")}
                      name="of"
                      choices={GROWING.map((value) => ({ value, title: t(`growth-of-${value}`) }))}
                      chosen={of}
                      onChoose={(value) => change({ of: value }, "replaces")}
                    />
                  }
                >
                  <GrowthChart
                    title={t("growth-title")}
                    of={of}
                    data={growthData(shown.months, shown.total, of)}
                  />
                </Card>
                <GrowthParts growth={shown} of={of} by={by} month={search.month} />
              </div>
            </>
          )}
        </Shown>
      )}
      {day !== undefined && <SupportOfAll range={monthsBefore(day, MONTHS)} />}
    </>
  );
}
