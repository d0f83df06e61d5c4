import {
  codeOf,
  type FilterSearch,
  filterOf,
  idOf,
  numberOf,
  type RawSearch,
  textOf,
  type ViewSearch,
  viewOf,
  wordOf,
} from "./search.ts";

/** How far back a trend goes. */
export const WINDOWS = ["30d", "3m", "6m", "12m", "all"] as const;
export type Window = (typeof WINDOWS)[number];

export const DIMENSIONS = [
  "service",
  "workload",
  "sku",
  "country",
  "segment",
  "reseller",
  "tag",
] as const;

/** The figures whose customers are listed, by the counts of the API. */
export const PARTS = ["sold", "assigned", "active_entitled", "covered", "overage"] as const;
export type PartsOf = (typeof PARTS)[number];

export interface PortfolioSearch extends ViewSearch, FilterSearch {
  readonly by?: (typeof DIMENSIONS)[number];
  readonly window?: Window;
  /** The figure whose customers are listed. */
  readonly parts?: PartsOf;
}

export function portfolioSearch(raw: RawSearch): PortfolioSearch {
  const [by, window] = [wordOf(raw, "by", DIMENSIONS), wordOf(raw, "window", WINDOWS)];
  const parts = wordOf(raw, "parts", PARTS);
  return {
    ...viewOf(raw),
    ...filterOf(raw),
    ...(by && { by }),
    ...(window && { window }),
    ...(parts && { parts }),
  };
}

/** The columns that the list of customers can be sorted by, as the API names them. */
export const SORTS = [
  "name",
  "domain",
  "country",
  "segment",
  "sold",
  "assigned",
  "deployment_percent",
  "entitlements",
  "active",
  "usage_percent",
  "covered_percent",
  "overage",
  "unused",
] as const;
export type SortKey = (typeof SORTS)[number];

export interface CustomersSearch extends ViewSearch, FilterSearch {
  readonly search?: string;
  readonly sort?: SortKey;
  readonly direction?: "desc";
  readonly band_of?: "deployment_percent" | "usage_percent";
  readonly bands?: string;
  /** The columns beside the name, parted by commas; without it the usual ones. */
  readonly columns?: string;
}

export function customersSearch(raw: RawSearch): CustomersSearch {
  const [search, columns] = [textOf(raw, "search"), textOf(raw, "columns")];
  const [sort, bands] = [wordOf(raw, "sort", SORTS), textOf(raw, "bands")];
  const band_of = wordOf(raw, "band_of", ["deployment_percent", "usage_percent"]);
  return {
    ...viewOf(raw),
    ...filterOf(raw),
    ...(search && { search }),
    ...(sort && { sort }),
    ...(raw.direction === "desc" && { direction: "desc" as const }),
    ...(band_of && { band_of }),
    ...(bands && /^[0-4](,[0-4])*$/.test(bands) && { bands }),
    ...(columns && { columns }),
  };
}

export interface CustomerSearch extends ViewSearch {
  readonly window?: Window;
  /** The workload whose users and trend are drawn. */
  readonly workload?: string;
  /** The figure that is explained: `workload:exchange`, `sku:` and an id, or `total:sold`. */
  readonly explain?: string;
  /** The page of people in the explanation. */
  readonly people?: number;
  /** The workload whose how-to load is drawn. */
  readonly support?: string;
  /** What is listed one by one. */
  readonly lines?: "tickets" | "surveys";
  /** The play of the recommendation that is looked at. */
  readonly recommendation?: string;
  /** The action that is looked at. */
  readonly action?: string;
}

export function customerSearch(raw: RawSearch): CustomerSearch {
  const window = wordOf(raw, "window", WINDOWS);
  const [workload, explain] = [textOf(raw, "workload"), textOf(raw, "explain")];
  const people = numberOf(raw, "people", 2);
  const [support, lines] = [textOf(raw, "support"), wordOf(raw, "lines", ["tickets", "surveys"])];
  const [recommendation, action] = [codeOf(raw, "recommendation"), idOf(raw, "action")];
  return {
    ...viewOf(raw),
    ...(window && { window }),
    ...(workload && { workload }),
    ...(explain && /^(workload|sku|total):./.test(explain) && { explain }),
    ...(people && { people }),
    ...(support && { support }),
    ...(lines && { lines }),
    ...(recommendation && { recommendation }),
    ...(action && { action }),
  };
}
