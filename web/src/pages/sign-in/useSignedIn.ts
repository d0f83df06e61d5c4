import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { whoQuery } from "../../api/session.ts";

/** Leads to where the reader wanted to go, once it is signed in. */
export function useSignedIn(): (returnTo: string | undefined) => Promise<void> {
  const cache = useQueryClient();
  const router = useRouter();
  return async (returnTo) => {
    await cache.fetchQuery({ ...whoQuery, staleTime: 0 });
    router.history.push(isOurs(returnTo) ? returnTo : "/");
  };
}

/** Whether an address leads to a page here, and not to another site. */
function isOurs(address: string | undefined): address is string {
  return address !== undefined && /^\/(?![/\\])/.test(address);
}
