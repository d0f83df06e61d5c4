import { expect, test } from "vitest";
import { loadTrend, type SupportMonth, satisfactionTrend, workloadsOf } from "./support.ts";

const ratio = (part: number, whole: number, percent: number | null) => ({ part, whole, percent });
const months = [
  {
    month: "2026-01",
    how_to_per_100: ratio(3, 50, 6),
    workloads: [
      { workload: "teams", workload_name: "Teams", how_to_per_100: ratio(2, 40, 5) },
      { workload: "exchange", workload_name: "Exchange", how_to_per_100: null },
    ],
    satisfaction: { csat_satisfied: ratio(0, 0, null) },
    covered_percent: 40.25,
  },
  {
    month: "2026-02",
    workloads: [],
    satisfaction: { csat_satisfied: ratio(3, 4, 75) },
  },
] as unknown as readonly SupportMonth[];

test("a month of which nothing is known is a gap, never a zero", () => {
  const all = loadTrend(months, undefined, "Load");
  expect(all.days).toEqual(["2026-01-01", "2026-02-01"]);
  expect(all.lines[0]?.values).toEqual([6, null]);
  expect(loadTrend(months, "teams", "Load").lines[0]?.values).toEqual([5, null]);
  expect(loadTrend(months, "exchange", "Load").isEmpty).toBe(true);
});

test("satisfaction without an answer is a gap beside covered usage", () => {
  const drawn = satisfactionTrend(months, { satisfied: "Satisfied", covered: "Covered" });
  expect(drawn.lines.map((it) => it.values)).toEqual([
    [null, 75],
    [40.25, null],
  ]);
});

test("every workload of any month is named once", () => {
  expect([...workloadsOf(months)]).toEqual([
    ["teams", "Teams"],
    ["exchange", "Exchange"],
  ]);
});
