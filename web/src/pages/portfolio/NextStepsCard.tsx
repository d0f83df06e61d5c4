import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { recommendationsQuery } from "../../api/recommendations.ts";
import type { CustomerFilterSearch } from "../../app/stepsSearch.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { RecommendationRows } from "../../steps/RecommendationRows.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";

/** So many recommendations are shown; their own page has them all. */
const MOST = 3;

/** What is worth doing first for the customers that are shown, whatever the day. */
export function NextStepsCard({ filter }: { readonly filter: CustomerFilterSearch }) {
  const { t, formats, language } = useWords();
  const navigate = useNavigate();
  const pages = useInfiniteQuery(recommendationsQuery({ ...filter, limit: MOST }, language));
  const first = pages.data?.[0];
  return (
    <Card
      title={t("next-steps-title")}
      hint={first === undefined ? "\u00a0" : t("next-steps-hint", { day: formats.day(first.day) })}
      actions={
        <Link className="link no-print" to="/recommendations" search={filter}>
          {t("next-steps-all", { count: first?.total ?? 0 })}
        </Link>
      }
    >
      <Shown query={pages} lines={8}>
        {([page]) =>
          page === undefined || page.total === 0 ? (
            <Notice title={t("recommendations-empty")} text={t("recommendations-empty-text")} />
          ) : (
            <RecommendationRows
              items={page.items}
              namesCustomers
              onOpen={(it) =>
                void navigate({
                  to: "/recommendations",
                  search: { ...filter, open: `${it.customer.customer_id}.${it.play}` },
                })
              }
            />
          )
        }
      </Shown>
    </Card>
  );
}
