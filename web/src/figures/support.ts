import type { Schemas } from "../api/client.ts";
import { TrendData } from "../charts/trendData.ts";

type Ratio = Schemas["Ratio"];

/** How-to load of a customer or of many, over all products or of one. */
export interface Load {
  readonly tickets?: Schemas["TicketCountsBody"] | null;
  readonly how_to_per_100?: Ratio | null;
  /** The active users of a customer. */
  readonly active_users?: number | null;
  /** Of many, those that the ratio is made of. */
  readonly customers?: number;
}

/** A month of a customer or of many. */
export interface SupportMonth extends Load {
  readonly month: string;
  readonly workloads: readonly (Load & Schemas["WorkloadBody"])[];
  readonly satisfaction: Schemas["SatisfactionBody"];
  readonly covered_percent?: number | null;
}

/** A month stands in charts by its first day. */
const firstDay = (it: SupportMonth) => `${it.month}-01`;

/** How-to tickets per 100 active users by month: over all products, or of a workload. */
export function loadTrend(
  months: readonly SupportMonth[],
  workload: string | undefined,
  title: string,
): TrendData {
  const load = (month: SupportMonth) =>
    workload === undefined ? month : month.workloads.find((it) => it.workload === workload);
  const values = months.map((it) => load(it)?.how_to_per_100?.percent ?? null);
  return new TrendData(months.map(firstDay), [{ key: "load", title, values }]);
}

/** The share of satisfied answers beside covered usage, by month. */
export function satisfactionTrend(
  months: readonly SupportMonth[],
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
export function workloadsOf(months: readonly SupportMonth[]): ReadonlyMap<string, string> {
  const named = months.flatMap((it) => it.workloads);
  return new Map(named.map((it) => [it.workload, it.workload_name]));
}
