import { useSearchChange } from "../../app/useSearchChange.ts";

/** Opens the explanation of a figure: `workload:exchange` or `sku:` and an id; or closes it. */
export function useExplain(): (figure: string | undefined) => void {
  const change = useSearchChange();
  return (explain) => change({ explain, people: undefined });
}
