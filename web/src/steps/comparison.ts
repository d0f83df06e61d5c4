import type { Schemas } from "../api/client.ts";
import type { Formats } from "../l10n/formats.ts";
import type { Words } from "../l10n/words.ts";

type Comparison = Schemas["ComparisonBody"];

/** The messages of operators, and of those that say the same the other way round. */
const OPERATORS: Readonly<Record<string, { readonly id: string; readonly turned: string }>> = {
  "<": { id: "less", turned: "more" },
  "<=": { id: "at-most", turned: "at-least" },
  ">": { id: "more", turned: "less" },
  ">=": { id: "at-least", turned: "at-most" },
  "=": { id: "equal", turned: "equal" },
  "!=": { id: "other", turned: "other" },
};

interface Spoken {
  readonly t: Words["say"];
  readonly has: Words["has"];
  readonly formats: Formats;
}

/** What was compared, in words: the signal with its value, and what the play asks of it. */
export interface ComparedText {
  readonly signal: string;
  readonly value: string;
  readonly asked: string;
}

/** Words a comparison; its signal comes first, on whichever side it was written. */
export function comparedText(comparison: Comparison, { t, has, formats }: Spoken): ComparedText {
  const isTurned = comparison.left.kind !== "signal" && comparison.right.kind === "signal";
  const [one, other] = isTurned
    ? [comparison.right, comparison.left]
    : [comparison.left, comparison.right];
  const operator = OPERATORS[comparison.operator];
  const id = (isTurned ? operator?.turned : operator?.id) ?? "equal";
  const value = valueText(other.value, comparison.unit, formats);
  const what = other.kind === "signal" ? `${signalName(other.name, { t, has })}: ${value}` : value;
  return {
    signal: signalName(one.name, { t, has }),
    value: valueText(one.value, comparison.unit, formats),
    asked: t(`compared-${id}`, { value: what }),
  };
}

/** A value of a unit as people read it; what is not known is a dash. */
export function valueText(value: number | null | undefined, unit: string, formats: Formats) {
  return unit === "percent" ? formats.exactPercent(value) : formats.count(value);
}

/** What a signal is called; its code when the server is newer than the page. */
export function signalName(
  name: string | null | undefined,
  { t, has }: Pick<Spoken, "t" | "has">,
): string {
  if (name == null) return "";
  const id = `signal-${name}`;
  return has(id) ? t(id) : name;
}
