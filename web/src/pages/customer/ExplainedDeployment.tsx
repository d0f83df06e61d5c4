import type { Schemas } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Cited } from "./Cited.tsx";

interface Properties {
  readonly deployment: Schemas["DeploymentExplained"];
  /** Assigned units of a list without names. */
  readonly units: number | null | undefined;
  /** The newest list of all who hold a licence. */
  readonly list: Schemas["ListRow"] | null | undefined;
  readonly day: string;
}

/** The formula of a deployment with its numbers. */
export function ExplainedDeployment({ deployment, units, list, day }: Properties) {
  const { t, formats } = useWords();
  const figures = deployment.stored ?? deployment.recount;
  const formula = () => {
    if (figures.deployment == null) return t("explain-assigned-untold");
    const { part, whole, percent } = figures.deployment;
    if (deployment.class !== "paid") return t("formula-ratio-not-paid", { part, whole });
    if (percent == null) return t("formula-ratio-undefined", { part, whole });
    return t("formula-ratio", { part, whole, percent: formats.exactPercent(percent) });
  };
  return (
    <section className="explain__formula">
      <p className="explain__ratio">{formula()}</p>
      <ul className="notes">
        {figures.assigned != null && <li>{t("explain-assigned", { count: figures.assigned })}</li>}
        <li>{t("explain-sold", { count: figures.sold })}</li>
        {units != null && <li>{t("explain-units", { count: units, day: formats.day(day) })}</li>}
        {list != null && (
          <li>
            {t("explain-list", { day: formats.day(list.as_of) })} <Cited source={list.source} />
          </li>
        )}
      </ul>
    </section>
  );
}
