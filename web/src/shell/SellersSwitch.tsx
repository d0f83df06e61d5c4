import { useSearch } from "@tanstack/react-router";
import { viewOf } from "../app/search.ts";
import { useSearchChange } from "../app/useSearchChange.ts";
import { useWords } from "../l10n/WordsContext.tsx";

/** Whose licences are shown: those of every seller, or those that the partner sold. */
export function SellersSwitch() {
  const { t } = useWords();
  const change = useSearchChange();
  const { sellers } = viewOf(useSearch({ strict: false }) as Record<string, unknown>);
  const choices = [
    { value: undefined, title: t("scope-all") },
    { value: "own" as const, title: t("scope-own") },
  ];
  return (
    <fieldset className="switch">
      <legend className="visually-hidden">{t("view-sellers")}</legend>
      {choices.map(({ value, title }) => (
        <label key={title} className="switch__choice">
          <input
            type="radio"
            name="sellers"
            checked={sellers === value}
            onChange={() => change({ sellers: value })}
          />
          <span>{title}</span>
        </label>
      ))}
    </fieldset>
  );
}
