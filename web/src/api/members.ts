import { queryOptions, useQuery } from "@tanstack/react-query";
import { answered, api, type Schemas } from "./client.ts";
import { useMay } from "./session.ts";

export type Member = Schemas["MemberBody"];
export type Scope = Schemas["ScopeBody"];

export const ROLES = [
  "global_admin",
  "user_admin",
  "admin_agent",
  "sales_agent",
  "helpdesk_agent",
  "api_only",
] as const;

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/members", { signal })),
});

/** What members are called by their ids, for whoever may read the list. */
export function useMemberName(): (id: string) => string | undefined {
  const mayRead = useMay("manage_members");
  const members = useQuery({ ...membersQuery, enabled: mayRead }).data?.items;
  return (id) => members?.find((it) => it.member_id === id)?.name;
}

/** A change is refused when somebody else changed the member meanwhile. */
export function asSeen(member: Member) {
  return {
    path: { member_id: member.member_id },
    header: { "If-Match": `"${member.version}"` },
  };
}
