export interface TrendLine {
  /** The figure that it shows, from which it has its colour. */
  readonly key: "deployment" | "usage" | "covered" | "load" | "satisfied";
  readonly title: string;
  /** By day; `null` is a day of which nothing is known, never a zero. */
  readonly values: readonly (number | null)[];
}

/** Days from one place to another in a list of days. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** What a line chart draws: some lines over the same days. */
export class TrendData {
  readonly days: readonly string[];
  readonly lines: readonly TrendLine[];
  /** Stretches of days whose values may still change. */
  readonly preliminary: readonly Run[];
  /** Stretches of days of which no line knows anything. */
  readonly gaps: readonly Run[];

  constructor(
    days: readonly string[],
    lines: readonly TrendLine[],
    isPreliminary: readonly boolean[] = [],
  ) {
    this.days = days;
    this.lines = lines;
    this.preliminary = runs(days.map((_, at) => isPreliminary[at] === true));
    this.gaps = runs(days.map((_, at) => lines.every((it) => (it.values[at] ?? null) === null)));
  }

  /** Whether there is anything to draw. */
  get isEmpty(): boolean {
    return this.gaps.some((it) => it.from === 0 && it.to === this.days.length - 1);
  }

  /** The greatest value, or 0 of nothing. */
  get greatest(): number {
    return Math.max(0, ...this.lines.flatMap((line) => line.values.map((it) => it ?? 0)));
  }

  /** Where the months begin that get a label, at most `most` of them. */
  monthStarts(most: number): readonly number[] {
    const starts = this.days.flatMap((day, at) => (day.endsWith("-01") ? [at] : []));
    const step = Math.max(Math.ceil(starts.length / Math.max(most, 1)), 1);
    return starts.filter((_, at) => at % step === 0);
  }

  isPreliminary(at: number): boolean {
    return this.preliminary.some((run) => run.from <= at && at <= run.to);
  }
}

/** The stretches in which something holds. */
export function runs(holds: readonly boolean[]): readonly Run[] {
  const found: Run[] = [];
  let from = -1;
  for (let at = 0; at <= holds.length; at += 1) {
    if (holds[at] === true) {
      if (from < 0) from = at;
    } else if (from >= 0) {
      found.push({ from, to: at - 1 });
      from = -1;
    }
  }
  return found;
}
