import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered, api, type Schemas } from "./client.ts";
import { INSIGHTS } from "./insights.ts";

export type Recommendation = Schemas["RecommendationBody"];
export type Recommendations = Schemas["RecommendationsBody"];
export type Play = Schemas["PlayBody"];

/** What may have been decided about a recommendation, as the API names it. */
export const STANDINGS = ["open", "accepted", "snoozed", "dismissed"] as const;
export type Standing = (typeof STANDINGS)[number];

/** The problems that plays answer. */
export const PROBLEMS = [
  "low_adoption",
  "support_calls",
  "incremental_sales",
  "usage_above_entitlements",
] as const;
export type PlayProblem = (typeof PROBLEMS)[number];

/** Everything about recommendations: read again after a decision. */
export const RECOMMENDATIONS = [INSIGHTS, "recommendations"] as const;

export interface RecommendationsAsked {
  readonly countries?: string;
  readonly segments?: string;
  readonly resellers?: string;
  readonly tags?: string;
  readonly plays?: string;
  readonly problems?: string;
  readonly standing?: string;
  /** So many on a page. */
  readonly limit?: number;
}

/** What is worth doing, most at stake first, page by page; worded in the reader's language. */
export const recommendationsQuery = (asked: RecommendationsAsked, language: string) =>
  infiniteQueryOptions({
    queryKey: [...RECOMMENDATIONS, "all", asked, language],
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET("/api/v1/recommendations", {
          params: { query: { ...asked, ...(pageParam !== "" && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages,
  });

/** What is worth doing for a customer, whatever was decided about it. */
export const customerRecommendationsQuery = (customer_id: string, language: string) =>
  queryOptions({
    queryKey: [...RECOMMENDATIONS, "of", customer_id, language],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/customers/{customer_id}/recommendations", {
          params: { path: { customer_id } },
          signal,
        }),
      ),
  });

export type Decision =
  | { readonly kind: "accept"; readonly body: Schemas["Acceptance"] }
  | { readonly kind: "snooze"; readonly until: string }
  | { readonly kind: "dismiss"; readonly reason: string }
  | { readonly kind: "reopen" };

/** Decides about a recommendation, or takes the decision back. */
export async function decide(customer_id: string, play: string, decision: Decision) {
  const params = { path: { customer_id, play } };
  switch (decision.kind) {
    case "accept":
      await answered(
        api.POST("/api/v1/customers/{customer_id}/recommendations/{play}/accept", {
          params,
          body: decision.body,
        }),
      );
      return;
    case "snooze":
      await answered(
        api.POST("/api/v1/customers/{customer_id}/recommendations/{play}/snooze", {
          params,
          body: { until: decision.until },
        }),
      );
      return;
    case "dismiss":
      await answered(
        api.POST("/api/v1/customers/{customer_id}/recommendations/{play}/dismiss", {
          params,
          body: { reason: decision.reason },
        }),
      );
      return;
    case "reopen":
      await answered(
        api.POST("/api/v1/customers/{customer_id}/recommendations/{play}/reopen", { params }),
      );
  }
}
