import type { Schemas } from "../api/client.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import "./steps.css";

/** What seats cost per month: a line for each currency, which are never added up. */
export function Cost({ cost }: { readonly cost: Schemas["CostBody"] }) {
  const { t, formats } = useWords();
  return (
    <>
      {cost.monthly.map((it) => (
        <span key={it.currency} className="cost">
          {t("cost-monthly", { amount: formats.price(it.amount, it.currency) })}
        </span>
      ))}
      {cost.unpriced_seats > 0 && (
        <span className="cost">{t("cost-unpriced", { count: cost.unpriced_seats })}</span>
      )}
    </>
  );
}
