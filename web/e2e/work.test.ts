import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  launch,
  MEMBERS,
  overflows,
  resize,
  settled,
  signIn,
  type Visit,
  violations,
  visit,
  WIDTHS,
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

/** How the file of a format begins, as any program would tell it. */
const BEGINNINGS = {
  xlsx: /^PK/,
  csv: /^\uFEFF?day,/,
  tsv: /^\uFEFF?day\t/,
  jsonl: /^\{"day":/,
  parquet: /^PAR1/,
} as const;

test("figures are exported in every format, and the finished files are listed", async () => {
  const { page } = reader;
  const dialog = page.getByRole("dialog");
  for (const format of Object.keys(BEGINNINGS)) {
    await page.goto("/portfolio");
    await page.getByRole("button", { name: "Export" }).click();
    await dialog.getByLabel("What").selectOption("portfolio");
    await dialog.getByLabel("Format").selectOption(format);
    await dialog.getByRole("button", { name: "Export" }).click();
    await page.getByRole("heading", { name: "Exports", level: 1 }).waitFor();
  }
  for (const [format, beginning] of Object.entries(BEGINNINGS)) {
    const row = page.getByRole("row", { name: new RegExp(`${format} Finished`, "i") });
    const link = row.getByRole("link", { name: "Download" });
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^portfolio-.*\\.${format}$`));
    const file = await readFile(await download.path());
    expect(file.toString("utf8", 0, 100)).toMatch(beginning);
    if (format === "csv") expect(file.toString("utf8")).toContain("Microsoft 365 E3");
  }
  const remove = page.getByRole("button", { name: /^Remove/ });
  for (let left = 5; left > 0; left -= 1) {
    await expect.poll(() => remove.count()).toBe(left);
    await remove.first().click();
  }
  await page.getByText("No export yet").waitFor();
});

test("a large export shows how far it is, and can be left", async () => {
  const { page } = reader;
  const dialog = page.getByRole("dialog");
  await page.goto("/customers");
  await page.getByRole("button", { name: "Export" }).click();
  await dialog.getByLabel("First day").fill("2026-06-01");
  await dialog.getByRole("button", { name: "Export" }).click();
  await page.getByRole("row", { name: /Being written [1-9][\d,]* rows/ }).waitFor();
  expect(await page.getByRole("progressbar", { name: "Being written" }).count()).toBe(1);
  expect(await violations(page)).toEqual([]);
  await page.goto("/about");
  await page.goto("/exports");
  await page.getByRole("row", { name: /XLSX Finished/ }).waitFor({ timeout: 100_000 });
  await page.getByRole("button", { name: /^Remove/ }).click();
  await page.getByText("No export yet").waitFor();
});

test("an export has the customers that were chosen in the list, and says what it leaves aside", async () => {
  const { page } = reader;
  const dialog = page.getByRole("dialog");
  await page.goto("/portfolio?countries=ES");
  await page.getByRole("button", { name: "Export" }).click();
  await dialog.getByText("Only customers by Country: Spain.").waitFor();
  await page.keyboard.press("Escape");
  await page.goto("/customers?search=con");
  await page.getByRole("button", { name: "Export" }).click();
  await dialog.getByText(/filters by product do not apply/).waitFor();
  await page.keyboard.press("Escape");
  // The customers with most users: both have rows in the file.
  await page.goto("/customers?sort=active&direction=desc");
  const boxes = page.getByRole("grid").getByRole("checkbox");
  await boxes.nth(0).check();
  await boxes.nth(2).check();
  await page.getByRole("button", { name: "Export" }).click();
  await dialog.getByText("Of the 2 chosen customers only.").waitFor();
  expect(await dialog.getByLabel("What").locator("option[value=portfolio]").count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("Format").selectOption("csv");
  await dialog.getByRole("button", { name: "Export" }).click();
  const link = page.getByRole("row", { name: /CSV Finished/ }).getByRole("link");
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const [head = "", ...lines] = (await readFile(await download.path(), "utf8")).trim().split("\n");
  const at = head.split(",").indexOf("customer_id");
  expect(new Set(lines.map((it) => it.split(",")[at])).size).toBe(2);
  await page.getByRole("button", { name: /^Remove/ }).click();
  await page.getByText("No export yet").waitFor();
});

test("a token is shown once and can be revoked", async () => {
  const { page } = reader;
  await page.goto("/tokens");
  await page.getByRole("button", { name: "Make a token" }).click();
  const dialog = page.getByRole("dialog");
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("Name").fill("Power BI");
  await dialog.getByRole("button", { name: "Make a token" }).click();
  await page.getByRole("row", { name: /Power BI.*Ana Serra/ }).waitFor();
  const token = await page.locator("code").innerText();
  const answer = await fetch(`${origin}/api/v1/portfolio`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  await page.getByRole("button", { name: "Revoke Power BI" }).click();
  await page.getByText("Revoked").waitFor();
  await page.reload();
  expect(await page.locator("code").count()).toBe(0);
});

test("a webhook shows its secret once, and whether it is reached, until it is removed", async () => {
  const { page } = reader;
  await page.goto("/webhooks");
  await page.getByText("No webhook yet").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Add a webhook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("CRM");
  await dialog.getByLabel("Address").fill("ftp://crm.example/hook");
  await dialog.getByRole("button", { name: "Add a webhook" }).click();
  await dialog.getByRole("alert").waitFor();
  // A server of the machine's own: without a setting nothing is sent there.
  await dialog.getByLabel("Address").fill("http://127.0.0.1:9/hook?of=uptake");
  await dialog.getByRole("button", { name: "Add a webhook" }).click();
  await page.getByText("CRM was added").waitFor();
  const secret = await page.locator("code.secret").innerText();
  expect(secret).toMatch(/^\S{20,}$/);
  await page.getByRole("row", { name: /CRM.*Nothing sent yet/ }).waitFor();
  expect(await violations(page)).toEqual([]);

  await page.evaluate(async () => {
    const headers = { "content-type": "application/json" };
    const { items } = await (await fetch("/api/v1/customers?limit=1")).json();
    const [customers, planned_from] = [[items[0].customer_id], "2026-01-02"];
    const body = JSON.stringify({ customers, planned_from, note: "Tell the CRM" });
    await fetch("/api/v1/actions", { method: "POST", headers, body });
  });
  const row = page.getByRole("row", { name: /CRM.*Failing/ });
  await expect
    .poll(
      async () => {
        await page.reload();
        await settled(page);
        return row.getByText("The server lies in a private network").count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  expect(await page.content()).not.toContain(secret);
  expect(await violations(page)).toEqual([]);
  for (const width of WIDTHS) {
    await resize(page, width);
    expect(await overflows(page)).toEqual([]);
  }
  await resize(page, 1280);

  await page.getByRole("button", { name: "Pause CRM" }).click();
  await page.getByRole("row", { name: /CRM.*Paused/ }).waitFor();
  await page.getByRole("button", { name: "Tell CRM again" }).click();
  await page.getByRole("button", { name: "Pause CRM" }).waitFor();
  await page.getByRole("button", { name: "Remove CRM" }).click();
  await page.getByRole("button", { name: "Really remove CRM" }).click();
  await page.getByText("No webhook yet").waitFor();
  await page.goto("/audit?action=webhook.remove");
  await page.getByRole("rowheader", { name: "Ana Serra" }).first().waitFor();
});

test("a member is changed and removed, and the audit log says so", async () => {
  const { page } = reader;
  await page.goto("/members");
  await page.getByRole("button", { name: "Add a member" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Teo");
  await dialog.getByLabel("E-mail address").fill("teo@partner.example");
  await dialog.getByLabel("Customers", { exact: true }).selectOption("tag");
  await dialog.getByLabel("Customers with a tag").fill("priority");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("cell", { name: "Customers with a tag: priority" }).waitFor();
  await page.getByRole("button", { name: "Change Teo" }).click();
  await dialog.getByLabel("Role").selectOption("helpdesk_agent");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Change Teo" }).click();
  await dialog.getByRole("button", { name: "Remove the member" }).click();
  await dialog.getByRole("button", { name: "Really remove" }).click();
  await page.getByRole("button", { name: "Change Teo" }).waitFor({ state: "detached" });
  await page.goto("/audit?action=member.remove");
  await page.getByRole("rowheader", { name: "Ana Serra" }).first().waitFor();
});

test("a reseller that only customers name gets a name, which is shown everywhere", async () => {
  const { page } = reader;
  await page.goto("/members");
  const card = page.getByRole("region", { name: "Resellers" });
  const id = await card.getByRole("rowheader").first().locator(".sub").innerText();
  await card.getByRole("button", { name: `Change ${id}` }).click();
  const dialog = page.getByRole("dialog");
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("Name").fill("Norte Distribución");
  await dialog.getByRole("button", { name: "Save" }).click();
  await card.getByText("Norte Distribución").waitFor();

  await card.getByRole("button", { name: "Add a reseller" }).click();
  await dialog.getByLabel("Id").fill("sur-1");
  await dialog.getByLabel("Name").fill("Sur Distribución");
  await dialog.getByLabel("Below").selectOption("Norte Distribución");
  await dialog.getByRole("button", { name: "Save" }).click();
  await card.getByRole("row", { name: /Sur Distribución.*Norte Distribución/ }).waitFor();
  expect(await violations(page)).toEqual([]);

  await page.goto("/portfolio?by=reseller");
  await page.getByRole("button", { name: "Norte Distribución" }).click();
  await page.getByText("Reseller: Norte Distribución").waitFor();
  expect(new URL(page.url()).searchParams.get("resellers")).toBe(id);

  await page.goto("/members");
  await card.getByRole("button", { name: "Change Sur Distribución" }).click();
  await dialog.getByRole("button", { name: "Remove the reseller" }).click();
  await card.getByRole("rowheader", { name: /^Sur/ }).waitFor({ state: "detached" });
});

test("language and theme change at once and are kept by the server", async () => {
  const { page } = reader;
  await page.goto("/about");
  await page.getByRole("button", { name: /^Account/ }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("radio", { name: "Español" }).check();
  await page.getByRole("heading", { name: "Acerca de", level: 1 }).waitFor();
  await page.goto("/profile");
  await page.getByRole("radio", { name: "Oscuro" }).check();
  await page.locator("html[data-theme=dark]").waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("es");

  const elsewhere = await visit(browser, origin);
  await signIn(elsewhere.page, MEMBERS.admin);
  await elsewhere.page.getByRole("heading", { name: "Cartera", level: 1 }).waitFor();
  await settled(elsewhere.page);
  expect(await elsewhere.page.locator(".figures").innerText()).toMatch(/\d,\d\s?%/);
  await elsewhere.context.close();

  await page.getByRole("radio", { name: "English" }).check();
  await page.getByRole("radio", { name: "As the system" }).check();
  await page.getByRole("heading", { name: "Profile", level: 1 }).waitFor();
});

test("a server that cannot be reached is told, and trying again works", async () => {
  const { page } = reader;
  await page.route("**/api/v1/portfolio?*", (route) => route.abort());
  await page.route("**/api/v1/portfolio", (route) => route.abort());
  await page.goto("/portfolio");
  await page.getByText("The server cannot be reached").first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Licences sold").first().waitFor();
});

test("a session that ended leads to the sign-in and back", async () => {
  const { page } = reader;
  await page.goto("/portfolio?sellers=own");
  await settled(page);
  await reader.context.clearCookies();
  await page.getByRole("navigation").getByRole("link", { name: "Customers" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByLabel("E-mail address").fill(MEMBERS.admin);
  await page.getByLabel("Password").fill("siete gatos verdes bajo la mesa");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Customers", level: 1 }).waitFor();
  expect(new URL(page.url()).search).toBe("?sellers=own");
});

test("nothing failed on the way but what was meant to", () => {
  const meant = (it: string) => it.includes("net::ERR_FAILED");
  expect(reader.faults.filter((it) => !meant(it))).toEqual([]);
});
