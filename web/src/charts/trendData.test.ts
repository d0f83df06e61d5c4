import { expect, test } from "vitest";
import { runs, TrendData } from "./trendData.ts";

const days = ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"];

test("a day of which nothing is known is a gap, and a zero is not", () => {
  const data = new TrendData(days, [{ key: "usage", title: "A", values: [0, null, null, 3] }]);
  expect(data.gaps).toEqual([{ from: 1, to: 2 }]);
  expect(data.isEmpty).toBe(false);
  expect(data.greatest).toBe(3);
});

test("nothing but gaps is empty", () => {
  const data = new TrendData(days, [
    { key: "usage", title: "A", values: [null, null, null, null] },
  ]);
  expect(data.isEmpty).toBe(true);
});

test("months are labelled where they begin, and no more than there is room for", () => {
  expect(new TrendData(days, []).monthStarts(4)).toEqual([2]);
  const year = Array.from({ length: 12 }, (_, it) => `2026-${String(it + 1).padStart(2, "0")}-01`);
  expect(new TrendData(year, []).monthStarts(4)).toEqual([0, 3, 6, 9]);
});

test("preliminary days are stretches", () => {
  const data = new TrendData(days, [], [false, false, true, true]);
  expect(data.preliminary).toEqual([{ from: 2, to: 3 }]);
  expect(data.isPreliminary(1)).toBe(false);
  expect(runs([true])).toEqual([{ from: 0, to: 0 }]);
});
