import { Button } from "@fluentui/react-components";
import { scaleLinear } from "d3-scale";
import { type PointerEvent, useId, useState } from "react";
import { useWords } from "../l10n/WordsContext.tsx";
import { LineDrawing } from "./LineDrawing.tsx";
import { LineTable } from "./LineTable.tsx";
import type { TrendData } from "./trendData.ts";
import { useSize } from "./useSize.ts";
import "./charts.css";

interface Properties {
  readonly title: string;
  readonly data: TrendData;
  readonly write: (value: number | null) => string;
  readonly writeAxis: (value: number) => string;
  /** The axis reaches at least up to here. */
  readonly atLeast: number;
  /** Whether a value is that of a whole month, whose first day stands for it. */
  readonly isByMonth?: boolean;
}

/** Until it was measured. */
const SIZE = { width: 720, height: 264 };
const MARGIN = { left: 52, right: 12, top: 10, bottom: 26 };

/** Lines over days or months: a pointer or the arrow keys choose one, a table says the same. */
export function LineChart(properties: Properties) {
  const { title, data, write, writeAxis, atLeast, isByMonth = false } = properties;
  const { t, formats } = useWords();
  const id = useId();
  const [watch, { width, height }] = useSize(SIZE);
  const [chosen, choose] = useState<number>();
  const [isTable, setTable] = useState(false);
  const last = data.days.length - 1;
  const at = Math.min(chosen ?? last, last);
  const x = scaleLinear([0, Math.max(last, 1)], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear(
    [0, Math.max(atLeast, data.greatest)],
    [height - MARGIN.bottom, MARGIN.top],
  );
  const day = data.days[at] ?? "";
  const values = data.lines.map((it) => `${it.title}: ${write(it.values[at] ?? null)}`);
  const note = data.isPreliminary(at) ? ` (${t("preliminary")})` : "";
  const told = isByMonth ? formats.month(day) : formats.day(day);
  const said = `${told}${note}. ${values.join(". ")}`;

  function follow(event: PointerEvent<SVGSVGElement>) {
    const left = event.currentTarget.getBoundingClientRect().left;
    choose(Math.min(Math.max(Math.round(x.invert(event.clientX - left)), 0), last));
  }

  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption id={id} className="visually-hidden">
        {title}
      </figcaption>
      <div className="chart__head">
        <output className="legend" aria-live="polite" aria-label={said}>
          <span className="legend__day">
            {isByMonth ? told : formats.longDay(day)}
            {note}
          </span>
          {data.lines.map((it) => (
            <span key={it.key} className="legend__line">
              <span className={`legend__mark line--${it.key}`} />
              {it.title} <strong>{write(it.values[at] ?? null)}</strong>
            </span>
          ))}
        </output>
        <Button
          size="small"
          appearance="subtle"
          className="no-print"
          onClick={() => setTable(!isTable)}
        >
          {t(isTable ? "chart-show-chart" : "chart-show-table")}
        </Button>
      </div>
      {isTable ? (
        <LineTable title={title} data={data} write={write} isByMonth={isByMonth} />
      ) : (
        <div className="chart__plot" ref={watch}>
          <LineDrawing
            data={data}
            at={at}
            x={x}
            y={y}
            width={width}
            height={height}
            writeAxis={writeAxis}
            onMove={follow}
            onLeave={() => choose(undefined)}
          />
          <input
            className="chart__cursor"
            type="range"
            min={0}
            max={last}
            value={at}
            aria-label={t(isByMonth ? "chart-cursor-month" : "chart-cursor", { title })}
            aria-valuetext={said}
            onChange={(event) => choose(Number(event.currentTarget.value))}
          />
        </div>
      )}
    </figure>
  );
}
