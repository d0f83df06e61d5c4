import type { Schemas } from "../api/client.ts";
import { TrendData, type TrendLine } from "../charts/trendData.ts";
import { daysFrom } from "../ui/days.ts";
import { deploymentRatio, type Sellers, usageRatio } from "./scoped.ts";

type CustomerTrend = Schemas["CustomerTrendBody"];

interface Titles {
  readonly deployment: string;
  readonly usage: string;
  readonly covered: string;
}

/** A customer over all products as lines. */
export function totalsTrend(trend: CustomerTrend, sellers: Sellers, titles: Titles): TrendData {
  const days = daysFrom(trend.days.first, trend.days.last);
  const { totals } = trend;
  const deployment = totals.map(
    (it) => (it?.deployment && deploymentRatio(it.deployment, sellers)?.percent) ?? null,
  );
  const usage = totals.map((it) => (it?.usage && usageRatio(it.usage, sellers)?.percent) ?? null);
  const covered = totals.map((it) => it?.usage?.users?.covered?.percent ?? null);
  const lines: readonly TrendLine[] = [
    { key: "deployment", title: titles.deployment, values: deployment },
    { key: "usage", title: titles.usage, values: usage },
    { key: "covered", title: titles.covered, values: covered },
  ];
  const isPreliminary = totals.map((it) => (it?.usage?.customers_preliminary ?? 0) > 0);
  return new TrendData(days, sellers === "own" ? lines.slice(0, 2) : lines, isPreliminary);
}

/** A workload of a customer as lines; nothing when the customer does not have it. */
export function workloadTrend(
  trend: CustomerTrend,
  workload: string,
  titles: Titles,
): TrendData | undefined {
  const found = trend.usage.find((it) => it.workload === workload)?.usage;
  if (found === undefined) return undefined;
  return new TrendData(
    daysFrom(trend.days.first, trend.days.last),
    [
      {
        key: "usage",
        title: titles.usage,
        values: found.map((it) => it?.users?.usage.percent ?? null),
      },
      {
        key: "covered",
        title: titles.covered,
        values: found.map((it) => it?.users?.covered?.percent ?? null),
      },
    ],
    found.map((it) => it?.is_preliminary === true),
  );
}
