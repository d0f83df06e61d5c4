import { Field, Select } from "@fluentui/react-components";
import { FilterRegular } from "@fluentui/react-icons/svg/filter";
import { useState } from "react";
import type { FilterName, FilterSearch } from "../app/search.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Disclosure } from "../ui/Disclosure.tsx";
import { FilterChoices } from "./FilterChoices.tsx";
import "./filters.css";

interface Properties {
  readonly filter: FilterSearch;
  /** What can be filtered by. */
  readonly names: readonly FilterName[];
  readonly onFilter: (change: FilterSearch) => void;
}

/** Chooses by what to filter, and then which values. */
export function FilterMenu({ filter, names, onFilter }: Properties) {
  const { t } = useWords();
  const [name, setName] = useState<FilterName>("countries");
  return (
    <Disclosure
      title={t("filter-add")}
      label={t("filter-add")}
      icon={<FilterRegular />}
      className="filter"
    >
      {() => (
        <>
          <Field label={t("filter-by")}>
            <Select
              value={name}
              onChange={(_, { value }) => setName(names.find((it) => it === value) ?? name)}
            >
              {names.map((it) => (
                <option key={it} value={it}>
                  {t(`filter-${it}`)}
                </option>
              ))}
            </Select>
          </Field>
          <FilterChoices key={name} name={name} filter={filter} onFilter={onFilter} />
        </>
      )}
    </Disclosure>
  );
}
