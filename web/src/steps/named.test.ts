import { expect, test } from "vitest";
import { toggled } from "./named.ts";

const [ANA, BEA] = [
  { customer_id: "1", name: "Ana" },
  { customer_id: "2", name: "" },
];

test("a customer is chosen at the end, and chosen again taken out", () => {
  expect(toggled([], ANA)).toEqual([ANA]);
  expect(toggled([ANA], BEA)).toEqual([ANA, BEA]);
  expect(toggled([ANA, BEA], ANA)).toEqual([BEA]);
});

test("nothing but id and name is kept of a row of a list", () => {
  expect(toggled([], { ...ANA, ...{ country: "ES" } })).toEqual([ANA]);
});
