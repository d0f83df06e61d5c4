import type { Portfolio, Trend } from "../../api/insights.ts";
import type { PartsOf } from "../../app/pageSearch.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { deploymentPoints, usagePoints } from "../../figures/change.ts";
import { deploymentRatio, type Sellers, soldSeats, usageRatio } from "../../figures/scoped.ts";
import { useChange } from "../../figures/useChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";

interface Properties {
  readonly portfolio: Portfolio;
  readonly trend: Trend | undefined;
  readonly sellers: Sellers;
}

/** The key figures of the portfolio. */
export function Figures({ portfolio, trend, sellers }: Properties) {
  const { t, formats } = useWords();
  const { deployment, usage, before } = portfolio;
  const change = useChange();
  const explain = useExplainParts();
  const deployed = deploymentRatio(deployment, sellers);
  const used = usageRatio(usage, sellers);
  const deployedBefore = before && deploymentRatio(before.deployment, sellers);
  const usedBefore = before && usageRatio(before.usage, sellers);
  const covered = usage.users?.covered;
  const isOwn = sellers === "own";
  const bounds = (own: { low: typeof deployed; high: typeof deployed } | null | undefined) =>
    t("figure-own-bounds", { low: formats.percent(own?.low), high: formats.percent(own?.high) });
  return (
    <div className="figures">
      <KeyFigure
        title={t(isOwn ? "figure-sold-own" : "figure-sold")}
        onExplain={() => explain("sold")}
        value={formats.count(soldSeats(deployment, sellers))}
        note={soldNote()}
        before={change.ofCount(
          soldSeats(deployment, sellers),
          before ? soldSeats(before.deployment, sellers) : null,
        )}
        trend={trend?.deployment.map((it) => (it ? soldSeats(it, sellers) : null))}
      />
      <KeyFigure
        title={t("figure-deployment")}
        onExplain={() => explain("assigned")}
        value={formats.percent(deployed)}
        note={deployedNote()}
        before={change.ofPercent(
          deploymentPoints(before, sellers),
          formats.percent(deployedBefore),
        )}
        trend={trend?.deployment.map((it) => percentOf(it && deploymentRatio(it, sellers)))}
      />
      <KeyFigure
        title={t("figure-usage")}
        onExplain={() => explain("active_entitled")}
        value={formats.percent(used)}
        note={usageNote()}
        before={change.ofPercent(usagePoints(before, sellers), formats.percent(usedBefore))}
        trend={trend?.usage.map((it) => percentOf(it && usageRatio(it, sellers)))}
      />
      {!isOwn && (
        <KeyFigure
          title={t("figure-covered")}
          onExplain={() => explain("covered")}
          value={formats.percent(covered)}
          note={t("figure-covered-note")}
          before={change.ofPercent(
            before?.usage_change.covered_points,
            formats.percent(before?.usage.users?.covered),
          )}
          trend={trend?.usage.map((it) => percentOf(it?.users?.covered))}
        />
      )}
      {!isOwn && (
        <KeyFigure
          title={t("figure-overage")}
          onExplain={() => explain("overage")}
          value={formats.count(usage.users?.overage.total)}
          note={t("figure-overage-note")}
          before={change.ofCount(usage.users?.overage.total, before?.usage.users?.overage.total)}
          trend={trend?.usage.map((it) => it?.users?.overage.total ?? null)}
        />
      )}
    </div>
  );

  function soldNote() {
    if (isOwn) return t("figure-of-all", { count: deployment.sold });
    return deployment.unassigned == null
      ? t("figure-assigned-untold")
      : t("figure-unassigned", { count: deployment.unassigned });
  }

  function deployedNote() {
    if (deployed == null) return t("figure-assigned-untold");
    if (isOwn) return bounds(deployment.own);
    return t("figure-assigned-of", { part: deployed.part, whole: deployed.whole });
  }

  function usageNote(): string {
    if (used === undefined) return t("coverage-missing");
    return isOwn
      ? bounds(usage.own)
      : t("figure-active-of", { part: used.part, whole: used.whole });
  }
}

/** Lists the customers that make up a figure; it stands in the address. */
function useExplainParts(): (parts: PartsOf) => void {
  const change = useSearchChange();
  return (parts) => change({ parts });
}

function percentOf(ratio: { percent?: number | null | undefined } | null | undefined) {
  return ratio?.percent ?? null;
}
