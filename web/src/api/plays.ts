import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered, api, type Schemas } from "./client.ts";
import { INSIGHTS } from "./insights.ts";

export type PlayWithSource = Schemas["PlayWithSource"];
export type Threshold = Schemas["ThresholdBody"];
export type PlayFault = Schemas["PlayFault"];

/** Everything about plays: read again after one or a threshold was changed. */
export const PLAYS = [INSIGHTS, "plays"] as const;

/** The plays in force, worded in the reader's language. */
export const playsQuery = (language: string) =>
  queryOptions({
    queryKey: [...PLAYS, "all", language],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/plays", { signal })),
  });

/** A play with the text of its file. */
export const playQuery = (play: string, language: string) =>
  queryOptions({
    queryKey: [...PLAYS, "one", play, language],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/plays/{play}", { params: { path: { play } }, signal })),
  });

/** The versions of a partner's own play, the latest first. */
export const playVersionsQuery = (play: string) =>
  queryOptions({
    queryKey: [...PLAYS, "versions", play],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/plays/{play}/versions", { params: { path: { play } }, signal })),
  });

/** Who changed a threshold, and when, for whoever may read the audit log. */
export const thresholdTrailQuery = ({ play, threshold }: Threshold) =>
  infiniteQueryOptions({
    queryKey: [...PLAYS, "trail", play, threshold],
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET("/api/v1/audit", {
          params: {
            query: {
              action: "threshold.set",
              subject: `threshold.${play}.${threshold}`,
              limit: "20",
              ...(pageParam !== "" && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages.flatMap((it) => it.items),
  });

/** A play that was refused, with the lines that are at fault. */
export class BadPlay extends Error {
  readonly faults: readonly PlayFault[];

  constructor(faults: readonly PlayFault[]) {
    super("bad play");
    this.name = "BadPlay";
    this.faults = faults;
  }
}

/** Checks a text, and keeps nothing: the code of its play, or a {@link BadPlay}. */
export async function checkPlay(source: string): Promise<string> {
  const { play, problems } = await answered(api.POST("/api/v1/plays/check", { body: { source } }));
  if (play == null || problems.length > 0) throw new BadPlay(problems);
  return play;
}

/** Puts a play in force, as it was seen; `version` is 0 for one that nobody has changed. */
export function putPlay(play: string, version: number, source: string) {
  const params = { path: { play }, header: { "If-Match": `"${version}"` } };
  return answered(api.PUT("/api/v1/plays/{play}", { params, body: { source } }));
}

/** Takes an own play away; a shipped one of its code is in force again. */
export function removePlay(play: string, version: number) {
  const params = { path: { play }, header: { "If-Match": `"${version}"` } };
  return answered(api.DELETE("/api/v1/plays/{play}", { params }));
}

/** Changes a threshold; without a value it is again what its play says. */
export function setThreshold({ play, threshold }: Threshold, value: number | undefined) {
  const params = { path: { play, threshold } };
  return value === undefined
    ? answered(api.DELETE("/api/v1/settings/thresholds/{play}/{threshold}", { params }))
    : answered(
        api.PUT("/api/v1/settings/thresholds/{play}/{threshold}", { params, body: { value } }),
      );
}
