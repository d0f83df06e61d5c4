import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  launch,
  MEMBERS,
  settled,
  signIn,
  type Visit,
  violations,
  visit,
} from "./support/browser.ts";

let browser: Browser;
let reader: Visit;
const origin = inject("origin");
beforeAll(async () => {
  browser = await launch();
  reader = await visit(browser, origin);
  await signIn(reader.page, MEMBERS.admin);
});
afterAll(() => browser.close());

test("a filter stands in the address, is shared by it, and goes with back", async () => {
  const { page } = reader;
  await page.goto("/portfolio");
  await settled(page);
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByLabel("Spain").check();
  await page.getByText("Country: Spain").waitFor();
  await page.keyboard.press("Escape");
  await settled(page);
  expect(new URL(page.url()).search).toBe("?countries=ES");
  const lead = await page.locator(".header__lead").innerText();

  const other = await visit(browser, origin, { language: "es" });
  await signIn(other.page, MEMBERS.sales);
  await other.page.goto("/portfolio?countries=ES");
  await settled(other.page);
  await other.page.getByText("País: España").waitFor();
  const count = /^\d+/.exec(lead)?.[0] ?? "";
  expect(await other.page.locator(".header__lead").innerText()).toContain(`${count} clientes`);
  await other.context.close();

  await page.goBack();
  await settled(page);
  expect(await page.locator(".header__lead").innerText()).toContain("200 customers");
});

test("day and sellers stand in the address", async () => {
  const { page } = reader;
  await page.goto("/portfolio");
  await page.getByRole("radio", { name: "Own licences only" }).check();
  await page.getByText("Licences sold by us").waitFor();
  await page.getByRole("button", { name: "The day before" }).click();
  await settled(page);
  const search = new URL(page.url()).searchParams;
  expect(search.get("sellers")).toBe("own");
  expect(search.get("on")).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  await page.getByRole("button", { name: /^Day/ }).click();
  const chosen = page.getByRole("grid").getByRole("button", { disabled: false }).first();
  const day = await chosen.getAttribute("data-day");
  await chosen.click();
  await page.waitForURL(new RegExp(`on=${day}`));
  await settled(page);
  expect(await page.getByRole("button", { name: /^Day/ }).innerText()).toContain(`${day}`);
});

test("a chart says the same by arrow keys and as a table", async () => {
  const { page } = reader;
  await page.goto("/portfolio");
  await settled(page);
  const cursor = page.getByRole("slider", { name: /choose a day/ });
  await cursor.focus();
  const last = await cursor.getAttribute("aria-valuetext");
  await page.keyboard.press("ArrowLeft");
  const before = await cursor.getAttribute("aria-valuetext");
  expect(before).toMatch(/^\d{4}-\d{2}-\d{2}.*Deployment: [\d.]+%/);
  expect(before).not.toBe(last);
  const value = /Deployment: ([\d.]+%)/.exec(before ?? "")?.[1] ?? "";
  await page.getByRole("button", { name: "Show as table" }).click();
  const row = page.locator(".chart__table tbody tr").nth(1);
  expect(await row.innerText()).toContain(value);
});

test("a band leads to its customers", async () => {
  const { page } = reader;
  await page.goto("/portfolio");
  await settled(page);
  const band = page.locator(".bands__row").nth(6);
  const count = /(\d+)/.exec((await band.innerText()).replace(/.*%/s, ""))?.[1];
  await band.click();
  await page.getByRole("heading", { name: "Customers", level: 1 }).waitFor();
  await settled(page);
  expect(await page.getByRole("status").first().innerText()).toContain(`${count} customer`);
});

