import type { ScaleLinear } from "d3-scale";
import { type PointerEvent, useId } from "react";
import { useWords } from "../l10n/WordsContext.tsx";
import type { GrowthData } from "./growthData.ts";
import type { Size } from "./useSize.ts";

interface Properties {
  readonly data: GrowthData;
  readonly at: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly size: Size;
  readonly onMove: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onLeave: () => void;
}

/** The picture of growth: what came stands above the line, what went below it. */
export function GrowthDrawing({ data, at, x, y, size, onMove, onLeave }: Properties) {
  const { formats } = useWords();
  const hatch = useId();
  const { width, height } = size;
  const [bottom = 0, top = 0] = y.range();
  const wide = x(1) - x(0);
  const thick = Math.min(wide * 0.6, 36);
  const step = Math.max(Math.ceil(70 / wide), 1);
  const bar = (key: string, month: number, from: number, to: number) => (
    <rect
      key={`${key} ${month}`}
      className={`growth__bar growth--${key}`}
      x={x(month) - thick / 2}
      width={thick}
      y={y(Math.max(from, to))}
      height={Math.abs(y(from) - y(to))}
    />
  );
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
      {y
        .ticks(5)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick}>
            <line
              className="chart__grid"
              x1={x.range()[0]}
              x2={x.range()[1]}
              y1={y(tick)}
              y2={y(tick)}
            />
            <text
              className="chart__label"
              x={(x.range()[0] ?? 0) - 8}
              y={y(tick) + 4}
              textAnchor="end"
            >
              {formats.compact(Math.abs(tick))}
            </text>
          </g>
        ))}
      {data.bars.map(({ month, flow }, place) =>
        flow === null ? (
          <rect
            key={month}
            x={x(place - 0.5)}
            width={wide}
            y={top}
            height={bottom - top}
            fill={`url(#${hatch})`}
          />
        ) : (
          <g key={month}>
            {bar("gained", place, 0, flow.gained)}
            {bar("first_seen", place, flow.gained, flow.gained + flow.first_seen)}
            {bar("lost", place, 0, -flow.lost)}
          </g>
        ),
      )}
      {data.bars.map(
        ({ month }, place) =>
          place % step === 0 && (
            <text
              key={month}
              className="chart__label"
              x={x(place)}
              y={height - 6}
              textAnchor="middle"
            >
              {formats.month(`${month}-01`)}
            </text>
          ),
      )}
      <line className="growth__zero" x1={x.range()[0]} x2={x.range()[1]} y1={y(0)} y2={y(0)} />
      <line className="chart__at" x1={x(at)} x2={x(at)} y1={top} y2={bottom} />
    </svg>
  );
}
