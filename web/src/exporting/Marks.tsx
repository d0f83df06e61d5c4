import type { Schemas } from "../api/client.ts";
import { type FilterSearch, valuesOf } from "../app/search.ts";
import { CUSTOMER_FILTERS } from "../app/stepsSearch.ts";
import { useFilterNames } from "../filters/useFilterNames.ts";
import { useWords } from "../l10n/WordsContext.tsx";

/** Which customers are written, in words; nothing where all are. */
export function Marks({ filter }: { readonly filter: FilterSearch }) {
  const { t } = useWords();
  const nameOf = useFilterNames(filter);
  const chosen = CUSTOMER_FILTERS.flatMap((name) =>
    valuesOf(filter, name).map((value) => `${t(`filter-${name}`)}: ${nameOf(name, value)}`),
  );
  return chosen.length === 0 ? null : t("export-marks", { marks: chosen.join(" · ") });
}

/** The marks that an export was asked for with, as a filter. */
export function filterOfMarks(marks: Schemas["MarksBody"]): FilterSearch {
  const given = CUSTOMER_FILTERS.filter((name) => (marks[name] ?? []).length > 0);
  return Object.fromEntries(given.map((name) => [name, (marks[name] ?? []).join(",")]));
}
