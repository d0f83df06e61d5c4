import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { TrendLine } from "./trendData.ts";
import "./charts.css";

const WIDTH = 200;
const HEIGHT = 36;

/** A small picture of a trend beside its figure; the large chart has the words. */
export function Sparkline({ values }: Pick<TrendLine, "values">) {
  const known = values.filter((it) => it !== null);
  if (known.length < 2) return null;
  const x = scaleLinear([0, values.length - 1], [1, WIDTH - 1]);
  const y = scaleLinear([Math.min(...known), Math.max(...known)], [HEIGHT - 2, 2]);
  const path = line<number | null>()
    .defined((it) => it !== null)
    .x((_, at) => x(at))
    .y((it) => y(it ?? 0));
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="chart__line line--usage" d={path([...values]) ?? ""} />
    </svg>
  );
}
