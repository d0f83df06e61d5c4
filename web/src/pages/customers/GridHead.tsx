import type { CustomersSearch, SortKey } from "../../app/pageSearch.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import type { ListColumn } from "./columns.ts";

interface Properties {
  readonly columns: readonly ListColumn[];
  readonly search: CustomersSearch;
  readonly template: string;
}

/** The heads of the columns; a head sorts by its column, and the other way round. */
export function GridHead({ columns, search, template }: Properties) {
  const { t } = useWords();
  const change = useSearchChange();
  const sort = search.sort ?? "name";
  const isDescending = search.direction === "desc";
  const sortBy = (key: SortKey, isNumber: boolean) => {
    // Numbers are of interest from the greatest on, names from A on.
    const descends = sort === key ? !isDescending : isNumber;
    change(
      { sort: key === "name" ? undefined : key, direction: descends ? "desc" : undefined },
      "replaces",
    );
  };
  const head = (key: string, by: SortKey | undefined, isNumber: boolean) => {
    const isSorted = by === sort;
    const order = isDescending ? ("descending" as const) : ("ascending" as const);
    const mark = isDescending ? " ↓" : " ↑";
    return (
      // biome-ignore lint/a11y/useSemanticElements: the grid is made of plain elements.
      // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus.
      <div
        key={key}
        role="columnheader"
        className={isNumber ? "grid-cell number" : "grid-cell"}
        aria-sort={isSorted ? order : "none"}
      >
        {by === undefined ? (
          t(`column-${key}`)
        ) : (
          <button type="button" onClick={() => sortBy(by, isNumber)}>
            {t(`column-${key}`)}
            {isSorted && mark}
          </button>
        )}
      </div>
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above.
    <div role="rowgroup" className="grid-head">
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
      <div
        role="row"
        aria-rowindex={1}
        className="grid-row"
        style={{ gridTemplateColumns: template }}
      >
        {head("name", "name", false)}
        {columns.map((it) => head(it.key, it.sort, it.isNumber))}
      </div>
    </div>
  );
}
