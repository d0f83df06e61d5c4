import { Button } from "@fluentui/react-components";
import { useWords } from "../../l10n/WordsContext.tsx";
import type { Named } from "../../steps/named.ts";
import { PlanButton } from "../../steps/PlanButton.tsx";

interface Properties {
  readonly chosen: readonly Named[];
  readonly onClear: () => void;
}

/** How many customers are chosen in the list, whatever it shows now, and what to do with them. */
export function ChosenCustomers({ chosen, onClear }: Properties) {
  const { t } = useWords();
  return (
    <div className="actions list-tools__chosen">
      <span role="status">
        {chosen.length > 0 && t("customers-chosen", { count: chosen.length })}
      </span>
      {chosen.length > 0 && (
        <>
          <PlanButton customers={chosen} onPlanned={onClear} />
          <Button appearance="subtle" onClick={onClear}>
            {t("customers-chosen-clear")}
          </Button>
        </>
      )}
    </div>
  );
}
