import type { Page } from "playwright-core";
import { firstCustomer, firstRecommendation, settled } from "./browser.ts";

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
  tickets: "/customers/first?lines=tickets",
  surveys: "/customers/first?lines=surveys",
  growth: "/growth",
  "growth-own": "/growth?of=customers&by=country&sellers=own",
  recommendations: "/recommendations",
  recommendation: "/recommendations?open=first",
  "recommendations-none": "/recommendations?standing=dismissed",
  actions: "/actions",
  "actions-calendar": "/actions?view=calendar",
  plays: "/plays",
  play: "/plays/low_adoption",
  imports: "/imports",
  exports: "/exports",
  catalogue: "/catalogue",
  members: "/members",
  tokens: "/tokens",
  webhooks: "/webhooks",
  audit: "/audit",
  profile: "/profile",
  about: "/about",
  "not-found": "/nowhere",
} as const;

/** The address of a page of the list, with whatever is the first of its kind in it. */
export async function wherever(page: Page, address: string): Promise<string> {
  return firstRecommendation(page, await firstCustomer(page, address));
}

/** Opens a page of the list, wherever its customer is. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(await wherever(page, address));
  await settled(page);
}
