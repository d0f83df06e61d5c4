import { expect, test } from "vitest";
import { coverageData } from "./coverageData.ts";

test("days of one state are drawn as one stretch", () => {
  const day = (coverage: "complete" | "missing", is_preliminary = false) => ({
    coverage,
    days_covered: coverage === "complete" ? 28 : 0,
    is_preliminary,
    ...(coverage === "missing" && { reason: "late" as const }),
  });
  const body = {
    days: { first: "2026-03-01", last: "2026-03-04" },
    sources: [],
    workloads: [
      {
        workload: "exchange",
        workload_name: "Exchange",
        service: "office365",
        unlicensed_use: false,
        sources: ["exchange"],
        days: [day("missing"), day("complete"), day("complete"), day("complete", true)],
      },
    ],
  };
  const data = coverageData(body);
  expect(data.days).toHaveLength(4);
  expect(data.rows[0]?.reasons).toEqual(["late", null, null, null]);
  expect(data.rows[0]?.runs).toEqual([
    { state: "missing", from: 0, days: 1 },
    { state: "complete", from: 1, days: 2 },
    { state: "preliminary", from: 3, days: 1 },
  ]);
});
