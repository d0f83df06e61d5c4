import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useWords } from "../l10n/WordsContext.tsx";
import { customerName } from "../ui/names.ts";
import type { Named } from "./named.ts";

interface Properties {
  readonly label: string;
  readonly customers: readonly Named[];
  readonly onRemove: (customer: Named) => void;
}

/** The customers that were chosen, each to be taken out again. */
export function CustomerChips({ label, customers, onRemove }: Properties) {
  const { t } = useWords();
  if (customers.length === 0) return null;
  return (
    <ul className="chips picker__chips" aria-label={label}>
      {customers.map((it) => (
        <li key={it.customer_id} className="chip">
          {customerName(it)}
          <button
            type="button"
            aria-label={t("action-customer-remove", { name: customerName(it) })}
            onClick={() => onRemove(it)}
          >
            <DismissRegular aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
