import { expect, test } from "vitest";
import { Formats } from "../../l10n/formats.ts";
import { chosenColumns, columnsText } from "./columns.ts";

test("columns stand in one order, whatever the address says", () => {
  const keys = chosenColumns("overage,country,nonsense").map((it) => it.key);
  expect(keys).toEqual(["country", "overage"]);
});

test("the usual columns are not said in the address", () => {
  const usual = chosenColumns(undefined).map((it) => it.key);
  expect(columnsText([...usual].reverse())).toBeUndefined();
  expect(columnsText(["sold"])).toBe("sold");
});

test("a customer of whom nothing is known has dashes, not zeros", () => {
  const row = { customer_id: "1", name: "A", tags: [], deployment: null, usage: null };
  const texts = chosenColumns("sold,usage_percent").map((it) =>
    it.text(row, new Formats("en"), false),
  );
  expect(texts).toEqual(["–", "–"]);
});
