import { queryOptions } from "@tanstack/react-query";
import { answered, api, type Schemas } from "./client.ts";

export type SavedView = Schemas["ViewBody"];

/** The views that the reader saved, by name; they are with it on every device. */
export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => answered(api.GET("/api/v1/views", { signal })),
});

/** Saves what a page shows under a name; one of the same name is replaced. */
export function saveView(view: string, page: string, search: object) {
  return answered(
    api.PUT("/api/v1/views/{view}", {
      params: { path: { view } },
      body: { page, search: { ...search } },
    }),
  );
}

export function dropView(view: string) {
  return answered(api.DELETE("/api/v1/views/{view}", { params: { path: { view } } }));
}
