import type { ScaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { type PointerEvent, useId } from "react";
import { useWords } from "../l10n/WordsContext.tsx";
import type { Run, TrendData } from "./trendData.ts";

interface Properties {
  readonly data: TrendData;
  readonly at: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly width: number;
  readonly height: number;
  readonly writeAxis: (value: number) => string;
  readonly onMove: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onLeave: () => void;
}

/** The picture of a line chart; what it says is said by the legend and the table. */
export function LineDrawing(properties: Properties) {
  const { data, at, x, y, width, height, writeAxis, onMove, onLeave } = properties;
  const { formats } = useWords();
  const hatch = useId();
  const [bottom = 0, top = 0] = y.range();
  const path = line<number | null>()
    .defined((it) => it !== null)
    .x((_, index) => x(index))
    .y((it) => y(it ?? 0));
  const [left = 0, right = 0] = x.range();
  const stretch = (run: Run, fill: string) => {
    // Half a day around, but never beyond the axes.
    const [from, to] = [Math.max(x(run.from - 0.5), left), Math.min(x(run.to + 0.5), right)];
    return (
      <rect
        key={`${fill}${run.from}`}
        x={from}
        y={top}
        width={to - from}
        height={bottom - top}
        fill={fill}
      />
    );
  };
  return (
    <svg
      className="chart__svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      onPointerMove={onMove}
      onPointerLeave={onLeave}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 6L6 0" className="chart__hatch" />
        </pattern>
      </defs>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line className="chart__grid" x1={x(0)} x2={x.range()[1]} y1={y(tick)} y2={y(tick)} />
          <text className="chart__label" x={x(0) - 8} y={y(tick) + 4} textAnchor="end">
            {writeAxis(tick)}
          </text>
        </g>
      ))}
      {data.monthStarts(Math.floor(width / 90)).map((start) => (
        <text key={start} className="chart__label" x={x(start)} y={height - 6} textAnchor="middle">
          {formats.month(data.days[start] ?? "")}
        </text>
      ))}
      {data.gaps.map((run) => stretch(run, `url(#${hatch})`))}
      {data.preliminary.map((run) => stretch(run, "var(--hatch)"))}
      {data.lines.map((it) => (
        <path
          key={it.key}
          className={`chart__line line--${it.key}`}
          d={path([...it.values]) ?? ""}
        />
      ))}
      <line className="chart__at" x1={x(at)} x2={x(at)} y1={top} y2={bottom} />
      {data.lines.map((it) => {
        const value = it.values[at] ?? null;
        return (
          value !== null && (
            <circle
              key={it.key}
              className={`chart__dot line--${it.key}`}
              cx={x(at)}
              cy={y(value)}
              r={4}
            />
          )
        );
      })}
    </svg>
  );
}
