import { expect, test } from "vitest";
import { lineRange } from "./lines.ts";

test("a line is found by its number", () => {
  const text = "one\ntwo\n\nfour";
  expect([1, 2, 3, 4].map((it) => text.slice(...lineRange(text, it)))).toEqual([
    "one",
    "two",
    "",
    "four",
  ]);
});

test("a line behind the text is its end", () => {
  expect(lineRange("one", 9)).toEqual([3, 3]);
});
