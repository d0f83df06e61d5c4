import { Button } from "@fluentui/react-components";
import { scaleLinear } from "d3-scale";
import { type PointerEvent, useId, useState } from "react";
import type { Growing } from "../app/stepsSearch.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { GrowthDrawing } from "./GrowthDrawing.tsx";
import { GrowthTable } from "./GrowthTable.tsx";
import type { GrowthData } from "./growthData.ts";
import { useSize } from "./useSize.ts";
import "./charts.css";
import "./growth.css";

interface Properties {
  readonly title: string;
  readonly of: Growing;
  readonly data: GrowthData;
}

/** Until it was measured. */
const SIZE = { width: 720, height: 264 };
const MARGIN = { left: 52, right: 12, top: 10, bottom: 26 };
const PARTS = ["gained", "first_seen", "lost"] as const;

/** What came and went by month: a pointer or the arrow keys choose a month. */
export function GrowthChart({ title, of, data }: Properties) {
  const { t, formats } = useWords();
  const id = useId();
  const [watch, { width, height }] = useSize(SIZE);
  const [chosen, choose] = useState<number>();
  const [isTable, setTable] = useState(false);
  const last = data.bars.length - 1;
  const at = Math.min(chosen ?? last, last);
  const x = scaleLinear([-0.5, last + 0.5], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([-data.least, data.most], [height - MARGIN.bottom, MARGIN.top]);
  const bar = data.bars[at];
  const month = bar === undefined ? "" : formats.month(`${bar.month}-01`);
  const values = PARTS.map((key) => ({
    key,
    title: t(`growth-${key}`),
    value: formats.count(bar?.flow?.[key]),
  }));
  const end = formats.count(bar?.flow?.end);
  const told = values.map((it) => `${it.title}: ${it.value}`);
  const said = [month, ...told, `${t("growth-end")}: ${end}`].join(". ");

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
          <span className="legend__day">{month}</span>
          {values.map((it) => (
            <span key={it.key} className="legend__line">
              <span className={`key growth--${it.key}`} /> {it.title} <strong>{it.value}</strong>
            </span>
          ))}
          <span className="legend__line">
            {t("growth-end")} <strong>{end}</strong>
          </span>
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
        <GrowthTable title={`${title}: ${t(`growth-of-${of}`)}`} data={data} />
      ) : (
        <div className="chart__plot" ref={watch}>
          <GrowthDrawing
            data={data}
            at={at}
            x={x}
            y={y}
            size={{ width, height }}
            onMove={follow}
            onLeave={() => choose(undefined)}
          />
          <input
            className="chart__cursor"
            type="range"
            min={0}
            max={last}
            value={at}
            aria-label={t("chart-cursor-month", { title })}
            aria-valuetext={said}
            onChange={(event) => choose(Number(event.currentTarget.value))}
          />
        </div>
      )}
    </figure>
  );
}
