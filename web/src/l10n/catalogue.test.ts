import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentResource } from "@fluent/bundle";
import { expect, test } from "vitest";
import { DEFINITIONS } from "../ui/definitions.ts";
import { texts as english } from "./en.ts";
import { texts as spanish } from "./es.ts";
import { Words } from "./words.ts";

const WEB = 2;
const namesOf = (texts: readonly string[]) =>
  texts.flatMap((text) => new FluentResource(text).body.map((it) => it.id));

/** Everything between quotes in the page's own files: what could be the name of a message. */
function literals(): { readonly whole: Set<string>; readonly beginnings: readonly string[] } {
  const folder = join(import.meta.dirname, "..");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const source = files
    .filter((it) => /\.tsx?$/.test(it) && !it.includes(".test.") && !it.endsWith(".d.ts"))
    .map((it) => readFileSync(join(folder, it), "utf8"))
    .join("\n");
  const whole = new Set([...source.matchAll(/"([\w-]+)"/g)].map((it) => it[1] ?? ""));
  const beginnings = [...source.matchAll(/`([\w-]+-)\$\{/g)].map((it) => it[1] ?? "");
  return { whole, beginnings };
}

test("both languages have the same messages", () => {
  expect(namesOf(spanish)).toEqual(namesOf(english));
});

test("every message that the page says by its name exists", () => {
  const source = literals();
  const known = new Set(namesOf(english));
  const groups = ["nav-", "state-", "figure-", "column-", "upload-", "define-", "explain-", "job-"];
  const said = [...source.whole].filter((it) => groups.some((group) => it.startsWith(group)));
  expect(said.filter((it) => !known.has(it) && !it.endsWith("-"))).toEqual([]);
});

test("no message of the page is idle", () => {
  const { whole, beginnings } = literals();
  const idle = namesOf([english[WEB]]).filter(
    (id) => !whole.has(id) && !beginnings.some((it) => id.startsWith(it)),
  );
  expect(idle).toEqual([]);
});

test("every word that needs a definition has one, in both languages", () => {
  const ids = DEFINITIONS.flatMap((it) => [`define-${it}`, `define-text-${it}`]);
  for (const texts of [english, spanish]) {
    const known = new Set(namesOf(texts));
    expect(ids.filter((it) => !known.has(it))).toEqual([]);
    const defined = [...known].filter((it) => /^define-(?!text-|formula-)/.test(it));
    // What is defined is also shown: the two have the same words.
    const unshown = defined.filter((it) => !ids.includes(it) && !it.endsWith("-hint"));
    expect(unshown).toEqual([]);
  }
});

test("messages count as their language does", () => {
  const [en, es] = [new Words("en", english), new Words("es", spanish)];
  expect(en.say("attention-seats", { count: 1 })).toBe("1 seat");
  expect(en.say("attention-seats", { count: 1234 })).toBe("1,234 seats");
  expect(es.say("attention-seats", { count: 1234 })).toBe("1.234 puestos");
  expect(es.say("nothing-of-the-kind")).toBe("nothing-of-the-kind");
});
