import { expect, test } from "vitest";
import { causesOf, stackData } from "./stackData.ts";

const overage = { total: 4, turnover: 0, duplicate: 2, trial: 0, unlicensed: 2, other: 0 };
const ratio = { part: 0, whole: 10, percent: 0 };
const users = { held: 9, former: 3, never: 2, untold: 0, active: 14, active_other: 0, overage };
const figures = { ...users, usage: ratio, covered: ratio };

test("users are laid end to end and reach above the entitlements", () => {
  const stack = stackData(figures, 10);
  expect(stack.parts.map((it) => [it.key, it.from, it.to])).toEqual([
    ["held", 0, 9],
    ["former", 9, 12],
    ["never", 12, 14],
  ]);
  expect(stack.reach).toBe(14);
  expect(stack.above).toBe(4);
});

test("users of whom nothing tells what they hold are one part", () => {
  const classes = { held: null, former: null, never: null, untold: 14, covered: null };
  const stack = stackData({ ...figures, ...classes }, 10);
  expect(stack.parts.map((it) => [it.key, it.from, it.to])).toEqual([["untold", 0, 14]]);
});

test("without a figure there is only the line of the entitlements", () => {
  expect(stackData(null, 10)).toEqual({ parts: [], entitlements: 10, above: 0, reach: 10 });
});

test("only causes that have a part are told", () => {
  expect(causesOf(overage).map((it) => it.cause)).toEqual(["duplicate", "unlicensed"]);
});
