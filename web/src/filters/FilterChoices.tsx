import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type Dimension, groupsQuery } from "../api/insights.ts";
import { type FilterName, type FilterSearch, valuesOf } from "../app/search.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Shown } from "../ui/Shown.tsx";
import { useGroupName } from "../ui/useGroupName.ts";

interface Properties {
  readonly name: FilterName;
  readonly filter: FilterSearch;
  readonly onFilter: (change: FilterSearch) => void;
}

/** The parts of the portfolio that a filter chooses from. */
export const DIMENSION = {
  services: "service",
  workloads: "workload",
  skus: "sku",
  countries: "country",
  segments: "segment",
  resellers: "reseller",
  tags: "tag",
} as const satisfies Record<FilterName, Dimension>;

/** More values than this are searched rather than read. */
const MANY = 12;

/** The values that a filter can take, with how many customers have each. */
export function FilterChoices({ name, filter, onFilter }: Properties) {
  const { t, formats } = useWords();
  const id = useId();
  const title = useGroupName(DIMENSION[name]);
  const [search, setSearch] = useState("");
  const groups = useQuery(groupsQuery(DIMENSION[name], {}));
  const chosen = valuesOf(filter, name);
  const toggle = (key: string) => {
    const rest = chosen.filter((it) => it !== key);
    onFilter({ [name]: (rest.length === chosen.length ? [...chosen, key] : rest).join(",") });
  };
  return (
    <Shown query={groups} lines={5}>
      {({ items }) => {
        const all = items.map((it) => ({ ...it, key: it.key ?? "-" }));
        const shown = all.filter((it) => title(it).toLowerCase().includes(search.toLowerCase()));
        return (
          <>
            {all.length > MANY && (
              <input
                className="filter__search"
                type="search"
                aria-label={t("filter-search")}
                placeholder={t("filter-search")}
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
            )}
            {all.length === 0 && <p className="quiet">{t("filter-none")}</p>}
            <ul className="filter__values">
              {shown.map((it) => (
                <li key={it.key}>
                  <input
                    type="checkbox"
                    id={`${id}${it.key}`}
                    checked={chosen.includes(it.key)}
                    onChange={() => toggle(it.key)}
                  />
                  <label htmlFor={`${id}${it.key}`}>{title(it)}</label>
                  <span className="quiet">{formats.count(it.customers)}</span>
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Shown>
  );
}
