import { queryOptions } from "@tanstack/react-query";
import { present } from "../app/search.ts";
import { answered, api, type Schemas } from "./client.ts";

export type Job = Schemas["JobBody"];
export type FileOutcome = Schemas["FileBody"];

/** What was imported, the latest first, and what is being imported: asked again until it is. */
export const ledgerQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/imports", { signal })),
  refetchInterval: ({ state }) => ((state.data?.running.length ?? 0) > 0 ? 2000 : false),
});

const isUnderWay = (job: Job | undefined) =>
  job === undefined || job.status === "queued" || job.status === "reading";

/** An import of the reader, asked again and again until it is done. */
export const jobQuery = (job_id: string) =>
  queryOptions({
    queryKey: ["imports", "job", job_id],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/imports/jobs/{job_id}", { params: { path: { job_id } }, signal })),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 500 : false),
  });

/** How files are imported; what is left out, the files say themselves. */
export interface ImportOptions {
  readonly mode: "strict" | "quarantine";
  readonly customer?: string | undefined;
  readonly covers?: string | undefined;
  readonly as_of?: string | undefined;
  readonly dates?: string | undefined;
}

/** Sends files to be checked, or checked and imported, in one step. */
export function sendFiles(
  files: readonly File[],
  options: ImportOptions,
  dry_run: boolean,
): Promise<Job> {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  return answered(
    api.POST("/api/v1/imports", {
      params: { query: { ...present(options), dry_run } },
      // The API's document types the parts as text; the form has the files themselves.
      body: { file: [] },
      bodySerializer: () => form,
    }),
  );
}
