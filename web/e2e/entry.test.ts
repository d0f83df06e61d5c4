import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  BAD_FILE,
  CONTOSO,
  GOOD_FILES,
  MOSTLY_GOOD_FILE,
  NEW_PRODUCT_FILE,
  SHRINKING_FILES,
} from "./sample.ts";
import { PASSWORD } from "./support/asker.ts";
import { launch, settled, signIn, type Visit, violations, visit } from "./support/browser.ts";
import { type Program, remove, startProgram, temporaryFolder } from "./support/program.ts";

let browser: Browser;
let folder: string;
let program: Program;
let reader: Visit;
beforeAll(async () => {
  browser = await launch();
  folder = await temporaryFolder();
  program = await startProgram(folder);
  reader = await visit(browser, program.origin);
});
afterAll(async () => {
  await browser.close();
  await program.stop();
  await remove(folder);
});

test("the link of the console makes the first admin", async () => {
  const { page } = reader;
  await page.goto("/set-up");
  await page.getByText("The link of the console is needed").waitFor();
  await page.goto(`/set-up#${program.link}`);
  await page.reload();
  await page.getByLabel("Name").fill("Ana Serra");
  await page.getByLabel("E-mail address").fill("ana@partner.example");
  await page.getByLabel("New password").fill("password");
  await page.getByLabel("Repeat the password").fill("passwort");
  await page.getByText("The two passwords differ.").waitFor();
  await page.getByLabel("Repeat the password").fill("password");
  await page.getByRole("button", { name: "Set up" }).click();
  await page.getByText("The password is shorter than 12 characters.").waitFor();
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByLabel("Repeat the password").fill(PASSWORD);
  await page.getByRole("button", { name: "Set up" }).click();
  await page.getByRole("heading", { name: "Portfolio", level: 1 }).waitFor();
});

test("without data the pages say what to do next", async () => {
  const { page } = reader;
  await page.getByText("There is no data yet").first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "Import files" }).click();
  await page.getByText("Nothing was imported yet").waitFor();
  for (const address of ["/customers", "/catalogue"]) {
    await page.goto(address);
    await page.getByText("There is no data yet").first().waitFor();
  }
});

test("a bad file is refused with line, column and what to do", async () => {
  const { page } = reader;
  await page.goto("/imports");
  await page.locator("input[type=file]").setInputFiles([BAD_FILE]);
  await page.getByRole("button", { name: "Check only" }).click();
  const result = page.getByRole("region", { name: "Result" });
  await result.getByText("Refused").waitFor();
  const row = result.getByRole("row").nth(1);
  expect(await row.innerText()).toMatch(/^2\s+as_of\s+No calendar has this date: `2026-02-30`\./);
  expect(await violations(page)).toEqual([]);
});

test("good files are checked first, then imported, and shown at once", async () => {
  const { page } = reader;
  await page.reload();
  await drop(page, GOOD_FILES);
  expect(await page.locator(".files__name").allInnerTexts()).toEqual(
    GOOD_FILES.map((it) => it.name),
  );
  await page.getByRole("button", { name: "Check only" }).click();
  await page.getByText("Nothing was kept. Choose Import to keep it.").waitFor();
  await page.getByText("Nothing was imported yet").waitFor();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("All figures show it now.").waitFor();
  await page.getByRole("rowheader", { name: "activity.csv" }).waitFor();
  await page.getByRole("link", { name: "Customers" }).click();
  await page.getByRole("heading", { name: "Customers", level: 1 }).waitFor();
  await page.getByRole("link", { name: "<b>Contoso</b>" }).click();
  await page.getByRole("heading", { name: "<b>Contoso</b>", level: 1 }).waitFor();
  await page.getByText("1 active user more than entitlements, because of").first().waitFor();
});

