import type { Schemas } from "../api/client.ts";
import type { Ratio } from "../l10n/formats.ts";

/** Of a product, or of all. */
type Deployment = Pick<Schemas["DeploymentTotals"], "sold" | "sold_own" | "deployment" | "own">;
type Usage = Schemas["UsageTotals"];
export type Sellers = "own" | undefined;

/** The deployment of every seller's seats, or the estimate for the partner's own, if known. */
export function deploymentRatio(totals: Deployment, sellers: Sellers): Ratio | null | undefined {
  return sellers === "own" ? totals.own?.estimate : totals.deployment;
}

/** The usage of every seller's entitlements, or the estimate for the partner's own. */
export function usageRatio(totals: Usage, sellers: Sellers): Ratio | undefined {
  return sellers === "own" ? totals.own?.estimate : totals.users?.usage;
}

/** Seats sold by every seller or by the partner. */
export function soldSeats(totals: Deployment, sellers: Sellers): number {
  return sellers === "own" ? totals.sold_own : totals.sold;
}

/** Whether a percentage rose or fell; nothing when one of them is not known. */
export function direction(
  now: number | null | undefined,
  before: number | null | undefined,
): "up" | "down" | "same" | undefined {
  if (now == null || before == null) return undefined;
  if (now === before) return "same";
  return now > before ? "up" : "down";
}
