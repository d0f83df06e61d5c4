import type { PlayFault } from "../../api/plays.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { sentence } from "../../ui/Failed.tsx";

interface Properties {
  readonly faults: readonly PlayFault[];
  /** Leads to a line of the text. */
  readonly onLine: (line: number) => void;
}

/** What is wrong with a play, line by line, and what to do about it. */
export function PlayFaults({ faults, onLine }: Properties) {
  const { t } = useWords();
  return (
    <div className="notice notice--error" role="alert">
      <p className="notice__title">{t("problems-title", { count: faults.length })}</p>
      <ul className="play-faults">
        {faults.map((it) => {
          const { line } = it;
          return (
            <li key={`${line} ${it.code} ${it.text}`}>
              {line != null && (
                <button type="button" className="plain-button" onClick={() => onLine(line)}>
                  {t("play-line", { line: String(line) })}
                </button>
              )}
              <span>
                {sentence(it.text)} <span className="quiet">{sentence(it.hint)}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
