import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Schemas } from "../../api/client.ts";
import { explainQuery } from "../../api/insights.ts";
import type { ViewSearch } from "../../app/search.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Modal } from "../../ui/Modal.tsx";
import { skuName } from "../../ui/names.ts";
import { Shown } from "../../ui/Shown.tsx";
import { ExplainedDeployment } from "./ExplainedDeployment.tsx";
import { ExplainedUsage } from "./ExplainedUsage.tsx";
import { People } from "./People.tsx";
import { SeatRows } from "./SeatRows.tsx";
import { SourceRows } from "./SourceRows.tsx";
import { useExplain } from "./useExplain.ts";

interface Properties {
  readonly customerId: string;
  /** `workload:` and a code, or `sku:` and an id. */
  readonly figure: string;
  readonly view: ViewSearch;
}

/** Everything that a figure was counted from: formula, parts, seats, days and people. */
export default function ExplainDrawer({ customerId, figure, view }: Properties) {
  const { t, formats } = useWords();
  const close = useExplain();
  const { people } = useSearch({ from: "/shell/customers/$customerId" });
  // Never in the address: whoever opens a shared one does not look at names by that.
  const [showsNames, showNames] = useState(false);
  const [kind, id] = [figure.slice(0, figure.indexOf(":")), figure.slice(figure.indexOf(":") + 1)];
  const explained = useQuery({
    ...explainQuery(customerId, {
      ...view,
      ...(kind === "sku" ? { sku: id } : { workload: id }),
      ...(people !== undefined && { page: people }),
      ...(showsNames && { names: true }),
    }),
    placeholderData: keepPreviousData,
  });
  const title = (it: Schemas["ExplanationBody"]) =>
    it.usage == null
      ? t("explain-deployment", {
          product: it.deployment == null ? id : skuName(it.deployment),
          day: formats.day(it.day),
        })
      : t("explain-usage", { workload: it.usage.workload_name, day: formats.day(it.day) });
  return (
    <Modal
      title={explained.data === undefined ? t("explain-action") : title(explained.data)}
      place="side"
      onClose={() => close(undefined)}
    >
      <Shown query={explained} lines={14}>
        {(it) => (
          <div className="explain__body">
            {it.usage != null && <ExplainedUsage usage={it.usage} window={it.window} />}
            {it.deployment != null && (
              <ExplainedDeployment
                deployment={it.deployment}
                units={it.units}
                list={it.list}
                day={it.day}
              />
            )}
            <p className={it.agrees ? "badge badge--good" : "badge badge--bad"}>
              {t(it.agrees ? "explain-agrees" : "explain-differs")}
            </p>
            <SeatRows seats={it.seats} />
            {it.coverage.length > 0 && <SourceRows rows={it.coverage} />}
            <People explanation={it} showsNames={showsNames} onNames={showNames} />
          </div>
        )}
      </Shown>
    </Modal>
  );
}
