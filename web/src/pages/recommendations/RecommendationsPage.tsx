import { Button } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { recommendationsQuery } from "../../api/recommendations.ts";
import { CUSTOMER_FILTERS, customerFilterOf } from "../../app/stepsSearch.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { FilterBar } from "../../filters/FilterBar.tsx";
import { useWords } from "../../l10n/WordsContext.tsx";
import { RecommendationRows } from "../../steps/RecommendationRows.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { PlayFilter } from "./PlayFilter.tsx";
import { StandingChoice } from "./StandingChoice.tsx";

const Drawer = lazy(() =>
  import("../../steps/RecommendationDrawer.tsx").then((it) => ({
    default: it.RecommendationDrawer,
  })),
);

/** What is worth doing in the whole portfolio, most at stake first. */
export default function RecommendationsPage() {
  const { t, formats, language } = useWords();
  const change = useSearchChange();
  const search = useSearch({ from: "/shell/recommendations" });
  const { open, ...asked } = search;
  const pages = useInfiniteQuery(recommendationsQuery(asked, language));
  const first = pages.data?.[0];
  const [customerId = "", play = ""] = open?.split(".") ?? [];
  return (
    <>
      <PageHeader
        title={t("nav-recommendations")}
        lead={first ? t("recommendations-lead", { day: formats.day(first.day) }) : "\u00a0"}
      />
      <FilterBar filter={customerFilterOf({ ...search })} names={CUSTOMER_FILTERS} />
      <PlayFilter play={search.plays} problem={search.problems} />
      <Card
        title={t("recommendations-title")}
        hint={t("recommendations-hint")}
        actions={<StandingChoice standing={search.standing} counts={first?.standings} />}
      >
        <Shown query={pages} lines={16}>
          {(shown) =>
            (shown[0]?.total ?? 0) === 0 ? (
              <Notice title={t("recommendations-empty")} text={t("recommendations-empty-text")} />
            ) : (
              <RecommendationRows
                items={shown.flatMap((it) => it.items)}
                namesCustomers
                onOpen={(it) => change({ open: `${it.customer.customer_id}.${it.play}` })}
              />
            )
          }
        </Shown>
        {pages.hasNextPage && (
          <Button
            className="more"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t("recommendations-more")}
          </Button>
        )}
      </Card>
      {open !== undefined && (
        <Suspense fallback={null}>
          <Drawer
            customerId={customerId}
            play={play}
            onClose={() => change({ open: undefined }, "replaces")}
          />
        </Suspense>
      )}
    </>
  );
}
