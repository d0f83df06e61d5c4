import type { Schemas } from "../api/client.ts";
import type { CustomerSearch } from "../app/pageSearch.ts";
import { skuKey, skuName } from "../ui/names.ts";

type Evidence = Schemas["EvidenceBody"];

/** What evidence is about: a workload, a product, or nothing smaller than the customer. */
export function subjectName(it: Pick<Evidence, "workload" | "sku">): string | undefined {
  if (it.workload != null) return it.workload.workload_name || it.workload.workload;
  return it.sku == null ? undefined : skuName(it.sku);
}

/** What of the customer's page explains the evidence: a figure, or the tickets and answers. */
export function explainedBy(
  it: Pick<Evidence, "workload" | "sku" | "comparisons">,
): Pick<CustomerSearch, "explain" | "lines"> {
  if (it.workload != null) return { explain: `workload:${it.workload.workload}` };
  if (it.sku != null) return { explain: `sku:${skuKey(it.sku)}` };
  const names = it.comparisons.flatMap(({ left, right }) => [left.name ?? "", right.name ?? ""]);
  const isOf = (word: string) => names.some((name) => name.includes(word));
  if (isOf("tickets") || isOf("how_to")) return { lines: "tickets" };
  if (isOf("csat") || isOf("nps")) return { lines: "surveys" };
  if (isOf("overage")) return { explain: "total:overage" };
  if (isOf("seats") || isOf("deployment")) return { explain: "total:deployment" };
  return { explain: isOf("usage") ? "total:usage" : "total:people" };
}
