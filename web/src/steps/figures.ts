import type { Schemas } from "../api/client.ts";
import { skuKey, skuName } from "../ui/names.ts";

type Evidence = Schemas["EvidenceBody"];

/** What evidence is about: a workload, a product, or nothing smaller than the customer. */
export function subjectName(it: Pick<Evidence, "workload" | "sku">): string | undefined {
  if (it.workload != null) return it.workload.workload_name || it.workload.workload;
  return it.sku == null ? undefined : skuName(it.sku);
}

/** The figure of the customer's page that explains the evidence, as its address names it. */
export function explainedBy(it: Evidence): string | undefined {
  if (it.workload != null) return `workload:${it.workload.workload}`;
  if (it.sku != null) return `sku:${skuKey(it.sku)}`;
  const names = it.comparisons.flatMap(({ left, right }) => [left.name ?? "", right.name ?? ""]);
  if (names.some((name) => name.startsWith("overage"))) return "total:overage";
  return names.some((name) => name.endsWith("usage_percent")) ? "total:usage" : "total:people";
}
