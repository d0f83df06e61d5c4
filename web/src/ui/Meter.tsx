import type { Ratio } from "../l10n/formats.ts";
import { useWords } from "../l10n/WordsContext.tsx";

/** A percentage as a number and a bar; above 100 % the bar is full and marked. */
export function Meter({ ratio }: { readonly ratio: Ratio | null | undefined }) {
  const { formats } = useWords();
  const percent = ratio?.percent ?? null;
  return (
    <span className="meter">
      <span className="meter__text">{formats.alignedPercent(ratio)}</span>
      <span className="meter__track" aria-hidden="true">
        {percent !== null && (
          <span className="meter__fill" style={{ width: `${Math.min(percent, 100)}%` }} />
        )}
        {percent !== null && percent > 100 && <span className="meter__over" />}
      </span>
    </span>
  );
}
