import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { FilterSearch, ViewSearch } from "../app/search.ts";
import { answered, api, type Schemas } from "./client.ts";

/** Everything that is read from facts: it holds until another import is shown. */
export const INSIGHTS = "insights";

export type Asked = ViewSearch & FilterSearch;
export type Portfolio = Schemas["PortfolioBody"];
export type Trend = Schemas["TrendBody"];
export type CustomerRow = Schemas["CustomerRow"];

export type Dimension = "service" | "workload" | "sku" | "country" | "segment" | "reseller" | "tag";

/** Both ends of a range of days. */
export interface RangeSearch {
  readonly from?: string;
  readonly to?: string;
}

export const portfolioQuery = (query: Asked) =>
  queryOptions({
    queryKey: [INSIGHTS, "portfolio", query],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/portfolio", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export const groupsQuery = (by: Dimension, asked: Asked) =>
  queryOptions({
    queryKey: [INSIGHTS, "groups", by, asked],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/portfolio/groups", { params: { query: { by, ...asked } }, signal }),
      ),
  });

export const trendQuery = (query: Asked & RangeSearch) =>
  queryOptions({
    queryKey: [INSIGHTS, "trend", query],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/portfolio/trend", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export const attentionQuery = (query: Asked & { most: number }) =>
  queryOptions({
    queryKey: [INSIGHTS, "attention", query],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/portfolio/attention", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

/** The customers that make up a figure of the portfolio, page by page. */
export const partsQuery = (count: string, asked: Asked) =>
  infiniteQueryOptions({
    queryKey: [INSIGHTS, "parts", count, asked],
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET("/api/v1/portfolio/explain", {
          params: { query: { count, ...asked, ...(pageParam !== "" && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages,
  });

export interface ListAsked extends Asked {
  readonly search?: string;
  readonly sort?: string;
  readonly direction?: "asc" | "desc";
  readonly band_of?: string;
  readonly bands?: string;
}

/** Some customers of the list, from the `offset`th on. */
export const customersQuery = (asked: ListAsked, offset: number, limit: number) =>
  queryOptions({
    queryKey: [INSIGHTS, "customers", asked, offset, limit],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/customers", { params: { query: { ...asked, offset, limit } }, signal }),
      ),
  });

/** While another day is read the old one stays, but never another customer's. */
const keepOfCustomer =
  (customer: string) =>
  <T>(previous: T, query: { readonly queryKey: readonly unknown[] } | undefined) =>
    query?.queryKey[2] === customer ? previous : undefined;

export const customerQuery = (customer_id: string, query: ViewSearch) =>
  queryOptions({
    queryKey: [INSIGHTS, "customer", customer_id, query],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/customers/{customer_id}", {
          params: { path: { customer_id }, query },
          signal,
        }),
      ),
    placeholderData: keepOfCustomer(customer_id),
  });

export const customerTrendQuery = (
  customer_id: string,
  query: ViewSearch & RangeSearch & { readonly only: string },
) =>
  queryOptions({
    queryKey: [INSIGHTS, "customer-trend", customer_id, query],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/customers/{customer_id}/trend", {
          params: { path: { customer_id }, query },
          signal,
        }),
      ),
    placeholderData: keepOfCustomer(customer_id),
  });

export const coverageQuery = (customer_id: string, query: ViewSearch & RangeSearch) =>
  queryOptions({
    queryKey: [INSIGHTS, "coverage", customer_id, query],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/customers/{customer_id}/coverage", {
          params: { path: { customer_id }, query },
          signal,
        }),
      ),
    placeholderData: keepOfCustomer(customer_id),
  });

export interface ExplainAsked extends ViewSearch {
  readonly workload?: string;
  readonly sku?: string;
  readonly names?: boolean;
  readonly page?: number;
}

export const explainQuery = (customer_id: string, query: ExplainAsked) =>
  queryOptions({
    queryKey: [INSIGHTS, "explain", customer_id, query],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/customers/{customer_id}/explain", {
          params: { path: { customer_id }, query },
          signal,
        }),
      ),
  });
