import { queryOptions, useQuery } from "@tanstack/react-query";
import { answered, api, type Schemas } from "./client.ts";
import { useMay } from "./session.ts";

export type Reseller = Schemas["ResellerBody"];

export const resellersQuery = queryOptions({
  queryKey: ["resellers"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/resellers", { signal })),
});

/** What resellers are called; their ids for whoever may not read the list. */
export function useResellerName(): (id: string) => string {
  const mayRead = useMay("manage_members");
  const { data } = useQuery({ ...resellersQuery, enabled: mayRead });
  return (id) => data?.items.find((it) => it.reseller_id === id)?.name ?? id;
}
