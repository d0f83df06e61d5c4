import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { PASSWORD } from "./support/asker.ts";
import { launch, MEMBERS, settled, type Visit, visit } from "./support/browser.ts";

let browser: Browser;
let reader: Visit;
beforeAll(async () => {
  browser = await launch();
  reader = await visit(browser, inject("origin"));
});
afterAll(() => browser.close());

/** What has the focus: its role, and what it is called. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const it = document.activeElement;
    const labels = it instanceof HTMLInputElement || it instanceof HTMLSelectElement;
    const label = labels ? it.labels?.[0]?.textContent : undefined;
    const role = it?.getAttribute("role") ?? it?.tagName.toLowerCase();
    return `${role}: ${it?.getAttribute("aria-label") ?? label ?? it?.textContent ?? ""}`;
  });
}

/** Presses Tab until something has the focus that is called like this. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let pressed = 0; pressed < 200; pressed += 1) {
    await page.keyboard.press("Tab");
    const text = await focused(page);
    if (name.test(text)) return;
    passed.push(text.slice(0, 40));
  }
  throw new Error(`Tab does not lead to ${name}, but to ${passed.join(" | ")}`);
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  await settled(page);
}

// Everything below is done with keys alone: no click, no focus, no value is set otherwise.

test("the sign-in is typed", async () => {
  const { page } = reader;
  await page.goto("/sign-in");
  await page.locator("input[type=email]").waitFor();
  await tabTo(page, /^input: E-mail/);
  await page.keyboard.type(MEMBERS.admin);
  await tabTo(page, /^input: Password/);
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await heading(page, "Portfolio");
});

test("the portfolio is filtered, explained and read day by day", async () => {
  const { page } = reader;
  await tabTo(page, /^button: Filter/);
  await page.keyboard.press("Enter");
  await page.getByLabel("Spain").waitFor();
  await tabTo(page, /^input: Spain/);
  await page.keyboard.press("Space");
  await page.waitForURL(/countries=ES/);
  await page.keyboard.press("Escape");
  expect(await focused(page)).toMatch(/^button: Filter/);
  await settled(page);

  await tabTo(page, /^button: Explain Licences sold/);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await focused(page)).toBe("button: Explain Licences sold");

  await tabTo(page, /^input: .*choose a day/);
  const slider = page.getByRole("slider", { name: /^Deployment and usage/ });
  const last = await slider.getAttribute("aria-valuetext");
  await page.keyboard.press("ArrowLeft");
  expect(await slider.getAttribute("aria-valuetext")).not.toBe(last);

  await tabTo(page, /Remove the filter Country: Spain/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/portfolio$/);
  await settled(page);
});

test("the list of customers is one stop, walked by arrows, and Enter opens a customer", async () => {
  const { page } = reader;
  await tabTo(page, /Skip to the content/);
  await tabTo(page, /^a: Customers/);
  await page.keyboard.press("Enter");
  await heading(page, "Customers");
  await tabTo(page, /^button: Above 100%/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=overage&direction=desc/);
  await settled(page);
  await tabTo(page, /^grid: Customers/);
  await page.keyboard.press("End");
  await settled(page);
  const chosen = page.locator("[aria-selected=true]");
  expect(await chosen.getAttribute("aria-rowindex")).toBe("201");
  await page.keyboard.press("Home");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("ArrowUp");
  const name = await chosen.locator("a").innerText();
  await page.keyboard.press("Enter");
  await heading(page, name);
});

test("a figure of a customer is explained down to its rows", async () => {
  const { page } = reader;
  const dialog = page.getByRole("dialog");
  await tabTo(page, /^button: Explain Usage/);
  await page.keyboard.press("Enter");
  await dialog.getByText("usage = 100 · active users / entitlements").waitFor();
  await tabTo(page, /^button: Explain (Exchange|Teams|OneDrive)/);
  await page.keyboard.press("Enter");
  await dialog.getByText("Counting once more gives the same number.").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("an export is made and downloaded", async () => {
  const { page } = reader;
  await tabTo(page, /^button: Export/);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await tabTo(page, /^select: Format/);
  await page.keyboard.type("CSV");
  await tabTo(page, /^button: Export$/);
  await page.keyboard.press("Enter");
  await heading(page, "Exports");
  const link = page.getByRole("link", { name: "Download" });
  await link.first().waitFor();
  await tabTo(page, /^a: Download/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.keyboard.press("Enter"),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  await tabTo(page, /^button: Remove/);
  await page.keyboard.press("Enter");
  await page.getByText("No export yet").waitFor();
});

test("a webhook is added, paused and removed", async () => {
  const { page } = reader;
  await tabTo(page, /^a: Webhooks/);
  await page.keyboard.press("Enter");
  await heading(page, "Webhooks");
  await tabTo(page, /^button: Add a webhook/);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await tabTo(page, /^input: Name/);
  await page.keyboard.type("Planner");
  await tabTo(page, /^input: Address/);
  await page.keyboard.type("https://planner.example/hook");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await tabTo(page, /^button: Pause Planner/);
  await page.keyboard.press("Space");
  await page.getByRole("row", { name: /Planner.*Paused/ }).waitFor();
  await tabTo(page, /^button: Remove Planner/);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Really remove Planner" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("No webhook yet").waitFor();
});

test("nothing failed on the way", () => {
  expect(reader.faults).toEqual([]);
});
