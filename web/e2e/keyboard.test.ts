import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { PASSWORD } from "./support/asker.ts";
import { launch, MEMBERS, settled, visit } from "./support/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Presses Tab until something of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let pressed = 0; pressed < 150; pressed += 1) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused?.getAttribute("aria-label") ?? focused?.textContent ?? "";
    });
    if (text.includes(name)) return;
    passed.push(text.slice(0, 30));
  }
  throw new Error(`Tab does not lead to ${name}, but to ${passed.join(", ")}`);
}

test("the main path is walked with the keyboard alone", async () => {
  const { page, context, faults } = await visit(browser, inject("origin"));
  await page.goto("/sign-in");
  await page.locator("input[type=email]").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type(MEMBERS.admin);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Portfolio", level: 1 }).waitFor();
  await settled(page);

  await tabTo(page, "Skip to the content");
  await tabTo(page, "Customers");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Customers", level: 1 }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test("the list of customers is one stop, walked by arrows, and Enter opens a customer", async () => {
  const { page, context, faults } = await visit(browser, inject("origin"));
  await page.goto("/sign-in?return_to=/customers?sort=overage");
  await page.locator("input[type=email]").fill(MEMBERS.admin);
  await page.locator("input[type=password]").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("grid").waitFor();
  await settled(page);
  await page.getByRole("grid").focus();
  await page.keyboard.press("End");
  await settled(page);
  const last = page.locator("[aria-selected=true]");
  expect(await last.getAttribute("aria-rowindex")).toBe("201");
  await page.keyboard.press("Home");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("ArrowUp");
  const name = await last.locator("a").innerText();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  await settled(page);
  await tabTo(page, "Explain");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  expect(focused).toBe("Explain");
  expect(faults).toEqual([]);
  await context.close();
});
