import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  firstCustomer,
  launch,
  MEMBERS,
  settled,
  signIn,
  signInWith,
  violations,
  visit,
} from "./support/browser.ts";
import { says } from "./support/words.ts";

/** The pages that show something of the server's, and who may not see them. */
const READS = {
  "/portfolio": ["helpdesk"],
  "/customers": ["helpdesk"],
  "/customers/first": ["helpdesk"],
  "/imports": ["helpdesk", "sales"],
  "/exports": ["helpdesk"],
  "/catalogue": ["helpdesk"],
  "/members": ["helpdesk", "sales"],
  "/tokens": ["helpdesk"],
  "/webhooks": ["helpdesk", "sales"],
  "/audit": ["helpdesk", "sales"],
  "/about": [],
} as const;
/** Who is signed in is asked by every page; without an answer there is none. */
const ASKED = (url: URL) => url.pathname.startsWith("/api/v1/") && !/session/.test(url.pathname);

let browser: Browser;
const origin = inject("origin");
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const chosen = (page: Page) => Promise.all(Object.keys(READS).map((it) => firstCustomer(page, it)));

test("every page says that the server cannot be reached, and shows all when tried again", async () => {
  const reader = await visit(browser, origin, { language: "es" });
  const { page, context } = reader;
  const t = says("es");
  await signInWith(page, MEMBERS.reader, "es");
  const wrong: string[] = [];
  for (const address of await chosen(page)) {
    await page.route(ASKED, (route) => route.abort());
    await page.goto(address);
    await page.getByText(t("state-failed-unreachable")).first().waitFor();
    await page.getByRole("heading", { level: 1 }).waitFor();
    for (const it of await violations(page)) wrong.push(`${address}: ${it}`);
    await page.unrouteAll();
    const retry = page.getByRole("button", { name: t("state-failed-retry") });
    while ((await retry.count()) > 0) {
      await retry.first().click();
      await settled(page);
    }
    if ((await page.getByRole("alert").count()) > 0) wrong.push(`${address}: still failed`);
  }
  const meant = (it: string) => it.includes("net::ERR_FAILED");
  expect([...wrong, ...reader.faults.filter((it) => !meant(it))]).toEqual([]);
  await context.close();
});

test("every page keeps its place while it is read", async () => {
  const { page, context, faults } = await visit(browser, origin);
  await signIn(page, MEMBERS.reader);
  const wrong: string[] = [];
  for (const address of await chosen(page)) {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(ASKED, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(address);
    await page.locator(".loading[role=status]").first().waitFor();
    await page.getByRole("heading", { level: 1 }).waitFor();
    for (const it of await violations(page)) wrong.push(`${address}: ${it}`);
    release();
    await settled(page);
    await page.unrouteAll({ behavior: "wait" });
  }
  expect([...wrong, ...faults]).toEqual([]);
  await context.close();
});

test.each(["helpdesk", "sales"] as const)("%s agents are told what is for others", async (role) => {
  const { page, context, faults } = await visit(browser, origin);
  await signIn(page, MEMBERS[role]);
  const wrong: string[] = [];
  for (const [address, roles] of Object.entries(READS)) {
    await page.goto(address);
    await settled(page);
    const isTold = (await page.getByText("This page is for other roles").count()) > 0;
    if (isTold !== roles.some((it) => it === role)) wrong.push(`${address}: told ${isTold}`);
    if (isTold) for (const it of await violations(page)) wrong.push(`${address}: ${it}`);
  }
  expect([...wrong, ...faults]).toEqual([]);
  await context.close();
});
