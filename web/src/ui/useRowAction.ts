import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";

/** Does something to a row of a list, which is read again afterwards, whatever came of it. */
export function useRowAction(
  list: { readonly queryKey: QueryKey },
  action: (rowId: string) => Promise<unknown>,
) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: action,
    onSettled: () => cache.invalidateQueries({ queryKey: list.queryKey }),
  });
}