test("customers are searched, sorted and shown by chosen columns, all in the address", async () => {
  const { page } = reader;
  await page.goto("/customers");
  await settled(page);
  const names = () => page.locator(".grid-cell--name a").allInnerTexts();
  await page.getByRole("columnheader", { name: "Sold" }).getByRole("button").click();
  await page.waitForURL(/sort=sold&direction=desc/);
  await settled(page);
  const first = (await names())[0] ?? "";
  await page.getByRole("searchbox").first().fill(first.slice(0, 8));
  await page.waitForURL(/search=/);
  await settled(page);
  expect((await names()).every((it) => it.startsWith(first.slice(0, 8)))).toBe(true);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Domain" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("columnheader", { name: "Domain" }).waitFor();

  const shown = () => [...new URL(page.url()).searchParams].sort();
  const saved = shown();
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByLabel("Name of this view").fill("My largest");
  await page.getByRole("button", { name: "Save this view" }).click();
  const view = page.getByRole("button", { name: "My largest", exact: true });
  await view.waitFor();

  // The view is the member's, not the browser's.
  const elsewhere = await visit(browser, origin);
  await signIn(elsewhere.page, MEMBERS.admin);
  await elsewhere.page.goto("/customers");
  await elsewhere.page.getByRole("button", { name: "Saved views" }).click();
  await elsewhere.page.getByRole("button", { name: "My largest", exact: true }).click();
  await elsewhere.page.waitForURL(/columns=/);
  expect([...new URL(elsewhere.page.url()).searchParams].sort()).toEqual(saved);
  await elsewhere.context.close();

  await page.getByRole("button", { name: "Remove the view My largest" }).click();
  await view.waitFor({ state: "detached" });
});

