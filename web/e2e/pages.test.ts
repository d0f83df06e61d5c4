import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  launch,
  MEMBERS,
  overflows,
  picture,
  resize,
  settled,
  signIn,
  signInWith,
  type Visit,
  violations,
  visit,
  WIDTHS,
} from "./support/browser.ts";
import { open, PAGES } from "./support/pages.ts";
import { LANGUAGES, type Language, says, THEMES } from "./support/words.ts";

/** What opens on a page, by the messages of its buttons. */
const PANELS = [
  ["/portfolio", "filter-add"],
  ["/portfolio", "view-recorded"],
  ["/portfolio", "view-day"],
  ["/portfolio", "account-menu"],
  ["/portfolio", "export-action"],
  ["/customers", "customers-columns"],
  ["/customers", "views-title"],
  ["/customers/first", "action-plan"],
  ["/actions", "action-plan"],
  ["/actions", "export-action"],
  ["/actions", "upload-import"],
  ["/plays", "plays-add"],
  ["/plays/low_adoption", "play-edit"],
  ["/plays/low_adoption", "members-edit"],
  ["/catalogue", "product-add"],
  ["/members", "members-add"],
  ["/members", "resellers-add"],
  ["/tokens", "tokens-make"],
  ["/webhooks", "webhooks-add"],
] as const;

/** Pages with charts or a calendar, each of which is also a table. */
const CHARTED = ["/portfolio", "/customers/first", "/growth", "/actions?view=calendar"] as const;

const USUAL = 1280;
/** Everything is looked at in one go, which takes a busy machine long. */
const LOOKING = 900_000;

let browser: Browser;
const origin = inject("origin");
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Opens the browser for a member whose language it is; the theme is that of the system. */
async function readIn(language: Language): Promise<Visit> {
  const reader = await visit(browser, origin, { language, theme: "system" });
  await signInWith(reader.page, MEMBERS.reader, language);
  return reader;
}

/** What axe-core finds wrong in both themes, of which it makes pictures. */
async function wrongInThemes(page: Page, name: string, language: Language): Promise<string[]> {
  const wrong: string[] = [];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-theme=${theme}]`).waitFor();
    await picture(page, `${name}-${language}-${theme}`);
    for (const it of await violations(page)) wrong.push(`${name}, ${theme}: ${it}`);
  }
  return wrong;
}

/** What is written as the other language does: `72 %` and `1.234,5` are Spanish. */
const FOREIGN = {
  en: /\d\s%|\d\.\d{3},|\b\d{1,2}\/\d{1,2}\/\d{4}/g,
  es: /\d ?%|\d,\d{3}\b|\d\.\d{1,2}\s?%/g,
} as const;

/** What does not fit at some widths. The page stays open: only its window changes. */
async function wrongAtWidths(
  page: Page,
  name: string,
  widths: readonly number[],
  draws?: "draws",
): Promise<string[]> {
  const wrong: string[] = [];
  for (const width of widths) {
    await resize(page, width);
    if (draws) await picture(page, `${name}-${width}`);
    for (const it of await overflows(page)) wrong.push(`${name}, ${width} px: ${it}`);
  }
  await resize(page, USUAL);
  return wrong;
}

const OPENED = ".disclosure__panel, dialog[open]";

describe.each(LANGUAGES)("in %s", { timeout: LOOKING }, (language) => {
  const t = says(language);

  test("every page is accessible, fits every width and logs no error", async () => {
    const { page, context, faults } = await readIn(language);
    const wrong: string[] = [];
    for (const [name, address] of Object.entries(PAGES)) {
      await open(page, address);
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      const written = (await page.locator("body").innerText()).match(FOREIGN[language]) ?? [];
      wrong.push(...written.map((it) => `${name}: ${it}`));
      wrong.push(...(await wrongInThemes(page, name, language)));
      // Spanish is the longer of the two.
      const draws = language === "es" ? "draws" : undefined;
      wrong.push(...(await wrongAtWidths(page, name, WIDTHS, draws)));
    }
    expect([...wrong, ...faults]).toEqual([]);
    await context.close();
  });

  test("what opens on a page is accessible and fits", async () => {
    const { page, context, faults } = await readIn(language);
    const wrong: string[] = [];
    let opened = "";
    for (const [address, message] of PANELS) {
      if (opened !== address) await open(page, address);
      opened = address;
      await page
        .getByRole("button", { name: new RegExp(`^${t(message)}`) })
        .first()
        .click();
      await page.locator(OPENED).waitFor();
      await settled(page);
      wrong.push(...(await wrongInThemes(page, `panel-${message}`, language)));
      wrong.push(...(await wrongAtWidths(page, message, [360])));
      await page.keyboard.press("Escape");
      await page.locator(OPENED).waitFor({ state: "detached" });
    }
    expect([...wrong, ...faults]).toEqual([]);
    await context.close();
  });

  test("tables in the place of charts are accessible and fit", async () => {
    const { page, context, faults } = await readIn(language);
    const wrong: string[] = [];
    for (const address of CHARTED) {
      await open(page, address);
      const toTable = page.getByRole("button", { name: t("chart-show-table"), exact: true });
      while ((await toTable.count()) > 0) await toTable.first().click();
      for (const it of await violations(page)) wrong.push(`${address}: ${it}`);
      wrong.push(...(await wrongAtWidths(page, address, [360])));
    }
    expect([...wrong, ...faults]).toEqual([]);
    await context.close();
  });

  test("the pages before the sign-in are accessible and fit", async () => {
    const { page, context, faults } = await visit(browser, origin, { language, theme: "system" });
    // Whoever has a second factor is asked for it; the page does not know who that is.
    await page.route("**/api/v1/session", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({ json: { state: "second_factor_needed" } })
        : route.fallback(),
    );
    const wrong: string[] = [];
    const look = async (name: string) => {
      await settled(page);
      wrong.push(...(await wrongInThemes(page, name, language)));
      wrong.push(...(await wrongAtWidths(page, name, [360])));
    };
    await page.goto("/set-up");
    await look("set-up-without-link");
    await page.goto(`/set-up#${"0".repeat(64)}`);
    await page.reload();
    await look("set-up");
    await page.goto(`/link#${"0".repeat(64)}`);
    await look("link");
    await page.goto("/sign-in?problem=not_allowed");
    await look("sign-in");
    await page.locator("input[type=email]").fill(MEMBERS.reader);
    await page.locator("input[type=password]").fill("any");
    await page.locator("button[type=submit]").click();
    await page.getByRole("heading", { name: t("second-factor-title") }).waitFor();
    await look("second-factor");
    expect([...wrong, ...faults]).toEqual([]);
    await context.close();
  });
});

test("a customer is printed light and whole, whatever the reader's theme", async () => {
  const reader = await visit(browser, origin, { theme: "dark", width: 718 });
  const { page } = reader;
  await signIn(page, MEMBERS.admin);
  await open(page, "/customers/first?sellers=own");
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
  expect(await overflows(page)).toEqual([]);
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
    await open(page, address);
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
