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
  const titles = { deployment: "", usage: "", covered: "" };
  const lines = trend && totalsTrend(trend, sellers, titles).lines;
  const values = (key: string) => lines?.find((it) => it.key === key)?.values;
  const { deployment, usage } = totals ?? {};
  const deployed = deployment && deploymentRatio(deployment, sellers);
  const used = usage && usageRatio(usage, sellers);
  const orNoData = (text: string | null | undefined | false) => text || t("coverage-missing");
  return (
    <div className="figures">
      <KeyFigure
        title={t(sellers === "own" ? "figure-sold-own" : "figure-sold")}
        value={deployment ? formats.count(soldSeats(deployment, sellers)) : UNKNOWN}
        note={orNoData(deployment && t("figure-unassigned", { count: deployment.unassigned }))}
        trend={trend?.totals.map((it) =>
          it?.deployment ? soldSeats(it.deployment, sellers) : null,
        )}
      />
      <KeyFigure
        title={t("figure-deployment")}
        value={formats.percent(deployed)}
        note={orNoData(
          deployed && t("figure-assigned-of", { part: deployed.part, whole: deployed.whole }),
        )}
        trend={values("deployment")}
      />
      <KeyFigure
        title={t("figure-usage")}
        value={formats.percent(used)}
        note={orNoData(used && t("figure-active-of", { part: used.part, whole: used.whole }))}
        trend={values("usage")}
      />
      {sellers !== "own" && <Overage trend={trend} />}
      <KeyFigure
        title={t("figure-people")}
        value={formats.count(people?.active)}
        note={orNoData(people && t("figure-people-licensed", { count: people.licensed }))}
        trend={trend?.people.map((it) => it?.active ?? null)}
      />
    </div>
  );
}

/** How many users more than entitlements, with the cause of most of them. */
function Overage({ trend }: Pick<Properties, "trend">) {
  const { t, formats } = useWords();
  const overage = trend?.totals.at(-1)?.usage?.users?.overage;
  const [most] = overage === undefined ? [] : causesOf(overage);
  return (
    <KeyFigure
      title={t("figure-overage")}
      value={formats.count(overage?.total)}
      note={most && t(`cause-short-${most.cause}`, { count: most.users })}
      trend={trend?.totals.map((it) => it?.usage?.users?.overage.total ?? null)}
    />
  );
}