test("a key figure says how it changed, and which customers make it up", async () => {
  const { page } = reader;
  await page.goto("/portfolio?countries=ES");
  await settled(page);
  const figures = page.locator(".figure");
  expect(await figures.nth(1).innerText()).toMatch(/[+-]?[\d.]+ points\s+28 days before: [\d.]+%/);
  const sold = await figures.first().locator(".figure__value").innerText();
  await page.getByRole("button", { name: "Explain Licences sold" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText(sold, { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe("?countries=ES&parts=sold");
  expect(await violations(page)).toEqual([]);
  const count = async () => (await drawer.getByRole("row").count()) - 1;
  expect(await count()).toBe(50);
  await drawer.getByRole("button", { name: "Show more customers" }).click();
  await expect.poll(count).toBeGreaterThan(50);
  const name = await drawer.getByRole("rowheader").first().innerText();
  await drawer.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
});

test("what is not in the catalogue can be filtered by", async () => {
  const { page } = reader;
  await page.goto("/portfolio");
  await page.getByRole("button", { name: "Not in the catalogue" }).click();
  await page.getByText("Service: Not in the catalogue").waitFor();
  await settled(page);
  expect(new URL(page.url()).search).toBe("?services=-");
  expect(await page.locator(".header__lead").innerText()).toMatch(/^1 customer\./);
});

test("a customer is explained down to lines of files", async () => {
  const { page } = reader;
  await page.goto("/customers?sort=overage&direction=desc");
  await settled(page);
  await page.locator(".grid-cell--name a").first().click();
  await page.getByRole("heading", { name: "Usage by workload" }).waitFor();
  await settled(page);
  await page.getByRole("button", { name: "Explain Exchange" }).first().click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText("Counting once more gives the same number.").waitFor();
  expect(await drawer.innerText()).toMatch(/\.csv, line \d+/);
  expect(new URL(page.url()).searchParams.get("explain")).toBe("workload:exchange");
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  expect(new URL(page.url()).searchParams.get("explain")).toBeNull();
});

test("the key figures of a customer are the sums of their parts", async () => {
  const { page } = reader;
  await page.goto("/customers?sort=overage&direction=desc");
  await page.locator(".grid-cell--name a").first().click();
  await page.getByRole("heading", { name: "Usage by workload" }).waitFor();
  const drawer = page.getByRole("dialog");
  const count = (text: string) => Number(text.replaceAll(",", ""));
  // The figure, the column that adds up to it, and what stands before its parts.
  const figures = [
    ["Licences sold", 0, /^([\d,]+)$/],
    ["Deployment", 1, /^([\d,]+) of/],
    ["Usage", 1, /^([\d,]+) of/],
    ["Users above entitlements", 0, /^([\d,]+)$/],
  ] as const;
  for (const [name, column, said] of figures) {
    await page.getByRole("button", { name: `Explain ${name}`, exact: true }).click();
    const ratio = await drawer.locator(".explain__ratio").innerText();
    const rows = await drawer.locator("tbody tr").all();
    let sum = 0;
    for (const row of rows) sum += count(await row.locator("td").nth(column).innerText());
    expect(sum).toBe(count(said.exec(ratio)?.[1] ?? ""));
    expect(sum).toBeGreaterThan(0);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
  }
  await page.getByRole("button", { name: "Explain Usage", exact: true }).click();
  await drawer.getByRole("button", { name: "Explain Teams" }).click();
  await drawer.getByText("Counting once more gives the same number.").waitFor();
  expect(new URL(page.url()).searchParams.get("explain")).toBe("workload:teams");
});

test("falls are told in the percentage by which they are ranked", async () => {
  const { page } = reader;
  await page.goto("/portfolio");
  const list = page.getByRole("region", { name: "Largest falls in covered usage" });
  await list.locator(".ranked__figure").first().waitFor();
  const figures = await list.locator(".ranked__figure").allInnerTexts();
  const falls = figures.map((it) => {
    const [before = 0, now = 0] = (it.match(/[\d.]+/g) ?? []).map(Number);
    return before - now;
  });
  expect(falls.length).toBe(5);
  expect(falls.every((it) => it > 0)).toBe(true);
  // Greatest first, but for what rounding to a tenth of a point may turn.
  falls.slice(1).forEach((it, at) => {
    expect(it).toBeLessThanOrEqual((falls[at] ?? 0) + 0.2);
  });
  await page.getByRole("radio", { name: "Own licences only" }).check();
  await page.getByRole("region", { name: "Largest falls in usage" }).waitFor();
});

test("a sales agent sees figures without names, and only its pages", async () => {
  const sales = await visit(browser, origin);
  const { page } = sales;
  await signIn(page, MEMBERS.sales);
  const menu = page.getByRole("navigation", { name: "Pages" });
  const titles = await menu.getByRole("link").allInnerTexts();
  expect(titles.map((it) => it.trim())).toEqual([
    "Uptake",
    "Portfolio",
    "Customers",
    "Growth",
    "Recommendations",
    "Actions",
    "Plays",
    "Exports",
    "Catalogue",
    "API tokens",
    "About",
  ]);
  await page.goto("/customers?sort=overage&direction=desc");
  await page.locator(".grid-cell--name a").first().click();
  await page.getByRole("button", { name: "Explain Exchange" }).first().click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText("Under pseudonyms; the names are for other roles.").waitFor();
  expect(await drawer.getByRole("button", { name: "Show names" }).count()).toBe(0);
  for (const address of ["/imports", "/members", "/audit"]) {
    await page.goto(address);
    await page.getByText("This page is for other roles").waitFor();
  }
  expect(sales.faults).toEqual([]);
  await sales.context.close();
});

test("a helpdesk agent sees no insights", async () => {
  const helpdesk = await visit(browser, origin);
  const { page } = helpdesk;
  await signIn(page, MEMBERS.helpdesk);
  await page.getByRole("heading", { name: "About", level: 1 }).waitFor();
  await page.goto("/portfolio");
  await page.getByText("This page is for other roles").waitFor();
  expect(await page.getByRole("radio", { name: "Own licences only" }).count()).toBe(0);
  expect(helpdesk.faults).toEqual([]);
  await helpdesk.context.close();
});

test("nothing failed on the way", () => {
  expect(reader.faults).toEqual([]);
});
