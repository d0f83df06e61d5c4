import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client.ts";
import { INSIGHTS } from "./insights.ts";

/** Everything about plays: read again after one or a threshold was changed. */
export const PLAYS = [INSIGHTS, "plays"] as const;

export const playsQuery = (language: string) =>
  queryOptions({
    queryKey: [...PLAYS, "all", language],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/plays", { signal })),
  });
