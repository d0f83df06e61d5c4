import type { Schemas } from "../api/client.ts";
import type { Dimension } from "../api/insights.ts";
import { useResellerName } from "../api/resellers.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { skuName } from "./names.ts";
import { useServiceName } from "./useServiceName.ts";

type Group = Pick<Schemas["GroupBody"], "key" | "sku" | "workload">;

/** What the keys of a dimension are called, where they are not called by themselves. */
export function useKeyName(): (by: Dimension, key: string) => string {
  const { t, formats } = useWords();
  const service = useServiceName();
  const reseller = useResellerName();
  const written: Partial<Record<Dimension, (key: string) => string>> = {
    service,
    reseller,
    country: (key) => formats.country(key),
  };
  return (by, key) => {
    if (key === "-") return t(by === "service" ? "breakdown-unmapped" : "breakdown-not-given");
    return written[by]?.(key) ?? key;
  };
}

/** What a part of the portfolio is called. */
export function useGroupName(by: Dimension): (group: Group) => string {
  const keyName = useKeyName();
  return ({ sku, workload, key }) => {
    if (sku != null) return skuName(sku);
    if (workload != null) return workload.workload_name;
    return keyName(by, key ?? "-");
  };
}
