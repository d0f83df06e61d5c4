import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { failureCode } from "../api/failure.ts";
import { whoQuery } from "../api/session.ts";

/** Answers that trying again cannot change: everything that the server says by itself. */
const isFinal = (error: unknown) => failureCode(error) !== "unreachable";

/** The cache of what the server said. A session that ended shows the sign-in page. */
export function makeCache(): QueryClient {
  const noticeEnd = (error: unknown) => {
    if (failureCode(error) === "not_signed_in") cache.setQueryData(whoQuery.queryKey, null);
  };
  const cache: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEnd }),
    mutationCache: new MutationCache({ onError: noticeEnd }),
    defaultOptions: {
      queries: {
        retry: (count, error) => !isFinal(error) && count < 1,
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        // A request to this machine's own server is worth trying without a network, too.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
  return cache;
}
