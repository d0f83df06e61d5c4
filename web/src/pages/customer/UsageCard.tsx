import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Schemas } from "../../api/client.ts";
import { StackBar } from "../../charts/StackBar.tsx";
import { stackData } from "../../charts/stackData.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Causes } from "./Causes.tsx";
import { ExplainLink } from "./ExplainLink.tsx";
import { UsageTable } from "./UsageTable.tsx";

type Usage = Schemas["CustomerWorkload"];

const KEYS = ["held", "former", "never", "untold", "above", "entitlements"] as const;

/** Usage by workload: who is active, with which licence, against what was sold. */
export function UsageCard({ usage }: { readonly usage: readonly Usage[] }) {
  const { t } = useWords();
  const [isTable, setTable] = useState(false);
  const stacks = usage.map((it) => ({ it, stack: stackData(it.users, it.entitlements) }));
  const isAllPreliminary = usage.length > 0 && usage.every((it) => it.is_preliminary);
  const hasUntold = usage.some((it) => (it.users?.untold ?? 0) > 0);
  const reach = Math.max(0, ...stacks.map(({ stack }) => stack.reach));
  return (
    <Card
      title={t("usage-title")}
      hint={isAllPreliminary ? `${t("usage-hint")} ${t("explain-preliminary")}` : t("usage-hint")}
      actions={
        usage.length > 0 && (
          <Button
            size="small"
            appearance="subtle"
            className="no-print"
            onClick={() => setTable(!isTable)}
          >
            {t(isTable ? "chart-show-chart" : "chart-show-table")}
          </Button>
        )
      }
    >
      {usage.length === 0 && <Notice title={t("usage-empty")} text={t("usage-empty-text")} />}
      {usage.length > 0 && isTable && <UsageTable usage={usage} />}
      {usage.length > 0 && !isTable && (
        <>
          <ul className="keys">
            {KEYS.filter((key) => key !== "untold" || hasUntold).map((key) => (
              <li key={key}>
                <span className={`key key--${key}`} />
                {t(`stack-${key}`)}
              </li>
            ))}
          </ul>
          <ul className="workloads">
            {stacks.map(({ it, stack }) => (
              <li key={it.workload} className="workload">
                <Name usage={it} isMarked={!isAllPreliminary} />
                <div className="workload__bar">
                  <StackBar name={it.workload_name} stack={stack} reach={reach} />
                  <Causes usage={it} />
                </div>
                <Value usage={it} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

interface NameProperties {
  readonly usage: Usage;
  /** Whether it is said here that the figure is preliminary. */
  readonly isMarked: boolean;
}

function Name({ usage, isMarked }: NameProperties) {
  const { t } = useWords();
  return (
    <div className="workload__name">
      {usage.workload_name}
      {usage.coverage !== "complete" && (
        <span className="badge badge--warn">
          {usage.coverage === "lower_bound"
            ? t("usage-days-covered", { count: usage.days_covered })
            : t("coverage-missing")}
        </span>
      )}
      {isMarked && usage.is_preliminary && <span className="badge">{t("preliminary")}</span>}
    </div>
  );
}

function Value({ usage }: { readonly usage: Usage }) {
  const { t, formats } = useWords();
  const { users, entitlements, workload, workload_name } = usage;
  return (
    <div className="workload__value">
      <strong>{formats.percent(users?.usage)}</strong>
      <span className="sub">
        {users == null
          ? t("usage-of-unknown", { whole: entitlements })
          : t("usage-of", { part: users.active, whole: entitlements })}
      </span>
      <ExplainLink figure={`workload:${workload}`} name={workload_name} />
    </div>
  );
}
