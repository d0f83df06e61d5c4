/** Which data is shown: a day, whose licences, and by which imports. It is part of every address. */
export interface ViewSearch {
  readonly on?: string;
  readonly sellers?: "own";
  /** What had been recorded at this moment in UTC; without it, everything. */
  readonly as_recorded_at?: string;
}

/** Which customers and products are meant; several values are parted by commas. */
export const FILTERS = [
  "services",
  "workloads",
  "skus",
  "countries",
  "segments",
  "resellers",
  "tags",
] as const;
export type FilterName = (typeof FILTERS)[number];
export type FilterSearch = { readonly [name in FilterName]?: string };

/** What an address carries, as text: nothing of it is trusted before it was read. */
export type RawSearch = Record<string, unknown>;

/** Reads what stands behind the question mark; every value is text. */
export function parseSearch(text: string): RawSearch {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes it so that people can read it: commas stay commas, what is not set is left out. */
export function stringifySearch(search: RawSearch): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}

export function textOf(raw: RawSearch, name: string): string | undefined {
  const value = raw[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** One of a few words, or nothing. */
export function wordOf<T extends string>(
  raw: RawSearch,
  name: string,
  words: readonly T[],
): T | undefined {
  return words.find((it) => it === raw[name]);
}

/** The code of a play, or nothing. */
export function codeOf(raw: RawSearch, name: string): string | undefined {
  const text = textOf(raw, name);
  return text !== undefined && /^[a-z0-9_]+$/.test(text) ? text : undefined;
}

/** An id that the program gave, or nothing. */
export function idOf(raw: RawSearch, name: string): string | undefined {
  const text = textOf(raw, name);
  return text !== undefined && /^[\da-f-]{36}$/.test(text) ? text : undefined;
}

/** A whole number from `least` on, or nothing. */
export function numberOf(raw: RawSearch, name: string, least: number): number | undefined {
  const number = Number(textOf(raw, name));
  return Number.isInteger(number) && number >= least ? number : undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/;

export function viewOf(raw: RawSearch): ViewSearch {
  const [on, recorded] = [textOf(raw, "on"), textOf(raw, "as_recorded_at")];
  return {
    ...(on !== undefined && DAY.test(on) && { on }),
    ...(raw.sellers === "own" && { sellers: "own" as const }),
    ...(recorded !== undefined && MOMENT.test(recorded) && { as_recorded_at: recorded }),
  };
}

export function filterOf(raw: RawSearch): FilterSearch {
  const given = FILTERS.map((name) => [name, textOf(raw, name)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** The values of a filter. */
export function valuesOf(filter: FilterSearch, name: FilterName): readonly string[] {
  return (filter[name] ?? "").split(",").filter((it) => it !== "");
}

/** Without the entries that are not set. */
export function present<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(set) as { [K in keyof T]?: NonNullable<T[K]> };
}
