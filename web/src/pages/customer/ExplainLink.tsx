import { useWords } from "../../l10n/WordsContext.tsx";
import { useExplain } from "./useExplain.ts";

interface Properties {
  /** `workload:` and a code, or `sku:` and an id. */
  readonly figure: string;
  /** What the figure is of. */
  readonly name: string;
}

/** Opens the explanation of a figure, down to rows and files. */
export function ExplainLink({ figure, name }: Properties) {
  const { t } = useWords();
  const explain = useExplain();
  return (
    <button
      type="button"
      className="plain-button no-print"
      onClick={() => explain(figure)}
      aria-label={t("explain-action-of", { name })}
    >
      {t("explain-action")}
    </button>
  );
}
