import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { PASSWORD } from "./asker.ts";

export const MEMBERS = {
  admin: "ana@partner.example",
  /** Another admin, for tests that choose a language for it. */
  reader: "reader@partner.example",
  sales: "sales@partner.example",
  helpdesk: "helpdesk@partner.example",
} as const;

export const WIDTHS = [360, 768, 1280, 1920] as const;

/** Debian's Chromium, with nothing that asks the network by itself. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.UPTAKE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

interface Look {
  readonly language?: "en" | "es";
  readonly theme?: "light" | "dark" | "system";
  readonly width?: number;
}

/** A page of a reader, with everything that went wrong in it. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly faults: readonly string[];
}

/** Opens a page that notes errors of scripts, of the console and of the policy. */
export async function visit(browser: Browser, origin: string, look: Look = {}): Promise<Visit> {
  const { language = "en", theme = "light", width = 1280 } = look;
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height: 900 },
    locale: language === "es" ? "es-ES" : "en-GB",
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const kept = JSON.stringify({ language, theme });
  await context.addInitScript((text) => {
    localStorage.setItem("uptake.preferences", text);
  }, kept);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // What the API refuses is logged by the browser itself; the page shows it.
    const isAnswer = /Failed to load resource.*status of 4/.test(message.text());
    if (message.type() === "error" && !isAnswer) faults.push(`console: ${message.text()}`);
  });
  return { page, context, faults };
}

/** Signs in by the form. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("input[type=email]").fill(email);
  await page.locator("input[type=password]").fill(PASSWORD);
  await page.locator("button[type=submit]").click();
  await page.locator("main.content h1").waitFor();
}

/** Signs in, and takes a language whatever the server kept of the member. */
export async function signInWith(page: Page, email: string, language: string): Promise<void> {
  await signIn(page, email);
  await page.evaluate(
    async (body) => {
      const headers = { "content-type": "application/json" };
      await fetch("/api/v1/profile", { method: "PATCH", headers, body });
    },
    JSON.stringify({ language, theme: "system" }),
  );
}

/** Waits until nothing is being read any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(
    () => document.querySelector(".loading, [aria-busy=true]") === null,
    undefined,
    { timeout: 30_000 },
  );
}

/** The address with the customer of the greatest overage in the place of `first`. */
export async function firstCustomer(page: Page, address: string): Promise<string> {
  const customer = await page.evaluate(async () => {
    const answer = await fetch("/api/v1/customers?limit=1&sort=overage&direction=desc");
    return (await answer.json()).items[0].customer_id as string;
  });
  return address.replace("/customers/first", `/customers/${customer}`);
}

/** The address with the recommendation with most at stake in the place of `first`. */
export async function firstRecommendation(page: Page, address: string): Promise<string> {
  if (!address.includes("open=first")) return address;
  const open = await page.evaluate(async () => {
    const answer = await fetch("/api/v1/recommendations?limit=1");
    const [first] = (await answer.json()).items;
    return `${first.customer.customer_id}.${first.play}`;
  });
  return address.replace("open=first", `open=${open}`);
}

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe-core finds wrong with the page, as lines to read. */
export async function violations(page: Page): Promise<readonly string[]> {
  const source = await readFile(AXE, "utf8");
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations: found } = await axe.run(document, { resultTypes: ["violations"] });
    return found.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
    );
  });
}

/** What stands out at the right: of the page, or of what is open before it. */
export function overflows(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const frames = document.querySelectorAll(
      "html, .card, .figure, .modal, .modal__body, .disclosure__panel",
    );
    return [...frames]
      .filter((it) => it.scrollWidth > it.clientWidth + 1)
      .map((it) => `${it.tagName} ${it.className} is ${it.scrollWidth} wide`);
  });
}

/** Makes the window so wide, without opening the page anew, and waits until it is drawn. */
export async function resize(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
}

/** Writes a picture of the whole page, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.UPTAKE_SHOTS ?? join(tmpdir(), "page-shots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
