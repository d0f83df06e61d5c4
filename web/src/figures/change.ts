import type { Schemas } from "../api/client.ts";
import type { Sellers } from "./scoped.ts";

type Before = Schemas["BeforeBody"];

/** By how many points deployment has changed; of every seller's seats or the partner's own. */
export function deploymentPoints(before: Before | null | undefined, sellers: Sellers) {
  const change = before?.deployment_change;
  return sellers === "own" ? change?.own_points : change?.deployment_points;
}

/** By how many points usage has changed. */
export function usagePoints(before: Before | null | undefined, sellers: Sellers) {
  const change = before?.usage_change;
  return sellers === "own" ? change?.own_points : change?.usage_points;
}
