import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import { useWords } from "../l10n/WordsContext.tsx";
import { customerName } from "../ui/names.ts";
import { Problem } from "../ui/Problem.tsx";
import type { Named } from "./named.ts";
import type { Found } from "./useFoundCustomers.ts";

interface Properties {
  /** The id of the list; its options have it with their places. */
  readonly id: string;
  readonly found: Found;
  readonly active: number;
  readonly chosen: readonly Named[];
  readonly onToggle: (customer: Named) => void;
}

/** What the search found, below its field: the field has the focus, and the list shows it. */
export function FoundCustomers({ id, found, active, chosen, onToggle }: Properties) {
  const { t } = useWords();
  const { customers, total, error } = found;
  const isChosen = (it: Named) => chosen.some((other) => other.customer_id === it.customer_id);
  return (
    <>
      {customers.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label={t("nav-customers")}
          aria-multiselectable
          className="picker__list"
        >
          {customers.map((it, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus for the list.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys.
            <div
              key={it.customer_id}
              id={`${id}${at}`}
              role="option"
              aria-selected={isChosen(it)}
              className={at === active ? "picker__option picker__option--active" : "picker__option"}
              // The focus stays in the field.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onToggle(it)}
            >
              <span>
                {customerName(it)}
                {it.domain && <span className="sub">{it.domain}</span>}
              </span>
              {isChosen(it) && <CheckmarkRegular aria-hidden />}
            </div>
          ))}
        </div>
      )}
      <p className="quiet" role="status">
        {total !== undefined &&
          (total === 0 ? t("customers-empty") : t("unit-customers", { count: total }))}
      </p>
      <Problem error={error} />
    </>
  );
}
