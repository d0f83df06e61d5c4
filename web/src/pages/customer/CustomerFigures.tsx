import type { Schemas } from "../../api/client.ts";
import { causesOf } from "../../charts/stackData.ts";
import { totalsTrend } from "../../figures/customerTrend.ts";
import { deploymentRatio, type Sellers, soldSeats, usageRatio } from "../../figures/scoped.ts";
import { UNKNOWN } from "../../l10n/formats.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";

interface Properties {
  readonly trend: Schemas["CustomerTrendBody"] | undefined;
  readonly people: Schemas["PeopleBody"] | undefined;
  readonly sellers: Sellers;
}

/** What matters of the customer: its totals on the last day of the trend. */
export function CustomerFigures({ trend, people, sellers }: Properties) {
  const { t, formats } = useWords();
  const totals = trend?.totals.at(-1);
  const { deployment, usage } = totals ?? {};
  const titles = { deployment: "", usage: "", covered: "" };
  const lines = trend && totalsTrend(trend, sellers, titles).lines;
  const values = (key: string) => lines?.find((it) => it.key === key)?.values;
  const deployed = deployment && deploymentRatio(deployment, sellers);
  const used = usage && usageRatio(usage, sellers);
  const overage = usage?.users?.overage;
  const isOwn = sellers === "own";
  const cause = overage && causesOf(overage)[0];
  return (
    <div className="figures">
      <KeyFigure
        title={t(isOwn ? "figure-sold-own" : "figure-sold")}
        value={deployment ? formats.count(soldSeats(deployment, sellers)) : UNKNOWN}
        note={
          deployment
            ? t("figure-unassigned", { count: deployment.unassigned })
            : t("coverage-missing")
        }
        trend={trend?.totals.map((it) =>
          it?.deployment ? soldSeats(it.deployment, sellers) : null,
        )}
      />
      <KeyFigure
        title={t("figure-deployment")}
        value={formats.percent(deployed)}
        note={
          deployed
            ? t("figure-assigned-of", { part: deployed.part, whole: deployed.whole })
            : t("coverage-missing")
        }
        trend={values("deployment")}
      />
      <KeyFigure
        title={t("figure-usage")}
        value={formats.percent(used)}
        note={
          used
            ? t("figure-active-of", { part: used.part, whole: used.whole })
            : t("coverage-missing")
        }
        trend={values("usage")}
      />
      {!isOwn && (
        <KeyFigure
          title={t("figure-overage")}
          value={formats.count(overage?.total)}
          note={cause ? t(`cause-short-${cause.cause}`, { count: cause.users }) : ""}
          trend={trend?.totals.map((it) => it?.usage?.users?.overage.total ?? null)}
        />
      )}
      <KeyFigure
        title={t("figure-people")}
        value={formats.count(people?.active)}
        note={
          people ? t("figure-people-licensed", { count: people.licensed }) : t("coverage-missing")
        }
        trend={trend?.people.map((it) => it?.active ?? null)}
      />
    </div>
  );
}
