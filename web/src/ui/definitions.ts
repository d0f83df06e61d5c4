/** The words that need a definition, in the order in which they build on each other. */
export const DEFINITIONS = [
  "sold",
  "deployment",
  "unassigned",
  "spare",
  "entitlement",
  "usage",
  "covered",
  "classes",
  "overage",
  "product_usage",
  "window",
  "coverage",
  "preliminary",
  "own",
  "portfolio",
  "people",
  "spread",
  "change",
  "attention",
  "price",
] as const;
export type Defined = (typeof DEFINITIONS)[number];
