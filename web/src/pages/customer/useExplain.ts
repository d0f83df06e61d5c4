import { useSearchChange } from "../../app/useSearchChange.ts";

/** Opens the explanation of a figure: `workload:exchange`, `sku:` and an id, `total:sold`; or closes it. */
export function useExplain(): (figure: string | undefined) => void {
  const change = useSearchChange();
  return (explain) => change({ explain, people: undefined });
}
