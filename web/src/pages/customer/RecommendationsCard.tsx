import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { customerRecommendationsQuery } from "../../api/recommendations.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { RecommendationRows } from "../../steps/RecommendationRows.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";

const Drawer = lazy(() =>
  import("../../steps/RecommendationDrawer.tsx").then((it) => ({
    default: it.RecommendationDrawer,
  })),
);

interface Properties {
  readonly customerId: string;
  /** The play of the recommendation that is looked at. */
  readonly open: string | undefined;
}

/** What is worth doing for the customer, whatever was decided about it. */
export function RecommendationsCard({ customerId, open }: Properties) {
  const { t, formats, language } = useWords();
  const change = useSearchChange();
  const asked = useQuery(customerRecommendationsQuery(customerId, language));
  const day = asked.data?.day;
  return (
    <Card
      title={t("nav-recommendations")}
      hint={
        day === undefined ? "\u00a0" : t("recommendations-of-customer", { day: formats.day(day) })
      }
      className="no-print"
    >
      <Shown query={asked} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice title={t("recommendations-none")} text={t("recommendations-none-text")} />
          ) : (
            <RecommendationRows
              items={items}
              namesCustomers={false}
              onOpen={(it) => change({ recommendation: it.play })}
            />
          )
        }
      </Shown>
      {open !== undefined && (
        <Suspense fallback={null}>
          <Drawer
            customerId={customerId}
            play={open}
            onClose={() => change({ recommendation: undefined }, "replaces")}
          />
        </Suspense>
      )}
    </Card>
  );
}
