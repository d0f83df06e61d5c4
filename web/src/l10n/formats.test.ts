import { expect, test } from "vitest";
import { Formats } from "./formats.ts";

const [en, es] = [new Formats("en"), new Formats("es")];

test("a percentage is written as its reader writes it", () => {
  expect(en.percent({ part: 1234, whole: 1000 })).toBe("123.4%");
  expect(es.percent({ part: 1234, whole: 1000 })).toBe("123,4\u00a0%");
  expect(es.percent({ part: 18, whole: 25 })).toBe("72\u00a0%");
});

test("a part of nothing has no percentage", () => {
  expect(es.percent({ part: 3, whole: 0 })).toBe("–");
  expect(en.percent({ part: 3, whole: 10, percent: null })).toBe("–");
});

test("counts have their thousands apart, and an unknown one is no zero", () => {
  expect(en.count(1234)).toBe("1,234");
  expect(es.count(1234.5)).toBe("1.234,5");
  expect(es.count(null)).toBe("–");
});

test("days are written as everywhere in the product", () => {
  expect(en.day("2026-03-01")).toBe("2026-03-01");
  expect(es.day("2026-03-01")).toBe("01/03/2026");
  expect(es.moment("2026-03-01T09:05:59Z")).toBe("01/03/2026 09:05 UTC");
});

test("a country has a name in every language", () => {
  expect(es.country("DE")).toBe("Alemania");
  expect(en.country("Atlantis")).toBe("Atlantis");
});

test("a price is written by locale, and what is no number stays as it is", () => {
  expect(es.price("1234.5", "EUR")).toBe("1.234,50\u00a0€");
  expect(en.price("34.77", null)).toBe("34.77");
  expect(en.price("on request", "EUR")).toBe("on request EUR");
});
