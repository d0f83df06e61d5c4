import type { Schemas } from "../api/client.ts";
import { daysFrom } from "../ui/days.ts";

/** How much is known of a day. A preliminary day is complete, and may still change. */
export const STATES = ["complete", "preliminary", "lower_bound", "missing"] as const;
export type DayState = (typeof STATES)[number];

type Reason = NonNullable<Schemas["KnownDay"]["reason"]>;

export interface StateRun {
  readonly state: DayState;
  readonly from: number;
  /** How many days it lasts. */
  readonly days: number;
}

export interface CoverageRow {
  readonly key: string;
  readonly title: string;
  readonly states: readonly DayState[];
  readonly covered: readonly number[];
  /** Why a day is not complete, by the codes of the API; `null` where it is. */
  readonly reasons: readonly (Reason | null)[];
  readonly runs: readonly StateRun[];
}

/** What a coverage picture draws: how much is known of each workload on each day. */
export interface CoverageData {
  readonly days: readonly string[];
  readonly rows: readonly CoverageRow[];
}

export function coverageData(body: Schemas["CoverageBody"]): CoverageData {
  const rows = body.workloads.map(({ workload, workload_name, days }) => {
    const states = days.map(stateOf);
    return {
      key: workload,
      title: workload_name,
      states,
      covered: days.map((it) => it.days_covered),
      reasons: days.map((it) => it.reason ?? null),
      runs: stateRuns(states),
    };
  });
  return { days: daysFrom(body.days.first, body.days.last), rows };
}

function stateOf(day: Schemas["KnownDay"]): DayState {
  if (day.coverage !== "complete") return day.coverage;
  return day.is_preliminary ? "preliminary" : "complete";
}

function stateRuns(states: readonly DayState[]): readonly StateRun[] {
  const runs: StateRun[] = [];
  states.forEach((state, at) => {
    const last = runs.at(-1);
    if (last?.state === state) runs.splice(-1, 1, { ...last, days: last.days + 1 });
    else runs.push({ state, from: at, days: 1 });
  });
  return runs;
}
