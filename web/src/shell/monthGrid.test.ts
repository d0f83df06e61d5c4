import { expect, test } from "vitest";
import { dayByKey, monthGrid, plusMonths } from "./monthGrid.ts";

test("weeks begin on Monday, and days of other months are left out", () => {
  const weeks = monthGrid("2026-03");
  expect(weeks[0]).toEqual([null, null, null, null, null, null, "2026-03-01"]);
  expect(weeks).toHaveLength(6);
  expect(weeks.flat().filter((it) => it !== null)).toHaveLength(31);
  expect(monthGrid("2027-02")).toHaveLength(4);
});

test("months go on over the turn of the year", () => {
  expect(plusMonths("2026-12", 1)).toBe("2027-01");
  expect(plusMonths("2026-01", -1)).toBe("2025-12");
});

test("keys walk by days, weeks and months", () => {
  expect(dayByKey("ArrowUp", "2026-03-01")).toBe("2026-02-22");
  expect(dayByKey("Home", "2026-03-04")).toBe("2026-03-02");
  expect(dayByKey("PageUp", "2026-03-31")).toBe("2026-02-28");
  expect(dayByKey("a", "2026-03-31")).toBeUndefined();
});
