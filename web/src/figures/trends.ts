import type { Trend } from "../api/insights.ts";
import type { Window } from "../app/pageSearch.ts";
import { TrendData, type TrendLine } from "../charts/trendData.ts";
import { daysFrom, minusMonths, plusDays } from "../ui/days.ts";
import { deploymentRatio, type Sellers, usageRatio } from "./scoped.ts";

/** The API answers at most so many days at once. */
const MOST_DAYS = 1200;

/** The days of a window that ends on `day`, within those of which anything is known. */
export function windowDays(
  window: Window,
  day: string,
  known: { readonly first: string } | null | undefined,
): { readonly from: string; readonly to: string } {
  const earliest = plusDays(day, 1 - MOST_DAYS);
  const first = known != null && known.first > earliest ? known.first : earliest;
  const wanted = {
    "30d": plusDays(day, -29),
    "3m": minusMonths(day, 3),
    "6m": minusMonths(day, 6),
    "12m": minusMonths(day, 12),
    all: first,
  }[window];
  const [, from = wanted] = [wanted, first].sort();
  return { from, to: day };
}

interface Titles {
  readonly deployment: string;
  readonly usage: string;
  readonly covered: string;
}

/** Deployment and usage of the portfolio as lines. */
export function portfolioTrend(trend: Trend, sellers: Sellers, titles: Titles): TrendData {
  const percent = (ratio: { percent?: number | null | undefined } | null | undefined) =>
    ratio?.percent ?? null;
  const lines: readonly TrendLine[] = [
    {
      key: "deployment",
      title: titles.deployment,
      values: trend.deployment.map((it) => percent(it && deploymentRatio(it, sellers))),
    },
    {
      key: "usage",
      title: titles.usage,
      values: trend.usage.map((it) => percent(it && usageRatio(it, sellers))),
    },
    {
      key: "covered",
      title: titles.covered,
      values: trend.usage.map((it) => percent(it?.users?.covered)),
    },
  ];
  const shown = sellers === "own" ? lines.slice(0, 2) : lines;
  const isPreliminary = trend.usage.map((it) => (it?.customers_preliminary ?? 0) > 0);
  return new TrendData(daysFrom(trend.days.first, trend.days.last), shown, isPreliminary);
}
