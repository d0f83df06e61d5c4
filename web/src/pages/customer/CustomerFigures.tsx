import type { Schemas } from "../../api/client.ts";
import { causesOf } from "../../charts/stackData.ts";
import { deploymentPoints, usagePoints } from "../../figures/change.ts";
import { totalsTrend } from "../../figures/customerTrend.ts";
import { deploymentRatio, type Sellers, soldSeats, usageRatio } from "../../figures/scoped.ts";
import { useChange } from "../../figures/useChange.ts";
import { UNKNOWN } from "../../l10n/formats.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";
import { useExplain } from "./useExplain.ts";

interface Properties {
  readonly insights: Schemas["CustomerInsights"];
  readonly trend: Schemas["CustomerTrendBody"] | undefined;
  readonly sellers: Sellers;
}

/** What matters of the customer: its totals on the day, and what has changed in 28 days. */
export function CustomerFigures({ insights, trend, sellers }: Properties) {
  const { t, formats } = useWords();
  const change = useChange();
  const explain = useExplain();
  const { totals, before, people } = insights;
  const { deployment, usage } = totals;
  const titles = { deployment: "", usage: "", covered: "" };
  const lines = trend && totalsTrend(trend, sellers, titles).lines;
  const values = (key: string) => lines?.find((it) => it.key === key)?.values;
  const seats = (it: typeof deployment) => (it == null ? null : soldSeats(it, sellers));
  const deployed = deployment && deploymentRatio(deployment, sellers);
  const used = usage && usageRatio(usage, sellers);
  const orNoData = (text: string | null | undefined | false) => text || t("coverage-missing");
  return (
    <div className="figures">
      <KeyFigure
        title={t(sellers === "own" ? "figure-sold-own" : "figure-sold")}
        onExplain={() => explain("total:sold")}
        value={deployment ? formats.count(seats(deployment)) : UNKNOWN}
        note={orNoData(deployment && soldNote(deployment))}
        before={change.ofCount(seats(deployment), seats(before?.deployment))}
        trend={trend?.totals.map((it) => seats(it?.deployment))}
      />
      <KeyFigure
        title={t("figure-deployment")}
        onExplain={() => explain("total:deployment")}
        value={formats.percent(deployed)}
        note={orNoData(deployment && deployedNote(deployment))}
        before={change.ofPercent(
          deploymentPoints(before, sellers),
          formats.percent(before && deploymentRatio(before.deployment, sellers)),
        )}
        trend={values("deployment")}
      />
      <KeyFigure
        title={t("figure-usage")}
        onExplain={() => explain("total:usage")}
        value={formats.percent(used)}
        note={orNoData(used && t("figure-active-of", { part: used.part, whole: used.whole }))}
        before={change.ofPercent(
          usagePoints(before, sellers),
          formats.percent(before && usageRatio(before.usage, sellers)),
        )}
        trend={values("usage")}
      />
      {sellers !== "own" && <Overage insights={insights} trend={trend} />}
      <KeyFigure
        title={t("figure-people")}
        onExplain={() => explain("total:people")}
        value={formats.count(people?.active)}
        note={orNoData(people && licensedNote(people))}
        trend={trend?.people.map((it) => it?.active ?? null)}
      />
    </div>
  );

  function licensedNote({ licensed }: Schemas["PeopleBody"]): string {
    if (licensed == null) return t("figure-people-untold");
    return t("figure-people-licensed", { count: licensed });
  }

  function soldNote({ sold, unassigned }: Schemas["DeploymentTotals"]): string {
    if (sellers === "own") return t("figure-of-all", { count: sold });
    return unassigned == null
      ? t("figure-assigned-untold")
      : t("figure-unassigned", { count: unassigned });
  }

  function deployedNote(of: Schemas["DeploymentTotals"]): string {
    const ratio = deploymentRatio(of, sellers);
    if (ratio == null) return t("figure-assigned-untold");
    return t("figure-assigned-of", { part: ratio.part, whole: ratio.whole });
  }
}

/** How many users more than entitlements, with the cause of most of them. */
function Overage({ insights, trend }: Omit<Properties, "sellers">) {
  const { t, formats } = useWords();
  const change = useChange();
  const explain = useExplain();
  const overage = insights.totals.usage?.users?.overage;
  const [most] = overage === undefined ? [] : causesOf(overage);
  return (
    <KeyFigure
      title={t("figure-overage")}
      onExplain={() => explain("total:overage")}
      value={formats.count(overage?.total)}
      note={most && t(`cause-short-${most.cause}`, { count: most.users })}
      before={change.ofCount(overage?.total, insights.before?.usage.users?.overage.total)}
      trend={trend?.totals.map((it) => it?.usage?.users?.overage.total ?? null)}
    />
  );
}
