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
import { open } from "./support/pages.ts";

let browser: Browser;
let reader: Visit;
const origin = inject("origin");
beforeAll(async () => {
  browser = await launch();
  reader = await visit(browser, origin);
  await signIn(reader.page, MEMBERS.admin);
});
afterAll(() => browser.close());

const GOOD = `code = "few_seats"
problem = "incremental_sales"
per = "customer"
condition = "entitlements >= $least"
stake = "entitlements"

[[threshold]]
code = "least"
unit = "seats"
default = 1
en = "Entitlements at least"
es = "Derechos de uso, como mínimo"

[en]
title = "Visit them once a year"
consider = ["They have something."]
try = ["Call first."]
`;

test("a bad play is refused with its line, a good one is in force and kept by version", async () => {
  const { page } = reader;
  await open(page, "/plays");
  await page.getByRole("button", { name: "Add a play" }).click();
  const drawer = page.getByRole("dialog");
  const text = drawer.getByLabel("Text");
  await text.fill(GOOD.replace("entitlements >=", "enttlements >="));
  await drawer.getByRole("button", { name: "Put in force" }).click();
  const line = drawer.getByRole("button", { name: "Line 4" });
  await line.waitFor();
  expect(await violations(page)).toEqual([]);
  await line.click();
  const chosen = await text.evaluate((it: HTMLTextAreaElement) =>
    it.value.slice(it.selectionStart, it.selectionEnd),
  );
  expect(chosen).toContain("enttlements");

  await text.fill(GOOD);
  await drawer.getByRole("button", { name: "Check only" }).click();
  await drawer.getByText("The play is good").waitFor();
  await drawer.getByRole("button", { name: "Put in force" }).click();
  await page.waitForURL(/\/plays\/few_seats$/);
  await settled(page);
  await page.getByRole("heading", { name: "Visit them once a year", level: 1 }).waitFor();
  await page.getByRole("row", { name: /^1 .*Put in force/ }).waitFor();
  await page.goto("/recommendations?plays=few_seats");
  await page.locator(".recommendation").first().waitFor();
});

test("a threshold is changed, told by whom, and put back", async () => {
  const { page } = reader;
  await open(page, "/plays/few_seats");
  const card = page.getByRole("region", { name: "Thresholds" });
  await card.getByRole("button", { name: "Change Entitlements at least" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Nobody has changed it.").waitFor();
  await dialog.getByLabel("Seats").fill("25");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await card.getByRole("row", { name: /changed 25 1/ }).waitFor();
  await card.getByRole("button", { name: "Change Entitlements at least" }).click();
  await dialog.getByRole("row", { name: /Ana Serra.* 1 25/ }).waitFor();
  await dialog.getByRole("button", { name: "Back to what the play says" }).click();
  await card.getByRole("row", { name: /Entitlements at least.* 1 1 / }).waitFor();
});

test("an own play is taken away, and its recommendations with it", async () => {
  const { page } = reader;
  await open(page, "/plays/few_seats");
  await page.getByRole("button", { name: "Take away" }).click();
  await page.getByRole("button", { name: "Really take away" }).click();
  await page.waitForURL(/\/plays$/);
  await settled(page);
  expect(await page.getByText("few_seats").count()).toBe(0);
});

test("whoever may not change plays sees them without the means to", async () => {
  const { page, context } = await visit(browser, origin);
  await signIn(page, MEMBERS.sales);
  await open(page, "/plays/low_adoption");
  await page.getByRole("region", { name: "Thresholds" }).waitFor();
  expect(await page.getByRole("button", { name: /Edit|Change/ }).count()).toBe(0);
  await page.goto("/plays");
  await settled(page);
  expect(await page.getByRole("button", { name: "Add a play" }).count()).toBe(0);
  await context.close();
});

test("nothing failed on the way", () => {
  expect(reader.faults).toEqual([]);
});
