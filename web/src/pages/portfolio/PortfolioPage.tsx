import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { portfolioQuery, trendQuery } from "../../api/insights.ts";
import { filterOf, viewOf } from "../../app/search.ts";
import { customerFilterOf } from "../../app/stepsSearch.ts";
import { ExportButton } from "../../exporting/ExportButton.tsx";
import { windowDays } from "../../figures/trends.ts";
import { FilterBar } from "../../filters/FilterBar.tsx";
import { useWords } from "../../l10n/WordsContext.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Attention } from "./Attention.tsx";
import { Breakdown } from "./Breakdown.tsx";
import { Figures } from "./Figures.tsx";
import { NextStepsCard } from "./NextStepsCard.tsx";
import { SpreadCard } from "./SpreadCard.tsx";
import { TrendCard } from "./TrendCard.tsx";
import "./portfolio.css";

const PartsDrawer = lazy(() => import("./PartsDrawer.tsx"));

/** The portfolio on a day: how far licences are deployed and used, and where to look first. */
export default function PortfolioPage() {
  const { t, formats } = useWords();
  const search = useSearch({ from: "/shell/portfolio" });
  const asked = { ...viewOf({ ...search }), ...filterOf({ ...search }) };
  const window = search.window ?? "3m";
  const portfolio = useQuery(portfolioQuery(asked));
  const { data } = portfolio;
  const days = data && windowDays(window, data.day, data.known);
  const trend = useQuery({
    ...trendQuery({ ...asked, ...days }),
    enabled: days !== undefined,
  });
  const lead =
    data &&
    t("portfolio-lead", {
      customers: data.customers,
      deployment: formats.day(data.processed.deployment),
      usage: formats.day(data.processed.usage),
    });
  return (
    <>
      <PageHeader
        title={t("nav-portfolio")}
        lead={lead ?? " "}
        actions={data && <ExportButton day={data.day} />}
      />
      <FilterBar filter={asked} />
      <Shown query={portfolio} lines={20}>
        {(shown) => (
          <>
            <Figures portfolio={shown} trend={trend.data} sellers={search.sellers} />
            <Remarks
              missing={shown.usage.customers_missing}
              unassignable={shown.deployment.customers_missing}
              {...shown.usage}
            />
            <div className="grid">
              <div className="wide">
                <TrendCard trend={trend} window={window} sellers={search.sellers} />
              </div>
              <div className="third">
                <SpreadCard portfolio={shown} asked={asked} />
              </div>
              <Attention asked={asked} />
              <NextStepsCard filter={customerFilterOf({ ...search })} />
              <Breakdown by={search.by ?? "service"} asked={asked} />
            </div>
          </>
        )}
      </Shown>
      {search.parts !== undefined && (
        <Suspense fallback={null}>
          <PartsDrawer count={search.parts} asked={asked} />
        </Suspense>
      )}
    </>
  );
}

interface RemarkProperties {
  readonly missing: number;
  readonly unassignable: number;
  readonly customers_with_lower_bound: number;
  readonly customers_preliminary: number;
  readonly customers_untold: number;
}

/** What is to be known of the figures: whose data is missing, partial, or may still change. */
function Remarks(properties: RemarkProperties) {
  const { t } = useWords();
  const remarks = [
    ["remark-missing", properties.missing],
    ["remark-assigned-untold", properties.unassignable],
    ["remark-classes-untold", properties.customers_untold],
    ["remark-lower-bound", properties.customers_with_lower_bound],
    ["remark-preliminary", properties.customers_preliminary],
  ] as const;
  const shown = remarks.filter(([, count]) => count > 0);
  if (shown.length === 0) return null;
  return <p className="quiet remarks">{shown.map(([id, count]) => t(id, { count })).join(" ")}</p>;
}
