import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { supportOfAllQuery } from "../../api/signals.ts";
import { viewOf } from "../../app/search.ts";
import { customerFilterOf } from "../../app/stepsSearch.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { SatisfactionCard } from "../../support/SatisfactionCard.tsx";
import { SupportCard } from "../../support/SupportCard.tsx";

interface Properties {
  /** The months that are asked about. */
  readonly range: { readonly from: string; readonly to: string };
}

/** How-to load and satisfaction of the customers of the page together, beside what is used. */
export function SupportOfAll({ range }: Properties) {
  const { t } = useWords();
  const search = useSearch({ from: "/shell/growth" });
  const asked = { ...viewOf({ ...search }), ...customerFilterOf({ ...search }), ...range };
  const support = useQuery(supportOfAllQuery(asked));
  const customers = support.data?.customers ?? 0;
  return (
    <div className="grid">
      <SupportCard
        support={support}
        workload={search.support}
        note={({ customers_complete: complete, customers_partial: partial }) =>
          complete < customers ? t("support-of-all", { complete, partial, customers }) : undefined
        }
      />
      <SatisfactionCard support={support} />
    </div>
  );
}
