import type { MonthSupport } from "../api/signals.ts";
import { TrendData } from "../charts/trendData.ts";

/** A month stands in charts by its first day. */
const firstDay = (it: MonthSupport) => `${it.month}-01`;

/** How-to tickets per 100 active users by month: over all products, or of a workload. */
export function loadTrend(
  months: readonly MonthSupport[],
  workload: string | undefined,
  title: string,
): TrendData {
  const load = (month: MonthSupport) =>
    workload === undefined ? month : month.workloads.find((it) => it.workload === workload);
  const values = months.map((it) => load(it)?.how_to_per_100?.percent ?? null);
  return new TrendData(months.map(firstDay), [{ key: "load", title, values }]);
}

/** The share of satisfied answers beside covered usage, by month. */
export function satisfactionTrend(
  months: readonly MonthSupport[],
  titles: { readonly satisfied: string; readonly covered: string },
): TrendData {
  return new TrendData(months.map(firstDay), [
    {
      key: "satisfied",
      title: titles.satisfied,
      values: months.map((it) => it.satisfaction.csat_satisfied.percent ?? null),
    },
    {
      key: "covered",
      title: titles.covered,
      values: months.map((it) => it.covered_percent ?? null),
    },
  ]);
}

/** The workloads of some months, by code, with their names. */
export function workloadsOf(months: readonly MonthSupport[]): ReadonlyMap<string, string> {
  const named = months.flatMap((it) => it.workloads);
  return new Map(named.map((it) => [it.workload, it.workload_name]));
}
