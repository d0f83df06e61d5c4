import type { Page } from "playwright-core";
import { firstCustomer, settled } from "./browser.ts";

/** Every page, by the name of its picture. The customer is that of the greatest overage. */
export const PAGES = {
  portfolio: "/portfolio",
  "portfolio-own": "/portfolio?sellers=own&by=country",
  parts: "/portfolio?parts=overage",
  customers: "/customers",
  "customers-none": "/customers?search=nobody+is+called+like+this",
  customer: "/customers/first",
  "customer-own": "/customers/first?sellers=own&window=30d",
  explain: "/customers/first?explain=workload:exchange",
  total: "/customers/first?explain=total:overage",
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

/** Opens a page of the list, wherever its customer is. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(await firstCustomer(page, address));
  await settled(page);
}
