import type { Schemas } from "../../api/client.ts";
import { deploymentRatio, type Sellers, soldSeats, usageRatio } from "../../figures/scoped.ts";
import type { Ratio } from "../../l10n/formats.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Definition } from "../../ui/Definition.tsx";
import { Modal } from "../../ui/Modal.tsx";
import { TotalProducts } from "./TotalProducts.tsx";
import { TotalWorkloads } from "./TotalWorkloads.tsx";
import type { Total } from "./totals.ts";
import { useExplain } from "./useExplain.ts";

interface Properties {
  readonly of: Total;
  readonly insights: Schemas["CustomerInsights"];
  readonly sellers: Sellers;
}

/** What a key figure of the customer is made of; each part leads down to rows and files. */
export default function TotalDrawer({ of, insights, sellers }: Properties) {
  const { t, formats } = useWords();
  const explain = useExplain();
  const { totals, people } = insights;
  const isOwn = sellers === "own";
  const isOfProducts = of === "sold" || of === "deployment";
  const figure = t(of === "sold" && isOwn ? "figure-sold-own" : `figure-${of}`);
  return (
    <Modal title={t("total-title", { figure })} place="side" onClose={() => explain(undefined)}>
      <div className="explain__body">
        <p className="explain__ratio">{said() ?? t("total-unknown")}</p>
        <p className="quiet">
          <Definition of={of} />
        </p>
        {isOwn && of !== "people" && of !== "sold" && (
          <p className="quiet">
            {t("define-text-own")} {t("total-estimates")}
          </p>
        )}
        {isOfProducts ? (
          <TotalProducts of={of} products={insights.deployment} sellers={sellers} />
        ) : (
          <TotalWorkloads of={of} workloads={insights.usage} sellers={sellers} />
        )}
      </div>
    </Modal>
  );

  function said(): string | undefined {
    const { deployment, usage } = totals;
    const counts = {
      sold: deployment && soldSeats(deployment, sellers),
      overage: usage?.users?.overage.total,
      people: people?.active,
    };
    if (of === "deployment") return written(deployment && deploymentRatio(deployment, sellers));
    if (of === "usage") return written(usage && usageRatio(usage, sellers));
    return counts[of] == null ? undefined : formats.count(counts[of]);
  }

  function written(ratio: Ratio | null | undefined): string | undefined {
    if (ratio == null) return undefined;
    const { part, whole, percent } = ratio;
    if (percent == null) return t("formula-ratio-undefined", { part, whole });
    return t("formula-ratio", { part, whole, percent: formats.exactPercent(percent) });
  }
}
