import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ViewSearch } from "../app/search.ts";
import type { CustomerFilterSearch, GrowthBy } from "../app/stepsSearch.ts";
import { answered, api, type Schemas } from "./client.ts";
import { type Asked, INSIGHTS, type RangeSearch } from "./insights.ts";

export type Support = Schemas["SupportBody"];
export type MonthSupport = Schemas["MonthSupportBody"];
export type Unused = Schemas["UnusedBody"];

type Query = { readonly queryKey: readonly unknown[] } | undefined;

/** While other days are read the old ones stay, but never another customer's. */
const keepOf =
  (customer: string) =>
  <T>(previous: T, query: Query) =>
    query?.queryKey[2] === customer ? previous : undefined;

/** Tickets, how-to load and satisfaction of a customer by month. */
export const supportQuery = (customer_id: string, query: ViewSearch & RangeSearch) =>
  queryOptions({
    queryKey: [INSIGHTS, "support", customer_id, query],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/customers/{customer_id}/support", {
          params: { path: { customer_id }, query },
          signal,
        }),
      ),
    placeholderData: keepOf(customer_id),
  });

/** Tickets, how-to load and satisfaction of many customers together by month. */
export const supportOfAllQuery = (query: ViewSearch & RangeSearch & CustomerFilterSearch) =>
  queryOptions({
    queryKey: [INSIGHTS, "support-of-all", query],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/portfolio/support", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

/** The signals of a customer, with its unused seats and what is due for renewal. */
export const signalsQuery = (customer_id: string, query: ViewSearch) =>
  queryOptions({
    queryKey: [INSIGHTS, "signals", customer_id, query],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/customers/{customer_id}/signals", {
          params: { path: { customer_id }, query },
          signal,
        }),
      ),
    placeholderData: keepOf(customer_id),
  });

export interface LinesAsked extends ViewSearch, RangeSearch {
  /** Texts are personal data: asking for them is logged. */
  readonly texts?: boolean;
  readonly page?: number;
}

/** The tickets of a customer one by one, newest first. */
export const ticketsQuery = (customer_id: string, query: LinesAsked) =>
  queryOptions({
    queryKey: [INSIGHTS, "tickets", customer_id, query],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/customers/{customer_id}/tickets", {
          params: { path: { customer_id }, query },
          signal,
        }),
      ),
    placeholderData: keepOf(customer_id),
  });

/** The answers of a customer one by one, newest first. */
export const surveysQuery = (customer_id: string, query: LinesAsked) =>
  queryOptions({
    queryKey: [INSIGHTS, "surveys", customer_id, query],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/customers/{customer_id}/surveys", {
          params: { path: { customer_id }, query },
          signal,
        }),
      ),
    placeholderData: keepOf(customer_id),
  });

export type Growth = Schemas["GrowthReportBody"];

export interface GrowthAsked extends Asked, RangeSearch {
  readonly by: GrowthBy;
}

/** Customers, seats and subscriptions gained and lost by month, with trials and renewals. */
export const growthQuery = (query: GrowthAsked) =>
  queryOptions({
    queryKey: [INSIGHTS, "growth", query],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/portfolio/growth", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
