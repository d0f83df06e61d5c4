import type { Action } from "../api/actions.ts";
import { useWords } from "../l10n/WordsContext.tsx";

/** An action for whoever may only read it. */
export function ActionFacts({ action }: { readonly action: Action }) {
  const { t, formats } = useWords();
  const facts = [
    ["column-status", t(`action-status-${action.status}`)],
    ["action-owner", action.owner === "" ? t("action-no-owner") : action.owner],
    ["action-planned-from", formats.day(action.planned_from)],
    ["action-planned-to", formats.day(action.planned_to)],
    ["action-started-on", formats.day(action.started_on)],
    ["action-ended-on", formats.day(action.ended_on)],
    ["action-note", action.note],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(
        ([title, text]) =>
          text !== "" && (
            <div key={title}>
              <dt>{t(title)}</dt>
              <dd>{text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
