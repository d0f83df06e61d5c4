import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { firstCustomer, launch, MEMBERS, settled, signIn, visit } from "./support/browser.ts";

const BUILT = join(import.meta.dirname, "../dist");
const MANY = 100_000;

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

test.each(["/portfolio", "/customers", "/customers/first", "/imports", "/about"])(
  "%s is ready soon and does not move about",
  async (address) => {
    const { page, context } = await visit(browser, inject("origin"));
    await signIn(page, MEMBERS.admin);
    const path = await firstCustomer(page, address);
    const start = Date.now();
    await page.goto(path);
    await page.waitForFunction(
      () => document.querySelector("h1") !== null && document.querySelector(".loading") === null,
    );
    const ready = Date.now() - start;
    await settled(page);
    const moved = await shift(page);
    process.stderr.write(`${address}: ready in ${ready} ms, moved ${moved.toFixed(3)}\n`);
    expect(moved).toBeLessThanOrEqual(0.05);
    await context.close();
  },
);

test("a list of 100,000 customers has few nodes, and its end is reached at once", async () => {
  const { page, context } = await visit(browser, inject("origin"), { width: 1920 });
  await signIn(page, MEMBERS.admin);
  await page.route("**/api/v1/customers?*", async (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const offset = Number(asked.get("offset"));
    const count = Math.min(Number(asked.get("limit")), MANY - offset);
    const items = Array.from({ length: count }, (_, it) => ({
      customer_id: `00000000-0000-0000-0000-${String(offset + it).padStart(12, "0")}`,
      name: `Customer ${offset + it + 1}`,
      tags: [],
      deployment: null,
      usage: null,
    }));
    await route.fulfill({
      json: { day: "2026-11-27", items, total: MANY, offset, next: null },
    });
  });
  await page.goto("/customers");
  await page.getByText("Customer 1", { exact: true }).waitFor();
  const grid = page.getByRole("grid");
  expect(await grid.getAttribute("aria-rowcount")).toBe(`${MANY + 1}`);
  await grid.focus();
  const took = await page.evaluate(async () => {
    const start = performance.now();
    const frame = document.querySelector("[role=grid]");
    frame?.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
    while (!document.body.textContent.includes("Customer 100000")) {
      await new Promise(requestAnimationFrame);
    }
    return performance.now() - start;
  });
  const nodes = await grid.evaluate((it) => it.querySelectorAll("*").length);
  process.stderr.write(`100,000 customers: end in ${Math.round(took)} ms, ${nodes} nodes\n`);
  expect(nodes).toBeLessThanOrEqual(400);
  await context.close();
});
