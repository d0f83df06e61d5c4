import { expect, test } from "vitest";
import { windowDays } from "./trends.ts";

const known = { first: "2026-01-15", last: "2026-11-27" };

test("thirty days include the last one", () => {
  expect(windowDays("30d", "2026-11-27", known)).toEqual({ from: "2026-10-29", to: "2026-11-27" });
});

test("months end on the last day of a shorter month", () => {
  expect(windowDays("3m", "2026-05-31", known).from).toBe("2026-02-28");
});

test("no window begins before the data", () => {
  expect(windowDays("12m", "2026-11-27", known).from).toBe("2026-01-15");
  expect(windowDays("all", "2026-11-27", { first: "2019-01-01" }).from).toBe("2023-08-16");
});
