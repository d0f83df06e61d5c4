import { useQuery } from "@tanstack/react-query";
import { portfolioQuery } from "../api/insights.ts";
import type { FilterName, FilterSearch } from "../app/search.ts";
import { skuName } from "../ui/names.ts";
import { useKeyName } from "../ui/useGroupName.ts";
import { DIMENSION } from "./FilterChoices.tsx";

/** What the value of a filter is called: codes have names, countries too. */
export function useFilterNames(filter: FilterSearch): (name: FilterName, value: string) => string {
  const keyName = useKeyName();
  const isNeeded = filter.skus !== undefined || filter.workloads !== undefined;
  const { data } = useQuery({ ...portfolioQuery({}), enabled: isNeeded });
  return (name, value) => {
    if (name === "workloads") {
      return data?.workloads.find((it) => it.workload === value)?.workload_name ?? value;
    }
    if (name === "skus") {
      const sku = data?.skus.find((it) => it.sku_id === value || it.sku_part_number === value);
      return sku === undefined ? value : skuName(sku);
    }
    return keyName(DIMENSION[name], value);
  };
}