test("few bad rows are set aside, and can be downloaded with their reasons", async () => {
  const { page } = reader;
  await page.goto("/imports");
  await page.locator("input[type=file]").setInputFiles([MOSTLY_GOOD_FILE]);
  await page.getByText("Options").click();
  await page.getByLabel("When rows are wrong").selectOption("quarantine");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("All figures show it now.").waitFor();
  const link = page.getByRole("link", { name: "1 row, download" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain("wizard");
});

test("a product that the catalogue does not know is described to it", async () => {
  const { page } = reader;
  await page.goto("/imports");
  await page.locator("input[type=file]").setInputFiles([NEW_PRODUCT_FILE]);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("All figures show it now.").waitFor();
  await page.getByRole("link", { name: "Catalogue" }).click();
  await page.getByRole("button", { name: "Add to the catalogue: FIELD_TOOLKIT_2027" }).click();
  const dialog = page.getByRole("dialog");
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("Product name").fill("Field Toolkit");
  await dialog.getByLabel("SKU id").fill("not a GUID");
  await dialog.getByLabel("Teams", { exact: true }).selectOption("Entitles");
  const add = dialog.getByRole("button", { name: "Add to the catalogue" });
  await add.click();
  await dialog
    .getByRole("alert")
    .getByText(/not a GUID/)
    .waitFor();
  await dialog.getByLabel("SKU id").fill("6fd2c87f-b296-42f0-b197-1e91e994b900");
  await add.click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Everything in the data is known").waitFor();
  await page.getByLabel("Search by name or part number").fill("Field Toolkit");
  await page.getByRole("row", { name: /Field Toolkit.*Teams/s }).waitFor();
  await page.goto("/audit?action=catalogue.add");
  await page.getByRole("cell", { name: /FIELD_TOOLKIT_2027/ }).waitFor();
});

test("a snapshot that lost most of its people waits until somebody confirms it", async () => {
  const { page } = reader;
  await page.goto("/imports");
  await page.locator("input[type=file]").setInputFiles(SHRINKING_FILES);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("All figures show it now.").waitFor();
  const held = page.getByRole("region", { name: "Snapshots to confirm" });
  await held.getByText("last-activity-2026-04-02.csv").waitFor();
  expect(await held.getByRole("listitem").count()).toBe(1);
  expect(await violations(page)).toEqual([]);
  await held.getByRole("button", { name: "Confirm" }).click();
  await held.waitFor({ state: "detached" });
  await page.getByRole("rowheader", { name: "Snapshots confirmed" }).waitFor();
  await page.goto("/audit?action=import.confirm");
  await page.getByRole("cell", { name: /^Snapshot confirmed/ }).waitFor();
});

test("figures are shown as they were known at an earlier moment", async () => {
  const { page } = reader;
  await page.goto("/imports");
  const first = page.getByRole("row", { name: /activity\.csv/ }).last();
  await first.waitFor();
  const links = page.getByRole("link", { name: "Figures as of then" });
  await links.last().click();
  await page.waitForURL(/portfolio\?as_recorded_at=/);
  await page.getByRole("button", { name: /^Recorded until/ }).waitFor();
  await settled(page);
  const day = () => page.getByRole("button", { name: /^Day/ }).innerText();
  expect(await day()).toContain("2026-03-31");
  expect(await violations(page)).toEqual([]);

  await page.getByRole("navigation").getByRole("link", { name: "Customers" }).click();
  // The portfolio names the customer, too, until the list is there.
  await page.getByRole("heading", { name: "Customers", level: 1 }).waitFor();
  await page.getByRole("link", { name: "<b>Contoso</b>" }).click();
  await page.getByRole("heading", { name: "<b>Contoso</b>", level: 1 }).waitFor();
  expect(new URL(page.url()).searchParams.get("as_recorded_at")).toMatch(/Z$/);

  await page.getByRole("button", { name: /^Recorded until/ }).click();
  await page.getByLabel("Recorded until (UTC)").fill("2020-01-01T12:00");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.getByText("Nothing had been recorded at that moment.").first().waitFor();
  await page.getByRole("link", { name: "Show all that is known" }).click();
  await page.getByRole("heading", { name: "<b>Contoso</b>", level: 1 }).waitFor();
  await settled(page);
  expect(await day()).toContain("2026-04-02");
});

test("a name of a user is shown on demand, and that is logged", async () => {
  const { page } = reader;
  await page.goto(`/customers/${CONTOSO}?on=2026-03-31&explain=workload:exchange`);
  const drawer = page.getByRole("dialog");
  await drawer.getByText("3 of 2 = 150%").waitFor();
  expect(await drawer.innerText()).not.toContain("ana@contoso.com");
  await drawer.getByRole("button", { name: "Show names" }).click();
  await drawer.getByText("ana@contoso.com").first().waitFor();
  await page.goto("/audit?action=personal_data.view");
  await page.getByRole("rowheader", { name: "Ana Serra" }).waitFor();
});

test("a second factor is added, asked for, and a wrong password is told", async () => {
  const { page } = reader;
  await page.goto("/profile");
  await page.getByRole("button", { name: "Add a second factor" }).click();
  const card = page.getByRole("region", { name: "Second factor" });
  const secret = await card.locator("code").innerText();
  await card.getByLabel("Code").fill(code(secret, 0));
  await card.getByLabel("Present password").fill(PASSWORD);
  await card.getByRole("button", { name: "Turn on" }).click();
  await card.getByText("Recovery codes").waitFor();
  const recovery = (await card.locator("code").innerText()).split("\n")[0] ?? "";
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();

  await page.getByLabel("E-mail address").fill("ana@partner.example");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("The e-mail address, password or code is wrong.").waitFor();
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Second factor" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Code").fill(recovery);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "Portfolio", level: 1 }).waitFor();
});

