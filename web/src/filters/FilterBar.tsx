import { Button } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { FILTERS, type FilterName, type FilterSearch, valuesOf } from "../app/search.ts";
import { useSearchChange } from "../app/useSearchChange.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { FilterMenu } from "./FilterMenu.tsx";
import { useFilterNames } from "./useFilterNames.ts";

interface Properties {
  readonly filter: FilterSearch;
  /** What can be filtered by; everything without it. */
  readonly names?: readonly FilterName[];
}

/** Which customers and products are meant: a chip for each choice. It stands in the address. */
export function FilterBar({ filter, names = FILTERS }: Properties) {
  const { t } = useWords();
  const change = useSearchChange();
  const nameOf = useFilterNames(filter);
  const chosen = names.flatMap((name) => valuesOf(filter, name).map((value) => ({ name, value })));
  const without = (name: FilterName, value: string) =>
    change({
      [name]: valuesOf(filter, name)
        .filter((it) => it !== value)
        .join(","),
    });
  return (
    <div className="filters chips no-print">
      <FilterMenu filter={filter} names={names} onFilter={change} />
      {chosen.map(({ name, value }) => {
        const text = `${t(`filter-${name}`)}: ${nameOf(name, value)}`;
        return (
          <span key={`${name} ${value}`} className="chip">
            {text}
            <button
              type="button"
              aria-label={t("filter-remove", { filter: text })}
              onClick={() => without(name, value)}
            >
              <DismissRegular aria-hidden />
            </button>
          </span>
        );
      })}
      {chosen.length > 1 && (
        <Button
          size="small"
          appearance="subtle"
          onClick={() => change(Object.fromEntries(names.map((name) => [name, ""])))}
        >
          {t("filter-clear")}
        </Button>
      )}
    </div>
  );
}
