import { expect, test } from "vitest";
import type { Schemas } from "../api/client.ts";
import { growthData } from "./growthData.ts";

const flow = (gained: number, first_seen: number, lost: number) => ({
  start: 10,
  gained,
  first_seen,
  lost,
  end: 10 + gained + first_seen - lost,
});
const month = (seats: Schemas["FlowBody"]) => ({ seats }) as unknown as Schemas["GrowthBody"];
const months = [{ month: "2026-01" }, { month: "2026-02" }, { month: "2026-03" }];

test("a month before data begins has no bar, and the scale reaches to the greatest", () => {
  const line = { months: [null, month(flow(5, 2, 1)), month(flow(0, 0, 9))] };
  const drawn = growthData(months, line, "seats");
  expect(drawn.bars.map((it) => it.flow?.end)).toEqual([undefined, 16, 1]);
  expect([drawn.most, drawn.least]).toEqual([7, 9]);
});

test("a chart of nothing has a scale", () => {
  const drawn = growthData(months, { months: [null, null, null] }, "customers");
  expect([drawn.most, drawn.least]).toEqual([1, 0]);
});
