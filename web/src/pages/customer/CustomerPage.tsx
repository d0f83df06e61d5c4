import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { customerQuery, customerTrendQuery } from "../../api/insights.ts";
import { supportQuery } from "../../api/signals.ts";
import { viewOf } from "../../app/search.ts";
import { windowDays } from "../../figures/trends.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { SatisfactionCard } from "../../support/SatisfactionCard.tsx";
import { SupportCard } from "../../support/SupportCard.tsx";
import { monthsBefore } from "../../ui/days.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { ActionsCard } from "./ActionsCard.tsx";
import { CoverageCard } from "./CoverageCard.tsx";
import { CustomerFigures } from "./CustomerFigures.tsx";
import { CustomerHeader } from "./CustomerHeader.tsx";
import { CustomerTrendCard } from "./CustomerTrendCard.tsx";
import { DeploymentCard } from "./DeploymentCard.tsx";
import { ProductUsageCard } from "./ProductUsageCard.tsx";
import { RecommendationsCard } from "./RecommendationsCard.tsx";
import { SubscriptionsCard } from "./SubscriptionsCard.tsx";
import { totalOf } from "./totals.ts";
import { UnusedCard } from "./UnusedCard.tsx";
import { UsageCard } from "./UsageCard.tsx";
import "./customer.css";

const TotalDrawer = lazy(() => import("./TotalDrawer.tsx"));
const LinesDrawer = lazy(() => import("./LinesDrawer.tsx"));
const ExplainDrawer = lazy(() => import("./ExplainDrawer.tsx"));

/** So many months of support are drawn, the last one up to the day. */
const SUPPORT_MONTHS = 12;

/** One customer on a day: what it holds, what it uses, why, and how much of that is known. */
export default function CustomerPage() {
  const { t } = useWords();
  const { customerId } = useParams({ from: "/shell/customers/$customerId" });
  const search = useSearch({ from: "/shell/customers/$customerId" });
  const view = viewOf({ ...search });
  const total = totalOf(search.explain);
  const window = search.window ?? "3m";
  const customer = useQuery(customerQuery(customerId, view));
  const { data } = customer;
  const days = data && windowDays(window, data.day, data.customer.known);
  const range = { ...view, ...days };
  // What the page does not draw is not asked for: it is most of the answer.
  const only = search.workload === undefined ? "totals" : "totals,usage";
  const trend = useQuery({
    ...customerTrendQuery(customerId, { ...range, only }),
    enabled: days !== undefined,
  });
  const year = { ...view, ...(data && monthsBefore(data.day, SUPPORT_MONTHS)) };
  const support = useQuery({ ...supportQuery(customerId, year), enabled: data !== undefined });
  return (
    <>
      <p className="crumbs no-print">
        <Link to="/customers" search={view}>
          {t("nav-customers")}
        </Link>
      </p>
      {data === undefined && <PageHeader title={t("nav-customer")} />}
      <Shown query={customer} lines={18}>
        {(shown) => (
          <>
            <CustomerHeader insights={shown} view={view} />
            <CustomerFigures insights={shown} trend={trend.data} sellers={search.sellers} />
            <div className="grid">
              <UsageCard usage={shown.usage} />
              <DeploymentCard deployment={shown.deployment} />
              <CustomerTrendCard
                trend={trend}
                window={window}
                workloads={shown.usage}
                workload={search.workload}
                sellers={search.sellers}
              />
              <RecommendationsCard customerId={customerId} open={search.recommendation} />
              <ActionsCard customer={shown.customer} open={search.action} />
              <SubscriptionsCard subscriptions={shown.subscriptions} />
              <ProductUsageCard rows={shown.product_usage} workloads={shown.usage} />
              <UnusedCard customerId={customerId} view={view} />
              <SupportCard
                support={support}
                workload={search.support}
                hasLines
                note={({ tickets_coverage, days_covered: count }) =>
                  tickets_coverage === "complete" ? undefined : t("support-lower-bound", { count })
                }
              />
              <SatisfactionCard support={support} hasLines />
              <CoverageCard customerId={customerId} asked={range} isReady={days !== undefined} />
            </div>
          </>
        )}
      </Shown>
      <Suspense fallback={null}>
        {search.lines !== undefined && data !== undefined && (
          <LinesDrawer customerId={customerId} of={search.lines} asked={year} />
        )}
        {total !== undefined && data !== undefined && (
          <TotalDrawer of={total} insights={data} sellers={search.sellers} />
        )}
        {total === undefined && search.explain !== undefined && (
          <ExplainDrawer customerId={customerId} figure={search.explain} view={view} />
        )}
      </Suspense>
    </>
  );
}
