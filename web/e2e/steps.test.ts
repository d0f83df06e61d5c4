import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  launch,
  MEMBERS,
  overflows,
  resize,
  settled,
  signIn,
  signInWith,
  violations,
  visit,
  WIDTHS,
} from "./support/browser.ts";
import { open } from "./support/pages.ts";
import { LANGUAGES, says } from "./support/words.ts";

let browser: Browser;
const origin = inject("origin");
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** The column of the board with a heading. */
function column(page: Page, title: string): Locator {
  return page.getByRole("region", { name: new RegExp(`^${title}`) });
}

/** The customer whose recommendation is open, and its play, by the address. */
function opened(page: Page): readonly [string, string] {
  const [customer = "", play = ""] = new URL(page.url()).searchParams.get("open")?.split(".") ?? [];
  return [customer, play];
}

describe.each(LANGUAGES)("in %s", (language) => {
  const t = says(language);

  test("a recommendation leads from the portfolio to its evidence, an action, and its end", async () => {
    const { page, context, faults } = await visit(browser, origin, { language });
    await signInWith(page, MEMBERS.reader, language);
    await open(page, "/portfolio");
    const card = page.getByRole("region", { name: t("next-steps-title") });
    await card
      .getByRole("button", { name: t("recommendation-open") })
      .first()
      .click();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("heading", { name: t("recommendation-why"), exact: true }).waitFor();
    await settled(page);
    const [customer, play] = opened(page);
    expect(await violations(page)).toEqual([]);
    for (const heading of ["play-consider", "play-try", "play-material"]) {
      await drawer.getByRole("heading", { name: t(heading) }).waitFor();
    }

    const evidence = drawer.locator(".evidence > li").first();
    expect(await evidence.innerText()).toContain(t("compared-threshold", { asked: "" }).trim());
    await evidence.getByRole("link", { name: new RegExp(`^${t("explain-action")}`) }).click();
    await page.waitForURL(new RegExp(`/customers/${customer}.*(explain|lines)=`));
    await settled(page);
    await page.getByRole("dialog").waitFor();
    await page.goBack();

    await drawer.getByRole("button", { name: t("decide-accept"), exact: true }).click();
    await drawer.getByLabel(t("action-planned-from")).fill("2030-01-15");
    await drawer.getByLabel(t("action-note")).fill(`Plan ${language}`);
    expect(await violations(page)).toEqual([]);
    await drawer.getByRole("button", { name: t("decide-accept-send") }).click();
    await drawer.getByText(t("decision-accepted"), { exact: true }).waitFor();
    await drawer.getByRole("link", { name: t("decided-action") }).click();
    await page.waitForURL(/\/actions\?open=/);

    await drawer.getByText(t("around-not-an-effect")).first().waitFor();
    await settled(page);
    expect(await drawer.getByLabel(t("action-planned-from")).inputValue()).toBe("2030-01-15");
    expect(await violations(page)).toEqual([]);
    await drawer.getByLabel(t("column-status")).selectOption("running");
    await drawer.getByRole("button", { name: t("action-save"), exact: true }).click();
    await settled(page);
    await expect
      .poll(() => drawer.getByLabel(t("action-started-on")).inputValue())
      .toMatch(/^\d{4}-\d{2}-\d{2}$/);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });

    const running = column(page, t("action-status-running"));
    const select = running.getByRole("combobox").first();
    await select.waitFor();
    await select.focus();
    await select.selectOption("done");
    const done = column(page, t("action-status-done"));
    const moved = done.getByRole("combobox").first();
    await moved.waitFor();
    await expect.poll(() => moved.evaluate((it) => it === document.activeElement)).toBe(true);
    expect(await violations(page)).toEqual([]);

    await page.goto(`/recommendations?standing=accepted&plays=${play}`);
    await settled(page);
    await page.locator(`a[href*="${customer}"]`).first().waitFor();
    await page.goto(`/recommendations?plays=${play}`);
    await settled(page);
    expect(await page.locator(`main a[href*="${customer}"]`).count()).toBe(0);
    await page.goto(`/customers/${customer}`);
    await settled(page);
    const actions = page.getByRole("region", { name: t("nav-actions") });
    await actions.getByText(t("action-status-done")).first().waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

test("a recommendation is snoozed, dismissed with a reason, and taken back", async () => {
  const { page, context, faults } = await visit(browser, origin);
  await signIn(page, MEMBERS.sales);
  await open(page, "/recommendations?open=first");
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: "Snooze", exact: true }).click();
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await drawer.getByLabel("Until").fill(until);
  await drawer.getByRole("button", { name: "Snooze it" }).click();
  await drawer.getByText("Snoozed", { exact: true }).waitFor();
  await drawer.getByRole("button", { name: "Take the decision back" }).click();
  await drawer.getByRole("button", { name: "Dismiss", exact: true }).click();
  await drawer.getByLabel("Reason").fill("They move to another tool.");
  await drawer.getByRole("button", { name: "Dismiss it" }).click();
  await drawer.getByText("Reason: They move to another tool.").waitFor();
  await drawer.getByRole("button", { name: "Take the decision back" }).click();
  await drawer.getByRole("button", { name: "Accept", exact: true }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test("recommendations are filtered by play and by customers, all in the address", async () => {
  const { page, context } = await visit(browser, origin);
  await signIn(page, MEMBERS.sales);
  await open(page, "/recommendations");
  await page.getByLabel("Play").selectOption("idle_seats");
  await page.waitForURL(/plays=idle_seats/);
  await settled(page);
  const titles = await page.locator(".recommendation h3").allInnerTexts();
  expect(new Set(titles).size).toBe(1);
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByLabel("Spain").check();
  await page.getByText("Country: Spain").waitFor();
  expect(new URL(page.url()).searchParams.get("countries")).toBe("ES");
  expect(await page.getByLabel("Filter by").locator("option").allInnerTexts()).toEqual([
    "Country",
    "Segment",
    "Reseller",
    "Tag",
  ]);
  await context.close();
});

test("an action is planned without a recommendation, and lies in the calendar and its table", async () => {
  const { page, context, faults } = await visit(browser, origin);
  await signIn(page, MEMBERS.sales);
  await open(page, "/customers/first");
  const name = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("button", { name: "Plan an action" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Planned from").fill("2031-05-06");
  await dialog.getByLabel("Note").fill("Call them");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Call them" }).waitFor();
  await page.goto("/actions?view=calendar&month=2031-05");
  await page.getByRole("button", { name: `Begins: ${name}` }).waitFor();
  await page.getByRole("button", { name: "Show as table" }).click();
  await page.getByRole("row", { name: new RegExp(`2031-05-06.*${name}`) }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

test("an action is planned for several customers of the list, and stands with each of them", async () => {
  const { page, context, faults } = await visit(browser, origin);
  await signIn(page, MEMBERS.sales);
  await open(page, "/customers");
  const links = page.locator(".grid-cell--name a");
  const [one = "", two = "", three = "", four = ""] = await links.allInnerTexts();
  await page.getByRole("grid").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.getByText("2 chosen", { exact: true }).waitFor();
  await page.getByRole("checkbox", { name: `Choose ${four}`, exact: true }).check();
  await page.getByText("3 chosen", { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Plan an action" }).click();
  const dialog = page.getByRole("dialog");
  const chips = dialog.getByRole("list", { name: "For whom" }).getByRole("listitem");
  await expect.poll(() => chips.allInnerTexts()).toEqual([one, two, four]);

  const field = dialog.getByRole("combobox", { name: "For whom" });
  await field.fill(three);
  await dialog.getByRole("option", { name: three }).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect.poll(() => chips.count()).toBe(4);
  await page.keyboard.press("Escape");
  expect(await field.inputValue()).toBe("");
  await dialog.getByRole("button", { name: `Remove ${four}`, exact: true }).click();
  await expect.poll(() => chips.allInnerTexts()).toEqual([one, two, three]);
  await dialog.getByLabel("Planned from").fill("2031-07-08");
  await dialog.getByLabel("Note").fill("Invite them together");
  for (const width of WIDTHS) {
    await resize(page, width);
    expect(await overflows(page)).toEqual([]);
  }
  await resize(page, 1280);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("3 chosen", { exact: true }).waitFor({ state: "detached" });

  for (const name of [one, two, three]) {
    await page.goto(`/customers?search=${encodeURIComponent(name)}`);
    await page.getByRole("grid").getByRole("link", { name, exact: true }).first().click();
    await page.getByRole("heading", { name, level: 1 }).waitFor();
    await page.getByRole("row", { name: /Invite them together.*with 2 more customers/s }).waitFor();
  }
  await page.goto("/actions?view=calendar&month=2031-07");
  const begins = page.getByRole("button", { name: /^Begins: .* and 2 more$/ });
  await begins.click();
  await dialog.getByRole("button", { name: `Remove ${two}`, exact: true }).click();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  const listed = dialog.getByRole("rowheader", { name: two, exact: true });
  await listed.waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.goto("/actions");
  await page.getByRole("button", { name: /^\S.* and 1 more$/ }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test("actions are written to a file and taken in again, and a bad file is told by line", async () => {
  const { page, context, faults } = await visit(browser, origin);
  await signIn(page, MEMBERS.sales);
  await open(page, "/actions");
  await page.getByRole("button", { name: "Export" }).click();
  const link = page.getByRole("link", { name: "CSV" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe("actions.csv");
  const file = await readFile(await download.path());
  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog");
  const send = async (buffer: Buffer) => {
    const upload = { name: "actions.csv", mimeType: "text/csv", buffer };
    await dialog.getByLabel("File").setInputFiles(upload);
    await dialog.getByRole("button", { name: "Import" }).click();
  };
  await send(file);
  await dialog.getByText(/rows: 0 new actions, 0 changed/).waitFor();
  await send(Buffer.from(`${file.toString("utf8").split("\n")[0]}\nnobody\n`));
  await dialog
    .getByRole("alert")
    .getByText(/^Line 2:/)
    .first()
    .waitFor();
  expect(await violations(page)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

test("texts of tickets are for those who may see personal data", async () => {
  for (const [member, count] of [
    [MEMBERS.sales, 0],
    [MEMBERS.admin, 1],
  ] as const) {
    const { page, context } = await visit(browser, origin);
    await signIn(page, member);
    await open(page, "/customers/first?lines=tickets");
    await page.getByRole("dialog").waitFor();
    expect(await page.getByRole("button", { name: "Show texts" }).count()).toBe(count);
    await context.close();
  }
});

test("growth says the same by arrow keys and as a table", async () => {
  const { page, context } = await visit(browser, origin);
  await signIn(page, MEMBERS.sales);
  await open(page, "/growth");
  const cursor = page.getByRole("slider", { name: /^Gained and lost by month/ });
  await cursor.focus();
  await page.keyboard.press("ArrowLeft");
  const said = (await cursor.getAttribute("aria-valuetext")) ?? "";
  const gained = /Gained: ([\d,]+)/.exec(said)?.[1] ?? "";
  const end = /End: ([\d,]+)/.exec(said)?.[1] ?? "";
  await page.getByRole("button", { name: "Show as table" }).first().click();
  const row = page.locator(".chart__table tbody tr").nth(1);
  const cells = await row.locator("td").allInnerTexts();
  expect([cells[1], cells[4]]).toEqual([gained, end]);
  await page.getByRole("radio", { name: "Country" }).check();
  await page.waitForURL(/by=country/);
  await settled(page);
  await page.getByRole("rowheader", { name: "Spain" }).waitFor();
  await context.close();
});
