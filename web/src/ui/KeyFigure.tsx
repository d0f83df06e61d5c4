import type { ReactNode } from "react";
import { Sparkline } from "../charts/Sparkline.tsx";
import type { Change } from "../figures/useChange.ts";
import { useWords } from "../l10n/WordsContext.tsx";

interface Properties {
  readonly title: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  /** What it was before, and whether it rose since then. */
  readonly before?: Change;
  /** Shows what it is made of. */
  readonly onExplain?: () => void;
  /** The figure over the days of the trend. */
  readonly trend?: readonly (number | null)[] | undefined;
}

const ARROWS = { up: "▲", down: "▼", same: "=" } as const;

/** A figure that is read first, with what it was before and how it went. */
export function KeyFigure({ title, value, note, before, onExplain, trend }: Properties) {
  const { t } = useWords();
  const to = before?.direction;
  return (
    <div className="figure">
      <p className="figure__title">{title}</p>
      <p className="figure__value">{value}</p>
      {note !== undefined && <p className="figure__note">{note}</p>}
      {before !== undefined && to !== undefined && (
        <p className="figure__before">
          <span className="figure__change">
            <span className={to} aria-hidden="true">
              {ARROWS[to]}
            </span>
            <span className="visually-hidden">{t(`change-${to}`)}</span>{" "}
            {before.by !== undefined && <strong>{before.by}</strong>}
          </span>{" "}
          <span className={before.by && "figure__then"}>{before.text}</span>
        </p>
      )}
      <div className="figure__spark">{trend !== undefined && <Sparkline values={trend} />}</div>
      {onExplain !== undefined && (
        <button
          type="button"
          className="plain-button figure__explain no-print"
          aria-label={t("explain-action-of", { name: title })}
          onClick={onExplain}
        >
          {t("explain-action")}
        </button>
      )}
    </div>
  );
}
