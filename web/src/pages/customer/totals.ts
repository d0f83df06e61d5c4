/** The key figures of a customer, each a sum over its products or workloads but for people. */
export const TOTALS = ["sold", "deployment", "usage", "overage", "people"] as const;
export type Total = (typeof TOTALS)[number];

/** The key figure that an address explains, if it is one. */
export function totalOf(explain: string | undefined): Total | undefined {
  return TOTALS.find((it) => explain === `total:${it}`);
}
