import { type PointerEvent, useState } from "react";
import { useWords } from "../l10n/WordsContext.tsx";
import { Table } from "../ui/Table.tsx";
import { type CoverageData, type CoverageRow, STATES } from "./coverageData.ts";
import "./charts.css";
import "./coverage.css";

interface Properties {
  readonly title: string;
  readonly data: CoverageData;
  readonly isTable: boolean;
}

/** How much is known of each workload on each day; the arrow keys choose a day. */
export function CoverageChart({ title, data, isTable }: Properties) {
  const { t, formats } = useWords();
  const stateText = useStateText();
  const last = data.days.length - 1;
  const [chosen, choose] = useState(last);
  const at = Math.min(chosen, last);
  const share = (days: number) => `${(days / data.days.length) * 100}%`;
  const states = data.rows.map((it) => stateText(it, at));
  const isOne = states.length > 1 && new Set(states).size === 1;
  const told = isOne
    ? [`${t("coverage-all")}: ${states[0]}`]
    : data.rows.map((it, row) => `${it.title}: ${states[row]}`);
  const day = formats.longDay(data.days[at] ?? "");

  if (isTable) return <CoverageTable title={title} data={data} />;
  function follow(event: PointerEvent<HTMLDivElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const to = Math.floor(((event.clientX - left) / width) * data.days.length);
    choose(Math.min(Math.max(to, 0), last));
  }
  return (
    <div className="coverage">
      <ul className="keys">
        {STATES.map((state) => (
          <li key={state}>
            <span className={`key coverage__run--${state}`} />
            {t(`coverage-key-${state}`)}
          </li>
        ))}
      </ul>
      <div className="coverage__rows">
        {data.rows.map((row) => (
          <div key={row.key} className="coverage__row">
            <span className="coverage__name">{row.title}</span>
            <div className="coverage__strip" aria-hidden="true" onPointerMove={follow}>
              {row.runs.map((run) => (
                <span
                  key={run.from}
                  className={`coverage__run coverage__run--${run.state}`}
                  style={{ left: share(run.from), width: share(run.days) }}
                />
              ))}
              <span className="coverage__at" style={{ left: share(at + 0.5) }} />
            </div>
          </div>
        ))}
      </div>
      <p className="coverage__ends" aria-hidden="true">
        <span>{formats.day(data.days[0])}</span>
        <span>{formats.day(data.days[last])}</span>
      </p>
      <input
        className="coverage__cursor no-print"
        type="range"
        min={0}
        max={last}
        value={at}
        aria-label={t("chart-cursor", { title })}
        aria-valuetext={`${day}. ${told.join(". ")}`}
        onChange={(event) => choose(Number(event.currentTarget.value))}
      />
      <output className="quiet" aria-live="polite">
        <strong>{day}</strong> {told.join(" · ")}
      </output>
    </div>
  );
}

/** How much is known of a workload on a day, and why it is not more. */
function useStateText(): (row: CoverageRow, at: number) => string {
  const { t } = useWords();
  return ({ states, covered, reasons }, at) => {
    const state = t(`day-state-${states[at]}`, { count: covered[at] ?? 0 });
    const reason = reasons[at] ?? null;
    return reason === null ? state : `${state} (${t(`lack-${reason}`)})`;
  };
}

function CoverageTable({ title, data }: Omit<Properties, "isTable">) {
  const { t, formats } = useWords();
  const stateText = useStateText();
  const rows = data.days.map((day, at) => ({ day, at })).reverse();
  return (
    <div className="chart__table">
      <Table
        caption={title}
        rows={rows}
        rowKey={(it) => it.day}
        columns={[
          {
            key: "day",
            title: t("column-day"),
            isHeader: true,
            cell: (it) => formats.day(it.day),
          },
          ...data.rows.map((row) => ({
            key: row.key,
            title: row.title,
            cell: ({ at }: { at: number }) => stateText(row, at),
          })),
        ]}
      />
    </div>
  );
}
