import type { Schemas } from "../api/client.ts";
import type { Growing } from "../app/stepsSearch.ts";

type Flow = Schemas["FlowBody"];

/** A month of a growth chart. */
export interface GrowthBar {
  readonly month: string;
  /** What came, went and was there; nothing for months before data begins. */
  readonly flow: Flow | null;
}

/** What a growth chart draws: what was gained, first seen and lost, month by month. */
export interface GrowthData {
  readonly bars: readonly GrowthBar[];
  /** The greatest of what came and of what went, for the scale. */
  readonly most: number;
  readonly least: number;
}

export function growthData(
  months: readonly Pick<Schemas["GrowthMonthBody"], "month">[],
  line: Pick<Schemas["GrowthLineBody"], "months">,
  of: Growing,
): GrowthData {
  const bars = months.map(({ month }, at) => ({ month, flow: line.months[at]?.[of] ?? null }));
  const flows = bars.flatMap(({ flow }) => (flow === null ? [] : [flow]));
  return {
    bars,
    most: Math.max(1, ...flows.map((it) => it.gained + it.first_seen)),
    least: Math.max(0, ...flows.map((it) => it.lost)),
  };
}
