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
  expect(viewOf({ on: "yesterday", sellers: "mine", as_recorded_at: "then" })).toEqual({});
  expect(customersSearch({ sort: "drop table", bands: "7", direction: "up" })).toEqual({});
  expect(customerSearch({ explain: "everything", people: "0", window: "9y" })).toEqual({});
});

test("an earlier knowledge is part of every address, to the second and finer", () => {
  const moments = ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.123Z"];
  for (const as_recorded_at of moments) {
    expect(customerSearch({ as_recorded_at })).toEqual({ as_recorded_at });
    expect(stringifySearch({ as_recorded_at })).toBe(`?as_recorded_at=${as_recorded_at}`);
  }
});

test("several values of a filter are parted by commas", () => {
  expect(valuesOf({ tags: "priority,south" }, "tags")).toEqual(["priority", "south"]);
  expect(valuesOf({}, "tags")).toEqual([]);
});
