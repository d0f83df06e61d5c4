import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "../../api/client.ts";
import { coverageQuery, type RangeSearch } from "../../api/insights.ts";
import type { ViewSearch } from "../../app/search.ts";
import { CoverageChart } from "../../charts/CoverageChart.tsx";
import { coverageData } from "../../charts/coverageData.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";

interface Properties {
  readonly customerId: string;
  readonly asked: ViewSearch & RangeSearch;
  /** Whether the days are known for which it is asked. */
  readonly isReady: boolean;
}

/** Which days are complete, preliminary, partial or missing, and for lack of what. */
export function CoverageCard({ customerId, asked, isReady }: Properties) {
  const { t } = useWords();
  const [isTable, setTable] = useState(false);
  const coverage = useQuery({ ...coverageQuery(customerId, asked), enabled: isReady });
  return (
    <Card
      title={t("coverage-title")}
      hint={t("coverage-hint")}
      actions={
        <Button
          size="small"
          appearance="subtle"
          className="no-print"
          onClick={() => setTable(!isTable)}
        >
          {t(isTable ? "chart-show-chart" : "chart-show-table")}
        </Button>
      }
    >
      <Shown query={coverage} lines={8}>
        {(body) =>
          body.workloads.length === 0 ? (
            <Notice title={t("usage-empty")} text={t("usage-empty-text")} />
          ) : (
            <>
              <CoverageChart
                title={t("coverage-title")}
                data={coverageData(body)}
                isTable={isTable}
              />
              <Sources sources={body.sources} />
            </>
          )
        }
      </Shown>
    </Card>
  );
}

/** So many stretches of a source are told; the table has every day. */
const MOST = 4;

function Sources({ sources }: { readonly sources: readonly Schemas["SourceCoverageBody"][] }) {
  const { t, formats } = useWords();
  const lacking = sources.filter((it) => it.missing.length > 0);
  if (lacking.length === 0) return null;
  return (
    <div className="lacking">
      <h3>{t("coverage-lacking")}</h3>
      <ul>
        {lacking.map((it) => (
          <li key={it.source}>
            <strong>{it.source}</strong>{" "}
            {it.missing
              .slice(-MOST)
              .map((days) =>
                days.first === days.last
                  ? formats.day(days.first)
                  : `${formats.day(days.first)} – ${formats.day(days.last)}`,
              )
              .join(", ")}{" "}
            {it.missing.length > MOST && t("coverage-more", { count: it.missing.length - MOST })}
          </li>
        ))}
      </ul>
    </div>
  );
}
