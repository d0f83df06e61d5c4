import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answered, api, type Schemas } from "./client.ts";
import { INSIGHTS } from "./insights.ts";

export type Action = Schemas["ActionBody"];

/** How far an action has come: the columns of the board. */
export const STATUSES = ["planned", "running", "done", "dropped"] as const;
export type Status = (typeof STATUSES)[number];

/** Everything about actions: read again after a change. */
export const ACTIONS = [INSIGHTS, "actions"] as const;

export interface ActionsAsked {
  readonly status?: string;
  readonly plays?: string;
  readonly customer?: string;
  readonly owner?: string;
}

/** Actions, the latest first, page by page. */
export const actionsQuery = (asked: ActionsAsked, limit: number) =>
  infiniteQueryOptions({
    queryKey: [...ACTIONS, "all", asked, limit],
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET("/api/v1/actions", {
          params: { query: { ...asked, limit, ...(pageParam !== "" && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages,
  });

export const actionQuery = (action_id: string) =>
  queryOptions({
    queryKey: [...ACTIONS, "one", action_id],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/actions/{action_id}", { params: { path: { action_id } }, signal })),
  });

/** The figures of an action's customers before it began and when it ended. */
export const actionFiguresQuery = (action_id: string) =>
  queryOptions({
    queryKey: [...ACTIONS, "figures", action_id],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/actions/{action_id}/figures", { params: { path: { action_id } }, signal }),
      ),
  });

/** Actions and renewals within some days. */
export const calendarQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: [...ACTIONS, "calendar", from, to],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/actions/calendar", { params: { query: { from, to } }, signal })),
    placeholderData: keepPreviousData,
  });

export type ActionChange = Schemas["ActionToChange"];

/** Changes an action; refused when somebody else changed it meanwhile. */
export function changeAction(action: Pick<Action, "action_id" | "version">, body: ActionChange) {
  const { action_id, version } = action;
  return answered(
    api.PATCH("/api/v1/actions/{action_id}", {
      params: { path: { action_id }, header: { "If-Match": `"${version}"` } },
      body,
    }),
  );
}

/** Plans an action that no recommendation asked for. */
export function addAction(body: ActionChange) {
  return answered(api.POST("/api/v1/actions", { body }));
}

/** Where all actions are downloaded as a file of the native table. */
export function actionsFile(format: string): string {
  return `/api/v1/actions/export?format=${format}`;
}

/** Takes in a file of the native table, all of it or nothing. */
export function importActions(file: File) {
  return answered(
    api.POST("/api/v1/actions/import", {
      // The API's document types the file as text; it may be Parquet, too.
      body: "",
      bodySerializer: () => file,
      headers: { "Content-Type": "text/csv" },
    }),
  );
}