test("an invitation sets a password by its link, once", async () => {
  const { page } = reader;
  await page.goto("/members");
  await page.getByRole("button", { name: "Add a member" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Sofía Ventas");
  await dialog.getByLabel("E-mail address").fill("sofia@partner.example");
  await dialog.getByRole("button", { name: "Save" }).click();
  const url = new URL(await page.locator("code").innerText());
  const invited = await visit(browser, program.origin);
  await invited.page.goto(`${url.pathname}${url.hash}`);
  await invited.page.getByText("Sofía Ventas").waitFor();
  expect(await violations(invited.page)).toEqual([]);
  await invited.page.getByLabel("New password").fill(PASSWORD);
  await invited.page.getByLabel("Repeat the password").fill(PASSWORD);
  await invited.page.getByRole("button", { name: "Set the password" }).click();
  await invited.page.getByRole("heading", { name: "Portfolio", level: 1 }).waitFor();
  await invited.page.goto("/about");
  await invited.page.goto(`${url.pathname}${url.hash}`);
  await invited.page.getByText("The link is not valid.").waitFor();
  await signIn(invited.page, "sofia@partner.example");
  await invited.context.close();
});

test("nothing failed on the way", async () => {
  await settled(reader.page);
  expect(reader.faults).toEqual([]);
});

/** Drops files where they are taken, as somebody does with the mouse. */
async function drop(page: Page, files: typeof GOOD_FILES): Promise<void> {
  const texts = files.map((it) => ({ name: it.name, text: it.buffer.toString("utf8") }));
  const data = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, text } of dropped) transfer.items.add(new File([text], name));
    return transfer;
  }, texts);
  const place = page.getByText("Drop files here, or choose them");
  await place.dispatchEvent("dragover", { dataTransfer: data });
  await page.locator(".drop--over").waitFor();
  await place.dispatchEvent("drop", { dataTransfer: data });
}

/** The code that an authenticator shows for a secret (RFC 6238), some steps from now. */
function code(secret: string, steps: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((it) => alphabet.indexOf(it).toString(2).padStart(5, "0")).join("");
  const bytes = (bits.match(/.{8}/g) ?? []).map((it) => Number.parseInt(it, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  const number = (hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000;
  return String(number).padStart(6, "0");
}
