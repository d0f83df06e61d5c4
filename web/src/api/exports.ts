import { queryOptions } from "@tanstack/react-query";
import { answered, api, type Schemas } from "./client.ts";

export type Export = Schemas["ExportBody"];

export const KINDS = [
  "usage",
  "deployment",
  "product_usage",
  "portfolio",
  "support",
  "unused_seats",
] as const;
export const FORMATS = ["xlsx", "csv", "tsv", "jsonl", "parquet"] as const;

const isUnderWay = (it: Export) => it.status === "queued" || it.status === "running";

/** The reader's exports; asked again and again as long as one is being made. */
export const exportsQuery = queryOptions({
  queryKey: ["exports"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/exports", { signal })),
  refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? 1000 : false),
});

export function removeExport(export_id: string) {
  return answered(api.DELETE("/api/v1/exports/{export_id}", { params: { path: { export_id } } }));
}

/** Where the file of an export is downloaded. */
export function exportFile(exportId: string): string {
  return `/api/v1/exports/${exportId}/file`;
}
