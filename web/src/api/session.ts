import { queryOptions, useQuery } from "@tanstack/react-query";
import { answered, api, type Schemas } from "./client.ts";
import { failureCode } from "./failure.ts";

export type Who = Schemas["Who"];

/** What a role may be allowed to do: the codes that the API uses. */
export const PERMISSIONS = [
  "sign_in",
  "read_insights",
  "read_personal_data",
  "export",
  "import",
  "manage_catalogue",
  "manage_members",
  "make_tokens",
  "read_audit",
  "act",
  "manage_plays",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who is signed in; `null` when nobody is. */
export const whoQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Who | null> => {
    try {
      return await answered(api.GET("/api/v1/session", { signal }));
    } catch (error) {
      if (["not_signed_in", "second_factor_needed"].includes(failureCode(error))) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** The ways of signing in that the server offers. */
export const signInMethodsQuery = queryOptions({
  queryKey: ["sign-in-methods"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/session/methods", { signal })),
});

/** Who is signed in. Pages behind the sign-in always have someone. */
export function useWho(): Who | null {
  return useQuery(whoQuery).data ?? null;
}

export function useMay(permission: Permission): boolean {
  return useWho()?.permissions.includes(permission) ?? false;
}

/** The program's version and the ledger entry that answers show. */
export const versionQuery = queryOptions({
  queryKey: ["version"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/version", { signal })),
  refetchInterval: 60_000,
});
