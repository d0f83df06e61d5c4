import { type PlayProblem, PROBLEMS, STANDINGS, type Standing } from "../api/recommendations.ts";
import {
  codeOf,
  type FilterName,
  type FilterSearch,
  filterOf,
  idOf,
  type RawSearch,
  textOf,
  type ViewSearch,
  viewOf,
  wordOf,
} from "./search.ts";

/** What recommendations are filtered by, of what customers are filtered by. */
export const CUSTOMER_FILTERS = [
  "countries",
  "segments",
  "resellers",
  "tags",
] as const satisfies readonly FilterName[];
type CustomerFilter = (typeof CUSTOMER_FILTERS)[number];
export type CustomerFilterSearch = { readonly [name in CustomerFilter]?: string };

/** Only the filters by what customers are. */
export function customerFilterOf(raw: RawSearch): CustomerFilterSearch {
  const { countries, segments, resellers, tags } = filterOf(raw);
  return {
    ...(countries && { countries }),
    ...(segments && { segments }),
    ...(resellers && { resellers }),
    ...(tags && { tags }),
  };
}

export interface RecommendationsSearch extends CustomerFilterSearch {
  readonly plays?: string;
  readonly problems?: PlayProblem;
  /** Without it, what is open. */
  readonly standing?: Standing;
  /** The recommendation that is looked at: a customer's id, a point and the code of a play. */
  readonly open?: string;
}

export function recommendationsSearch(raw: RawSearch): RecommendationsSearch {
  const [plays, open] = [codeOf(raw, "plays"), textOf(raw, "open")];
  const [problems, standing] = [
    wordOf(raw, "problems", PROBLEMS),
    wordOf(raw, "standing", STANDINGS),
  ];
  return {
    ...customerFilterOf(raw),
    ...(plays && { plays }),
    ...(problems && { problems }),
    ...(standing && standing !== "open" && { standing }),
    ...(open && /^[\da-f-]{36}\.[a-z0-9_]+$/.test(open) && { open }),
  };
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** A month like `2026-03`, or nothing. */
export function monthOf(raw: RawSearch, name: string): string | undefined {
  const text = textOf(raw, name);
  return text !== undefined && MONTH.test(text) ? text : undefined;
}

export interface ActionsSearch {
  /** Without it, the board. */
  readonly view?: "calendar";
  readonly plays?: string;
  readonly customer?: string;
  readonly owner?: string;
  /** The month of the calendar. */
  readonly month?: string;
  /** The action that is looked at. */
  readonly open?: string;
}

export function actionsSearch(raw: RawSearch): ActionsSearch {
  const [plays, owner, month] = [codeOf(raw, "plays"), textOf(raw, "owner"), monthOf(raw, "month")];
  const [customer, open] = [idOf(raw, "customer"), idOf(raw, "open")];
  return {
    ...(raw.view === "calendar" && { view: "calendar" as const }),
    ...(plays && { plays }),
    ...(customer && { customer }),
    ...(owner && { owner }),
    ...(month && { month }),
    ...(open && { open }),
  };
}

/** By what growth is divided. */
export const GROWTH_BY = ["service", "sku", "country", "segment", "reseller", "tag"] as const;
export type GrowthBy = (typeof GROWTH_BY)[number];

/** What grows. */
export const GROWING = ["customers", "seats", "subscriptions"] as const;
export type Growing = (typeof GROWING)[number];

export interface GrowthSearch extends ViewSearch, FilterSearch {
  /** What grows; seats without it. */
  readonly of?: Growing;
  readonly by?: GrowthBy;
  /** The month whose parts are listed; the last one without it. */
  readonly month?: string;
  /** The workload whose how-to load is drawn; all of them without it. */
  readonly support?: string;
}

export function growthSearch(raw: RawSearch): GrowthSearch {
  const support = textOf(raw, "support");
  const [of, by] = [wordOf(raw, "of", GROWING), wordOf(raw, "by", GROWTH_BY)];
  const month = monthOf(raw, "month");
  return {
    ...viewOf(raw),
    ...filterOf(raw),
    ...(of && { of }),
    ...(by && { by }),
    ...(month && { month }),
    ...(support && { support }),
  };
}
