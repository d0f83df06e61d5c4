import { Button, Field, Select } from "@fluentui/react-components";
import type { UseQueryResult } from "@tanstack/react-query";
import { useSearchChange } from "../app/useSearchChange.ts";
import { LineChart } from "../charts/LineChart.tsx";
import { loadTrend, type SupportMonth, workloadsOf } from "../figures/support.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Card } from "../ui/Card.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Shown } from "../ui/Shown.tsx";
import { SupportTable } from "./SupportTable.tsx";

interface Properties<Month extends SupportMonth> {
  readonly support: UseQueryResult<{ readonly months: readonly Month[] }>;
  /** The workload whose load is drawn; all of them without it. */
  readonly workload: string | undefined;
  /** Whether the tickets can be shown one by one. */
  readonly hasLines?: boolean;
  /** How much is known of the tickets of a month; nothing when all is. */
  readonly note: (month: Month) => string | undefined;
}

/** How many support calls ask how things are done, by product and month. */
export function SupportCard<Month extends SupportMonth>({
  support,
  workload,
  hasLines = false,
  note,
}: Properties<Month>) {
  const { t } = useWords();
  const change = useSearchChange();
  return (
    <Card
      className="matrix"
      title={t("support-title")}
      hint={t("support-hint")}
      actions={
        <>
          <Workloads months={support.data?.months ?? []} chosen={workload} />
          {hasLines && (
            <Button size="small" className="no-print" onClick={() => change({ lines: "tickets" })}>
              {t("support-tickets")}
            </Button>
          )}
        </>
      }
    >
      <Shown query={support} lines={10}>
        {({ months }) => <Body months={months} workload={workload} note={note} />}
      </Shown>
    </Card>
  );
}

interface BodyProperties<Month extends SupportMonth> {
  readonly months: readonly Month[];
  readonly workload: string | undefined;
  readonly note: (month: Month) => string | undefined;
}

function Body<Month extends SupportMonth>({ months, workload, note }: BodyProperties<Month>) {
  const { t, formats } = useWords();
  const drawn = loadTrend(months, workload, t("support-load"));
  const last = months.findLast((it) => it.tickets != null);
  if (last === undefined) {
    return <Notice title={t("support-empty")} text={t("support-empty-text")} />;
  }
  return (
    <>
      {drawn.isEmpty ? (
        <Notice title={t("trend-empty")} text={t("support-no-users")} />
      ) : (
        <LineChart
          title={t("support-title")}
          data={drawn}
          atLeast={10}
          write={(it) => formats.count(it)}
          writeAxis={(it) => formats.count(it)}
          isByMonth
        />
      )}
      <SupportTable month={last} note={note(last)} />
    </>
  );
}

interface WorkloadsProperties {
  readonly months: readonly SupportMonth[];
  readonly chosen: string | undefined;
}

function Workloads({ months, chosen }: WorkloadsProperties) {
  const { t } = useWords();
  const change = useSearchChange();
  return (
    <Field className="no-print" label={{ children: t("trend-of"), className: "visually-hidden" }}>
      <Select
        value={chosen ?? ""}
        onChange={(_, { value }) => change({ support: value }, "replaces")}
      >
        <option value="">{t("trend-of-all")}</option>
        {[...workloadsOf(months)].map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
