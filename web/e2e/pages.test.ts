import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  firstCustomer,
  launch,
  MEMBERS,
  overflows,
  picture,
  settled,
  signIn,
  type Visit,
  violations,
  visit,
  WIDTHS,
} from "./support/browser.ts";

/** Every page, by the name of its picture. The customer is the first of the list. */
const PAGES = {
  portfolio: "/portfolio",
  "portfolio-own": "/portfolio?sellers=own&by=country",
  customers: "/customers",
  "customers-none": "/customers?search=nobody+is+called+like+this",
  customer: "/customers/first",
  explain: "/customers/first?explain=workload:exchange",
  imports: "/imports",
  exports: "/exports",
  catalogue: "/catalogue",
  members: "/members",
  tokens: "/tokens",
  audit: "/audit",
  profile: "/profile",
  about: "/about",
  "not-found": "/nowhere",
} as const;

const LOOKS = [
  { language: "en", theme: "light" },
  { language: "en", theme: "dark" },
  { language: "es", theme: "light" },
  { language: "es", theme: "dark" },
] as const;

let browser: Browser;
const origin = inject("origin");
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Opens a page of the list, wherever its customer is. */
async function open({ page }: Visit, address: string): Promise<void> {
  await page.goto(await firstCustomer(page, address));
  await settled(page);
}

describe.each(LOOKS)("in $language, $theme", ({ language, theme }) => {
  test("every page is accessible, keeps its width and logs no error", async () => {
    const reader = await visit(browser, origin, { language, theme });
    await signIn(reader.page, MEMBERS.admin);
    const wrong: string[] = [];
    for (const [name, address] of Object.entries(PAGES)) {
      await open(reader, address);
      await picture(reader.page, `${name}-${language}-${theme}`);
      for (const it of await violations(reader.page)) wrong.push(`${name}: ${it}`);
      if (await overflows(reader.page)) wrong.push(`${name}: overflows`);
    }
    expect([...wrong, ...reader.faults]).toEqual([]);
    await reader.context.close();
  });

  test("the sign-in is accessible", async () => {
    const reader = await visit(browser, origin, { language, theme });
    await reader.page.goto("/sign-in");
    await settled(reader.page);
    await picture(reader.page, `sign-in-${language}-${theme}`);
    expect(await violations(reader.page)).toEqual([]);
    await reader.context.close();
  });
});

test.each(["light", "dark"] as const)("what opens on a page is accessible, %s", async (theme) => {
  const reader = await visit(browser, origin, { theme });
  const { page } = reader;
  await signIn(page, MEMBERS.admin);
  const panels = {
    "/portfolio": ["Filter", /^Day/, /^Account/],
    "/customers": ["Columns", "Saved views"],
  };
  const wrong: string[] = [];
  for (const [address, buttons] of Object.entries(panels)) {
    await open(reader, address);
    for (const name of buttons) {
      await page.getByRole("button", { name }).first().click();
      await page.locator(".disclosure__panel").waitFor();
      await settled(page);
      await picture(page, `panel-${String(name).replace(/\W/g, "")}-${theme}`);
      for (const it of await violations(page)) wrong.push(`${name}: ${it}`);
      await page.keyboard.press("Escape");
    }
  }
  expect([...wrong, ...reader.faults]).toEqual([]);
  await reader.context.close();
});

test("a customer is printed light and whole, whatever the reader's theme", async () => {
  const reader = await visit(browser, origin, { theme: "dark", width: 718 });
  const { page } = reader;
  await signIn(page, MEMBERS.admin);
  await open(reader, "/customers/first?sellers=own");
  await page.emulateMedia({ media: "print" });
  await page.locator("html[data-theme=light]").waitFor();
  await picture(page, "customer-print");
  expect(await page.getByRole("button").count()).toBe(0);
  await page.locator("main").getByText("Own licences only").waitFor();
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll(".table-frame, .chart__plot, .figure")]
      .filter((it) => it.scrollWidth > it.clientWidth + 1)
      .map((it) => it.className),
  );
  expect(cut).toEqual([]);
  expect(await overflows(page)).toBe(false);
  await reader.context.close();
});

/*
 * What every browser's reading of the policy allows: scripts by address, and style elements
 * that are empty, filled by script afterwards. The hash of the policy is that of nothing.
 */
test("no script and no style stands in the document", async () => {
  const reader = await visit(browser, origin);
  const { page } = reader;
  await signIn(page, MEMBERS.admin);
  for (const address of ["/portfolio", "/customers/first?explain=workload:exchange"]) {
    await open(reader, address);
    const found = await page.evaluate(() => ({
      styles: [...document.querySelectorAll("style")].map((it) => it.textContent),
      scripts: [...document.scripts].filter((it) => it.src === "").length,
      handlers: document.querySelectorAll("[onclick], [onload], [onerror]").length,
      rules: [...document.styleSheets].reduce((sum, it) => sum + it.cssRules.length, 0),
    }));
    expect(new Set(found.styles)).toEqual(new Set([""]));
    expect(found.scripts + found.handlers).toBe(0);
    expect(found.rules).toBeGreaterThan(100);
  }
  expect(reader.faults).toEqual([]);
  await reader.context.close();
});

test("an unknown customer is told, not drawn", async () => {
  const reader = await visit(browser, origin);
  await signIn(reader.page, MEMBERS.admin);
  await reader.page.goto("/customers/99999999-9999-9999-9999-999999999999");
  await reader.page.getByText("No such customer is known.").waitFor();
  expect(await violations(reader.page)).toEqual([]);
  await reader.context.close();
});

test.each(WIDTHS)("at %i px nothing stands out of any page", async (width) => {
  const reader = await visit(browser, origin, { language: "es", width });
  await signIn(reader.page, MEMBERS.admin);
  const wrong: string[] = [];
  for (const [name, address] of Object.entries(PAGES)) {
    await open(reader, address);
    await picture(reader.page, `${name}-${width}`);
    if (await overflows(reader.page)) wrong.push(name);
  }
  expect(wrong).toEqual([]);
  await reader.context.close();
});
