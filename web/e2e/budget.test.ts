import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launch, MEMBERS, settled, signIn, visit } from "./support/browser.ts";
import { PAGES, wherever } from "./support/pages.ts";

const BUILT = join(import.meta.dirname, "../dist");
/** How far things may move without the reader, as browsers measure it. */
const MOST_SHIFT = 0.05;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("what every reader loads first is small, and has no chart in it", async () => {
  const index = await readFile(join(BUILT, "index.html"), "utf8");
  const names = [...index.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((it) => it[1]);
  const files = await Promise.all(names.map((it) => readFile(join(BUILT, it ?? ""))));
  const size = files.reduce((sum, it) => sum + gzipSync(it).length, 0);
  process.stderr.write(`entry: ${Math.round(size / 1000)} kB in ${names.length} files\n`);
  expect(size).toBeLessThanOrEqual(180_000);
  expect(files.some((it) => it.includes("chart__plot"))).toBe(false);
  expect(index).not.toMatch(/<script(?![^>]*\bsrc=)/);
});

/** How far things moved by themselves since the page began. */
function shift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const it of list.getEntries()) {
            const { hadRecentInput, value } = it as unknown as {
              hadRecentInput: boolean;
              value: number;
            };
            if (!hadRecentInput) sum += value;
          }
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 300);
      }),
  );
}

test("no page moves about by itself, and each says when it was ready", async () => {
  const { page, context, faults } = await visit(browser, inject("origin"));
  await signIn(page, MEMBERS.admin);
  const wrong: string[] = [];
  for (const [name, address] of Object.entries(PAGES)) {
    const path = await wherever(page, address);
    const start = Date.now();
    await page.goto(path);
    await page.waitForFunction(
      () => document.querySelector("h1") !== null && document.querySelector(".loading") === null,
    );
    const ready = Date.now() - start;
    await settled(page);
    const moved = await shift(page);
    process.stderr.write(`${name}: ready in ${ready} ms, moved ${moved.toFixed(3)}\n`);
    if (moved > MOST_SHIFT) wrong.push(`${name} moved ${moved.toFixed(3)}`);
  }
  expect([...wrong, ...faults]).toEqual([]);
  await context.close();
});
