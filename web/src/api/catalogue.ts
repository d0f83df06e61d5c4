import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client.ts";
import { INSIGHTS } from "./insights.ts";

export const servicesQuery = queryOptions({
  queryKey: [INSIGHTS, "services"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/catalogue/services", { signal })),
});

export const workloadsQuery = queryOptions({
  queryKey: [INSIGHTS, "workloads"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/catalogue/workloads", { signal })),
});

export const skusQuery = (query: { search?: string; service?: string }) =>
  queryOptions({
    queryKey: [INSIGHTS, "skus", query],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/catalogue/skus", { params: { query }, signal })),
  });

/** What the data names and the catalogue does not know. */
export const unmappedQuery = queryOptions({
  queryKey: [INSIGHTS, "unmapped"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/catalogue/unmapped", { signal })),
});

/** Adds a catalogue file: its entries replace those of the same id or code, for every day. */
export function addCatalogue(name: string, text: string) {
  return answered(api.POST("/api/v1/catalogue", { body: { name, text } }));
}
