import { expect, test } from "vitest";
import { customerSearch, customersSearch } from "./pageSearch.ts";
import { parseSearch, stringifySearch, valuesOf, viewOf } from "./search.ts";

test("an address is written as people read it, and read back the same", () => {
  const search = { countries: "ES,DE", explain: "workload:exchange", on: undefined, search: "" };
  expect(stringifySearch(search)).toBe("?countries=ES,DE&explain=workload:exchange");
  expect(parseSearch("?countries=ES,DE&explain=workload:exchange")).toEqual({
    countries: "ES,DE",
    explain: "workload:exchange",
  });
});

test("what an address must not say is left out", () => {
  expect(viewOf({ on: "yesterday", sellers: "mine" })).toEqual({});
  expect(customersSearch({ sort: "drop table", bands: "7", direction: "up" })).toEqual({});
  expect(customerSearch({ explain: "everything", people: "0", window: "9y" })).toEqual({});
});

test("several values of a filter are parted by commas", () => {
  expect(valuesOf({ tags: "priority,south" }, "tags")).toEqual(["priority", "south"]);
  expect(valuesOf({}, "tags")).toEqual([]);
});
