import type { CustomerRow } from "../../api/insights.ts";
import type { SortKey } from "../../app/pageSearch.ts";
import type { Formats, Ratio } from "../../l10n/formats.ts";

export interface ListColumn {
  readonly key: string;
  /** By what the server sorts it; not every column can be sorted by. */
  readonly sort?: SortKey;
  readonly width: string;
  readonly isNumber: boolean;
  readonly text: (row: CustomerRow, formats: Formats, isOwn: boolean) => string;
  /** A percentage that is also drawn. */
  readonly ratio?: (row: CustomerRow, isOwn: boolean) => Ratio | null | undefined;
}

const deployment = (row: CustomerRow, isOwn: boolean) =>
  isOwn ? row.deployment?.own?.estimate : row.deployment?.deployment;
const usage = (row: CustomerRow, isOwn: boolean) =>
  isOwn ? row.usage?.own?.estimate : row.usage?.users?.usage;
const covered = (row: CustomerRow, isOwn: boolean) =>
  isOwn ? undefined : row.usage?.users?.covered;

const text = (key: SortKey, of: ListColumn["text"]): ListColumn => ({
  key,
  sort: key,
  width: "minmax(104px, 1fr)",
  isNumber: false,
  text: of,
});
const number = (key: SortKey, of: ListColumn["text"]): ListColumn => ({
  key,
  sort: key,
  width: "minmax(106px, 0.7fr)",
  isNumber: true,
  text: of,
});
const percent = (key: SortKey, of: NonNullable<ListColumn["ratio"]>): ListColumn => ({
  key,
  sort: key,
  width: "minmax(122px, 1fr)",
  isNumber: true,
  text: (row, formats, isOwn) => formats.alignedPercent(of(row, isOwn)),
  ratio: of,
});

/** Every column beside the name, in the order in which they stand. */
export const COLUMNS: readonly ListColumn[] = [
  { ...text("domain", (row) => row.domain ?? ""), width: "minmax(168px, 1.2fr)" },
  text("country", (row, formats) => (row.country == null ? "" : formats.country(row.country))),
  text("segment", (row) => row.segment ?? ""),
  {
    key: "tags",
    width: "minmax(110px, 1fr)",
    isNumber: false,
    text: (row) => row.tags.join(", "),
  },
  number("sold", (row, formats, isOwn) =>
    formats.count(isOwn ? row.deployment?.sold_own : row.deployment?.sold),
  ),
  number("assigned", (row, formats, isOwn) =>
    formats.count(isOwn ? row.deployment?.own?.estimate.part : row.deployment?.assigned),
  ),
  number("unused", (row, formats, isOwn) =>
    formats.count(isOwn ? undefined : row.deployment?.unassigned),
  ),
  percent("deployment_percent", deployment),
  number("entitlements", (row, formats, isOwn) =>
    formats.count(isOwn ? row.usage?.entitlements_own : row.usage?.entitlements),
  ),
  number("active", (row, formats, isOwn) =>
    formats.count(isOwn ? row.usage?.own?.estimate.part : row.usage?.users?.active),
  ),
  percent("usage_percent", usage),
  percent("covered_percent", covered),
  number("overage", (row, formats, isOwn) =>
    formats.count(isOwn ? undefined : row.usage?.users?.overage.total),
  ),
];

const USUAL = "country,sold,unused,deployment_percent,usage_percent,covered_percent,overage";

/** The columns that an address asks for. */
export function chosenColumns(columns: string | undefined): readonly ListColumn[] {
  const keys = (columns ?? USUAL).split(",");
  return COLUMNS.filter((it) => keys.includes(it.key));
}

/** What an address says of chosen columns; nothing when they are the usual ones. */
export function columnsText(keys: readonly string[]): string | undefined {
  const text = COLUMNS.map((it) => it.key)
    .filter((it) => keys.includes(it))
    .join(",");
  return text === USUAL ? undefined : text;
}
