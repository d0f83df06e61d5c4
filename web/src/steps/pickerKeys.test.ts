import { expect, test } from "vitest";
import { pickerStep } from "./pickerKeys.ts";

const SEARCHING = { text: "hotel", found: 3, active: 1 };
const IDLE = { text: "", found: 0, active: 0 };

test("arrows walk what was found, and no further", () => {
  expect(pickerStep("ArrowDown", SEARCHING)).toBe(2);
  expect(pickerStep("ArrowDown", { ...SEARCHING, active: 2 })).toBe(2);
  expect(pickerStep("ArrowUp", { ...SEARCHING, active: 0 })).toBe(0);
  expect(pickerStep("ArrowDown", IDLE)).toBeUndefined();
});

test("Enter and Escape are for the search while something is typed, then for the dialog", () => {
  expect(pickerStep("Enter", SEARCHING)).toBe("toggle");
  expect(pickerStep("Escape", SEARCHING)).toBe("clear");
  expect(pickerStep("Enter", IDLE)).toBeUndefined();
  expect(pickerStep("Escape", IDLE)).toBeUndefined();
});

test("Backspace takes out who was chosen last once nothing is typed", () => {
  expect(pickerStep("Backspace", SEARCHING)).toBeUndefined();
  expect(pickerStep("Backspace", IDLE)).toBe("drop-last");
});
