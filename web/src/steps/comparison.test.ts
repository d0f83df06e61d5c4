import { expect, test } from "vitest";
import type { Schemas } from "../api/client.ts";
import { texts } from "../l10n/en.ts";
import { Words } from "../l10n/words.ts";
import { comparedText } from "./comparison.ts";

const words = new Words("en", texts);
const spoken = { t: words.say, has: words.has, formats: words.formats };
const signal = (name: string, value: number | null) =>
  ({ kind: "signal", name, level: "workload", value }) as const;
const threshold = (value: number) => ({ kind: "threshold", name: "low", level: null, value });
const said = (comparison: Omit<Schemas["ComparisonBody"], "holds">) =>
  comparedText({ ...comparison, holds: true }, spoken);

test("a signal stands with its value before what is asked of it", () => {
  const left = signal("covered_usage_percent", 23.45);
  expect(said({ left, operator: "<", right: threshold(40), unit: "percent" })).toEqual({
    signal: "Covered usage",
    value: "23.45%",
    asked: "less than 40%",
  });
});

test("a comparison that is written the other way round says the same", () => {
  const right = signal("entitlements", 1200);
  expect(said({ left: threshold(10), operator: "<=", right, unit: "seats" })).toEqual({
    signal: "Entitlements",
    value: "1,200",
    asked: "at least 10",
  });
});

test("what is not known is no zero, and a signal of a newer server has its code", () => {
  const left = signal("spare_chairs", null);
  expect(said({ left, operator: ">", right: threshold(0), unit: "seats" })).toEqual({
    signal: "spare_chairs",
    value: "–",
    asked: "more than 0",
  });
});
